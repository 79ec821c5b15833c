//! UAI: the national number of a French establishment.

use core::fmt;

use serde::{Deserialize, Serialize};

/// The check letters: 23, without I, O and Q. The letter is the number modulo 23.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// An establishment's number in its normal form: seven digits and an upper-case letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(type = "string"))]
#[serde(transparent)]
pub struct Uai(String);

/// What is odd about a text that was given as a UAI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UaiWarning {
    /// Not seven digits and a letter.
    Shape,
    /// The letter should be this one. Test establishments have such numbers, so warn and go on.
    CheckLetter(char),
}

impl Uai {
    /// Reads a UAI: spaces dropped, letters made upper case. Never refuses (test establishments exist): warns.
    pub fn read(text: &str) -> (Self, Option<UaiWarning>) {
        let normal: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let warning = check(&normal);
        (Self(normal), warning)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

crate::wire::text!(Uai, |text| Some(Self(text)), Self::as_str);

fn check(text: &str) -> Option<UaiWarning> {
    let &[ref digits @ .., letter] = text.as_bytes() else { return Some(UaiWarning::Shape) };
    if digits.len() != 7 || !digits.iter().all(u8::is_ascii_digit) || !letter.is_ascii_uppercase() {
        return Some(UaiWarning::Shape);
    }
    let number = digits.iter().fold(0_usize, |sum, digit| sum * 10 + usize::from(digit - b'0'));
    let expected = LETTERS[number % LETTERS.len()];
    (letter != expected).then_some(UaiWarning::CheckLetter(char::from(expected)))
}

impl fmt::Display for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_check_letter() {
        for good in ["0750655E", "0750654D", "0440001M", " 075 0655e "] {
            assert_eq!(Uai::read(good).1, None, "{good}");
        }
        assert_eq!(Uai::read("0750655A").1, Some(UaiWarning::CheckLetter('E')));
        assert_eq!(Uai::read("0750655e").0.as_str(), "0750655E");
    }

    #[test]
    fn warns_of_the_shape() {
        for odd in ["", "E", "075065E", "07506555E", "07506É5E", "0750655é"] {
            assert_eq!(Uai::read(odd).1, Some(UaiWarning::Shape), "{odd}");
        }
    }
}
