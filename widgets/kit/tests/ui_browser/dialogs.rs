//! Dialog, and moving focus on purpose.

use greffon_kit::ui::{Button, Dialog, Disclosure, Radio, focus, focus_edge};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::stand::{Stand, calls, key, send, words};
use crate::waiting::{frames, tasks};

/// A page with a button that opens a dialog with two buttons.
fn page(open: bool, onclose: &Callback<()>) -> Html {
    html! {
        <>
            <Button name="before" label="Effacer" onclick={Callback::noop()} />
            <Dialog
                id="d" {open} title="Tout effacer ?" close="Fermer" onclose={onclose.clone()}
                actions={html! { <Button name="yes" label="Oui" onclick={Callback::noop()} /> }}
            >
                <p>{ "Rien ne reste." }</p>
                <Button name="more" label="Lire plus" onclick={Callback::noop()} />
            </Dialog>
            <Button name="after" label="Autre chose" onclick={Callback::noop()} />
        </>
    }
}

/// The page with its dialog opened from the first button.
async fn opened(onclose: &Callback<()>) -> Stand {
    let mut stand = Stand::show(page(false, onclose)).await;
    stand.focus("[name='before']");
    stand.update(page(true, onclose)).await;
    stand
}

#[wasm_bindgen_test]
async fn a_closed_dialog_shows_nothing() {
    let stand = Stand::show(page(false, &Callback::noop())).await;
    assert!(!stand.one::<HtmlDialogElement>("dialog").open());
    assert_eq!(words(&stand.one("dialog")), "");
}

#[wasm_bindgen_test]
async fn an_open_dialog_is_named_modal_and_takes_focus() {
    let stand = opened(&Callback::noop()).await;
    assert!(stand.one::<HtmlDialogElement>("dialog").open());
    assert_eq!(stand.name("dialog"), "Tout effacer ?");
    assert!(
        stand.one::<Element>("dialog").matches(":modal").expect("a selector"),
        "what is behind is not inert"
    );
    assert_eq!(stand.focused_words(), "Tout effacer ?");
    stand.focus("[name='after']");
    assert_eq!(stand.focused_words(), "Tout effacer ?", "what is behind took focus");
}

#[wasm_bindgen_test]
async fn an_element_may_ask_for_focus() {
    let stand = Stand::show(html! {
        <Dialog id="d" open=true title="Preuve" close="Fermer" onclose={Callback::noop()}>
            <input aria-label="Titre" autofocus=true />
        </Dialog>
    })
    .await;
    assert_eq!(stand.focused().map(|element| element.tag_name()).as_deref(), Some("INPUT"));
}

#[wasm_bindgen_test]
async fn tab_goes_round_inside() {
    let stand = opened(&Callback::noop()).await;
    let at = |stand: &Stand| stand.focused().expect("somebody");
    // From the title the browser goes on by itself, and to the end only by way of the dialog.
    assert!(key(&at(&stand), "Tab", false), "Tab from the title is the browser's");
    assert!(!key(&at(&stand), "Tab", true));
    assert_eq!(stand.focused_words(), "Oui");
    assert!(!key(&at(&stand), "Tab", false));
    assert_eq!(stand.focused_words(), "Fermer");
    assert!(!key(&at(&stand), "Tab", true));
    assert_eq!(stand.focused_words(), "Oui");
    stand.focus("[name='more']");
    assert!(
        key(&at(&stand), "Tab", false) && key(&at(&stand), "Tab", true),
        "in the middle Tab is the browser's"
    );
    assert!(key(&at(&stand), "ArrowDown", false));
}

#[wasm_bindgen_test]
async fn tab_stops_once_at_a_group_of_radios() {
    let radio = |id: &'static str, checked: bool| {
        html! { <Radio {id} group="g" label={id} {checked} onchange={Callback::noop()} /> }
    };
    let stand = Stand::show(html! {
        <Dialog id="d" open=true title="Niveau" close="Fermer" onclose={Callback::noop()}>
            { radio("un", true) }{ radio("deux", false) }
            <Disclosure summary="Plus"><button>{ "caché" }</button></Disclosure>
        </Dialog>
    })
    .await;
    stand.focus("summary");
    assert!(!key(&stand.focused().expect("somebody"), "Tab", false), "what is folded away is no stop");
    assert_eq!(stand.focused_words(), "Fermer");
    stand.focus("#un");
    assert!(key(&stand.focused().expect("somebody"), "Tab", false));
}

