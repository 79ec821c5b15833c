//! Native radios and checkboxes with their words and a hint.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Check`] and [`Radio`].
#[derive(Debug, Clone, PartialEq, Properties)]
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
    choice("checkbox", props)
}

/// A radio; those of one group stand together in a `fieldset` with a `legend`.
#[component]
pub fn Radio(props: &Props) -> Html {
    choice("radio", props)
}

fn choice(kind: &'static str, props: &Props) -> Html {
    let onchange =
        props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    // The whole block is the label, so that it can be pressed anywhere; only the words are the name.
    let words_id = AttrValue::from(format!("{}-words", props.id));
    let hint_id = props.hint.as_ref().map(|_| AttrValue::from(format!("{}-hint", props.id)));
    html! {
        <label class={classes!("gf-choice", props.boxed.then_some("gf-choice--boxed"))}>
            <input
                type={kind} id={props.id.clone()} name={props.group.clone()} checked={props.checked}
                disabled={props.disabled} aria-labelledby={words_id.clone()} aria-describedby={hint_id.clone()}
                {onchange}
            />
            <span id={words_id}>{ props.label.clone() }</span>
            if let Some(hint) = &props.hint {
                <span class="gf-choice__hint" id={hint_id}>{ hint.clone() }</span>
            }
        </label>
    }
}
