//! Whether all is saved, said quietly and always at the same place.

use yew::prelude::*;

use super::icon::{Icon, Picture};
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
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// How far.
    pub state: SaveState,
    /// In which language.
    pub lang: Lang,
}

/// A line with an icon. Changes are not read out: what matters is announced by the widget.
#[component]
pub fn SaveStatus(props: &Props) -> Html {
    let lang = props.lang;
    let (class, picture, words) = match props.state {
        SaveState::Saved => ("", Picture::Check, T::SaveSaved.get(lang).into()),
        SaveState::Saving => ("", Picture::Clock, T::SaveSaving.get(lang).into()),
        SaveState::Waiting(count) => {
            ("gf-save--waiting", Picture::Offline, AttrValue::from(T::SaveWaiting.count(lang, count)))
        }
        SaveState::Attention => ("gf-save--attention", Picture::Warning, T::SaveAttention.get(lang).into()),
        SaveState::ReadOnly => ("", Picture::Lock, T::SaveReadOnly.get(lang).into()),
    };
    html! { <p class={classes!("gf-save", "gf-noprint", class)}><Icon {picture} />{ words }</p> }
}
