//! Handshake, capabilities, state and log: level 0.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::capability::Capability;
use crate::context::Context;
use crate::envelope::RequestId;
use crate::limits::Limits;
use crate::user::User;

/// First message of a widget's document, on the window. Says nothing about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Hello {
    /// Always `hello`.
    pub greffon: HelloTag,
    /// Majors that the widget speaks.
    pub v: Vec<u32>,
    /// The manifest's id.
    pub id: String,
    /// The manifest's version.
    pub version: String,
    /// Random, known to this document alone; comes back in `session.init`.
    pub nonce: String,
}

/// The host asks a document to say hello again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Probe {
    /// Always `probe`.
    pub greffon: ProbeTag,
}

/// The host's answer on the window, with the port and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Welcome {
    /// Always `welcome`.
    pub greffon: WelcomeTag,
    /// The major chosen.
    pub v: u32,
}

macro_rules! tags {
    ($($name:ident = $variant:ident),*) => {$(
        /// The one value of the `greffon` member of this message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
        #[serde(rename_all = "lowercase")]
        pub enum $name {
            /// The word itself.
            $variant,
        }
    )*};
}

tags!(HelloTag = Hello, ProbeTag = Probe, WelcomeTag = Welcome);

/// `session.init`: first request on a port.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct InitParams {
    /// The nonce of this document's hello; absent in the page mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Name and version of the widget's kit.
    pub sdk: String,
    /// Capabilities without which the widget is no use.
    #[serde(default)]
    pub want: Vec<Capability>,
    /// Capabilities that make it better.
    #[serde(default)]
    pub optional: Vec<Capability>,
}

/// Answer to `session.init`: the first private data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct InitResult {
    /// The major chosen.
    pub v: u32,
    /// Which instance this is.
    pub instance: String,
    /// Who hosts.
    pub host: HostInfo,
    /// How far the host goes (section 1), 0 to 3.
    pub level: u8,
    /// Named additions that the host has.
    #[serde(default)]
    pub features: Vec<String>,
    /// Capabilities granted.
    pub granted: Vec<Capability>,
    /// Capabilities refused, with the reason.
    #[serde(default)]
    pub denied: Vec<Denied>,
    /// Where and how the widget is shown.
    pub context: Context,
    /// The person, as far as granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// What may be sent and kept.
    #[serde(default)]
    pub limits: Limits,
}

/// Name and version of the host's SDK or portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct HostInfo {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A capability that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Denied {
    /// Which.
    pub name: Capability,
    /// `manifest`, `administrator`, `person` or `host`: who does not give it (section 7).
    pub reason: String,
}

/// `session.done`: the widget asks to be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DoneParams {
    /// Why, for the host's log.
    pub reason: String,
}

/// `capability.request`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CapabilityRequest {
    /// Which.
    pub names: Vec<Capability>,
    /// What for, shown to the person.
    pub why: String,
}

/// Answer to `capability.request`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CapabilityAnswer {
    /// Everything granted now.
    pub granted: Vec<Capability>,
    /// What was asked and refused.
    #[serde(default)]
    pub denied: Vec<Denied>,
}

/// `capability.changed`: grants moved while the widget runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CapabilityChanged {
    /// Everything granted now.
    pub granted: Vec<Capability>,
    /// What was taken away.
    #[serde(default)]
    pub revoked: Vec<Capability>,
}

/// State of the link and of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// All is well.
    Online,
    /// No link to the back end; queued writes wait.
    Offline,
    /// Reading only.
    Readonly,
    /// The person must sign in again.
    Expired,
}

/// `session.state`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct SessionState {
    /// The state now.
    pub state: LinkState,
    /// Until when, RFC 3339 UTC, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Why a widget is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum CloseReason {
    /// The page goes on to another one.
    Navigate,
    /// The widget is taken out of the page.
    Remove,
    /// The widget is moved or loaded again.
    Reload,
    /// The person signs out.
    Signout,
}

/// `session.close`: answer `{}` once everything is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CloseParams {
    /// Why.
    pub reason: CloseReason,
    /// How long the host waits, in ms.
    pub deadline_ms: u32,
}

/// How grave a line of the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// For a developer.
    Debug,
    /// Worth keeping.
    Info,
    /// Somebody should look.
    Warn,
    /// Something was not done.
    Error,
    /// The widget is dead; the host shows a card with "reload".
    Fatal,
}

/// `log`: never personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct Log {
    /// How grave.
    pub level: LogLevel,
    /// A stable word, such as `panic` or `resize_loop`.
    pub code: String,
    /// Details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

/// `$cancel`: the answer is not awaited any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CancelParams {
    /// Which request.
    pub id: RequestId,
}

/// `$progress`: the answer takes longer (a person is asked, a server is slow); restarts the caller's timer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct ProgressParams {
    /// Which request.
    pub id: RequestId,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
