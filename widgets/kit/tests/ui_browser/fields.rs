//! Field.

use greffon_kit::ui::{Field, FieldKind, FieldOption};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::stand::{Stand, calls, send, words};

#[wasm_bindgen_test]
async fn a_field_is_named_and_described() {
    let stand = Stand::show(
        html! { <Field id="f" label="Adresse" hint="Elle commence par https" value="https://a" onchange={Callback::noop()} /> },
    )
    .await;
    assert_eq!(stand.name("input"), "Adresse");
    assert_eq!(stand.description("input").as_deref(), Some("Elle commence par https"));
    assert_eq!(stand.attribute("input", "aria-invalid"), None);
    assert_eq!(stand.one::<HtmlInputElement>("input").value(), "https://a");
    assert_eq!(stand.attribute("input", "autocomplete").as_deref(), Some("off"));
    assert!(stand.one::<Element>("input").get_bounding_client_rect().height() >= 44.0);
}

#[wasm_bindgen_test]
async fn without_hint_and_error_nothing_describes_it() {
    let stand =
        Stand::show(html! { <Field id="f" label="Adresse" value="" onchange={Callback::noop()} /> }).await;
    assert_eq!(stand.description("input"), None);
}

#[wasm_bindgen_test]
async fn an_error_is_tied_to_the_field_read_out_and_keeps_what_was_typed() {
    let field = |error: Option<AttrValue>| {
        html! { <Field id="f" label="Adresse" hint="En entier" {error} value="https://a." onchange={Callback::noop()} /> }
    };
    let mut stand = Stand::show(field(None)).await;
    let place: Element = stand.one("[aria-live='polite']");
    assert_eq!(words(&place), "");
    stand.update(field(Some("Il manque la fin".into()))).await;
    assert_eq!(words(&place), "Il manque la fin", "told in a place that was there before");
    assert_eq!(stand.description("input").as_deref(), Some("En entier Il manque la fin"));
    assert_eq!(stand.attribute("input", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(stand.one::<HtmlInputElement>("input").value(), "https://a.");
    stand.update(field(None)).await;
    assert_eq!(stand.attribute("input", "aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn typing_tells_the_whole_text_once() {
    for kind in [FieldKind::Text, FieldKind::Number, FieldKind::Long] {
        let (onchange, written) = calls();
        let stand =
            Stand::show(html! { <Field id="f" label="Titre" kind={kind.clone()} value="" {onchange} /> })
                .await;
        stand.write("#f", "12,5 é");
        assert_eq!(*written.borrow(), ["12,5 é"], "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn a_date_is_the_browsers_own() {
    let (onchange, written) = calls();
    let stand = Stand::show(
        html! { <Field id="f" label="Jour" kind={FieldKind::Date} value="2026-11-23" {onchange} /> },
    )
    .await;
    let input: HtmlInputElement = stand.one("input");
    assert_eq!((input.type_(), input.value()), ("date".to_owned(), "2026-11-23".to_owned()));
    stand.write("input", "2026-12-01");
    assert_eq!(*written.borrow(), ["2026-12-01"]);
}

#[wasm_bindgen_test]
async fn a_number_is_typed_with_the_keys_for_numbers_and_keeps_its_comma() {
    let stand =
        Stand::show(html! { <Field id="f" label="Points" kind={FieldKind::Number} value="12,5" onchange={Callback::noop()} /> }).await;
    assert_eq!(stand.attribute("input", "inputmode").as_deref(), Some("decimal"));
    assert_eq!(stand.one::<HtmlInputElement>("input").value(), "12,5");
}

#[wasm_bindgen_test]
async fn what_is_read_only_can_be_reached_and_not_changed() {
    let stand = Stand::show(html! {
        <>
            <Field id="f" label="Classe" value="6e B" read_only=true onchange={Callback::noop()} />
            <Field id="g" label="Pourquoi" kind={FieldKind::Long} value="Non" read_only=true onchange={Callback::noop()} />
        </>
    })
    .await;
    let (input, area): (HtmlInputElement, HtmlTextAreaElement) = (stand.one("#f"), stand.one("#g"));
    assert!(input.read_only() && area.read_only());
    stand.focus("#f");
    assert!(stand.focused().is_some());
}

fn list(value: &'static str, onchange: &Callback<AttrValue>) -> Html {
    let option =
        |value: &'static str, label: &'static str| FieldOption { value: value.into(), label: label.into() };
    let kind = FieldKind::Select(vec![
        option("a", "Information"),
        option("b", "Communication"),
        option("c", "Contenu"),
    ]);
    html! { <Field id="f" label="Domaine" {kind} {value} onchange={onchange.clone()} /> }
}

#[wasm_bindgen_test]
async fn a_list_shows_its_value_and_tells_a_choice_once() {
    let (onchange, chosen) = calls();
    let mut stand = Stand::show(list("b", &onchange)).await;
    let select: HtmlSelectElement = stand.one("select");
    assert_eq!((select.value(), stand.name("select")), ("b".to_owned(), "Domaine".to_owned()));
    select.set_value("c");
    send(&select, "change", true);
    assert_eq!(*chosen.borrow(), ["c"]);
    // The widget refuses: the list shows what holds, not what was pressed.
    stand.update(list("a", &onchange)).await;
    assert_eq!(select.value(), "a");
}
