//! The directory: the référent, who answers what, the table that routes, and its test bench.

use greffon_certification_model::app::{FormKind, Model, Msg};
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::directory::{Contact, Missing, referents};
use greffon_certification_model::function::Function;
use greffon_certification_model::order;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, DataTable, Tone};
use yew::prelude::*;

use super::ticket::explain;
use super::{contacts, import};
use crate::files::File;
use crate::parts::{Scene, notice, title};
use crate::text::T;
use crate::words;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    if let Some(import) = model.import_of(Kind::Contact) {
        return contacts::view(import, model, scene);
    }
    let may = model.rights.may_change(Kind::Contact);
    let tools = html! { <>
        if may { { scene.button(ButtonKind::Primary, T::TeamAdd, Msg::Form(FormKind::Contact(None))) } }
        { scene.hand_out(T::TeamCards, File::Cards) }
        { scene.hand_out(T::TeamTable, File::Table) }
        { import::pick(Kind::Contact, T::ContactsPick, model, scene) }
        { scene.print() }
    </> };
    html! { <>
        { title(scene.t(T::TabTeam), Html::default(), tools) }
        { missing(model, scene) }
        { referent(model, scene) }
        { people(model, may, scene) }
        if import::picks(Kind::Contact, model, scene) { { contacts::hint(scene) } }
        { circuits(model, scene) }
        { table(model, scene) }
        { bench(model, scene) }
    </> }
}

/// Something that the directory lacks, in words.
pub(super) fn lacks(missing: &Missing, model: &Model, scene: &Scene<'_>) -> String {
    let of =
        |key: T, function: &Function| key.with(scene.lang, &[("to", scene.t(words::function(*function)))]);
    match missing {
        Missing::Referent => scene.t(T::MissingReferent).to_owned(),
        Missing::TooManyReferents(count) => scene.n(T::MissingTooMany, *count),
        Missing::ReferentMail(id) => {
            let name = model.record.team.get(id).map_or("", |contact| contact.name.as_str());
            T::MissingMail.with(scene.lang, &[("name", name)])
        }
        Missing::Nobody(function) => of(T::MissingNobody, function),
        Missing::Unreachable(function) => of(T::MissingUnreachable, function),
    }
}

fn missing(model: &Model, scene: &Scene<'_>) -> Html {
    let missing = model.missing();
    if missing.is_empty() {
        return notice(Tone::Ok, html! { <p>{ scene.t(T::TeamComplete) }</p> });
    }
    notice(
        Tone::Warn,
        html! { <>
            <p>{ scene.n(T::HomeMissing, missing.len()) }</p>
            <ul class="cert-list">{ for missing.iter().map(|one| html! { <li>{ lacks(one, model, scene) }</li> }) }</ul>
        </> },
    )
}

/// The mission, and who has it since when.
fn referent(model: &Model, scene: &Scene<'_>) -> Html {
    let named = referents(&model.record.team);
    html! {
        <section class="cert-part" aria-labelledby="cert-h-referent">
            <h2 id="cert-h-referent">{ scene.t(T::TeamReferent) }</h2>
            { for named.iter().map(|(id, contact)| {
                let since = contact.referent.map(|day| words::day(day, DateForm::Words, scene.lang)).unwrap_or_default();
                html! { <p key={(*id).to_owned()}><strong>{ contact.name.clone() }</strong>{ " " }{ T::TeamSince.with(scene.lang, &[("day", &since)]) }</p> }
            }) }
            <p>{ scene.t(T::TeamMission) }</p>
            <ul class="cert-list">
                <li>{ scene.t(T::TeamMissionTeam) }</li>
                <li>{ scene.t(T::TeamMissionSessions) }</li>
                <li>{ scene.t(T::TeamMissionRelations) }</li>
            </ul>
        </section>
    }
}

fn people(model: &Model, may: bool, scene: &Scene<'_>) -> Html {
    if model.record.team.is_empty() {
        return html! { <p class="cert-empty">{ scene.t(T::TeamEmpty) }</p> };
    }
    let mut people: Vec<(&str, &Contact)> =
        model.record.team.iter().map(|kept| (kept.id.as_str(), &kept.item)).collect();
    order::sort_by_key(&mut people, |(id, contact)| (contact.function, contact.name.as_str(), *id));
    html! {
        <DataTable id="cert-team" caption={scene.a(T::TeamCaption)}>
            <thead><tr>
                <th scope="col">{ scene.t(T::FieldName) }</th>
                <th scope="col">{ scene.t(T::FieldFunction) }</th>
                <th scope="col">{ scene.t(T::TeamReach) }</th>
                <th scope="col">{ scene.t(T::FieldMatter) }</th>
                <th scope="col" class="gf-noprint">{ scene.t(T::TeamActions) }</th>
            </tr></thead>
            <tbody>{ for people.into_iter().map(|(id, contact)| person(id, contact, may, model, scene)) }</tbody>
        </DataTable>
    }
}

