//! Parts of a widget: screens in a module of their own, loaded when they are first shown.
//!
//! A widget's screen holds a place for one, `<div data-part="annex" data-page="overview">`. The shell finds it, loads
//! `lazy/annex.js` (a package `widgets/<id>/lazy/annex`, a `cdylib`) and its style sheet, opens the part in the place,
//! brings it the session, the items and the answers, and carries out what it wants: to the host the two are one widget.
//!
//! [`part!`](crate::part!) makes the module's door; [`Part`] is what stands behind it. Both ends speak in texts, as two modules
//! share no memory; they are built together, so their words are no contract. Only one part is open at a time.

mod guest;
mod host;
mod wire;

pub use guest::{Event, Guest, Item, Msg, Part, Props, close, open, tell};
pub(crate) use host::find;
pub use host::{Order, Place};

/// The door of a part's module: `greffon_kit::part!(Annex);` in a `cdylib` of its own.
#[macro_export]
macro_rules! part {
    ($part:ty) => {
        /// Opens the part in an element; the number stands for it from now on.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn open(element: web_sys::Element, start: String, send: js_sys::Function) -> u32 {
            $crate::part::open::<$part>(element, &start, send)
        }

        /// Brings it news.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn tell(handle: u32, news: String) {
            $crate::part::tell(handle, &news);
        }

        /// Takes it away.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn close(handle: u32) {
            $crate::part::close(handle);
        }
    };
}