#[wasm_bindgen_test]
async fn escape_and_the_button_ask_once_and_the_widget_decides() {
    let (onclose, asked) = calls();
    let mut stand = opened(&onclose).await;
    let dialog: HtmlDialogElement = stand.one("dialog");
    // Escape arrives as this event, which the browser sends before it closes.
    assert!(!send(&dialog, "cancel", false), "the browser would close it without asking");
    stand.press("dialog .gf-dialog__head button");
    assert_eq!(asked.borrow().len(), 2);
    assert!(dialog.open(), "it closes when the widget says so");
    stand.update(page(false, &onclose)).await;
    assert!(!dialog.open());
    frames().await;
    assert_eq!(asked.borrow().len(), 2, "closing it is no wish to close it");
}

#[wasm_bindgen_test]
async fn a_dialog_that_the_browser_closed_says_so() {
    let (onclose, asked) = calls();
    let stand = opened(&onclose).await;
    stand.one::<HtmlDialogElement>("dialog").close();
    // The browser says it with the next frame.
    frames().await;
    assert_eq!(asked.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn what_closes_or_is_cancelled_inside_does_not_close_the_dialog() {
    let (onclose, asked) = calls();
    let stand = Stand::show(html! {
        <Dialog id="d" open=true title="Preuve" close="Fermer" {onclose}><input type="file" aria-label="Fichier" /></Dialog>
    })
    .await;
    assert!(send(&stand.one("input"), "cancel", true), "a file picker's cancel is its own");
    tasks().await;
    assert_eq!(asked.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn focus_goes_back_to_where_it_was() {
    let onclose: Callback<()> = Callback::noop();
    let mut stand = opened(&onclose).await;
    stand.focus("[name='yes']");
    stand.update(page(false, &onclose)).await;
    assert_eq!(stand.focused_words(), "Effacer");
}

#[wasm_bindgen_test]
async fn focus_goes_back_also_where_the_dialog_is_gone() {
    let before = || html! { <Button key="b" name="before" label="Effacer" onclick={Callback::noop()} /> };
    let mut stand = Stand::show(html! { <>{ before() }</> }).await;
    stand.focus("[name='before']");
    stand
        .update(html! {
            <>
                { before() }
                <Dialog key="d" id="d" open=true title="Preuve" close="Fermer" onclose={Callback::noop()}>{ "…" }</Dialog>
            </>
        })
        .await;
    assert_eq!(stand.focused_words(), "Preuve");
    stand.update(html! { <>{ before() }</> }).await;
    assert_eq!(stand.focused_words(), "Effacer");
}

#[wasm_bindgen_test]
async fn a_dialog_can_be_opened_again_at_once() {
    let (onclose, asked) = calls();
    let mut stand = opened(&onclose).await;
    stand.update(page(false, &onclose)).await;
    stand.update(page(true, &onclose)).await;
    frames().await;
    assert!(stand.one::<HtmlDialogElement>("dialog").open());
    assert_eq!(asked.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn focus_finds_an_element_and_says_whether_it_did() {
    let stand = Stand::show(html! { <Button name="a" label="Un" onclick={Callback::noop()} /> }).await;
    assert!(focus(stand.shadow(), "[name='a']"));
    assert_eq!(stand.focused_words(), "Un");
    assert!(!focus(stand.shadow(), "[name='b']"));
}

#[wasm_bindgen_test]
async fn focus_enters_at_the_first_and_the_last_control() {
    let stand = Stand::show(html! {
        <>
            <Disclosure summary="Plus">
                <Disclosure summary="Encore"><button>{ "caché" }</button></Disclosure>
            </Disclosure>
            <button disabled=true>{ "éteint" }</button>
            <Button label="Milieu" onclick={Callback::noop()} />
            <Radio id="a" group="g" label="Un" checked=true onchange={Callback::noop()} />
            <Radio id="b" group="g" label="Deux" checked=false onchange={Callback::noop()} />
        </>
    })
    .await;
    focus_edge(stand.shadow(), false);
    assert_eq!(stand.focused_words(), "Plus");
    focus_edge(stand.shadow(), true);
    assert_eq!(stand.focused().map(|element| element.id()).as_deref(), Some("a"), "the chosen radio");
    let folded = html! {
        <>
            <Button label="Seul" onclick={Callback::noop()} />
            <Disclosure summary="Plus"><Disclosure summary="Encore">{ "…" }</Disclosure></Disclosure>
        </>
    };
    let stand = Stand::show(folded).await;
    focus_edge(stand.shadow(), true);
    assert_eq!(stand.focused_words(), "Plus", "a summary inside what is folded away is no stop");
}
