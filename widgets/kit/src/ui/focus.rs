//! Moving focus on purpose.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot};

const FOCUSABLE: &str = "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex='0']";

/// Focuses the first element that the selector finds. Says whether there was one.
pub fn focus(root: &ShadowRoot, selector: &str) -> bool {
    let Ok(Some(found)) = root.query_selector(selector) else { return false };
    found.dyn_into::<HtmlElement>().is_ok_and(|element| element.focus().is_ok())
}

/// Focuses the first or the last control of the widget.
pub fn focus_edge(root: &ShadowRoot, last: bool) {
    let Ok(all) = root.query_selector_all(FOCUSABLE) else { return };
    let place = if last { all.length().saturating_sub(1) } else { 0 };
    if let Some(element) = all.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        // A control that cannot take focus leaves it where it is, which loses nothing.
        let _ = element.focus();
    }
}
