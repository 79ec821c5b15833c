//! French first, English complete: every text that a person reads stands in a catalogue.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::{HeaderMap, header};

use crate::clock::Moment;
use crate::session::cookies;

/// The name of the cookie that keeps the person's choice; the page's script writes it too.
pub const COOKIE: &str = "locale";

type Catalogue = HashMap<String, String>;

static FRENCH: LazyLock<Catalogue> =
    LazyLock::new(|| read("fr", include_str!("../../www/pages/locales/fr.json")));
static ENGLISH: LazyLock<Catalogue> =
    LazyLock::new(|| read("en", include_str!("../../www/pages/locales/en.json")));

fn read(name: &str, text: &str) -> Catalogue {
    serde_json::from_str(text).unwrap_or_else(|error| {
        // A test reads both, so this can only be met while writing them.
        tracing::error!(%error, name, "a text catalogue cannot be read");
        Catalogue::new()
    })
}

/// A language of the example ENT.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// Français.
    #[default]
    French,
    /// English.
    English,
}

impl Locale {
    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of a BCP 47 tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// What the person chose, else the first language of theirs that we have, else French.
    pub fn of_request(headers: &HeaderMap) -> Self {
        if let Some(chosen) = cookies::value(headers, COOKIE).and_then(|tag| Self::from_tag(&tag)) {
            return chosen;
        }
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        accepted.map(Self::best_of).unwrap_or_default()
    }

    fn best_of(accepted: &str) -> Self {
        let mut best = (0.0_f32, Self::French);
        for part in accepted.split(',') {
            let mut pieces = part.split(';');
            let Some(locale) = pieces.next().and_then(Self::from_tag) else { continue };
            let quality =
                pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }

    /// The text of that name; question marks where there is none, which tests forbid.
    pub fn text(self, name: &str) -> &'static str {
        let catalogue: &'static Catalogue = match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        };
        catalogue.get(name).map_or("???", String::as_str)
    }

    /// The text of that name with its `{words}` filled in.
    pub fn text_with(self, name: &str, words: &[(&str, String)]) -> String {
        let mut text = self.text(name).to_owned();
        for (word, value) in words {
            text = text.replace(&format!("{{{word}}}"), value);
        }
        text
    }

    /// A day in figures, as both languages of ours write it in Europe: `23/11/2026`.
    pub fn date(self, moment: Moment) -> String {
        let day = &moment.rfc3339()[..10];
        let mut parts = day.rsplit('-');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        [part(), part(), part()].join("/")
    }

    /// Whether the catalogue has a text of that name.
    pub fn has(self, name: &str) -> bool {
        match self {
            Self::French => FRENCH.contains_key(name),
            Self::English => ENGLISH.contains_key(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn words(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn both_catalogues_have_the_same_texts_with_the_same_words() {
        assert!(FRENCH.len() > 50);
        let names = |catalogue: &Catalogue| catalogue.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&FRENCH), names(&ENGLISH));
        for (name, french) in FRENCH.iter() {
            assert_eq!(words(french), words(&ENGLISH[name]), "{name}");
        }
    }

    #[test]
    fn french_typography_is_kept() {
        for (name, text) in FRENCH.iter() {
            for mark in [" :", " ;", " !", " ?", "« ", " »", "'"] {
                assert!(!text.contains(mark), "{name} has {mark:?} with a plain space or quote: {text}");
            }
        }
    }

    #[test]
    fn the_best_language_is_chosen() {
        assert_eq!(Locale::best_of("de, en;q=0.8, fr;q=0.5"), Locale::English);
        assert_eq!(Locale::best_of("fr-CA,en;q=0.9"), Locale::French);
        assert_eq!(Locale::best_of("de,es"), Locale::French);
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "fr".parse().unwrap());
        headers.insert(header::COOKIE, "theme=dark; locale=en".parse().unwrap());
        assert_eq!(Locale::of_request(&headers), Locale::English);
    }
}
