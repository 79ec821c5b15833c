//! A file of computers before it is taken over: what is new, what changes, what is to be looked at again.

use greffon_certification_model::app::{Import, Msg};
use greffon_certification_model::files::computers::{Fate, Fault, Preview, Refusal, Row};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, DataTable, Picture, Tone};
use yew::prelude::*;

use crate::parts::{Scene, notice, pill, title};
use crate::text::T;

/// Most rows at once: the counts stand above.
const MOST: usize = 200;
/// Most faults at once.
const MOST_FAULTS: usize = 50;

pub(super) fn view(import: &Import, scene: &Scene<'_>) -> Html {
    match &import.read {
        Ok(preview) => understood(preview, scene),
        Err(refusal) => {
            let words = match refusal {
                Refusal::Empty => T::ImportEmpty,
                Refusal::NoName => T::ImportNoColumn,
                Refusal::TooLong => T::ImportTooLong,
                Refusal::Unread => T::ImportUnread,
            };
            html! { <>
                { title(&name(&import.file, scene), Html::default(), Html::default()) }
                { notice(Tone::Bad, html! { <p>{ scene.t(words) }</p> }) }
                { scene.button(ButtonKind::Plain, T::ImportClose, Msg::CancelImport) }
            </> }
        }
    }
}

fn name(file: &str, scene: &Scene<'_>) -> String {
    if file.is_empty() {
        scene.t(T::ImportPick).to_owned()
    } else {
        T::ImportTitle.with(scene.lang, &[("file", file)])
    }
}

fn understood(preview: &Preview, scene: &Scene<'_>) -> Html {
    let (new, changed, same) =
        (preview.count(Fate::New), preview.count(Fate::Changed), preview.count(Fate::Same));
    let takes = new + changed > 0;
    let rooms: Vec<&str> = preview.rooms.iter().map(|(_, name)| name.as_str()).collect();
    let count = |key: T, count: usize| {
        if count == 0 {
            Html::default()
        } else {
            html! { <li>{ scene.n(key, count) }</li> }
        }
    };
    let hidden = preview.rows.len().saturating_sub(MOST);
    html! { <>
        { title(&name(&preview.file, scene), html! { <p class="gf-lead gf-muted">{ scene.t(T::ImportLead) }</p> }, Html::default()) }
        if !takes { { notice(Tone::Info, html! { <p>{ scene.t(T::ImportNothing) }</p> }) } }
        <ul class="cert-list">
            { count(T::ImportNew, new) }
            { count(T::ImportChanged, changed) }
            { count(T::ImportSame, same) }
            if !rooms.is_empty() {
                <li>{ T::ImportRooms.count_with(scene.lang, u32::try_from(rooms.len()).unwrap_or(u32::MAX), &[("names", &rooms.join(", "))]) }</li>
            }
        </ul>
        { faults(preview, scene) }
        <div class="cert-row">
            if takes { { scene.button(ButtonKind::Primary, T::ImportAccept, Msg::AcceptImport) } }
            { scene.button(ButtonKind::Plain, if takes { T::ImportCancel } else { T::ImportClose }, Msg::CancelImport) }
        </div>
        <DataTable id="cert-import" caption={scene.a(T::ImportCaption)}>
            <thead><tr>
                <th scope="col">{ scene.t(T::FieldName) }</th>
                <th scope="col">{ scene.t(T::FieldRoom) }</th>
                <th scope="col">{ scene.t(T::FieldInventory) }</th>
                <th scope="col">{ scene.t(T::ImportColumnLine) }</th>
                <th scope="col">{ scene.t(T::FieldState) }</th>
            </tr></thead>
            <tbody>{ for preview.rows.iter().take(MOST).map(|row| self::row(row, scene)) }</tbody>
        </DataTable>
        if hidden > 0 { <p class="gf-small gf-muted">{ scene.n(T::ImportMore, hidden) }</p> }
    </> }
}

fn row(row: &Row, scene: &Scene<'_>) -> Html {
    let (tone, picture, words) = match row.fate {
        Fate::New => ("cert-ok", Picture::Check, T::ImportFateNew),
        Fate::Changed => ("cert-warn", Picture::Info, T::ImportFateChanged),
        Fate::Same => ("cert-quiet", Picture::Check, T::ImportFateSame),
    };
    html! {
        <tr key={row.line}>
            <th scope="row">{ row.name.clone() }</th>
            <td>{ row.room.clone() }</td>
            <td>{ row.inventory.clone() }</td>
            <td>{ row.line }</td>
            <td>{ pill(tone, picture, scene.t(words)) }</td>
        </tr>
    }
}

fn faults(preview: &Preview, scene: &Scene<'_>) -> Html {
    if preview.faults.is_empty() {
        return Html::default();
    }
    let lang = scene.lang;
    let line = |line: usize, fault: &Fault| {
        let what = match fault {
            Fault::NoName => scene.t(T::ImportNoName).to_owned(),
            Fault::Twice(first) => T::ImportTwice.with(lang, &[("line", &first.to_string())]),
            Fault::State(state) => T::ImportState.with(lang, &[("state", state)]),
            Fault::Unclosed => scene.t(T::ImportUnclosed).to_owned(),
        };
        T::ImportLine.with(lang, &[("line", &line.to_string()), ("what", &what)])
    };
    let hidden = preview.faults.len().saturating_sub(MOST_FAULTS);
    notice(
        Tone::Warn,
        html! { <>
            <p>{ scene.n(T::ImportFaults, preview.faults.len()) }</p>
            <ul class="cert-list">
                { for preview.faults.iter().take(MOST_FAULTS).map(|(at, fault)| html! { <li>{ line(*at, fault) }</li> }) }
            </ul>
            if hidden > 0 { <p class="gf-small">{ scene.n(T::ImportMore, hidden) }</p> }
        </> },
    )
}
