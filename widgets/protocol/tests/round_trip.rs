//! Any value goes out and comes back the same; no input makes the readers panic.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use greffon_protocol::envelope::{from_value, to_value};
use greffon_protocol::manifest::Manifest;
use greffon_protocol::message::{Log, LogLevel};
use greffon_protocol::storage::{
    OpKind, ReadParams, Rejected, StorageChanged, WatchResult, WriteParams, WriteResult,
};
use greffon_protocol::{
    Change, Context, Envelope, ErrorKind, Key, Limits, Method, Op, Profile, RpcError, Scope, Uai, guard,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value};

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // Decimal fractions of up to 15 digits: what serde_json promises to bring back to the last bit.
        any::<i32>().prop_map(|n| Value::from(f64::from(n) / 1000.0)),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec(("[a-z\\\\\"é😀 ]{0,8}", inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A value that stays a value: `null` in an optional member is the same as its absence.
fn present() -> impl Strategy<Value = Value> {
    json().prop_filter("not null", |value| !value.is_null())
}

fn key() -> impl Strategy<Value = Key> {
    "[a-z0-9._/-]{1,128}".prop_map(|text| Key::new(text).unwrap())
}

fn kind() -> impl Strategy<Value = ErrorKind> {
    proptest::sample::select(ErrorKind::ALL)
}

fn error() -> impl Strategy<Value = RpcError> {
    (kind(), ".{0,20}", option::of(key()), option::of(present()), option::of(any::<u32>())).prop_map(
        |(kind, message, key, value, after)| {
            let mut error = RpcError::new(kind, message);
            error.data.key = key;
            error.data.value = value;
            error.data.retry_after_ms = after;
            error
        },
    )
}

fn envelope() -> impl Strategy<Value = Envelope> {
    let object = vec(("[a-z]{1,8}", json()), 0..4)
        .prop_map(|pairs| Value::Object(pairs.into_iter().collect()))
        .boxed();
    let id = 1_u32..;
    prop_oneof![
        (id.clone(), "[a-z.$]{1,20}", object.clone()).prop_map(|(id, method, params)| Envelope::Request {
            id,
            method,
            params
        }),
        ("[a-z.$]{1,20}", object).prop_map(|(method, params)| Envelope::Notification { method, params }),
        (option::of(id.clone()), json())
            .prop_map(|(id, value)| Envelope::Response { id, outcome: Ok(value) }),
        (option::of(id), error()).prop_map(|(id, error)| Envelope::Response { id, outcome: Err(error) }),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    (key(), option::of(present()), option::of(0_u64..1 << 53)).prop_map(|(key, value, if_rev)| Op {
        op: if value.is_some() { OpKind::Set } else { OpKind::Delete },
        key,
        value,
        if_rev,
    })
}

fn change() -> impl Strategy<Value = Change> {
    (key(), 1_u64..1 << 53, option::of(present()), option::of("[a-z0-9]{1,20}"), option::of("[a-z0-9]{8}"))
        .prop_map(|(key, rev, value, by, op_id)| Change {
            key,
            rev,
            deleted: value.is_none(),
            value,
            by,
            at: None,
            op_id,
        })
}

fn there_and_back<T>(typed: &T) -> Result<T, TestCaseError>
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    from_value(to_value(typed)).map_err(|error| TestCaseError::fail(error.to_string()))
}

proptest! {
    #[test]
    fn envelopes(message in envelope()) {
        prop_assert_eq!(Envelope::parse(&message.to_text(), u32::MAX), Ok(message));
    }

    #[test]
    fn any_text_is_read_without_panic(text in ".{0,200}", max in 0_u32..300) {
        let _ = Envelope::parse(&text, max);
        let _ = guard::check(&text, max);
        let _ = Manifest::parse(&text);
        let _ = Uai::read(&text);
        let _ = Key::new(text.as_str());
        let _ = Profile::try_from(text.clone());
        let _ = Method::from_name(&text);
    }

    #[test]
    fn near_messages_are_read_without_panic(message in envelope(), at in any::<prop::sample::Index>(), with in ".") {
        let mut chars: Vec<char> = message.to_text().chars().collect();
        let place = at.index(chars.len());
        chars.splice(place..=place, with.chars());
        let _ = Envelope::parse(&chars.into_iter().collect::<String>(), u32::MAX);
    }

    #[test]
    fn guard_agrees_with_a_reader_about_depth(value in json()) {
        fn depth(value: &Value) -> usize {
            match value {
                Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
                Value::Object(items) => 1 + items.values().map(depth).max().unwrap_or(0),
                _ => 0,
            }
        }
        prop_assert_eq!(guard::check(&value.to_string(), u32::MAX).is_ok(), depth(&value) <= 32);
    }

    #[test]
    fn keys_follow_the_grammar(text in "[a-zA-Z0-9._/é -]{0,140}") {
        let good = (1..=128).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._/-".contains(c));
        prop_assert_eq!(Key::new(text).is_ok(), good);
    }

    #[test]
    fn storage_messages(
        ops in vec(op(), 1..5), items in vec(change(), 0..4), rev in 0_u64..1 << 53, error in error(),
        id in "[!-~]{1,64}", queue in option::of(any::<bool>()),
    ) {
        let write = WriteParams { scope: Scope::Shared, op_id: id.clone(), ops, queue };
        prop_assert_eq!(&there_and_back(&write)?, &write);
        let result = WriteResult { rev, queued: queue };
        prop_assert_eq!(&there_and_back(&result)?, &result);
        let watched = WatchResult { watch: 1, rev, items: items.clone(), reset: queue };
        prop_assert_eq!(&there_and_back(&watched)?, &watched);
        let rejected = vec![Rejected { op_id: id, error }];
        let changed = StorageChanged { watch: 1, from: rev, to: rev + 1, items, rejected };
        prop_assert_eq!(&there_and_back(&changed)?, &changed);
        let read = ReadParams { scope: Scope::User, keys: None, prefix: Some(String::new()), after: None, limit: None };
        prop_assert_eq!(&there_and_back(&read)?, &read);
    }

    #[test]
    fn logs(code in "[a-z_]{1,20}", data in option::of(present())) {
        let log = Log { level: LogLevel::Warn, code, data };
        prop_assert_eq!(&there_and_back(&log)?, &log);
    }

    #[test]
    fn a_patch_changes_only_what_it_has(locale in option::of("[a-z]{2}"), visible in option::of(any::<bool>())) {
        let before = Context { locale: Some("fr".into()), read_only: Some(true), ..Context::default() };
        let mut after = before.clone();
        after.merge(Context { locale: locale.clone(), visible, ..Context::default() });
        prop_assert_eq!(after.locale, locale.or(before.locale));
        prop_assert_eq!(after.visible, visible);
        prop_assert_eq!(after.read_only, Some(true));
    }
}

#[test]
fn limits_fill_what_a_host_leaves_out() {
    let limits: Limits = from_value(serde_json::json!({ "keys": 20_000, "later": 1 })).unwrap();
    assert_eq!(limits, Limits { keys: 20_000, ..Limits::default() });
}

#[test]
fn kinds_and_numbers_are_the_published_ones() {
    let published: Vec<String> =
        ErrorKind::ALL.iter().map(|k| format!("{} {} {}", k.name(), k.code(), k.http_status())).collect();
    insta::assert_json_snapshot!(published);
    for kind in ErrorKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}

#[test]
fn methods_are_the_published_ones() {
    let published: Vec<String> = Method::ALL
        .iter()
        .map(|m| {
            let kind = if m.is_request() { "request" } else { "note" };
            format!("{} {:?} {kind} L{} {}", m.name(), m.sender(), m.level(), m.capability().unwrap_or("-"))
        })
        .collect();
    insta::assert_json_snapshot!(published);
}
