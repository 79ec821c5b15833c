//! Who sees what, and the school stage: chosen by the person, read by the person alone.

use serde_json::{Map, Value};

use super::damage::{Damage, Fault, Report};
use super::merge::without;
use super::read;
use crate::framework::{Code, Framework, Stage};

/// Who learns of a level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// Nobody but the person.
    #[default]
    Nobody,
    /// It is counted in the class, without a name.
    Counted,
    /// Teachers of a common group see it and whose it is; it is counted too.
    Named,
}

impl Share {
    /// Every way, from the most private.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Counted, Self::Named];

    /// The name under which it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Counted => "counted",
            Self::Named => "named",
        }
    }

    /// The way stored under that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|share| share.id() == id)
    }
}

/// `choices/…`: `{"share": "nobody", "only": {"1.1": "counted"}, "stage": "cycle4", "family": true}`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// As it was read, with whatever a newer version put there.
    raw: Map<String, Value>,
    all: Share,
    only: Vec<(Code, Share)>,
    stage: Option<Stage>,
    family: bool,
}

impl Choices {
    /// Reads a stored value. Whatever cannot be read counts as the most private choice and is reported.
    pub fn read(key: &str, value: &Value, framework: &Framework) -> (Self, Vec<Damage>) {
        let mut report = Report::of(key);
        let mut choices = Self::default();
        match value {
            Value::Object(raw) => choices.raw.clone_from(raw),
            _ => report.say_of_all(Fault::NotAnObject),
        }
        let share = |value: &Value, place: &[&str], member: &str, report: &mut Report<'_>| {
            value.as_str().and_then(Share::from_id).unwrap_or_else(|| {
                report.say(place, member, Fault::Share);
                Share::Nobody
            })
        };
        if let Some(all) = choices.raw.get("share") {
            choices.all = share(all, &[], "share", &mut report);
        }
        if let Some(only) =
            choices.raw.get("only").and_then(|only| read::object(only, &[], "only", &mut report))
        {
            for (code, value) in only {
                match framework.competence(code) {
                    Some(competence) => {
                        let share = share(value, &["only"], code, &mut report);
                        choices.only.push((competence.code, share));
                    }
                    None => report.say(&["only"], code, Fault::Competence),
                }
            }
        }
        if let Some(stage) = choices.raw.get("stage") {
            choices.stage = stage.as_str().and_then(Stage::from_id);
            if choices.stage.is_none() {
                report.say(&[], "stage", Fault::Stage);
            }
        }
        if let Some(family) = choices.raw.get("family") {
            choices.family = family.as_bool().unwrap_or_else(|| {
                report.say(&[], "family", Fault::Share);
                false
            });
        }
        (choices, report.found)
    }

    /// The choice for every competence that has none of its own.
    pub const fn share_of_all(&self) -> Share {
        self.all
    }

    /// The choice for a competence.
    pub fn share(&self, code: Code) -> Share {
        self.own_share(code).unwrap_or(self.all)
    }

    /// The competence's own choice, where it has one.
    pub fn own_share(&self, code: Code) -> Option<Share> {
        self.only.iter().find(|(known, _)| *known == code).map(|(_, share)| *share)
    }

    /// How many competences have a choice of their own.
    pub const fn exceptions(&self) -> usize {
        self.only.len()
    }

    /// The person's school stage.
    pub const fn stage(&self) -> Option<Stage> {
        self.stage
    }

    /// Whether the person's guardians see every level, whatever teachers see.
    pub const fn family(&self) -> bool {
        self.family
    }

    /// The same with another choice for the family.
    #[must_use]
    pub fn with_family(&self, family: bool) -> Self {
        let mut choices = Self { family, ..self.clone() };
        choices.raw.insert("family".to_owned(), family.into());
        choices
    }

    /// The same with another choice for one competence.
    #[must_use]
    pub fn with_share(&self, code: Code, share: Share) -> Self {
        let mut choices = self.clone();
        choices.only.retain(|(known, _)| *known != code);
        let mut only = match choices.raw.get("only") {
            Some(Value::Object(only)) => without(only, code.as_str()),
            _ => Map::new(),
        };
        if share != choices.all {
            only.insert(code.as_str().to_owned(), share.id().into());
            choices.only.push((code, share));
        }
        choices.raw.insert("only".to_owned(), Value::Object(only));
        choices
    }

    /// The same with one choice for all; competences lose their own.
    #[must_use]
    pub fn with_share_of_all(&self, share: Share) -> Self {
        let mut choices = Self { all: share, only: Vec::new(), ..self.clone() };
        choices.raw.insert("share".to_owned(), share.id().into());
        choices.raw = without(&choices.raw, "only");
        choices
    }

    /// The same with another stage.
    #[must_use]
    pub fn with_stage(&self, stage: Option<Stage>) -> Self {
        let mut choices = Self { stage, ..self.clone() };
        choices.raw = without(&choices.raw, "stage");
        if let Some(stage) = stage {
            choices.raw.insert("stage".to_owned(), stage.id().into());
        }
        choices
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        Value::Object(self.raw.clone())
    }
}
