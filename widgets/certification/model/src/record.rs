//! Everything that is stored, as this person may see it, and what is worked out of it.

use greffon_protocol::Key;
use serde_json::Value;

use crate::calendar::{SchoolCalendar, Zone};
use crate::capacity::{self, Capacity};
use crate::day::Day;
use crate::desk::event::{self, Event};
use crate::desk::photo::{self, Photo};
use crate::desk::problem::Problem;
use crate::desk::report::{Place, Report, of_fingerprint};
use crate::desk::routing::{Table, room_of};
use crate::desk::ticket::{self, Ticket};
use crate::directory::Contact;
use crate::log::Line;
use crate::machine::{Machine, Readiness, Room, State};
use crate::order;
use crate::plan::{Session, Step};
use crate::shelf::Shelf;
use crate::stored::{self, Kind};

/// All items.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The directory.
    pub team: Shelf<Contact>,
    /// Sessions.
    pub sessions: Shelf<Session>,
    /// Steps.
    pub steps: Shelf<Step>,
    /// Rooms.
    pub rooms: Shelf<Room>,
    /// Computers.
    pub machines: Shelf<Machine>,
    /// Reports, by person and id.
    pub reports: Shelf<Report>,
    /// What was done about tickets.
    pub events: Shelf<Vec<Event>>,
    /// The log.
    pub log: Shelf<Line>,
    /// The routing table, if one is stored.
    pub routing: Shelf<Table>,
    /// Settings as stored.
    pub settings: Shelf<()>,
    /// The calendar of this school.
    pub calendar: SchoolCalendar,
    /// Share of ready seats kept in reserve, in percent.
    pub reserve: u32,
    /// Keys of items that cannot be read.
    pub damaged: Vec<String>,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            team: Shelf::default(),
            sessions: Shelf::default(),
            steps: Shelf::default(),
            rooms: Shelf::default(),
            machines: Shelf::default(),
            reports: Shelf::default(),
            events: Shelf::default(),
            log: Shelf::default(),
            routing: Shelf::default(),
            settings: Shelf::default(),
            calendar: SchoolCalendar::shipped(),
            reserve: capacity::RESERVE,
            damaged: Vec::new(),
        }
    }
}

impl Record {
    /// Takes in an item, or that it is gone.
    pub fn put(&mut self, key: &str, value: Option<&Value>) {
        let Some((kind, id)) = Kind::of(key) else { return };
        self.damaged.retain(|known| known != key);
        let raw = value.cloned();
        let fine = match kind {
            Kind::Contact => keep(&mut self.team, id, raw, |raw| Some(Contact::read(raw))),
            Kind::Session => keep(&mut self.sessions, id, raw, |raw| Some(Session::read(raw))),
            Kind::Step => keep(&mut self.steps, id, raw, |raw| Some(Step::read(raw))),
            Kind::Room => keep(&mut self.rooms, id, raw, |raw| Some(Room::read(raw))),
            Kind::Machine => keep(&mut self.machines, id, raw, |raw| Some(Machine::read(raw))),
            Kind::Report => keep(&mut self.reports, id, raw, Report::read),
            Kind::Ticket => keep(&mut self.events, id, raw, |raw| Some(event::events(raw))),
            Kind::Log => keep(&mut self.log, id, raw, Line::read),
            Kind::Routing => keep(&mut self.routing, id, raw, |raw| Some(Table::read(raw))),
            Kind::Settings => {
                self.set(value.unwrap_or(&Value::Null));
                keep(&mut self.settings, id, raw, |_| Some(()))
            }
        };
        if !fine {
            self.damaged.push(key.to_owned());
        }
    }

    fn set(&mut self, settings: &Value) {
        self.calendar.zone = Zone::from_id(stored::text(settings, "zone"));
        let closed = stored::members(settings, "closed").filter_map(|(day, _)| Day::parse(day));
        self.calendar.closed = closed.collect();
        self.reserve = stored::number(settings, "reserve").unwrap_or(capacity::RESERVE);
    }

