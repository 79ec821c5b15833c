//! The pages and what stands around them.

mod bill;
mod dossier;
mod files;
mod money;
mod picture;
mod questions;
mod sheets;

use greffon_archiclasse_catalogue as catalogue;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Nav, NavItem, SaveState, Skeleton};
use yew::prelude::*;

use crate::desk::{Desk, Msg, Page};
use crate::text::T;

/// What a page needs.
pub(crate) struct Scene<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) session: &'a Session,
    pub(crate) lang: Lang,
    pub(crate) writes: bool,
    pub(crate) send: &'a Callback<Msg>,
}

impl Scene<'_> {
    /// A callback that sends this.
    pub(crate) fn go<E: 'static>(&self, msg: Msg) -> Callback<E> {
        self.send.reform(move |_| msg.clone())
    }

    /// The language of the catalogue's words.
    pub(crate) const fn words(&self) -> catalogue::Lang {
        words(self.lang)
    }
}

/// The language of a session.
pub(crate) fn lang(session: &Session) -> Lang {
    session.lang()
}

/// The language of the catalogue's words.
pub(crate) const fn words(lang: Lang) -> catalogue::Lang {
    match lang {
        Lang::Fr => catalogue::Lang::Fr,
        Lang::En => catalogue::Lang::En,
    }
}

pub(crate) fn view(desk: &Desk, session: &Session, _save: SaveState, send: &Callback<Msg>) -> Html {
    let scene = Scene { desk, session, lang: lang(session), writes: Desk::writes(session), send };
    let lang = scene.lang;
    let items =
        Page::ALL.map(|page| NavItem { label: title(page).get(lang).into(), current: page == desk.page });
    let onchoose = send.reform(|place: usize| Msg::Turn(Page::ALL.get(place).copied().unwrap_or_default()));
    let body = match desk.page {
        _ if !desk.loaded => html! { <Skeleton lines={6} {lang} /> },
        Page::Questions => questions::view(&scene),
        Page::Bill => bill::view(&scene),
        Page::Dossier => dossier::view(&scene),
        Page::Sheets => sheets::view(&scene),
        Page::Files => files::view(&scene),
    };
    html! {
        <div class="dos">
            <Nav label={T::Pages.get(lang)} items={items.to_vec()} {onchoose} />
            <h2 id="dossier-title" tabindex="-1">{ title(desk.page).get(lang) }</h2>
            { body }
        </div>
    }
}

const fn title(page: Page) -> T {
    match page {
        Page::Questions => T::PageQuestions,
        Page::Bill => T::PageBill,
        Page::Dossier => T::PageDossier,
        Page::Sheets => T::PageSheets,
        Page::Files => T::PageFiles,
    }
}

/// A number for a counted text.
pub(crate) fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
