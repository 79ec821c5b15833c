//! How items are stored: one key a card, computer, ticket; members read with care, changed one by one.

use greffon_protocol::Key;
use serde_json::{Map, Value};

use crate::day::{Day, Moment};

/// What a key stands for: the first segment of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `team/{id}`: somebody of the directory.
    Contact,
    /// `sessions/{id}`: a session that is prepared.
    Session,
    /// `steps/{id}`: a step of a preparation.
    Step,
    /// `rooms/{id}`.
    Room,
    /// `machines/{id}`.
    Machine,
    /// `reports/{self}/{id}`: a malfunction that somebody reported.
    Report,
    /// `tickets/{fingerprint}/{number}`: what was done about it.
    Ticket,
    /// `routing/table`.
    Routing,
    /// `settings/plan`.
    Settings,
    /// `log/{id}`.
    Log,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Contact,
        Self::Session,
        Self::Step,
        Self::Room,
        Self::Machine,
        Self::Report,
        Self::Ticket,
        Self::Routing,
        Self::Settings,
        Self::Log,
    ];

    /// The first segment.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Contact => "team",
            Self::Session => "sessions",
            Self::Step => "steps",
            Self::Room => "rooms",
            Self::Machine => "machines",
            Self::Report => "reports",
            Self::Ticket => "tickets",
            Self::Routing => "routing",
            Self::Settings => "settings",
            Self::Log => "log",
        }
    }

    /// The key of an item; `None` where the id does not fit the grammar of keys.
    pub fn key(self, id: &str) -> Option<Key> {
        if id.is_empty() {
            return None;
        }
        Key::new([self.head(), "/", id].concat()).ok()
    }

    /// Kind and id of a key; `None` for one that is not this widget's.
    pub fn of(key: &str) -> Option<(Self, &str)> {
        let (head, id) = key.split_once('/')?;
        let kind = Self::ALL.into_iter().find(|kind| kind.head() == head)?;
        (!id.is_empty()).then_some((kind, id))
    }
}

/// A member that is a text, or nothing.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A member that is a whole number from 0 on.
pub(crate) fn number(value: &Value, name: &str) -> Option<u32> {
    value.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
}

/// A member that is a day.
pub(crate) fn day(value: &Value, name: &str) -> Option<Day> {
    Day::parse(text(value, name))
}

/// A member that is a moment.
pub(crate) fn moment(value: &Value, name: &str) -> Option<Moment> {
    Moment::parse(text(value, name))
}

/// The members of an object, empty where there is none.
pub(crate) fn members<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = (&'v str, &'v Value)> {
    value
        .get(name)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

/// The texts of a list, empty where there is none.
pub(crate) fn texts(value: &Value, name: &str) -> Vec<String> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An object of these members; empty texts and nulls are left out, so that nothing is stored for nothing.
pub(crate) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        set(&mut object, name, value);
    }
    Value::Object(object)
}

/// A copy of an item with one member changed; null or an empty text takes it away.
pub(crate) fn with(raw: &Value, name: &str, value: Value) -> Value {
    let mut object = raw.as_object().cloned().unwrap_or_default();
    set(&mut object, name, value);
    Value::Object(object)
}

/// A copy of an item with one member of one of its members changed.
pub(crate) fn with_inner(raw: &Value, name: &str, inner: &str, value: Value) -> Value {
    let changed = with(raw.get(name).unwrap_or(&Value::Null), inner, value);
    with(raw, name, changed)
}

fn set(object: &mut Map<String, Value>, name: &str, value: Value) {
    let nothing = value.is_null() || value.as_str().is_some_and(str::is_empty);
    if nothing {
        object.remove(name);
    } else {
        object.insert(name.to_owned(), value);
    }
}

/// A day as it is stored.
pub(crate) fn of_day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| day.text().into())
}

/// Words as a person typed them: without what surrounds them, and not longer than the schema allows.
pub fn tidy(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((end, _)) => text[..end].trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// Longest title, name and such, in characters.
pub const SHORT: usize = 160;
/// Longest description or comment, in characters.
pub const LONG: usize = 2000;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_read_as_they_are_made() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.key("a1").unwrap().as_str()), Some((kind, "a1")));
        }
        assert_eq!(Kind::of("tickets/mouse.m-1/2"), Some((Kind::Ticket, "mouse.m-1/2")));
        for foreign in ["", "team", "team/", "positions/p1/1.1"] {
            assert_eq!(Kind::of(foreign), None, "{foreign}");
        }
        assert_eq!(Kind::Step.key("É"), None);
    }

    #[test]
    fn a_change_keeps_what_it_does_not_know() {
        let raw = json!({ "title": "a", "of-tomorrow": [1] });
        assert_eq!(with(&raw, "title", json!("b")), json!({ "title": "b", "of-tomorrow": [1] }));
        assert_eq!(with(&raw, "title", json!("")), json!({ "of-tomorrow": [1] }));
        assert_eq!(with_inner(&raw, "checks", "c1", json!(true))["checks"], json!({ "c1": true }));
    }

    #[test]
    fn what_is_typed_is_cut_at_a_character() {
        assert_eq!(tidy("  été  ", 10), "été");
        assert_eq!(tidy("ééé", 2), "éé");
    }
}
