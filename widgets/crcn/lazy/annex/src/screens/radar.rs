//! The radar on demand: a drawing beside its table.

use greffon_crcn_annex::radar::{Radar, point};
use greffon_crcn_model::framework::Level;
use greffon_crcn_model::opinion::Layer;
use greffon_kit::i18n::Text;
use greffon_kit::ui::DataTable;
use yew::prelude::*;

use super::Scene;
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &Radar, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    if page.layers.is_empty() {
        return Html::default();
    }
    html! {
        <details class="crcn-fold">
            <summary>{ T::RadarTitle.get(lang) }</summary>
            <div class="crcn-radar">
                { drawing(page, scene) }
                <DataTable id="crcn-radar" caption={T::RadarCaption.get(lang)} note={T::RadarNote.get(lang)}>
                    <thead><tr>
                        <th scope="col">{ T::Domain.get(lang) }</th>
                        { for page.layers.iter().map(|(layer, _)| html! { <th scope="col" key={format!("{layer:?}")}>{ words::layer(*layer, lang) }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for page.domains.iter().enumerate().map(|(at, (code, name))| html! {
                            <tr key={code.to_string()}>
                                <th scope="row">{ code.to_string() }{ " " }{ words::of(name, lang) }</th>
                                { for page.layers.iter().map(|(_, levels)| html! {
                                    <td>{ levels[at].map_or_else(|| "–".to_owned(), |level| level.number().to_string()) }</td>
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </DataTable>
            </div>
        </details>
    }
}

fn drawing(page: &Radar, scene: &Scene<'_>) -> Html {
    let sentence = |(layer, levels): &(Layer, Vec<Option<Level>>)| {
        let known = levels.iter().flatten().count();
        T::RadarSentence.count_with(
            scene.lang,
            words::size(known),
            &[("layer", words::layer(*layer, scene.lang))],
        )
    };
    let summary: Vec<String> = page.layers.iter().map(sentence).collect();
    let ring = |level: u8| {
        let corners: Vec<String> = (0..page.domains.len()).map(|axis| corner(axis, level)).collect();
        html! { <polygon class="crcn-radar__ring" points={corners.join(" ")} /> }
    };
    let line = |(layer, levels): &(Layer, Vec<Option<Level>>)| {
        let known: Vec<(usize, u8)> = levels
            .iter()
            .enumerate()
            .filter_map(|(axis, level)| Some((axis, level.as_ref()?.number())))
            .collect();
        let corners: Vec<String> = known.iter().map(|(axis, level)| corner(*axis, *level)).collect();
        let layer = format!("{layer:?}").to_lowercase();
        html! {
            <g class="crcn-radar__layer" data-layer={layer}>
                <polygon points={corners.join(" ")} />
                { for known.iter().map(|(axis, level)| {
                    let (x, y) = point(*axis, *level);
                    html! { <circle cx={x.to_string()} cy={y.to_string()} r="3" /> }
                }) }
            </g>
        }
    };
    html! {
        <svg class="crcn-radar__drawing" viewBox="-125 -120 250 235" role="img" aria-label={summary.join(" ")} focusable="false">
            { for [2, 4, 6, 8].into_iter().map(ring) }
            { for (0..page.domains.len()).map(|axis| {
                let (x, y) = point(axis, 8);
                html! { <line class="crcn-radar__ring" x1="0" y1="0" x2={x.to_string()} y2={y.to_string()} /> }
            }) }
            { for page.layers.iter().map(line) }
            { for page.domains.iter().enumerate().map(|(axis, (code, _))| {
                let (x, y) = point(axis, 8);
                html! { <text class="crcn-radar__name" x={(x * 112 / 100).to_string()} y={(y * 112 / 100 + 4).to_string()}>{ code.to_string() }</text> }
            }) }
            { for [2, 4, 6, 8].into_iter().map(|level| {
                let (x, y) = point(0, level);
                html! { <text class="crcn-radar__scale" x={(x + 4).to_string()} y={(y + 4).to_string()}>{ level.to_string() }</text> }
            }) }
        </svg>
    }
}

fn corner(axis: usize, level: u8) -> String {
    let (x, y) = point(axis, level);
    [x.to_string(), ",".to_owned(), y.to_string()].concat()
}
