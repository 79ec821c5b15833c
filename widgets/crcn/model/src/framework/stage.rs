//! School stages, and how far up the scale each opens by default.

use super::Level;

/// A stage of schooling. What it opens is a start, never a wall: the levels above are one click away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// CP to CE2.
    Cycle2,
    /// CM1 to 6e.
    Cycle3,
    /// 5e to 3e.
    Cycle4,
    /// Upper secondary school.
    Lycee,
    /// Adults and higher education.
    Adult,
}

impl Stage {
    /// Every stage, from the youngest.
    pub const ALL: [Self; 5] = [Self::Cycle2, Self::Cycle3, Self::Cycle4, Self::Lycee, Self::Adult];

    /// The name under which it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cycle2 => "cycle2",
            Self::Cycle3 => "cycle3",
            Self::Cycle4 => "cycle4",
            Self::Lycee => "lycee",
            Self::Adult => "adult",
        }
    }

    /// The stage stored under that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// The highest level opened by default. Levels 1 and 2 concern primary school, 1 to 5 school as a whole, 6 to 8
    /// adults (éduscol); the steps between are a proposal.
    pub const fn opens_up_to(self) -> Level {
        let number = match self {
            Self::Cycle2 => 2,
            Self::Cycle3 => 3,
            Self::Cycle4 => 4,
            Self::Lycee => 5,
            Self::Adult => 8,
        };
        Level(number)
    }

    /// What is open where nobody said the stage: the levels meant for school.
    pub const fn opens_by_default() -> Level {
        Self::Lycee.opens_up_to()
    }
}
