//! Messages that stand beside what caused them.

use yew::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::{Icon, Picture};

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

/// Properties of [`Notice`].
#[derive(Debug, Clone, PartialEq, Properties)]
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
    let (class, picture, role) = match props.tone {
        Tone::Info => ("gf-notice--info", Picture::Info, "status"),
        Tone::Ok => ("gf-notice--ok", Picture::Check, "status"),
        Tone::Warn => ("gf-notice--warn", Picture::Warning, "status"),
        Tone::Bad => ("gf-notice--bad", Picture::Warning, "alert"),
    };
    html! {
        <div class={classes!("gf-notice", class)} {role}>
            <Icon {picture} />
            <div>
                if let Some(title) = &props.title { <p class="gf-notice__title">{ title.clone() }</p> }
                { props.children.clone() }
            </div>
            if let Some(close) = &props.close {
                <Button kind={ButtonKind::Quiet} label={close.clone()} onclick={props.onclose.clone()} />
            }
        </div>
    }
}
