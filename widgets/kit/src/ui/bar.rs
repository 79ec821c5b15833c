//! A level as a row of steps.

use yew::prelude::*;

use crate::html;

/// Properties of [`Bar`] and [`bar`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The level reached; 0 is none yet.
    pub value: u8,
    /// The highest level there is.
    #[prop_or(8)]
    pub max: u8,
    /// First and last of the levels that are open now; the others show as dots. Without, all are open.
    #[prop_or_default]
    pub opened: Option<(u8, u8)>,
    /// What the bar says, in words, beside it: `Niveau 3 sur 8`.
    pub figure: AttrValue,
}

impl Default for Props {
    fn default() -> Self {
        Self { value: 0, max: 8, opened: None, figure: AttrValue::default() }
    }
}

/// Width of a step and of the gap after it, in the units of the drawing.
const STEP: u16 = 14;
const GAP: u16 = 3;
const HEIGHT: u16 = 12;

/// Steps reached are full, open ones hollow, closed ones dots: the same in black and white. The words beside it say
/// it all, so the drawing is for the eye only.
#[component]
pub fn Bar(props: &Props) -> Html {
    bar(props.clone())
}

/// [`Bar`] without a component around it.
pub fn bar(props: Props) -> Html {
    let (first, last) = props.opened.unwrap_or((1, props.max));
    let width = u16::from(props.max) * (STEP + GAP) - GAP.min(u16::from(props.max));
    let steps = (1..=props.max).map(|level| {
        let left = u16::from(level - 1) * (STEP + GAP);
        if level <= props.value {
            rect("gf-bar__full", left)
        } else if (first..=last).contains(&level) {
            rect("gf-bar__open", left)
        } else {
            html! {
                <circle class="gf-bar__closed" cx={(left + STEP / 2).to_string()} cy={(HEIGHT / 2).to_string()} r="1.75" />
            }
        }
    });
    html! {
        <span class="gf-bar">
            <svg
                viewBox={["0 0 ", &width.to_string(), " ", &HEIGHT.to_string()].concat()} aria-hidden="true" focusable="false"
            >
                { for steps }
            </svg>
            <span>{ props.figure }</span>
        </span>
    }
}

/// Half a unit inside its place, so that the stroke stays in it.
fn rect(class: &'static str, left: u16) -> Html {
    html! {
        <rect
            {class} x={[&left.to_string(), ".75"].concat()} y="0.75" width="12.5" height="10.5" rx="2.5"
        />
    }
}
