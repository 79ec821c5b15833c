//! Stored items, operations and their messages (sections 4 and 8).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::RpcError;
use crate::key::{Key, Scope};

/// The number of a write batch in its scope. The first batch is 1; 0 means "does not exist".
///
/// The same number serves compare-and-swap, resuming a watch, and order.
pub type Rev = u64;

/// An item as it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct StoredItem {
    /// Its key.
    pub key: Key,
    /// The batch that last changed it.
    pub rev: Rev,
    /// Any JSON value; at most `limits.value` bytes as text.
    pub value: Value,
    /// Who wrote it, as a pairwise id; only where `user:id` is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, RFC 3339 UTC with milliseconds, by the back end's clock.
    pub at: String,
}

/// A change of an item: a new value, or a tombstone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Its key.
    pub key: Key,
    /// The batch that made the change.
    pub rev: Rev,
    /// The value; absent on a tombstone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Whether the item was deleted.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub deleted: bool,
    /// Who made it, as a pairwise id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, RFC 3339 UTC with milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The `opId` of the write, told to its own author only, so that a widget knows its echo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op_id: Option<String>,
}

impl From<StoredItem> for Change {
    fn from(item: StoredItem) -> Self {
        Self {
            key: item.key,
            rev: item.rev,
            value: Some(item.value),
            deleted: false,
            by: item.by,
            at: Some(item.at),
            op_id: None,
        }
    }
}

/// Set or delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum OpKind {
    /// Write the value.
    Set,
    /// Remove the item and leave a tombstone.
    Delete,
}

/// One operation of a write batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Op {
    /// What to do.
    pub op: OpKind,
    /// To which item.
    pub key: Key,
    /// The value to set; absent on a delete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The revision that the writer saw; 0 where the item must not exist. Mandatory in `shared` and `widget`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_rev: Option<Rev>,
}

impl Op {
    /// Sets the item, whatever its revision, until `if_rev` is given.
    pub const fn set(key: Key, value: Value) -> Self {
        Self { op: OpKind::Set, key, value: Some(value), if_rev: None }
    }

    /// Deletes the item.
    pub const fn delete(key: Key) -> Self {
        Self { op: OpKind::Delete, key, value: None, if_rev: None }
    }

    /// The same operation, only if the item stands at that revision.
    #[must_use]
    pub const fn if_rev(mut self, rev: Rev) -> Self {
        self.if_rev = Some(rev);
        self
    }
}

/// `storage.read`: the items of those keys, or under that prefix in order of keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct ReadParams {
    /// Where.
    pub scope: Scope,
    /// These items. Either `keys` or `prefix`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<Key>>,
    /// All items whose key starts so. Empty: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Only keys after this one (the `next` of the page before).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Key>,
    /// At most so many; the host may send fewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Answer to `storage.read`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct ReadResult {
    /// The scope's counter at the time of reading.
    pub rev: Rev,
    /// The items, in order of keys.
    pub items: Vec<StoredItem>,
    /// Where to go on with `after`, if there is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Key>,
}

/// `storage.write`: one atomic batch of 1 to 50 operations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct WriteParams {
    /// Where.
    pub scope: Scope,
    /// Remembered for 24 h: a retry returns the first result. 1 to 64 visible ASCII characters.
    pub op_id: String,
    /// Done all or none.
    pub ops: Vec<Op>,
    /// Keep the write in the host's outbox where there is no link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<bool>,
}

/// Answer to `storage.write`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct WriteResult {
    /// The number of the batch; where `queued`, the counter last known.
    pub rev: Rev,
    /// The host keeps it in its outbox; `storage.changed` tells the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queued: Option<bool>,
}

/// `storage.watch`: what changed since, then every change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct WatchParams {
    /// Where.
    pub scope: Scope,
    /// Under which prefix. Empty: everything readable.
    pub prefix: String,
    /// The counter last seen; absent or 0: everything from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Rev>,
}

/// Answer to `storage.watch`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct WatchResult {
    /// The number of this watch on this port.
    pub watch: u32,
    /// The scope's counter that `items` reach to.
    pub rev: Rev,
    /// The changes since, oldest first, latest value a key.
    pub items: Vec<Change>,
    /// The tombstones are gone: `items` is everything, forget the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<bool>,
}

/// `storage.unwatch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct UnwatchParams {
    /// The number from [`WatchResult::watch`].
    pub watch: u32,
}

/// `storage.changed`: what moved between two counters. A `from` that is not the last `to` means a gap: watch again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct StorageChanged {
    /// Which watch; 0 where only `rejected` is told.
    pub watch: u32,
    /// The counter before.
    pub from: Rev,
    /// The counter after.
    pub to: Rev,
    /// Latest value a key; may be empty where nothing readable changed.
    pub items: Vec<Change>,
    /// Queued writes that lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
}

/// A queued write that the back end refused when it was replayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Rejected {
    /// Which write.
    pub op_id: String,
    /// Why; a `conflict` carries the winner.
    pub error: RpcError,
}
