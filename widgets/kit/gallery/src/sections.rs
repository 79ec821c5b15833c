//! What the gallery shows, in order.

mod buttons;
mod choices;
mod colours;
mod dialogs;
mod disclosures;
mod fields;
mod icons;
mod levels;
mod messages;
mod navigation;
mod tables;
mod waiting;

use greffon_kit::i18n::Lang;
use yew::prelude::*;

use crate::section::Section;
use crate::texts::T;

macro_rules! sections {
    ($($name:ident: $component:ident $title:ident $about:ident;)*) => {
        /// Every section.
        pub(crate) const SECTIONS: &[Section] = &[$(Section {
            id: stringify!($name),
            title: T::$title,
            about: T::$about,
            body: |lang| html! { <$name::$component {lang} /> },
        },)*];
    };
}

sections! {
    buttons: Buttons ButtonsTitle ButtonsAbout;
    choices: Choices ChoicesTitle ChoicesAbout;
    fields: Fields FieldsTitle FieldsAbout;
    levels: Levels LevelsTitle LevelsAbout;
    messages: Messages MessagesTitle MessagesAbout;
    navigation: Navigation NavigationTitle NavigationAbout;
    dialogs: Dialogs DialogsTitle DialogsAbout;
    disclosures: Disclosures DisclosuresTitle DisclosuresAbout;
    tables: Tables TablesTitle TablesAbout;
    waiting: Waiting WaitingTitle WaitingAbout;
    icons: Icons IconsTitle IconsAbout;
    colours: Colours ColoursTitle ColoursAbout;
}

/// All of them, one under the other.
pub(crate) fn all(lang: Lang) -> Html {
    html! { <>{ for SECTIONS.iter().map(|section| section.show(lang)) }</> }
}

/// Properties of every section.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) lang: Lang,
}
