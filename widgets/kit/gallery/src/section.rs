//! The frame of a section and of what it shows.

use greffon_kit::i18n::{Lang, Text as _};
use yew::prelude::*;

use crate::texts::T;

/// A chapter of the gallery.
#[derive(Debug)]
pub(crate) struct Section {
    /// Its name in the document.
    pub(crate) id: &'static str,
    pub(crate) title: T,
    pub(crate) about: T,
    pub(crate) body: fn(Lang) -> Html,
}

impl Section {
    pub(crate) fn show(&self, lang: Lang) -> Html {
        let title_id = [self.id, "-title"].concat();
        html! {
            <section key={self.id} class="gallery-section" id={self.id} aria-labelledby={title_id.clone()}>
                <header>
                    <h2 id={title_id} tabindex="-1">{ self.title.get(lang) }</h2>
                    <p>{ self.about.get(lang) }</p>
                </header>
                { (self.body)(lang) }
            </section>
        }
    }
}

/// A control under the name of its state.
pub(crate) fn specimen(name: T, lang: Lang, shown: Html) -> Html {
    html! { <div class="gallery-specimen"><h3>{ name.get(lang) }</h3>{ shown }</div> }
}
