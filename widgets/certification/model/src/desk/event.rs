//! What is done about a problem. Events are only ever added, each under an id of its own, so that two people who act at
//! once both stay in the history.

use serde_json::Value;

use crate::day::{Day, Moment};
use crate::function::Function;
use crate::stored;

/// Something done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The holder takes it on.
    Take,
    /// It goes to another.
    Hand(Function),
    /// The holder says until when.
    Promise(Day),
    /// An intervention is arranged, from afar or on the spot.
    Plan {
        /// On which day.
        on: Day,
        /// From afar.
        remote: bool,
    },
    /// It waits for something: its clock stops. The reason is its text.
    Wait,
    /// It goes on.
    Resume,
    /// The holder says that it is mended.
    Solve,
    /// Whoever reported it agrees: it is over.
    Close,
    /// It is not mended.
    Reopen,
    /// A word.
    Comment,
    /// It is the same as another, by the key of that ticket: everything goes on there.
    Merge(String),
}

impl Act {
    /// As it is stored.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Hand(_) => "hand",
            Self::Promise(_) => "promise",
            Self::Plan { .. } => "plan",
            Self::Wait => "wait",
            Self::Resume => "resume",
            Self::Solve => "solve",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Comment => "comment",
            Self::Merge(_) => "merge",
        }
    }

    /// Whether it says nothing without words.
    pub const fn needs_text(&self) -> bool {
        matches!(self, Self::Wait | Self::Reopen | Self::Comment)
    }

    fn read(raw: &Value) -> Option<Self> {
        Some(match stored::text(raw, "do") {
            "take" => Self::Take,
            "hand" => Self::Hand(Function::from_id(stored::text(raw, "to"))?),
            "promise" => Self::Promise(stored::day(raw, "on")?),
            "plan" => Self::Plan { on: stored::day(raw, "on")?, remote: raw["remote"] == true },
            "wait" => Self::Wait,
            "resume" => Self::Resume,
            "solve" => Self::Solve,
            "close" => Self::Close,
            "reopen" => Self::Reopen,
            "comment" => Self::Comment,
            "merge" => Self::Merge(stored::text(raw, "to").to_owned()),
            _ => return None,
        })
    }
}

/// An act with who, when and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Names it in its ticket.
    pub id: String,
    /// When.
    pub at: Moment,
    /// Who, as people say it; empty where the host did not tell.
    pub name: String,
    /// What.
    pub act: Act,
    /// In what words.
    pub text: String,
}

impl Event {
    /// Reads one; `None` where it cannot be said when or what.
    pub fn read(id: &str, raw: &Value) -> Option<Self> {
        Some(Self {
            id: id.to_owned(),
            at: stored::moment(raw, "at")?,
            name: stored::text(raw, "name").to_owned(),
            act: Act::read(raw)?,
            text: stored::text(raw, "text").to_owned(),
        })
    }

    /// As it is stored.
    pub fn raw(&self) -> Value {
        let (to, on, remote) = match &self.act {
            Act::Hand(to) => (Value::from(to.id()), None, false),
            Act::Merge(to) => (to.as_str().into(), None, false),
            Act::Promise(on) => (Value::Null, Some(*on), false),
            Act::Plan { on, remote } => (Value::Null, Some(*on), *remote),
            _ => (Value::Null, None, false),
        };
        stored::object([
            ("at", self.at.text().into()),
            ("name", self.name.as_str().into()),
            ("do", self.act.id().into()),
            ("to", to),
            ("on", stored::of_day(on)),
            ("remote", if remote { Value::Bool(true) } else { Value::Null }),
            ("text", self.text.as_str().into()),
        ])
    }
}

/// The events of a stored ticket, in the order in which they happened.
pub fn events(raw: &Value) -> Vec<Event> {
    let mut events: Vec<Event> =
        stored::members(raw, "events").filter_map(|(id, event)| Event::read(id, event)).collect();
    crate::order::sort(&mut events, |one, two| (one.at, &one.id).cmp(&(two.at, &two.id)));
    events
}
