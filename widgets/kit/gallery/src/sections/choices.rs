//! Checkboxes and radios.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Check, Radio};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Choices(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let ticked = use_state(|| [true, false, false]);
    let placed = use_state(|| 1_usize);
    let seen = use_state(|| 1_usize);

    let check = |place: usize, label: T, hint: Option<T>| {
        let onchange = {
            let ticked = ticked.clone();
            Callback::from(move |on| {
                let mut now = *ticked;
                now[place] = on;
                ticked.set(now);
            })
        };
        html! {
            <Check
                id={format!("check-{place}")} label={label.get(lang)}
                hint={hint.map(|hint| AttrValue::from(hint.get(lang)))} checked={ticked[place]} {onchange}
            />
        }
    };
    let still = |id: &'static str, label: T, checked: bool| {
        html! { <Check {id} label={label.get(lang)} {checked} disabled=true onchange={Callback::noop()} /> }
    };
    html! {
        <div class="gallery-specimens">
            { specimen(T::ChoicesChecks, lang, html! {
                <div>
                    { check(0, T::ChoicesSaySearch, None) }
                    { check(1, T::ChoicesSayCompare, Some(T::ChoicesSayCompareHint)) }
                    { check(2, T::ChoicesSayKeep, None) }
                </div>
            }) }
            { specimen(T::ChoicesRadios, lang, html! {
                <fieldset>
                    <legend>{ T::ChoicesSayLegend.get(lang) }</legend>
                    { radio(Group { name: "placed", boxed: false, chosen: &placed }, lang, &[
                        (T::ChoicesSayNone, None, false),
                        (T::ChoicesSayStarted, None, false),
                        (T::ChoicesSayAlone, Some(T::ChoicesSayAloneHint), false),
                    ]) }
                </fieldset>
            }) }
            { specimen(T::ChoicesBoxed, lang, html! {
                <fieldset>
                    <legend>{ T::ChoicesSayWho.get(lang) }</legend>
                    { radio(Group { name: "seen", boxed: true, chosen: &seen }, lang, &[
                        (T::ChoicesSayMe, Some(T::ChoicesSayMeHint), false),
                        (T::ChoicesSayTeachers, Some(T::ChoicesSayTeachersHint), false),
                        (T::ChoicesSayEverybody, Some(T::ChoicesSayEverybodyHint), true),
                    ]) }
                </fieldset>
            }) }
            { specimen(T::ChoicesDisabled, lang, html! {
                <div>
                    { still("still-on", T::ChoicesSaySearch, true) }
                    { still("still-off", T::ChoicesSayKeep, false) }
                </div>
            }) }
        </div>
    }
}

/// A group of radios and which one is chosen.
struct Group<'a> {
    name: &'static str,
    boxed: bool,
    chosen: &'a UseStateHandle<usize>,
}

/// Label, hint, and whether it is closed to the person.
type Choice = (T, Option<T>, bool);

fn radio(group: Group<'_>, lang: greffon_kit::i18n::Lang, choices: &[Choice]) -> Html {
    choices
        .iter()
        .enumerate()
        .map(|(place, (label, hint, disabled))| {
            let chosen = group.chosen.clone();
            let checked = *chosen == place;
            html! {
                <Radio
                    key={place} id={format!("{}-{place}", group.name)} group={group.name} label={label.get(lang)}
                    hint={hint.map(|hint| AttrValue::from(hint.get(lang)))} {checked} boxed={group.boxed}
                    disabled={*disabled} onchange={Callback::from(move |_| chosen.set(place))}
                />
            }
        })
        .collect()
}
