//! A line to fill in: label, hint, error and control, tied together.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Picture, icon};
use crate::html;

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOption {
    /// What the widget gets.
    pub value: AttrValue,
    /// What the person reads.
    pub label: AttrValue,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// A few words.
    #[default]
    Text,
    /// A number, typed; the widget reads it, decimal comma included.
    Number,
    /// A day, as `2026-11-23`.
    Date,
    /// Some sentences.
    Long,
    /// One of a list.
    Select(Vec<FieldOption>),
}

/// Properties of [`Field`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// Unique in the widget: ties everything to the control.
    pub id: AttrValue,
    /// What is asked, always to be seen.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and what to do. What was typed stays.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What kind of answer.
    #[prop_or_default]
    pub kind: FieldKind,
    /// The answer as it stands.
    pub value: AttrValue,
    /// Cannot be changed now; it can still be read and copied.
    #[prop_or_default]
    pub read_only: bool,
    /// What the browser may fill in (`autocomplete`); nothing by default.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Changed, at each sign or choice.
    pub onchange: Callback<AttrValue>,
}

/// A field. Its error is read out when it appears, and again whenever the control takes focus.
#[component]
pub fn Field(props: &Props) -> Html {
    let part = |name: &str| AttrValue::from([props.id.as_str(), "-", name].concat());
    let (hint_id, error_id) = (part("hint"), part("error"));
    let described = match (&props.hint, &props.error) {
        (None, None) => None,
        (Some(_), None) => Some(hint_id.clone()),
        (None, Some(_)) => Some(error_id.clone()),
        (Some(_), Some(_)) => Some(AttrValue::from([hint_id.as_str(), " ", error_id.as_str()].concat())),
    };
    html! {
        <div class={classes!("gf-field", props.error.is_some().then_some("gf-field--wrong"))}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            if let Some(hint) = &props.hint {
                <p class="gf-field__hint" id={hint_id}>{ hint.clone() }</p>
            }
            // Always there: a screen reader tells what changes inside, not what appears with it.
            <div class="gf-field__error" id={error_id} aria-live="polite">
                if let Some(error) = &props.error { { icon(Picture::Warning) }<span>{ error.clone() }</span> }
            </div>
            { control(props, described) }
        </div>
    }
}

fn control(props: &Props, described: Option<AttrValue>) -> Html {
    let invalid = props.error.is_some().then_some("true");
    match &props.kind {
        FieldKind::Select(options) => html! {
            <Select
                id={props.id.clone()} options={options.clone()} value={props.value.clone()} {described}
                invalid={props.error.is_some()} read_only={props.read_only} onchange={props.onchange.clone()}
            />
        },
        FieldKind::Long => {
            let oninput = props.onchange.reform(|event: InputEvent| {
                event.target_unchecked_into::<HtmlTextAreaElement>().value().into()
            });
            html! {
                <textarea
                    class="gf-input" id={props.id.clone()} rows="4" value={props.value.clone()}
                    readonly={props.read_only} autocomplete={props.autocomplete.clone()} aria-invalid={invalid}
                    aria-describedby={described} {oninput}
                />
            }
        }
        kind => {
            let oninput = props
                .onchange
                .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value().into());
            // `type="number"` loses what it cannot read, a decimal comma among others.
            let (kind, mode) = match kind {
                FieldKind::Date => ("date", None),
                FieldKind::Number => ("text", Some("decimal")),
                _ => ("text", None),
            };
            html! {
                <input
                    class="gf-input" id={props.id.clone()} type={kind} inputmode={mode} value={props.value.clone()}
                    readonly={props.read_only} autocomplete={props.autocomplete.clone()} aria-invalid={invalid}
                    aria-describedby={described} {oninput}
                />
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SelectProps {
    id: AttrValue,
    options: Vec<FieldOption>,
    value: AttrValue,
    described: Option<AttrValue>,
    invalid: bool,
    read_only: bool,
    onchange: Callback<AttrValue>,
}

/// A list. After each render it shows the value that it was given, whatever was chosen before.
#[component]
fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    {
        let (node, value) = (node.clone(), props.value.clone());
        use_effect(move || {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        });
    }
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value().into());
    html! {
        <span class="gf-select">
            <select
                class="gf-input" ref={node} id={props.id.clone()} disabled={props.read_only}
                aria-invalid={props.invalid.then_some("true")} aria-describedby={props.described.clone()} {onchange}
            >
                { for props.options.iter().map(|option| html! {
                    <option key={option.value.as_str()} value={option.value.clone()}>{ option.label.clone() }</option>
                }) }
            </select>
            { icon(Picture::Down) }
        </span>
    }
}
