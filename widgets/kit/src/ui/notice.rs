//! Messages that stand beside what caused them.

use yew::prelude::*;

use super::button::{ButtonKind, Props as ButtonProps, button};
use super::icon::{Picture, icon};
use crate::html;

/// What a message is about; colour never says it alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    #[default]
    Info,
    /// It went well.
    Ok,
    /// Look here.
    Warn,
    /// It did not work.
    Bad,
}

/// Properties of [`Notice`] and [`notice`].
#[derive(Debug, Clone, Default, PartialEq, Properties)]
pub struct Props {
    /// What it is about.
    #[prop_or_default]
    pub tone: Tone,
    /// A first line.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Words of the button that closes it; without, it stays.
    #[prop_or_default]
    pub close: Option<AttrValue>,
    /// Closed.
    #[prop_or_default]
    pub onclose: Callback<()>,
    /// What it says.
    pub children: Html,
}

/// A message. A grave one interrupts a screen reader, others wait.
#[component]
pub fn Notice(props: &Props) -> Html {
    notice(props.clone())
}

/// [`Notice`] without a component around it.
pub fn notice(props: Props) -> Html {
    let (class, picture, role) = match props.tone {
        Tone::Info => ("gf-notice gf-notice--info", Picture::Info, "status"),
        Tone::Ok => ("gf-notice gf-notice--ok", Picture::Check, "status"),
        Tone::Warn => ("gf-notice gf-notice--warn", Picture::Warning, "status"),
        Tone::Bad => ("gf-notice gf-notice--bad", Picture::Warning, "alert"),
    };
    let title = props.title.map(|title| html! { <p class="gf-notice__title">{ title }</p> });
    let close = props.close.map(|label| {
        button(ButtonProps {
            kind: ButtonKind::Quiet,
            label,
            onclick: props.onclose,
            ..ButtonProps::default()
        })
    });
    html! {
        <div {class} {role}>
            { icon(picture) }
            <div>{ title }{ props.children }</div>
            { close }
        </div>
    }
}
