//! Writes on their way.

use greffon_kit::replica::{ApplyError, Bond, Choice, Edit, Effect, Status, Trouble};
use greffon_protocol::ErrorKind;
use greffon_protocol::storage::{OpKind, Rejected, StorageChanged, WriteParams};
use serde_json::json;

use super::desk::{Desk, conflict, deleted, echo, error, k, set};

#[test]
fn a_change_is_seen_at_once_and_sent_with_the_confirmed_revision() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    assert_eq!(desk.see("a"), json!(2), "seen before any answer");
    assert!(desk.effects.contains(&Effect::Changed(vec![k("a")])), "the screen is told");
    assert_eq!(desk.replica.status(), Status::Saving(1), "on its way");
    assert!(desk.replica.item("a").is_some_and(|item| item.pending), "marked as waiting");
    let write = desk.write();
    assert_eq!((write.ops[0].op, write.ops[0].if_rev), (OpKind::Set, Some(1)), "with what was seen");
    desk.saved(&write, 2);
    assert_eq!((desk.see("a"), desk.replica.status()), (json!(2), Status::Saved), "confirmed");
}

#[test]
fn what_is_already_so_is_not_sent() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(1));
    assert_eq!((desk.writes(), desk.replica.can_undo()), (vec![], None), "nothing happened");
}

#[test]
fn one_write_waits_at_a_time_and_the_next_builds_on_its_revision() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let first = desk.write();
    desk.edit("a", json!(3));
    desk.edit("b", json!(1));
    assert_eq!(desk.writes(), [], "the second waits");
    assert_eq!(desk.replica.status(), Status::Saving(3), "three changes");
    desk.saved(&first, 5);
    let second = desk.write();
    assert_eq!((second.ops[0].value.clone(), second.ops[0].if_rev), (Some(json!(3)), Some(5)), "on top");
}

#[test]
fn the_echo_confirms_before_the_answer_and_the_answer_is_then_nothing_new() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    desk.changed(1, 2, vec![echo(set("a", 2, json!(2)), &write)]);
    assert_eq!(desk.replica.status(), Status::Saved, "its own opId came back");
    desk.saved(&write, 2);
    assert_eq!(desk.see("a"), json!(2), "no change");
}

#[test]
fn an_answer_that_comes_after_a_later_change_does_not_bring_the_old_value_back() {
    let mut desk = Desk::with(&[("a", json!({"x": 1}))]);
    desk.edit("a", json!({"x": 2}));
    let write = desk.write();
    desk.changed(1, 3, vec![set("a", 3, json!({"x": 9}))]);
    desk.saved(&write, 2);
    assert_eq!(desk.see("a"), json!({"x": 9}), "somebody saw 2 and made 9 of it");
    assert_eq!(desk.reports(), [], "nothing was lost: it was saved first");
}

#[test]
fn an_answer_that_comes_after_the_deletion_does_not_bring_the_item_back() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    desk.changed(1, 3, vec![deleted("a", 3)]);
    desk.saved(&write, 2);
    assert!(desk.replica.get("a").is_none(), "it is gone");
    desk.edit("a", json!(4));
    assert_eq!(desk.write().ops[0].if_rev, Some(0), "a new one must not exist");
}

#[test]
fn an_answer_without_outcome_is_followed_by_the_same_write_to_the_letter() {
    for kind in [ErrorKind::Timeout, ErrorKind::Backend, ErrorKind::Offline, ErrorKind::SessionExpired] {
        let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1}))]);
        desk.edit("a", json!({"x": 2, "y": 1}));
        let write = desk.write();
        desk.failed(&write, error(kind));
        assert_eq!(desk.writes(), [], "not at once");
        assert!((250..=500).contains(&desk.wait().expect("a wait")), "after about half a second");
        assert_eq!(desk.replica.status(), Status::Waiting(1), "the person sees that it waits");
        desk.changed(1, 2, vec![set("a", 2, json!({"x": 1, "y": 5}))]);
        desk.retry();
        assert_eq!(desk.write(), write, "{kind:?}: same id, same content, whatever came in between");
    }
}

#[test]
fn waits_grow_to_half_a_minute() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let mut waits = Vec::new();
    for _ in 0..10 {
        let write = desk.write();
        desk.failed(&write, error(ErrorKind::Backend));
        waits.push(desk.wait().expect("a wait"));
        desk.retry();
    }
    assert!(waits[9] >= 15_000 && waits.iter().all(|wait| *wait <= 30_000), "{waits:?}");
}

