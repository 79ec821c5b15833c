//! The screens, and what stands around them.

mod editor;
mod plans;
mod sheet;
mod volume;

use std::rc::Rc;

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_model::app::{Model, Msg, Say};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Notice, SaveState, SaveStatus, Tone};
use yew::prelude::*;

use crate::panel::Panes;
use crate::symbols::Symbols;
use crate::text::T;
use crate::widget::Input;
use crate::words;

/// What a screen needs.
pub(crate) struct Scene<'a> {
    pub(crate) model: &'a Model,
    pub(crate) catalogue: &'a Rc<Catalogue>,
    pub(crate) variations: &'a Rc<Variations>,
    pub(crate) symbols: &'a Symbols,
    pub(crate) panes: &'a Panes,
    pub(crate) notice: Option<Say>,
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
    let status = html! { <SaveStatus state={save} {lang} /> };
    let body = match scene.model.plan() {
        _ if !scene.model.is_loaded() => html! { <p class="gf-loading">{ T::AppLoading.get(lang) }</p> },
        None => plans::view(scene, status),
        Some(plan) => match (scene.panes.scale, scene.panes.quarter) {
            (Some(scale), _) => sheet::view(scene, plan, scale),
            (None, Some(quarter)) => volume::view(scene, plan, quarter),
            (None, None) => editor::view(scene, plan, status),
        },
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
