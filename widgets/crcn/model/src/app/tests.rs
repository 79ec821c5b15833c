//! Journeys: a desk plays the shell and the replica.

use std::collections::BTreeMap;

use greffon_protocol::user::{Group, User};
use serde_json::{Value, json};

use super::*;
use crate::batch::{Intent, batch};
use crate::position::{Fate, Gap, Stamp, Standing, TickId};
use crate::stored::Share;
use crate::testing::{PERSON, level, stamp};

mod class;
mod home;
mod placing;
mod trouble;

/// A person at the widget, a replica that shows writes at once, and a back end that accepts them when told.
struct Desk {
    model: Model,
    stored: BTreeMap<String, Value>,
    /// Writes that are not confirmed, with what was stored before.
    under_way: Vec<(Tag, BTreeMap<String, Value>)>,
    confirms: bool,
    stamps: u32,
}

impl Desk {
    fn pupil() -> Self {
        Self::of(user("pupil")).0
    }

    fn of(user: User) -> (Self, Vec<Effect>) {
        let (model, mut effects) = Model::start(Start { user: Some(user), read_only: false });
        let (stored, under_way) = (BTreeMap::new(), Vec::new());
        let mut desk = Self { model, stored, under_way, confirms: true, stamps: 0 };
        effects.extend(desk.tell(Msg::Reset(Vec::new())));
        (desk, effects)
    }

    /// A new page on the same store.
    fn reload(&mut self) -> Vec<Effect> {
        (self.model, _) = Model::start(Start { user: Some(user("pupil")), read_only: false });
        let items = self.items();
        self.tell(Msg::Reset(items))
    }

    fn items(&self) -> Vec<Item> {
        self.stored.iter().map(|(key, value)| Item { key: key.clone(), value: Some(value.clone()) }).collect()
    }

    fn stamp(&mut self) -> Stamp {
        self.stamps += 1;
        stamp(self.stamps)
    }

    /// Tells the model and carries writes out; everything that came out, in order.
    fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        let mut all = Vec::new();
        for effect in update(&mut self.model, msg) {
            if let Effect::Write { tag, ops, .. } = &effect {
                assert!((1..=50).contains(&ops.len()));
                self.under_way.push((*tag, self.stored.clone()));
                let items: Vec<Item> = ops
                    .iter()
                    .map(|op| Item { key: op.key.as_str().to_owned(), value: op.value.clone() })
                    .collect();
                for item in &items {
                    match &item.value {
                        Some(value) => self.stored.insert(item.key.clone(), value.clone()),
                        None => self.stored.remove(&item.key),
                    };
                }
                let tag = *tag;
                all.push(effect);
                all.extend(self.tell(Msg::Changed(items)));
                if self.confirms {
                    self.under_way.clear();
                    all.extend(self.tell(Msg::Written(tag)));
                }
            } else {
                all.push(effect);
            }
        }
        all
    }

    /// The back end refuses the oldest write: the replica takes it back.
    fn refuse(&mut self) -> Vec<Effect> {
        let (tag, before) = self.under_way.remove(0);
        let mut items: Vec<Item> = self
            .stored
            .keys()
            .filter(|key| !before.contains_key(*key))
            .map(|key| Item { key: key.clone(), value: None })
            .collect();
        items.extend(before.iter().map(|(key, value)| Item { key: key.clone(), value: Some(value.clone()) }));
        self.stored = before;
        let mut effects = self.tell(Msg::Changed(items));
        effects.extend(self.tell(Msg::Refused(tag)));
        effects
    }

    fn open(&mut self, code: &'static str) {
        self.tell(Msg::Go(Screen::Competence(Code::new(code))));
    }

    fn tick(&mut self, ids: &[&str]) {
        for id in ids {
            self.tell(Msg::Tick { id: TickId::parse(id).unwrap(), on: true });
        }
    }

    fn validate(&mut self) -> Vec<Effect> {
        let stamp = self.stamp();
        self.tell(Msg::Validate(stamp))
    }

    /// Opens a competence, says a level of one's own, validates.
    fn place(&mut self, code: &'static str, to: u8) {
        self.open(code);
        self.tell(Msg::Choose(Choice::Level(level(to))));
        self.validate();
    }

    fn page(&self) -> CompetencePage {
        self.model.competence(Lang::Fr).unwrap()
    }

    fn home(&self) -> Home {
        self.model.home(Lang::Fr).unwrap()
    }

    fn says(&self) -> Option<Say> {
        self.model.frame().toast.map(|toast| toast.say)
    }
}

fn user(role: &str) -> User {
    User { id: Some(PERSON.to_owned()), roles: vec![role.to_owned()], ..User::default() }
}

fn says(number: u8) -> Standing {
    Standing::Level(level(number))
}

fn code(text: &'static str) -> Code {
    Code::new(text)
}
