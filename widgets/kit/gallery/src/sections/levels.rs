//! Marks of the four layers, and bars.

use greffon_kit::i18n::{Lang, Text as _};
use greffon_kit::ui::{Bar, DataTable, Layer, LevelMark};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

const fn who(layer: Layer) -> T {
    match layer {
        Layer::Own => T::LevelsOwn,
        Layer::Peer => T::LevelsPeer,
        Layer::Teacher => T::LevelsTeacher,
        Layer::Pix => T::LevelsPix,
    }
}

fn level(level: u8, lang: Lang) -> String {
    T::LevelsMark.with(lang, &[("n", &level.to_string())])
}

#[component]
pub(super) fn Levels(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let columns = || std::iter::once(None).chain((1..=8).map(Some));
    let legend = Layer::ALL.map(|layer| {
        html! { <li key={who(layer) as u16}><LevelMark {layer} level={3} />{ who(layer).get(lang) }</li> }
    });
    let head = columns().map(|column| {
        let words = column.map_or_else(|| T::LevelsNone.get(lang).to_owned(), |column| column.to_string());
        html! { <th key={words.clone()} scope="col">{ words }</th> }
    });
    let rows = Layer::ALL.map(|layer| {
        let marks = columns().map(|column| {
            let label =
                column.map_or_else(|| T::LevelsMarkNone.get(lang).to_owned(), |column| level(column, lang));
            html! { <td key={label.clone()}><LevelMark {layer} level={column} {label} /></td> }
        });
        html! { <tr key={who(layer) as u16}><th scope="row">{ who(layer).get(lang) }</th>{ for marks }</tr> }
    });
    let bar =
        |value: u8, opened: Option<(u8, u8)>, figure: String| html! { <Bar {value} {opened} {figure} /> };
    let of_eight = |value: u8| T::LevelsBar.with(lang, &[("n", &value.to_string())]);
    html! {
        <div class="gallery-specimens gallery-specimens--wide">
            { specimen(T::LevelsLegend, lang, html! { <ul class="gallery-legend" role="list">{ for legend }</ul> }) }
            <div class="gallery-marks">
                <DataTable id="marks" caption={T::LevelsMarks.get(lang)} note={T::LevelsMarksNote.get(lang)}>
                    <thead><tr><th scope="col">{ T::LevelsLegend.get(lang) }</th>{ for head }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </DataTable>
            </div>
            { specimen(T::LevelsBars, lang, html! {
                <div class="gf-stack">
                    { bar(0, None, T::LevelsBarNone.get(lang).to_owned()) }
                    { bar(2, Some((1, 4)), T::LevelsBarOpened.get(lang).to_owned()) }
                    { bar(5, Some((3, 6)), T::LevelsBarLate.get(lang).to_owned()) }
                    { bar(3, None, of_eight(3)) }
                    { bar(8, None, of_eight(8)) }
                </div>
            }) }
        </div>
    }
}
