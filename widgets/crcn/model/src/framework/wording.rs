//! Texts of a framework in the languages it has.

use std::borrow::Cow;

/// A text that costs nothing to copy where it was shipped with the widget.
pub type Words = Cow<'static, str>;

/// A language that frameworks speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language of a BCP 47 tag; French for anything but English.
    pub fn of(tag: &str) -> Self {
        match tag.as_bytes() {
            [b'e' | b'E', b'n' | b'N', ..] => Self::En,
            _ => Self::Fr,
        }
    }
}

/// A text in French and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// French.
    pub fr: Words,
    /// English.
    pub en: Words,
}

impl Wording {
    /// The text in that language.
    pub fn get(&self, lang: Lang) -> Words {
        match lang {
            Lang::Fr => self.fr.clone(),
            Lang::En => self.en.clone(),
        }
    }
}
