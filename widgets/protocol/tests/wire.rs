//! The reader and writer of a widget and those that serde derives say the same of every message, right or wrong.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use std::fmt::Debug;

use greffon_protocol::http::TallyArgs;
use greffon_protocol::message::{
    Announce, CancelParams, CapabilityAnswer, CapabilityChanged, CapabilityRequest, CloseParams, Dirty,
    DisplayParams, DisplayResult, DoneParams, EventEmit, EventResult, FileDelete, FileGet, FileGetResult,
    FilePick, FilePicked, FilePut, FilePutResult, FileSave, FocusParams, InitParams, InitResult, KeyPress,
    LiveMessage, LiveSend, Log, Open, PrintPrepare, PrintResult, ProgressParams, Resize, ServiceCall,
    ServiceResult, SessionState,
};
use greffon_protocol::storage::{
    ReadParams, ReadResult, StorageChanged, UnwatchParams, WatchParams, WatchResult, WriteParams, WriteResult,
};
use greffon_protocol::wire::{self, FromJson, ToJson};
use greffon_protocol::{Capability, Context, ErrorKind, Key, Limits, Profile, RpcError, Scope, Uai};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What a member may be in the place of what it should be. No list in the place of an object, which serde takes.
fn impostors() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(300),
        json!(5_000_000_000_u64),
        json!(""),
        json!("fr"),
        json!("É"),
        json!({}),
        json!({ "later": 1 }),
    ]
}

/// The value with each place of it left out, doubled by an unknown one, or replaced by something else.
fn variants(value: &Value) -> Vec<Value> {
    let mut found = impostors();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                without.remove(name);
                found.push(Value::Object(without));
                for variant in variants(member) {
                    let mut with = members.clone();
                    with.insert(name.clone(), variant);
                    found.push(Value::Object(with));
                }
            }
            let mut more = members.clone();
            more.insert("later".into(), json!({ "x": 1 }));
            found.push(Value::Object(more));
        }
        Value::Array(elements) => {
            found.push(json!([]));
            found.extend(elements.iter().flat_map(variants).map(|element| json!([element])));
        }
        _ => {}
    }
    found
}

/// `full`: a value with every member that the type has.
fn agree<T>(full: &Value)
where
    T: Serialize + DeserializeOwned + FromJson + ToJson + PartialEq + Debug,
{
    let whole: T = wire::read(full.clone()).unwrap();
    assert_eq!(&whole.to_json(), full, "a member is missing in the sample or in the type");
    for value in variants(full) {
        let derived = serde_json::from_value::<T>(value.clone()).ok();
        let ours = wire::read::<T>(value.clone()).ok();
        assert_eq!(ours, derived, "{} of {value}", std::any::type_name::<T>());
        if let Some(typed) = ours {
            assert_eq!(typed.to_json(), serde_json::to_value(&typed).unwrap());
        }
    }
}

fn full_context() -> Value {
    json!({
        "mode": "frame", "locale": "fr", "dir": "ltr", "timeZone": "Europe/Paris", "theme": "dark", "contrast": "more",
        "motion": "reduced", "fontScale": 1.5, "dyslexiaFont": true, "colors": { "accent": "#123456" },
        "container": { "width": 320.5, "height": 200.5, "maxHeight": 400.5 }, "display": "wide", "touch": false,
        "visible": true, "readOnly": false, "instanceTitle": "t", "uai": "0750001A", "academicYear": "2026-2027", "lastDay": "2027-08-31",
    })
}

fn full_error() -> Value {
    json!({ "code": 4090, "message": "m", "data": {
        "kind": "conflict", "retryable": false, "retryAfterMs": 5, "key": "a/b", "rev": 7, "value": { "x": 1 }, "by": "p",
        "at": "2026-01-01T00:00:00.000Z", "limit": 9, "pointer": "/a", "status": 409,
    } })
}

#[test]
fn about_the_session() {
    agree::<InitParams>(&json!({ "nonce": "n", "sdk": "kit/1", "want": ["live"], "optional": ["event"] }));
    agree::<Context>(&full_context());
    agree::<Limits>(&serde_json::to_value(Limits::default()).unwrap());
    agree::<InitResult>(&json!({
        "v": 1, "instance": "i", "host": { "name": "h", "version": "2" }, "level": 3, "features": ["outbox"],
        "granted": ["live"], "denied": [{ "name": "event", "reason": "person" }], "context": full_context(),
        "user": { "id": "p", "profile": ["National_ELV"], "roles": ["pupil"], "name": "N", "groups": [{ "id": "g", "name": "G" }] },
        "limits": Limits::default(),
    }));
    agree::<DoneParams>(&json!({ "reason": "r" }));
    agree::<CapabilityRequest>(&json!({ "names": ["live"], "why": "w" }));
    agree::<CapabilityAnswer>(
        &json!({ "granted": ["live"], "denied": [{ "name": "event", "reason": "host" }] }),
    );
    agree::<CapabilityChanged>(&json!({ "granted": ["live"], "revoked": ["event"] }));
    agree::<SessionState>(&json!({ "state": "offline", "until": "u" }));
    agree::<CloseParams>(&json!({ "reason": "reload", "deadlineMs": 1500 }));
    agree::<Log>(&json!({ "level": "warn", "code": "c", "data": { "a": 1 } }));
    agree::<CancelParams>(&json!({ "id": 3 }));
    agree::<ProgressParams>(&json!({ "id": 3, "note": "n" }));
}

