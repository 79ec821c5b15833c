//! Indicators that are ticked.

use crate::framework::Level;

/// An indicator of a competence: the Nth of a level. Written `3-2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TickId {
    level: Level,
    number: u8,
}

impl TickId {
    /// The indicator of that level with that number, from 1.
    pub const fn new(level: Level, number: u8) -> Self {
        Self { level, number }
    }

    /// Its level.
    pub const fn level(self) -> Level {
        self.level
    }

    /// Its number in the level, from 1.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Reads `3-2`.
    pub fn parse(text: &str) -> Option<Self> {
        let &[level, b'-', number @ b'1'..=b'9'] = text.as_bytes() else { return None };
        Some(Self { level: Level::new(level.checked_sub(b'0')?)?, number: number - b'0' })
    }

    /// As `3-2`.
    pub fn text(self) -> String {
        [self.level.number(), self.number].map(|number| number.to_string()).join("-")
    }
}

/// A set of ticked indicators, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticks(Vec<TickId>);

impl Ticks {
    /// Whether it is ticked.
    pub fn has(&self, id: TickId) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    /// Ticks or unticks.
    pub fn set(&mut self, id: TickId, on: bool) {
        match self.0.binary_search(&id) {
            Err(at) if on => self.0.insert(at, id),
            Ok(at) if !on => {
                self.0.remove(at);
            }
            _ => {}
        }
    }

    /// Whether nothing is ticked.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// From the lowest level.
    pub fn iter(&self) -> impl Iterator<Item = TickId> {
        self.0.iter().copied()
    }

    /// How many of that level.
    pub fn at_level(&self, level: Level) -> usize {
        self.0.iter().filter(|id| id.level() == level).count()
    }
}

impl FromIterator<TickId> for Ticks {
    fn from_iter<I: IntoIterator<Item = TickId>>(ids: I) -> Self {
        let mut ticks = Self::default();
        for id in ids {
            ticks.set(id, true);
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_read_as_they_are_written() {
        for level in Level::all() {
            for number in 1..=9 {
                let id = TickId::new(level, number);
                assert_eq!(TickId::parse(&id.text()), Some(id), "{}", id.text());
            }
        }
        for odd in ["", "3", "3-", "3-0", "0-1", "9-1", "3-10", "33-1", "3.1", "-3-1", "\u{e9}-1"] {
            assert_eq!(TickId::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_set_is_a_set(moves in prop::collection::vec((1_u8..=8, 1_u8..=9, any::<bool>()), 0..60)) {
            let mut ticks = Ticks::default();
            let mut expected = std::collections::BTreeSet::new();
            for (level, number, on) in moves {
                let id = TickId::new(Level::new(level).unwrap(), number);
                ticks.set(id, on);
                if on { expected.insert(id); } else { expected.remove(&id); }
                prop_assert_eq!(ticks.has(id), on);
            }
            prop_assert_eq!(ticks.iter().collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
