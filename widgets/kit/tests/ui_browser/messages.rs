//! Notice, `SaveStatus`, Toast, Skeleton.

use greffon_kit::i18n::Lang;
use greffon_kit::ui::{Notice, SaveState, SaveStatus, Skeleton, Toast, Tone};
use greffon_protocol::Context;
use greffon_protocol::context::Motion;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;
use yew::prelude::*;

use crate::stand::{Stand, calls, computed, words};

#[wasm_bindgen_test]
async fn only_a_grave_notice_interrupts() {
    for (tone, role) in
        [(Tone::Info, "status"), (Tone::Ok, "status"), (Tone::Warn, "status"), (Tone::Bad, "alert")]
    {
        let stand = Stand::show(html! { <Notice {tone} title="Titre">{ "Le texte" }</Notice> }).await;
        assert_eq!(stand.attribute(".gf-notice", "role").as_deref(), Some(role), "{tone:?}");
        assert_eq!(words(&stand.one(".gf-notice__title")), "Titre");
        assert!(words(&stand.one(".gf-notice")).ends_with("Le texte"));
        assert_eq!(stand.all("svg[aria-hidden='true']").len(), 1, "colour does not say it alone");
        assert_eq!(stand.all("button").len(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_notice_is_closed_by_its_button() {
    let (onclose, closed) = calls();
    let stand = Stand::show(html! { <Notice close="Fermer" {onclose}>{ "Le texte" }</Notice> }).await;
    assert_eq!(stand.name("button"), "Fermer");
    stand.press("button");
    assert_eq!(closed.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn saving_is_said_in_words_in_each_language() {
    for (state, french, english) in [
        (SaveState::Saved, "Enregistré", "Saved"),
        (SaveState::Saving, "Enregistrement…", "Saving…"),
        (SaveState::Waiting(1), "1 changement en attente du réseau", "1 change waiting for the network"),
        (SaveState::Waiting(3), "3 changements en attente du réseau", "3 changes waiting for the network"),
        (SaveState::Attention, "À regarder", "Please look"),
        (SaveState::ReadOnly, "Lecture seule", "Read only"),
    ] {
        let mut stand = Stand::show(html! { <SaveStatus {state} lang={Lang::Fr} /> }).await;
        assert_eq!(words(&stand.one(".gf-save")), french);
        stand.update(html! { <SaveStatus {state} lang={Lang::En} /> }).await;
        assert_eq!(words(&stand.one(".gf-save")), english);
        assert_eq!(stand.all("[role='status'],[role='alert'],[aria-live]").len(), 0, "saving is silent");
    }
}

#[wasm_bindgen_test]
async fn what_was_done_can_be_taken_back() {
    let ((onundo, undone), (onclose, closed)) = (calls(), calls());
    let stand = Stand::show(
        html! { <Toast text="Objectif supprimé" undo="Annuler" {onundo} close="Fermer" {onclose} /> },
    )
    .await;
    assert_eq!(stand.name("[role='group']"), "Objectif supprimé");
    let buttons: Vec<String> = stand.all("button").iter().map(words).collect();
    assert_eq!(buttons, ["Annuler", "Fermer"]);
    stand.press("button:not(:last-child)");
    assert_eq!((undone.borrow().len(), closed.borrow().len()), (1, 0));
    stand.press("button:last-child");
    assert_eq!((undone.borrow().len(), closed.borrow().len()), (1, 1));
}

#[wasm_bindgen_test]
async fn what_cannot_be_taken_back_has_one_button() {
    let stand =
        Stand::show(html! { <Toast text="Lien copié" close="Fermer" onclose={Callback::noop()} /> }).await;
    assert_eq!(stand.all("button").iter().map(words).collect::<Vec<_>>(), ["Fermer"]);
}

#[wasm_bindgen_test]
async fn loading_is_told_once_and_shown_in_lines() {
    let stand = Stand::show(html! { <Skeleton lines=4 lang={Lang::Fr} /> }).await;
    assert_eq!(words(&stand.one("[role='status']")), "Chargement…");
    assert_eq!(stand.all(".gf-skeleton__line").len(), 4);
}

#[wasm_bindgen_test]
async fn lines_breathe_only_where_motion_is_welcome() {
    let stand = Stand::show(html! { <Skeleton lines=1 lang={Lang::En} /> }).await;
    let line: Element = stand.one(".gf-skeleton__line");
    stand.stage.apply(&Context { motion: Some(Motion::Full), ..Context::default() });
    assert_eq!(computed(&line, "animation-duration"), "1.8s");
    stand.stage.apply(&Context { motion: Some(Motion::Reduced), ..Context::default() });
    assert_eq!(computed(&line, "animation-duration"), "0s");
}
