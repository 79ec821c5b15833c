//! Members of stored objects: made and read by hand, because deriving it costs more than it says.

use serde_json::{Map, Value};

use crate::framework::{Competence, Level};
use crate::moment::Day;

/// An object of those members that there are.
pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let mut map = Map::new();
    for (name, value) in members {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    }
    Value::Object(map)
}

pub(crate) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

pub(crate) fn day(value: &Value, name: &str) -> Option<Day> {
    text(value, name).and_then(Day::parse)
}

/// A level that the competence has.
pub(crate) fn level(value: &Value, competence: &Competence) -> Option<Level> {
    let level = value.get("level")?.as_u64().and_then(Level::read)?;
    competence.rung(level).map(|rung| rung.level)
}

pub(crate) fn of_day(day: Day) -> Value {
    day.as_str().into()
}

pub(crate) fn of_level(level: Level) -> Value {
    level.number().into()
}
