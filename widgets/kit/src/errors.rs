//! What a person is told when something went wrong: what to do, and that nothing typed is lost.

use greffon_protocol::ErrorKind;

use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};

/// A sentence for the kind of error.
pub fn text(kind: ErrorKind, lang: Lang) -> &'static str {
    let key = match kind {
        ErrorKind::Denied | ErrorKind::NotGranted => T::ErrorDenied,
        ErrorKind::SessionExpired => T::ErrorSession,
        ErrorKind::Conflict => T::ErrorConflict,
        ErrorKind::TooLarge => T::ErrorTooLarge,
        ErrorKind::Quota => T::ErrorQuota,
        ErrorKind::ReadOnly => T::ErrorReadOnly,
        ErrorKind::Closed | ErrorKind::Cancelled => T::ErrorClosed,
        ErrorKind::Version => T::ErrorStart,
        ErrorKind::Invalid | ErrorKind::Parse | ErrorKind::NotFound | ErrorKind::Unsupported => {
            T::ErrorInvalid
        }
        ErrorKind::Timeout
        | ErrorKind::RateLimited
        | ErrorKind::Backend
        | ErrorKind::Offline
        | ErrorKind::Internal => T::ErrorLink,
    };
    key.get(lang)
}
