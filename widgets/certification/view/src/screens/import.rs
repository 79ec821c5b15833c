//! A file before it is taken over: what is new, what changes, what is to be looked at again.
//!
//! What it would change is worked out at each drawing, of what is stored by then.

use greffon_certification_model::app::{Import, Model, Msg};
use greffon_certification_model::files::computers::{self, Fault, Preview, Row};
use greffon_certification_model::files::intake::{Fate, Refusal};
use greffon_certification_model::stored::Kind;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, DataTable, Picture, Tone};
use serde_json::Value;
use yew::prelude::*;

use crate::parts::{Scene, notice, pill, press, title};
use crate::text::T;
use crate::widget::Input;

/// Most rows at once: the counts stand above.
const MOST: usize = 200;
/// The columns of computers.
const HEADS: [T; 5] = [T::FieldName, T::FieldRoom, T::FieldInventory, T::ImportColumnLine, T::FieldState];
/// Most faults at once.
const MOST_FAULTS: usize = 50;

/// The button that picks a file which brings items of that kind, for whoever may change them.
pub(super) fn pick(kind: Kind, label: T, model: &Model, scene: &Scene<'_>) -> Html {
    if !picks(kind, model, scene) {
        return Html::default();
    }
    press(ButtonKind::Plain, None, scene.a(label), None, scene.send.reform(move |()| Input::Pick(kind)))
}

/// Whether this person takes files in which bring items of that kind.
pub(super) fn picks(kind: Kind, model: &Model, scene: &Scene<'_>) -> bool {
    model.rights.may_change(kind) && scene.session.may("file:pick")
}

/// A file of computers.
pub(super) fn view(import: &Import, model: &Model, scene: &Scene<'_>) -> Html {
    let read = import
        .text
        .as_deref()
        .map_or(Err(Refusal::Unread), |text| computers::read(text, &model.record, &import.fresh));
    match read {
        Ok(preview) => understood(&import.file, &preview, scene),
        Err(refusal) => {
            let words = match refusal {
                Refusal::Empty => T::ImportEmpty,
                Refusal::NoName => T::ImportNoColumn,
                Refusal::TooLong => T::ImportTooLong,
                Refusal::Unread => T::ImportUnread,
            };
            refused(&name(&import.file, T::ImportTitle, T::ImportPick, scene), words, scene)
        }
    }
}

/// Why a file cannot be taken in.
pub(super) fn refused(name: &str, why: T, scene: &Scene<'_>) -> Html {
    html! { <>
        { title(name, Html::default(), Html::default()) }
        { notice(Tone::Bad, html! { <p>{ scene.t(why) }</p> }) }
        { scene.button(ButtonKind::Plain, T::ImportClose, Msg::CancelImport) }
    </> }
}

/// What stands over a file; one that could not be read has no name.
pub(super) fn name(file: &str, named: T, nameless: T, scene: &Scene<'_>) -> String {
    if file.is_empty() { scene.t(nameless).to_owned() } else { named.with(scene.lang, &[("file", file)]) }
}

/// So many of a kind, where there are any.
pub(super) fn count(key: T, count: usize, scene: &Scene<'_>) -> Html {
    if count == 0 {
        Html::default()
    } else {
        html! { <li>{ scene.n(key, count) }</li> }
    }
}

/// What can be done with a file that was understood.
pub(super) fn decide(accept: T, changes: Vec<(Kind, String, Option<Value>)>, scene: &Scene<'_>) -> Html {
    let takes = !changes.is_empty();
    html! {
        <div class="cert-row">
            if takes { { scene.button(ButtonKind::Primary, accept, Msg::AcceptImport(changes)) } }
            { scene.button(ButtonKind::Plain, if takes { T::ImportCancel } else { T::ImportClose }, Msg::CancelImport) }
        </div>
    }
}

/// What becomes of a row.
pub(super) fn fate(fate: Fate, scene: &Scene<'_>) -> Html {
    let (tone, picture, words) = match fate {
        Fate::New => ("cert-ok", Picture::Check, T::ImportFateNew),
        Fate::Changed => ("cert-warn", Picture::Info, T::ImportFateChanged),
        Fate::Same => ("cert-quiet", Picture::Check, T::ImportFateSame),
    };
    pill(tone, picture, scene.t(words))
}

