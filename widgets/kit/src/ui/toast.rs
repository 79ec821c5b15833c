//! What was just done, with a way back.

use yew::prelude::*;

use super::button::{ButtonKind, Props as ButtonProps, button};
use super::icon::Picture;
use crate::html;

/// Properties of [`Toast`] and [`toast`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// What was done.
    pub text: AttrValue,
    /// Words of the button that takes it back; without, there is none.
    #[prop_or_default]
    pub undo: Option<AttrValue>,
    /// Taken back.
    #[prop_or_default]
    pub onundo: Callback<()>,
    /// Words of the button that closes it.
    pub close: AttrValue,
    /// Closed.
    pub onclose: Callback<()>,
}

/// A line at the foot of the widget. It stays until closed or replaced: nobody has to be quick.
#[component]
pub fn Toast(props: &Props) -> Html {
    toast(props.clone())
}

/// [`Toast`] without a component around it.
pub fn toast(props: Props) -> Html {
    let quiet = |label, icon, onclick| {
        button(ButtonProps { kind: ButtonKind::Quiet, label, icon, onclick, ..ButtonProps::default() })
    };
    html! {
        <div class="gf-toast gf-noprint" role="group" aria-label={props.text.clone()}>
            <span>{ props.text }</span>
            <span>
                { props.undo.map(|undo| quiet(undo, Some(Picture::Undo), props.onundo)) }
                { quiet(props.close, None, props.onclose) }
            </span>
        </div>
    }
}
