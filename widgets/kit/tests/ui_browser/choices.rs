//! Check and Radio.

use greffon_kit::ui::{Check, Radio};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::stand::{Stand, calls, is_checked, key};

#[wasm_bindgen_test]
async fn a_box_is_named_by_its_words_and_described_by_its_hint() {
    let stand = Stand::show(
        html! { <Check id="a" label="Je cherche" hint="Par exemple en ligne" checked=true onchange={Callback::noop()} /> },
    )
    .await;
    assert_eq!(stand.name("input"), "Je cherche");
    assert_eq!(stand.description("input").as_deref(), Some("Par exemple en ligne"));
    assert_eq!(stand.one::<HtmlInputElement>("input").type_(), "checkbox");
    assert!(is_checked(&stand, "input"));
}

#[wasm_bindgen_test]
async fn without_a_hint_nothing_describes_it() {
    let stand =
        Stand::show(html! { <Check id="a" label="Je cherche" checked=false onchange={Callback::noop()} /> })
            .await;
    assert_eq!(stand.description("input"), None);
    assert!(!is_checked(&stand, "input"));
}

#[wasm_bindgen_test]
async fn pressing_anywhere_on_the_line_changes_it_once() {
    let (onchange, changes) = calls();
    let check = |checked, onchange| html! { <Check id="a" label="Je cherche" hint="En ligne" {checked} {onchange} /> };
    let mut stand = Stand::show(check(false, onchange.clone())).await;
    stand.press("[id='a-hint']");
    assert_eq!(*changes.borrow(), [true]);
    stand.update(check(true, onchange)).await;
    stand.press("input");
    assert_eq!(*changes.borrow(), [true, false]);
    assert!(stand.one::<Element>("label").get_bounding_client_rect().height() >= 44.0);
}

#[wasm_bindgen_test]
async fn a_disabled_choice_cannot_be_changed() {
    let (onchange, changes) = calls();
    let stand =
        Stand::show(html! { <Check id="a" label="Je cherche" checked=false disabled=true {onchange} /> })
            .await;
    stand.press("input");
    stand.press("[id='a-words']");
    assert_eq!(*changes.borrow(), Vec::<bool>::new());
    assert!(stand.one::<HtmlInputElement>("input").disabled());
}

fn radios(chosen: usize, onchange: &Callback<(usize, bool)>) -> Html {
    let radio = |place: usize, label: &'static str| {
        let onchange = onchange.reform(move |on| (place, on));
        html! { <Radio id={format!("r{place}")} group="level" {label} checked={chosen == place} {onchange} /> }
    };
    html! { <fieldset><legend>{ "Niveau" }</legend>{ radio(0, "Un") }{ radio(1, "Deux") }{ radio(2, "Trois") }</fieldset> }
}

#[wasm_bindgen_test]
async fn radios_are_one_group_of_the_browsers_own() {
    let (onchange, changes) = calls();
    let mut stand = Stand::show(radios(0, &onchange)).await;
    for place in 0..3 {
        let radio: HtmlInputElement = stand.one(&format!("#r{place}"));
        assert_eq!((radio.type_(), radio.name()), ("radio".to_owned(), "level".to_owned()));
        assert_eq!(radio.tab_index(), 0, "the browser alone decides where Tab stops");
        for arrow in ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", " "] {
            assert!(key(&radio, arrow, false), "{arrow} is kept from the browser");
        }
    }
    assert_eq!(*changes.borrow(), []);
    // What the browser does at an arrow: it chooses the next one and says so once.
    stand.press("#r1");
    assert_eq!(*changes.borrow(), [(1, true)]);
    assert!(!is_checked(&stand, "#r0"), "two of one group cannot be chosen");
    stand.update(radios(1, &onchange)).await;
    assert_eq!([0, 1, 2].map(|place| is_checked(&stand, &format!("#r{place}"))), [false, true, false]);
}

#[wasm_bindgen_test]
async fn a_chosen_frame_is_seen() {
    let stand = Stand::show(html! {
        <>
            <Radio id="a" group="g" label="Un" boxed=true checked=true onchange={Callback::noop()} />
            <Radio id="b" group="g" label="Deux" boxed=true checked=false onchange={Callback::noop()} />
        </>
    })
    .await;
    let borders = stand
        .all("label")
        .iter()
        .map(|label| crate::stand::computed(label, "border-top-color"))
        .collect::<Vec<_>>();
    assert_ne!(borders[0], borders[1]);
}
