//! The stage: what the context changes, and the heights that the host is told.

#![expect(clippy::float_cmp, reason = "heights in whole px")]

use greffon_kit::link::Link;
use greffon_kit::ui::Button;
use greffon_protocol::Context;
use greffon_protocol::context::{Container, Contrast, Dir, Mode, Motion, Theme};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::inbox::{Inbox, channel};
use crate::stand::{Stand, computed, document};
use crate::waiting::{frames, tasks};

#[wasm_bindgen_test]
async fn the_context_decides_language_direction_and_font() {
    let stand = Stand::empty();
    let element = stand.stage.element();
    let read = |name: &str| element.get_attribute(name);
    stand.stage.apply(&Context {
        locale: Some("en-GB".into()),
        dir: Some(Dir::Rtl),
        dyslexia_font: Some(true),
        ..Context::default()
    });
    assert_eq!(
        [read("lang"), read("dir"), read("data-reading")],
        ["en", "rtl", "true"].map(|it| Some(it.to_owned()))
    );
    assert!(computed(&element, "font-family").starts_with("Luciole"));
    stand.stage.apply(&Context { locale: Some("fr-FR".into()), ..Context::default() });
    assert_eq!([read("lang"), read("dir"), read("data-reading")], [Some("fr".to_owned()), None, None]);
}

#[wasm_bindgen_test]
async fn the_context_decides_theme_contrast_and_motion() {
    let stand = Stand::show(html! { <Button label="Valider" onclick={Callback::noop()} /> }).await;
    let element = stand.stage.element();
    assert_eq!(computed(&element, "background-color"), "rgb(251, 250, 247)");
    stand.stage.apply(&Context {
        theme: Some(Theme::Dark),
        contrast: Some(Contrast::More),
        motion: Some(Motion::Reduced),
        ..Context::default()
    });
    assert_eq!(computed(&element, "background-color"), "rgb(21, 24, 28)");
    assert_eq!(computed(&element, "color-scheme"), "dark", "the browser's own controls follow");
    // Line and text have the same colour where more contrast is asked.
    assert_eq!(stand.style("button", "border-top-color"), computed(&element, "color"));
    assert!(stand.style("button", "transition-duration").split(", ").all(|time| time == "0s"));
    stand.stage.apply(&Context { theme: Some(Theme::Light), ..Context::default() });
    assert_eq!(computed(&element, "background-color"), "rgb(251, 250, 247)");
    assert!(stand.style("button", "transition-duration").starts_with("0.16s"));
}

fn size(stand: &Stand) -> String {
    computed(&stand.stage.element(), "font-size")
}

#[wasm_bindgen_test]
async fn text_grows_with_the_scale_and_not_without_end() {
    let stand = Stand::empty();
    for (scale, expected) in
        [(None, "16px"), (Some(2.0), "32px"), (Some(1.25), "20px"), (Some(90.0), "64px"), (Some(0.0), "8px")]
    {
        stand.stage.apply(&Context { font_scale: scale, ..Context::default() });
        assert_eq!(size(&stand), expected, "{scale:?}");
    }
}

/// Gives the page what it had, also when the test fails.
struct SmallRem;

impl SmallRem {
    fn set() -> Self {
        root().style().set_property("font-size", "62.5%").expect("a size");
        Self
    }
}

impl Drop for SmallRem {
    fn drop(&mut self) {
        root().style().remove_property("font-size").expect("a size");
    }
}

fn root() -> HtmlElement {
    document().document_element().expect("a document").unchecked_into()
}

#[wasm_bindgen_test]
async fn a_page_that_shrank_its_rem_does_not_shrink_the_widget() {
    let _small = SmallRem::set();
    let stand = Stand::show(html! { <Button label="Valider" onclick={Callback::noop()} /> }).await;
    assert_eq!(size(&stand), "10px", "without a context nothing is measured yet");
    stand.stage.apply(&Context::default());
    assert_eq!(size(&stand), "16px");
    assert_eq!(stand.one::<Element>("button").get_bounding_client_rect().height(), 44.0);
}

