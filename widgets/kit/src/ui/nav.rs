//! Navigation between the screens of a widget.

use yew::prelude::*;

use crate::html;

/// One screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Its name.
    pub label: AttrValue,
    /// Whether it is the one shown.
    pub current: bool,
}

/// Properties of [`Nav`] and [`nav`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// What the list is, for screen readers.
    pub label: AttrValue,
    /// The screens.
    pub items: Vec<NavItem>,
    /// One was chosen, by its place in the list.
    pub onchoose: Callback<usize>,
}

/// A list of buttons; the current one is told.
#[component]
pub fn Nav(props: &Props) -> Html {
    nav(props.clone())
}

/// [`Nav`] without a component around it.
pub fn nav(props: Props) -> Html {
    let items = props.items.into_iter().enumerate().map(|(place, item)| {
        let onclick = props.onchoose.reform(move |_: MouseEvent| place);
        html! {
            <li key={place}>
                <button type="button" {onclick} aria-current={item.current.then_some("page")}>
                    { item.label }
                </button>
            </li>
        }
    });
    html! { <nav class="gf-nav gf-noprint" aria-label={props.label}><ul>{ for items }</ul></nav> }
}
