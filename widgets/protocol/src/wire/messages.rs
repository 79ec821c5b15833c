//! Which members each message has.

use serde_json::Value;

use super::{FromJson, Members, ToJson, Wrong, members, object, words};
use crate::context::{Container, Context, Contrast, Dir, Display, Mode, Motion, Theme};
use crate::error::{ErrorData, ErrorKind, RpcError};
use crate::http::TallyArgs;
use crate::key::Scope;
use crate::limits::Limits;
use crate::message::{
    Announce, Bytes, CancelParams, CapabilityAnswer, CapabilityChanged, CapabilityRequest, CloseParams,
    CloseReason, Denied, Dirty, DisplayParams, DisplayResult, DoneParams, EventEmit, EventResult, FileDelete,
    FileGet, FileGetResult, FilePick, FilePicked, FilePut, FilePutResult, FileSave, FocusEnter, FocusExit,
    FocusParams, HostInfo, InitParams, InitResult, KeyPress, LinkState, LiveMessage, LiveSend, Log, LogLevel,
    Open, PrintPrepare, PrintResult, ProgressParams, Resize, ServiceCall, ServiceResult, SessionState,
};
use crate::storage::{
    Change, Op, OpKind, ReadParams, ReadResult, Rejected, StorageChanged, StoredItem, UnwatchParams,
    WatchParams, WatchResult, WriteParams, WriteResult,
};
use crate::user::{Group, User};

// The session.
members! {
    InitParams { nonce = "nonce", sdk = "sdk", want = "want" or Vec::new(), optional = "optional" or Vec::new(), }
    InitResult {
        v = "v", instance = "instance", host = "host", level = "level", features = "features" or Vec::new(),
        granted = "granted", denied = "denied" or Vec::new(), context = "context", user = "user",
        limits = "limits" or Limits::default(),
    }
    HostInfo { name = "name", version = "version", }
    Denied { name = "name", reason = "reason", }
    DoneParams { reason = "reason", }
    CapabilityRequest { names = "names", why = "why", }
    CapabilityAnswer { granted = "granted", denied = "denied" or Vec::new(), }
    CapabilityChanged { granted = "granted", revoked = "revoked" or Vec::new(), }
    SessionState { state = "state", until = "until", }
    CloseParams { reason = "reason", deadline_ms = "deadlineMs", }
    Log { level = "level", code = "code", data = "data", }
    CancelParams { id = "id", }
    ProgressParams { id = "id", note = "note", }
    Group { id = "id", name = "name", }
}
words! {
    LinkState { Online = "online", Offline = "offline", Readonly = "readonly", Expired = "expired", }
    CloseReason { Navigate = "navigate", Remove = "remove", Reload = "reload", Signout = "signout", }
    LogLevel { Debug = "debug", Info = "info", Warn = "warn", Error = "error", Fatal = "fatal", }
}

impl FromJson for User {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut members = Members::of(value)?;
        Ok(Self {
            id: members.take("id")?,
            profile: members.take_or("profile", Vec::new())?,
            roles: members.take_or("roles", Vec::new())?,
            name: members.take("name")?,
            groups: members.take("groups")?,
        })
    }
}

impl ToJson for User {
    fn to_json(&self) -> Value {
        object(&mut [
            ("id", self.id.to_member()),
            ("profile", unless_empty(&self.profile)),
            ("roles", unless_empty(&self.roles)),
            ("name", self.name.to_member()),
            ("groups", self.groups.to_member()),
        ])
    }
}

fn unless_empty<T: ToJson>(list: &Vec<T>) -> Option<Value> {
    if list.is_empty() { None } else { list.to_member() }
}

/// Every limit has a default and a name; a macro, so that each is said once.
macro_rules! limits {
    ($($field:ident = $name:literal,)*) => {
        impl FromJson for Limits {
            fn from_json(value: Value) -> Result<Self, Wrong> {
                let mut members = Members::of(value)?;
                let default = Self::default();
                Ok(Self { $($field: members.take_or($name, default.$field)?,)* })
            }
        }

        impl ToJson for Limits {
            fn to_json(&self) -> Value {
                object(&mut [$(($name, self.$field.to_member()),)*])
            }
        }
    };
}

limits! {
    message = "message", value = "value", batch = "batch", keys = "keys", quota_user = "quotaUser",
    quota_shared = "quotaShared", in_flight = "inFlight", rate = "rate", burst = "burst", live_rate = "liveRate",
    live_size = "liveSize", file = "file", timeout_ms = "timeoutMs",
}

