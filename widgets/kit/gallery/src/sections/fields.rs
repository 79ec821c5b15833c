//! Fields of every kind and state.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Field, FieldKind, FieldOption};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

/// What one field of the gallery shows beside its label.
#[derive(Default)]
struct Shown {
    kind: FieldKind,
    hint: Option<T>,
    error: Option<T>,
    value: Option<T>,
    read_only: bool,
}

#[component]
pub(super) fn Fields(Props { lang }: &Props) -> Html {
    let lang = *lang;
    // What was typed, by place; until then, the text of the catalogue.
    let typed = use_state(|| vec![None::<AttrValue>; 8]);
    let field = |place: usize, name: T, label: T, shown: Shown| {
        let text = |text: Option<T>| text.map(|text| AttrValue::from(text.get(lang)));
        let value = typed[place].clone().or_else(|| text(shown.value)).unwrap_or_default();
        let onchange = {
            let typed = typed.clone();
            Callback::from(move |value| {
                let mut now = (*typed).clone();
                now[place] = Some(value);
                typed.set(now);
            })
        };
        specimen(
            name,
            lang,
            html! {
                <Field
                    id={format!("field-{place}")} label={label.get(lang)} kind={shown.kind} hint={text(shown.hint)}
                    error={text(shown.error)} {value} read_only={shown.read_only} {onchange}
                />
            },
        )
    };
    let domains = [
        T::FieldsSayDomain1,
        T::FieldsSayDomain2,
        T::FieldsSayDomain3,
        T::FieldsSayDomain4,
        T::FieldsSayDomain5,
    ];
    let none = FieldOption { value: AttrValue::default(), label: T::FieldsSayDomainNone.get(lang).into() };
    let domains = domains.iter().enumerate().map(|(place, domain)| FieldOption {
        value: place.to_string().into(),
        label: domain.get(lang).into(),
    });
    let domains = std::iter::once(none).chain(domains).collect();
    html! {
        <div class="gallery-specimens">
            { field(0, T::FieldsText, T::FieldsSayName, Shown { value: Some(T::FieldsSayNameValue), ..Shown::default() }) }
            { field(1, T::FieldsHint, T::FieldsSayLink, Shown { hint: Some(T::FieldsSayLinkHint), ..Shown::default() }) }
            { field(2, T::FieldsError, T::FieldsSayLink, Shown {
                hint: Some(T::FieldsSayLinkHint),
                error: Some(T::FieldsSayLinkError),
                value: Some(T::FieldsSayLinkValue),
                ..Shown::default()
            }) }
            { field(3, T::FieldsSelect, T::FieldsSayDomain, Shown { kind: FieldKind::Select(domains), ..Shown::default() }) }
            { field(4, T::FieldsDate, T::FieldsSayDay, Shown { kind: FieldKind::Date, ..Shown::default() }) }
            { field(5, T::FieldsNumber, T::FieldsSayScore, Shown {
                kind: FieldKind::Number,
                hint: Some(T::FieldsSayScoreHint),
                ..Shown::default()
            }) }
            { field(6, T::FieldsLong, T::FieldsSayWhy, Shown {
                kind: FieldKind::Long,
                hint: Some(T::FieldsSayWhyHint),
                ..Shown::default()
            }) }
            { field(7, T::FieldsReadonly, T::FieldsSayClass, Shown {
                value: Some(T::FieldsSayClassValue),
                read_only: true,
                ..Shown::default()
            }) }
        </div>
    }
}
