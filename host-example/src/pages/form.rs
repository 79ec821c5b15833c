//! Reading a form: with a limit, with its XSRF field checked, and with every value it has of a name.

use axum::body::Body;
use axum::http::HeaderMap;

use crate::body;
use crate::error::Error;
use crate::host::Host;
use crate::query::Query;
use crate::session::{Visitor, cookies, xsrf};

/// Bytes of a form; a list of people to import is the longest.
const LARGEST: u64 = 512 * 1024;

/// A form that was meant.
#[derive(Debug)]
pub struct Form(Query);

impl Form {
    /// Reads the form of somebody signed in.
    pub async fn read(
        host: &Host,
        visitor: &Visitor,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Self, Error> {
        Self::checked(host, headers, body, &visitor.session.xsrf).await
    }

    /// Reads a form of somebody who is not: its field must be what the cookie says.
    pub async fn read_unsigned(host: &Host, headers: &HeaderMap, body: Body) -> Result<Self, Error> {
        let expected = cookies::value(headers, cookies::XSRF).unwrap_or_default();
        Self::checked(host, headers, body, &expected).await
    }

    async fn checked(host: &Host, headers: &HeaderMap, body: Body, expected: &str) -> Result<Self, Error> {
        xsrf::check_origin(headers, &host.origin(headers)?)?;
        let bytes = body::read(headers, body, LARGEST).await?;
        let text = String::from_utf8(bytes).map_err(|_| Error::Shape("the form is not UTF-8".to_owned()))?;
        let form = Self(Query::read(&text));
        xsrf::check(form.text("xsrf"), expected)?;
        Ok(form)
    }

    /// The value of a field; empty where it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.0.one(name).unwrap_or("")
    }

    /// Every value of a field: ticked boxes of one name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.all(name).map(str::to_owned).collect()
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.0.one(name).is_some()
    }
}
