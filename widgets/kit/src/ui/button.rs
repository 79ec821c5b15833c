//! Buttons.

use yew::prelude::*;

use super::icon::{Picture, icon};
use crate::html;

/// How much a button asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one next action of a screen.
    Primary,
    /// Any other.
    #[default]
    Plain,
    /// Beside others, without a border.
    Quiet,
}

/// Properties of [`Button`] and [`button`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// The word or words.
    pub label: AttrValue,
    /// How much it asks for.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// A picture before the words.
    #[prop_or_default]
    pub icon: Option<Picture>,
    /// Why it cannot be used now. The button stays reachable and says so.
    #[prop_or_default]
    pub disabled: Option<AttrValue>,
    /// More for screen readers than the label says (`Retour à mes compétences`).
    #[prop_or_default]
    pub describe: Option<AttrValue>,
    /// A name for focus and tests.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// Pressed.
    pub onclick: Callback<()>,
}

/// A button. A disabled one can still be reached, and says why to everybody: a tooltip would not reach a finger.
#[component]
pub fn Button(props: &Props) -> Html {
    button(props.clone())
}

/// [`Button`] without a component around it.
pub fn button(props: Props) -> Html {
    let kind = match props.kind {
        ButtonKind::Primary => "gf-button--primary",
        ButtonKind::Plain => "",
        ButtonKind::Quiet => "gf-button--quiet",
    };
    let (onclick, blocked) = (props.onclick, props.disabled.is_some());
    let onclick = Callback::from(move |_: MouseEvent| {
        if !blocked {
            onclick.emit(());
        }
    });
    let disabled = blocked.then_some("true");
    // Where the name is given, it takes the place of all that stands inside: the reason must be in it too.
    let name = match (&props.describe, &props.disabled) {
        (Some(words), Some(why)) => Some(AttrValue::from([words, " (", why, ")"].concat())),
        (words, _) => words.clone(),
    };
    let why = props.disabled.map(|why| html! { <>{ " " }<span class="gf-button__why">{ why }</span></> });
    html! {
        <button
            type="button" class={classes!("gf-button", kind)} {onclick} name={props.name}
            aria-disabled={disabled} aria-label={name}
        >
            { props.icon.map(icon) }
            <span>{ props.label }{ why }</span>
        </button>
    }
}
