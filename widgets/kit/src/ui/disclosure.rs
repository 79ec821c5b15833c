//! More, for those who want it.

use web_sys::Element;
use yew::prelude::*;

use super::icon::{Picture, icon};
use crate::html;

/// Properties of [`Disclosure`] and [`disclosure`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// The words that open and close it.
    pub summary: AttrValue,
    /// Whether it is open; the person opens and closes it without asking.
    #[prop_or_default]
    pub open: bool,
    /// Opened or closed.
    #[prop_or_default]
    pub ontoggle: Callback<bool>,
    /// What it holds.
    pub children: Html,
}

/// The browser's own: works by keyboard, and a search in the page opens it.
#[component]
pub fn Disclosure(props: &Props) -> Html {
    disclosure(props.clone())
}

/// [`Disclosure`] without a component around it.
pub fn disclosure(props: Props) -> Html {
    let ontoggle =
        props.ontoggle.reform(|event: Event| event.target_unchecked_into::<Element>().has_attribute("open"));
    html! {
        <details class="gf-disclosure" open={props.open} {ontoggle}>
            <summary>{ icon(Picture::Forward) }<span>{ props.summary }</span></summary>
            <div class="gf-disclosure__inside">{ props.children }</div>
        </details>
    }
}
