//! What people did, and what became of it: nothing may be lost silently, nobody may write what nobody asked for.

use std::collections::{BTreeMap, BTreeSet};

use greffon_kit::replica::{Report, Trouble};
use greffon_protocol::Key;
use serde_json::{Value, json};

use super::server::Done;

/// One place in one item: a JSON pointer; empty for the item's being there.
pub(crate) type Place = (Key, String);
/// The value at a place; `None`: nothing.
type Leaf = Option<Value>;

/// One thing that a person did to one place.
#[derive(Debug, Clone)]
struct Intent {
    place: Place,
    before: Leaf,
    after: Leaf,
    /// How much of the journal the person could know then.
    when: usize,
}

/// The things that one person did in one life of their widget.
#[derive(Debug, Default)]
pub(crate) struct Life {
    intents: Vec<Intent>,
    reports: Vec<Report>,
}

/// Everybody's lives. The last one of each person is going on.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    lives: Vec<Vec<Life>>,
    /// Two items that got one token in one change, and whether that had to stand as a whole.
    pairs: Vec<(String, [Key; 2], bool)>,
}

/// The leaves of an item: lists by the ids of their elements (an empty list is as good as none), a gesture as a whole.
fn leaves(item: Option<&Value>) -> BTreeMap<String, Value> {
    fn walk(value: &Value, path: &str, found: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(members) if path != "/place" => {
                found.insert(path.to_owned(), json!({}));
                for (name, member) in members {
                    walk(member, &format!("{path}/{name}"), found);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    let id = element["id"].as_str().expect("elements have an id");
                    walk(element, &format!("{path}/{id}"), found);
                }
            }
            leaf => {
                found.insert(path.to_owned(), leaf.clone());
            }
        }
    }
    let mut found = BTreeMap::new();
    if let Some(item) = item {
        walk(item, "", &mut found);
    }
    found
}

/// The places where two states of an item differ.
fn differences(before: Option<&Value>, after: Option<&Value>) -> Vec<(String, Leaf, Leaf)> {
    let (before, after) = (leaves(before), leaves(after));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths
        .into_iter()
        .map(|path| (path.clone(), before.get(path).cloned(), after.get(path).cloned()))
        .filter(|(_, before, after)| before != after)
        .collect()
}

impl Ledger {
    pub(crate) fn new(people: usize) -> Self {
        Self { lives: (0..people).map(|_| vec![Life::default()]).collect(), pairs: Vec::new() }
    }

    fn life(&mut self, who: usize) -> &mut Life {
        self.lives[who].last_mut().expect("a life")
    }

    pub(crate) fn new_life(&mut self, who: usize) {
        self.lives[who].push(Life::default());
    }

    /// A person did something: their view of the item changed so.
    pub(crate) fn did(
        &mut self,
        who: usize,
        key: &Key,
        before: Option<&Value>,
        after: Option<&Value>,
        when: usize,
    ) {
        let intents = differences(before, after).into_iter().map(|(path, before, after)| Intent {
            place: (key.clone(), path),
            before,
            after,
            when,
        });
        self.life(who).intents.extend(intents);
    }

    pub(crate) fn told(&mut self, who: usize, report: Report) {
        self.life(who).reports.push(report);
    }

    /// Every change that was carried out was asked for by its author, at every single place, and what it replaced
    /// stood before their eyes when they asked.
    pub(crate) fn check_written(&self, done: &Done) {
        for (path, before, after) in differences(done.before.as_ref(), done.after.as_ref()) {
            let lives = &self.lives[done.author];
            let after_refusal = lives.iter().any(|life| life.refused(&done.key));
            let here = |intent: &&Intent| intent.place.0 == done.key && intent.place.1 == path;
            let mut asked = lives
                .iter()
                .flat_map(|life| &life.intents)
                .filter(here)
                .filter(|intent| {
                    // Who asked for a thing that was refused, asked for what was there before it.
                    let stands_for = |value: &Leaf| {
                        let mut intents = lives.iter().flat_map(|life| &life.intents).filter(here);
                        intents.any(|refused| refused.after == *value && refused.before == after)
                    };
                    intent.after == after || (after_refusal && stands_for(&intent.after))
                })
                .peekable();
            assert!(
                asked.peek().is_some(),
                "person {} wrote {} {path:?} = {after:?} over {before:?} and never asked for it",
                done.author,
                done.key,
            );
            let gesture = path == "/place";
            assert!(
                gesture || after_refusal || asked.any(|intent| self.had_seen(done.author, intent, &before)),
                "person {} replaced {} {path:?} = {before:?} by {after:?} without having seen it",
                done.author,
                done.key,
            );
        }
    }

