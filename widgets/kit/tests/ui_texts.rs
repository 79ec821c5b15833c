//! No text of a control or of the gallery stands outside its catalogue. The gallery ships as a module, so tests of its
//! own would not run with the others.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::path::Path;

use greffon_kit::i18n::typography_problems;
use greffon_texts::scan;

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_text_stands_outside_the_catalogues() {
    for sources in ["src/ui", "gallery/src"] {
        let found = scan::folder(&package().join(sources)).expect("the sources are Rust");
        assert!(found.is_empty(), "{}", scan::report(&found));
    }
}

#[test]
fn french_texts_of_the_gallery_follow_french_typography() {
    let catalogue = std::fs::read_to_string(package().join("gallery/locales/fr.json")).expect("a catalogue");
    let catalogue: BTreeMap<String, String> = serde_json::from_str(&catalogue).expect("keys and texts");
    assert!(catalogue.len() > 100, "{}", catalogue.len());
    for (key, text) in &catalogue {
        assert_eq!(typography_problems(text), Vec::<&str>::new(), "{key}: {text}");
    }
}
