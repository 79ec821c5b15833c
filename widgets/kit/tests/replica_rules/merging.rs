//! Two people meet in one item.

use greffon_kit::replica::{Bond, Choice, Edit, Side, Status, Trouble};
use serde_json::{Value, json};

use super::desk::{Desk, conflict, deleted, k, set};

/// What stands after mine met theirs, and the clashes, as `(path, mine, theirs)`.
fn meet(base: &Value, mine: &Value, theirs: &Value) -> (Value, Vec<(String, Value, Value)>) {
    let mut desk = Desk::with(&[("a", base.clone())]);
    desk.edit("a", mine.clone());
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(theirs.clone())));
    let clashes = desk.clashes().into_iter();
    let clashes = clashes
        .map(|clash| (clash.path, clash.mine.unwrap_or_default(), clash.theirs.unwrap_or_default()))
        .collect();
    (desk.see("a"), clashes)
}

#[test]
fn different_members_are_both_kept() {
    let (merged, clashes) =
        meet(&json!({"a": 1, "b": 1}), &json!({"a": 2, "b": 1}), &json!({"a": 1, "b": 3}));
    assert_eq!(merged, json!({"a": 2, "b": 3}), "both edits stand");
    assert_eq!(clashes, [], "there is nothing to tell");
}

#[test]
fn members_of_members_are_merged_too() {
    let (merged, clashes) = meet(
        &json!({"o": {"a": 1, "b": 1}, "x": 1}),
        &json!({"o": {"a": 2, "b": 1}, "x": 1}),
        &json!({"o": {"a": 1, "b": 3, "c": 4}}),
    );
    assert_eq!(merged, json!({"o": {"a": 2, "b": 3, "c": 4}}), "x was removed by the other person");
    assert_eq!(clashes, [], "there is nothing to tell");
}

#[test]
fn on_the_same_member_theirs_stays_and_mine_is_told() {
    let (merged, clashes) =
        meet(&json!({"a": 1, "b": 1}), &json!({"a": 2, "b": 2}), &json!({"a": 3, "b": 1}));
    assert_eq!(merged, json!({"a": 3, "b": 2}), "theirs on a, mine on b");
    assert_eq!(clashes, [("/a".to_owned(), json!(2), json!(3))], "a is told with both values");
}

#[test]
fn the_same_edit_twice_is_no_clash() {
    let (merged, clashes) = meet(&json!({"a": 1}), &json!({"a": 2}), &json!({"a": 2.0}));
    assert_eq!(merged, json!({"a": 2.0}), "a number is a number");
    assert_eq!(clashes, [], "they agree");
}

#[test]
fn a_list_is_taken_as_a_whole() {
    let (merged, clashes) = meet(&json!({"list": [1]}), &json!({"list": [1, 2]}), &json!({"list": [1, 3]}));
    assert_eq!(merged, json!({"list": [1, 3]}), "theirs as a whole");
    assert_eq!(clashes, [("/list".to_owned(), json!([1, 2]), json!([1, 3]))], "told as a whole");
}

#[test]
fn a_list_by_id_keeps_what_both_added_changed_and_removed() {
    let (merged, clashes) = meet(
        &json!({"entries": [{"id": "a", "t": 1}, {"id": "b", "t": 1}, {"id": "c", "t": 1}]}),
        &json!({"entries": [{"id": "a", "t": 2}, {"id": "b", "t": 1}, {"id": "mine"}]}),
        &json!({"entries": [{"id": "b", "t": 5}, {"id": "theirs"}, {"id": "a", "t": 1}, {"id": "c", "t": 1}]}),
    );
    assert_eq!(
        merged,
        json!({"entries": [{"id": "b", "t": 5}, {"id": "theirs"}, {"id": "a", "t": 2}, {"id": "mine"}]}),
        "their order, then mine; c is removed as I wished"
    );
    assert_eq!(clashes, [], "there is nothing to tell");
}

