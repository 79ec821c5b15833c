//! Levels of mastery.

/// A level from 1 to 8. "Not placed" is no level: see [`Standing`](crate::position::Standing).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub(super) u8);

impl Level {
    /// The lowest.
    pub const LOWEST: Self = Self(1);
    /// The highest of the scale.
    pub const HIGHEST: Self = Self(8);

    /// The level of that number, if the scale has it.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 8 { Some(Self(number)) } else { None }
    }

    /// As [`Level::new`], of a number that was read.
    pub fn read(number: u64) -> Option<Self> {
        u8::try_from(number).ok().and_then(Self::new)
    }

    /// From 1 to 8.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Every level, from the lowest.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (1..=8).map(Self)
    }

    /// The next higher one.
    pub const fn up(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}
