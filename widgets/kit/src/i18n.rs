//! Texts in the person's language: static tables compiled from the catalogues, and the browser's own for dates.

mod fill;
mod typography;

pub use fill::{counted, fill};
pub use typography::problems as typography_problems;

/// A language that widgets speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// French, the first language of every text.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language of a BCP 47 tag; French for anything but English.
    pub fn of(tag: &str) -> Self {
        if tag.len() >= 2 && tag.as_bytes()[..2].eq_ignore_ascii_case(b"en") { Self::En } else { Self::Fr }
    }

    /// The tag for a `lang` attribute and for the browser's formatters.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Whether a count takes the singular: 0 and 1 in French, 1 in English.
    pub const fn is_one(self, count: u32) -> bool {
        match self {
            Self::Fr => count < 2,
            Self::En => count == 1,
        }
    }
}

/// A key of a compiled catalogue (see [`catalogue!`](crate::catalogue)).
pub trait Text: Copy + 'static {
    /// The text as the catalogue has it, placeholders and plural forms included.
    fn raw(self, lang: Lang) -> &'static str;

    /// A text without placeholders.
    fn get(self, lang: Lang) -> &'static str {
        self.raw(lang)
    }

    /// A text with its placeholders filled.
    fn with(self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.raw(lang), values)
    }

    /// A counted text: `{n}` is the count.
    fn count(self, lang: Lang, count: u32) -> String {
        self.count_with(lang, count, &[])
    }

    /// A counted text with further placeholders.
    fn count_with(self, lang: Lang, count: u32, values: &[(&str, &str)]) -> String {
        let number = count.to_string();
        let form = counted(self.raw(lang), lang, count);
        fill(&fill(form, values), &[("n", number.as_str())])
    }
}

/// Declares the enum `T` of a package whose build script calls `greffon_texts::build`.
#[macro_export]
macro_rules! catalogue {
    () => {
        include!(concat!(env!("OUT_DIR"), "/texts.rs"));

        impl $crate::i18n::Text for T {
            fn raw(self, lang: $crate::i18n::Lang) -> &'static str {
                match lang {
                    $crate::i18n::Lang::Fr => FR[self as usize],
                    $crate::i18n::Lang::En => EN[self as usize],
                }
            }
        }
    };
}

/// The kit's own texts.
pub mod kit {
    catalogue!();
}

#[cfg(test)]
mod tests {
    use super::kit::T;
    use super::*;

    #[test]
    fn counts_as_each_language_does() {
        assert_eq!(T::SaveWaiting.count(Lang::Fr, 0), "0 changement en attente du réseau");
        assert_eq!(T::SaveWaiting.count(Lang::Fr, 2), "2 changements en attente du réseau");
        assert_eq!(T::SaveWaiting.count(Lang::En, 0), "0 changes waiting for the network");
        assert_eq!(T::SaveWaiting.count(Lang::En, 1), "1 change waiting for the network");
    }

    #[test]
    fn reads_language_tags() {
        assert_eq!(
            ["fr", "fr-BE", "EN", "en-GB", "br", "", "e"].map(Lang::of).map(Lang::tag),
            ["fr", "fr", "en", "en", "fr", "fr", "fr"]
        );
    }

    #[test]
    fn french_texts_follow_french_typography() {
        for (key, name) in T::ALL.into_iter().zip(T::NAMES) {
            assert_eq!(typography_problems(key.raw(Lang::Fr)), Vec::<&str>::new(), "{name}");
        }
    }
}