#[wasm_bindgen_test]
async fn the_hosts_colours_replace_ours_one_by_one() {
    let stand = Stand::empty();
    let colors = serde_json::Map::from_iter([
        ("bg".to_owned(), "#010203".into()),
        ("text".to_owned(), "no colour at all }".into()),
        ("line;color".to_owned(), "red".into()),
    ]);
    stand.stage.apply(&Context { colors: Some(colors), ..Context::default() });
    assert_eq!(computed(&stand.stage.element(), "background-color"), "rgb(1, 2, 3)");
    assert!(!stand.host().get_attribute("style").unwrap_or_default().contains("line;color"));
}

#[wasm_bindgen_test]
async fn a_stage_that_is_let_go_leaves_nothing() {
    let stand = Stand::empty();
    let shadow = stand.shadow().clone();
    assert_eq!(shadow.query_selector_all(".gf").expect("a selector").length(), 1);
    drop(stand);
    assert_eq!(shadow.query_selector_all(".gf").expect("a selector").length(), 0);
}

fn block(height: u32) -> Html {
    html! { <svg class="block" width="10" height={height.to_string()} /> }
}

fn in_frame() -> Context {
    Context { mode: Some(Mode::Frame), ..Context::default() }
}

/// The height that the message tells.
fn told(message: &Value) -> f64 {
    assert_eq!(message["method"], json!("ui.resize"));
    assert_eq!(message.get("id"), None, "nobody answers it");
    message["params"]["height"].as_f64().expect("a height")
}

fn link() -> (Link, Inbox) {
    let (port, inbox) = channel();
    (Link::open(port, |_| {}), inbox)
}

#[wasm_bindgen_test]
async fn the_host_is_told_every_new_height() {
    let mut stand = Stand::show(block(100)).await;
    let (link, inbox) = link();
    stand.stage.tell_height(&link, &in_frame());
    let first = told(&inbox.next().await);
    assert!((100.0..200.0).contains(&first), "{first}");
    assert_eq!(first, stand.stage.element().get_bounding_client_rect().height().ceil());
    stand.update(block(300)).await;
    assert_eq!(told(&inbox.next().await), first + 200.0);
    stand.update(block(50)).await;
    assert_eq!(told(&inbox.next().await), first - 50.0);
    frames().await;
    assert_eq!(inbox.waiting(), Vec::<String>::new(), "nothing is told while nothing changes");
}

#[wasm_bindgen_test]
async fn asking_again_tells_nothing_twice() {
    let mut stand = Stand::show(block(100)).await;
    let (link, inbox) = link();
    stand.stage.tell_height(&link, &in_frame());
    stand.stage.tell_height(&link, &in_frame());
    told(&inbox.next().await);
    frames().await;
    tasks().await;
    assert_eq!(inbox.waiting(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_height_that_is_fixed_or_the_pages_own_is_told_to_nobody() {
    let container = Container { width: 300.0, height: Some(200.0), max_height: None };
    let fixed = Context { container: Some(container), ..in_frame() };
    for silent in [fixed, Context { mode: Some(Mode::Page), ..Context::default() }] {
        let mut stand = Stand::show(block(100)).await;
        let (link, inbox) = link();
        stand.stage.tell_height(&link, &silent);
        frames().await;
        tasks().await;
        assert_eq!(inbox.waiting(), Vec::<String>::new());
        // From growing to fixed: what was told before is told no more.
        stand.stage.tell_height(&link, &in_frame());
        told(&inbox.next().await);
        stand.stage.tell_height(&link, &silent);
        stand.update(block(400)).await;
        frames().await;
        tasks().await;
        assert_eq!(inbox.waiting(), Vec::<String>::new());
    }
}

#[wasm_bindgen_test]
async fn a_stage_that_is_let_go_tells_nothing_more() {
    let mut stand = Stand::show(block(100)).await;
    let (link, inbox) = link();
    stand.stage.tell_height(&link, &in_frame());
    told(&inbox.next().await);
    let element = stand.stage.element();
    drop(stand);
    document().body().expect("a body").append_child(&element).expect("in the page");
    frames().await;
    tasks().await;
    element.remove();
    assert_eq!(inbox.waiting(), Vec::<String>::new());
}
