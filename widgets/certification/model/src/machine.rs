//! Rooms and computers: what was checked on each, by whom, and whether a candidate can sit there.

use serde_json::Value;

use crate::day::{Day, Moment};
use crate::stored;

/// A room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// As people call it.
    pub name: String,
}

impl Room {
    /// Reads one.
    pub fn read(raw: &Value) -> Self {
        Self { name: stored::text(raw, "name").to_owned() }
    }
}

/// What somebody declared of a computer. "Ready" is never declared: it is computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// In use.
    #[default]
    InService,
    /// Kept to replace another.
    Reserve,
    /// Out of order.
    Broken,
    /// Taken away.
    Absent,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::InService, Self::Reserve, Self::Broken, Self::Absent];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::InService => "in-service",
            Self::Reserve => "reserve",
            Self::Broken => "broken",
            Self::Absent => "absent",
        }
    }

    /// The state that is stored so.
    pub fn from_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.id() == id).unwrap_or_default()
    }
}

/// What the crash test looks at: its three heads of 2019.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Screen, keyboard, mouse, sound, power.
    Hardware,
    /// Present, on, up to date.
    Antivirus,
    /// System image: browser, extension, software.
    Image,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 3] = [Self::Hardware, Self::Antivirus, Self::Image];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hardware => "hardware",
            Self::Antivirus => "antivirus",
            Self::Image => "image",
        }
    }
}

/// Who says so. A person beats a diagnostic, which beats an import: what was seen by hand is not overwritten by a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Somebody looked.
    Manual,
    /// The diagnostic page measured.
    Diagnostic,
    /// A list was imported.
    Import,
}

impl Source {
    /// By priority.
    pub const ALL: [Self; 3] = [Self::Manual, Self::Diagnostic, Self::Import];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Diagnostic => "diagnostic",
            Self::Import => "import",
        }
    }
}

/// One look at one aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// At what.
    pub aspect: Aspect,
    /// By whom.
    pub source: Source,
    /// When.
    pub on: Day,
    /// Whether it was fine.
    pub ok: bool,
    /// What was seen.
    pub note: String,
}

/// A computer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Machine {
    /// The name on it.
    pub name: String,
    /// Id of its room; empty where it has none.
    pub room: String,
    /// Its seat in the room, from 1.
    pub seat: u32,
    /// Inventory number.
    pub inventory: String,
    /// What somebody declared.
    pub state: State,
    /// The last look at each aspect by each source.
    pub checks: Vec<Check>,
    /// The last run of the diagnostic page, if there was one.
    pub diagnosed: Option<Diagnosed>,
}

/// The last run of the diagnostic page on a computer, as far as the board reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosed {
    /// When.
    pub at: Moment,
    /// What it found wrong: [`Report::cause`](crate::desk::report::Report::cause) of each.
    pub causes: Vec<String>,
}

impl Diagnosed {
    fn read(raw: &Value) -> Option<Self> {
        Some(Self { at: stored::moment(raw, "at")?, causes: stored::texts(raw, "causes") })
    }
}

/// A check counts for so many days.
pub const FRESH: i32 = 30;

/// Whether a candidate can sit at a computer, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// Everything was looked at lately and is fine.
    Ready,
    /// These aspects were never looked at, or too long ago.
    ToCheck(Vec<Aspect>),
    /// These aspects are not fine.
    Problem(Vec<Aspect>),
    /// A problem that stops it is being dealt with: so many tickets.
    Ticket(usize),
    /// Declared: reserve, broken, absent.
    Declared(State),
}

