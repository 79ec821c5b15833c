//! The single desk: tickets by what is to be done, each with who has it and until when.

use greffon_certification_model::app::{DeskFilter, Model, Msg, Open, Screen};
use greffon_certification_model::desk::ticket::{Status, Ticket};
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, DataTable, Nav, NavItem, Picture};
use yew::prelude::*;

use crate::parts::{Scene, pill, title};
use crate::text::T;
use crate::words;

/// Most rows at once.
const MOST: usize = 200;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let found = model.desk();
    let hidden = found.len().saturating_sub(MOST);
    let items: Vec<NavItem> = DeskFilter::ALL
        .into_iter()
        .map(|filter| NavItem { label: scene.a(words::desk_filter(filter)), current: filter == model.desk })
        .collect();
    let onchoose = scene.on(|place: usize| DeskFilter::ALL.get(place).copied().map_or(Msg::Tick, Msg::Desk));
    let tools = html! { <>
        if model.can_report() { { scene.button(ButtonKind::Primary, T::DeskReport, Msg::Go(Screen::Report)) } }
        { scene.print() }
    </> };
    html! { <>
        { title(scene.t(T::TabDesk), Html::default(), tools) }
        <Nav label={scene.a(T::DeskFilters)} {items} {onchoose} />
        if found.is_empty() {
            <p class="cert-empty">{ scene.t(T::DeskNone) }</p>
        } else {
            <DataTable id="cert-desk" caption={scene.a(T::DeskCaption)}>
                <thead><tr>
                    <th scope="col">{ scene.t(T::DeskWhat) }</th>
                    <th scope="col">{ scene.t(T::FieldState) }</th>
                    <th scope="col">{ scene.t(T::DeskHolder) }</th>
                    <th scope="col">{ scene.t(T::DeskPromised) }</th>
                    <th scope="col">{ scene.t(T::DeskSeats) }</th>
                </tr></thead>
                <tbody>{ for found.iter().take(MOST).map(|ticket| row(ticket, model, scene)) }</tbody>
            </DataTable>
        }
        if hidden > 0 { <p class="gf-small gf-muted">{ scene.n(T::BoardMore, hidden) }</p> }
    </> }
}

/// What a ticket is called: its kind and its place.
pub(super) fn name(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> String {
    let place = words::place(&ticket.place, &model.record, scene.lang);
    let site = ticket.reports.iter().map(|(_, report)| report.site.as_str()).find(|site| !site.is_empty());
    let mut name = [scene.t(words::problem(ticket.problem)), " – ", &place].concat();
    if let Some(site) = site {
        name.push_str(" – ");
        name.push_str(site.split_once("://").map_or(site, |(_, site)| site));
    }
    name
}

/// Its state, with a shape.
pub(super) fn state(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Html {
    let (tone, picture) = match ticket.status {
        _ if ticket.is_overdue(model.today) => ("cert-bad", Picture::Warning),
        Status::New => ("cert-warn", Picture::Info),
        Status::Waiting => ("cert-quiet", Picture::Clock),
        Status::Solved | Status::Closed => ("cert-ok", Picture::Check),
        Status::Merged => ("cert-quiet", Picture::Forward),
        Status::Assigned | Status::Planned => ("", Picture::People),
    };
    pill(tone, picture, scene.t(words::status(ticket.status)))
}

/// Until when, and whether that has passed.
pub(super) fn promised(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Html {
    match ticket.promised {
        None if ticket.status.is_open() => {
            html! { <span class="gf-muted">{ scene.t(T::DeskNoPromise) }</span> }
        }
        None => Html::default(),
        Some(day) => {
            let words = words::day(day, DateForm::Figures, scene.lang);
            match ticket.kept_promise(model.offset) {
                _ if ticket.is_overdue(model.today) => pill(
                    "cert-bad",
                    Picture::Warning,
                    &T::DeskOverdueSince.with(scene.lang, &[("day", &words)]),
                ),
                Some(true) => {
                    html! { <>{ words }{ " " }<span class="gf-small gf-muted">{ scene.t(T::DeskKept) }</span></> }
                }
                Some(false) => {
                    html! { <>{ words }{ " " }<span class="gf-small gf-muted">{ scene.t(T::DeskNotKept) }</span></> }
                }
                None => words.into(),
            }
        }
    }
}

fn row(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Html {
    let seats = if ticket.status.is_open() && ticket.problem.stops_a_seat() {
        model.record.seats_of(ticket)
    } else {
        0
    };
    html! {
        <tr key={ticket.id.clone()}>
            <th scope="row">
                <button type="button" class="cert-link" onclick={scene.go(Msg::Open(Open::Ticket(ticket.id.clone())))}>{ name(ticket, model, scene) }</button>
                if ticket.reports.len() > 1 { { " " }<span class="gf-small gf-muted">{ scene.n(T::DeskReports, ticket.reports.len()) }</span> }
            </th>
            <td>{ state(ticket, model, scene) }</td>
            <td>{ scene.t(words::function(ticket.holder)) }</td>
            <td>{ promised(ticket, model, scene) }</td>
            <td>{ seats }</td>
        </tr>
    }
}
