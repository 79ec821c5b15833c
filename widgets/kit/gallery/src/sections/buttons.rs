//! Buttons in every kind and state.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Button, ButtonKind, Picture};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Buttons(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let presses = use_state(|| 0_u32);
    let onclick = {
        let presses = presses.clone();
        Callback::from(move |()| presses.set(*presses + 1))
    };
    let button = |label: T, kind: ButtonKind, icon: Option<Picture>, disabled: Option<T>| {
        html! {
            <Button
                {kind} {icon} label={label.get(lang)} disabled={disabled.map(|why| AttrValue::from(why.get(lang)))}
                onclick={onclick.clone()}
            />
        }
    };
    let count = presses.to_string();
    html! {
        <div class="gallery-specimens">
            { specimen(T::ButtonsPrimary, lang, button(T::ButtonsSayValidate, ButtonKind::Primary, None, None)) }
            { specimen(T::ButtonsPlain, lang, button(T::ButtonsSayGoal, ButtonKind::Plain, None, None)) }
            { specimen(T::ButtonsQuiet, lang, button(T::ButtonsSayLater, ButtonKind::Quiet, None, None)) }
            { specimen(T::ButtonsIcon, lang, button(T::ButtonsSayValidate, ButtonKind::Primary, Some(Picture::Check), None)) }
            { specimen(T::ButtonsIcon, lang, button(T::ButtonsSayPrint, ButtonKind::Plain, Some(Picture::Print), None)) }
            { specimen(T::ButtonsIcon, lang, button(T::ButtonsSayShare, ButtonKind::Quiet, Some(Picture::People), None)) }
            { specimen(T::ButtonsDisabled, lang, button(T::ButtonsSayValidate, ButtonKind::Primary, None, Some(T::ButtonsSayWhy))) }
            { specimen(T::ButtonsDisabled, lang, button(T::ButtonsSayShare, ButtonKind::Plain, Some(Picture::People), Some(T::ButtonsSayOffline))) }
            { specimen(T::ButtonsDisabled, lang, button(T::ButtonsSayLater, ButtonKind::Quiet, None, Some(T::ButtonsSayWhy))) }
            { specimen(T::ButtonsLong, lang, button(T::ButtonsSayLong, ButtonKind::Primary, Some(Picture::Check), None)) }
            { specimen(T::ButtonsCount, lang, html! { <output>{ T::ButtonsSayPressed.with(lang, &[("n", &count)]) }</output> }) }
        </div>
    }
}
