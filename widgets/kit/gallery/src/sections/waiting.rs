//! The place of what is on its way.

use greffon_kit::ui::Skeleton;
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Waiting(Props { lang }: &Props) -> Html {
    html! {
        <div class="gallery-specimens">
            { specimen(T::WaitingLines, *lang, html! { <Skeleton lines=4 lang={*lang} /> }) }
        </div>
    }
}