/// The rows of a file, the first of them.
pub(super) fn table<R>(
    id: &'static str,
    heads: [T; 5],
    rows: &[R],
    row: impl Fn(&R) -> Html,
    scene: &Scene<'_>,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! { <>
        <DataTable {id} caption={scene.a(T::ImportCaption)}>
            <thead><tr>{ for heads.into_iter().map(|head| html! { <th scope="col">{ scene.t(head) }</th> }) }</tr></thead>
            <tbody>{ for rows.iter().take(MOST).map(row) }</tbody>
        </DataTable>
        { more(rows.len().saturating_sub(MOST), scene) }
    </> }
}

/// That rows beyond the first ones are not shown.
pub(super) fn more(hidden: usize, scene: &Scene<'_>) -> Html {
    if hidden == 0 {
        return Html::default();
    }
    html! { <p class="gf-small gf-muted">{ scene.n(T::ImportMore, hidden) }</p> }
}

/// What is wrong, by line.
pub(super) fn faults<F>(faults: &[(usize, F)], words: impl Fn(&F) -> String, scene: &Scene<'_>) -> Html {
    if faults.is_empty() {
        return Html::default();
    }
    let line = |(line, fault): &(usize, F)| {
        let told = [("line", line.to_string()), ("what", words(fault))];
        let told = told.each_ref().map(|(name, value)| (*name, value.as_str()));
        html! { <li>{ T::ImportLine.with(scene.lang, &told) }</li> }
    };
    notice(
        Tone::Warn,
        html! { <>
            <p>{ scene.n(T::ImportFaults, faults.len()) }</p>
            <ul class="cert-list">{ for faults.iter().take(MOST_FAULTS).map(line) }</ul>
            { more(faults.len().saturating_sub(MOST_FAULTS), scene) }
        </> },
    )
}

fn understood(file: &str, preview: &Preview, scene: &Scene<'_>) -> Html {
    let changes = preview.changes();
    let rooms: Vec<&str> = preview.rooms.iter().map(|(_, name)| name.as_str()).collect();
    let lead = html! { <p class="gf-lead gf-muted">{ scene.t(T::ImportLead) }</p> };
    html! { <>
        { title(&name(file, T::ImportTitle, T::ImportPick, scene), lead, Html::default()) }
        if changes.is_empty() { { notice(Tone::Info, html! { <p>{ scene.t(T::ImportNothing) }</p> }) } }
        <ul class="cert-list">
            { count(T::ImportNew, preview.count(Fate::New), scene) }
            { count(T::ImportChanged, preview.count(Fate::Changed), scene) }
            { count(T::ImportSame, preview.count(Fate::Same), scene) }
            if !rooms.is_empty() {
                <li>{ T::ImportRooms.count_with(scene.lang, u32::try_from(rooms.len()).unwrap_or(u32::MAX), &[("names", &rooms.join(", "))]) }</li>
            }
        </ul>
        { faults(&preview.faults, |fault| wrong(fault, scene), scene) }
        { decide(T::ImportAccept, changes, scene) }
        { table("cert-import", HEADS, &preview.rows, |row| self::row(row, scene), scene) }
    </> }
}

fn row(row: &Row, scene: &Scene<'_>) -> Html {
    html! {
        <tr key={row.line}>
            <th scope="row">{ row.name.clone() }</th>
            <td>{ row.room.clone() }</td>
            <td>{ row.inventory.clone() }</td>
            <td>{ row.line }</td>
            <td>{ fate(row.fate, scene) }</td>
        </tr>
    }
}

fn wrong(fault: &Fault, scene: &Scene<'_>) -> String {
    match fault {
        Fault::NoName => scene.t(T::ImportNoName).to_owned(),
        Fault::Twice(first) => T::ImportTwice.with(scene.lang, &[("line", &first.to_string())]),
        Fault::State(state) => T::ImportState.with(scene.lang, &[("state", state)]),
        Fault::Unclosed => scene.t(T::ImportUnclosed).to_owned(),
    }
}
