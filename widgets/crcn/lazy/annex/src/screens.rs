//! The screens, and what stands around them.

mod around;
mod asked;
mod badge_desk;
mod badges;
mod class;
mod family;
mod file;
mod framework;
mod import;
mod portfolio;
mod pupils;
mod radar;
mod report;
mod traces;

use greffon_crcn_annex::{Field as Which, Model, Msg, Page};
use greffon_kit::i18n::kit::T as K;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Field, FieldKind, FieldOption, Notice, Toast, Tone};
use yew::prelude::*;

use crate::part::Input;
use crate::text::T;
use crate::words;

/// What a screen needs beside its own data.
pub(crate) struct Scene<'a> {
    pub(crate) model: &'a Model,
    pub(crate) lang: Lang,
    pub(crate) send: &'a Callback<Input>,
}

impl Scene<'_> {
    /// A callback that sends this message.
    pub(crate) fn go<E: 'static>(&self, msg: Msg) -> Callback<E> {
        self.send.reform(move |_| Input::Do(msg.clone()))
    }

    /// A callback that makes a message of what happened.
    pub(crate) fn on<E: 'static>(&self, make: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        self.send.reform(move |event| Input::Do(make(event)))
    }

    /// A field of the form, with what is typed in it and what is wrong with that.
    pub(crate) fn field(
        &self,
        which: Which,
        label: &str,
        kind: FieldKind,
        hint: Option<&'static str>,
    ) -> Html {
        let problem =
            self.model.problem(which).map(|problem| AttrValue::from(words::problem(problem, self.lang)));
        html! {
            <Field
                id={["crcn-", &format!("{which:?}").to_lowercase()].concat()} label={label.to_owned()} {kind}
                hint={hint.map(AttrValue::from)} error={problem} value={self.model.typed(which).to_owned()}
                onchange={self.on(move |text: AttrValue| Msg::Type(which, text.to_string()))}
            />
        }
    }
}

/// An option of a select.
pub(crate) fn option(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> FieldOption {
    FieldOption { value: value.into(), label: label.into() }
}

/// A message on a screen.
pub(crate) fn notice(tone: Tone, text: impl ToString) -> Html {
    html! { <Notice {tone}><p>{ text.to_string() }</p></Notice> }
}

/// The whole part.
pub(crate) fn screen(model: &Model, erasing: bool, session: &Session, send: &Callback<Input>) -> Html {
    let lang = session.lang();
    let scene = Scene { model, lang, send };
    let body = match model.page() {
        _ if !model.is_loaded() => html! { <p class="gf-loading">{ T::Loading.get(lang) }</p> },
        Page::Around(_) => model.around().map(|page| around::view(&page, &scene)).unwrap_or_default(),
        Page::Overview => model.radar().map(|page| radar::view(&page, &scene)).unwrap_or_default(),
        Page::Asked => model.asked().map(|page| asked::view(&page, &scene)).unwrap_or_default(),
        Page::Badges => {
            let page = model.badges(words::framework_lang(lang));
            page.map(|page| badges::view(&page, session, &scene)).unwrap_or_default()
        }
        Page::File => match model.portfolio(words::framework_lang(lang)) {
            Some(page) => portfolio::view(&page, &scene),
            None => model.file().map(|page| file::view(&page, erasing, session, &scene)).unwrap_or_default(),
        },
        Page::Class => model.class().map(|page| class::view(&page, session, &scene)).unwrap_or_default(),
        Page::Family => family::view(&model.family(), &scene),
        Page::Unknown => Html::default(),
    };
    let toast = model.toast().map(|toast| {
        html! {
            <Toast
                text={words::say(&toast.say, lang)}
                undo={toast.can_undo().then(|| AttrValue::from(K::Undo.get(lang)))}
                onundo={scene.go(Msg::Undo)} close={K::Close.get(lang)} onclose={scene.go(Msg::CloseToast)}
            />
        }
    });
    html! { <div class="crcn-annex">{ body }{ for toast }</div> }
}
