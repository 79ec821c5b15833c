//! Live messages, services, files and learning events: level 3.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `live.send`: to everyone who follows the topic in this instance now. May be dropped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct LiveSend {
    /// 1 to 64 characters of the key grammar. Sending joins the topic.
    pub topic: String,
    /// At most `limits.liveSize` bytes as text.
    #[serde(default)]
    pub data: Value,
    /// Leaves the topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<bool>,
}

/// `live.message`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct LiveMessage {
    /// On which topic.
    pub topic: String,
    /// Who sent it, as a pairwise id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// Who is there, where the host tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<Vec<String>>,
}

/// `service.call`: a named service of the back end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct ServiceCall {
    /// Which.
    pub name: String,
    /// As the service defines.
    #[serde(default)]
    pub args: Value,
    /// For a service that changes something: a retry returns the first result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op_id: Option<String>,
}

/// Answer to `service.call`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ServiceResult {
    /// As the service defines.
    pub data: Value,
}

/// Stands in the text for the bytes that ride beside it: the index of the buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Bytes {
    /// From 0.
    #[serde(rename = "$bytes")]
    pub index: u32,
}

/// `file.save`: to the person's disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FileSave {
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// `file.pick`: from the person's disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct FilePick {
    /// Media types or endings, as an `accept` attribute.
    pub accept: String,
    /// At most so many bytes.
    pub max: u64,
    /// A photograph is wanted, its longer side at most so many px: the host draws it anew as JPEG of at most `max` bytes,
    /// so that the place and the device that a camera writes into it never reach the widget. What is no photograph is
    /// `invalid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<u32>,
}

/// Answer to `file.pick`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FilePicked {
    /// The file's name.
    pub name: String,
    /// Its media type as the browser says.
    pub mime: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// `file.put`: keeps bytes in the instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FilePut {
    /// Its media type.
    pub mime: String,
    /// Its bytes, at most `limits.file`.
    pub bytes: Bytes,
}

/// Answer to `file.put`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FilePutResult {
    /// Its id in the instance.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// The media type that was found.
    pub mime: String,
}

/// `file.get`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FileGet {
    /// Its id.
    pub file: String,
}

/// Answer to `file.get`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FileGetResult {
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// `file.delete`: takes a file away that this person kept; another's is `denied`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FileDelete {
    /// Its id.
    pub file: String,
}

/// `event.emit`: a learning trace, shaped so that the host can make an xAPI statement of it. Sent as a request, it is
/// answered once the trace is kept.
///
/// A trace is taken back by voiding it: the verb `http://adlnet.gov/expapi/verbs/voided`, the object a `StatementRef`
/// to its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct EventEmit {
    /// The statement's id, a UUID in lower case; the host draws one where there is none. Who wants to void the trace
    /// later gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// IRI of the verb.
    pub verb: String,
    /// xAPI object.
    pub object: Value,
    /// xAPI result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// xAPI context: `contextActivities`, `language` and `extensions`; who, where and when are the host's to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Value>,
}

/// Answer to `event.emit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct EventResult {
    /// The id under which the trace is kept.
    pub id: String,
}
