//! Two dialogs: a question, and a form.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Button, ButtonKind, Dialog, Field};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Dialogs(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let asking = use_state(|| false);
    let adding = use_state(|| false);
    let name = use_state(AttrValue::default);
    let switch = |state: &UseStateHandle<bool>, to: bool| {
        let state = state.clone();
        Callback::from(move |()| state.set(to))
    };
    let onname = {
        let name = name.clone();
        Callback::from(move |written| name.set(written))
    };
    html! {
        <div class="gallery-specimens">
            { specimen(T::DialogsQuestion, lang, html! {
                <Button name="ask" label={T::DialogsOpen.get(lang)} onclick={switch(&asking, true)} />
            }) }
            { specimen(T::DialogsForm, lang, html! {
                <Button name="add" label={T::DialogsOpenForm.get(lang)} onclick={switch(&adding, true)} />
            }) }
            <Dialog
                id="dialog-ask" open={*asking} title={T::DialogsEraseTitle.get(lang)} close={T::DialogsClose.get(lang)}
                onclose={switch(&asking, false)}
                actions={html! {
                    <>
                        <Button kind={ButtonKind::Primary} label={T::DialogsEraseDo.get(lang)} onclick={switch(&asking, false)} />
                        <Button label={T::DialogsCancel.get(lang)} onclick={switch(&asking, false)} />
                    </>
                }}
            >
                <p>{ T::DialogsErase.get(lang) }</p>
            </Dialog>
            <Dialog
                id="dialog-add" open={*adding} title={T::DialogsEvidenceTitle.get(lang)} close={T::DialogsClose.get(lang)}
                onclose={switch(&adding, false)}
                actions={html! {
                    <Button kind={ButtonKind::Primary} label={T::DialogsEvidenceDo.get(lang)} onclick={switch(&adding, false)} />
                }}
            >
                <Field id="dialog-name" label={T::FieldsSayName.get(lang)} value={(*name).clone()} onchange={onname} />
            </Dialog>
        </div>
    }
}
