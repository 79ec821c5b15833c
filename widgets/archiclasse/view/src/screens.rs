//! The screens, and what stands around them.

mod editor;
mod plans;
mod sheet;
mod volume;

use std::rc::Rc;

use greffon_archiclasse_catalogue::variation::{self, Variations};
use greffon_archiclasse_catalogue::{Catalogue, catalogue};
use greffon_archiclasse_model::app::{Model, Msg, Say};
use greffon_archiclasse_plan::{Id, Plan};
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Notice, SaveState, SaveStatus, Tone};
use greffon_kit::{html, json};
use yew::prelude::*;

use crate::panel::Panes;
use crate::symbols::Symbols;
use crate::text::T;
use crate::walk::Walked;
use crate::widget::Input;
use crate::words;

greffon_kit::later! {
    drawing:
    fn plan(scene: &Scene<'_>, plan: &Rc<Plan>, save: SaveState) = super::plan;
}

greffon_kit::later! {
    walking:
    fn walker(
        plan: &Rc<Plan>,
        catalogue: &Rc<Catalogue>,
        to: Option<Id>,
        known: Option<&Rc<Walked>>,
        done: &Callback<Rc<Walked>>,
    ) = crate::walk::view;
}

pub(crate) use drawing::prefetch;
pub(crate) use walking::walker;

/// What a screen needs.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) model: &'a Model,
    /// Empty where plans are listed, as the variations are: both come with the drawing.
    pub(crate) catalogue: &'a Rc<Catalogue>,
    pub(crate) variations: &'a Rc<Variations>,
    pub(crate) symbols: &'a Symbols,
    pub(crate) panes: &'a Panes,
    pub(crate) notice: Option<Say>,
    /// A picked photo that is being made small.
    pub(crate) picked: Option<&'a Rc<str>>,
    /// Where a wheelchair gets, once that is known.
    pub(crate) walked: Option<&'a Rc<Walked>>,
    pub(crate) lang: Lang,
    pub(crate) prints: bool,
    pub(crate) saves: bool,
    pub(crate) picks: bool,
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

    /// A callback that changes what is seen.
    pub(crate) fn pane<E: 'static>(&self, change: impl Fn(&mut Panes, E) + 'static) -> Callback<E> {
        let panes = self.panes.clone();
        self.send.reform(move |event| {
            let mut panes = panes.clone();
            change(&mut panes, event);
            Input::Pane(panes)
        })
    }
}

/// The whole widget.
pub(crate) fn screen(scene: &Scene<'_>, save: SaveState) -> Html {
    let lang = scene.lang;
    let body = match scene.model.plan() {
        _ if !scene.model.is_loaded() => html! { <p class="gf-loading">{ T::AppLoading.get(lang) }</p> },
        None => plans::view(scene, html! { <SaveStatus state={save} {lang} /> }),
        Some(open) => drawing::plan(scene, open, save, lang, &scene.send.reform(|()| Input::Arrived)),
    };
    let notice = scene.notice.map(|say| {
        html! {
            <Notice tone={Tone::Warn} close={T::NoticeClose.get(lang)} onclose={scene.send.reform(|()| Input::Heard)}>
                <p>{ words::say(say, lang) }</p>
            </Notice>
        }
    });
    html! { <div class="arc">{ notice }{ body }</div> }
}

/// An open plan, with the catalogue that ships.
fn plan(scene: &Scene<'_>, plan: &Rc<Plan>, save: SaveState) -> Html {
    thread_local! {
        static SHIPPED: (Rc<Catalogue>, Rc<Variations>) = (
            Rc::new(Catalogue::read(&read(catalogue::BUILT_IN)).0),
            Rc::new(Variations::read(&read(variation::BUILT_IN)).0),
        );
    }
    SHIPPED.with(|(catalogue, variations)| {
        let scene = &Scene { catalogue, variations, ..*scene };
        match (scene.panes.scale, scene.panes.quarter) {
            (Some(scale), _) => sheet::view(scene, plan, scale),
            (None, Some(quarter)) => volume::view(scene, plan, quarter),
            (None, None) => {
                editor::view(scene, plan, html! { <SaveStatus state={save} lang={scene.lang} /> })
            }
        }
    })
}

/// What ships as JSON text, read.
fn read(text: &str) -> serde_json::Value {
    json::parse(text).unwrap_or_default()
}
