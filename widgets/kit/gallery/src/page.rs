//! The whole page: switches, contents, sections.

use std::rc::Rc;

use greffon_kit::i18n::{Lang, Text as _};
use greffon_kit::stage::Stage;
use greffon_kit::ui::{Field, FieldKind, FieldOption};
use greffon_protocol::context::{Contrast, Motion, Theme};
use yew::prelude::*;

use crate::index::Index;
use crate::sections;
use crate::settings::Settings;
use crate::texts::T;

/// The stage, for as long as the page stands on it.
#[derive(Debug, Clone)]
pub(crate) struct StageHandle(Rc<Stage>);

impl StageHandle {
    pub(crate) fn new(stage: Stage) -> Self {
        Self(Rc::new(stage))
    }

    pub(crate) fn shadow(&self) -> &web_sys::ShadowRoot {
        self.0.shadow()
    }
}

impl PartialEq for StageHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of [`Page`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What it stands on.
    pub(crate) stage: StageHandle,
    /// How it is shown at first.
    pub(crate) settings: Settings,
}

/// The page.
#[component]
pub(crate) fn Page(props: &Props) -> Html {
    let settings = use_state_eq(|| props.settings);
    {
        let stage = props.stage.clone();
        use_effect_with(*settings, move |settings| {
            stage.0.apply(&settings.context());
            name_document(settings.lang);
        });
    }
    let lang = settings.lang;
    let onswitch = {
        let settings = settings.clone();
        Callback::from(move |(name, value): (&'static str, AttrValue)| {
            let mut changed = *settings;
            changed.set(name, &value);
            settings.set(changed);
        })
    };
    html! {
        <div class="gallery">
            <header class="gallery__head">
                <h1>{ T::PageTitle.get(lang) }</h1>
                <p class="gf-lead gf-muted">{ T::PageLead.get(lang) }</p>
                <Switches settings={*settings} {onswitch} />
            </header>
            <Index {lang} stage={props.stage.clone()} />
            <main class="gallery__sections">{ sections::all(lang) }</main>
        </div>
    }
}

/// The document around carries the language and the name of the page.
fn name_document(lang: Lang) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(T::PageTitle.get(lang));
    if let Some(root) = document.document_element() {
        // Our own name and value: the DOM does not refuse them.
        let _ = root.set_attribute("lang", lang.tag());
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SwitchProps {
    settings: Settings,
    onswitch: Callback<(&'static str, AttrValue)>,
}

#[component]
fn Switches(props: &SwitchProps) -> Html {
    let Settings { lang, theme, scale, contrast, motion, reading_font } = props.settings;
    let switch = |name: &'static str, label: T, chosen: usize, options: &[(&'static str, T)]| {
        let kind = FieldKind::Select(
            options
                .iter()
                .map(|(value, text)| FieldOption { value: (*value).into(), label: text.get(lang).into() })
                .collect(),
        );
        let value = options.get(chosen).map_or("", |(value, _)| value);
        let onchange = props.onswitch.reform(move |value| (name, value));
        html! { <Field id={name} label={label.get(lang)} {kind} {value} {onchange} /> }
    };
    let size = if scale > 1.6 { 2 } else { usize::from(scale > 1.2) };
    html! {
        <section class="gallery__switches" aria-label={T::PageSettings.get(lang)}>
            { switch("theme", T::SwitchTheme, usize::from(theme == Theme::Dark), &[("light", T::SwitchThemeLight), ("dark", T::SwitchThemeDark)]) }
            { switch("lang", T::SwitchLang, usize::from(lang == Lang::En), &[("fr", T::SwitchLangFr), ("en", T::SwitchLangEn)]) }
            { switch("scale", T::SwitchScale, size, &[("1", T::SwitchScale1), ("1.5", T::SwitchScale15), ("2", T::SwitchScale2)]) }
            { switch("contrast", T::SwitchContrast, usize::from(contrast == Contrast::More), &[("normal", T::SwitchContrastNormal), ("more", T::SwitchContrastMore)]) }
            { switch("motion", T::SwitchMotion, usize::from(motion == Motion::Reduced), &[("full", T::SwitchMotionFull), ("reduced", T::SwitchMotionReduced)]) }
            { switch("reading", T::SwitchReading, reading_font.into(), &[("false", T::SwitchReadingNo), ("true", T::SwitchReadingYes)]) }
        </section>
    }
}
