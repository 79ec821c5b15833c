//! Reports and tickets.

use serde_json::{Map, Value};

use super::Turn;
use crate::app::{ActKind, Draft, Effect, Field, Form, FormKind, Say, Target};
use crate::desk::event::{Act, Event};
use crate::desk::photo;
use crate::desk::problem::Problem;
use crate::desk::report::{Place, Report, Reporter};
use crate::function::Function;
use crate::log::Deed;
use crate::stored::{Kind, with_inner};

/// What the last tap of a report asks.
pub(super) fn report_entries(problem: Problem) -> Vec<(Field, String)> {
    let mut entries = Vec::new();
    if problem == Problem::Filtering {
        entries.push((Field::Site, String::new()));
    }
    if problem == Problem::Throughput {
        entries.push((Field::Rate, String::new()));
    }
    if matches!(problem, Problem::Filtering | Problem::Throughput) {
        entries.push((Field::Until, String::new()));
    }
    entries.push((Field::Text, String::new()));
    entries
}

impl Turn<'_> {
    // Reports.

    pub(super) fn report_place(&mut self, place: Place) {
        let Some(problem) = self.model.draft.problem else { return };
        let record = &self.model.record;
        // Somebody may have taken the computer away since it was drawn.
        let is_there = match &place {
            Place::Machine(id) => record.machines.get(id).is_some(),
            Place::Room(id) => record.rooms.get(id).is_some(),
            Place::School => true,
        };
        if !is_there {
            return;
        }
        self.model.draft.place = Some(place);
        self.model.form = Some(Form::new(FormKind::Report(problem), report_entries(problem)));
        self.out(Effect::Focus(Target::Report));
    }

    pub(super) fn send_report(&mut self, form: &Form) -> bool {
        let draft = &self.model.draft;
        let (Some(id), Some(problem), Some(place)) = (&self.model.id, draft.problem, draft.place.clone())
        else {
            return false;
        };
        let staff = self.model.rights.is_staff();
        let report = Report {
            at: self.at.now,
            problem,
            place,
            text: form.long(Field::Text),
            by: if staff { Reporter::Staff } else { Reporter::Pupil },
            name: if staff { self.model.name.clone() } else { String::new() },
            site: form.short(Field::Site),
            rate: form.number(Field::Rate),
            until: form.day(Field::Until),
        };
        let raw = draft.photos.iter().fold(report.raw(), |raw, file| photo::add(&raw, file, report.at, id));
        let print = report.fingerprint();
        let key = [id, "/", &self.at.fresh].concat();
        let to = self.model.record.table().decide(problem, self.model.record.room_of(&report.place)).to;
        let same = |id: &str| id.rsplit_once('/').is_some_and(|(known, _)| known == print);
        let open = self.model.tickets.iter().find(|ticket| same(&ticket.id) && !ticket.status.is_over());
        let (to, joined) = open.map_or((to, false), |ticket| (ticket.holder, true));
        if !self.commit(Deed::Reported, problem.id(), vec![(Kind::Report, key, Some(raw))]) {
            return false;
        }
        let tag = self.model.last_tag;
        let files = core::mem::take(&mut self.model.draft.photos);
        self.model.album.written.extend(files.into_iter().map(|file| (tag, file)));
        self.model.draft = Draft { sent: Some((to, joined)), ..Draft::default() };
        self.say(if joined { Say::Joined(to) } else { Say::Reported(to) }, true);
        self.out(Effect::Focus(Target::Report));
        true
    }

    // Tickets.

    pub(super) fn act(&mut self, ticket: &str, kind: ActKind) {
        let plain = match kind {
            ActKind::Take => Act::Take,
            ActKind::Resume => Act::Resume,
            ActKind::Close => Act::Close,
            _ => return self.form(FormKind::Act(ticket.to_owned(), kind)),
        };
        self.record_act(ticket, plain, String::new());
    }

    pub(super) fn act_entries(&self, ticket: &str, kind: ActKind) -> Option<Vec<(Field, String)>> {
        self.model.ticket(ticket)?;
        let mut entries = match kind {
            ActKind::Promise => vec![(Field::On, String::new())],
            ActKind::Plan => vec![(Field::On, String::new()), (Field::Remote, "no".to_owned())],
            ActKind::Hand => vec![(Field::To, String::new())],
            ActKind::Merge => vec![(Field::Ticket, String::new())],
            _ => Vec::new(),
        };
        entries.push((Field::Text, String::new()));
        Some(entries)
    }

    pub(super) fn act_by_form(&mut self, ticket: &str, kind: ActKind, form: &Form) -> bool {
        let on = form.day(Field::On);
        let act = match kind {
            ActKind::Promise => on.map(Act::Promise),
            ActKind::Plan => on.map(|on| Act::Plan { on, remote: form.get(Field::Remote) == "yes" }),
            ActKind::Hand => Function::from_id(form.get(Field::To)).map(Act::Hand),
            ActKind::Merge => self.other_ticket(ticket, form.get(Field::Ticket)).map(Act::Merge),
            ActKind::Wait => Some(Act::Wait),
            ActKind::Solve => Some(Act::Solve),
            ActKind::Reopen => Some(Act::Reopen),
            ActKind::Comment => Some(Act::Comment),
            ActKind::Take | ActKind::Resume | ActKind::Close => None,
        };
        act.is_some_and(|act| self.record_act(ticket, act, form.long(Field::Text)))
    }

    /// A ticket that this one can be merged into: another one, that is not over.
    fn other_ticket(&self, ticket: &str, other: &str) -> Option<String> {
        let found = self.model.ticket(other).filter(|found| !found.status.is_over() && found.id != ticket);
        found.map(|found| found.id.clone())
    }

    /// Adds an event, if the state of the ticket allows it.
    fn record_act(&mut self, id: &str, act: Act, text: String) -> bool {
        let Some(ticket) = self.model.ticket(id) else { return false };
        if ticket.status.after(&act).is_none() {
            return false;
        }
        // The clock of this computer may be behind that of the person who acted last: what follows comes after.
        let last = ticket.events.last().map(|(event, _)| event.at.0 + 1);
        let at = crate::day::Moment(last.unwrap_or(0).max(ticket.opened.0).max(self.at.now.0));
        let what = ticket.problem.id();
        let event = Event { id: self.at.fresh.clone(), at, name: self.model.name.clone(), act, text };
        let raw = match self.model.record.events.kept(id) {
            Some(kept) => kept.raw.clone(),
            None => Value::Object(Map::new()),
        };
        let raw = with_inner(&raw, "events", &event.id, event.raw());
        self.do_and_say(Deed::TicketActed, what, vec![(Kind::Ticket, id.to_owned(), Some(raw))])
    }
}
