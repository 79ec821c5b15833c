//! What is on the screen and not validated.

use crate::framework::{Competence, Level};
use crate::position::{Line, Standing, Ticks, deduce};

/// What the person wants to say of a competence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// The level that follows from the ticks.
    #[default]
    ByTicks,
    /// "I do not know where I stand."
    NotPlaced,
    /// "I have not worked on it."
    NotWorked,
    /// A level of their own.
    Level(Level),
}

/// Ticks and choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is ticked.
    pub ticks: Ticks,
    /// What is chosen.
    pub choice: Choice,
}

impl Draft {
    /// The draft that says what was validated.
    pub fn of(competence: &Competence, current: Option<&Line>) -> Self {
        let Some(line) = current else { return Self::default() };
        let draft = Self { ticks: line.ticks, choice: Choice::ByTicks };
        // Of an explicit choice that agrees with its ticks nothing is lost by following the ticks.
        if !line.ticks.is_empty() && draft.standing(competence) == line.standing {
            return draft;
        }
        let choice = match line.standing {
            Standing::NotPlaced => Choice::NotPlaced,
            Standing::NotWorked => Choice::NotWorked,
            Standing::Level(level) => Choice::Level(level),
        };
        Self { choice, ..draft }
    }

    /// What it says.
    pub fn standing(&self, competence: &Competence) -> Standing {
        match self.choice {
            Choice::ByTicks => {
                deduce(competence, self.ticks).level.map_or(Standing::NotPlaced, Standing::Level)
            }
            Choice::NotPlaced => Standing::NotPlaced,
            Choice::NotWorked => Standing::NotWorked,
            Choice::Level(level) => Standing::Level(level),
        }
    }

    /// Whether it says nothing at all.
    pub fn is_silent(&self) -> bool {
        self.choice == Choice::ByTicks && self.ticks.is_empty()
    }
}
