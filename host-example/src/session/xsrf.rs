//! Whether a write was meant: it echoes the token that only our own pages can read, and comes from our own site.

use axum::http::{HeaderMap, header};

use super::Session;
use crate::error::Error;
use crate::origin::Origin;
use crate::secret::same;

/// The header that echoes the cookie.
pub const HEADER: &str = "x-xsrf-token";

/// Checks a write of the back-end contract: the header must be the session's token.
pub fn check_header(headers: &HeaderMap, session: &Session, own: &Origin) -> Result<(), Error> {
    check_origin(headers, own)?;
    let given = headers.get(HEADER).and_then(|value| value.to_str().ok()).ok_or(Error::Xsrf)?;
    check(given, &session.xsrf)
}

/// Checks a token of a form's hidden field against the expected one.
pub fn check(given: &str, expected: &str) -> Result<(), Error> {
    if !expected.is_empty() && same(given, expected) { Ok(()) } else { Err(Error::Xsrf) }
}

/// A browser says where a write comes from; another site's is refused even with the right token.
pub fn check_origin(headers: &HeaderMap, own: &Origin) -> Result<(), Error> {
    match headers.get(header::ORIGIN) {
        Some(origin) if origin.as_bytes() != own.as_str().as_bytes() => {
            // Behind a proxy every write would end here until the host is told how people reach it.
            tracing::warn!(?origin, %own, "a write of another origin was refused; behind a proxy, give --public-origin");
            Err(Error::ForeignSite)
        }
        _ => Ok(()),
    }
}
