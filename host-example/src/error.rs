//! The one error type: a case for each cause, each with the kind and status of section 5 and a text for people.
//!
//! A handler returns an [`Error`]; it is written out at the edge ([`answer`]) in the language of the request, as
//! JSON for the back-end contract and as a page for people.

pub mod answer;

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use greffon_protocol::guard::Refusal;
use greffon_protocol::{Capability, ErrorData, ErrorKind, Key, KeyError, Rev};
use serde_json::Value;

use crate::locale::Locale;

/// The item that stands where a write was refused.
#[derive(Debug, Clone)]
pub struct Winner {
    /// Its key.
    pub key: Key,
    /// Its revision; 0 where it does not exist.
    pub rev: Rev,
    /// Its value, where it exists.
    pub value: Option<Value>,
    /// Who wrote it, as a pairwise id, where the reader may know.
    pub by: Option<String>,
    /// When, RFC 3339 UTC.
    pub at: Option<String>,
}

/// Why a value does not fit its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The item's key.
    pub key: Key,
    /// JSON pointer of the offending place in the value; empty for the value itself.
    pub pointer: String,
    /// The schema's keyword that was not met, as in `maximum`.
    pub rule: String,
}

/// Everything that can be refused or go wrong.
#[derive(Debug, Clone, thiserror::Error)]
#[allow(missing_docs, reason = "each case says itself by its text")]
pub enum Error {
    #[error("nobody is signed in")]
    SignedOut,
    #[error("the XSRF token is missing or wrong")]
    Xsrf,
    #[error("the request comes from another site")]
    ForeignSite,
    #[error("only an administrator may do this")]
    NotAdministrator,
    #[error("no such page")]
    NoPage,
    #[error("the path does not take this method")]
    Method,
    #[error("the Host header is not a host and port")]
    BadHost,

    #[error("no such instance")]
    NoInstance,
    #[error("the person does not belong to this instance")]
    NotMember,
    #[error("the administrator withdrew this widget")]
    Withdrawn,
    #[error("the capability {0} is not granted")]
    NotGranted(Capability),
    #[error("nothing may be changed here")]
    ReadOnly,
    #[error("too many requests, try again in {retry_after_ms} ms")]
    TooFast { retry_after_ms: u32 },

