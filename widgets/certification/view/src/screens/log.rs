//! What was done, newest first.

use greffon_certification_model::app::Model;
use greffon_kit::html;
use greffon_kit::ui::DataTable;
use yew::prelude::*;

use crate::parts::{Scene, title};
use crate::text::T;
use crate::words;

/// Most lines at once.
const MOST: usize = 200;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let log = &model.record.log;
    let hidden = log.len().saturating_sub(MOST);
    html! { <>
        { title(scene.t(T::TabLog), Html::default(), scene.print()) }
        if log.is_empty() {
            <p class="cert-empty">{ scene.t(T::LogEmpty) }</p>
        } else {
            <DataTable id="cert-log" caption={scene.a(T::LogCaption)}>
                <thead><tr>
                    <th scope="col">{ scene.t(T::LogWhen) }</th>
                    <th scope="col">{ scene.t(T::LogWho) }</th>
                    <th scope="col">{ scene.t(T::LogWhat) }</th>
                </tr></thead>
                <tbody>
                    { for log.iter().rev().take(MOST).map(|kept| {
                        let line = &kept.item;
                        let who = if line.name.is_empty() { scene.t(T::Somebody) } else { &line.name };
                        html! {
                            <tr key={kept.id.clone()}>
                                <th scope="row">{ words::moment(line.at, scene.lang) }</th>
                                <td>{ who.to_owned() }</td>
                                <td>{ words::deed(line.deed, &line.what, scene.lang) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </DataTable>
        }
        if hidden > 0 { <p class="gf-small gf-muted">{ scene.n(T::LogMore, hidden) }</p> }
    </> }
}
