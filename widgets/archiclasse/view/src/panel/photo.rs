//! The photo below the plan: its scale, its place, how strong it is drawn.

use greffon_archiclasse_model::app::{Msg, Tool};
use greffon_archiclasse_model::gesture::Purpose;
use greffon_archiclasse_plan::plan::Background;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Check, Field};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::screens::Scene;
use crate::text::L;
use crate::widget::Input;
use crate::words;

/// What is to be done now: point at two places, or type the length between them.
pub(super) fn pointing(scene: &Scene<'_>) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let hint = match model.tool() {
        Tool::Pair(Purpose::Scale) => Some(L::PhotoScaleHint),
        Tool::Pair(Purpose::Move) => Some(L::PhotoMoveHint),
        _ => None,
    };
    if let Some(hint) = hint {
        return html! { <p class="arc-selection" role="status">{ hint.get(lang) }</p> };
    }
    if model.measured().is_none() {
        return Html::default();
    }
    let typed = scene.panes.photo_length.clone();
    let wrong = model.unscaled().filter(|(text, _)| *text == typed.as_str());
    let done = scene.go(Msg::Scale(typed.to_string()));
    let onkeydown = {
        let done = done.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && event.target_dyn_into::<HtmlInputElement>().is_some() {
                event.prevent_default();
                done.emit(());
            }
        }
    };
    html! {
        <section class="arc-selection" aria-label={L::PhotoTitle.get(lang)} {onkeydown}>
            <Field
                id="arc-photo-length" label={L::PhotoLength.get(lang)} hint={L::PhotoLengthHint.get(lang)} value={typed}
                error={wrong.map(|(_, why)| AttrValue::from(words::refusal(*why, lang)))}
                onchange={scene.pane(|panes, text| panes.photo_length = text)}
            />
            <Button kind={ButtonKind::Primary} label={L::PhotoScale.get(lang)} onclick={done} />
        </section>
    }
}

/// Everything else that can be done with it.
pub(super) fn view(scene: &Scene<'_>, own: &Background) -> Html {
    let lang = scene.lang;
    let take = |purpose| scene.go(Msg::Take(Tool::Pair(purpose)));
    let strength = scene.on(|event: Event| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::Strength(typed.parse().unwrap_or(100))
    });
    html! { <>
        if scene.model.photo().is_none() { <p>{ L::PhotoMissing.get(lang) }</p> }
        <Check
            id="arc-photo-shown" label={L::PhotoShown.get(lang)} checked={!own.hidden}
            onchange={scene.on(|shown: bool| Msg::HidePhoto(!shown))}
        />
        <div class="arc-field">
            <label for="arc-photo-strength">{ L::PhotoStrength.get(lang) }</label>
            <input
                id="arc-photo-strength" type="range" min="10" max="100" step="10" value={own.strength.to_string()}
                onchange={strength}
            />
        </div>
        <Button label={L::PhotoScale.get(lang)} onclick={take(Purpose::Scale)} />
        <Button label={L::PhotoMove.get(lang)} onclick={take(Purpose::Move)} />
        if scene.picks {
            <Button label={L::PhotoOther.get(lang)} onclick={scene.send.reform(|()| Input::PickPhoto)} />
        }
        <Button label={L::PhotoRemove.get(lang)} onclick={scene.go(Msg::RemovePhoto)} />
    </> }
}
