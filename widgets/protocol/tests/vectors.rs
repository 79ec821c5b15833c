//! The text vectors that the host SDK reads too.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use greffon_protocol::{Envelope, Limits};
use serde_json::Value;

fn text_of(vector: &Value) -> String {
    if let Some(text) = vector["text"].as_str() {
        return text.to_owned();
    }
    if let Some(parts) = vector["repeat"].as_array() {
        let times = usize::try_from(parts[2].as_u64().unwrap()).unwrap();
        let part = |n: usize| parts[n].as_str().unwrap();
        return [part(0), &part(1).repeat(times), &part(3).repeat(times), part(4)].concat();
    }
    let (before, after) = (r#"{"jsonrpc":"2.0","method":"log","params":{"level":"info","code":""#, r#""}}"#);
    let filler = vector["with"].as_str().unwrap_or("a");
    let units = usize::try_from(vector["pad"].as_u64().unwrap()).unwrap() - before.len() - after.len();
    let width = filler.encode_utf16().count();
    [before, &filler.repeat(units / width), &"a".repeat(units % width), after].concat()
}

#[test]
fn every_vector_is_read_as_it_says() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("../vectors/messages.json")).unwrap();
    assert!(vectors.len() > 30, "the vectors were found");
    for vector in vectors {
        let found = match Envelope::parse(&text_of(&vector), Limits::default().message) {
            Ok(Envelope::Request { .. }) => "request",
            Ok(Envelope::Notification { .. }) => "notification",
            Ok(Envelope::Response { .. }) => "response",
            Err(bad) => bad.error.kind().name(),
        };
        assert_eq!(found, vector["expect"].as_str().unwrap(), "{}", vector["name"]);
    }
}
