//! The contents: one link a section.

use greffon_kit::i18n::{Lang, Text as _};
use web_sys::ScrollIntoViewOptions;
use yew::prelude::*;

use crate::page::StageHandle;
use crate::sections::SECTIONS;
use crate::texts::T;

/// Properties of [`Index`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) lang: Lang,
    pub(crate) stage: StageHandle,
}

/// The list. An address with `#…` does not reach into a shadow root: the links do it themselves.
#[component]
pub(crate) fn Index(props: &Props) -> Html {
    let links = SECTIONS.iter().map(|section| {
        let onclick = {
            let stage = props.stage.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                go(&stage, section.id);
            })
        };
        html! {
            <li key={section.id}>
                <a href={["#", section.id].concat()} {onclick}>{ section.title.get(props.lang) }</a>
            </li>
        }
    });
    html! {
        <aside class="gallery__aside">
            <nav class="gallery__index" aria-label={T::PageIndex.get(props.lang)}><ul>{ for links }</ul></nav>
        </aside>
    }
}

/// Shows a section and puts focus on its title, so that a screen reader goes on there.
fn go(stage: &StageHandle, id: &str) {
    let selector = ["#", id].concat();
    if let Ok(Some(section)) = stage.shadow().query_selector(&selector) {
        section.scroll_into_view_with_scroll_into_view_options(&ScrollIntoViewOptions::new());
    }
    greffon_kit::ui::focus(stage.shadow(), &[&selector, " h2"].concat());
}
