//! Texts of a framework in the languages it has.

/// A text of a framework. It lives as long as the page: those that ship are part of the module, and a framework that is
/// read later is kept for good, so that a text is copied as a pointer and never freed: the code for anything else stood at every one of its uses.
pub type Words = &'static str;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// French.
    pub fr: Words,
    /// English.
    pub en: Words,
}

impl Wording {
    /// The text in that language.
    pub const fn get(&self, lang: Lang) -> Words {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}
