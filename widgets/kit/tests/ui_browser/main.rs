//! The controls, the stage and the link in a real browser: words, roles, names and states as a person and a screen
//! reader meet them, clicks, keys and focus.
//!
//! A test cannot press real keys: what the browser does with them (Enter on a button, arrows in a group of radios) is
//! tested here by being the browser's own element with nobody in its way.

#![cfg(target_arch = "wasm32")]

mod buttons;
mod choices;
mod dialogs;
mod fields;
mod inbox;
mod link;
mod messages;
mod stage;
mod stand;
mod structure;
mod waiting;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
