//! Sessions and steps.

use serde_json::Value;

use super::{Changes, Turn};
use crate::app::{Direction, Effect, Field, Form, FormKind, Lifted, Say, Target};
use crate::day::Day;
use crate::function::Function;
use crate::log::Deed;
use crate::plan::{self, State, cycle, due, rank_in, retro_plan};
use crate::stored::{Kind, object, of_day, with, with_inner};
use crate::template::Pace;

impl Turn<'_> {
    pub(super) fn plan_entries(&self, kind: &FormKind) -> Option<Vec<(Field, String)>> {
        let record = &self.model.record;
        let day = |day: Option<Day>| day.map(Day::text).unwrap_or_default();
        Some(match kind {
            FormKind::NewSession => vec![
                (Field::Name, String::new()),
                (Field::On, String::new()),
                (Field::Candidates, String::new()),
                (Field::Pace, Pace::Full.id().to_owned()),
            ],
            FormKind::Session(id) => {
                let session = record.sessions.get(id)?;
                vec![
                    (Field::Name, session.name.clone()),
                    (Field::On, day(session.on)),
                    (Field::Candidates, session.candidates.to_string()),
                ]
            }
            FormKind::Step(id) => {
                let step = id.as_ref().and_then(|id| record.steps.get(id));
                if id.is_some() && step.is_none() {
                    return None;
                }
                let first = || self.model.filter.session.clone().or_else(|| first_session(self));
                let mut entries = vec![
                    (Field::Title, step.map(|step| step.title.clone()).unwrap_or_default()),
                    (Field::Owner, step.and_then(|step| step.owner).map_or("", Function::id).to_owned()),
                    (Field::Due, day(step.and_then(|step| step.due))),
                    (Field::Note, step.map(|step| step.note.clone()).unwrap_or_default()),
                ];
                if step.is_none() {
                    entries.insert(1, (Field::Session, first().unwrap_or_default()));
                }
                entries
            }
            _ => return None,
        })
    }

    /// A new session with its retro-planning: one batch, so that nobody sees half of it.
    pub(super) fn plan_session(&mut self, form: &Form) -> bool {
        let Some(on) = form.day(Field::On) else { return false };
        let id = self.at.fresh.clone();
        let name = form.short(Field::Name);
        let template = plan::template(Pace::from_id(form.get(Field::Pace)));
        let record = &self.model.record;
        let steps = retro_plan(&template, &id, on, &record.calendar, self.model.today, self.model.english);
        let hurried = steps.iter().filter(|step| step.hurried).count();
        let raw = object([
            ("name", name.as_str().into()),
            ("on", on.text().into()),
            ("candidates", form.number(Field::Candidates).unwrap_or(0).into()),
        ]);
        let mut changes: Changes = vec![(Kind::Session, id.clone(), Some(raw))];
        changes.extend(steps.into_iter().map(|step| (Kind::Step, step.id, Some(step.raw))));
        let done = self.do_and_say(Deed::SessionPlanned, &name, changes);
        if done {
            self.model.month = on.first_of_month();
            if hurried > 0 {
                self.say(Say::Hurried(hurried), true);
            }
        }
        done
    }

    /// Another day moves the steps that are not done along with it, by their working days before the session.
    pub(super) fn save_session(&mut self, id: &str, form: &Form) -> bool {
        let Some(kept) = self.model.record.sessions.kept(id) else { return false };
        let (name, on) = (form.short(Field::Name), form.day(Field::On));
        let mut raw = with(&kept.raw, "name", name.as_str().into());
        raw = with(&raw, "candidates", form.number(Field::Candidates).unwrap_or(0).into());
        raw = with(&raw, "on", of_day(on));
        let mut changes: Changes = vec![(Kind::Session, id.to_owned(), Some(raw))];
        if let (Some(on), true) = (on, kept.item.on != on) {
            let of_session = self.model.record.steps.iter().filter(|step| step.item.session == id);
            for step in of_session.filter(|step| step.item.state != State::Done) {
                let Some(before) = step.item.before else { continue };
                let (day, _) = due(&self.model.record.calendar, on, before, self.model.today);
                changes.push((Kind::Step, step.id.clone(), Some(with(&step.raw, "due", day.text().into()))));
            }
        }
        self.do_and_say(Deed::SessionChanged, &name, changes)
    }

    pub(super) fn save_step(&mut self, id: Option<&str>, form: &Form) -> bool {
        let record = &self.model.record;
        let kept = id.and_then(|id| record.steps.kept(id));
        if id.is_some() && kept.is_none() {
            return false;
        }
        let title = form.short(Field::Title);
        let owner = Function::from_id(form.get(Field::Owner)).map_or("", Function::id);
        let day = form.day(Field::Due);
        let empty = Value::Object(serde_json::Map::default());
        let mut raw = kept.map_or(empty, |kept| kept.raw.clone());
        if kept.is_none() {
            let rank = rank_in(&record.steps, None, State::ToDo, "", None);
            raw = with(&raw, "session", form.get(Field::Session).into());
            raw = with(&raw, "state", State::ToDo.id().into());
            raw = with(&raw, "rank", rank.into());
        }
        let members: [(&str, Value); 4] = [
            ("title", title.as_str().into()),
            ("owner", owner.into()),
            ("due", of_day(day)),
            ("note", form.long(Field::Note).into()),
        ];
        for (name, value) in members {
            raw = with(&raw, name, value);
        }
        // A day that was set by hand keeps its distance when the session moves.
        let session = raw.get("session").and_then(Value::as_str).unwrap_or_default();
        let on = record.sessions.get(session).and_then(|session| session.on);
        if let (Some(day), Some(on)) = (day, on)
            && kept.is_none_or(|kept| kept.item.due != Some(day))
        {
            raw = with(&raw, "before", record.calendar.working_days(day, on).into());
        }
        let deed = if kept.is_none() { Deed::StepAdded } else { Deed::StepChanged };
        let id = id.map_or_else(|| self.at.fresh.clone(), str::to_owned);
        self.do_and_say(deed, &title, vec![(Kind::Step, id, Some(raw))])
    }

    pub(super) fn move_step(&mut self, id: &str, to: State, before: Option<&str>) {
        let record = &self.model.record;
        let Some(kept) = record.steps.kept(id) else { return };
        if before == Some(id) {
            return;
        }
        let title = kept.item.title.clone();
        let rank = rank_in(&record.steps, None, to, id, before);
        let raw = with(&kept.raw, "state", to.id().into());
        let raw = with(&raw, "rank", rank.as_str().into());
        if self.commit(Deed::StepMoved, &title, vec![(Kind::Step, id.to_owned(), Some(raw))]) {
            let others = self.model.record.steps.iter().filter(|kept| kept.item.state == to && kept.id != id);
            let (above, below): (Vec<_>, Vec<_>) = others.partition(|kept| kept.item.rank < rank);
            let (place, of) = (above.len() + 1, above.len() + below.len() + 1);
            self.say(Say::Moved { title, state: to, place, of }, true);
            self.out(Effect::Focus(Target::Card(id.to_owned())));
        }
        self.model.lifted = None;
    }

    // By keyboard.

    pub(super) fn lift(&mut self, id: &str) {
        if let Some(lifted) = self.model.lifted.take() {
            self.move_step(&lifted.id, lifted.state, lifted.before.as_deref());
            return;
        }
        if !self.model.rights.may_change(Kind::Step) {
            return;
        }
        let Some(step) = self.model.record.steps.get(id) else { return };
        let (title, state) = (step.title.clone(), step.state);
        let column = self.column(state, "");
        let place = column.iter().position(|known| known == id);
        let before = place.and_then(|place| column.get(place + 1).cloned());
        self.model.lifted = Some(Lifted { id: id.to_owned(), state, before });
        self.out(Effect::Announce(Say::Lifted(title)));
    }

    /// The ids of a column in order, as the board shows it, without one card.
    fn column(&self, state: State, without: &str) -> Vec<String> {
        let lanes = self.model.board();
        let columns = lanes.iter().flat_map(|lane| &lane.columns).filter(|column| column.state == state);
        columns
            .flat_map(|column| &column.cards)
            .filter(|card| card.id != without)
            .map(|card| card.id.to_owned())
            .collect()
    }

    pub(super) fn carry(&mut self, direction: Direction) {
        let Some(lifted) = self.model.lifted.clone() else { return };
        let title =
            self.model.record.steps.get(&lifted.id).map(|step| step.title.clone()).unwrap_or_default();
        let state = match direction {
            Direction::Left => State::ALL.into_iter().rev().find(|state| *state < lifted.state),
            Direction::Right => State::ALL.into_iter().find(|state| *state > lifted.state),
            Direction::Up | Direction::Down => Some(lifted.state),
        };
        let Some(state) = state else { return };
        let column = self.column(state, &lifted.id);
        let at = |id: &Option<String>| {
            id.as_ref().and_then(|id| column.iter().position(|known| known == id)).unwrap_or(column.len())
        };
        let place = match direction {
            Direction::Up => at(&lifted.before).saturating_sub(1),
            Direction::Down => (at(&lifted.before) + 1).min(column.len()),
            Direction::Left | Direction::Right => at(&lifted.before).min(column.len()),
        };
        let before = column.get(place).cloned();
        self.model.lifted = Some(Lifted { id: lifted.id.clone(), state, before });
        self.out(Effect::Announce(Say::Moved { title, state, place: place + 1, of: column.len() + 1 }));
        self.out(Effect::Focus(Target::Card(lifted.id)));
    }

    pub(super) fn put_back(&mut self) {
        let Some(lifted) = self.model.lifted.take() else { return };
        let title =
            self.model.record.steps.get(&lifted.id).map(|step| step.title.clone()).unwrap_or_default();
        self.out(Effect::Announce(Say::PutBack(title)));
        self.out(Effect::Focus(Target::Card(lifted.id)));
    }

    // Inside a step.

    pub(super) fn tick(&mut self, step: &str, tick: &str, done: bool) {
        let Some(kept) = self.model.record.steps.kept(step) else { return };
        let Some(known) = kept.raw.get("ticks").and_then(|ticks| ticks.get(tick)) else { return };
        let ticked = with(known, "done", done.into());
        let raw = with_inner(&kept.raw, "ticks", tick, ticked);
        let title = kept.item.title.clone();
        self.commit(Deed::StepChanged, &title, vec![(Kind::Step, step.to_owned(), Some(raw))]);
    }

    pub(super) fn after(&mut self, step: &str, first: &str, on: bool) {
        let steps = &self.model.record.steps;
        let (Some(kept), Some(_)) = (steps.kept(step), steps.get(first)) else { return };
        if on && let Some(way) = cycle(steps, step, first) {
            let titles = way.iter().filter_map(|id| steps.get(id)).map(|step| step.title.clone()).collect();
            self.say(Say::Cycle(titles), false);
            return;
        }
        let value = if on { Value::Bool(true) } else { Value::Null };
        let raw = with_inner(&kept.raw, "after", first, value);
        let title = kept.item.title.clone();
        self.do_and_say(Deed::StepChanged, &title, vec![(Kind::Step, step.to_owned(), Some(raw))]);
    }

    pub(super) fn remove_step(&mut self, id: &str) {
        let Some(step) = self.model.record.steps.get(id) else { return };
        let title = step.title.clone();
        if self.do_and_say(Deed::StepRemoved, &title, vec![(Kind::Step, id.to_owned(), None)]) {
            self.model.open = None;
        }
    }
}

fn first_session(turn: &Turn<'_>) -> Option<String> {
    let record = &turn.model.record;
    let next = record.next_session(turn.model.today).map(|(id, _)| id.to_owned());
    next.or_else(|| record.sessions.iter().next().map(|kept| kept.id.clone()))
}
