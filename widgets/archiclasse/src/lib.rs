//! The space editor as a WebAssembly module: puts the screens of `greffon-archiclasse-view` into a shadow root.
//!
//! Nothing else belongs here: what ships is a `cdylib` alone, because a second crate type switches LTO off.

use greffon_archiclasse_view::Archiclasse;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{MessagePort, ShadowRoot};

/// Puts the widget into the shadow root and starts it on its port. The number takes it away again.
#[wasm_bindgen]
pub fn mount(_widget: &str, root: &ShadowRoot, port: MessagePort, nonce: Option<String>) -> u32 {
    greffon_kit::mount::mount::<Archiclasse>(root, port, nonce)
}

/// Takes a widget away.
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    greffon_kit::mount::unmount(handle);
}
