//! The limits that a host advertises (section 9).

use serde::{Deserialize, Serialize};

/// What a widget may send and keep. Every member has the default of section 9; a host may raise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Longest message, in UTF-16 units of its text.
    pub message: u32,
    /// Largest value, in bytes of its JSON text.
    pub value: u32,
    /// Most operations in one write.
    pub batch: u32,
    /// Most keys in a scope.
    pub keys: u32,
    /// Bytes that the `user` scope holds.
    pub quota_user: u64,
    /// Bytes that the `shared` scope holds.
    pub quota_shared: u64,
    /// Most requests that wait for an answer.
    pub in_flight: u32,
    /// Requests a second, long-term.
    pub rate: u32,
    /// Requests at once.
    pub burst: u32,
    /// Live messages a second.
    pub live_rate: u32,
    /// Bytes of one live message.
    pub live_size: u32,
    /// Bytes of one file.
    pub file: u64,
    /// How long a request may take before it answers `timeout`, in ms.
    pub timeout_ms: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message: 256 * 1024,
            value: 64 * 1024,
            batch: 50,
            keys: 2_000,
            quota_user: 1024 * 1024,
            quota_shared: 8 * 1024 * 1024,
            in_flight: 32,
            rate: 20,
            burst: 60,
            live_rate: 20,
            live_size: 4 * 1024,
            file: 8 * 1024 * 1024,
            timeout_ms: 15_000,
        }
    }
}

/// Deepest nesting of arrays and objects in a message (section 3).
pub const MAX_DEPTH: usize = 32;

/// How long a deleted key keeps its tombstone, in days (section 8).
pub const TOMBSTONE_DAYS: u32 = 30;

/// How long an `opId` is remembered, in hours (section 8).
pub const OP_ID_HOURS: u32 = 24;
