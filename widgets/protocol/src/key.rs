//! Keys and scopes of the storage (section 8).

use core::fmt;

use serde::{Deserialize, Serialize};

/// Whose data a scope holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// This person, in this instance.
    User,
    /// Everyone in the instance, as the access rules of the manifest say.
    Shared,
    /// The settings of the instance.
    Widget,
    /// This browser only; may vanish. Kept by the host page, never by the back end.
    Device,
}

impl Scope {
    /// The name on the wire and in the paths of the back end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Shared => "shared",
            Self::Widget => "widget",
            Self::Device => "device",
        }
    }

    /// The scope of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::User, Self::Shared, Self::Widget, Self::Device].into_iter().find(|scope| scope.name() == name)
    }

    /// Whether several people write here, so that every write must say which revision it saw (`ifRev`).
    pub const fn needs_if_rev(self) -> bool {
        matches!(self, Self::Shared | Self::Widget)
    }
}

/// A storage key: 1 to 128 of `a-z 0-9 . _ / -` (section 8).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS), ts(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyError {
    /// Empty, or over [`Key::MAX_LEN`] characters.
    Length,
    /// Another character than `a-z 0-9 . _ / -`.
    Character,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "a key has 1 to 128 characters",
            Self::Character => "a key has only a-z, 0-9 and . _ / -",
        })
    }
}

impl core::error::Error for KeyError {}

impl Key {
    /// The longest key, in characters.
    pub const MAX_LEN: usize = 128;

    /// Checks the text against the grammar.
    pub fn new(text: impl Into<String>) -> Result<Self, KeyError> {
        let text = text.into();
        check_grammar(&text)?;
        if text.is_empty() { Err(KeyError::Length) } else { Ok(Self(text)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `/`-separated segment of that number, from 0.
    pub fn segment(&self, number: usize) -> Option<&str> {
        self.0.split('/').nth(number)
    }
}

/// Checks a prefix: the grammar of a key, but it may be empty (everything).
pub fn check_prefix(text: &str) -> Result<(), KeyError> {
    check_grammar(text)
}

fn check_grammar(text: &str) -> Result<(), KeyError> {
    if text.len() > Key::MAX_LEN {
        return Err(KeyError::Length);
    }
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._/-".contains(&byte);
    if text.bytes().all(allowed) { Ok(()) } else { Err(KeyError::Character) }
}

crate::wire::text!(Key, |text| Self::new(text).ok(), Self::as_str);

impl TryFrom<String> for Key {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, KeyError> {
        Self::new(text)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl core::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Key {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Key".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9._/-]{1,128}$" })
    }
}