#[test]
fn a_rate_limit_is_waited_for_as_the_host_says() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    let mut limited = error(ErrorKind::RateLimited);
    limited.data.retry_after_ms = Some(1_234);
    desk.failed(&write, limited);
    assert_eq!(desk.wait(), Some(1_234), "the host's number");
    desk.edit("b", json!(1));
    assert_eq!(desk.writes(), [], "nothing else is sent meanwhile");
    desk.retry();
    assert_eq!(desk.write(), write, "the same again");
}

#[test]
fn internal_is_tried_once_more() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let write = desk.write();
    desk.failed(&write, error(ErrorKind::Internal));
    desk.retry();
    assert_eq!(desk.write(), write, "once more");
    desk.failed(&write, error(ErrorKind::Internal));
    assert_eq!(
        (desk.see("a"), desk.replica.status()),
        (json!(1), Status::Attention(1)),
        "then it is given back"
    );
}

#[test]
fn a_refused_change_leaves_the_view_and_comes_back_with_its_values() {
    for kind in [
        ErrorKind::Denied,
        ErrorKind::NotGranted,
        ErrorKind::ReadOnly,
        ErrorKind::Quota,
        ErrorKind::TooLarge,
        ErrorKind::Invalid,
    ] {
        let mut desk = Desk::with(&[("a", json!({"x": 1}))]);
        desk.edit("a", json!({"x": "typed"}));
        let write = desk.write();
        desk.failed(&write, error(kind));
        assert_eq!(desk.see("a"), json!({"x": 1}), "{kind:?}: as it is stored");
        assert_eq!(desk.replica.can_undo(), None, "there is nothing to undo");
        let Trouble::Refused { taken_back, error, .. } = desk.reports()[0].trouble.clone() else {
            panic!("refused")
        };
        assert_eq!(taken_back[0].mine, Some(json!({"x": "typed"})), "what was typed");
        assert_eq!(error.kind(), kind, "and why");
        let report = desk.reports()[0].id;
        let (done, effects) = desk.replica.settle(report, Choice::Mine);
        desk.take(effects);
        assert!(done, "it can be tried again");
        assert_eq!(desk.write().ops[0].value, Some(json!({"x": "typed"})), "with the same values");
    }
}

