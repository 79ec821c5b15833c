//! Where somebody stands in one competence, and who says so.

use yew::prelude::*;

use crate::html;

/// Who says it. The four are never merged: each has a shape of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layer {
    /// The person: a hollow ring.
    #[default]
    Own,
    /// A peer: a half-full ring.
    Peer,
    /// A teacher: a full disc.
    Teacher,
    /// The Pix platform: a square.
    Pix,
}

impl Layer {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Own, Self::Peer, Self::Teacher, Self::Pix];
}

/// Properties of [`LevelMark`] and [`level_mark`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// Who says it.
    pub layer: Layer,
    /// The level; none is a dash in a broken outline.
    pub level: Option<u8>,
    /// The words for screen readers, `Niveau 3, dit par toi`; none where words beside the mark say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// A mark of twice the height of the text around it, readable in black and white.
#[component]
pub fn LevelMark(props: &Props) -> Html {
    level_mark(props.clone())
}

/// [`LevelMark`] without a component around it.
pub fn level_mark(props: Props) -> Html {
    let figure = props.level.map_or_else(|| AttrValue::from("–"), |level| level.to_string().into());
    let broken = props.level.is_none().then_some("3 3");
    let role = props.label.as_ref().map(|_| "img");
    let hidden = props.label.is_none().then_some("true");
    html! {
        <svg
            class="gf-mark" viewBox="0 0 32 32" {role} aria-label={props.label} aria-hidden={hidden}
            focusable="false"
        >
            { drawing(props.layer, &figure, broken) }
        </svg>
    }
}

fn drawing(layer: Layer, figure: &AttrValue, broken: Option<&'static str>) -> Html {
    let ring = html! { <circle class="gf-mark__line" cx="16" cy="16" r="13.5" stroke-dasharray={broken} /> };
    match layer {
        Layer::Own => html! { <>{ ring }{ text("gf-mark__figure", figure) }</> },
        // Nobody has said anything: nothing to fill.
        Layer::Peer | Layer::Teacher if broken.is_some() => {
            html! { <>{ ring }{ text("gf-mark__figure", figure) }</> }
        }
        // Half of the ring is full, so that the figure stands on one ground.
        Layer::Peer => html! {
            <>
                { ring }
                <path class="gf-mark__half" d="M16 4.75a11.25 11.25 0 0 1 0 22.5" />
                { text("gf-mark__figure", figure) }
            </>
        },
        Layer::Teacher => html! {
            <>
                <circle class="gf-mark__fill" cx="16" cy="16" r="14.5" />
                { text("gf-mark__figure gf-mark__figure--on", figure) }
            </>
        },
        Layer::Pix => html! {
            <>
                <rect
                    class="gf-mark__line" x="3.5" y="3.5" width="25" height="25" rx="2" stroke-dasharray={broken}
                />
                { text("gf-mark__figure", figure) }
            </>
        },
    }
}

fn text(class: &'static str, figure: &AttrValue) -> Html {
    html! { <text {class} x="16" y="21.5" text-anchor="middle" font-size="16">{ figure.clone() }</text> }
}
