//! The counts of a class.

use super::*;
use crate::class_counts::{Cell, Population};

fn teacher(groups: &[&str]) -> User {
    let group = |id: &&str| Group { id: (*id).to_owned(), name: format!("Groupe {id}") };
    User { groups: Some(groups.iter().map(group).collect()), ..user("teacher") }
}

fn answer(group: &str, count: u32) -> Value {
    json!({ "group": group, "members": 26, "population": { "count": 24 }, "rev": 3,
            "cells": [{ "by": ["1.1", 3], "count": count }, { "by": ["1.2", 3], "masked": true }] })
}

fn counted(group: &str, count: u32) -> Msg {
    Msg::Counted { group: group.into(), answer: answer(group, count) }
}

fn ask(group: &str) -> Effect {
    Effect::CallTally { group: group.into() }
}

fn shown(desk: &Desk) -> Cell {
    match desk.model.class(Lang::Fr).unwrap().state {
        ClassState::Ready { counts, .. } => counts.domains[0].rows[0].cells[2],
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_teacher_of_one_class_sees_it_at_once() {
    let (mut desk, effects) = Desk::of(teacher(&["5b"]));
    assert_eq!(effects, [ask("5b")]);
    assert_eq!(desk.model.class(Lang::Fr).unwrap().state, ClassState::Loading);
    assert_eq!(desk.tell(counted("5b", 7)), [Effect::Announce(Say::Counts)]);
    assert_eq!(shown(&desk), Cell::Count { count: 7, shade: 2 });
    let ClassState::Ready { counts, stale } = desk.model.class(Lang::Fr).unwrap().state else {
        panic!("ready")
    };
    assert_eq!((counts.population, stale), (Population::Told(24), false));
}

#[test]
fn a_teacher_of_several_chooses() {
    let (mut desk, effects) = Desk::of(teacher(&["5b", "6a"]));
    assert_eq!(effects, []);
    assert_eq!(desk.model.class(Lang::Fr).unwrap().state, ClassState::Choose);
    assert_eq!(desk.tell(Msg::PickGroup("6a".into())), [ask("6a")]);
    assert_eq!(desk.tell(counted("5b", 9)), [], "an answer about another group");
    desk.tell(counted("6a", 7));
    assert_eq!(desk.tell(Msg::PickGroup("6a".into())), []);
    assert_eq!(desk.tell(Msg::PickGroup("7z".into())), []);
    assert_eq!(desk.tell(Msg::PickGroup("5b".into())), [ask("5b")]);
    assert_eq!(
        desk.model.class(Lang::Fr).unwrap().state,
        ClassState::Loading,
        "not the numbers of the other class"
    );
}

#[test]
fn movements_are_followed_one_question_at_a_time() {
    let (mut desk, _) = Desk::of(teacher(&["5b"]));
    assert_eq!(desk.tell(Msg::Moved), [], "a question is under way");
    assert_eq!(desk.tell(Msg::Moved), []);
    assert_eq!(desk.tell(counted("5b", 7)), [Effect::Announce(Say::Counts), ask("5b")]);
    assert!(desk.model.class(Lang::Fr).unwrap().refreshing);
    assert_eq!(desk.tell(counted("5b", 8)), [], "read once, not at every movement");
    assert_eq!(shown(&desk), Cell::Count { count: 8, shade: 2 });
    assert_eq!(desk.tell(Msg::Moved), [ask("5b")]);
}

#[test]
fn the_last_numbers_stay_when_fresher_ones_fail() {
    let (mut desk, _) = Desk::of(teacher(&["5b"]));
    desk.tell(Msg::NotCounted { group: "5b".into() });
    assert_eq!(desk.model.class(Lang::Fr).unwrap().state, ClassState::Failed);
    assert_eq!(desk.tell(Msg::Refresh), [ask("5b")]);
    desk.tell(counted("5b", 7));
    desk.tell(Msg::Refresh);
    let effects = desk.tell(Msg::Counted { group: "5b".into(), answer: json!("?") });
    assert_eq!(effects, [Effect::Log { code: "tally-unreadable", place: String::new() }]);
    assert_eq!(shown(&desk), Cell::Count { count: 7, shade: 2 });
    assert!(matches!(desk.model.class(Lang::Fr).unwrap().state, ClassState::Ready { stale: true, .. }));
    assert_eq!(desk.tell(Msg::Refresh), [ask("5b")]);
}

#[test]
fn a_teacher_without_groups_is_told_and_a_pupil_sees_none() {
    let (mut desk, effects) = Desk::of(User { groups: None, ..user("teacher") });
    assert_eq!(effects, []);
    assert_eq!(desk.model.class(Lang::Fr).unwrap().state, ClassState::NoGroup);
    assert_eq!(desk.tell(Msg::Refresh), []);
    assert_eq!(desk.tell(Msg::Go(Screen::Home)), [], "a teacher does not place themself");
    let mut pupil = Desk::pupil();
    assert_eq!(pupil.model.class(Lang::Fr), None);
    assert_eq!(pupil.tell(Msg::Moved), []);
}