#[test]
fn inside_a_list_by_id_a_clash_names_the_element() {
    let (merged, clashes) = meet(
        &json!({"entries": [{"id": "a/1", "notes": [{"n": 1, "t": "x"}]}]}),
        &json!({"entries": [{"id": "a/1", "notes": [{"n": 1, "t": "mine"}, {"n": 2}]}]}),
        &json!({"entries": [{"id": "a/1", "notes": [{"n": 1, "t": "theirs"}]}]}),
    );
    assert_eq!(
        merged,
        json!({"entries": [{"id": "a/1", "notes": [{"n": 1, "t": "theirs"}, {"n": 2}]}]}),
        "the lists inside are merged by id as well"
    );
    assert_eq!(clashes[0].0, "/entries/a~11/notes/1/t", "a pointer with the ids as segments");
}

#[test]
fn a_list_whose_ids_are_not_unique_is_taken_as_a_whole() {
    let (merged, clashes) = meet(
        &json!({"entries": []}),
        &json!({"entries": [{"id": 1}, {"id": 1}]}),
        &json!({"entries": [{"id": 2}]}),
    );
    assert_eq!(merged, json!({"entries": [{"id": 2}]}), "nothing is guessed");
    assert_eq!(clashes.len(), 1, "and it is told");
}

#[test]
fn of_a_gesture_the_last_one_wins_as_a_whole_and_asks_nothing() {
    let mut desk = Desk::with(&[("a", json!({"place": {"x": 0, "y": 0}}))]);
    desk.edit("a", json!({"place": {"x": 1, "y": 1}}));
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!({"place": {"x": 0, "y": 9}}))));
    assert_eq!(desk.see("a"), json!({"place": {"x": 1, "y": 1}}), "no point that nobody chose");
    assert_eq!(desk.clashes()[0].kept, Side::Mine, "it is told");
    assert_eq!(desk.reports(), [], "and needs no answer");
}

#[test]
fn an_item_that_both_created_is_merged_by_member() {
    let mut desk = Desk::with(&[]);
    desk.edit("a", json!({"mine": 1, "both": 1}));
    let write = desk.write();
    assert_eq!(write.ops[0].if_rev, Some(0), "it must not exist");
    desk.failed(&write, conflict("a", 2, Some(json!({"theirs": 1, "both": 2}))));
    assert_eq!(desk.see("a"), json!({"mine": 1, "theirs": 1, "both": 2}), "theirs stays where both wrote");
    assert_eq!(desk.write().ops[0].if_rev, Some(2), "sent again on top of theirs");
}

#[test]
fn an_item_that_they_deleted_stays_deleted_and_my_edit_comes_back() {
    let mut desk = Desk::with(&[("a", json!({"t": "x"}))]);
    desk.edit("a", json!({"t": "mine"}));
    let write = desk.write();
    desk.failed(&write, conflict("a", 0, None));
    assert_eq!(desk.see("a"), Value::Null, "what was erased is not brought back behind anybody's back");
    let Trouble::Conflict { clash, .. } = &desk.reports()[0].trouble else { panic!("a conflict") };
    assert_eq!(clash.mine, Some(json!({"t": "mine"})), "the text is kept");
    let id = desk.reports()[0].id;
    let (done, effects) = desk.replica.settle(id, Choice::Mine);
    desk.take(effects);
    assert!(done, "it can be put back");
    let again = desk.write();
    assert_eq!(
        (again.ops[0].value.clone(), again.ops[0].if_rev),
        (Some(json!({"t": "mine"})), Some(0)),
        "as a new item"
    );
}

#[test]
fn an_item_that_i_deleted_and_they_edited_stays() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.change(vec![Edit::delete(k("a"))], Bond::Loose);
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!(2))));
    assert_eq!(desk.see("a"), json!(2), "their work stays");
    assert_eq!(desk.replica.status(), Status::Attention(1), "and I am told that it was not deleted");
    assert_eq!(desk.writes(), [], "nothing is left to send");
}

