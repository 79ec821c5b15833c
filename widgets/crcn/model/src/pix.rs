//! What Pix measured: a layer of its own. It may be placed on the scale; what a person says of themself is never turned
//! into Pix points.

use serde_json::{Map, Value};

use crate::framework::{Code, Framework, Level};
use crate::members::{day, object, of_day, text};
use crate::moment::Day;

/// The highest score of Pix: 8 points a level, 8 levels, 16 competences.
pub const MOST_PIX: u32 = 1024;

/// Where a result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A campaign's results, as Pix Orga exports them.
    Campaign,
    /// The person's own profile, typed in by themself.
    Profile,
}

impl Source {
    /// The name under which it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Profile => "profile",
        }
    }
}

/// A result of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PixResult {
    /// Where it comes from.
    pub source: Source,
    /// The campaign's name.
    pub name: Option<String>,
    /// The day it was shared, or typed in.
    pub on: Day,
    /// The whole score, where it is told.
    pub pix: Option<u32>,
    /// Levels by competence, 0 to 8: 0 is below level 1.
    pub levels: Vec<(Code, u8)>,
    /// Mastery of the tested skills by competence, in percent: an evaluation campaign tells that and no level.
    pub mastery: Vec<(Code, u8)>,
}

impl PixResult {
    /// Reads what is stored. Competences that the framework does not have are left out.
    pub fn read(value: &Value, framework: &Framework) -> Option<Self> {
        let source = match text(value, "source")? {
            "campaign" => Source::Campaign,
            "profile" => Source::Profile,
            _ => return None,
        };
        let numbers = |name: &str, most: u8| -> Vec<(Code, u8)> {
            let found = value.get(name).and_then(Value::as_object);
            let number =
                |value: &Value| value.as_u64().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= most);
            found
                .into_iter()
                .flatten()
                .filter_map(|(code, value)| Some((framework.competence(code)?.code, number(value)?)))
                .collect()
        };
        let pix = value.get("pix").and_then(Value::as_u64).and_then(|pix| u32::try_from(pix).ok());
        Some(Self {
            source,
            name: text(value, "name").map(str::to_owned),
            on: day(value, "on")?,
            pix: pix.filter(|pix| *pix <= MOST_PIX),
            levels: numbers("levels", 8),
            mastery: numbers("mastery", 100),
        })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        let numbers = |list: &[(Code, u8)]| {
            let map: Map<String, Value> =
                list.iter().map(|(code, number)| (code.as_str().to_owned(), (*number).into())).collect();
            (!map.is_empty()).then_some(Value::Object(map))
        };
        object([
            ("source", Some(self.source.id().into())),
            ("name", self.name.clone().map(Value::from)),
            ("on", Some(of_day(self.on))),
            ("pix", self.pix.map(Value::from)),
            ("levels", numbers(&self.levels)),
            ("mastery", numbers(&self.mastery)),
        ])
    }

    /// What it says of a competence: a level, or `Some(None)` for "below level 1"; `None` where it says nothing.
    pub fn level(&self, code: Code) -> Option<Option<Level>> {
        self.levels.iter().find(|(known, _)| *known == code).map(|(_, number)| Level::new(*number))
    }

    /// The mastery of a competence, in percent.
    pub fn mastery(&self, code: Code) -> Option<u8> {
        self.mastery.iter().find(|(known, _)| *known == code).map(|(_, percent)| *percent)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_result_is_read_as_it_is_stored() {
        let framework = Framework::crcn();
        let code = |text| framework.competence(text).unwrap().code;
        let result = PixResult {
            source: Source::Campaign,
            name: Some("Rentrée 6e".to_owned()),
            on: Day::parse("2026-10-02").unwrap(),
            pix: Some(187),
            levels: vec![(code("1.1"), 3), (code("4.1"), 0)],
            mastery: vec![(code("2.2"), 64)],
        };
        assert_eq!(PixResult::read(&result.stored(), &framework), Some(result.clone()));
        assert_eq!(result.level(code("4.1")), Some(None), "below level 1 is a result");
        assert_eq!((result.level(code("5.1")), result.mastery(code("2.2"))), (None, Some(64)));
    }

    #[test]
    fn what_pix_cannot_have_said_is_left_out() {
        let framework = Framework::crcn();
        let value = json!({ "source": "profile", "on": "2026-10-02", "pix": 5000, "levels": { "1.1": 9, "9.9": 1, "1.2": 2 } });
        let read = PixResult::read(&value, &framework).unwrap();
        assert_eq!((read.pix, read.levels.len()), (None, 1));
        assert_eq!(PixResult::read(&json!({ "source": "guess", "on": "2026-10-02" }), &framework), None);
    }
}
