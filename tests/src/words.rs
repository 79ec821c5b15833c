//! The texts of the screens, read from the catalogues that the screens are made of: a journey names a text by its
//! key, so that it fails when the text is not shown, and not when somebody words it better.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tools;

/// A catalogue in one language.
#[derive(Debug, Clone)]
pub struct Words(Value);

impl Words {
    /// The catalogue of a widget, in `fr` or `en`.
    pub fn of_widget(widget: &str, language: &str) -> Result<Self> {
        Self::read(&tools::repository().join(format!("widgets/{widget}/locales/{language}.json")))
    }

    /// The catalogue of a part of a widget that is loaded later.
    pub fn of_part(widget: &str, part: &str, language: &str) -> Result<Self> {
        Self::read(&tools::repository().join(format!("widgets/{widget}/lazy/{part}/locales/{language}.json")))
    }

    /// The catalogue of the kit, which every widget shows too.
    pub fn of_kit(language: &str) -> Result<Self> {
        Self::read(&tools::repository().join(format!("widgets/kit/locales/{language}.json")))
    }

    fn read(file: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("no catalogue at {}", file.display()))?;
        Ok(Self(serde_json::from_str(&text)?))
    }

    /// The text of a key.
    pub fn get(&self, key: &str) -> Result<String> {
        self.with(key, &[])
    }

    /// The text of a key with its places filled.
    pub fn with(&self, key: &str, places: &[(&str, &str)]) -> Result<String> {
        let text = self.0[key].as_str().with_context(|| format!("the catalogue has no text {key}"))?;
        Ok(fill(text, places))
    }

    /// The text of a key for a number: its `{n}` is the number, its form that of French for 0 and 1 or for more.
    pub fn count(&self, key: &str, number: usize, places: &[(&str, &str)]) -> Result<String> {
        let form = if number < 2 { "one" } else { "other" };
        let text =
            self.0[key][form].as_str().with_context(|| format!("the catalogue has no forms of {key}"))?;
        Ok(fill(&text.replace("{n}", &number.to_string()), places))
    }
}

fn fill(text: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn texts_are_found_filled_and_counted() {
        let words = Words::of_kit("fr").unwrap();
        assert!(words.get("undo").unwrap().len() > 3, "a word");
        assert!(words.count("save.waiting", 3, &[]).unwrap().starts_with("3 "), "the number stands in it");
        assert!(words.get("no.such.key").unwrap_err().to_string().contains("no.such.key"), "says which");
    }
}
