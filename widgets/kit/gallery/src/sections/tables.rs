//! A table in its place, and one that is wider.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{DataTable, Layer, LevelMark};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

/// Pupils by level; none where the cell is masked.
const COUNTS: [(T, [Option<u8>; 9]); 3] = [
    (T::Tables1, [Some(0), None, Some(6), Some(8), Some(7), None, Some(0), Some(0), Some(0)]),
    (T::Tables2, [Some(5), Some(7), Some(9), None, None, Some(0), Some(0), Some(0), Some(0)]),
    (T::Tables3, [Some(12), Some(8), Some(6), None, None, Some(0), Some(0), Some(0), Some(0)]),
];

#[component]
pub(super) fn Tables(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let rows = [(T::Tables1, 3), (T::Tables2, 2), (T::Tables3, 1)].map(|(name, level)| {
        html! {
            <tr key={name as u16}>
                <th scope="row">{ name.get(lang) }</th>
                <td><LevelMark layer={Layer::Own} {level} label={T::LevelsMark.with(lang, &[("n", &level.to_string())])} /></td>
                <td>{ T::TablesDay.get(lang) }</td>
            </tr>
        }
    });
    let levels = (0..=8_u8).map(|level| {
        html! { <th key={level} scope="col">{ T::LevelsMark.with(lang, &[("n", &level.to_string())]) }</th> }
    });
    let counts = COUNTS.map(|(name, cells)| {
        let cells = cells.into_iter().enumerate().map(|(place, count)| {
            let words = count.map_or_else(|| T::TablesMasked.get(lang).to_owned(), |count| count.to_string());
            html! { <td key={place}>{ words }</td> }
        });
        html! { <tr key={name as u16}><th scope="row">{ name.get(lang) }</th>{ for cells }</tr> }
    });
    html! {
        <div class="gallery-specimens gallery-specimens--wide">
            { specimen(T::TablesSmall, lang, html! {
                <DataTable id="small" caption={T::TablesCaption.get(lang)}>
                    <thead>
                        <tr>
                            <th scope="col">{ T::TablesCompetence.get(lang) }</th>
                            <th scope="col">{ T::TablesLevel.get(lang) }</th>
                            <th scope="col">{ T::TablesDate.get(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </DataTable>
            }) }
            { specimen(T::TablesWide, lang, html! {
                <div class="gallery-one-line">
                    <DataTable id="wide" caption={T::TablesCounts.get(lang)} note={T::TablesCountsNote.get(lang)}>
                        <thead><tr><th scope="col">{ T::TablesCompetence.get(lang) }</th>{ for levels }</tr></thead>
                        <tbody>{ for counts }</tbody>
                    </DataTable>
                </div>
            }) }
        </div>
    }
}
