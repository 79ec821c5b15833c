//! What was just done, with a way back.

use yew::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::Picture;

/// Properties of [`Toast`].
#[derive(Debug, Clone, PartialEq, Properties)]
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
    html! {
        <div class="gf-toast gf-noprint" role="group" aria-label={props.text.clone()}>
            <span>{ props.text.clone() }</span>
            <span>
                if let Some(undo) = &props.undo {
                    <Button kind={ButtonKind::Quiet} icon={Picture::Undo} label={undo.clone()} onclick={props.onundo.clone()} />
                }
                <Button kind={ButtonKind::Quiet} label={props.close.clone()} onclick={props.onclose.clone()} />
            </span>
        </div>
    }
}
