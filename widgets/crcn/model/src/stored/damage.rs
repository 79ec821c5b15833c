//! What is wrong with a stored value, and where.

use core::fmt;

/// Something stored that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The item.
    pub key: String,
    /// JSON pointer in its value; empty for the whole.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not an object.
    NotAnObject,
    /// Not a list of texts.
    NotAList,
    /// No id of an entry.
    Id,
    /// No number of an entry.
    Seq,
    /// No moment in UTC.
    Moment,
    /// No day.
    Day,
    /// No state that this version knows.
    State,
    /// No level of the scale, or one that this competence does not have.
    Level,
    /// No indicator of this competence.
    Tick,
    /// No way of sharing that this version knows.
    Share,
    /// No stage that this version knows.
    Stage,
    /// The framework has no such competence.
    Competence,
}

impl Fault {
    /// For the log: what would be right.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotAnObject => "must be an object",
            Self::NotAList => "must be a list of texts",
            Self::Id => "must be 8 to 36 of a-z, 0-9 and -",
            Self::Seq => "must be a whole number from 1",
            Self::Moment => "must be a moment in UTC with milliseconds",
            Self::Day => "must be a day, as 2026-11-23",
            Self::State => "must be level, not-placed or not-worked, or the entry a withdrawal",
            Self::Level => "must be a level that this competence has",
            Self::Tick => "must be an indicator of this competence",
            Self::Share => "must be nobody, counted or named",
            Self::Stage => "must be a school stage",
            Self::Competence => "must be a competence of the framework",
        }
    }
}

impl Damage {
    /// For a log that leaves the widget: the key without the person, the place, what would be right.
    pub fn without_person(&self) -> String {
        let from = self.key.bytes().rposition(|byte| byte == b'/').map_or(0, |at| at + 1);
        [&self.key[from..], "#", &self.place, ": ", self.fault.text()].concat()
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.key, "#", &self.place, ": ", self.fault.text()] {
            f.write_str(part)?;
        }
        Ok(())
    }
}

/// Collects the damage of one item.
pub(super) struct Report<'k> {
    pub(super) key: &'k str,
    pub(super) found: Vec<Damage>,
}

impl<'k> Report<'k> {
    pub(super) const fn of(key: &'k str) -> Self {
        Self { key, found: Vec::new() }
    }

    /// Notes what is wrong with a member of what stands at those segments.
    #[inline(never)]
    pub(super) fn say(&mut self, segments: &[&str], member: &str, fault: Fault) {
        let mut place = String::new();
        for segment in segments {
            step(&mut place, segment);
        }
        step(&mut place, member);
        self.found.push(Damage { key: self.key.to_owned(), place, fault });
    }

    /// Notes what is wrong with the value as a whole.
    pub(super) fn say_of_all(&mut self, fault: Fault) {
        self.found.push(Damage { key: self.key.to_owned(), place: String::new(), fault });
    }
}

/// One segment more of a JSON pointer.
fn step(place: &mut String, segment: &str) {
    place.push('/');
    for sign in segment.chars() {
        match sign {
            '~' => place.push_str("~0"),
            '/' => place.push_str("~1"),
            other => place.push(other),
        }
    }
}
