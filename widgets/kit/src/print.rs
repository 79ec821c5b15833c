//! The static form of a screen, for printing: the same elements and the same style sheet, in a document without
//! scripts that the host shows in a frame of its own.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::stage::Stage;

/// A whole document with what the stage shows now.
pub fn document(stage: &Stage) -> String {
    let element = stage.element();
    let lang = element.get_attribute("lang").unwrap_or_default();
    // The element that carries the widget knows the folder that the style sheet lies in.
    let base = Reflect::get(&stage.shadow().host(), &JsValue::from_str("base"))
        .ok()
        .and_then(|base| base.as_string())
        .unwrap_or_default();
    [
        "<!doctype html><html class=\"gf-document\" lang=\"",
        &lang,
        "\"><head><meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\"",
        &escape(&base),
        "style.css\"></head><body>",
        &element.outer_html(),
        "</body></html>",
    ]
    .concat()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