#[test]
fn what_was_built_on_a_refused_change_keeps_only_its_own_part() {
    let mut desk = Desk::with(&[("a", json!({"x": 1, "y": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 1}));
    let write = desk.write();
    desk.edit("a", json!({"x": 2, "y": 2}));
    desk.failed(&write, error(ErrorKind::Invalid));
    assert_eq!(desk.see("a"), json!({"x": 1, "y": 2}), "x went back, y stays");
    let next = desk.write();
    assert_eq!(next.ops[0].value, Some(json!({"x": 1, "y": 2})), "and that is what is sent");
    assert_eq!(desk.reports().len(), 1, "one report: the refusal");
}

#[test]
fn a_change_of_an_item_that_was_never_created_comes_back_too() {
    let mut desk = Desk::with(&[]);
    desk.edit("a", json!({"x": 1}));
    let write = desk.write();
    desk.edit("a", json!({"x": 1, "place": {"x": 2}}));
    desk.failed(&write, error(ErrorKind::Quota));
    assert_eq!((desk.see("a"), desk.writes()), (json!(null), vec![]), "there is nothing to change");
    assert_eq!(desk.reports().len(), 2, "both are given back");
}

#[test]
fn a_later_gesture_survives_the_refusal_of_an_earlier_one() {
    let mut desk = Desk::with(&[("a", json!({"place": 0}))]);
    desk.edit("a", json!({"place": 1}));
    let write = desk.write();
    desk.edit("a", json!({"place": 2}));
    desk.failed(&write, error(ErrorKind::Invalid));
    assert_eq!(desk.see("a"), json!({"place": 2}), "only the refused one is taken back");
}

#[test]
fn what_was_built_on_a_queued_write_is_not_sent_over_what_came_in_between() {
    let mut desk = Desk::with_outbox(&[("a", json!({"x": 1, "y": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 1}));
    let first = desk.write();
    desk.queued(&first);
    desk.edit("a", json!({"x": 3, "y": 1}));
    let second = desk.write();
    assert_eq!(second.ops[0].if_rev, Some(1), "it goes along, with the revision that both are built on");
    desk.queued(&second);
    // Somebody else was first. The first comes back before the second.
    let winner = || conflict("a", 4, Some(json!({"x": 1, "y": 9})));
    let back = |write: &WriteParams| StorageChanged {
        watch: 0,
        from: 0,
        to: 0,
        items: Vec::new(),
        rejected: vec![Rejected { op_id: write.op_id.clone(), error: winner() }],
    };
    let effects = desk.replica.changed(back(&first));
    desk.take(effects);
    assert_eq!(desk.writes(), [], "it is not sent behind the second, which is still out");
    let effects = desk.replica.changed(back(&second));
    desk.take(effects);
    let first = desk.write();
    assert_eq!(first.ops[0].value, Some(json!({"x": 2, "y": 9})), "the first one, merged");
    desk.queued(&first);
    let second = desk.write();
    assert_eq!(
        (second.ops[0].value.clone(), second.ops[0].if_rev),
        (Some(json!({"x": 3, "y": 9})), Some(4)),
        "the second, built on it: nothing of theirs is lost"
    );
}

#[test]
fn what_was_built_on_a_queued_change_of_several_items_waits_for_it() {
    let mut desk = Desk::with_outbox(&[("a", json!(1)), ("b", json!(1))]);
    desk.change(vec![Edit::set(k("a"), json!(2)), Edit::set(k("b"), json!(2))], Bond::Loose);
    let first = desk.write();
    desk.queued(&first);
    desk.edit("a", json!(3));
    assert_eq!(desk.writes(), [], "it holds one half of the change before, which may yet be refused");
    desk.edit("c", json!(1));
    assert_eq!(desk.write().ops[0].key, k("c"), "other items do not wait");
    desk.changed(1, 5, vec![echo(set("a", 5, json!(2)), &first), echo(set("b", 5, json!(2)), &first)]);
    assert_eq!(desk.replica.unconfirmed(), 2, "confirmed");
}

#[test]
fn a_conflict_that_says_nothing_new_makes_it_read_again_and_then_give_up() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    for watch in 2..5 {
        let write = desk.write();
        desk.failed(&write, conflict("a", 1, Some(json!(1))));
        assert_eq!(desk.writes(), [], "nothing is sent on a ground that is wrong");
        assert_eq!(desk.asked().since, None, "everything is read anew");
        desk.watched(watch, 1, vec![set("a", 1, json!(1))]);
        desk.retry();
    }
    let write = desk.write();
    desk.failed(&write, conflict("a", 1, Some(json!(1))));
    assert_eq!(desk.writes(), [], "no endless loop");
    assert!(matches!(desk.reports()[0].trouble, Trouble::Refused { .. }), "the value is given back");
}

#[test]
fn racing_writers_step_aside_after_a_few_conflicts() {
    let mut desk = Desk::with(&[("a", json!({"n": 0}))]);
    desk.edit("a", json!({"n": 0, "mine": 1}));
    for round in 2..5 {
        let write = desk.write();
        desk.failed(&write, conflict("a", round, Some(json!({ "n": round }))));
    }
    assert_eq!(desk.wait(), None, "three conflicts are answered at once");
    let write = desk.write();
    desk.failed(&write, conflict("a", 5, Some(json!({"n": 5}))));
    assert!(desk.wait().is_some_and(|wait| wait < 200), "the fourth after a moment");
    assert_eq!(desk.writes(), [], "not before");
    desk.retry();
    assert_eq!(desk.write().ops[0].value, Some(json!({"n": 5, "mine": 1})), "merged with the last winner");
}

#[test]
fn without_outbox_nothing_is_sent_while_offline() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.replica.set_online(false);
    desk.edit("a", json!(2));
    assert_eq!((desk.writes(), desk.replica.status()), (vec![], Status::Waiting(1)), "it waits");
    let effects = desk.replica.set_online(true);
    desk.take(effects);
    assert_eq!(desk.asked().since, Some(1), "first what happened meanwhile is asked for");
    assert_eq!(desk.write().ops[0].value, Some(json!(2)), "and it is sent");
}

#[test]
fn with_an_outbox_every_change_is_handed_over_at_once() {
    let mut desk = Desk::with_outbox(&[("a", json!(1))]);
    desk.replica.set_online(false);
    desk.edit("a", json!(2));
    let first = desk.write();
    assert_eq!(first.queue, Some(true), "the host may keep it");
    desk.queued(&first);
    desk.edit("a", json!(3));
    let second = desk.write();
    desk.queued(&second);
    assert_eq!(desk.replica.status(), Status::Waiting(2), "two changes wait for the network");
    assert_eq!(desk.see("a"), json!(3), "seen all the same");
    // The host replays: the first lands, the second comes back because its revision is behind the first.
    let effects = desk.replica.changed(StorageChanged {
        watch: 1,
        from: 1,
        to: 2,
        items: vec![echo(set("a", 2, json!(2)), &first)],
        rejected: vec![Rejected { op_id: second.op_id.clone(), error: conflict("a", 2, Some(json!(2))) }],
    });
    desk.take(effects);
    let again = desk.write();
    assert_eq!((again.ops[0].value.clone(), again.ops[0].if_rev), (Some(json!(3)), Some(2)), "on the first");
    assert_eq!(desk.reports(), [], "nobody else was there: nothing to tell");
}

#[test]
fn a_queued_write_that_loses_is_merged() {
    let mut desk = Desk::with_outbox(&[("a", json!({"x": 1, "y": 1}))]);
    desk.edit("a", json!({"x": 2, "y": 1}));
    let write = desk.write();
    desk.queued(&write);
    let rejected =
        vec![Rejected { op_id: write.op_id, error: conflict("a", 4, Some(json!({"x": 1, "y": 9}))) }];
    let effects =
        desk.replica.changed(StorageChanged { watch: 0, from: 0, to: 0, items: Vec::new(), rejected });
    desk.take(effects);
    assert_eq!(
        desk.write().ops[0].value,
        Some(json!({"x": 2, "y": 9})),
        "merged with the winner, sent again"
    );
}

#[test]
fn a_queued_write_whose_echo_was_swallowed_is_asked_after() {
    let mut desk = Desk::with_outbox(&[("a", json!({"x": 1}))]);
    desk.edit("a", json!({"x": 2}));
    let write = desk.write();
    desk.queued(&write);
    assert!(desk.wait().is_some_and(|wait| wait >= 5_000), "after a while");
    desk.changed(1, 3, vec![set("a", 3, json!({"x": 7}))]);
    assert_eq!(desk.replica.unconfirmed(), 1, "it cannot know");
    desk.retry();
    assert_eq!(desk.write(), write, "the same id is answered with what became of it");
    desk.saved(&write, 2);
    assert_eq!(
        (desk.see("a"), desk.replica.status()),
        (json!({"x": 7}), Status::Saved),
        "it was saved first"
    );
}

#[test]
fn the_losers_of_an_earlier_life_are_told() {
    let mut desk = Desk::with_outbox(&[]);
    let rejected = vec![Rejected { op_id: "of-before".to_owned(), error: conflict("a", 4, Some(json!(1))) }];
    desk.replica.changed(StorageChanged { watch: 0, from: 0, to: 0, items: Vec::new(), rejected });
    assert!(
        matches!(&desk.reports()[0].trouble, Trouble::Refused { taken_back, .. } if taken_back.is_empty()),
        "not silently"
    );
}

#[test]
fn leaving_sends_all_at_once() {
    let mut desk = Desk::with(&[("a", json!(1))]);
    desk.edit("a", json!(2));
    let first = desk.write();
    desk.edit("b", json!(1));
    desk.edit("c", json!(1));
    let effects = desk.replica.flush();
    desk.take(effects);
    let keys: Vec<_> = desk.writes().into_iter().map(|write| write.ops[0].key.clone()).collect();
    assert_eq!(keys, [k("b"), k("c")], "in order, without waiting for the first");
    desk.saved(&first, 2);
    assert_eq!(desk.writes(), [], "each is sent once");
}

#[test]
fn a_change_is_checked_before_anything_happens() {
    let mut desk = Desk::configured(&[], |config| config.prefix = "cards/".to_owned());
    let refused = desk.replica.apply(vec![Edit::delete(k("other"))], "", Bond::Loose);
    assert_eq!(refused, Err(ApplyError::Outside(k("other"))), "another replica's");
    let edits = (0..51).map(|n| Edit::set(k(&format!("cards/{n}")), json!(n))).collect();
    let refused = desk.replica.apply(edits, "", Bond::Loose);
    assert_eq!(refused, Err(ApplyError::TooMany { count: 51, limit: 50 }), "over the limit");
    assert_eq!((desk.replica.unconfirmed(), desk.replica.items().count()), (0, 0), "nothing happened");
}
