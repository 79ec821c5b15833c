//! The query of a request's address, where a name may come more than once.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use greffon_protocol::{Key, Rev, key};

use crate::error::Error;

/// Names and values, in order.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`.
    pub fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The first value of that name.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of that name.
    pub fn all<'q>(&'q self, name: &str) -> impl Iterator<Item = &'q str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// A number; `None` where it is absent.
    pub fn number(&self, name: &'static str) -> Result<Option<u64>, Error> {
        self.one(name)
            .map(|text| {
                text.parse().map_err(|_| Error::Parameter { name, reason: format!("{text:?} is no number") })
            })
            .transpose()
    }

    /// A revision; 0 where it is absent.
    pub fn rev(&self, name: &'static str) -> Result<Rev, Error> {
        let rev = self.number(name)?.unwrap_or(0);
        // The database counts with a sign.
        Ok(rev.min(i64::MAX.cast_unsigned()))
    }

    /// A prefix; empty where it is absent.
    pub fn prefix(&self) -> Result<&str, Error> {
        let prefix = self.one("prefix").unwrap_or("");
        key::check_prefix(prefix).map_err(|reason| Error::BadKey { text: prefix.to_owned(), reason })?;
        Ok(prefix)
    }

    /// Reads a key.
    pub fn key(text: &str) -> Result<Key, Error> {
        Key::new(text).map_err(|reason| Error::BadKey { text: text.to_owned(), reason })
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::read(parts.uri.query().unwrap_or("")))
    }
}