impl Machine {
    /// Reads one.
    pub fn read(raw: &Value) -> Self {
        let mut checks = Vec::new();
        for aspect in Aspect::ALL {
            let Some(of_aspect) = raw.get("checks").and_then(|checks| checks.get(aspect.id())) else {
                continue;
            };
            for source in Source::ALL {
                let Some(check) = of_aspect.get(source.id()) else { continue };
                let (Some(on), Some(ok)) = (stored::day(check, "on"), check["ok"].as_bool()) else {
                    continue;
                };
                let note = stored::text(check, "note").to_owned();
                checks.push(Check { aspect, source, on, ok, note });
            }
        }
        Self {
            name: stored::text(raw, "name").to_owned(),
            room: stored::text(raw, "room").to_owned(),
            seat: stored::number(raw, "seat").unwrap_or(0),
            inventory: stored::text(raw, "inventory").to_owned(),
            state: State::from_id(stored::text(raw, "state")),
            checks,
            diagnosed: raw.get("diagnostic").and_then(Diagnosed::read),
        }
    }

    /// The check that counts for an aspect today: of those that are not stale, the one of the best source.
    pub fn check(&self, aspect: Aspect, today: Day) -> Option<&Check> {
        let fresh = |check: &&Check| check.aspect == aspect && today.0 - check.on.0 <= FRESH;
        // They were read by priority.
        self.checks.iter().find(fresh)
    }

    /// The day of the last look at anything.
    pub fn last_check(&self) -> Option<Day> {
        self.checks.iter().map(|check| check.on).max()
    }

    /// Whether a candidate can sit there today, given how many open tickets stop it.
    pub fn readiness(&self, today: Day, tickets: usize) -> Readiness {
        if self.state != State::InService {
            return Readiness::Declared(self.state);
        }
        let of = |wanted: Option<bool>| -> Vec<Aspect> {
            let found = |aspect: &Aspect| self.check(*aspect, today).map(|check| check.ok) == wanted;
            Aspect::ALL.into_iter().filter(found).collect()
        };
        let bad = of(Some(false));
        if !bad.is_empty() {
            return Readiness::Problem(bad);
        }
        if tickets > 0 {
            return Readiness::Ticket(tickets);
        }
        let unknown = of(None);
        if unknown.is_empty() { Readiness::Ready } else { Readiness::ToCheck(unknown) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn checked(on: &str) -> Value {
        let look = json!({ "manual": { "on": on, "ok": true } });
        json!({ "name": "PC", "checks": { "hardware": look, "antivirus": look, "image": look } })
    }

    #[test]
    fn ready_is_computed_and_goes_stale() {
        let machine = Machine::read(&checked("2026-11-01"));
        assert_eq!(machine.readiness(day("2026-11-26"), 0), Readiness::Ready);
        assert_eq!(machine.readiness(day("2026-12-01"), 0), Readiness::Ready, "30 days later");
        assert_eq!(machine.readiness(day("2026-12-02"), 0), Readiness::ToCheck(Aspect::ALL.to_vec()));
        assert_eq!(machine.readiness(day("2026-11-26"), 1), Readiness::Ticket(1));
    }

    #[test]
    fn a_person_beats_a_diagnostic_until_their_look_is_stale() {
        let mut raw = checked("2026-11-01");
        raw["checks"]["image"]["diagnostic"] = json!({ "on": "2026-11-20", "ok": false });
        let machine = Machine::read(&raw);
        assert_eq!(machine.readiness(day("2026-11-26"), 0), Readiness::Ready);
        assert_eq!(
            machine.readiness(day("2026-12-05"), 0),
            Readiness::Problem(vec![Aspect::Image]),
            "the diagnostic is still fresh"
        );
    }

    #[test]
    fn what_was_declared_comes_first() {
        let mut raw = checked("2026-11-26");
        raw["state"] = json!("broken");
        assert_eq!(Machine::read(&raw).readiness(day("2026-11-26"), 3), Readiness::Declared(State::Broken));
    }

    proptest! {
        #[test]
        fn never_ready_with_a_bad_fresh_check_and_nothing_better(age in 0_i32..=FRESH, tickets in 0_usize..3) {
            let today = day("2026-11-26");
            let mut raw = checked("2026-11-26");
            raw["checks"]["antivirus"] = json!({ "import": { "on": today.plus(-age).text(), "ok": false } });
            prop_assert_eq!(Machine::read(&raw).readiness(today, tickets), Readiness::Problem(vec![Aspect::Antivirus]));
        }
    }
}
