//! Button, Icon, Nav.

use greffon_kit::ui::{Button, ButtonKind, Icon, Nav, NavItem, Picture};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlButtonElement};
use yew::prelude::*;

use crate::stand::{Stand, calls, key, words};

#[wasm_bindgen_test]
async fn a_button_says_its_words_and_calls_once() {
    let (onclick, presses) = calls();
    let stand =
        Stand::show(html! { <Button label="Valider" icon={Picture::Check} name="go" {onclick} /> }).await;
    let button: HtmlButtonElement = stand.one("button");
    assert_eq!((stand.name("button"), button.name()), ("Valider".to_owned(), "go".to_owned()));
    assert_eq!(button.type_(), "button", "a form around it is not sent");
    assert_eq!(stand.attribute("button svg", "aria-hidden").as_deref(), Some("true"));
    stand.press("button");
    assert_eq!(presses.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn keys_are_left_to_the_browser_and_press_nothing_twice() {
    let (onclick, presses) = calls();
    let stand = Stand::show(html! { <Button label="Valider" {onclick} /> }).await;
    let button: Element = stand.one("button");
    // The browser turns these keys into one click; had the button its own answer, there would be two.
    assert!(key(&button, "Enter", false) && key(&button, " ", false), "the keys are kept from the browser");
    assert_eq!(presses.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn a_disabled_button_does_nothing_can_be_reached_and_says_why() {
    let (onclick, presses) = calls();
    let stand = Stand::show(html! { <Button label="Valider" disabled="Coche un repère" {onclick} /> }).await;
    stand.press("button");
    assert_eq!(presses.borrow().len(), 0);
    assert_eq!(stand.attribute("button", "aria-disabled").as_deref(), Some("true"));
    assert!(!stand.one::<HtmlButtonElement>("button").disabled(), "it could not be reached by Tab");
    stand.focus("button");
    assert_eq!(stand.focused_words(), "Valider Coche un repère");
}

#[wasm_bindgen_test]
async fn a_button_that_becomes_disabled_keeps_focus() {
    let onclick = Callback::noop();
    let mut stand = Stand::show(html! { <Button label="Valider" onclick={onclick.clone()} /> }).await;
    stand.focus("button");
    stand.update(html! { <Button label="Valider" disabled="Attends" {onclick} /> }).await;
    assert_eq!(stand.focused_words(), "Valider Attends");
}

#[wasm_bindgen_test]
async fn a_longer_name_holds_the_reason_too() {
    let onclick: Callback<()> = Callback::noop();
    let mut stand = Stand::show(
        html! { <Button label="Retour" describe="Retour à mes compétences" onclick={onclick.clone()} /> },
    )
    .await;
    assert_eq!(stand.name("button"), "Retour à mes compétences");
    assert_eq!(words(&stand.one("button")), "Retour");
    stand
        .update(html! { <Button label="Retour" describe="Retour à mes compétences" disabled="Attends" {onclick} /> })
        .await;
    assert_eq!(stand.name("button"), "Retour à mes compétences (Attends)");
}

#[wasm_bindgen_test]
async fn kinds_can_be_told_apart_and_are_large_enough_for_a_finger() {
    let stand = Stand::show(html! {
        <>
            <Button kind={ButtonKind::Primary} label="Un" onclick={Callback::noop()} />
            <Button kind={ButtonKind::Plain} label="Un" onclick={Callback::noop()} />
            <Button kind={ButtonKind::Quiet} label="Un" onclick={Callback::noop()} />
        </>
    })
    .await;
    let buttons = stand.all("button");
    let grounds: Vec<String> =
        buttons.iter().map(|button| crate::stand::computed(button, "background-color")).collect();
    assert_eq!(grounds, ["rgb(47, 93, 80)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]);
    assert_eq!(crate::stand::computed(&buttons[0], "color"), "rgb(255, 255, 255)", "words on the accent");
    for button in &buttons {
        assert!(button.get_bounding_client_rect().height() >= 44.0);
    }
}

#[wasm_bindgen_test]
async fn every_picture_is_drawn_and_none_is_read_out() {
    for picture in Picture::ALL {
        let stand = Stand::show(html! { <Icon picture={*picture} /> }).await;
        let path: web_sys::SvgGraphicsElement = stand.one("svg path");
        let drawn = path.get_b_box().expect("a drawing");
        let (width, height) = (drawn.width(), drawn.height());
        assert!(width.min(height) > 5.0 && width.max(height) > 9.0, "{picture:?} is {width} by {height}");
        assert!(
            drawn.x() >= 2.0
                && drawn.y() >= 2.0
                && drawn.x() + drawn.width() <= 22.0
                && drawn.y() + drawn.height() <= 22.0,
            "{picture:?} leaves its grid: {}, {}, {}, {}",
            drawn.x(),
            drawn.y(),
            drawn.width(),
            drawn.height()
        );
        assert_eq!(stand.attribute("svg", "aria-hidden").as_deref(), Some("true"));
        assert_eq!(stand.attribute("svg", "focusable").as_deref(), Some("false"));
    }
}

fn screens(current: usize) -> Vec<NavItem> {
    ["Mes compétences", "Chronologie", "Mes données"]
        .iter()
        .enumerate()
        .map(|(place, label)| NavItem { label: (*label).into(), current: place == current })
        .collect()
}

#[wasm_bindgen_test]
async fn navigation_names_its_screens_and_tells_the_current_one() {
    let (onchoose, chosen) = calls();
    let mut stand =
        Stand::show(html! { <Nav label="Écrans" items={screens(0)} onchoose={onchoose.clone()} /> }).await;
    assert_eq!(stand.name("nav"), "Écrans");
    assert_eq!(words(&stand.one("nav [aria-current='page']")), "Mes compétences");
    stand.press("nav li:nth-child(2) button");
    assert_eq!(*chosen.borrow(), [1]);
    stand.update(html! { <Nav label="Écrans" items={screens(1)} {onchoose} /> }).await;
    assert_eq!(words(&stand.one("nav [aria-current]")), "Chronologie");
}
