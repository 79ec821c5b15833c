//! Generates the JSON Schema and the TypeScript declarations of every type on the wire.
//!
//! Only built with the feature `schema`; `cargo xtask schema` writes what it returns.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use ts_rs::{Config, TS};

use crate::context::{Container, Context, Contrast, Dir, Display, Mode, Motion, Theme};
use crate::error::{ErrorData, ErrorKind, RpcError};
use crate::http::{
    Changes, Count, Describe, ErrorBody, HttpError, TallyArgs, TallyCell, TallyResult, WriteBody,
};
use crate::key::{Key, Scope};
use crate::limits::Limits;
use crate::manifest::{AccessRule, Manifest, Place, Role, ServiceRule, Tally, Text, Wish};
use crate::message::{
    Announce, Bytes, CancelParams, CapabilityAnswer, CapabilityChanged, CapabilityRequest, CloseParams,
    CloseReason, Denied, Dirty, DisplayParams, DisplayResult, DoneParams, EventEmit, EventResult, FileDelete,
    FileGet, FileGetResult, FilePick, FilePicked, FilePut, FilePutResult, FileSave, FocusEnter, FocusExit,
    FocusParams, Hello, HelloTag, HostInfo, InitParams, InitResult, KeyPress, LinkState, LiveMessage,
    LiveSend, Log, LogLevel, Open, PrintPrepare, PrintResult, Probe, ProbeTag, ProgressParams, Resize,
    ServiceCall, ServiceResult, SessionState, Welcome, WelcomeTag,
};
use crate::storage::{
    Change, Op, OpKind, ReadParams, ReadResult, Rejected, StorageChanged, StoredItem, UnwatchParams,
    WatchParams, WatchResult, WriteParams, WriteResult,
};
use crate::user::{Group, Profile, User};
use crate::{Capability, Method, Sender, Uai};

macro_rules! types {
    ($($type:ty),* $(,)?) => {
        fn definitions() -> Map<String, Value> {
            let mut generator = SchemaSettings::draft2020_12().into_generator();
            $(generator.subschema_for::<$type>();)*
            generator.take_definitions(true)
        }

        fn declarations() -> Vec<String> {
            let config = Config::new().with_large_int("number");
            vec![$({
                let docs = <$type as TS>::docs().unwrap_or_default();
                format!("{docs}export {}", <$type as TS>::decl(&config))
            },)*]
        }
    };
}

types![
    Hello,
    HelloTag,
    Probe,
    ProbeTag,
    Welcome,
    WelcomeTag,
    InitParams,
    InitResult,
    HostInfo,
    Denied,
    DoneParams,
    CapabilityRequest,
    CapabilityAnswer,
    CapabilityChanged,
    LinkState,
    SessionState,
    CloseReason,
    CloseParams,
    LogLevel,
    Log,
    CancelParams,
    ProgressParams,
    Resize,
    DisplayParams,
    DisplayResult,
    Announce,
    FocusExit,
    FocusEnter,
    FocusParams,
    KeyPress,
    Dirty,
    Open,
    PrintPrepare,
    PrintResult,
    LiveSend,
    LiveMessage,
    ServiceCall,
    ServiceResult,
    Bytes,
    FileSave,
    FilePick,
    FilePicked,
    FilePut,
    FilePutResult,
    FileGet,
    FileGetResult,
    FileDelete,
    EventEmit,
    EventResult,
    Scope,
    Key,
    StoredItem,
    Change,
    OpKind,
    Op,
    ReadParams,
    ReadResult,
    WriteParams,
    WriteResult,
    WatchParams,
    WatchResult,
    UnwatchParams,
    StorageChanged,
    Rejected,
    Context,
    Mode,
    Dir,
    Theme,
    Contrast,
    Motion,
    Display,
    Container,
    Limits,
    User,
    Group,
    Profile,
    Uai,
    Capability,
    ErrorKind,
    ErrorData,
    RpcError,
    Describe,
    WriteBody,
    Changes,
    ErrorBody,
    HttpError,
    TallyArgs,
    TallyResult,
    TallyCell,
    Count,
    Manifest,
    Text,
    Wish,
    Place,
    Role,
    AccessRule,
    Tally,
    ServiceRule,
];

/// Every type as a definition of one JSON Schema document, draft 2020-12.
pub fn json_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://greffon.invalid/schema/protocol-1.json",
        "title": "Greffon host protocol, version 1",
        "$defs": definitions(),
    })
}

/// The schema of `widget.json`, by itself.
pub fn manifest_schema() -> Value {
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Manifest>().to_value();
    if let Some(members) = schema.as_object_mut() {
        members.insert("$id".to_owned(), "https://greffon.invalid/schema/widget-1.json".into());
    }
    schema
}

/// Every type as TypeScript.
pub fn typescript() -> String {
    let mut text = String::from(
        "// The types of the Greffon host protocol, version 1.\n// Generated from greffon-protocol by `cargo xtask schema`; do not edit.\n\n",
    );
    text.push_str("export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };\n\n");
    for (sender, who, name) in
        [(Sender::Widget, "widget", "WidgetMethod"), (Sender::Host, "host", "HostMethod")]
    {
        text.push_str(&method_names(sender, who, name));
    }
    for declaration in declarations() {
        text.push_str(declaration.trim());
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn method_names(sender: Sender, who: &str, name: &str) -> String {
    let names: Vec<String> = Method::ALL
        .iter()
        .filter(|method| method.sender() == sender || method.sender() == Sender::Both)
        .map(|method| format!("'{}'", method.name()))
        .collect();
    let names = names.join("\n  | ");
    format!("/** Names of the messages that the {who} sends. */\nexport type {name} =\n  | {names};\n\n")
}
