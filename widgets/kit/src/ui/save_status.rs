//! Whether all is saved, said quietly and always at the same place.

use yew::prelude::*;

use super::icon::{Picture, icon};
use crate::html;
use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};

/// How far saving is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SaveState {
    /// The back end has everything.
    #[default]
    Saved,
    /// On its way.
    Saving,
    /// So many changes wait for the network.
    Waiting(u32),
    /// Something was refused or needs a decision.
    Attention,
    /// Nothing may be changed.
    ReadOnly,
}

/// Properties of [`SaveStatus`].
#[derive(Debug, Clone, Copy, PartialEq, Properties)]
pub struct Props {
    /// How far.
    pub state: SaveState,
    /// In which language.
    pub lang: Lang,
}

/// A line with an icon. Changes are not read out: what matters is announced by the widget.
#[component]
pub fn SaveStatus(props: &Props) -> Html {
    save_status(props.state, props.lang)
}

/// [`SaveStatus`] without a component around it.
pub fn save_status(state: SaveState, lang: Lang) -> Html {
    let plain = "gf-save gf-noprint";
    let (class, picture, key) = match state {
        SaveState::Saved => (plain, Picture::Check, T::SaveSaved),
        SaveState::Saving => (plain, Picture::Clock, T::SaveSaving),
        SaveState::Waiting(_) => ("gf-save gf-noprint gf-save--waiting", Picture::Offline, T::SaveWaiting),
        SaveState::Attention => ("gf-save gf-noprint gf-save--attention", Picture::Warning, T::SaveAttention),
        SaveState::ReadOnly => (plain, Picture::Lock, T::SaveReadOnly),
    };
    let words = match state {
        SaveState::Waiting(count) => key.count(lang, count).into(),
        _ => AttrValue::Static(key.get(lang)),
    };
    html! { <p {class}>{ icon(picture) }{ words }</p> }
}
