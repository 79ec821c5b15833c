//! Indicators that are ticked.

use crate::framework::Level;

/// An indicator of a competence: the Nth of a level. Written `3-2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TickId {
    level: Level,
    number: u8,
}

impl TickId {
    /// The indicator of that level with that number, 1 to 9.
    pub(crate) const fn new(level: Level, number: u8) -> Self {
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

    const fn bit(self) -> u16 {
        1 << (self.number - 1)
    }

    /// As `3-2`.
    pub fn text(self) -> String {
        let mut text = String::with_capacity(3);
        text.push(char::from(b'0' + self.level.number()));
        text.push('-');
        text.push(char::from(b'0' + self.number));
        text
    }
}

/// A set of ticked indicators: a bit each, by level and number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Ticks([u16; 8]);

impl Ticks {
    /// Whether it is ticked.
    pub const fn has(self, id: TickId) -> bool {
        self.0[id.level.number() as usize - 1] & id.bit() != 0
    }

    /// Ticks or unticks.
    pub const fn set(&mut self, id: TickId, on: bool) {
        let bits = &mut self.0[id.level.number() as usize - 1];
        if on {
            *bits |= id.bit();
        } else {
            *bits &= !id.bit();
        }
    }

    /// Whether nothing is ticked.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// How many.
    pub fn len(self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// From the lowest level.
    pub fn iter(self) -> impl Iterator<Item = TickId> {
        Level::all()
            .flat_map(|level| (1..=9).map(move |number| TickId { level, number }))
            .filter(move |id| self.has(*id))
    }
}

impl core::fmt::Debug for Ticks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.iter().map(TickId::text)).finish()
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
