//! Undoing takes back what this person did, all of it and nothing else.

use std::collections::BTreeMap;

use greffon_kit::replica::{Bond, Config, Edit, Effect, Replica};
use greffon_protocol::storage::{StorageChanged, WatchResult, WriteResult};
use greffon_protocol::{Change, Key, Rev, Scope};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A host without network: what is written is stored at once.
struct Bench {
    replica: Replica,
    stored: BTreeMap<Key, Value>,
    rev: Rev,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Self {
            replica: Replica::new(Config::new(Scope::User, "", [3, 5])),
            stored: BTreeMap::new(),
            rev: 0,
        };
        let effects = bench.replica.start();
        bench.carry_out(effects);
        bench
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let more = match effect {
                Effect::Watch { ticket, .. } => {
                    let result = WatchResult { watch: 1, rev: self.rev, items: Vec::new(), reset: None };
                    self.replica.watched(ticket, Ok(result))
                }
                Effect::Write(params) => {
                    self.rev += 1;
                    for op in params.ops {
                        match op.value {
                            Some(value) => self.stored.insert(op.key, value),
                            None => self.stored.remove(&op.key),
                        };
                    }
                    self.replica.written(&params.op_id, Ok(WriteResult { rev: self.rev, queued: None }))
                }
                _ => Vec::new(),
            };
            self.carry_out(more);
        }
    }

    fn change(&mut self, edits: Vec<Edit>) {
        let effects = self.replica.apply(edits, "edit", Bond::Loose).expect("the edit is taken");
        self.carry_out(effects);
    }

    /// Somebody else sets one member of one item.
    fn other(&mut self, item: usize, member: usize, token: usize) {
        let key = key(item);
        let Some(value) = self.stored.get_mut(&key) else { return };
        value[format!("theirs{member}")] = json!(token);
        self.rev += 1;
        let items = vec![Change {
            key,
            rev: self.rev,
            value: Some(value.clone()),
            deleted: false,
            by: None,
            at: None,
            op_id: None,
        }];
        let from = self.replica.reach();
        let event = StorageChanged { watch: 1, from, to: self.rev, items, rejected: Vec::new() };
        let effects = self.replica.changed(event);
        self.carry_out(effects);
    }

    fn all(&mut self, call: fn(&mut Replica) -> Vec<Effect>, possible: fn(&Replica) -> bool) {
        while possible(&self.replica) {
            let effects = call(&mut self.replica);
            self.carry_out(effects);
        }
    }
}

fn key(item: usize) -> Key {
    Key::new(["a", "b", "c"][item]).expect("a key")
}

#[derive(Debug, Clone)]
enum Deed {
    Set { item: usize, member: usize },
    Two { member: usize },
    Delete { item: usize },
    UndoThenGoOn,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..3_usize, 0..3_usize).prop_map(|(item, member)| Deed::Set { item, member }),
        2 => (0..3_usize).prop_map(|member| Deed::Two { member }),
        1 => (0..3_usize).prop_map(|item| Deed::Delete { item }),
        1 => Just(Deed::UndoThenGoOn),
    ]
}

fn play(bench: &mut Bench, deeds: &[Deed]) {
    for (token, deed) in deeds.iter().enumerate() {
        let with = |bench: &Bench, item: usize, member: usize| {
            let mut value = bench.replica.get(key(item).as_str()).cloned().unwrap_or_else(|| json!({}));
            value[format!("m{member}")] = json!(token);
            Edit::set(key(item), value)
        };
        match deed {
            Deed::Set { item, member } => {
                let edit = with(bench, *item, *member);
                bench.change(vec![edit]);
            }
            Deed::Two { member } => {
                let edits = vec![with(bench, 0, *member), with(bench, 1, *member)];
                bench.change(edits);
            }
            Deed::Delete { item } => bench.change(vec![Edit::delete(key(*item))]),
            Deed::UndoThenGoOn => {
                let effects = bench.replica.undo();
                bench.carry_out(effects);
            }
        }
    }
}

proptest! {
    #[test]
    fn undoing_everything_restores_the_beginning_and_redoing_everything_the_end(
        deeds in prop::collection::vec(deed(), 1..60),
    ) {
        let mut bench = Bench::new();
        play(&mut bench, &deeds);
        let end = bench.stored.clone();
        // What was undone last may be redone to the end of the stack: that is the end to come back to.
        bench.all(Replica::redo, |replica| replica.can_redo().is_some());
        let furthest = bench.stored.clone();
        bench.all(Replica::undo, |replica| replica.can_undo().is_some());
        prop_assert_eq!(&bench.stored, &BTreeMap::new(), "as it began");
        bench.all(Replica::redo, |replica| replica.can_redo().is_some());
        prop_assert_eq!(&bench.stored, &furthest, "as it ended; before the last undoing it was {:?}", end);
        prop_assert!(bench.replica.reports().is_empty(), "nobody else was there");
    }

    #[test]
    fn undoing_leaves_every_member_that_others_set(
        deeds in prop::collection::vec(deed(), 1..30),
        others in prop::collection::vec((0..3_usize, 0..3_usize), 1..10),
    ) {
        let mut bench = Bench::new();
        // Somebody else made the items, so that undoing does not mean to delete them.
        for item in 0..3 {
            bench.rev += 1;
            bench.stored.insert(key(item), json!({}));
            let change = Change {
                key: key(item), rev: bench.rev, value: Some(json!({})), deleted: false, by: None, at: None, op_id: None,
            };
            let (from, to) = (bench.rev - 1, bench.rev);
            bench.replica.changed(StorageChanged { watch: 1, from, to, items: vec![change], rejected: Vec::new() });
        }
        let deeds: Vec<Deed> = deeds.into_iter().filter(|deed| !matches!(deed, Deed::Delete { .. })).collect();
        play(&mut bench, &deeds);
        for (token, (item, member)) in others.iter().enumerate() {
            bench.other(*item, *member, token);
        }
        let theirs = |stored: &BTreeMap<Key, Value>| -> Vec<(Key, Value)> {
            let of = |value: &Value| {
                let members = value.as_object().cloned().unwrap_or_default();
                Value::Object(members.into_iter().filter(|(name, _)| name.starts_with("theirs")).collect())
            };
            stored.iter().map(|(key, value)| (key.clone(), of(value))).collect()
        };
        let before = theirs(&bench.stored);
        bench.all(Replica::undo, |replica| replica.can_undo().is_some());
        prop_assert_eq!(theirs(&bench.stored), before, "what others set stands");
        for value in bench.stored.values() {
            let mine = value.as_object().into_iter().flatten().filter(|(name, _)| name.starts_with('m'));
            prop_assert_eq!(mine.count(), 0, "and nothing of mine: {}", value);
        }
        prop_assert!(bench.replica.reports().is_empty(), "they never met in one place");
    }
}
