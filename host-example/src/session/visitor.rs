//! The person behind a request, as an extractor: a handler that names it is for signed-in people only.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Session, cookies};
use crate::directory::Person;
use crate::error::Error;
use crate::host::Host;

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// In this browser.
    pub session: Arc<Session>,
    /// Who it is.
    pub person: Arc<Person>,
}

impl Visitor {
    /// The visitor that a request's cookie stands for, if any.
    pub async fn of_request(host: &Host, headers: &axum::http::HeaderMap) -> Result<Option<Self>, Error> {
        let Some(token) = cookies::value(headers, cookies::SESSION) else { return Ok(None) };
        let Some(session) = host.sessions.find(&token).await? else { return Ok(None) };
        // The account may have gone since.
        let person = host.directory.person(session.person).await?;
        Ok(person.map(|person| Self { session, person }))
    }
}

impl FromRequestParts<Host> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, host: &Host) -> Result<Self, Error> {
        Self::of_request(host, &parts.headers).await?.ok_or(Error::SignedOut)
    }
}
