//! What all Greffon widgets share: the port to the host ([`link`]), the person's copy of what is stored
//! ([`replica`], carried by [`store`]), texts ([`i18n`]), the screen ([`stage`], [`ui`]), the component that
//! ties them to a widget ([`shell`]), and screens that are loaded when they are first shown ([`part`]).
//!
//! It knows the protocol and Yew. It never knows a widget, never reaches the network, and keeps nothing in the
//! browser: all that leaves a widget goes through its port.

// The macro names the kit by its own name, here too.
extern crate self as greffon_kit;

/// Smaller than the library's own: an allocator for one thread, which is what a widget has.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub mod chance;
pub mod dates;
pub mod dom;
pub mod errors;
pub mod i18n;
pub mod later;
pub mod link;
pub mod mount;
pub mod part;
pub mod print;
pub mod replica;
pub mod session;
pub mod shell;
pub mod stage;
pub mod store;
pub mod ui;
pub mod widget;

pub use greffon_json as json;

/// The markup of Yew's `html!`, expanded to little code (see `greffon_markup`). In a file that has Yew's prelude,
/// `use greffon_kit::html;` takes the place of Yew's own.
pub use greffon_markup::html;
