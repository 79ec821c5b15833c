//! The Greffon host protocol, version 1: every message, error, manifest and stored-item type, once.
//!
//! A widget and the page that hosts it exchange strings of JSON text over one `MessagePort`; the page and its
//! back end exchange the same shapes over HTTP. This crate names those shapes ([`message`], [`storage`], [`http`]),
//! reads them strictly ([`Envelope::parse`]), and says what a widget declares of itself ([`manifest`]).
//! JSON Schema and the SDK's `.d.ts` are generated from it (`cargo xtask schema`).
//!
//! It never does I/O, reads a clock, draws a random number or names the web: only `serde` and `serde_json`.
//!
//! A name on the wire is a promise: inside a major version members are only added, never renamed.

pub mod capability;
pub mod context;
pub mod envelope;
pub mod error;
pub mod guard;
pub mod http;
pub mod key;
pub mod limits;
pub mod manifest;
pub mod message;
pub mod method;
pub mod storage;
pub mod uai;
pub mod user;
pub mod wire;

#[cfg(feature = "schema")]
pub mod schema;

pub use capability::Capability;
pub use context::Context;
pub use envelope::{Envelope, RequestId};
pub use error::{ErrorData, ErrorKind, RpcError};
pub use key::{Key, KeyError, Scope};
pub use limits::Limits;
pub use manifest::Manifest;
pub use method::{Method, Sender};
pub use storage::{Change, Op, Rev, StoredItem};
pub use uai::Uai;
pub use user::{Profile, User};

/// The major versions of the protocol that this crate speaks, best first. Offered in `hello`.
pub const VERSIONS: [u32; 1] = [1];
