//! Names of plans and objects: 64 drawn bits, written as 13 letters and digits.

use core::fmt;

/// The name of a plan or of an object on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

/// In the order of their bytes, so that texts and numbers sort alike.
const DIGITS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
/// 13 signs of 5 bits hold 64 bits and one to spare.
const SIGNS: usize = 13;

impl Id {
    /// The name made of these bits.
    pub const fn of(bits: u64) -> Self {
        Self(bits)
    }

    /// Reads a name; `None` for another form.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != SIGNS {
            return None;
        }
        let mut bits: u64 = 0;
        for sign in text.bytes() {
            let digit = DIGITS.iter().position(|known| *known == sign)? as u64;
            bits = bits.checked_mul(32)?.checked_add(digit)?;
        }
        Some(Self(bits))
    }

    /// The name as text.
    pub fn text(self) -> String {
        (0..SIGNS).rev().map(|place| char::from(DIGITS[(self.0 >> (5 * place) & 31) as usize])).collect()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Gives fresh names from bits that were drawn outside: this crate draws none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    state: u64,
}

impl Names {
    /// Names that follow from these random bits.
    pub const fn from_bits(bits: u64) -> Self {
        Self { state: bits }
    }

    /// A name that was not given before (`SplitMix64` by Steele, Lea and Flood: every state gives another number).
    pub fn fresh(&mut self) -> Id {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        Id(bits ^ bits >> 31)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn other_forms_are_no_names() {
        for odd in ["", "222222222222", "22222222222222", "222222222222A", "2222222222220", "zzzzzzzzzzzzz"] {
            assert_eq!(Id::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_name_and_back(bits: u64, other: u64) {
            let (one, two) = (Id::of(bits), Id::of(other));
            prop_assert_eq!(Id::parse(&one.text()), Some(one));
            prop_assert_eq!(one.cmp(&two), one.text().cmp(&two.text()));
        }
    }
}
