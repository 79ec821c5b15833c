//! The items that hold and show a position.

use serde_json::{Map, Value};

use super::damage::{Damage, Fault, Report};
use super::{merge, read};
use crate::framework::{Competence, Level};
use crate::moment::Day;
use crate::position::{Act, Entry, History, Standing};

/// `positions/…`: the history of one competence, with whatever a newer version put beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PositionItem {
    /// As it was read.
    raw: Map<String, Value>,
    /// What could be read of it.
    pub history: History,
}

impl PositionItem {
    /// Reads a stored value. Entries that cannot be read are reported, left out of the history, and kept in the item.
    ///
    /// # Errors
    /// The damage, where the value as a whole cannot be read: then nothing may be written over it unasked.
    pub fn read(
        key: &str,
        value: &Value,
        competence: &Competence,
    ) -> Result<(Self, Vec<Damage>), Vec<Damage>> {
        let mut report = Report::of(key);
        let Value::Object(raw) = value else {
            report.say_of_all(Fault::NotAnObject);
            return Err(report.found);
        };
        let mut entries = Vec::new();
        if let Some(stored) = raw.get("entries") {
            let Some(stored) = read::object(stored, &[], "entries", &mut report) else {
                return Err(report.found);
            };
            for (id, entry) in stored {
                entries.extend(read::entry(id, entry, competence, &mut report));
            }
        }
        Ok((Self { raw: raw.clone(), history: History::new(entries) }, report.found))
    }

    /// The stored value with one more entry. The oldest go where there are more than [`History::KEPT`].
    pub fn with(&self, entry: &Entry) -> Value {
        let mut raw = self.raw.clone();
        let entries = raw.entry("entries").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(entries) = entries {
            entries.insert(entry.id.as_str().to_owned(), stored(entry));
            merge::keep_newest(entries);
        }
        Value::Object(raw)
    }
}

// Objects are made by hand: the macro `json!` brings the printing of errors that cannot happen along.

fn stored(entry: &Entry) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| {
        members.insert(name.to_owned(), value);
    };
    put("seq", entry.seq.into());
    put("at", entry.at.as_str().into());
    put("on", entry.on.as_str().into());
    match &entry.act {
        Act::Withdraw(target) => put("withdraws", target.as_str().into()),
        Act::Place { standing, ticks } => {
            let state = match standing {
                Standing::NotPlaced => "not-placed",
                Standing::NotWorked => "not-worked",
                Standing::Level(level) => {
                    put("level", level.number().into());
                    "level"
                }
            };
            put("state", state.into());
            put("ticks", ticks.iter().map(|id| Value::from(id.text())).collect());
        }
    }
    Value::Object(members)
}

/// The value of `counted/…`: as little as a count needs.
pub(crate) fn counted(level: Level) -> Value {
    let mut members = Map::new();
    members.insert("level".to_owned(), level.number().into());
    Value::Object(members)
}

/// The value of `shown/…`: the level and the local day of the validation; hours are nobody's business.
pub(crate) fn shown(level: Level, on: Day) -> Value {
    let mut shown = counted(level);
    if let Value::Object(members) = &mut shown {
        members.insert("on".to_owned(), on.as_str().into());
    }
    shown
}

/// The level in a `counted` or `shown` item.
pub(crate) fn level_of_counted(value: &Value, competence: &Competence) -> Option<Level> {
    read::level(value.get("level")?, competence)
}
