//! One ticket: what was reported, what was done, how long each holder has had it, and what can be done now.

use greffon_certification_model::app::{ActKind, Model, Msg};
use greffon_certification_model::day::Day;
use greffon_certification_model::desk::clock::{Span, spans};
use greffon_certification_model::desk::event::Act;
use greffon_certification_model::desk::report::{Report, Reporter};
use greffon_certification_model::desk::routing::Why;
use greffon_certification_model::desk::ticket::{Status, Ticket};
use greffon_certification_model::function::Function;
use greffon_certification_model::order;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::ButtonKind;
use yew::prelude::*;

use super::{Sheet, desk, photos};
use crate::parts::Scene;
use crate::text::T;
use crate::words;

pub(super) fn view(id: &str, model: &Model, scene: &Scene<'_>) -> Option<Sheet> {
    let ticket = model.ticket(id)?;
    let room = model.record.room_of(&ticket.place);
    let decision = model.record.table().decide(ticket.problem, room);
    let why = explain(decision.row, &decision.passed, decision.to, scene);
    let spans = spans(ticket, decision.to, &model.record.calendar, model.offset, model.now);
    let body = html! {
        <div class="gf-stack">
            <dl class="cert-facts">
                <dt>{ scene.t(T::FieldState) }</dt><dd>{ desk::state(ticket, model, scene) }</dd>
                <dt>{ scene.t(T::DeskHolder) }</dt><dd>{ scene.t(words::function(ticket.holder)) }</dd>
                <dt>{ scene.t(T::DeskPromised) }</dt><dd>{ desk::promised(ticket, model, scene) }</dd>
                if let (Some((day, remote)), true) = (ticket.planned, ticket.status.is_open()) {
                    <dt>{ scene.t(T::DeskPlanned) }</dt>
                    <dd>{ words::day(day, DateForm::Words, scene.lang) }{ " – " }{ scene.t(if remote { T::RemoteYes } else { T::RemoteNo }) }</dd>
                }
            </dl>
            <p class="gf-small gf-muted">{ why }</p>
            { photos::of_ticket(ticket, model, scene) }
            <section>
                <h3>{ scene.t(T::TicketHistory) }</h3>
                <ol class="cert-history">{ for history(ticket, model, scene) }</ol>
            </section>
            <section>
                <h3>{ scene.t(T::TicketClocks) }</h3>
                <ul class="cert-after">{ for spans.iter().map(|span| clock(span, scene)) }</ul>
            </section>
        </div>
    };
    Some(Sheet { title: desk::name(ticket, model, scene), body, actions: actions(ticket, model, scene) })
}

/// Why it went there: the row that decided, and why those before did not.
pub(super) fn explain(row: Option<usize>, passed: &[Why], to: Function, scene: &Scene<'_>) -> String {
    let to = scene.t(words::function(to));
    let mut why = match row {
        Some(row) => T::RouteRow.with(scene.lang, &[("to", to), ("row", &row.to_string())]),
        None => T::RouteNone.with(scene.lang, &[("to", to)]),
    };
    for (number, reason) in passed.iter().enumerate() {
        let key = match reason {
            Why::OtherProblem => T::RoutePassedProblem,
            Why::OtherRoom => T::RoutePassedRoom,
        };
        why.push(' ');
        why.push_str(&key.with(scene.lang, &[("row", &(number + 1).to_string())]));
    }
    why
}

