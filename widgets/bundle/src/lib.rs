//! All Greffon widgets in one WebAssembly module, for a page that shows several: a further widget costs it about 3 KB
//! instead of 45. The host SDK chooses it; the widgets are the very same.
//!
//! Nothing else belongs here: what ships is a `cdylib` alone, because a second crate type switches LTO off.

use greffon_archiclasse_view::Archiclasse;
use greffon_certification_view::Certification;
use greffon_crcn_view::Crcn;
use greffon_kit::widget::Widget as _;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{MessagePort, ShadowRoot};

/// Puts the widget of that id into the shadow root and starts it on its port. The number takes it away again; 0 where
/// the id is not in this bundle.
#[wasm_bindgen]
pub fn mount(widget: &str, root: &ShadowRoot, port: MessagePort, nonce: Option<String>) -> u32 {
    match widget {
        Certification::ID => greffon_kit::mount::mount::<Certification>(root, port, nonce),
        Crcn::ID => greffon_kit::mount::mount::<Crcn>(root, port, nonce),
        Archiclasse::ID => greffon_kit::mount::mount::<Archiclasse>(root, port, nonce),
        _ => 0,
    }
}

/// Takes a widget away.
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    greffon_kit::mount::unmount(handle);
}
