//! Any bytes as a message of the port: nothing panics, and what is read is what the protocol allows.
#![no_main]

use greffon_protocol::message::{
    CapabilityChanged, CapabilityRequest, CloseParams, EventEmit, FilePick, FilePut, FileSave, FocusParams, Hello,
    InitParams, InitResult, LiveMessage, LiveSend, Log, Open, PrintPrepare, Resize, ServiceCall, SessionState,
};
use greffon_protocol::storage::{ReadParams, ReadResult, StorageChanged, WatchParams, WatchResult, WriteParams};
use greffon_protocol::{Context, Envelope, Limits, envelope, guard, http};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    the_guard_sees_what_a_reader_sees(text);
    match Envelope::parse(text, Limits::default().message) {
        Ok(message) => {
            let again = Envelope::parse(&message.to_text(), u32::MAX);
            assert_eq!(again.as_ref(), Ok(&message), "a message that is sent on is the same message");
            read_as_every_shape(&message);
        }
        Err(bad) => {
            let answer = bad.into_response().to_text();
            Envelope::parse(&answer, Limits::default().message).expect("a refusal is itself a message");
        }
    }
});

/// Depth and keys, as somebody who has read the JSON counts them.
fn the_guard_sees_what_a_reader_sees(text: &str) {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let verdict = guard::check(text, u32::MAX);
    if depth(&value) > 32 || has_forbidden_key(&value) {
        assert!(verdict.is_err(), "the guard let it through");
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn has_forbidden_key(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_forbidden_key),
        Value::Object(members) => members.iter().any(|(key, value)| {
            ["__proto__", "constructor", "prototype"].contains(&key.as_str()) || has_forbidden_key(value)
        }),
        _ => false,
    }
}

fn read_as_every_shape(message: &Envelope) {
    let value = match message {
        Envelope::Request { params, .. } | Envelope::Notification { params, .. } => params,
        Envelope::Response { outcome: Ok(result), .. } => result,
        Envelope::Response { outcome: Err(error), .. } => {
            assert_eq!(there_and_back(&envelope::to_value(error)), Some(error.clone()), "an error is one when sent on");
            return;
        }
    };
    let shapes: [fn(&Value); 26] = [
        read::<Hello>,
        read::<InitParams>,
        read::<InitResult>,
        read::<CapabilityRequest>,
        read::<CapabilityChanged>,
        read::<SessionState>,
        read::<CloseParams>,
        read::<Log>,
        read::<Resize>,
        read::<FocusParams>,
        read::<Open>,
        read::<PrintPrepare>,
        read::<LiveSend>,
        read::<LiveMessage>,
        read::<ServiceCall>,
        read::<FileSave>,
        read::<FilePick>,
        read::<FilePut>,
        read::<EventEmit>,
        read::<ReadParams>,
        read::<ReadResult>,
        read::<WriteParams>,
        read::<WatchParams>,
        read::<WatchResult>,
        read::<StorageChanged>,
        read::<http::Describe>,
    ];
    for shape in shapes {
        shape(value);
    }
    if let Some(patch) = there_and_back::<Context>(value) {
        let mut context = Context::default();
        context.merge(patch);
    }
}

fn read<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: &Value) {
    there_and_back::<T>(value);
}

/// What the value is as a `T`, which must survive being sent on.
fn there_and_back<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: &Value) -> Option<T> {
    let typed: T = envelope::from_value(value.clone()).ok()?;
    let again: T = envelope::from_value(envelope::to_value(&typed)).expect("what is written can be read");
    assert_eq!(again, typed, "what is written is what was read");
    Some(typed)
}