/// Reports and events in one order, newest last.
fn history(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Vec<Html> {
    let mut lines: Vec<(i64, Html)> =
        ticket.reports.iter().map(|(id, report)| (report.at.0, reported(id, report, scene))).collect();
    for (event, counts) in &ticket.events {
        let said = match &event.act {
            Act::Merge(to) => {
                let other = model.ticket(to).map(|other| desk::name(other, model, scene)).unwrap_or_default();
                [T::EventMerge.get(scene.lang), " ", &other].concat()
            }
            act => words::event(act, scene.lang),
        };
        let who = if event.name.is_empty() { scene.t(T::Somebody) } else { &event.name };
        lines.push((event.at.0, html! {
            <li key={event.id.clone()}>
                <p class="gf-small gf-muted">{ words::moment(event.at, scene.lang) }{ " – " }{ who.to_owned() }</p>
                <p>{ said }if !counts { { " " }<span class="gf-muted">{ scene.t(T::EventNoEffect) }</span> }</p>
                if !event.text.is_empty() { <p class="cert-note">{ event.text.clone() }</p> }
            </li>
        }));
    }
    order::sort_by_key(&mut lines, |(at, _)| *at);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn reported(id: &str, report: &Report, scene: &Scene<'_>) -> Html {
    let who = match report.by {
        Reporter::Pupil => scene.t(T::APupil),
        Reporter::Staff if report.name.is_empty() => scene.t(T::Somebody),
        Reporter::Staff => &report.name,
        Reporter::Diagnostic => scene.t(T::ByDiagnostic),
    };
    let until =
        |day: Day| T::ReportUntil.with(scene.lang, &[("day", &words::day(day, DateForm::Words, scene.lang))]);
    html! {
        <li key={id.to_owned()}>
            <p class="gf-small gf-muted">{ words::moment(report.at, scene.lang) }{ " – " }{ who.to_owned() }</p>
            <p>{ scene.t(T::EventReported) }</p>
            if !report.text.is_empty() { <p class="cert-note">{ report.text.clone() }</p> }
            if let Some(rate) = report.rate { <p>{ T::ReportRate.with(scene.lang, &[("rate", &rate.to_string())]) }</p> }
            if let Some(day) = report.until { <p>{ until(day) }</p> }
        </li>
    }
}

/// How long somebody has had it, in hours of work.
fn clock(span: &Span, scene: &Scene<'_>) -> Html {
    let hours = |minutes: i64| {
        T::ClockHours
            .with(scene.lang, &[("h", &(minutes / 60).to_string()), ("m", &(minutes % 60).to_string())])
    };
    let holder = scene.t(words::function(span.holder));
    let values = [hours(span.worked), hours(span.waited)];
    let words =
        T::ClockSpan.with(scene.lang, &[("to", holder), ("worked", &values[0]), ("waited", &values[1])]);
    html! { <li key={span.from.0.to_string()}>{ words }</li> }
}

/// What can be done now: the first is the one that is waited for.
fn actions(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Html {
    if !model.rights.may_change(Kind::Ticket) {
        return Html::default();
    }
    let possible = |kind: &ActKind| {
        let act = match kind {
            ActKind::Take => Act::Take,
            ActKind::Hand => Act::Hand(Function::Referent),
            ActKind::Promise => Act::Promise(model.today),
            ActKind::Plan => Act::Plan { on: model.today, remote: false },
            ActKind::Wait => Act::Wait,
            ActKind::Resume => Act::Resume,
            ActKind::Solve => Act::Solve,
            ActKind::Close => Act::Close,
            ActKind::Reopen => Act::Reopen,
            ActKind::Comment => Act::Comment,
            ActKind::Merge => Act::Merge(String::new()),
        };
        ticket.status.after(&act).is_some()
    };
    // Whoever holds it solves before anybody closes: closing an open ticket is for what was no problem.
    let first = match ticket.status {
        Status::New => ActKind::Take,
        Status::Assigned | Status::Planned => ActKind::Solve,
        Status::Waiting => ActKind::Resume,
        Status::Solved => ActKind::Close,
        Status::Closed | Status::Merged => ActKind::Comment,
    };
    let rest = ActKind::ALL.into_iter().filter(|kind| *kind != first && possible(kind));
    let button =
        |kind: ActKind, look| scene.button(look, words::act(kind), Msg::Act(ticket.id.clone(), kind));
    html! { <>
        { button(first, ButtonKind::Primary) }
        { for rest.map(|kind| button(kind, ButtonKind::Plain)) }
    </> }
}
