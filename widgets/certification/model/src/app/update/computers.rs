//! Rooms and computers.

use serde_json::Value;

use super::{Changes, Turn};
use crate::app::{Effect, Field, Form, FormKind, Import, Target};
use crate::files::computers::How;
use crate::log::Deed;
use crate::machine::{Aspect, Source, State};
use crate::stored::{Kind, SHORT, object, tidy, with, with_inner};

/// Most items of one change: a batch holds 50, and the log takes one line.
const MOST: usize = 49;

impl Turn<'_> {
    pub(super) fn computer_entries(&self, kind: &FormKind) -> Option<Vec<(Field, String)>> {
        Some(match kind {
            FormKind::Machine(id) => {
                let machine = self.model.record.machines.get(id)?;
                vec![
                    (Field::Name, machine.name.clone()),
                    (Field::Inventory, machine.inventory.clone()),
                    (Field::State, machine.state.id().to_owned()),
                ]
            }
            _ => vec![
                (Field::Name, String::new()),
                (Field::Count, "16".to_owned()),
                (Field::Prefix, String::new()),
            ],
        })
    }

    /// A room with all its computers, in one gesture and one batch.
    pub(super) fn add_room(&mut self, form: &Form) -> bool {
        let name = form.short(Field::Name);
        let count = form.number(Field::Count).unwrap_or(0);
        let prefix = form.short(Field::Prefix);
        let prefix = if prefix.is_empty() { name.as_str() } else { prefix.as_str() };
        // The number of the seat must have room behind it.
        let prefix = tidy(prefix, SHORT - 3);
        let room = self.at.fresh.clone();
        let mut changes: Changes =
            vec![(Kind::Room, room.clone(), Some(object([("name", name.as_str().into())])))];
        for seat in 1..=count {
            let number = seat.to_string();
            let padded = if seat < 10 { ["0", &number].concat() } else { number.clone() };
            let raw = object([
                ("name", [prefix.as_str(), "-", &padded].concat().into()),
                ("room", room.as_str().into()),
                ("seat", seat.into()),
            ]);
            changes.push((Kind::Machine, [&room, "-", &number].concat(), Some(raw)));
        }
        self.do_and_say(Deed::RoomAdded, &name, changes)
    }

    pub(super) fn save_machine(&mut self, id: &str, form: &Form) -> bool {
        let Some(kept) = self.model.record.machines.kept(id) else { return false };
        let name = form.short(Field::Name);
        let state = State::from_id(form.get(Field::State));
        let mut raw = with(&kept.raw, "name", name.as_str().into());
        raw = with(&raw, "inventory", form.short(Field::Inventory).into());
        raw = with(&raw, "state", if state == State::InService { Value::Null } else { state.id().into() });
        self.do_and_say(Deed::MachineChanged, &name, vec![(Kind::Machine, id.to_owned(), Some(raw))])
    }

    pub(super) fn check(&mut self, id: &str, aspect: Aspect, ok: bool) {
        let Some(kept) = self.model.record.machines.kept(id) else { return };
        let raw = self.looked(&kept.raw, aspect, ok);
        let name = kept.item.name.clone();
        self.do_and_say(Deed::MachineChanged, &name, vec![(Kind::Machine, id.to_owned(), Some(raw))]);
    }

    /// All computers of a room that are in use were looked at and are fine. What was seen to be wrong stays wrong: it is
    /// mended one by one.
    pub(super) fn check_room(&mut self, room: &str) {
        let record = &self.model.record;
        let mut changes: Changes = Vec::new();
        let in_use = |state: State| state == State::InService;
        for kept in record.machines.iter().filter(|kept| kept.item.room == room && in_use(kept.item.state)) {
            let mut raw = kept.raw.clone();
            for aspect in Aspect::ALL {
                if kept.item.check(aspect, self.model.today).is_none_or(|check| check.ok) {
                    raw = self.looked(&raw, aspect, true);
                }
            }
            changes.push((Kind::Machine, kept.id.clone(), Some(raw)));
        }
        changes.truncate(MOST);
        let name = record.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default();
        self.do_and_say(Deed::RoomChecked, &name, changes);
    }

    fn looked(&self, raw: &Value, aspect: Aspect, ok: bool) -> Value {
        let look = object([("on", self.model.today.text().into()), ("ok", ok.into())]);
        let null = Value::Null;
        let of_aspect = raw.get("checks").and_then(|checks| checks.get(aspect.id())).unwrap_or(&null);
        with_inner(raw, "checks", aspect.id(), with(of_aspect, Source::Manual.id(), look))
    }

    /// A file was picked: what it would change is shown, and nothing changes yet.
    pub(super) fn read_computers(&mut self, how: How, file: &str, text: String) {
        if !self.model.rights.may_change(Kind::Machine) {
            return;
        }
        let fresh = self.at.fresh.clone();
        let read = how.read(file, &text, &self.model.record, &fresh);
        self.model.import = Some(Import { file: tidy(file, SHORT), read, text, fresh, how: Some(how) });
        self.out(Effect::Focus(Target::Title));
    }

    /// Takes the file over as it is understood now: others may have changed computers since it was shown.
    pub(super) fn accept_import(&mut self) {
        let Some(import) = self.model.import.take_if(|import| import.read.is_ok()) else { return };
        let read =
            import.how.map(|how| how.read(&import.file, &import.text, &self.model.record, &import.fresh));
        match read {
            Some(Ok(preview)) => {
                self.do_and_say(Deed::MachinesImported, &import.file, preview.changes());
                self.out(Effect::Focus(Target::Title));
            }
            // What was understood once is understood again; should it not be, it stays to be seen.
            _ => self.model.import = Some(import),
        }
    }

    pub(super) fn remove_machine(&mut self, id: &str) {
        let Some(machine) = self.model.record.machines.get(id) else { return };
        let name = machine.name.clone();
        if self.do_and_say(Deed::MachineRemoved, &name, vec![(Kind::Machine, id.to_owned(), None)]) {
            self.model.open = None;
        }
    }
}
