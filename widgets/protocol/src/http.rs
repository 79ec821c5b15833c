//! The back-end contract between a portal's page and its server (section 8): the same shapes over HTTP.
//!
//! Paths, with B the base and I the instance: `GET B/I` describes; `GET|POST B/I/{scope}` reads and writes;
//! `GET B/I/{scope}/since` and `…/events` follow; `POST B/I/service/{name}`, `POST B/I/live`, `POST B/I/event`,
//! `PUT|GET|DELETE B/I/file/{id}`, `GET B/I/export`, `POST B/I/erase`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::capability::Capability;
use crate::context::Context;
use crate::error::{ErrorData, RpcError};
use crate::limits::Limits;
use crate::message::Denied;
use crate::storage::{Change, Op, Rev};
use crate::user::User;

/// Answer to `GET B/I`: all that a page needs to welcome the widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Describe {
    /// The instance.
    pub instance: String,
    /// What the establishment calls it.
    pub title: String,
    /// The widget's id.
    pub widget: String,
    /// How far the back end goes, 0 to 3.
    pub level: u8,
    /// Named additions.
    #[serde(default)]
    pub features: Vec<String>,
    /// Manifest ∩ administrator ∩ person ∩ host.
    pub granted: Vec<Capability>,
    /// The rest of the manifest's wishes, with the reason.
    #[serde(default)]
    pub denied: Vec<Denied>,
    /// The person, as far as granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// What the server knows of the context (`uai`, `academicYear`, `timeZone` …).
    #[serde(default)]
    pub context: Context,
    /// Limits of this back end.
    #[serde(default)]
    pub limits: Limits,
    /// Nothing may be written.
    #[serde(default)]
    pub read_only: bool,
    /// The person said that others use this computer: keep nothing on its disk.
    #[serde(default)]
    pub shared_computer: bool,
}

/// Body of `POST B/I/{scope}`; the `opId` is the header `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct WriteBody {
    /// 1 to 50, done all or none.
    pub ops: Vec<Op>,
}

/// Answer to `GET …/since`, and the data of a `changed` event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct Changes {
    /// The counter before.
    pub from: Rev,
    /// The counter after.
    pub to: Rev,
    /// Latest value a key, oldest first.
    pub items: Vec<Change>,
    /// The tombstones are gone: `items` is everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<bool>,
}

/// Body of every refusal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ErrorBody {
    /// What went wrong.
    pub error: HttpError,
}

/// Kind, text and details of a refusal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct HttpError {
    /// For people, in the language of the request.
    pub message: String,
    /// The kind and its details.
    #[serde(flatten)]
    pub data: ErrorData,
}

impl From<RpcError> for ErrorBody {
    fn from(error: RpcError) -> Self {
        Self { error: HttpError { message: error.message, data: *error.data } }
    }
}

/// Arguments of the service `tally` (see [`crate::manifest::Tally`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TallyArgs {
    /// The tally's name in the manifest.
    pub name: String,
    /// The group whose members are counted.
    pub group: String,
}

/// Answer of the service `tally`: counts, never who.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TallyResult {
    /// The group.
    pub group: String,
    /// How many pupils the group has.
    pub members: u32,
    /// How many of them have at least one counted item; masked as the cells are.
    pub population: Count,
    /// The scope's counter that the counts reach to.
    pub rev: Rev,
    /// The cells that are not zero.
    pub cells: Vec<TallyCell>,
}

/// One cell of a tally.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TallyCell {
    /// What it stands for, in the order of the manifest's `by`.
    pub by: Vec<Value>,
    /// How many.
    #[serde(flatten)]
    pub count: Count,
}

/// A number of people, or that it is too small to be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct Count {
    /// The number, where it may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// It may not be told: between 1 and the tally's `min` - 1, or it would give such a number away.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub masked: bool,
}
