//! Capability names (section 7).

use core::fmt;

use serde::{Deserialize, Serialize};

/// A capability: a thing that the host may let a widget do. Unknown names are kept, so that a newer manifest
/// can be read, and are never granted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(type = "string"))]
#[serde(transparent)]
pub struct Capability(String);

/// The names of version 1 that take no argument.
const PLAIN: [&str; 17] = [
    "storage:user",
    "storage:shared",
    "storage:widget",
    "storage:device",
    "live",
    "user:id",
    "user:role",
    "user:name",
    "user:groups",
    "file:save",
    "file:pick",
    "file:keep",
    "ui:fullscreen",
    "ui:open",
    "ui:clipboard",
    "ui:print",
    "event",
];

impl Capability {
    /// A capability of that name, known or not.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether version 1 names it: one of the plain names, or `service:` and a service name of
    /// 1 to 64 lower-case letters, digits, dots and hyphens.
    pub fn is_known(&self) -> bool {
        let service_name = |name: &str| {
            (1..=64).contains(&name.len())
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
        };
        PLAIN.contains(&self.as_str()) || self.0.strip_prefix("service:").is_some_and(service_name)
    }
}

crate::wire::text!(Capability, |text| Some(Self(text)), Self::as_str);

impl From<&str> for Capability {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
