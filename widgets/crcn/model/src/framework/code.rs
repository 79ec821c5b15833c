//! Codes of domains and competences.

use super::Words;

/// The code of a domain or a competence, as `2` or `2.1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(Words);

impl Code {
    /// A code that ships with the widget.
    pub const fn shipped(text: &'static str) -> Self {
        Self(Words::Borrowed(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, without a copy where it ships with the widget.
    pub fn words(&self) -> Words {
        self.0.clone()
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self(Words::Owned(text.to_owned()))
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}