    /// An item as it is stored.
    pub fn raw(&self, key: &Key) -> Option<&Value> {
        let (kind, id) = Kind::of(key.as_str())?;
        match kind {
            Kind::Contact => raw(&self.team, id),
            Kind::Session => raw(&self.sessions, id),
            Kind::Step => raw(&self.steps, id),
            Kind::Room => raw(&self.rooms, id),
            Kind::Machine => raw(&self.machines, id),
            Kind::Report => raw(&self.reports, id),
            Kind::Ticket => raw(&self.events, id),
            Kind::Log => raw(&self.log, id),
            Kind::Routing => raw(&self.routing, id),
            Kind::Settings => raw(&self.settings, id),
        }
    }

    /// The routing table that counts.
    pub fn table(&self) -> Table {
        self.routing.get("table").cloned().unwrap_or_default()
    }

    /// The room of a place.
    pub fn room_of<'a>(&'a self, place: &'a Place) -> &'a str {
        room_of(place, |machine| self.machines.get(machine).map(|machine| machine.room.as_str()))
    }

    /// All tickets, worked out of reports and events.
    pub fn tickets(&self) -> Vec<Ticket> {
        let table = self.table();
        let mut reports: Vec<(String, (String, Report))> = self
            .reports
            .iter()
            .map(|kept| (kept.item.fingerprint(), (kept.id.clone(), kept.item.clone())))
            .collect();
        order::sort(&mut reports, |(one, _), (two, _)| one.cmp(two));
        let mut prints: Vec<String> = reports.iter().map(|(print, _)| print.clone()).collect();
        let stored = self.events.iter().filter_map(|kept| kept.id.rsplit_once('/'));
        prints.extend(stored.map(|(print, _)| print.to_owned()));
        order::sort(&mut prints, Ord::cmp);
        prints.dedup();
        let mut reports = reports.into_iter().peekable();
        let mut found = Vec::new();
        for print in prints {
            let mut mine = Vec::new();
            while let Some((_, report)) = reports.next_if(|(known, _)| *known == print) {
                mine.push(report);
            }
            let Some((problem, place)) = of_fingerprint(&print) else { continue };
            let first = table.decide(problem, self.room_of(&place)).to;
            let prefix = [&print, "/"].concat();
            let stored: Vec<(u32, Vec<Event>)> = self
                .events
                .starting(&prefix)
                .filter_map(|kept| Some((kept.id[prefix.len()..].parse().ok()?, kept.item.clone())))
                // A ticket has as many numbers as times it came back: a damaged key must not be counted up to.
                .filter(|(number, _)| *number < 1000)
                .collect();
            found.extend(ticket::tickets(&print, problem, &place, mine, &stored, first));
        }
        for ticket in &mut found {
            ticket.photos = self.photos_of(ticket);
        }
        found
    }

    fn photos_of(&self, ticket: &Ticket) -> Vec<Photo> {
        let own = self.events.kept(&ticket.id).map(|kept| (Kind::Ticket, &ticket.id, &kept.raw));
        let reports = ticket.reports.iter().filter_map(|(id, _)| {
            let kept = self.reports.kept(id)?;
            Some((Kind::Report, id, &kept.raw))
        });
        let mut photos: Vec<Photo> =
            own.into_iter().chain(reports).flat_map(|(kind, id, raw)| photo::read(kind, id, raw)).collect();
        photo::sort(&mut photos);
        photos
    }

    /// Whether a ticket, if it is open, has to do with a computer: with itself, its room, or everything.
    pub fn touches(ticket: &Ticket, id: &str, machine: &Machine) -> bool {
        match &ticket.place {
            Place::Machine(place) => place == id,
            Place::Room(place) => *place == machine.room,
            Place::School => stops_everything(ticket),
        }
    }

