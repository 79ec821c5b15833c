//! What is stored about a badge: what its holder says, what peers answer, what a teacher completed.

use serde_json::Value;

use crate::members::{self, day, object};
use crate::moment::Day;
use crate::note::LONGEST_NOTE;

/// What a person recognises in themself.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// `catalogue/badge`.
    pub badge: String,
    /// The degree, from 1; 0 where the catalogue has none.
    pub level: usize,
    /// Why they think so, in their words; at most 500 characters.
    pub because: Option<String>,
    /// Since which day.
    pub on: Day,
    /// The signed credential that they brought along from another establishment. Its proof speaks for itself: nobody here
    /// vouches for it.
    pub brought: Option<Value>,
}

/// A peer's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What they saw, at most 500 characters.
    pub comment: Option<String>,
    /// On which day.
    pub on: Day,
}

/// A teacher's completion.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// On which day.
    pub on: Day,
    /// The signed credential, where the establishment signs.
    pub credential: Option<Value>,
}

fn text(value: &Value, member: &str) -> Option<String> {
    members::text(value, member).filter(|text| text.chars().count() <= LONGEST_NOTE).map(str::to_owned)
}

impl Claim {
    /// Reads what is stored.
    pub fn read(value: &Value) -> Option<Self> {
        let level = match value.get("level") {
            None => 0,
            Some(level) => usize::try_from(level.as_u64()?).ok()?,
        };
        Some(Self {
            badge: text(value, "badge")?,
            level,
            because: text(value, "because"),
            on: day(value, "on")?,
            brought: value.get("credential").filter(|credential| credential.is_object()).cloned(),
        })
    }

    /// What somebody who is asked is shown: what the person says, without what they brought.
    pub fn asked(&self) -> Value {
        Self { brought: None, ..self.clone() }.stored()
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        object([
            ("badge", Some(self.badge.clone().into())),
            ("level", (self.level > 0).then(|| self.level.into())),
            ("because", self.because.clone().map(Value::from)),
            ("on", Some(self.on.as_str().into())),
            ("credential", self.brought.clone()),
        ])
    }
}

impl Answer {
    /// Reads what is stored.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self { comment: text(value, "comment"), on: day(value, "on")? })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        object([("on", Some(self.on.as_str().into())), ("comment", self.comment.clone().map(Value::from))])
    }
}

impl Award {
    /// Reads what is stored.
    pub fn read(value: &Value) -> Option<Self> {
        let credential = value.get("credential").filter(|credential| credential.is_object()).cloned();
        Some(Self { on: day(value, "on")?, credential })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        object([("on", Some(self.on.as_str().into())), ("credential", self.credential.clone())])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_stored_reads_as_it_was() {
        let on = Day::parse("2026-11-26").unwrap();
        for (level, because) in [(0, None), (3, Some("J’ai monté une vidéo 🎬".to_owned()))] {
            let brought = because.is_some().then(|| json!({ "id": "urn:uuid:1" }));
            let claim = Claim { badge: "montpellier/creer".to_owned(), level, because, on, brought };
            assert!(claim.asked().get("credential").is_none());
            assert_eq!(Claim::read(&claim.stored()), Some(claim));
        }
        let answer = Answer { comment: Some("Vu en classe".to_owned()), on };
        assert_eq!(Answer::read(&answer.stored()), Some(answer));
        let award = Award { on, credential: Some(json!({ "id": "urn:uuid:1" })) };
        assert_eq!(Award::read(&award.stored()), Some(award));
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        for odd in
            [json!(null), json!({}), json!({ "badge": 3, "on": "2026-11-26" }), json!({ "badge": "a/b" })]
        {
            assert_eq!(Claim::read(&odd), None, "{odd}");
        }
        assert_eq!(Claim::read(&json!({ "badge": "a/b", "on": "2026-11-26", "level": -1 })), None);
    }
}