#[test]
fn settling_with_mine_puts_my_value_in_on_top_of_theirs() {
    let mut desk = Desk::with(&[("a", json!({"a": 1, "b": 1}))]);
    desk.edit("a", json!({"a": 2, "b": 1}));
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!({"a": 3, "b": 4}))));
    let report = desk.reports()[0].id;
    let (done, effects) = desk.replica.settle(report, Choice::Mine);
    desk.take(effects);
    assert!(done, "it can be done");
    assert_eq!(desk.see("a"), json!({"a": 2, "b": 4}), "mine where I insisted, theirs elsewhere");
    let write = desk.write();
    assert_eq!(write.ops[0].if_rev, Some(2), "with their revision: now I have seen it");
    desk.saved(&write, 3);
    assert_eq!(desk.replica.status(), Status::Saved, "settled");
}

#[test]
fn settling_with_theirs_only_clears_the_report() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!(3))));
    let report = desk.reports()[0].id;
    assert!(desk.replica.settle(report, Choice::Theirs).0, "settled");
    assert_eq!((desk.see("a"), desk.writes()), (json!(3), vec![]), "nothing moves");
    assert_eq!(desk.replica.status(), Status::Saved, "nothing waits");
}

#[test]
fn a_report_whose_place_is_gone_stays_when_it_cannot_be_settled_with_mine() {
    let mut desk = Desk::with(&[("a", json!({"o": {"t": 1}}))]);
    desk.edit("a", json!({"o": {"t": 2}}));
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!({"o": {"t": 3}}))));
    desk.changed(1, 3, vec![deleted("a", 3)]);
    let report = desk.reports()[0].id;
    assert!(!desk.replica.settle(report, Choice::Mine).0, "there is no item to put it in");
    assert_eq!(desk.reports().len(), 1, "and the value is not lost");
}

#[test]
fn an_atomic_change_stays_one_write_through_a_merge() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1})), ("b", json!(1))]);
    desk.change(vec![Edit::set(k("a"), json!({"x": 2, "y": 1})), Edit::set(k("b"), json!(2))], Bond::Loose);
    let write = desk.write();
    desk.failed(&write, conflict("a", 2, Some(json!({"x": 1, "y": 5}))));
    let again = desk.write();
    assert_ne!(again.op_id, write.op_id, "the first id has had its answer");
    let sent: Vec<_> = again.ops.iter().map(|op| (op.value.clone(), op.if_rev)).collect();
    assert_eq!(
        sent,
        [(Some(json!({"x": 2, "y": 5})), Some(2)), (Some(json!(2)), Some(1))],
        "both items again in one write, merged"
    );
}

#[test]
fn a_change_that_must_stand_together_comes_back_as_a_whole() {
    let mut desk = Desk::with(&[("seat", json!({"by": null})), ("me", json!({"seat": null}))]);
    desk.change(
        vec![Edit::set(k("seat"), json!({"by": "me"})), Edit::set(k("me"), json!({"seat": 1}))],
        Bond::Together,
    );
    let write = desk.write();
    desk.failed(&write, conflict("seat", 2, Some(json!({"by": "you"}))));
    assert_eq!(
        (desk.see("seat"), desk.see("me")),
        (json!({"by": "you"}), json!({"seat": null})),
        "no half of it stands"
    );
    assert_eq!(desk.writes(), [], "nothing is sent");
    let Trouble::Refused { taken_back, .. } = &desk.reports()[0].trouble else { panic!("refused") };
    assert_eq!(taken_back[1].mine, Some(json!({"seat": 1})), "and the values are given back");
}

#[test]
fn news_is_merged_at_once_into_what_was_not_sent_yet() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1})), ("b", json!(1))]);
    desk.edit("b", json!(2));
    let first = desk.write();
    desk.edit("a", json!({"x": 2, "y": 1}));
    desk.changed(1, 2, vec![set("a", 2, json!({"x": 1, "y": 7}))]);
    assert_eq!(desk.see("a"), json!({"x": 2, "y": 7}), "shown at once");
    desk.saved(&first, 3);
    let second = desk.write();
    assert_eq!(
        (second.ops[0].value.clone(), second.ops[0].if_rev),
        (Some(json!({"x": 2, "y": 7})), Some(2)),
        "sent with the revision it was merged with"
    );
}
