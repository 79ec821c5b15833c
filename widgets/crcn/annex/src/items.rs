//! The items that this person sees, by key, and what their keys say.

use std::collections::BTreeMap;

use greffon_crcn_model::framework::Framework;
use greffon_protocol::Key;
use serde_json::Value;

/// Items in order of their keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Items(BTreeMap<String, Value>);

impl Items {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes a change in: a new value, or `None` where the item is gone.
    pub fn put(&mut self, key: String, value: Option<Value>) {
        match value {
            Some(value) => self.0.insert(key, value),
            None => self.0.remove(&key),
        };
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Everything under a prefix, in order.
    pub fn under<'i>(&'i self, prefix: &str) -> impl Iterator<Item = (&'i str, &'i Value)> {
        let prefix = prefix.to_owned();
        self.0
            .range(prefix.clone()..)
            .take_while(move |(key, _)| key.starts_with(&prefix))
            .map(|(key, value)| (key.as_str(), value))
    }

    /// Everything, in order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

/// What a key `head/{about}/{by}/crcn-2019/1.1/id` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'k> {
    /// Whom the item is about; who is asked, for a request.
    pub about: &'k str,
    /// Who wrote it; checked by the back end.
    pub by: &'k str,
    /// The competence, by its index.
    pub competence: usize,
    /// What follows; empty where nothing does.
    pub id: &'k str,
}

impl<'k> Place<'k> {
    /// Reads a key under `head/`; `None` where it is of another framework, or of no competence.
    pub fn read(framework: &Framework, key: &'k str) -> Option<Self> {
        let mut parts = key.split('/').skip(1);
        let (about, by) = (parts.next()?, parts.next()?);
        if parts.next()? != framework.segment() {
            return None;
        }
        let competence = framework.index(parts.next()?)?;
        Some(Self { about, by, competence, id: parts.next().unwrap_or_default() })
    }

    /// The key of such a place; `None` where the ids are too long for one.
    pub fn key(&self, framework: &Framework, head: &str) -> Option<Key> {
        let code = framework.competences.get(self.competence)?.code;
        let mut text = [head, self.about, self.by, &framework.segment(), code.as_str()].join("/");
        if !self.id.is_empty() {
            text.push('/');
            text.push_str(self.id);
        }
        Key::new(text).ok()
    }
}

/// The key of something of one's own: `head/{me}/crcn-2019/1.1`, and `/id` where there is one.
pub(crate) fn own_key(
    framework: &Framework,
    head: &str,
    me: &str,
    competence: usize,
    id: &str,
) -> Option<Key> {
    let mut text = own_prefix(framework, head, me, competence)?;
    if id.is_empty() {
        text.pop();
    } else {
        text.push_str(id);
    }
    Key::new(text).ok()
}

/// `head/{me}/crcn-2019/1.1/`.
pub(crate) fn own_prefix(framework: &Framework, head: &str, me: &str, competence: usize) -> Option<String> {
    let code = framework.competences.get(competence)?.code;
    Some([head, me, &framework.segment(), code.as_str(), ""].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_they_are_made() {
        let framework = Framework::crcn();
        for id in ["", "9b2f6c1e"] {
            let place = Place { about: "p1", by: "p2", competence: 3, id };
            let key = place.key(&framework, "asked").unwrap();
            assert_eq!(Place::read(&framework, key.as_str()), Some(place), "{key}");
        }
        assert_eq!(Place::read(&framework, "asked/p1/p2/crcn-2032/1.1"), None);
        assert_eq!(Place::read(&framework, "asked/p1/p2/crcn-2019/9.9"), None);
        let long = "x".repeat(60);
        assert_eq!(Place { about: &long, by: &long, competence: 0, id: "" }.key(&framework, "asked"), None);
    }

    #[test]
    fn a_prefix_finds_its_own_and_no_neighbour() {
        let mut items = Items::default();
        for key in ["a/p1/x", "a/p10/x", "a/p1/y", "b/p1/x"] {
            items.put(key.to_owned(), Some(Value::Null));
        }
        assert_eq!(items.under("a/p1/").map(|(key, _)| key).collect::<Vec<_>>(), ["a/p1/x", "a/p1/y"]);
        items.put("a/p1/x".to_owned(), None);
        assert_eq!(items.under("a/p1/").count(), 1);
    }
}
