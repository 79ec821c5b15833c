//! The items that hold and show a position.

use serde_json::{Map, Value, json};

use super::damage::{Damage, Report};
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
        let Some(raw) = read::object(value, &[], &mut report) else { return Err(report.found) };
        let mut entries = Vec::new();
        if let Some(stored) = raw.get("entries") {
            let Some(stored) = read::object(stored, &["entries"], &mut report) else {
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

fn stored(entry: &Entry) -> Value {
    let mut value = json!({ "seq": entry.seq, "at": entry.at.as_str(), "on": entry.on.as_str() });
    match &entry.act {
        Act::Withdraw(target) => value["withdraws"] = target.as_str().into(),
        Act::Place { standing, ticks } => {
            value["state"] = match standing {
                Standing::NotPlaced => "not-placed",
                Standing::NotWorked => "not-worked",
                Standing::Level(level) => {
                    value["level"] = level.number().into();
                    "level"
                }
            }
            .into();
            value["ticks"] = ticks.iter().map(|id| Value::from(id.text())).collect();
        }
    }
    value
}

/// The value of `counted/…`: as little as a count needs.
pub(crate) fn counted(level: Level) -> Value {
    json!({ "level": level.number() })
}

/// The value of `shown/…`: the level and the local day of the validation; hours are nobody's business.
pub(crate) fn shown(level: Level, on: &Day) -> Value {
    json!({ "level": level.number(), "on": on.as_str() })
}

/// The level in a `counted` or `shown` item.
pub(crate) fn level_of_counted(value: &Value, competence: &Competence) -> Option<Level> {
    read::level(value.get("level")?, competence)
}
