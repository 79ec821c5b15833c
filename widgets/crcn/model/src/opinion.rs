//! What others say of a level, on request or beside it. Four layers, never merged and never averaged: one's own, a
//! peer's, a teacher's, what Pix measured.

use serde_json::Value;

use crate::evidence::Evidence;
use crate::framework::{Competence, Level};
use crate::members::{day, level, object, of_day, of_level, text};
use crate::moment::Day;
use crate::note::{self, TypingFault};

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The person.
    Own,
    /// A peer, because they were asked.
    Peer,
    /// A teacher.
    Teacher,
    /// The Pix platform.
    Pix,
}

impl Layer {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Own, Self::Peer, Self::Teacher, Self::Pix];
}

/// What a peer or a teacher says: a level, a comment, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Where they see the person.
    pub level: Option<Level>,
    /// In their words, at most 500 characters.
    pub comment: Option<String>,
    /// On which day.
    pub on: Day,
}

impl Opinion {
    /// Of what was typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of_typing(level: Option<Level>, comment: &str, on: Day) -> Result<Self, TypingFault> {
        let comment = note::note(comment)?;
        if level.is_none() && comment.is_none() {
            return Err(TypingFault::Nothing);
        }
        Ok(Self { level, comment, on })
    }

    /// Reads what is stored; `None` where it says nothing that this competence knows.
    pub fn read(value: &Value, competence: &Competence) -> Option<Self> {
        let (level, comment) = (level(value, competence), text(value, "comment").map(str::to_owned));
        let on = day(value, "on")?;
        (level.is_some() || comment.is_some()).then_some(Self { level, comment, on })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        object([
            ("on", Some(of_day(self.on))),
            ("level", self.level.map(of_level)),
            ("comment", self.comment.clone().map(Value::from)),
        ])
    }
}

/// What somebody who is asked is shown: this, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where the person says they stand; `None`: they do not know.
    pub level: Option<Level>,
    /// Their question, at most 500 characters.
    pub note: Option<String>,
    /// At most [`Request::MOST_EVIDENCE`] of what they collected.
    pub evidence: Vec<Evidence>,
    /// On which day.
    pub on: Day,
}

impl Request {
    /// How much evidence a request carries.
    pub const MOST_EVIDENCE: usize = 3;

    /// Reads what is stored.
    pub fn read(value: &Value, competence: &Competence) -> Option<Self> {
        let on = day(value, "on")?;
        let evidence = value.get("evidence").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        Some(Self {
            level: level(value, competence),
            note: text(value, "note").map(str::to_owned),
            evidence: evidence.iter().filter_map(|one| Evidence::read(one, Some(on))).collect(),
            on,
        })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        let evidence: Vec<Value> =
            self.evidence.iter().take(Self::MOST_EVIDENCE).map(Evidence::inside).collect();
        object([
            ("on", Some(of_day(self.on))),
            ("level", self.level.map(of_level)),
            ("note", self.note.clone().map(Value::from)),
            ("evidence", (!evidence.is_empty()).then(|| evidence.into())),
        ])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::framework::Framework;

    fn on() -> Day {
        Day::parse("2026-11-26").unwrap()
    }

    #[test]
    fn what_is_said_is_read_as_it_is_stored() {
        let framework = Framework::crcn();
        let competence = framework.competence("1.2").unwrap();
        for (level, comment) in [(Level::new(3), ""), (None, "Bien vu"), (Level::new(2), "Presque 🎯")] {
            let opinion = Opinion::of_typing(level, comment, on()).unwrap();
            assert_eq!(Opinion::read(&opinion.stored(), competence), Some(opinion));
        }
        assert_eq!(Opinion::of_typing(None, "  ", on()), Err(TypingFault::Nothing));
        assert_eq!(Opinion::of_typing(None, &"x".repeat(501), on()), Err(TypingFault::TooLong(501)));
    }

    #[test]
    fn levels_that_there_are_not_say_nothing() {
        let framework = Framework::crcn();
        let security = framework.competence("4.1").unwrap();
        for level in [json!(1), json!(9), json!(0), json!("3"), json!(2.5)] {
            assert_eq!(Opinion::read(&json!({ "on": "2026-11-26", "level": level }), security), None);
        }
    }

    #[test]
    fn a_request_carries_what_was_chosen_and_no_more() {
        let framework = Framework::crcn();
        let competence = framework.competence("1.2").unwrap();
        let evidence = |number: u8| Evidence { text: Some(number.to_string()), link: None, on: on() };
        let request = Request {
            level: Level::new(3),
            note: Some("Tu es d’accord ?".to_owned()),
            evidence: (0..5).map(evidence).collect(),
            on: on(),
        };
        let read = Request::read(&request.stored(), competence).unwrap();
        assert_eq!((read.evidence.len(), &read.note, read.level), (3, &request.note, request.level));
        let bare = Request { level: None, note: None, evidence: Vec::new(), on: on() };
        assert_eq!(bare.stored(), json!({ "on": "2026-11-26" }));
    }
}
