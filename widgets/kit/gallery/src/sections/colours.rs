//! The tokens, as the theme in force gives them.

use yew::prelude::*;

use super::Props;

/// Token and the class that fills with it.
const TOKENS: [(&str, &str); 14] = [
    ("bg", "gallery-fill-bg"),
    ("surface", "gallery-fill-surface"),
    ("sunken", "gallery-fill-sunken"),
    ("text", "gallery-fill-text"),
    ("muted", "gallery-fill-muted"),
    ("line", "gallery-fill-line"),
    ("hair", "gallery-fill-hair"),
    ("accent", "gallery-fill-accent"),
    ("on-accent", "gallery-fill-on-accent"),
    ("info", "gallery-fill-info"),
    ("ok", "gallery-fill-ok"),
    ("warn", "gallery-fill-warn"),
    ("bad", "gallery-fill-bad"),
    ("focus", "gallery-fill-focus"),
];

#[component]
pub(super) fn Colours(_: &Props) -> Html {
    let colours = TOKENS.iter().map(|(name, class)| {
        html! {
            <li key={*name}>
                <svg aria-hidden="true" focusable="false">
                    <rect class={*class} x="1" y="1" rx="7" />
                </svg>
                <code>{ *name }</code>
            </li>
        }
    });
    html! { <ul class="gallery-colours" role="list">{ for colours }</ul> }
}
