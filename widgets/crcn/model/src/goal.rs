//! A level to reach by a day: set by the person for themself, or by a teacher for a class.

use serde_json::Value;

use crate::framework::{Competence, Level};
use crate::members::{day, level, object, of_day, of_level, text};
use crate::moment::Day;

/// A goal of one competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// The level to reach; one that the competence has.
    pub level: Level,
    /// By which day.
    pub due: Day,
    /// The day it was set.
    pub on: Day,
}

/// Why a goal cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoalFault {
    /// No day, or one that does not exist.
    NoDay,
    /// A day before today.
    Past,
    /// A level that the competence does not have, as 4.1 at level 1.
    NoSuchLevel,
}

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The person is at that level or above.
    Reached,
    /// There is time left.
    Open,
    /// The day is over.
    Late,
}

impl Goal {
    /// Of what was typed.
    ///
    /// # Errors
    /// Why it cannot be set.
    pub fn of_typing(competence: &Competence, level: Level, due: &str, on: Day) -> Result<Self, GoalFault> {
        if competence.rung(level).is_none() {
            return Err(GoalFault::NoSuchLevel);
        }
        let due = Day::parse(due).ok_or(GoalFault::NoDay)?;
        if due < on {
            return Err(GoalFault::Past);
        }
        Ok(Self { level, due, on })
    }

    /// Reads what is stored; `None` where it is no goal of that competence.
    pub fn read(value: &Value, competence: &Competence) -> Option<Self> {
        Some(Self { level: level(value, competence)?, due: day(value, "due")?, on: day(value, "on")? })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        self.stored_with(None)
    }

    /// The value to store for a class.
    pub fn stored_for(&self, group: &str) -> Value {
        self.stored_with(Some(group))
    }

    fn stored_with(&self, group: Option<&str>) -> Value {
        object([
            ("group", group.map(Value::from)),
            ("level", Some(of_level(self.level))),
            ("due", Some(of_day(self.due))),
            ("on", Some(of_day(self.on))),
        ])
    }

    /// Where it stands today, given the person's own level.
    pub fn progress(&self, own: Option<Level>, today: Day) -> Progress {
        if own >= Some(self.level) {
            Progress::Reached
        } else if today > self.due {
            Progress::Late
        } else {
            Progress::Open
        }
    }
}

/// The group that a class goal is for.
pub fn group(value: &Value) -> Option<&str> {
    text(value, "group")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Framework;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn level(number: u8) -> Level {
        Level::new(number).unwrap()
    }

    #[test]
    fn a_goal_is_a_level_that_there_is_and_a_day_to_come() {
        let framework = Framework::crcn();
        let security = framework.competence("4.1").unwrap();
        let today = day("2026-11-26");
        let set = |number, due: &str| Goal::of_typing(security, level(number), due, today);
        assert_eq!(set(1, "2027-01-31"), Err(GoalFault::NoSuchLevel), "4.1 begins at level 2");
        assert_eq!(set(2, "2026-11-25"), Err(GoalFault::Past));
        assert_eq!(set(2, "2027-02-30"), Err(GoalFault::NoDay));
        assert_eq!(set(2, ""), Err(GoalFault::NoDay));
        let goal = set(3, "2026-11-26").unwrap();
        assert_eq!(Goal::read(&goal.stored(), security), Some(goal));
        assert_eq!(Goal::read(&goal.stored_for("g1"), security), Some(goal));
        assert_eq!(group(&goal.stored_for("g1")), Some("g1"));
    }

    #[test]
    fn it_is_reached_by_ones_own_level_and_late_after_its_day() {
        let goal = Goal { level: level(3), due: day("2026-12-31"), on: day("2026-11-26") };
        let today = day("2026-12-31");
        assert_eq!(goal.progress(Some(level(3)), day("2027-01-01")), Progress::Reached);
        assert_eq!(goal.progress(Some(level(2)), today), Progress::Open);
        assert_eq!(goal.progress(None, day("2027-01-01")), Progress::Late);
    }
}
