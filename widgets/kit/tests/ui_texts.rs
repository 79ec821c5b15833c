//! No text of a control stands outside the catalogue.

#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

use greffon_texts::scan;

#[test]
fn no_text_of_a_control_stands_outside_the_catalogue() {
    let found =
        scan::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")).expect("the sources are Rust");
    assert!(found.is_empty(), "{}", scan::report(&found));
}
