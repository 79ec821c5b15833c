//! The words after the task's name. Whatever a task does not know is refused, with its usage.

use anyhow::{Result, bail};

#[derive(Debug)]
pub(crate) struct Arguments {
    words: Vec<String>,
    usage: String,
}

impl Arguments {
    pub(crate) fn new(words: Vec<String>, usage: String) -> Self {
        Self { words, usage }
    }

    /// Takes `--name` out, if it is there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() != before
    }

    /// Takes every `--name value` and `--name=value` out.
    pub(crate) fn values(&mut self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let prefix = format!("{name}=");
        while let Some(at) = self.words.iter().position(|word| word == name || word.starts_with(&prefix)) {
            let word = self.words.remove(at);
            match word.strip_prefix(&prefix) {
                Some(value) => found.push(value.to_owned()),
                None if at < self.words.len() => found.push(self.words.remove(at)),
                None => bail!("{name} wants a value. Usage: {}", self.usage),
            }
        }
        Ok(found)
    }

    /// Takes one `--name value` out.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let mut values = self.values(name)?;
        if values.len() > 1 {
            bail!("{name} is given {} times. Usage: {}", values.len(), self.usage);
        }
        Ok(values.pop())
    }

    /// Takes the next word that is not an option.
    pub(crate) fn word(&mut self) -> Option<String> {
        let at = self.words.iter().position(|word| !word.starts_with('-'))?;
        Some(self.words.remove(at))
    }

    /// Everything that is left, for a program that reads it itself.
    pub(crate) fn rest(self) -> Vec<String> {
        self.words
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<()> {
        if let Some(word) = self.words.first() {
            bail!("`{word}` is not understood. Usage: {}", self.usage);
        }
        Ok(())
    }

    pub(crate) fn usage(&self) -> &str {
        &self.usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Arguments {
        Arguments::new(words.iter().map(|word| (*word).to_owned()).collect(), "cargo xtask test".into())
    }

    #[test]
    fn flags_values_and_words_are_told_apart() {
        let mut given = arguments(&["--engine", "firefox", "crcn", "--fast", "--engine=webkit"]);
        assert!(given.flag("--fast"));
        assert!(!given.flag("--fast"));
        assert_eq!(given.values("--engine").expect("two values"), ["firefox", "webkit"]);
        assert_eq!(given.word().as_deref(), Some("crcn"));
        given.finish().expect("nothing is left");
    }

    #[test]
    fn a_missing_value_a_second_one_and_an_unknown_word_are_refused() {
        assert!(arguments(&["--port"]).value("--port").is_err());
        assert!(arguments(&["--port", "1", "--port", "2"]).value("--port").is_err());
        let error = arguments(&["--fats"]).finish().expect_err("unknown").to_string();
        assert!(error.contains("`--fats`") && error.contains("cargo xtask test"), "{error}");
    }
}
