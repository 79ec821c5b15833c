//! The statements.

use greffon_protocol::message::EventEmit;
use greffon_protocol::wire::ToJson;
use serde_json::{Value, json};

use crate::framework::{Competence, Framework, Lang, Level};

const RATED: &str = "http://id.tincanapi.com/verb/rated";
const PLANNED: &str = "https://w3id.org/xapi/tla/verbs/planned";
const DESELECTED: &str = "https://w3id.org/xapi/tla/verbs/deselected";
const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";
const COMPETENCY: &str = "https://w3id.org/xapi/tla/activity-types/competency";
/// The profile of ADL that plans and gives up belong to.
const PROFILE: &str = "https://w3id.org/xapi/learnercompetency";
const ASSESSMENT: &str = "http://id.tincanapi.com/extension/assessment-type";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The person placed themself at a level.
    Placed(Level),
    /// They set themself a level as a goal.
    Planned(Level),
    /// They gave their goal up.
    Deselected,
}

/// To what.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The competence.
    pub competence: &'a Competence,
}

/// A trace, ready to be shown and sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What the host is told.
    pub emit: EventEmit,
}

impl Object<'_> {
    fn framework_iri(&self) -> String {
        ["urn:greffon:", self.framework.id, ":", self.framework.version].concat()
    }

    fn iri(&self) -> String {
        [&self.framework_iri(), ":", self.competence.code.as_str()].concat()
    }

    fn activity(&self) -> Value {
        json!({
            "objectType": "Activity",
            "id": self.iri(),
            "definition": {
                "type": COMPETENCY,
                "name": { "fr": self.competence.name.get(Lang::Fr), "en": self.competence.name.get(Lang::En) },
            },
        })
    }

    fn score(&self, level: Level) -> Value {
        let top = self.framework.scale.len();
        let scaled = f64::from(level.number()) / f64::from(u32::try_from(top).unwrap_or(1).max(1));
        json!({ "score": { "raw": level.number(), "min": 0, "max": top, "scaled": scaled } })
    }
}

/// The trace of what was done, under a UUID that nobody used.
pub fn statement(id: &str, event: Event, object: Object<'_>, lang: Lang) -> Statement {
    let (verb, result) = match event {
        Event::Placed(level) => (RATED, Some(object.score(level))),
        Event::Planned(level) => (PLANNED, Some(object.score(level))),
        Event::Deselected => (DESELECTED, None),
    };
    let mut activities = json!({ "parent": [{ "objectType": "Activity", "id": object.framework_iri() }] });
    let mut context = json!({ "language": match lang { Lang::Fr => "fr", Lang::En => "en" } });
    match event {
        Event::Placed(_) => context["extensions"] = json!({ ASSESSMENT: "self" }),
        Event::Planned(_) | Event::Deselected => {
            activities["category"] = json!([{ "objectType": "Activity", "id": PROFILE }]);
        }
    }
    context["contextActivities"] = activities;
    Statement {
        emit: EventEmit {
            id: Some(id.to_owned()),
            verb: verb.to_owned(),
            object: object.activity(),
            result,
            context: Some(context),
        },
    }
}

/// What takes a trace back.
pub fn void(id: &str, voided: &str) -> Statement {
    Statement {
        emit: EventEmit {
            id: Some(id.to_owned()),
            verb: VOIDED.to_owned(),
            object: json!({ "objectType": "StatementRef", "id": voided }),
            result: None,
            context: None,
        },
    }
}

impl Statement {
    /// What is sent.
    pub fn sent(&self) -> Value {
        self.emit.to_json()
    }

    /// The text that the person is shown: all that leaves the widget.
    pub fn shown(&self) -> String {
        serde_json::to_string_pretty(&self.sent()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    fn of(code: &str, event: Event) -> Statement {
        let framework = Framework::crcn();
        let competence = framework.competence(code).unwrap();
        statement(ID, event, Object { framework: &framework, competence }, Lang::Fr)
    }

    #[test]
    fn a_position_is_rated_in_the_score() {
        insta::assert_json_snapshot!(of("1.2", Event::Placed(Level::new(3).unwrap())).emit);
    }

    #[test]
    fn a_goal_belongs_to_the_profile() {
        let planned = of("3.4", Event::Planned(Level::new(4).unwrap())).emit;
        let category = &planned.context.unwrap()["contextActivities"]["category"];
        assert_eq!(category[0]["id"], PROFILE);
        assert_eq!(of("3.4", Event::Deselected).emit.result, None);
    }

    #[test]
    fn nothing_says_what_an_authority_says() {
        let level = Level::new(3).unwrap();
        for event in [Event::Placed(level), Event::Planned(level), Event::Deselected] {
            let shown = of("1.1", event).shown();
            for word in ["achieved", "conferred", "verified", "actor"] {
                assert!(!shown.contains(word), "{word} in {shown}");
            }
        }
    }
}
