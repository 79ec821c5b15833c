//! What comes from the host.

use greffon_kit::replica::{ApplyError, Bond, Config, Edit, Effect, Replica, Status, Trouble};
use greffon_protocol::storage::{ReadParams, ReadResult, StorageChanged, WatchResult};
use greffon_protocol::{ErrorKind, Scope, StoredItem};
use serde_json::{Value, json};

use super::desk::{Desk, deleted, error, k, set};

fn item(key: &str, rev: u64, value: Value) -> StoredItem {
    StoredItem { key: k(key), rev, value, by: None, at: "2026-11-23T10:00:00.000Z".to_owned() }
}

#[test]
fn nothing_is_changed_before_the_items_are_loaded() {
    let mut replica = Replica::new(Config::new(Scope::Shared, "", [1, 2]));
    replica.start();
    let refused = replica.apply(vec![Edit::set(k("a"), json!(1))], "", Bond::Loose);
    assert_eq!(refused, Err(ApplyError::NotLoaded), "nobody can have seen what stands there");
}

#[test]
fn changes_of_others_are_seen() {
    let mut desk = Desk::with(&[("a", json!(1)), ("b", json!(1))]);
    desk.changed(1, 4, vec![set("a", 3, json!(2)), deleted("b", 4)]);
    assert_eq!((desk.see("a"), desk.replica.get("b")), (json!(2), None), "set and deleted");
    assert!(desk.effects.contains(&Effect::Changed(vec![k("a"), k("b")])), "the screen is told");
    assert_eq!(desk.replica.reach(), 4, "up to 4");
}

#[test]
fn a_gap_makes_it_watch_again_from_what_it_has() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.changed(3, 4, vec![set("a", 4, json!(4))]);
    assert_eq!(desk.see("a"), json!(1), "something is missing in between");
    assert!(desk.effects.contains(&Effect::Unwatch { watch: 1 }), "the old watch is given back");
    assert_eq!(desk.asked().since, Some(1), "from what it has");
    desk.watched(2, 4, vec![set("a", 4, json!(4)), set("b", 2, json!(2))]);
    assert_eq!((desk.see("a"), desk.see("b")), (json!(4), json!(2)), "nothing is missing");
}

#[test]
fn doubled_and_shuffled_news_changes_nothing() {
    let mut desk = Desk::with(&[("a", json!(1)), ("b", json!(1))]);
    desk.changed(1, 2, vec![set("a", 2, json!(2))]);
    desk.changed(2, 3, vec![deleted("b", 3)]);
    desk.effects.clear();
    desk.changed(1, 2, vec![set("a", 2, json!(2)), set("b", 2, json!(2))]);
    assert_eq!((desk.see("a"), desk.replica.get("b")), (json!(2), None), "as it was");
    assert_eq!(desk.effects, [], "nothing to do");
}

#[test]
fn news_of_another_watch_is_left_aside() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    let effects = desk.replica.changed(StorageChanged {
        watch: 9,
        from: 1,
        to: 2,
        items: vec![set("a", 2, json!(2))],
        rejected: Vec::new(),
    });
    assert_eq!((effects, desk.replica.reach()), (vec![], 1), "not ours");
}

#[test]
fn news_that_overtakes_the_answer_is_asked_for() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.changed(5, 6, Vec::new());
    // Belongs to watch 2, whose number has not arrived.
    desk.replica.changed(StorageChanged {
        watch: 2,
        from: 6,
        to: 7,
        items: vec![set("a", 7, json!(7))],
        rejected: Vec::new(),
    });
    desk.watched(2, 6, Vec::new());
    assert_eq!(desk.asked().since, Some(6), "once more, for what is beyond 6");
    desk.watched(3, 7, vec![set("a", 7, json!(7))]);
    assert_eq!(desk.see("a"), json!(7), "complete");
}

#[test]
fn where_tombstones_are_gone_everything_else_is_forgotten() {
    let mut desk = Desk::with(&[("a", json!(1)), ("b", json!(1)), ("c", json!(1))]);
    desk.edit("c", json!({"mine": 1}));
    let write = desk.write();
    desk.changed(8, 9, Vec::new());
    desk.watch_answer(WatchResult {
        watch: 2,
        rev: 9,
        items: vec![set("a", 5, json!(5))],
        reset: Some(true),
    });
    assert_eq!((desk.see("a"), desk.replica.get("b")), (json!(5), None), "b was deleted while we were away");
    desk.saved(&write, 10);
    assert_eq!(desk.see("c"), json!({"mine": 1}), "own writes are not forgotten");
}

#[test]
fn a_counter_that_went_backwards_is_believed() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.changed(1, 9, vec![set("b", 9, json!(9))]);
    desk.changed(12, 13, Vec::new());
    desk.watched(2, 4, vec![]);
    assert_eq!(desk.asked().since, None, "a back end restored from a copy: read everything");
    desk.watched(3, 4, vec![set("a", 3, json!(3))]);
    assert_eq!((desk.see("a"), desk.replica.get("b"), desk.replica.reach()), (json!(3), None, 4), "as it is");
}

