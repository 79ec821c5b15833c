//! The certification board as a WebAssembly module: puts the screens of `greffon-certification-view` into a shadow root.
//!
//! Nothing else belongs here: what ships is a `cdylib` alone, because a second crate type switches LTO off.

use greffon_certification_view::Certification;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{MessagePort, ShadowRoot};

/// Puts the widget into the shadow root and starts it on its port. The number takes it away again.
#[wasm_bindgen]
pub fn mount(_widget: &str, root: &ShadowRoot, port: MessagePort, nonce: Option<String>) -> u32 {
    greffon_kit::mount::mount::<Certification>(root, port, nonce)
}

/// Takes a widget away.
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    greffon_kit::mount::unmount(handle);
}
