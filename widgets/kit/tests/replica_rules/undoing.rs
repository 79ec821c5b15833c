//! Undo and redo, per person.

use greffon_kit::replica::{Bond, Edit, Trouble};
use greffon_protocol::ErrorKind;
use serde_json::json;

use super::desk::{Desk, conflict, error, k, set};

#[test]
fn undo_takes_back_and_redo_brings_back() {
    let mut desk = Desk::with(&[("a", json!({"x": 1}))]);
    desk.change(vec![Edit::set(k("a"), json!({"x": 2})), Edit::set(k("b"), json!(1))], Bond::Loose);
    let write = desk.write();
    desk.saved(&write, 2);
    assert_eq!((desk.replica.can_undo(), desk.replica.can_redo()), (Some("edit"), None), "by its label");
    desk.undo();
    assert_eq!(
        (desk.see("a"), desk.replica.get("b")),
        (json!({"x": 1}), None),
        "as before, the new item gone"
    );
    let write = desk.write();
    assert_eq!(write.ops.len(), 2, "in one write");
    desk.saved(&write, 3);
    assert_eq!((desk.replica.can_undo(), desk.replica.can_redo()), (None, Some("edit")), "now to redo");
    desk.redo();
    assert_eq!((desk.see("a"), desk.see("b")), (json!({"x": 2}), json!(1)), "back again");
}

#[test]
fn undo_works_before_the_change_is_confirmed() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let first = desk.write();
    desk.undo();
    assert_eq!(desk.see("a"), json!(1), "seen at once");
    desk.saved(&first, 2);
    let second = desk.write();
    assert_eq!((second.ops[0].value.clone(), second.ops[0].if_rev), (Some(json!(1)), Some(2)), "and stored");
}

#[test]
fn undo_behind_a_queued_write_is_sent_although_the_value_is_the_confirmed_one() {
    let mut desk = Desk::with_outbox(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let first = desk.write();
    desk.queued(&first);
    desk.undo();
    assert_eq!(desk.write().ops[0].value, Some(json!(1)), "the queued write will be carried out");
}

#[test]
fn undo_leaves_what_others_changed_elsewhere() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 1}));
    let write = desk.write();
    desk.saved(&write, 2);
    desk.changed(1, 3, vec![set("a", 3, json!({"x": 2, "y": 9}))]);
    desk.undo();
    assert_eq!(desk.see("a"), json!({"x": 1, "y": 9}), "mine back, theirs kept");
    assert_eq!(desk.reports(), [], "nothing to tell");
}

#[test]
fn undo_of_a_place_that_others_changed_since_is_told_and_left() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 2}));
    let write = desk.write();
    desk.saved(&write, 2);
    desk.changed(1, 3, vec![set("a", 3, json!({"x": 7, "y": 2}))]);
    desk.undo();
    assert_eq!(desk.see("a"), json!({"x": 7, "y": 1}), "theirs stays, the rest is undone");
    let Trouble::Conflict { clash, restoring, .. } = &desk.reports()[0].trouble else { panic!("a conflict") };
    assert_eq!((clash.path.as_str(), clash.mine.clone(), *restoring), ("/x", Some(json!(1)), true), "told");
}

#[test]
fn undo_after_a_merge_takes_back_only_what_was_mine() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1, "z": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 2, "z": 1}));
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!({"x": 3, "y": 1, "z": 3}))));
    let write = desk.write();
    desk.saved(&write, 3);
    let told = desk.reports().len();
    desk.undo();
    assert_eq!(desk.see("a"), json!({"x": 3, "y": 1, "z": 3}), "only y was mine in the end");
    assert_eq!(desk.reports().len(), told, "x is not told twice");
}

#[test]
fn a_new_change_ends_redo() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    desk.undo();
    desk.edit("a", json!(3));
    assert_eq!(desk.replica.can_redo(), None, "another way was taken");
}

#[test]
fn a_refused_change_cannot_be_undone() {
    let mut desk = Desk::with(&[("a", json!(1)), ("b", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    desk.edit("b", json!(2));
    desk.failed(&write, error(ErrorKind::Denied));
    desk.undo();
    assert_eq!((desk.see("a"), desk.see("b")), (json!(1), json!(1)), "undo meant the change of b");
    assert_eq!(desk.replica.can_undo(), None, "and there is no other");
}

#[test]
fn undo_without_history_does_nothing() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.undo();
    desk.redo();
    assert_eq!(desk.effects, [], "nothing");
}

#[test]
fn undo_does_not_move_what_others_moved_since() {
    let mut desk = Desk::with(&[("a", json!({"place": {"x": 0, "y": 0}}))]);
    desk.edit("a", json!({"place": {"x": 1, "y": 1}}));
    let write = desk.write();
    desk.saved(&write, 2);
    desk.changed(1, 3, vec![set("a", 3, json!({"place": {"x": 2, "y": 2}}))]);
    desk.undo();
    assert_eq!(desk.see("a"), json!({"place": {"x": 2, "y": 2}}), "undoing is no gesture");
    assert_eq!(desk.reports().len(), 1, "and it is told");
}