// The context and the screen.
members! {
    Context {
        mode = "mode", locale = "locale", dir = "dir", time_zone = "timeZone", theme = "theme",
        contrast = "contrast", motion = "motion", font_scale = "fontScale", dyslexia_font = "dyslexiaFont",
        colors = "colors", container = "container", display = "display", touch = "touch", visible = "visible",
        read_only = "readOnly", instance_title = "instanceTitle", uai = "uai", last_day = "lastDay",
        academic_year = "academicYear",
    }
    Container { width = "width", height = "height", max_height = "maxHeight", }
    Resize { height = "height", }
    DisplayParams { mode = "mode", }
    DisplayResult { mode = "mode", }
    Announce { text = "text", assertive = "assertive", }
    FocusParams { exit = "exit", enter = "enter", }
    KeyPress { key = "key", mods = "mods" or Vec::new(), }
    Dirty { dirty = "dirty", label = "label", }
    Open { url = "url", }
    PrintPrepare { width_px = "widthPx", }
    PrintResult { html = "html", svg = "svg", }
}
words! {
    Mode { Frame = "frame", Page = "page", }
    Dir { Ltr = "ltr", Rtl = "rtl", }
    Theme { Light = "light", Dark = "dark", }
    Contrast { Normal = "normal", More = "more", }
    Motion { Full = "full", Reduced = "reduced", }
    Display { Inline = "inline", Wide = "wide", Fullscreen = "fullscreen", }
    FocusExit { Forward = "forward", Backward = "backward", }
    FocusEnter { First = "first", Last = "last", Restore = "restore", }
}

// The storage.
members! {
    StoredItem { key = "key", rev = "rev", value = "value", by = "by", at = "at", }
    Op { op = "op", key = "key", value = "value", if_rev = "ifRev", }
    ReadParams { scope = "scope", keys = "keys", prefix = "prefix", after = "after", limit = "limit", }
    ReadResult { rev = "rev", items = "items", next = "next", }
    WriteParams { scope = "scope", op_id = "opId", ops = "ops", queue = "queue", }
    WriteResult { rev = "rev", queued = "queued", }
    WatchParams { scope = "scope", prefix = "prefix", since = "since", }
    WatchResult { watch = "watch", rev = "rev", items = "items", reset = "reset", }
    UnwatchParams { watch = "watch", }
    Rejected { op_id = "opId", error = "error", }
}
words! {
    OpKind { Set = "set", Delete = "delete", }
    Scope { User = "user", Shared = "shared", Widget = "widget", Device = "device", }
}

impl FromJson for Change {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut members = Members::of(value)?;
        Ok(Self {
            key: members.take("key")?,
            rev: members.take("rev")?,
            value: members.take("value")?,
            deleted: members.take_or("deleted", false)?,
            by: members.take("by")?,
            at: members.take("at")?,
            op_id: members.take("opId")?,
        })
    }
}

impl ToJson for Change {
    fn to_json(&self) -> Value {
        object(&mut [
            ("key", self.key.to_member()),
            ("rev", self.rev.to_member()),
            ("value", self.value.to_member()),
            ("deleted", self.deleted.then_some(Value::Bool(true))),
            ("by", self.by.to_member()),
            ("at", self.at.to_member()),
            ("opId", self.op_id.to_member()),
        ])
    }
}

impl FromJson for StorageChanged {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut members = Members::of(value)?;
        Ok(Self {
            watch: members.take("watch")?,
            from: members.take("from")?,
            to: members.take("to")?,
            items: members.take("items")?,
            rejected: members.take_or("rejected", Vec::new())?,
        })
    }
}

impl ToJson for StorageChanged {
    fn to_json(&self) -> Value {
        object(&mut [
            ("watch", self.watch.to_member()),
            ("from", self.from.to_member()),
            ("to", self.to.to_member()),
            ("items", self.items.to_member()),
            ("rejected", unless_empty(&self.rejected)),
        ])
    }
}

// Live messages, services, files and events.
members! {
    LiveSend { topic = "topic", data = "data" or Value::Null, leave = "leave", }
    LiveMessage { topic = "topic", from = "from", data = "data", present = "present", }
    ServiceCall { name = "name", args = "args" or Value::Null, op_id = "opId", }
    ServiceResult { data = "data", }
    TallyArgs { name = "name", group = "group", }
    Bytes { index = "$bytes", }
    FileSave { name = "name", mime = "mime", bytes = "bytes", }
    FilePick { accept = "accept", max = "max", side = "side", }
    FilePicked { name = "name", mime = "mime", bytes = "bytes", }
    FilePut { mime = "mime", bytes = "bytes", }
    FilePutResult { file = "file", size = "size", mime = "mime", }
    FileGet { file = "file", }
    FileDelete { file = "file", }
    FileGetResult { mime = "mime", bytes = "bytes", }
    EventEmit { id = "id", verb = "verb", object = "object", result = "result", context = "context", }
    EventResult { id = "id", }
}

// Errors.
members! {
    RpcError { code = "code", message = "message", data = "data", }
    ErrorData {
        kind = "kind", retryable = "retryable" or false, retry_after_ms = "retryAfterMs", key = "key", rev = "rev",
        value = "value", by = "by", at = "at", limit = "limit", pointer = "pointer", status = "status",
    }
}

impl FromJson for ErrorKind {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        let name = value.as_str().unwrap_or_default();
        Self::ALL.iter().copied().find(|kind| kind.name() == name).ok_or(Wrong::HERE)
    }
}

impl ToJson for ErrorKind {
    fn to_json(&self) -> Value {
        self.name().into()
    }
}
