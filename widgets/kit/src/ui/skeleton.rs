//! The place of what is on its way.

use yew::prelude::*;

use crate::html;
use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};

/// Properties of [`Skeleton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// How many lines.
    #[prop_or(3)]
    pub lines: u8,
    /// In which language a screen reader is told.
    pub lang: Lang,
}

/// Lines that hold the place of a text. They breathe slowly, or not at all where motion is reduced.
#[component]
pub fn Skeleton(props: &Props) -> Html {
    html! {
        <div class="gf-skeleton" role="status">
            <span class="gf-hidden">{ T::Loading.get(props.lang) }</span>
            { for (0..props.lines).map(|line| html! { <span key={line} class="gf-skeleton__line" /> }) }
        </div>
    }
}