    /// How many open tickets stop each computer, by its place on the shelf.
    pub fn stopped(&self, tickets: &[Ticket]) -> Vec<usize> {
        let stops = |ticket: &&Ticket| ticket.status.is_open() && ticket.problem.stops_a_seat();
        let open: Vec<&Ticket> = tickets.iter().filter(stops).collect();
        self.machines
            .iter()
            .map(|kept| {
                let stops = |ticket: &&&Ticket| {
                    Self::touches(ticket, &kept.id, &kept.item) && !clears(ticket, &kept.item)
                };
                open.iter().filter(stops).count()
            })
            .collect()
    }

    /// How many seats a ticket touches.
    pub fn seats_of(&self, ticket: &Ticket) -> usize {
        let in_room = |room: &str| self.machines.iter().filter(|kept| kept.item.room == room).count();
        match &ticket.place {
            Place::Machine(_) => 1,
            Place::Room(id) => in_room(id),
            Place::School if stops_everything(ticket) => self.machines.len(),
            Place::School => 0,
        }
    }

    /// Each computer with whether a candidate can sit there.
    pub fn readiness(&self, tickets: &[Ticket], today: Day) -> Vec<Readiness> {
        let stopped = self.stopped(tickets);
        self.machines.iter().zip(stopped).map(|(kept, stopped)| kept.item.readiness(today, stopped)).collect()
    }

    /// Ready seats against the candidates of the sessions to come.
    pub fn capacity(&self, readiness: &[Readiness], today: Day) -> Capacity {
        let ready = readiness.iter().filter(|found| **found == Readiness::Ready).count();
        let seats = readiness.iter().filter(|found| **found != Readiness::Declared(State::Absent)).count();
        let to_come = self.sessions.iter().filter(|kept| kept.item.on.is_some_and(|on| on >= today));
        let candidates = to_come.map(|kept| kept.item.candidates).fold(0, u32::saturating_add);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        capacity::capacity(count(ready), count(seats), candidates, self.reserve)
    }

    /// The next session to come.
    pub fn next_session(&self, today: Day) -> Option<(&str, &Session)> {
        let to_come = self.sessions.iter().filter(|kept| kept.item.on.is_some_and(|on| on >= today));
        to_come.min_by_key(|kept| kept.item.on).map(|kept| (kept.id.as_str(), &kept.item))
    }
}

/// A problem of the whole establishment that leaves no seat: no network, or Pix itself is blocked or down.
fn stops_everything(ticket: &Ticket) -> bool {
    match ticket.problem {
        Problem::Network | Problem::Platform => true,
        Problem::Filtering => ticket.reports.iter().any(|(_, report)| report.site.contains("pix.fr")),
        _ => false,
    }
}

/// Whether a computer has shown since that it has no part in a problem of its room. Only the diagnostic page, which found
/// the problem, can say so: what people reported stands until people say otherwise.
fn clears(ticket: &Ticket, machine: &Machine) -> bool {
    let measured = matches!(ticket.place, Place::Room(_)) && ticket.is_measured();
    let (Some(diagnosed), Some((_, report))) = (&machine.diagnosed, ticket.reports.first()) else {
        return false;
    };
    measured && diagnosed.at >= ticket.opened && !diagnosed.causes.contains(&report.cause())
}

fn raw<'s, T>(shelf: &'s Shelf<T>, id: &str) -> Option<&'s Value> {
    shelf.kept(id).map(|kept| &kept.raw)
}

/// Puts an item on its shelf; `false` where it cannot be read.
fn keep<T>(shelf: &mut Shelf<T>, id: &str, raw: Option<Value>, read: fn(&Value) -> Option<T>) -> bool {
    let Some(raw) = raw else {
        shelf.put(id, None);
        return true;
    };
    let read = read(&raw);
    let fine = read.is_some() && raw.is_object();
    shelf.put(id, read.map(|item| (raw, item)));
    fine
}