    #[error("the body is not JSON: {0}")]
    NotJson(String),
    #[error("the body has not the right form: {0}")]
    Shape(String),
    #[error("{0}")]
    Guard(Refusal),
    #[error("the parameter {name} is wrong: {reason}")]
    Parameter { name: &'static str, reason: String },
    #[error("the body is over {limit} bytes")]
    BodyTooLarge { limit: u64 },
    #[error("the body did not arrive in time")]
    BodyTooSlow,

    #[error("there is no scope {0} here")]
    UnknownScope(String),
    #[error("the key or prefix {text:?}: {reason}")]
    BadKey { text: String, reason: KeyError },
    #[error("the header Idempotency-Key must be 1 to 64 visible ASCII characters")]
    BadOpId,
    #[error("this Idempotency-Key was used for another write")]
    OpIdReused,
    #[error("a batch has 1 to {limit} operations, this one has {count}")]
    BatchSize { count: usize, limit: u32 },
    #[error("the key {0} stands twice in the batch")]
    KeyTwice(Key),
    #[error("the operation on {0} has no ifRev")]
    IfRevMissing(Key),
    #[error("the value of {key} is over {limit} bytes")]
    ValueTooLarge { key: Key, limit: u64 },
    #[error("the value of {} does not match its schema at {:?} ({})", .0.key, .0.pointer, .0.rule)]
    Mismatch(Box<Mismatch>),
    #[error("no rule lets this person read or write {0}")]
    NoRule(String),
    #[error("somebody wrote {} first", .0.key)]
    Conflict(Box<Winner>),
    #[error("the scope holds at most {limit} keys")]
    KeysFull { limit: u64 },
    #[error("the scope holds at most {limit} bytes")]
    BytesFull { limit: u64 },

    #[error("no service {0}")]
    NoService(String),
    #[error("the arguments are wrong: {0}")]
    Arguments(String),
    #[error("no tally {0}")]
    NoTally(String),
    #[error("this group is not one of the person's")]
    NotYourGroup,
    #[error("the topic must be 1 to 64 characters of the key grammar")]
    BadTopic,
    #[error("a live message is over {limit} bytes")]
    LiveTooLarge { limit: u64 },
    #[error("a file id is 1 to 64 of a-z, 0-9 and -")]
    BadFileId,
    #[error("no such file")]
    NoFile,
    #[error("the file belongs to somebody else")]
    NotYourFile,
    #[error("no such badge")]
    NoBadge,
    #[error("no such link to a diagnostic, or it is over")]
    NoDiagnostic,
    #[error("no such calendar, or it was ended")]
    NoFeed,
    #[error("another signed badge has this id")]
    BadgeTwice,
    #[error("the credential cannot be signed: {pointer} ({rule})")]
    Unsignable { pointer: String, rule: String },
    #[error("the credential holds a pupil's name at {0}")]
    NameInBadge(String),
    #[error("the trace has not the right form: {pointer} ({rule})")]
    TraceForm { pointer: String, rule: String },
    #[error("another trace has this id")]
    TraceTwice,
    #[error("no such trace, or it was taken back already")]
    NoTrace,
    #[error("the files of the instance hold at most {limit} bytes")]
    FilesFull { limit: u64 },
    #[error("the file is empty")]
    EmptyFile,

    #[error("the host is stopping")]
    Stopping,
    #[error("the database failed: {0}")]
    Database(Arc<sqlx::Error>),
    #[error("an error of the host itself")]
    Internal,
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl Error {
    /// The name of section 5.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::SignedOut => ErrorKind::SessionExpired,
            Self::Xsrf
            | Self::ForeignSite
            | Self::NotAdministrator
            | Self::NotMember
            | Self::Withdrawn
            | Self::NoRule(_)
            | Self::NotYourGroup
            | Self::NotYourFile => ErrorKind::Denied,
            Self::NotGranted(_) => ErrorKind::NotGranted,
            Self::NoPage
            | Self::NoInstance
            | Self::UnknownScope(_)
            | Self::NoService(_)
            | Self::NoTally(_)
            | Self::NoBadge
            | Self::NoDiagnostic
            | Self::NoFeed
            | Self::NoTrace
            | Self::NoFile => ErrorKind::NotFound,
            Self::ReadOnly => ErrorKind::ReadOnly,
            Self::TooFast { .. } => ErrorKind::RateLimited,
            Self::NotJson(_) => ErrorKind::Parse,
            Self::Guard(refusal) => refusal.kind(),
            Self::Method => ErrorKind::Unsupported,
            Self::Shape(_)
            | Self::Parameter { .. }
            | Self::BadHost
            | Self::BodyTooSlow
            | Self::BadKey { .. }
            | Self::BadOpId
            | Self::OpIdReused
            | Self::KeyTwice(_)
            | Self::IfRevMissing(_)
            | Self::Mismatch(_)
            | Self::Arguments(_)
            | Self::BadTopic
            | Self::BadFileId
            | Self::EmptyFile
            | Self::BadgeTwice
            | Self::Unsignable { .. }
            | Self::NameInBadge(_)
            | Self::TraceForm { .. }
            | Self::TraceTwice
            | Self::BatchSize { count: 0, .. } => ErrorKind::Invalid,
            Self::BatchSize { .. }
            | Self::BodyTooLarge { .. }
            | Self::ValueTooLarge { .. }
            | Self::LiveTooLarge { .. } => ErrorKind::TooLarge,
            Self::Conflict(_) => ErrorKind::Conflict,
            Self::KeysFull { .. } | Self::BytesFull { .. } | Self::FilesFull { .. } => ErrorKind::Quota,
            Self::Stopping => ErrorKind::Offline,
            Self::Database(_) => ErrorKind::Backend,
            Self::Internal => ErrorKind::Internal,
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            _ => StatusCode::from_u16(self.kind().http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Kind and details for the program that asked.
    pub fn data(&self) -> ErrorData {
        let mut data = ErrorData::new(self.kind());
        match self {
            Self::TooFast { retry_after_ms } => data.retry_after_ms = Some(*retry_after_ms),
            Self::Stopping => data.retry_after_ms = Some(2_000),
            Self::BatchSize { limit, .. } | Self::Guard(Refusal::TooLong(limit)) => {
                data.limit = Some(u64::from(*limit));
            }
            Self::ValueTooLarge { key, limit } => {
                data.key = Some(key.clone());
                data.limit = Some(*limit);
            }
            Self::BodyTooLarge { limit }
            | Self::KeysFull { limit }
            | Self::BytesFull { limit }
            | Self::LiveTooLarge { limit }
            | Self::FilesFull { limit } => data.limit = Some(*limit),
            Self::KeyTwice(key) | Self::IfRevMissing(key) => data.key = Some(key.clone()),
            Self::NoRule(text) => data.key = Key::new(text.clone()).ok(),
            Self::Mismatch(mismatch) => {
                data.key = Some(mismatch.key.clone());
                data.pointer = Some(mismatch.pointer.clone());
            }
            Self::Unsignable { pointer, .. }
            | Self::TraceForm { pointer, .. }
            | Self::NameInBadge(pointer) => {
                data.pointer = Some(pointer.clone());
            }
            Self::Conflict(winner) => {
                data.key = Some(winner.key.clone());
                data.rev = Some(winner.rev);
                data.value.clone_from(&winner.value);
                data.by.clone_from(&winner.by);
                data.at.clone_from(&winner.at);
            }
            _ => {}
        }
        data
    }

    /// The entry of the text catalogue.
    pub fn text_name(&self) -> &'static str {
        match self {
            Self::SignedOut => "error.signed-out",
            Self::Xsrf => "error.xsrf",
            Self::ForeignSite => "error.foreign-site",
            Self::NotAdministrator => "error.not-administrator",
            Self::NoPage => "error.no-page",
            Self::Method => "error.method",
            Self::BadHost => "error.bad-host",
            Self::NoInstance => "error.no-instance",
            Self::NotMember => "error.not-member",
            Self::Withdrawn => "error.withdrawn",
            Self::NotGranted(_) => "error.not-granted",
            Self::ReadOnly => "error.read-only",
            Self::TooFast { .. } => "error.too-fast",
            Self::NotJson(_) => "error.not-json",
            Self::Shape(_) => "error.shape",
            Self::Guard(Refusal::TooLong(_)) => "error.message-too-long",
            Self::Guard(Refusal::TooDeep) => "error.too-deep",
            Self::Guard(_) => "error.forbidden-key",
            Self::Parameter { .. } => "error.parameter",
            Self::BodyTooLarge { .. } => "error.body-too-large",
            Self::BodyTooSlow => "error.body-too-slow",
            Self::UnknownScope(_) => "error.unknown-scope",
            Self::BadKey { .. } => "error.bad-key",
            Self::BadOpId => "error.bad-op-id",
            Self::OpIdReused => "error.op-id-reused",
            Self::BatchSize { .. } => "error.batch-size",
            Self::KeyTwice(_) => "error.key-twice",
            Self::IfRevMissing(_) => "error.if-rev-missing",
            Self::ValueTooLarge { .. } => "error.value-too-large",
            Self::Mismatch(_) => "error.mismatch",
            Self::NoRule(_) => "error.no-rule",
            Self::Conflict(_) => "error.conflict",
            Self::KeysFull { .. } => "error.keys-full",
            Self::BytesFull { .. } => "error.bytes-full",
            Self::NoService(_) => "error.no-service",
            Self::Arguments(_) => "error.arguments",
            Self::NoTally(_) => "error.no-tally",
            Self::NotYourGroup => "error.not-your-group",
            Self::BadTopic => "error.bad-topic",
            Self::LiveTooLarge { .. } => "error.live-too-large",
            Self::BadFileId => "error.bad-file-id",
            Self::NoFile => "error.no-file",
            Self::NotYourFile => "error.not-your-file",
            Self::FilesFull { .. } => "error.files-full",
            Self::EmptyFile => "error.empty-file",
            Self::NoBadge => "error.no-badge",
            Self::NoDiagnostic => "error.no-diagnostic",
            Self::NoFeed => "error.no-feed",
            Self::BadgeTwice => "error.badge-twice",
            Self::Unsignable { .. } => "error.unsignable",
            Self::NameInBadge(_) => "error.name-in-badge",
            Self::TraceForm { .. } => "error.trace-form",
            Self::TraceTwice => "error.trace-twice",
            Self::NoTrace => "error.no-trace",
            Self::Stopping => "error.stopping",
            Self::Database(_) => "error.database",
            Self::Internal => "error.internal",
        }
    }

    /// The text for people.
    pub fn text(&self, locale: Locale) -> String {
        let words: Vec<(&str, String)> = match self {
            Self::NotGranted(capability) => vec![("capability", capability.to_string())],
            Self::TooFast { retry_after_ms } => {
                vec![("seconds", retry_after_ms.div_ceil(1000).max(1).to_string())]
            }
            Self::NotJson(reason) | Self::Shape(reason) | Self::Arguments(reason) => {
                vec![("reason", reason.clone())]
            }
            Self::Parameter { name, reason } => {
                vec![("name", (*name).to_owned()), ("reason", reason.clone())]
            }
            Self::Guard(Refusal::TooLong(limit)) => vec![("limit", limit.to_string())],
            Self::BodyTooLarge { limit }
            | Self::KeysFull { limit }
            | Self::BytesFull { limit }
            | Self::LiveTooLarge { limit }
            | Self::FilesFull { limit } => vec![("limit", limit.to_string())],
            Self::UnknownScope(name) | Self::NoService(name) | Self::NoTally(name) => {
                vec![("name", name.clone())]
            }
            Self::BadKey { text, .. } | Self::NoRule(text) => vec![("key", text.clone())],
            Self::BatchSize { count, limit } => {
                vec![("count", count.to_string()), ("limit", limit.to_string())]
            }
            Self::KeyTwice(key) | Self::IfRevMissing(key) => vec![("key", key.to_string())],
            Self::ValueTooLarge { key, limit } => {
                vec![("key", key.to_string()), ("limit", limit.to_string())]
            }
            Self::Mismatch(mismatch) => vec![
                ("key", mismatch.key.to_string()),
                ("place", if mismatch.pointer.is_empty() { "/" } else { &mismatch.pointer }.to_owned()),
                ("rule", mismatch.rule.clone()),
            ],
            Self::Unsignable { pointer, rule } | Self::TraceForm { pointer, rule } => {
                let place = if pointer.is_empty() { "/" } else { pointer.as_str() };
                vec![("place", place.to_owned()), ("rule", rule.clone())]
            }
            Self::NameInBadge(pointer) => vec![("place", pointer.clone())],
            Self::Conflict(winner) => vec![("key", winner.key.to_string())],
            _ => Vec::new(),
        };
        locale.text_with(self.text_name(), &words)
    }
}

impl IntoResponse for Error {
    /// The bare status, with the error beside it for [`answer`] to write out.
    fn into_response(self) -> Response {
        match &self {
            Self::Database(error) => tracing::error!(%error, "a request failed on the database"),
            Self::Internal => tracing::error!("a request failed in the host itself"),
            _ => tracing::debug!(error = %self, "refused"),
        }
        let mut response = self.status().into_response();
        if let Some(ms) = self.data().retry_after_ms {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(ms.div_ceil(1000).max(1)));
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_its_text() {
        let names: Vec<&str> = include_str!("error.rs")
            .split("=> \"error.")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(names.len() > 40, "{}", names.len());
        for name in names {
            assert!(Locale::French.has(&format!("error.{name}")), "{name}");
        }
    }

    #[test]
    fn a_text_says_what_and_how_much() {
        let error = Error::BatchSize { count: 51, limit: 50 };
        assert_eq!(error.text(Locale::English), "A batch has 1 to 50 entries; this one has 51.");
        assert_eq!((error.kind(), error.status()), (ErrorKind::TooLarge, StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(error.data().limit, Some(50));
        assert!(Error::TooFast { retry_after_ms: 50 }.data().retryable);
    }
}
