//! Native radios and checkboxes with their words and a hint.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::html;

/// Properties of [`Check`] and [`Radio`], [`check`] and [`radio`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// Unique in the widget: ties the words and the hint to the control.
    pub id: AttrValue,
    /// The words.
    pub label: AttrValue,
    /// One more line under them.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether it is chosen.
    pub checked: bool,
    /// The group of a radio.
    #[prop_or_default]
    pub group: Option<AttrValue>,
    /// Framed, for a choice among few.
    #[prop_or_default]
    pub boxed: bool,
    /// Cannot be changed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Changed, with the new state.
    pub onchange: Callback<bool>,
}

/// A checkbox.
#[component]
pub fn Check(props: &Props) -> Html {
    check(props.clone())
}

/// A radio; those of one group stand together in a `fieldset` with a `legend`.
#[component]
pub fn Radio(props: &Props) -> Html {
    radio(props.clone())
}

/// [`Check`] without a component around it; its id is its key among its siblings.
pub fn check(props: Props) -> Html {
    choice("checkbox", props)
}

/// [`Radio`] without a component around it; its id is its key among its siblings.
pub fn radio(props: Props) -> Html {
    choice("radio", props)
}

fn choice(kind: &'static str, props: Props) -> Html {
    let onchange =
        props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    // The whole block is the label, so that it can be pressed anywhere; only the words are the name.
    let part = |name: &str| AttrValue::from([props.id.as_str(), name].concat());
    let words_id = part("-words");
    let hint_id = props.hint.as_ref().map(|_| part("-hint"));
    let hint =
        props.hint.map(|hint| html! { <span class="gf-choice__hint" id={hint_id.clone()}>{ hint }</span> });
    let class = if props.boxed { "gf-choice gf-choice--boxed" } else { "gf-choice" };
    html! {
        <label key={props.id.as_str()} {class}>
            <input
                type={kind} id={props.id.clone()} name={props.group} checked={props.checked}
                disabled={props.disabled} aria-labelledby={words_id.clone()} aria-describedby={hint_id}
                {onchange}
            />
            <span id={words_id}>{ props.label }</span>
            { hint }
        </label>
    }
}
