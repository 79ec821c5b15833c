//! The static form of a screen, for printing: the same elements and the same style sheets, in a document without
//! scripts that the host shows in a frame of its own, and that loads nothing.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use crate::stage::Stage;

/// A whole document with what the stage shows now.
pub fn document(stage: &Stage) -> String {
    let element = stage.element();
    let lang = element.get_attribute("lang").unwrap_or_default();
    [
        "<!doctype html><html class=\"gf-document\" lang=\"",
        &lang,
        "\"><head><meta charset=\"utf-8\"><style>",
        &rules(stage.shadow()),
        "</style></head><body>",
        &element.outer_html(),
        "</body></html>",
    ]
    .concat()
}

/// The text of every rule that the shadow root adopted.
fn rules(root: &JsValue) -> String {
    let list = |of: &JsValue, name: &str| Array::from(&get(of, name));
    let mut text = String::new();
    for sheet in list(root, "adoptedStyleSheets") {
        for rule in list(&sheet, "cssRules") {
            text.push_str(&get(&rule, "cssText").as_string().unwrap_or_default());
        }
    }
    text
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default()
}
