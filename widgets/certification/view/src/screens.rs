//! The screens, and what stands around them.

mod board;
mod calendar;
mod computers;
mod contacts;
mod desk;
mod diagnostic;
mod form;
mod home;
mod import;
mod list;
mod log;
mod machine;
mod photos;
mod plan;
mod report;
mod step;
mod team;
mod ticket;
mod timeline;

use greffon_certification_model::app::{FormKind, Model, Msg, Open, Screen};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::i18n::kit::T as K;
use greffon_kit::session::Session;
use greffon_kit::ui::{Nav, NavItem, SaveState, SaveStatus, Toast, Tone};
use yew::prelude::*;

use crate::parts::{Scene, notice};
use crate::text::T;
use crate::widget::Input;
use crate::words;

greffon_kit::later! {
    office:
    fn plan(model: &Model, scene: &Scene<'_>) = super::plan::view;
    fn computers(model: &Model, scene: &Scene<'_>) = super::computers::view;
    fn desk(model: &Model, scene: &Scene<'_>) = super::desk::view;
    fn team(model: &Model, scene: &Scene<'_>) = super::team::view;
    fn report(model: &Model, scene: &Scene<'_>) = super::report::view;
    fn log(model: &Model, scene: &Scene<'_>) = super::log::view;
    fn front(model: &Model, scene: &Scene<'_>) = super::front;
}

pub(crate) use office::prefetch;

/// The whole widget.
pub(crate) fn screen(model: &Model, session: &Session, save: SaveState, send: &Callback<Input>) -> Html {
    let lang = session.lang();
    let scene = Scene { lang, session, send };
    let ready = send.reform(|()| Input::Arrived);
    let body = if model.rights.is_nobody() {
        notice(Tone::Info, scene.t(T::AppNobody).into())
    } else if !model.loaded {
        html! { <p class="gf-loading">{ scene.t(T::AppLoading) }</p> }
    } else {
        match model.screen {
            Screen::Home => home::view(model, &scene),
            Screen::Plan => office::plan(model, &scene, lang, &ready),
            Screen::Computers => office::computers(model, &scene, lang, &ready),
            Screen::Desk => office::desk(model, &scene, lang, &ready),
            Screen::Team => office::team(model, &scene, lang, &ready),
            Screen::Report => office::report(model, &scene, lang, &ready),
            Screen::Log => office::log(model, &scene, lang, &ready),
        }
    };
    let damaged = model.record.damaged.len();
    html! {
        <div class="cert">
            <div class="cert-top">
                { tabs(model, &scene) }
                <SaveStatus state={save} {lang} />
            </div>
            if damaged > 0 { { notice(Tone::Warn, scene.n(T::AppDamaged, damaged).into()) } }
            <div class="cert-screen">{ body }</div>
            if model.form.is_some() || model.open.is_some() { { office::front(model, &scene, lang, &ready) } }
            { toast(model, &scene) }
        </div>
    }
}

fn tabs(model: &Model, scene: &Scene<'_>) -> Html {
    let screens = model.screens();
    if screens.is_empty() {
        return Html::default();
    }
    let items: Vec<NavItem> = screens
        .iter()
        .map(|screen| NavItem { label: scene.a(words::screen(*screen)), current: *screen == model.screen })
        .collect();
    let onchoose = scene.on(move |place: usize| screens.get(place).copied().map_or(Msg::Tick, Msg::Go));
    html! { <Nav label={scene.a(T::AppNav)} {items} {onchoose} /> }
}

/// What stands in front of the screen: a form, or what is open. A form comes alone, and what it was opened from is
/// there again when it is done.
fn front(model: &Model, scene: &Scene<'_>) -> Html {
    let form = model.form.as_ref().filter(|form| !matches!(form.kind, FormKind::Report(_)));
    let opened = match &model.open {
        Some(Open::Step(id)) => step::view(id, model, scene),
        Some(Open::Machine(id)) => machine::view(id, model, scene),
        Some(Open::Ticket(id)) => ticket::view(id, model, scene),
        None => None,
    };
    let opened = if form.is_some() { None } else { opened };
    html! { <>
        { form::dialog(form, model, scene) }
        { sheet(opened, scene) }
        { photos::large(model, scene) }
    </> }
}

/// What is shown in the sheet in front: its title and its content.
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) body: Html,
    pub(crate) actions: Html,
}

fn sheet(sheet: Option<Sheet>, scene: &Scene<'_>) -> Html {
    let open = sheet.is_some();
    let Sheet { title, body, actions } =
        sheet.unwrap_or(Sheet { title: String::new(), body: Html::default(), actions: Html::default() });
    html! {
        <greffon_kit::ui::Dialog id="cert-sheet" {open} {title} close={K::Close.get(scene.lang)} onclose={scene.go(Msg::Close)} {actions}>
            { body }
        </greffon_kit::ui::Dialog>
    }
}

fn toast(model: &Model, scene: &Scene<'_>) -> Html {
    let Some(toast) = &model.toast else { return Html::default() };
    let undo = (toast.undo && model.can_undo()).then(|| AttrValue::Static(K::Undo.get(scene.lang)));
    html! {
        <Toast text={words::say(&toast.say, scene.lang)} {undo} onundo={scene.go(Msg::Undo)}
            close={K::Close.get(scene.lang)} onclose={scene.go(Msg::CloseToast)} />
    }
}
