//! The errors of section 5: names are the contract, numbers ride along, text is for people.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::key::Key;
use crate::storage::Rev;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $code:literal, $status:literal, $retryable:literal;)*) => {
        /// What went wrong, as a stable name. A kind is never renamed or reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorKind {
            $($(#[$doc])* $variant,)*
        }

        impl ErrorKind {
            /// Every kind, in the order of section 5.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The JSON-RPC number.
            pub const fn code(self) -> i32 {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status that a back end answers with; 0 where the kind never leaves the browser.
            pub const fn http_status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// Whether the same request may be sent again unchanged and could then succeed.
            pub const fn retryable(self) -> bool {
                match self { $(Self::$variant => $retryable,)* }
            }
        }
    };
}

kinds! {
    /// The text is not JSON.
    Parse = "parse", -32700, 400, false;
    /// The shape, the order or a value is wrong.
    Invalid = "invalid", -32602, 400, false;
    /// The method is unknown, or of a level that this host does not offer.
    Unsupported = "unsupported", -32601, 501, false;
    /// The host failed in itself. Worth one more try.
    Internal = "internal", -32603, 500, true;
    /// No major version in common.
    Version = "version", 5050, 0, false;
    /// The capability was not granted.
    NotGranted = "not_granted", 4030, 403, false;
    /// The rights of this person do not reach so far, or the person said no.
    Denied = "denied", 4031, 403, false;
    /// The person must sign in again; writes wait for `session.state`.
    SessionExpired = "session_expired", 4010, 401, true;
    /// No such key, service, file or instance.
    NotFound = "not_found", 4040, 404, false;
    /// Somebody wrote first; `data` carries the winner.
    Conflict = "conflict", 4090, 409, false;
    /// The port or the instance was closed. Local.
    Closed = "closed", 4100, 0, false;
    /// The caller cancelled. Local.
    Cancelled = "cancelled", 4990, 0, false;
    /// No answer in time. Local; whether it was carried out is unknown, so retry with the same `opId`.
    Timeout = "timeout", 4080, 0, true;
    /// A message, value, batch or file is over its limit.
    TooLarge = "too_large", 4130, 413, false;
    /// The scope is full.
    Quota = "quota", 5070, 507, false;
    /// The role or the state of the session allows reading only.
    ReadOnly = "read_only", 4230, 423, false;
    /// Too fast; `data.retryAfterMs` says when.
    RateLimited = "rate_limited", 4290, 429, true;
    /// The back end answered nonsense or an error.
    Backend = "backend", 5020, 502, true;
    /// No link to the back end, and `queue` was not asked.
    Offline = "offline", 5030, 503, true;
}

/// The error member of a JSON-RPC answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RpcError {
    /// The number of the kind (section 5).
    pub code: i32,
    /// For people, in the host's language.
    pub message: String,
    /// The kind and its details.
    pub data: Box<ErrorData>,
}

/// Kind and details of an error. Also the `error` member of the back end's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct ErrorData {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Whether the same request may succeed later, unchanged.
    #[serde(default)]
    pub retryable: bool,
    /// When to try again, in milliseconds from now (`rate_limited`, `backend`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u32>,
    /// `conflict`, `invalid`, `denied`: the key concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// `conflict`: the revision that stands; 0 where the item does not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<Rev>,
    /// `conflict`: the value that stands; absent where the item does not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// `conflict`: who wrote it, as a pairwise id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// `conflict`: when it was written, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// `too_large`, `quota`: the limit that was passed, in its own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// `invalid`: the JSON pointer of the offending place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// `backend`: the HTTP status that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

impl ErrorData {
    /// The bare data of a kind, without details.
    pub const fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            retryable: kind.retryable(),
            retry_after_ms: None,
            key: None,
            rev: None,
            value: None,
            by: None,
            at: None,
            limit: None,
            pointer: None,
            status: None,
        }
    }
}

impl RpcError {
    /// An error of this kind with a text for people.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { code: kind.code(), message: message.into(), data: Box::new(ErrorData::new(kind)) }
    }

    /// The kind, by name.
    pub const fn kind(&self) -> ErrorKind {
        self.data.kind
    }
}

impl core::fmt::Display for RpcError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.kind().name())?;
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

impl core::error::Error for RpcError {}