    /// Whether the value stood there when the person asked, or when they asked for what stood there then, and so on.
    fn had_seen(&self, who: usize, intent: &Intent, value: &Leaf) -> bool {
        intent.before == *value
            || self.lives[who].iter().any(|life| {
                let before = life.intents.iter().take_while(|earlier| !std::ptr::eq(*earlier, intent));
                let mut before =
                    before.filter(|earlier| earlier.place == intent.place && earlier.after == intent.before);
                life.intents.iter().any(|other| std::ptr::eq(other, intent))
                    && before.any(|earlier| self.had_seen(who, earlier, value))
            })
    }

    /// What the person's widget no longer shows as waiting was carried out, told, or changed again by themselves.
    pub(crate) fn check_settled(&self, who: usize, waiting: &dyn Fn(&Key) -> bool, journal: &[Done]) {
        let life = self.lives[who].last().expect("a life");
        for (index, intent) in life.intents.iter().enumerate() {
            let (key, path) = &intent.place;
            if waiting(key) {
                continue;
            }
            let stood_then = journal.iter().enumerate().any(|(index, done)| {
                // What somebody else put there too need not be put there again. Values tell by themselves whose they
                // are; of nothing, that has to be told by the time.
                let counts = intent.after.is_some()
                    || done.author == who
                    || index >= intent.when
                    || stands_at(journal, index, intent.when, key);
                counts && done.key == *key && leaves(done.after.as_ref()).get(path) == intent.after.as_ref()
            }) || (intent.after.is_none()
                && !journal[..intent.when].iter().any(|done| done.key == *key));
            let redone = life.intents[index + 1..]
                .iter()
                .any(|later| later.place == intent.place && later.before == intent.after);
            // What takes back or deletes a thing that was refused has nothing to take back.
            let void = life.intents[..index].iter().any(|earlier| {
                earlier.place == intent.place
                    && earlier.after == intent.before
                    && (intent.after.is_none() || earlier.before == intent.after)
                    && life.told_of(earlier)
            });
            assert!(
                stood_then || redone || void || life.told_of(intent),
                "person {who} made {key} {path:?} = {:?} of {:?}; it was neither stored nor told: {:?}",
                intent.after,
                intent.before,
                life.reports,
            );
        }
    }
}

impl Ledger {
    pub(crate) fn paired(&mut self, token: String, one: Key, two: Key, together: bool) {
        self.pairs.push((token, [one, two], together));
    }

    /// What was done in one change was stored in one write; a half that was not is told, and there is no half
    /// where there may be none. Excused is who closed the widget in mid-change: then all that waits is sent
    /// at once, and the network may shuffle it; and who took one half of what was given back and put it in again.
    pub(crate) fn check_pairs(&self, journal: &[Done], excused: &dyn Fn(usize) -> bool) {
        for (token, keys, together) in &self.pairs {
            let token = json!(token);
            let holds = |item: Option<&Value>| item.is_some_and(|item| item["pair"] == token);
            // Later on undoing may well part what was written together.
            let first = journal.iter().find(|done| keys.contains(&done.key) && holds(done.after.as_ref()));
            if let Some(done) = first.filter(|done| !excused(done.author)) {
                let other = if done.key == keys[0] { &keys[1] } else { &keys[0] };
                let mut until_then =
                    journal.iter().rev().filter(|entry| entry.rev <= done.rev && entry.key == *other);
                let both = until_then.next().is_some_and(|entry| holds(entry.after.as_ref()));
                let intent = Intent {
                    place: (other.clone(), "/pair".to_owned()),
                    before: None,
                    after: Some(token.clone()),
                    when: 0,
                };
                let told = || self.lives[done.author].iter().any(|life| life.told_of(&intent));
                assert!(both || (!together && told()), "half of {token} of {keys:?} was stored: {done:?}");
            }
        }
    }
}

/// Whether an entry of the journal was the last word on its item at a time.
fn stands_at(journal: &[Done], index: usize, when: usize, key: &Key) -> bool {
    index < when && !journal[index + 1..when].iter().any(|done| done.key == *key)
}

impl Life {
    fn refused(&self, key: &Key) -> bool {
        self.reports.iter().any(|report| match &report.trouble {
            Trouble::Refused { taken_back, .. } => taken_back.iter().any(|item| item.key == *key),
            _ => false,
        })
    }

    fn told_of(&self, intent: &Intent) -> bool {
        let (key, path) = &intent.place;
        self.reports.iter().any(|report| match &report.trouble {
            Trouble::Conflict { key: told, clash, .. } => {
                told == key
                    && path.strip_prefix(&clash.path).is_some_and(|rest| {
                        leaves(clash.mine.as_ref()).get(rest) == intent.after.as_ref()
                            || (rest.is_empty() && clash.mine == intent.after)
                    })
            }
            Trouble::Refused { taken_back, .. } => taken_back.iter().any(|item| {
                item.key == *key && leaves(item.mine.as_ref()).get(path) == intent.after.as_ref()
            }),
            Trouble::Unreadable { .. } => false,
        })
    }
}
