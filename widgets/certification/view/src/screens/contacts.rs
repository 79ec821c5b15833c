//! A file of the directory before it is taken over: who is new, what of whom changes, which rows are left out.

use greffon_certification_model::app::{Import, Model};
use greffon_certification_model::files::intake::{Fate, Refusal};
use greffon_certification_model::files::people::{self, Change, Fault, MEMBERS, Preview, Row, Taker};
use greffon_certification_model::function::Function;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::Tone;
use yew::prelude::*;

use super::import::{count, decide, fate, faults, name, refused, table};
use crate::files::CONTACT_HEAD;
use crate::parts::{Scene, notice, title};
use crate::text::T;
use crate::words;

/// The columns of contacts.
const HEADS: [T; 5] = [T::FieldName, T::FieldFunction, T::ImportColumnLine, T::FieldState, T::ContactsWhat];

pub(super) fn view(import: &Import, model: &Model, scene: &Scene<'_>) -> Html {
    let taker =
        Taker { fresh: &import.fresh, instance: &scene.session.instance, leads: model.rights.leads() };
    let name = name(&import.file, T::ContactsTitle, T::ContactsPick, scene);
    let read =
        import.text.as_deref().map_or(Err(Refusal::Unread), |text| people::read(text, &model.record, taker));
    match read {
        Ok(preview) => understood(&name, &preview, scene),
        Err(refusal) => {
            let why = match refusal {
                Refusal::Empty => T::ContactsEmpty,
                Refusal::NoName => T::ContactsNoColumn,
                Refusal::TooLong => T::ContactsTooLong,
                Refusal::Unread => T::ContactsUnread,
            };
            refused(&name, why, scene)
        }
    }
}

/// Which files are understood.
pub(super) fn hint(scene: &Scene<'_>) -> Html {
    let functions: Vec<&str> = Function::ALL.iter().map(|one| scene.t(words::function(*one))).collect();
    let hint = T::ContactsHint.with(scene.lang, &[("functions", &functions.join(", "))]);
    html! { <p class="gf-small gf-muted gf-noprint">{ hint }</p> }
}

fn understood(name: &str, preview: &Preview, scene: &Scene<'_>) -> Html {
    let changes = preview.changes();
    let lead = html! { <p class="gf-lead gf-muted">{ scene.t(T::ContactsLead) }</p> };
    let nothing = if preview.rows.is_empty() { T::ContactsNobodyLeft } else { T::ContactsNothing };
    html! { <>
        { title(name, lead, Html::default()) }
        if changes.is_empty() { { notice(Tone::Info, html! { <p>{ scene.t(nothing) }</p> }) } }
        <ul class="cert-list">
            { count(T::ContactsNew, preview.count(Fate::New), scene) }
            { count(T::ContactsChanged, preview.count(Fate::Changed), scene) }
            { count(T::ContactsSame, preview.count(Fate::Same), scene) }
        </ul>
        { faults(&preview.faults, |fault| wrong(fault, scene), scene) }
        { decide(T::ContactsAccept, changes, scene) }
        { table("cert-contacts", HEADS, &preview.rows, |row| self::row(row, scene), scene) }
    </> }
}

fn row(row: &Row, scene: &Scene<'_>) -> Html {
    html! {
        <tr key={row.line}>
            <th scope="row">{ row.name.clone() }</th>
            <td>{ scene.t(words::function(row.function)) }</td>
            <td>{ row.line }</td>
            <td>{ fate(row.fate, scene) }</td>
            <td>{ for row.changes.iter().map(|change| html! { <div>{ changed(change, scene) }</div> }) }</td>
        </tr>
    }
}

/// What changes, from what to what.
fn changed(change: &Change, scene: &Scene<'_>) -> String {
    let value = |stored: &str| match Function::from_id(stored) {
        Some(function) if MEMBERS[change.member] == "function" => {
            scene.t(words::function(function)).to_owned()
        }
        _ => stored.to_owned(),
    };
    let (before, after) = (value(&change.before), value(&change.after));
    let field = scene.t(CONTACT_HEAD[change.member]);
    if before.is_empty() {
        return T::ContactsAdds.with(scene.lang, &[("field", field), ("after", &after)]);
    }
    T::ContactsChanges.with(scene.lang, &[("field", field), ("before", &before), ("after", &after)])
}

fn wrong(fault: &Fault, scene: &Scene<'_>) -> String {
    let with = |key: T, what: &str| key.with(scene.lang, &[("what", what)]);
    match fault {
        Fault::Nobody => scene.t(T::ContactsNobody).to_owned(),
        Fault::Mail(mail) => with(T::ContactsBadMail, mail),
        Fault::NoFunction => scene.t(T::ContactsNoFunction).to_owned(),
        Fault::Function(word) => with(T::ContactsBadFunction, word),
        Fault::Twice(first) => T::ContactsTwice.with(scene.lang, &[("line", &first.to_string())]),
        Fault::Day(day) => with(T::ContactsBadDay, day),
        Fault::NotLeading => scene.t(T::ContactsNotLeading).to_owned(),
        Fault::Unclosed => scene.t(T::ImportUnclosed).to_owned(),
        Fault::Endless => scene.t(T::ContactsEndless).to_owned(),
        Fault::Version(version) => with(T::ContactsVersion, version),
    }
}
