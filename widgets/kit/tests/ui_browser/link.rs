//! The link over a real message channel.

use std::cell::RefCell;
use std::rc::Rc;

use greffon_kit::link::{Incoming, Link};
use greffon_protocol::{ErrorKind, Limits, Method, RpcError};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::inbox::{Inbox, channel};
use crate::waiting::{tasks, timeout};

type Outcomes = Rc<RefCell<Vec<Result<Value, ErrorKind>>>>;

/// A link, the host's end, and what the host said of itself, in short.
fn open() -> (Link, Inbox, Rc<RefCell<Vec<String>>>) {
    let (port, inbox) = channel();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let link = {
        let heard = heard.clone();
        Link::open(port, move |incoming| {
            heard.borrow_mut().push(match incoming {
                Incoming::Asked { id, method, params } => format!("{id} {method} {params}"),
                Incoming::Told { method, params } => format!("{method} {params}"),
            });
        })
    };
    (link, inbox, heard)
}

fn ask(link: &Link, outcomes: &Outcomes) {
    let outcomes = outcomes.clone();
    link.request(Method::StorageRead, &json!({ "scope": "user" }), move |outcome| {
        outcomes.borrow_mut().push(outcome.map_err(|error| error.kind()));
    });
}

#[wasm_bindgen_test]
async fn a_request_is_answered() {
    let (link, inbox, _) = open();
    let outcomes = Outcomes::default();
    ask(&link, &outcomes);
    let asked = inbox.next().await;
    assert_eq!((&asked["jsonrpc"], &asked["method"]), (&json!("2.0"), &json!("storage.read")));
    assert_eq!(asked["params"], json!({ "scope": "user" }));
    inbox.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": { "rev": 3 } }).to_string());
    inbox.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": { "rev": 4 } }).to_string());
    tasks().await;
    assert_eq!(*outcomes.borrow(), [Ok(json!({ "rev": 3 }))], "an answer counts once");
}

#[wasm_bindgen_test]
async fn answers_and_errors_find_who_asked_in_any_order() {
    let (link, inbox, _) = open();
    let (first, second) = (Outcomes::default(), Outcomes::default());
    ask(&link, &first);
    ask(&link, &second);
    let (one, two) = (inbox.next().await["id"].clone(), inbox.next().await["id"].clone());
    assert_ne!(one, two);
    let error =
        json!({ "code": 4030, "message": "no", "data": { "kind": "not_granted", "retryable": false } });
    inbox.send(&json!({ "jsonrpc": "2.0", "id": two, "error": error }).to_string());
    inbox.send(&json!({ "jsonrpc": "2.0", "id": one, "result": {} }).to_string());
    tasks().await;
    assert_eq!(*first.borrow(), [Ok(json!({}))]);
    assert_eq!(*second.borrow(), [Err(ErrorKind::NotGranted)]);
}

#[wasm_bindgen_test]
async fn a_request_that_nobody_answers_ends_and_is_cancelled() {
    let (link, inbox, _) = open();
    link.set_limits(Limits { timeout_ms: 30, ..Limits::default() });
    let outcomes = Outcomes::default();
    ask(&link, &outcomes);
    let id = inbox.next().await["id"].clone();
    assert_eq!(outcomes.borrow().len(), 0);
    let cancel = inbox.next().await;
    assert_eq!((&cancel["method"], &cancel["params"]["id"]), (&json!("$cancel"), &id));
    assert_eq!(*outcomes.borrow(), [Err(ErrorKind::Timeout)]);
    inbox.send(&json!({ "jsonrpc": "2.0", "id": id, "result": {} }).to_string());
    tasks().await;
    assert_eq!(outcomes.borrow().len(), 1, "an answer after that comes too late");
}

#[wasm_bindgen_test]
async fn progress_gives_a_request_more_time() {
    let (link, inbox, _) = open();
    link.set_limits(Limits { timeout_ms: 250, ..Limits::default() });
    let outcomes = Outcomes::default();
    ask(&link, &outcomes);
    let id = inbox.next().await["id"].clone();
    for _ in 0..3 {
        timeout(150).await;
        inbox.send(&json!({ "jsonrpc": "2.0", "method": "$progress", "params": { "id": id } }).to_string());
    }
    tasks().await;
    assert_eq!(*outcomes.borrow(), [], "given up in spite of its progress");
    inbox.send(&json!({ "jsonrpc": "2.0", "id": id, "result": {} }).to_string());
    tasks().await;
    assert_eq!(*outcomes.borrow(), [Ok(json!({}))]);
}

