//! The gallery of the kit: every control in all its states, for those who draw a widget, test one or judge the look.
//!
//! It stands in a shadow root on a [`Stage`], as a widget does. It has no port, no host and no data, and is no part
//! of any widget.

mod index;
mod page;
mod section;
mod sections;
mod settings;

pub mod texts {
    //! The gallery's own texts.
    greffon_kit::catalogue!();
}

use greffon_kit::stage::Stage;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;

use crate::page::{Page, StageHandle};
use crate::settings::Settings;

/// Shows the gallery in a shadow root. The settings are those of an address, `theme=dark&lang=en`; unknown ones and
/// unknown values count for nothing.
#[wasm_bindgen]
pub fn mount(shadow: ShadowRoot, settings: &str) {
    let Some(stage) = Stage::build(&shadow) else { return };
    let element = stage.element();
    let props = page::Props { stage: StageHandle::new(stage), settings: Settings::read(settings) };
    yew::Renderer::<Page>::with_root_and_props(element, props).render();
}
