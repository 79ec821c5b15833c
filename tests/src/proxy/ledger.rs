//! What passed: one line for each exchange.

use std::time::{Duration, Instant};

/// A request and what came back.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// `GET`, `POST` …
    pub method: String,
    /// Path and query.
    pub path: String,
    /// When the request arrived.
    pub at: Instant,
    /// The status that the browser got; none when the line was cut first.
    pub status: Option<u16>,
    /// `Content-Encoding` of the answer, empty when there is none.
    pub encoding: String,
    /// Bytes of the answer's body as they travelled so far.
    pub body_bytes: u64,
    /// When the last byte passed, counted from the request; none while it flows.
    pub took: Option<Duration>,
}

impl Exchange {
    /// The path without its query.
    pub fn file(&self) -> &str {
        self.path.split(['?', '#']).next().unwrap_or_default()
    }
}