#[wasm_bindgen_test]
async fn closing_tells_everybody_who_waits_and_ends_everything() {
    let (link, inbox, heard) = open();
    let outcomes = Outcomes::default();
    ask(&link, &outcomes);
    ask(&link, &outcomes);
    inbox.next().await;
    inbox.next().await;
    link.close();
    assert_eq!(*outcomes.borrow(), [Err(ErrorKind::Closed), Err(ErrorKind::Closed)]);
    ask(&link, &outcomes);
    link.notify(Method::Log, &json!({}));
    inbox.send(&json!({ "jsonrpc": "2.0", "method": "context.changed", "params": {} }).to_string());
    tasks().await;
    assert_eq!(outcomes.borrow().len(), 3, "also who asks afterwards is told");
    assert_eq!(outcomes.borrow()[2], Err(ErrorKind::Closed));
    assert_eq!((heard.borrow().len(), inbox.waiting().len()), (0, 0));
}

#[wasm_bindgen_test]
async fn bad_texts_are_refused_and_nothing_else_suffers() {
    let (link, inbox, heard) = open();
    let outcomes = Outcomes::default();
    ask(&link, &outcomes);
    let id = inbox.next().await["id"].clone();
    inbox.send("{");
    let refusal = inbox.next().await;
    assert_eq!((&refusal["id"], &refusal["error"]["data"]["kind"]), (&Value::Null, &json!("parse")));
    inbox.send(r#"{"jsonrpc":"2.0","id":7,"method":"session.close","params":{"__proto__":{}}}"#);
    assert_eq!(inbox.next().await["error"]["data"]["kind"], json!("invalid"));
    // Not a text at all: the protocol has none of these, so nobody asked anything.
    inbox.send_any(&JsValue::from_f64(3.0));
    inbox.send_any(&JsValue::NULL);
    inbox.send(&json!({ "jsonrpc": "2.0", "id": id, "result": {} }).to_string());
    tasks().await;
    assert_eq!(*outcomes.borrow(), [Ok(json!({}))]);
    assert_eq!((heard.borrow().len(), inbox.waiting().len()), (0, 0));
}

#[wasm_bindgen_test]
async fn what_the_host_says_and_asks_is_passed_on_and_answered() {
    let (link, inbox, heard) = open();
    inbox.send(r#"{"jsonrpc":"2.0","method":"context.changed","params":{"theme":"dark"}}"#);
    inbox.send(r#"{"jsonrpc":"2.0","id":9,"method":"session.close","params":{"deadlineMs":1500}}"#);
    inbox.send(r#"{"jsonrpc":"2.0","id":10,"method":"$ping"}"#);
    let pong = inbox.next().await;
    assert_eq!((&pong["id"], &pong["result"]), (&json!(10), &json!({})));
    assert_eq!(
        *heard.borrow(),
        [r#"context.changed {"theme":"dark"}"#, r#"9 session.close {"deadlineMs":1500}"#]
    );
    link.answer(9, Ok(json!({})));
    link.answer(11, Err(RpcError::new(ErrorKind::Unsupported, "no")));
    assert_eq!(inbox.next().await, json!({ "jsonrpc": "2.0", "id": 9, "result": {} }));
    assert_eq!(inbox.next().await["error"]["data"]["kind"], json!("unsupported"));
}

#[wasm_bindgen_test]
async fn more_requests_than_the_host_takes_are_refused_later_and_not_sent() {
    let (link, inbox, _) = open();
    link.set_limits(Limits { in_flight: 2, ..Limits::default() });
    let outcomes = Outcomes::default();
    for _ in 0..3 {
        ask(&link, &outcomes);
    }
    assert_eq!(outcomes.borrow().len(), 0, "nobody is told before the call that asks is over");
    tasks().await;
    assert_eq!(*outcomes.borrow(), [Err(ErrorKind::RateLimited)]);
    assert_eq!(inbox.waiting().len(), 2);
}

#[wasm_bindgen_test]
async fn a_link_that_is_let_go_hears_nothing_more() {
    let (link, inbox, heard) = open();
    let copy = link.clone();
    assert!(copy == link);
    drop(link);
    inbox.send(r#"{"jsonrpc":"2.0","method":"context.changed","params":{}}"#);
    tasks().await;
    assert_eq!(heard.borrow().len(), 1, "a clone is the same end");
    drop(copy);
    inbox.send(r#"{"jsonrpc":"2.0","method":"context.changed","params":{}}"#);
    tasks().await;
    assert_eq!(heard.borrow().len(), 1);
}
