//! What any merge of any three values keeps to.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::policy::{ListById, Policy};
use super::{Merge, Side, put, same, segments_match};

const POLICY: &Policy =
    &Policy { prefix: "", lists: &[ListById { at: "/l", id: "id" }], gestures: &["/g", "/o/g"] };

/// Small values, so that two of them often meet in one place.
fn value() -> impl Strategy<Value = Value> {
    let leaf = || prop_oneof![(0..3).prop_map(|n| json!(n)), Just(json!(null)), Just(json!("t"))];
    let element = (0..3, leaf()).prop_map(|(id, leaf)| json!({"id": id, "t": leaf}));
    let inner = prop::collection::btree_map("[abg]", leaf(), 0..3).prop_map(|members| json!(members));
    let list = prop_oneof![
        prop::collection::vec(element, 0..4).prop_map(Value::Array),
        prop::collection::vec(leaf(), 0..3).prop_map(Value::Array),
    ];
    let member = prop_oneof![3 => leaf(), 2 => inner, 2 => list];
    prop::collection::btree_map("[abglo]", member, 0..5).prop_map(|members| json!(members))
}

fn maybe() -> impl Strategy<Value = Option<Value>> {
    prop::option::weighted(0.9, value())
}

fn merge(base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> (Option<Value>, Merge) {
    let mut merge = Merge::new(Some(POLICY));
    let merged = merge.run(base, mine, theirs);
    (merged, merge)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_only_one_side_changed_is_taken_over(base in maybe(), changed in maybe()) {
        prop_assert!(same(merge(base.as_ref(), changed.as_ref(), base.as_ref()).0.as_ref(), changed.as_ref()), "mine");
        prop_assert!(same(merge(base.as_ref(), base.as_ref(), changed.as_ref()).0.as_ref(), changed.as_ref()), "theirs");
        prop_assert!(merge(base.as_ref(), changed.as_ref(), base.as_ref()).1.clashes.is_empty(), "there is nothing to tell");
    }

    #[test]
    fn agreement_is_no_clash(base in maybe(), both in maybe()) {
        let (merged, merge) = merge(base.as_ref(), both.as_ref(), both.as_ref());
        prop_assert!(same(merged.as_ref(), both.as_ref()) && merge.clashes.is_empty(), "they agree");
    }

    #[test]
    fn merging_the_result_again_changes_nothing(base in maybe(), mine in maybe(), theirs in maybe()) {
        let (merged, _) = merge(base.as_ref(), mine.as_ref(), theirs.as_ref());
        let (again, told) = merge(theirs.as_ref(), merged.as_ref(), theirs.as_ref());
        prop_assert!(same(again.as_ref(), merged.as_ref()) && told.clashes.is_empty(), "{:?}", merged);
    }

    #[test]
    fn what_was_lost_can_be_put_back(base in maybe(), mine in maybe(), theirs in maybe()) {
        let (mut merged, merge) = merge(base.as_ref(), mine.as_ref(), theirs.as_ref());
        for clash in &merge.clashes {
            prop_assert!(!same(clash.mine.as_ref(), clash.theirs.as_ref()), "a clash is a difference");
            prop_assert!(clash.kept == Side::Theirs || POLICY.is_gesture(&clash.path), "only gestures win");
            let placed = put(&mut merged, &clash.path, clash.mine.clone(), Some(POLICY));
            prop_assert!(placed, "{} is a place in {:?}", clash.path, merged);
        }
        // With every clash settled in my favour, nothing of mine is missing.
        let mut insisting = Merge::insisting(Some(POLICY));
        let wanted = insisting.run(base.as_ref(), mine.as_ref(), theirs.as_ref());
        prop_assert!(same_set(merged.as_ref(), wanted.as_ref()), "{:?} {:?}", merged, wanted);
    }
}

/// The same, but for the order of a list by id, and no list is one without elements.
fn same_set(left: Option<&Value>, right: Option<&Value>) -> bool {
    let sorted = |value: Option<&Value>| {
        let mut value = value.cloned();
        if let Some(members) = value.as_mut().and_then(Value::as_object_mut) {
            if let Some(list) = members.get_mut("l").and_then(Value::as_array_mut) {
                list.sort_by_key(Value::to_string);
            }
            members.retain(|name, member| name != "l" || !member.as_array().is_some_and(Vec::is_empty));
        }
        value
    };
    same(sorted(left).as_ref(), sorted(right).as_ref())
}

#[test]
fn a_pattern_matches_segment_by_segment() {
    assert!(segments_match("/a/*/b", "/a/x/b"), "any one segment");
    assert!(!segments_match("/a/*", "/a/x/b"), "not two");
    assert!(!segments_match("/a", "/ab"), "whole segments");
    assert!(segments_match("", ""), "the item as a whole");
}