#[test]
fn a_new_port_resumes_and_sends_again_what_had_no_answer() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    let effects = desk.replica.reconnected();
    desk.take(effects);
    assert_eq!(desk.asked().since, Some(1), "from what it has");
    assert!(!desk.effects.contains(&Effect::Unwatch { watch: 1 }), "the old watch died with its port");
    assert_eq!(desk.write(), write, "the same again");
}

#[test]
fn a_late_answer_to_an_earlier_question_only_gives_its_watch_back() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.changed(5, 6, Vec::new());
    let (ticket, _) = desk.question();
    desk.watched(2, 6, vec![set("a", 6, json!(6))]);
    desk.effects.clear();
    let late = WatchResult { watch: 7, rev: 2, items: vec![set("a", 2, json!(2))], reset: Some(true) };
    let effects = desk.replica.watched(ticket, Ok(late));
    assert_eq!(effects, [Effect::Unwatch { watch: 7 }], "nobody needs it");
    assert_eq!(desk.see("a"), json!(6), "and nothing is forgotten");
}

#[test]
fn what_does_not_fit_into_one_message_is_read_in_pages() {
    let mut desk =
        Desk { replica: Replica::new(Config::new(Scope::Shared, "p/", [1, 2])), effects: Vec::new() };
    let effects = desk.replica.start();
    desk.take(effects);
    let (ticket, _) = desk.question();
    let effects = desk.replica.watched(ticket, Err(error(ErrorKind::TooLarge)));
    let page = |after: Option<&str>| ReadParams {
        scope: Scope::Shared,
        keys: None,
        prefix: Some("p/".to_owned()),
        after: after.map(k),
        limit: None,
    };
    assert_eq!(effects, [Effect::Read { ticket: 2, params: page(None) }], "the first page");
    let first = ReadResult { rev: 5, items: vec![item("p/a", 2, json!(1))], next: Some(k("p/a")) };
    let effects = desk.replica.read(2, Ok(first));
    assert_eq!(effects, [Effect::Read { ticket: 3, params: page(Some("p/a")) }], "the next page");
    assert!(!desk.replica.is_loaded(), "half a list is no list");
    let effects = desk.replica.read(3, Err(error(ErrorKind::Timeout)));
    assert!(matches!(effects[..], [Effect::RetryAfter { .. }]), "a page that does not come");
    let again = Effect::Read { ticket: 4, params: page(Some("p/a")) };
    assert_eq!(desk.replica.retry(), [again], "is asked for again, not all of them");
    let second = ReadResult { rev: 7, items: vec![item("p/b", 6, json!(1))], next: None };
    let effects = desk.replica.read(4, Ok(second));
    desk.take(effects);
    assert_eq!(desk.replica.items().count(), 2, "all pages");
    assert_eq!(desk.asked().since, Some(5), "and what changed since the first page");
}

#[test]
fn a_host_of_level_one_is_read() {
    let mut desk = Desk { replica: Replica::new(Config::new(Scope::User, "", [1, 2])), effects: Vec::new() };
    let effects = desk.replica.start();
    desk.take(effects);
    let (ticket, _) = desk.question();
    let effects = desk.replica.watched(ticket, Err(error(ErrorKind::Unsupported)));
    let [Effect::Read { ticket, .. }] = &effects[..] else { panic!("it reads") };
    let result = ReadResult { rev: 3, items: vec![item("a", 3, json!(1))], next: None };
    assert_eq!(
        desk.replica.read(*ticket, Ok(result)),
        [Effect::Changed(vec![k("a")])],
        "and does not ask to watch again"
    );
    desk.edit("a", json!(2));
    assert_eq!(desk.write().ops[0].if_rev, Some(3), "writing works");
}

#[test]
fn a_watch_that_fails_is_tried_again_and_one_that_is_refused_is_told() {
    let mut desk =
        Desk { replica: Replica::new(Config::new(Scope::Shared, "", [1, 2])), effects: Vec::new() };
    let effects = desk.replica.start();
    desk.take(effects);
    let (ticket, _) = desk.question();
    let effects = desk.replica.watched(ticket, Err(error(ErrorKind::Backend)));
    assert!(matches!(effects[..], [Effect::RetryAfter { .. }]), "after a while");
    desk.retry();
    let (ticket, _) = desk.question();
    desk.replica.watched(ticket, Err(error(ErrorKind::NotGranted)));
    assert!(matches!(desk.reports()[0].trouble, Trouble::Unreadable { .. }), "told");
    assert_eq!(desk.replica.status(), Status::Attention(1), "and shown");
}

#[test]
fn items_outside_the_prefix_are_not_taken_in() {
    let mut desk = Desk::configured(&[("cards/a", json!(1))], |config| config.prefix = "cards/".to_owned());
    desk.changed(1, 2, vec![set("tickets/a", 2, json!(1))]);
    assert_eq!(desk.replica.items().count(), 1, "another replica's business");
}

#[test]
fn who_and_when_are_known_where_the_host_tells() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    let mut change = set("a", 2, json!(2));
    change.by = Some("p-7".to_owned());
    change.at = Some("2026-11-23T10:00:00.000Z".to_owned());
    desk.changed(1, 2, vec![change]);
    let item = desk.replica.item("a").expect("the item");
    assert_eq!((item.by, item.at), (Some("p-7"), Some("2026-11-23T10:00:00.000Z")), "as told");
}
