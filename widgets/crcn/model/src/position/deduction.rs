//! The level that follows from ticks, why, and what is missing to the next.
//!
//! **The rule**: a level is reached when every indicator of it and of every level below it that the competence has is
//! ticked. Nothing is weighed and nothing averaged, so that a pupil can check it with a finger on the screen. Ticks
//! above an unfinished level are kept and shown, and count as soon as the gap is filled. Levels without indicators
//! (6 to 8) never follow from ticks: a person places themself there in full knowledge.

use super::{Standing, TickId, Ticks};
use crate::framework::{Competence, Level};

/// What follows from ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deduction {
    /// The level reached; `None` below the first that the competence has.
    pub level: Option<Level>,
    /// Each level that has indicators, from the lowest.
    pub steps: Vec<Step>,
    /// The next level to reach, and what is missing to it. `None` when all is ticked.
    pub next: Option<Next>,
}

/// How far a level is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub level: Level,
    /// Indicators ticked.
    pub ticked: usize,
    /// Indicators in all; at least 1.
    pub total: usize,
}

/// The next level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Which.
    pub level: Level,
    /// Its indicators that are not ticked; at least one.
    pub missing: Vec<TickId>,
}

/// The level that follows from those ticks on that competence. Unknown ticks count for nothing.
pub fn deduce(competence: &Competence, ticks: Ticks) -> Deduction {
    let mut deduction = Deduction { level: None, steps: Vec::new(), next: None };
    for rung in competence.indicated() {
        let missing: Vec<TickId> =
            rung.indicators.iter().map(|indicator| indicator.id).filter(|id| !ticks.has(*id)).collect();
        let total = rung.indicators.len();
        deduction.steps.push(Step { level: rung.level, ticked: total - missing.len(), total });
        if deduction.next.is_none() {
            if missing.is_empty() {
                deduction.level = Some(rung.level);
            } else {
                deduction.next = Some(Next { level: rung.level, missing });
            }
        }
    }
    deduction
}

/// How what a person says differs from their own ticks. A hint, never a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// They place themself above what the ticks show (`None`: the ticks reach no level yet).
    Above {
        /// Where they place themself.
        placed: Level,
        /// What the ticks show.
        shown: Option<Level>,
    },
    /// They place themself below what the ticks show.
    Below {
        /// Where they place themself.
        placed: Level,
        /// What the ticks show.
        shown: Level,
    },
    /// They say no level, and the ticks show one.
    Unsaid {
        /// What the ticks show.
        shown: Level,
    },
    /// They say that they have not worked on it, and something is ticked.
    NotWorkedButTicked,
}

/// The gap between what a person says and their own ticks; `None` without ticks, and where both agree.
///
/// Above the levels that have indicators there is no gap as long as all of those are ticked.
pub fn gap(competence: &Competence, standing: Standing, ticks: Ticks) -> Option<Gap> {
    if ticks.is_empty() {
        return None;
    }
    let deduction = deduce(competence, ticks);
    match (standing, deduction.level) {
        (Standing::NotWorked, _) => Some(Gap::NotWorkedButTicked),
        (Standing::NotPlaced, shown) => shown.map(|shown| Gap::Unsaid { shown }),
        (Standing::Level(placed), Some(shown)) if placed < shown => Some(Gap::Below { placed, shown }),
        (Standing::Level(placed), shown) if Some(placed) > shown && deduction.next.is_some() => {
            Some(Gap::Above { placed, shown })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
