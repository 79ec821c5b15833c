//! Which traces left, so that each can be taken back: `traces/{self}/<id>`.

use greffon_protocol::{Key, Op};
use serde_json::{Value, json};

use super::Event;
use crate::badge::is_uuid;
use crate::framework::{Framework, Level};
use crate::members::{day, text};
use crate::moment::Day;

/// A trace that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The statement's UUID.
    pub id: String,
    /// The competence's index in the framework.
    pub competence: usize,
    /// What it says was done.
    pub event: Event,
    /// On which day.
    pub on: Day,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// The keys of one person.
#[derive(Debug, Clone, Copy)]
pub struct TraceKey<'a> {
    /// Their pairwise id.
    pub me: &'a str,
}

impl TraceKey<'_> {
    fn key(self, id: &str) -> Option<Key> {
        Key::new(["traces/", self.me, "/", id].concat()).ok()
    }

    /// The UUID of a key of this person's.
    fn id<'k>(&self, key: &'k str) -> Option<&'k str> {
        let id = key.strip_prefix("traces/")?.strip_prefix(self.me)?.strip_prefix('/')?;
        is_uuid(id).then_some(id)
    }
}

impl Kept {
    /// Keeps that it left, or that it was taken back.
    pub fn keep(&self, keys: TraceKey<'_>, framework: &Framework) -> Option<Op> {
        let mut value = json!({
            "competence": framework.competences.get(self.competence)?.code.as_str(),
            "on": self.on.as_str(),
        });
        let (what, level) = match self.event {
            Event::Placed(level) => ("placed", Some(level)),
            Event::Planned(level) => ("planned", Some(level)),
            Event::Deselected => ("deselected", None),
        };
        value["what"] = what.into();
        if let Some(level) = level {
            value["level"] = level.number().into();
        }
        if self.withdrawn {
            value["withdrawn"] = true.into();
        }
        Some(Op::set(keys.key(&self.id)?, value))
    }

    fn read(id: &str, value: &Value, framework: &Framework) -> Option<Self> {
        let competence = framework.index(text(value, "competence")?)?;
        let level = || value.get("level")?.as_u64().and_then(Level::read);
        let event = match text(value, "what")? {
            "placed" => Event::Placed(level()?),
            "planned" => Event::Planned(level()?),
            "deselected" => Event::Deselected,
            _ => return None,
        };
        let withdrawn = value.get("withdrawn") == Some(&Value::Bool(true));
        Some(Self { id: id.to_owned(), competence, event, on: day(value, "on")?, withdrawn })
    }
}

/// The traces of a person, newest first.
pub fn read_all<'i>(
    keys: TraceKey<'_>,
    items: impl IntoIterator<Item = (&'i str, &'i Value)>,
    framework: &Framework,
) -> Vec<Kept> {
    let read = |(key, value)| Kept::read(keys.id(key)?, value, framework);
    let mut kept: Vec<Kept> = items.into_iter().filter_map(read).collect();
    kept.sort_by(|a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_left_is_known_and_taken_back_once() {
        let framework = Framework::crcn();
        let keys = TraceKey { me: "p1" };
        let level = Level::new(3).unwrap();
        for (event, withdrawn) in [
            (Event::Placed(level), false),
            (Event::Planned(level), false),
            (Event::Deselected, false),
            (Event::Placed(level), true),
        ] {
            let kept = Kept {
                id: "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11".to_owned(),
                competence: 1,
                event,
                on: Day::parse("2026-11-26").unwrap(),
                withdrawn,
            };
            let op = kept.keep(keys, &framework).unwrap();
            let value = op.value.unwrap();
            let read = read_all(keys, [(op.key.as_str(), &value)], &framework);
            assert_eq!(read, [kept]);
        }
    }

    #[test]
    fn others_and_odd_ones_are_left_aside() {
        let framework = Framework::crcn();
        let value = json!({ "competence": "1.2", "what": "deselected", "on": "2026-11-26" });
        let odd = json!({ "competence": "9.9", "what": "deselected", "on": "2026-11-26" });
        let id = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";
        let (others, long, own) =
            (format!("traces/p2/{id}"), format!("traces/p10/{id}"), format!("traces/p1/{id}"));
        let items = [(others.as_str(), &value), (long.as_str(), &value), (own.as_str(), &odd)];
        assert_eq!(read_all(TraceKey { me: "p1" }, items, &framework), []);
    }
}
