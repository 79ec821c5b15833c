//! Files in and out.

use greffon_archiclasse_exchange::decimal::NoNumber;
use greffon_archiclasse_exchange::export::sheet::{NoSheet, Paper, Scale};
use greffon_archiclasse_exchange::import::{Reason, Trouble};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, Notice, Tone};
use yew::prelude::*;

use super::{Scene, size};
use crate::desk::{Export, List, Msg, Outcome};
use crate::text::T;

/// The longer sides of the pictures that are offered, points: a screen's, and a poster's, which every browser can still paint.
const PICTURES: [u32; 2] = [1600, 4000];

pub(super) fn view(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let save = |label: String, export: Export| html! { <li><Button {label} onclick={scene.go(Msg::Save(export))} /></li> };
    let sheets = [
        (Scale::To20, Paper::A3),
        (Scale::To50, Paper::A4),
        (Scale::To50, Paper::A3),
        (Scale::To100, Paper::A4),
    ];
    html! { <>
        <div id="dossier-outcome" tabindex="-1" aria-live="polite">
            if let Some(outcome) = &scene.desk.outcome { { outcome_view(outcome, lang) } }
        </div>
        if scene.session.may("file:save") {
            <section>
                <h3>{ T::FilesOut.get(lang) }</h3>
                <ul class="dos-buttons">
                    { save(T::FileSvg.get(lang).to_owned(), Export::Svg) }
                    { for PICTURES.map(|points| save(T::FilePng.with(lang, &[("points", &points.to_string())]), Export::Png(points))) }
                    { for sheets.map(|(scale, paper)| {
                        let paper_name = if paper == Paper::A4 { "A4" } else { "A3" };
                        let label = T::FileSheet.with(lang, &[("scale", &scale.divisor().to_string()), ("paper", paper_name)]);
                        save(label, Export::Sheet(scale, paper))
                    }) }
                    { save(T::FileDxf.get(lang).to_owned(), Export::Dxf) }
                    { save(T::FileJson.get(lang).to_owned(), Export::Json) }
                    { save(T::FileCsv.get(lang).to_owned(), Export::Csv) }
                </ul>
            </section>
        }
        if scene.writes && scene.session.may("file:pick") {
            <section>
                <h3>{ T::FilesIn.get(lang) }</h3>
                <p class="dos-note">{ T::FilesInNote.get(lang) }</p>
                <ul class="dos-buttons">
                    <li><Button label={T::FilePrices.get(lang)} onclick={scene.go(Msg::Pick(List::Prices))} /></li>
                    <li><Button label={T::FileInventory.get(lang)} onclick={scene.go(Msg::Pick(List::Inventory))} /></li>
                </ul>
            </section>
        }
    </> }
}

fn outcome_view(outcome: &Outcome, lang: Lang) -> Html {
    match outcome {
        Outcome::Taken(count, troubles) => html! {
            <Notice tone={if troubles.is_empty() { Tone::Ok } else { Tone::Warn }}>
                <p>{ T::FileTaken.count(lang, size(*count)) }</p>
                if !troubles.is_empty() {
                    <p>{ T::FileTroubles.count(lang, size(troubles.len())) }</p>
                    <ul>{ for troubles.iter().take(50).map(|trouble| html! { <li>{ sentence(trouble, lang) }</li> }) }</ul>
                }
            </Notice>
        },
        Outcome::NoPicture => {
            html! { <Notice tone={Tone::Warn}><p>{ T::FileNoPicture.get(lang) }</p></Notice> }
        }
        Outcome::NoSheet(why) => html! { <Notice tone={Tone::Warn}><p>{ no_sheet(*why, lang) }</p></Notice> },
    }
}

fn no_sheet(why: NoSheet, lang: Lang) -> String {
    match why {
        NoSheet::Empty => T::SheetEmpty.get(lang).to_owned(),
        NoSheet::TooLarge { width, height, fits } => {
            let values = [("width", width.to_string()), ("height", height.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let first = T::SheetTooLarge.with(lang, &values);
            match fits {
                Some(scale) => {
                    [&first, " ", &T::SheetFits.with(lang, &[("scale", &scale.divisor().to_string())])]
                        .concat()
                }
                None => first,
            }
        }
    }
}

/// `Ligne 3, Prix : …`.
fn sentence(trouble: &Trouble, lang: Lang) -> String {
    let line = trouble.line.to_string();
    let place = if trouble.place.is_empty() { String::new() } else { [", ", &trouble.place].concat() };
    let text = match &trouble.reason {
        Reason::TooLarge(_) => T::WrongTooLarge.get(lang).to_owned(),
        Reason::Empty => T::WrongEmpty.get(lang).to_owned(),
        Reason::NoColumn(name) => T::WrongColumn.with(lang, &[("name", name)]),
        Reason::NoCell => T::WrongCell.get(lang).to_owned(),
        Reason::Number(NoNumber::Negative) => T::WrongNegative.get(lang).to_owned(),
        Reason::Number(NoNumber::TooLarge) => T::WrongHigh.get(lang).to_owned(),
        Reason::Number(_) => T::WrongNumber.get(lang).to_owned(),
        Reason::State(written) => T::WrongState.with(lang, &[("written", written)]),
        Reason::Piece(written) => T::WrongPiece.with(lang, &[("written", written)]),
        Reason::NotJson | Reason::Family(_) | Reason::Catalogue(_) | Reason::Plan(_) => {
            T::WrongFile.get(lang).to_owned()
        }
    };
    T::WrongLine.with(lang, &[("line", &line), ("place", &place), ("why", &text)])
}
