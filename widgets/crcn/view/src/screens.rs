//! The screens, and what stands around them.

mod class;
mod competence;
mod history;
mod home;
mod overview;
mod settings;
mod verdict;

use greffon_crcn_model::app::{Frame, Model, Msg, Screen, Target};
use greffon_kit::html;
use greffon_kit::i18n::kit::T as K;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Nav, NavItem, Notice, SaveState, SaveStatus, Toast, Tone};
use yew::prelude::*;

use crate::text::T;
use crate::widget::Input;
use crate::words;

/// Where an announcement of the model puts the focus.
pub(crate) fn selector(target: &Target) -> String {
    match target {
        Target::Title => "h1".to_owned(),
        Target::Card(code) => ["[data-code=\"", code.as_str(), "\"]"].concat(),
        Target::Position => "#crcn-position".to_owned(),
    }
}

/// What a screen needs beside its own data.
pub(crate) struct Scene<'a> {
    pub(crate) lang: Lang,
    pub(crate) send: &'a Callback<Input>,
}

impl Scene<'_> {
    /// A callback that sends this message to the model.
    pub(crate) fn go<E: 'static>(&self, msg: Msg) -> Callback<E> {
        self.send.reform(move |_| Input::Do(msg.clone()))
    }

    /// A callback that makes a message of what happened.
    pub(crate) fn on<E: 'static>(&self, make: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        self.send.reform(move |event| Input::Do(make(event)))
    }
}

/// The whole widget.
pub(crate) fn screen(model: &Model, session: &Session, save: SaveState, send: &Callback<Input>) -> Html {
    let lang = session.lang();
    let scene = Scene { lang, send };
    let frame = model.frame();
    let inner = words::framework_lang(lang);
    let body = match model.screen() {
        _ if frame.nobody => notice(Tone::Warn, T::AppNobody.get(lang)),
        _ if frame.loading => html! { <p class="gf-loading">{ T::AppLoading.get(lang) }</p> },
        Screen::Home => model.home(inner).map(|page| home::view(&page, &scene)).unwrap_or_default(),
        Screen::Competence(_) => {
            let toast = toast(&frame, &scene);
            model.competence(inner).map(|page| competence::view(&page, toast, &scene)).unwrap_or_default()
        }
        Screen::Overview => {
            model.overview(inner).map(|page| overview::view(&page, &scene)).unwrap_or_default()
        }
        Screen::Class => model.class(inner).map(|page| class::view(&page, &scene)).unwrap_or_default(),
        Screen::Asked => annex("asked"),
        Screen::Badges => annex("badges"),
        Screen::File => annex("file"),
        Screen::Family => annex("family"),
        Screen::Nothing => notice(Tone::Info, T::AppNothing.get(lang)),
    };
    html! {
        <div class="crcn">
            <div class="crcn-top">
                { tabs(&frame, &scene) }
                // Nobody is told that all is saved before it could be read.
                // Who only reads has nothing to save.
                if !frame.loading && !matches!(model.screen(), Screen::Family) { <SaveStatus state={save} {lang} /> }
            </div>
            if frame.unreadable > 0 { { notice(Tone::Warn, &T::AppUnreadable.count(lang, words::size(frame.unreadable))) } }
            <div class="crcn-screen">{ body }</div>
            // On a competence it stands beside the button that it is about.
            if !matches!(model.screen(), Screen::Competence(_)) { { toast(&frame, &scene) } }
        </div>
    }
}

/// The place of what stands around levels: a part that is loaded when a screen first shows it.
pub(crate) fn annex(page: impl Into<AttrValue>) -> Html {
    html! { <div class="crcn-slot" data-part="annex" data-page={page.into()}></div> }
}

fn tabs(frame: &Frame, scene: &Scene<'_>) -> Html {
    if frame.tabs.is_empty() {
        return Html::default();
    }
    let screens: Vec<Screen> = frame.tabs.iter().map(|tab| tab.screen).collect();
    let items: Vec<NavItem> = frame
        .tabs
        .iter()
        .map(|tab| NavItem { label: tab_name(&tab.screen, scene.lang).into(), current: tab.current })
        .collect();
    let onchoose = scene.on(move |place: usize| screens.get(place).copied().map_or(Msg::Back, Msg::Go));
    html! { <Nav label={T::AppNav.get(scene.lang)} {items} {onchoose} /> }
}

fn tab_name(screen: &Screen, lang: Lang) -> &'static str {
    match screen {
        Screen::Home | Screen::Competence(_) | Screen::Nothing => T::TabHome.get(lang),
        Screen::Overview => T::TabOverview.get(lang),
        Screen::Class => T::TabClass.get(lang),
        Screen::Asked => T::TabAsked.get(lang),
        Screen::Badges => T::TabBadges.get(lang),
        Screen::File => T::TabFile.get(lang),
        Screen::Family => T::TabFamily.get(lang),
    }
}

fn toast(frame: &Frame, scene: &Scene<'_>) -> Html {
    let Some(toast) = &frame.toast else { return Html::default() };
    let lang = scene.lang;
    html! {
        <Toast
            text={words::say(&toast.say, lang)}
            undo={toast.can_undo().then(|| AttrValue::from(K::Undo.get(lang)))}
            onundo={scene.send.reform(|()| Input::Undo)}
            close={K::Close.get(lang)}
            onclose={scene.go(Msg::CloseToast)}
        />
    }
}

/// A message on a screen.
pub(crate) fn notice(tone: Tone, text: &str) -> Html {
    html! { <Notice {tone}><p>{ text.to_owned() }</p></Notice> }
}

/// The title of a screen: takes the focus when the screen is shown.
pub(crate) fn title(text: Html) -> Html {
    html! { <h1 tabindex="-1">{ text }</h1> }
}
