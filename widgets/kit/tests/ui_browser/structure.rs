//! `LevelMark`, Bar, Disclosure, `DataTable`.

use greffon_kit::ui::{Bar, DataTable, Disclosure, Layer, LevelMark};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};
use yew::prelude::*;

use crate::stand::{Stand, calls, words};
use crate::waiting::{frames, tasks};

#[wasm_bindgen_test]
async fn each_layer_has_a_shape_of_its_own() {
    let mut drawings = Vec::new();
    for layer in Layer::ALL {
        let stand = Stand::show(html! { <LevelMark {layer} level={3} label="Niveau 3" /> }).await;
        assert_eq!(stand.attribute("svg", "role").as_deref(), Some("img"));
        assert_eq!(stand.name("svg"), "Niveau 3");
        assert_eq!(stand.attribute("svg", "aria-hidden"), None);
        assert_eq!(words(&stand.one("svg text")), "3");
        drawings.push(stand.one::<Element>("svg").inner_html());
    }
    drawings.sort();
    drawings.dedup();
    assert_eq!(drawings.len(), 4);
}

#[wasm_bindgen_test]
async fn no_level_is_a_dash_in_a_broken_outline_whoever_says_it() {
    for layer in Layer::ALL {
        let stand =
            Stand::show(html! { <LevelMark {layer} level={None::<u8>} label="Pas de niveau" /> }).await;
        assert_eq!(words(&stand.one("svg text")), "–");
        assert_eq!(stand.all("[stroke-dasharray]").len(), 1, "{layer:?}");
        assert_eq!(stand.all(".gf-mark__fill,.gf-mark__half").len(), 0, "{layer:?} fills what nobody said");
    }
}

#[wasm_bindgen_test]
async fn a_mark_beside_words_is_not_read_out() {
    let stand = Stand::show(html! { <LevelMark layer={Layer::Own} level={3} /> }).await;
    assert_eq!(stand.attribute("svg", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(stand.attribute("svg", "role"), None);
}

async fn steps(bar: Html) -> [usize; 3] {
    let stand = Stand::show(bar).await;
    assert_eq!(stand.attribute("svg", "aria-hidden").as_deref(), Some("true"));
    [".gf-bar__full", ".gf-bar__open", ".gf-bar__closed"].map(|step| stand.all(step).len())
}

#[wasm_bindgen_test]
async fn a_bar_shows_what_is_reached_open_and_closed() {
    assert_eq!(steps(html! { <Bar value=0 figure="Aucun" /> }).await, [0, 8, 0]);
    assert_eq!(steps(html! { <Bar value=2 opened={(1, 4)} figure="2" /> }).await, [2, 2, 4]);
    assert_eq!(steps(html! { <Bar value=5 opened={(3, 6)} figure="5" /> }).await, [5, 1, 2]);
    assert_eq!(steps(html! { <Bar value=1 opened={(3, 6)} figure="1" /> }).await, [1, 4, 3]);
    assert_eq!(steps(html! { <Bar value=8 figure="8" /> }).await, [8, 0, 0]);
    assert_eq!(
        steps(html! { <Bar value=9 max=4 figure="9" /> }).await,
        [4, 0, 0],
        "over the highest is the highest"
    );
    assert_eq!(steps(html! { <Bar value=0 max=0 figure="0" /> }).await, [0, 0, 0]);
}

#[wasm_bindgen_test]
async fn the_words_of_a_bar_stand_beside_it() {
    let stand = Stand::show(html! { <Bar value=3 figure="Niveau 3 sur 8" /> }).await;
    assert_eq!(words(&stand.one(".gf-bar")), "Niveau 3 sur 8");
}

#[wasm_bindgen_test]
async fn a_disclosure_opens_and_closes_and_says_so() {
    let (ontoggle, toggles) = calls();
    let stand =
        Stand::show(html! { <Disclosure summary="Pourquoi" {ontoggle}><p>{ "Parce que" }</p></Disclosure> })
            .await;
    assert_eq!(stand.name("summary"), "Pourquoi");
    assert!(!stand.one::<HtmlDetailsElement>("details").open());
    stand.press("summary");
    tasks().await;
    assert!(stand.one::<HtmlDetailsElement>("details").open());
    stand.press("summary");
    tasks().await;
    assert_eq!(*toggles.borrow(), [true, false]);
    assert!(stand.one::<Element>("summary").get_bounding_client_rect().height() >= 44.0);
}

#[wasm_bindgen_test]
async fn a_disclosure_that_a_person_opened_stays_open() {
    let inside = |text: &'static str| html! { <Disclosure summary="Pourquoi"><p>{ text }</p></Disclosure> };
    let mut stand = Stand::show(inside("un")).await;
    stand.press("summary");
    tasks().await;
    stand.update(inside("deux")).await;
    assert!(stand.one::<HtmlDetailsElement>("details").open());
    assert_eq!(words(&stand.one("details p")), "deux");
}

fn table(columns: usize) -> Html {
    html! {
        <DataTable id="t" caption="Élèves par niveau" note="Sans noms">
            <thead><tr>{ for (0..columns).map(|at| html! { <th key={at} scope="col">{ "Une colonne" }</th> }) }</tr></thead>
            <tbody><tr>{ for (0..columns).map(|at| html! { <td key={at}>{ "une-case-assez-large" }</td> }) }</tr></tbody>
        </DataTable>
    }
}

#[wasm_bindgen_test]
async fn a_table_in_its_place_adds_no_stop() {
    let stand = Stand::show(table(2)).await;
    frames().await;
    assert_eq!(words(&stand.one("table > caption")), "Élèves par niveau Sans noms");
    assert_eq!(stand.attribute(".gf-scroll", "tabindex"), None);
    assert_eq!(stand.attribute(".gf-scroll", "role"), None);
}

#[wasm_bindgen_test]
async fn a_table_wider_than_its_place_is_a_named_region_that_keys_can_scroll() {
    let mut stand = Stand::show(table(40)).await;
    frames().await;
    assert_eq!(stand.attribute(".gf-scroll", "role").as_deref(), Some("region"));
    assert_eq!(stand.name(".gf-scroll"), "Élèves par niveau");
    stand.focus(".gf-scroll");
    assert!(stand.focused().is_some_and(|focused| focused.class_name() == "gf-scroll"));
    let region: HtmlElement = stand.one(".gf-scroll");
    region.set_scroll_left(200);
    assert_eq!(region.scroll_left(), 200);
    stand.update(table(1)).await;
    frames().await;
    assert_eq!(stand.attribute(".gf-scroll", "tabindex"), None, "it fits now");
}

#[wasm_bindgen_test]
async fn a_table_notices_that_its_place_became_narrow() {
    let stand = Stand::show(table(3)).await;
    frames().await;
    assert_eq!(stand.attribute(".gf-scroll", "tabindex"), None);
    stand
        .host()
        .dyn_ref::<HtmlElement>()
        .expect("an element")
        .style()
        .set_property("width", "60px")
        .expect("a width");
    // The observer tells it in a frame of the browser's choosing, the component draws it in the next.
    for _ in 0..60 {
        if stand.attribute(".gf-scroll", "tabindex").is_some() {
            break;
        }
        frames().await;
    }
    assert_eq!(stand.attribute(".gf-scroll", "tabindex").as_deref(), Some("0"));
}
