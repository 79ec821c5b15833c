//! Codes of domains and competences.

use super::Words;

/// The code of a domain or a competence, as `2` or `2.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(Words);

impl Code {
    /// A code of a framework.
    pub const fn new(text: Words) -> Self {
        Self(text)
    }

    /// The text.
    pub const fn as_str(self) -> Words {
        self.0
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.0)
    }
}
