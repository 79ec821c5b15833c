//! Where a person stands on a competence: what they tick, the level that follows, and every validation they made.

mod deduction;
mod entry;
mod history;
mod ticks;

pub use deduction::{Deduction, Gap, Next, Step, deduce, gap};
pub use entry::{Act, Entry, EntryId, Stamp};
pub use history::{Fate, History, Line};
pub use ticks::{TickId, Ticks};

use crate::framework::{Competence, Level};

/// What a person says of a competence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// They do not know (yet) where they stand. Also where nothing was ever said.
    #[default]
    NotPlaced,
    /// They have not worked on it.
    NotWorked,
    /// A level.
    Level(Level),
}

impl Standing {
    /// The level, where there is one.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }

    /// Whether one can say this of that competence: a level must be one of its levels (4.1 has no level 1).
    pub fn is_possible(self, competence: &Competence) -> bool {
        self.level().is_none_or(|level| competence.rung(level).is_some())
    }
}