#[test]
fn about_the_screen() {
    agree::<Resize>(&json!({ "height": 12.5 }));
    agree::<DisplayParams>(&json!({ "mode": "inline" }));
    agree::<DisplayResult>(&json!({ "mode": "fullscreen" }));
    agree::<Announce>(&json!({ "text": "t", "assertive": true }));
    agree::<FocusParams>(&json!({ "exit": "forward", "enter": "restore" }));
    agree::<KeyPress>(&json!({ "key": "Escape", "mods": ["alt"] }));
    agree::<Dirty>(&json!({ "dirty": true, "label": "l" }));
    agree::<Open>(&json!({ "url": "https://ent.example" }));
    agree::<PrintPrepare>(&json!({ "widthPx": 640.5 }));
    agree::<PrintResult>(&json!({ "html": "<p>", "svg": "<svg>" }));
}

#[test]
fn about_what_is_stored() {
    let change =
        json!({ "key": "a/b", "rev": 4, "value": [1], "deleted": true, "by": "p", "at": "t", "opId": "o" });
    agree::<ReadParams>(
        &json!({ "scope": "user", "keys": ["a"], "prefix": "b/", "after": "c", "limit": 10 }),
    );
    agree::<ReadResult>(
        &json!({ "rev": 4, "items": [{ "key": "a", "rev": 3, "value": 1, "by": "p", "at": "t" }], "next": "b" }),
    );
    agree::<WriteParams>(&json!({
        "scope": "shared", "opId": "o", "ops": [{ "op": "set", "key": "a", "value": { "x": 1 }, "ifRev": 0 }], "queue": true,
    }));
    agree::<WriteResult>(&json!({ "rev": 4, "queued": false }));
    agree::<WatchParams>(&json!({ "scope": "widget", "prefix": "", "since": 4 }));
    agree::<WatchResult>(&json!({ "watch": 1, "rev": 4, "items": [change], "reset": true }));
    agree::<UnwatchParams>(&json!({ "watch": 1 }));
    agree::<StorageChanged>(&json!({
        "watch": 1, "from": 3, "to": 4, "items": [change], "rejected": [{ "opId": "o", "error": full_error() }],
    }));
}

#[test]
fn about_others_services_and_files() {
    let bytes = json!({ "$bytes": 0 });
    agree::<LiveSend>(&json!({ "topic": "t", "data": { "x": 1 }, "leave": true }));
    agree::<LiveMessage>(&json!({ "topic": "t", "from": "p", "data": 1, "present": ["p"] }));
    agree::<ServiceCall>(&json!({ "name": "tally", "args": { "x": 1 }, "opId": "o" }));
    agree::<ServiceResult>(&json!({ "data": [1, 2.5] }));
    agree::<TallyArgs>(&json!({ "name": "levels", "group": "g" }));
    agree::<FileSave>(&json!({ "name": "n", "mime": "m", "bytes": bytes }));
    agree::<FilePick>(&json!({ "accept": ".csv", "max": 10 }));
    agree::<FilePick>(&json!({ "accept": "image/*", "max": 10, "side": 1280 }));
    agree::<FilePicked>(&json!({ "name": "n", "mime": "m", "bytes": bytes }));
    agree::<FilePut>(&json!({ "mime": "m", "bytes": bytes }));
    agree::<FilePutResult>(&json!({ "file": "f", "size": 5, "mime": "m" }));
    agree::<FileGet>(&json!({ "file": "f" }));
    agree::<FileDelete>(&json!({ "file": "f" }));
    agree::<FileGetResult>(&json!({ "mime": "m", "bytes": bytes }));
    agree::<EventEmit>(&json!({
        "id": "i", "verb": "v", "object": { "id": "o" }, "result": { "x": 1 }, "context": { "language": "fr" }
    }));
    agree::<EventEmit>(&json!({ "verb": "v", "object": {} }));
    agree::<EventResult>(&json!({ "id": "i" }));
}

#[test]
fn about_errors_and_words() {
    agree::<RpcError>(&full_error());
    for kind in ErrorKind::ALL {
        agree::<ErrorKind>(&json!(kind.name()));
    }
    for scope in ["user", "shared", "widget", "device"] {
        agree::<Scope>(&json!(scope));
    }
    for profile in Profile::ALL {
        agree::<Profile>(&json!(profile.name()));
    }
    agree::<Key>(&json!("a/b"));
    agree::<Uai>(&json!("0750001A"));
    agree::<Capability>(&json!("live"));
}

#[test]
fn what_is_wrong_is_named() {
    let told = |value: Value| wire::read::<WatchResult>(value).unwrap_err();
    assert_eq!(told(json!({})).message, "watch is missing or not of its type");
    assert_eq!(
        told(json!({ "watch": 1, "rev": 1, "items": [{ "key": "A", "rev": 1 }] })).message,
        "key is missing or not of its type"
    );
    assert_eq!(told(json!([])).message, "the message is missing or not of its type");
    assert_eq!(told(json!({})).kind(), ErrorKind::Invalid);
}
