//! Texts of a catalogue in the languages it has.

/// A language that catalogues speak.
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

/// A text in French and English. A school that writes one language only is shown in that one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// The same words whatever the language.
    pub fn same(text: &str) -> Self {
        Self { fr: text.into(), en: text.into() }
    }

    /// The text in that language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}
