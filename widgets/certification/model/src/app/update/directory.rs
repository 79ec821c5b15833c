//! The directory, the routing table, the settings.

use serde_json::{Map, Value};

use super::Turn;
use crate::app::{Field, Form};
use crate::calendar::Zone;
use crate::day::Day;
use crate::desk::problem::Problem;
use crate::desk::routing::{Row, Table};
use crate::function::Function;
use crate::log::Deed;
use crate::stored::{Kind, of_day, with};

/// The members of a contact, and the questions for them.
const MEMBERS: [(Field, &str); 7] = [
    (Field::Name, "name"),
    (Field::Function, "function"),
    (Field::Body, "body"),
    (Field::Mail, "mail"),
    (Field::Phone, "phone"),
    (Field::Hours, "hours"),
    (Field::Matter, "matter"),
];

impl Turn<'_> {
    pub(super) fn contact_entries(&self, id: Option<&str>) -> Option<Vec<(Field, String)>> {
        let raw = match id {
            Some(id) => self.model.record.team.kept(id)?.raw.clone(),
            None => Value::Null,
        };
        Some(MEMBERS.map(|(field, name)| (field, crate::stored::text(&raw, name).to_owned())).to_vec())
    }

    pub(super) fn save_contact(&mut self, id: Option<&str>, form: &Form) -> bool {
        let kept = id.and_then(|id| self.model.record.team.kept(id));
        if id.is_some() && kept.is_none() {
            return false;
        }
        let mut raw = kept.map_or(Value::Null, |kept| kept.raw.clone());
        for (field, name) in MEMBERS {
            raw = with(&raw, name, form.short(field).into());
        }
        let deed = if kept.is_none() { Deed::ContactAdded } else { Deed::ContactChanged };
        let id = id.map_or_else(|| self.at.fresh.clone(), str::to_owned);
        self.do_and_say(deed, &form.short(Field::Name), vec![(Kind::Contact, id, Some(raw))])
    }

    /// Those who lead name the référent, on this day.
    pub(super) fn name_referent(&mut self, id: &str, on: bool) {
        if !self.model.rights.leads() {
            return;
        }
        let Some(kept) = self.model.record.team.kept(id) else { return };
        let name = kept.item.name.clone();
        let raw = with(&kept.raw, "referent", of_day(on.then_some(self.model.today)));
        let deed = if on { Deed::ReferentNamed } else { Deed::ReferentReleased };
        self.do_and_say(deed, &name, vec![(Kind::Contact, id.to_owned(), Some(raw))]);
    }

    pub(super) fn remove_contact(&mut self, id: &str) {
        let Some(contact) = self.model.record.team.get(id) else { return };
        let name = contact.name.clone();
        self.do_and_say(Deed::ContactRemoved, &name, vec![(Kind::Contact, id.to_owned(), None)]);
    }

    // Routing.

    pub(super) fn row_entries(&self, place: Option<usize>) -> Option<Vec<(Field, String)>> {
        let table = self.model.record.table();
        let row = match place {
            Some(place) => Some(table.0.get(place)?),
            None => None,
        };
        let problems =
            row.map(|row| row.problems.iter().map(|problem| problem.id()).collect::<Vec<_>>().join(" "));
        Some(vec![
            (Field::Problem, problems.unwrap_or_default()),
            (Field::Room, row.and_then(|row| row.rooms.first().cloned()).unwrap_or_default()),
            (Field::To, row.map_or(Function::Referent, |row| row.to).id().to_owned()),
        ])
    }

    pub(super) fn save_row(&mut self, place: Option<usize>, form: &Form) -> bool {
        let Some(to) = Function::from_id(form.get(Field::To)) else { return false };
        let room = form.get(Field::Room);
        let mut table = self.model.record.table();
        let known = place.and_then(|place| table.0.get(place));
        let row = Row {
            id: known.map_or_else(|| self.at.fresh.clone(), |row| row.id.clone()),
            problems: form.get(Field::Problem).split(' ').filter_map(Problem::from_id).collect(),
            rooms: if room.is_empty() { Vec::new() } else { vec![room.to_owned()] },
            to,
        };
        match place {
            Some(place) if place < table.0.len() => table.0[place] = row,
            Some(_) => return false,
            // New rows come first: they are exceptions to what is there.
            None => table.0.insert(0, row),
        }
        self.route(&table)
    }

    pub(super) fn move_row(&mut self, place: usize, up: bool) {
        let mut table = self.model.record.table();
        let other = if up { place.checked_sub(1) } else { Some(place + 1) };
        if let Some(other) = other.filter(|other| *other < table.0.len() && place < table.0.len()) {
            table.0.swap(place, other);
            self.route(&table);
        }
    }

    pub(super) fn remove_row(&mut self, place: usize) {
        let mut table = self.model.record.table();
        if place < table.0.len() {
            table.0.remove(place);
            self.route(&table);
        }
    }

    fn route(&mut self, table: &Table) -> bool {
        self.do_and_say(
            Deed::RoutingChanged,
            "",
            vec![(Kind::Routing, "table".to_owned(), Some(table.raw()))],
        )
    }

    // Settings.

    pub(super) fn settings_entries(&self) -> Vec<(Field, String)> {
        let record = &self.model.record;
        let closed: Vec<String> = record.calendar.closed.iter().map(|day| day.text()).collect();
        vec![
            (Field::Zone, record.calendar.zone.id().to_owned()),
            (Field::Reserve, record.reserve.to_string()),
            (Field::Closed, closed.join(", ")),
        ]
    }

    pub(super) fn save_settings(&mut self, form: &Form) -> bool {
        let raw = self.model.record.settings.kept("plan").map_or(Value::Null, |kept| kept.raw.clone());
        let mut closed = Map::new();
        for day in form.get(Field::Closed).split([',', ' ', ';']).filter_map(Day::parse) {
            closed.insert(day.text(), Value::Bool(true));
        }
        let mut raw = with(&raw, "zone", Zone::from_id(form.get(Field::Zone)).id().into());
        raw = with(&raw, "reserve", form.number(Field::Reserve).unwrap_or(0).into());
        raw = with(&raw, "closed", closed.into());
        self.do_and_say(Deed::SettingsChanged, "", vec![(Kind::Settings, "plan".to_owned(), Some(raw))])
    }
}
