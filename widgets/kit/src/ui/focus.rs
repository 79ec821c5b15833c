//! Moving focus on purpose.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, NodeList, ShadowRoot};

const FOCUSABLE: &str = "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),summary,[tabindex='0']";

/// Focuses the first element that the selector finds. Says whether there was one.
pub fn focus(root: &ShadowRoot, selector: &str) -> bool {
    let Ok(Some(found)) = root.query_selector(selector) else { return false };
    found.dyn_into::<HtmlElement>().is_ok_and(|element| element.focus().is_ok())
}

/// Focuses the first or the last control of the widget.
pub fn focus_edge(root: &ShadowRoot, last: bool) {
    let stops = root.query_selector_all(FOCUSABLE).map(|found| stops_among(&found)).unwrap_or_default();
    if let Some(element) = if last { stops.last() } else { stops.first() } {
        // A control that cannot take focus leaves it where it is, which loses nothing.
        let _ = element.focus();
    }
}

/// The elements inside that Tab stops at, in order.
pub(super) fn tab_stops(inside: &HtmlElement) -> Vec<HtmlElement> {
    inside.query_selector_all(FOCUSABLE).map(|found| stops_among(&found)).unwrap_or_default()
}

fn stops_among(found: &NodeList) -> Vec<HtmlElement> {
    (0..found.length())
        .filter_map(|place| found.item(place)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| is_shown(element) && !is_other_radio(element))
        .collect()
}

/// What is not laid out (in a closed dialog) cannot take focus.
fn is_shown(element: &HtmlElement) -> bool {
    !is_folded_away(element) && element.get_client_rects().length() > 0
}

/// A closed disclosure folds away all but its summary; a browser may still lay it out.
fn is_folded_away(element: &Element) -> bool {
    let Ok(Some(details)) = element.closest("details:not([open])") else { return false };
    let around = details.parent_element();
    let is_summary = element.tag_name() == "SUMMARY" && element.parent_element() == Some(details);
    !is_summary || around.is_some_and(|around| is_folded_away(&around))
}

/// Tab stops once at a group of radios: at the chosen one, if there is one.
fn is_other_radio(element: &HtmlElement) -> bool {
    let Some(radio) = element.dyn_ref::<HtmlInputElement>() else { return false };
    if radio.type_() != "radio" || radio.checked() || radio.name().is_empty() {
        return false;
    }
    let Ok(root) = element.get_root_node().dyn_into::<ShadowRoot>() else { return false };
    let Ok(chosen) = root.query_selector_all("input[type='radio']:checked") else { return false };
    (0..chosen.length())
        .filter_map(|place| chosen.item(place)?.dyn_into::<HtmlInputElement>().ok())
        .any(|other| other.name() == radio.name())
}