fn person(id: &str, contact: &Contact, may: bool, model: &Model, scene: &Scene<'_>) -> Html {
    let reach: Vec<&str> = [&contact.mail, &contact.phone, &contact.hours]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let reach = if reach.is_empty() { scene.t(T::TeamNoReach).to_owned() } else { reach.join(" · ") };
    let leads = model.rights.leads() && may;
    html! {
        <tr key={id.to_owned()}>
            <th scope="row">{ contact.name.clone() }if contact.referent.is_some() { { " " }<span class="gf-pill">{ scene.t(T::FnReferent) }</span> }</th>
            <td>{ super::plan::owner(contact.function, scene) }if !contact.body.is_empty() { <>{ ", " }{ contact.body.clone() }</> }</td>
            <td>{ reach }</td>
            <td>{ contact.matter.clone() }</td>
            <td class="gf-noprint"><div class="cert-row">
                if may { { scene.quiet(T::TeamEdit, &contact.name, Msg::Form(FormKind::Contact(Some(id.to_owned())))) } }
                if leads && contact.referent.is_none() { { scene.quiet(T::TeamName, &contact.name, Msg::Referent(id.to_owned(), true)) } }
                if leads && contact.referent.is_some() { { scene.quiet(T::TeamRelease, &contact.name, Msg::Referent(id.to_owned(), false)) } }
                if may { { scene.quiet(T::TeamRemove, &contact.name, Msg::RemoveContact(id.to_owned())) } }
            </div></td>
        </tr>
    }
}

/// Who answers what, as the table says.
fn circuits(model: &Model, scene: &Scene<'_>) -> Html {
    html! {
        <section aria-labelledby="cert-h-circuits">
            <h2 id="cert-h-circuits">{ scene.t(T::TeamCircuits) }</h2>
            <ul class="cert-circuits">
                { for model.circuits().into_iter().map(|(to, problems)| {
                    let names: Vec<&str> = problems.iter().map(|problem| scene.t(words::problem(*problem))).collect();
                    let who: Vec<&str> = model.record.team.iter()
                        .filter(|kept| kept.item.function == Some(to) || (to == Function::Referent && kept.item.referent.is_some()))
                        .map(|kept| kept.item.name.as_str())
                        .collect();
                    let who = if who.is_empty() { scene.t(T::TeamNobodyYet).to_owned() } else { who.join(", ") };
                    html! {
                        <li key={to.id()}>
                            <span>{ names.join(", ") }</span>
                            <greffon_kit::ui::Icon picture={greffon_kit::ui::Picture::Forward} />
                            <span><strong>{ scene.t(words::function(to)) }</strong>{ " – " }{ who }</span>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn table(model: &Model, scene: &Scene<'_>) -> Html {
    let may = model.rights.may_change(Kind::Routing);
    let table = model.record.table();
    html! {
        <section aria-labelledby="cert-h-routing">
            <h2 id="cert-h-routing">{ scene.t(T::RouteTitle) }</h2>
            <p class="gf-muted">{ scene.t(T::RouteLead) }</p>
            <ol class="cert-routes">
                { for table.0.iter().enumerate().map(|(place, row)| {
                    let problems: Vec<&str> = row.problems.iter().map(|problem| scene.t(words::problem(*problem))).collect();
                    let problems = if problems.is_empty() { scene.t(T::RouteAnyProblem).to_owned() } else { problems.join(", ") };
                    let rooms: Vec<&str> = row.rooms.iter().map(|room| model.record.rooms.get(room).map_or(scene.t(T::PlaceGone), |room| room.name.as_str())).collect();
                    let name = (place + 1).to_string();
                    html! {
                        <li key={row.id.clone()}>
                            <span>{ problems }if !rooms.is_empty() { <>{ " (" }{ rooms.join(", ") }{ ")" }</> }{ " → " }<strong>{ scene.t(words::function(row.to)) }</strong></span>
                            if may {
                                <span class="cert-row gf-noprint">
                                    { scene.quiet(T::RouteEdit, &name, Msg::Form(FormKind::Row(Some(place)))) }
                                    if place > 0 { { scene.quiet(T::RouteUp, &name, Msg::MoveRow(place, true)) } }
                                    { scene.quiet(T::RouteRemove, &name, Msg::RemoveRow(place)) }
                                </span>
                            }
                        </li>
                    }
                }) }
            </ol>
            if may { <div class="gf-noprint">{ scene.button(ButtonKind::Plain, T::RouteAdd, Msg::Form(FormKind::Row(None))) }</div> }
        </section>
    }
}

/// "This problem here goes to …, because …".
fn bench(model: &Model, scene: &Scene<'_>) -> Html {
    let (problem, room) = &model.bench;
    let decision = model.record.table().decide(*problem, room);
    let problems =
        Problem::ALL.map(|problem| (problem.id().to_owned(), scene.a(words::problem(problem)))).to_vec();
    let mut rooms = vec![(String::new(), scene.a(T::PlaceSchool))];
    rooms.extend(model.record.rooms.iter().map(|kept| (kept.id.clone(), kept.item.name.clone().into())));
    let (in_room, of_problem) = (room.clone(), *problem);
    html! {
        <section class="cert-part gf-noprint" aria-labelledby="cert-h-bench">
            <h2 id="cert-h-bench">{ scene.t(T::BenchTitle) }</h2>
            <div class="cert-filters">
                { scene.choose("cert-bench-problem", scene.t(T::DeskWhat).into(), problems, problem.id(),
                    move |id| Msg::Bench(Problem::from_id(&id).unwrap_or(Problem::Other), in_room.clone())) }
                { scene.choose("cert-bench-room", scene.t(T::FieldRoom).into(), rooms, room,
                    move |id| Msg::Bench(of_problem, id)) }
            </div>
            <p role="status">{ explain(decision.row, &decision.passed, decision.to, scene) }</p>
        </section>
    }
}
