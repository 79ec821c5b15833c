//! Navigation between screens.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Nav, NavItem};
use yew::prelude::*;

use super::Props;
use crate::texts::T;

#[component]
pub(super) fn Navigation(Props { lang }: &Props) -> Html {
    let chosen = use_state(|| 0_usize);
    let screens = [T::NavigationMine, T::NavigationOverview, T::NavigationHistory, T::NavigationData];
    let items: Vec<NavItem> = screens
        .iter()
        .enumerate()
        .map(|(place, screen)| NavItem { label: screen.get(*lang).into(), current: place == *chosen })
        .collect();
    let onchoose = {
        let chosen = chosen.clone();
        Callback::from(move |place| chosen.set(place))
    };
    html! { <Nav label={T::NavigationLabel.get(*lang)} {items} {onchoose} /> }
}
