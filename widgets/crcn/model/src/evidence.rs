//! What shows a competence: a short text, the address of a page, or both. The person alone reads it, until they put it
//! into a request.

use serde_json::Value;

use crate::members::{day, object, of_day, text};
use crate::moment::Day;
use crate::note::{self, TypingFault};

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// A text of at most 500 characters.
    pub text: Option<String>,
    /// An address of the web.
    pub link: Option<String>,
    /// The day it was added.
    pub on: Day,
}

impl Evidence {
    /// Of what was typed.
    ///
    /// # Errors
    /// What is wrong with it: the address first, as it is the graver one.
    pub fn of_typing(text: &str, link: &str, on: Day) -> Result<Self, TypingFault> {
        let link = note::link(link)?;
        let text = note::note(text)?;
        if text.is_none() && link.is_none() {
            return Err(TypingFault::Nothing);
        }
        Ok(Self { text, link, on })
    }

    /// Reads what is stored, with its day or the one of what it stands in. An address that is none is left out.
    pub fn read(value: &Value, around: Option<Day>) -> Option<Self> {
        let text = text(value, "text").map(str::to_owned);
        let link = self::text(value, "link").filter(|link| note::is_safe_link(link)).map(str::to_owned);
        let on = day(value, "on").or(around)?;
        (text.is_some() || link.is_some()).then_some(Self { text, link, on })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        object([
            ("on", Some(of_day(self.on))),
            ("text", self.text.clone().map(Value::from)),
            ("link", self.link.clone().map(Value::from)),
        ])
    }

    /// As it stands in a request, which has a day of its own.
    pub(crate) fn inside(&self) -> Value {
        object([("text", self.text.clone().map(Value::from)), ("link", self.link.clone().map(Value::from))])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn on() -> Day {
        Day::parse("2026-11-26").unwrap()
    }

    #[test]
    fn it_is_read_as_it_is_stored() {
        for (text, link) in [("Mon exposé 🐙", ""), ("", "https://ent.example/1"), ("a", "http://b.fr/")] {
            let evidence = Evidence::of_typing(text, link, on()).unwrap();
            assert_eq!(Evidence::read(&evidence.stored(), None), Some(evidence.clone()));
            assert_eq!(Evidence::read(&evidence.inside(), Some(on())), Some(evidence));
        }
    }

    #[test]
    fn what_cannot_be_shown_safely_is_not_taken() {
        assert_eq!(Evidence::of_typing("vu", "javascript:alert(1)", on()), Err(TypingFault::NotWeb));
        assert_eq!(Evidence::of_typing(" ", "", on()), Err(TypingFault::Nothing));
        let stored = json!({ "on": "2026-11-26", "text": "vu", "link": "javascript:alert(1)" });
        assert_eq!(Evidence::read(&stored, None).unwrap().link, None, "however it came to be stored");
        assert_eq!(Evidence::read(&json!({ "on": "2026-11-26", "link": "data:x" }), None), None);
        assert_eq!(Evidence::read(&json!({ "text": "sans jour" }), None), None);
    }
}
