//! Every picture beside its word.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Icon, Picture};
use yew::prelude::*;

use super::Props;
use crate::texts::T;

#[component]
pub(super) fn Icons(Props { lang }: &Props) -> Html {
    let pictures = Picture::ALL.iter().map(|picture| {
        let name = name(*picture);
        html! { <li key={name as u16}><Icon picture={*picture} />{ name.get(*lang) }</li> }
    });
    html! { <ul class="gallery-icons" role="list">{ for pictures }</ul> }
}

const fn name(picture: Picture) -> T {
    match picture {
        Picture::Check => T::IconCheck,
        Picture::Back => T::IconBack,
        Picture::Forward => T::IconForward,
        Picture::Down => T::IconDown,
        Picture::Clock => T::IconClock,
        Picture::Warning => T::IconWarning,
        Picture::Info => T::IconInfo,
        Picture::Undo => T::IconUndo,
        Picture::Close => T::IconClose,
        Picture::Eye => T::IconEye,
        Picture::Lock => T::IconLock,
        Picture::People => T::IconPeople,
        Picture::Print => T::IconPrint,
        Picture::Offline => T::IconOffline,
    }
}
