//! Where a figure or a description comes from.

use crate::words::Wording;

/// A source, with the day on which it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Unique in its file.
    pub id: String,
    /// What it says, in our words.
    pub title: Wording,
    /// Its address; none for what is only usual.
    pub url: Option<String>,
    /// The day it was read, `2026-11-23`.
    pub read: String,
}
