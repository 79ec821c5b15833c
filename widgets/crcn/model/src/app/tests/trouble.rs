//! Refusals, damage, other devices, no identity, nothing to write.

use super::*;

#[test]
fn a_refused_validation_is_on_the_screen_again() {
    let mut desk = Desk::pupil();
    desk.confirms = false;
    desk.open("1.1");
    desk.tick(&["1-1", "1-2"]);
    desk.validate();
    assert_eq!(desk.page().standing, says(1), "shown at once");
    desk.tell(Msg::Back);
    let effects = desk.refuse();
    assert_eq!(effects, [Effect::Announce(Say::NotSaved), Effect::Dirty(true)]);
    assert_eq!(desk.says(), Some(Say::NotSaved));
    desk.open("1.1");
    let page = desk.page();
    assert_eq!((page.standing, page.says, page.drafted), (Standing::NotPlaced, says(1), true));
    desk.confirms = true;
    desk.validate();
    assert_eq!(desk.page().standing, says(1));
}

#[test]
fn a_refusal_that_comes_before_the_write_is_taken_back_keeps_the_ticks_too() {
    let mut desk = Desk::pupil();
    desk.confirms = false;
    desk.open("1.1");
    desk.tick(&["1-1", "1-2"]);
    desk.validate();
    let (tag, before) = desk.under_way.remove(0);
    let gone: Vec<Item> = desk.stored.keys().map(|key| Item { key: key.clone(), value: None }).collect();
    desk.stored = before;
    desk.tell(Msg::Refused(tag));
    desk.tell(Msg::Changed(gone));
    let page = desk.page();
    assert_eq!((page.standing, page.says, page.drafted), (Standing::NotPlaced, says(1), true));
    assert_eq!(page.rungs[0].ticked, 2);
}

#[test]
fn what_was_typed_since_is_not_replaced_by_what_was_refused() {
    let mut desk = Desk::pupil();
    desk.confirms = false;
    desk.open("1.1");
    desk.tick(&["1-1", "1-2"]);
    desk.validate();
    desk.tick(&["2-1"]);
    desk.refuse();
    let page = desk.page();
    assert_eq!((page.rungs[0].ticked, page.rungs[1].ticked), (2, 1));
}

#[test]
fn another_device_is_seen_and_does_not_touch_the_draft() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    desk.tick(&["1-1"]);
    let mut other = Desk::pupil();
    other.stamps = 50;
    other.place("1.1", 4);
    assert_eq!(desk.tell(Msg::Changed(other.items())), []);
    let page = desk.page();
    assert_eq!((page.standing, page.says, page.drafted), (says(4), Standing::NotPlaced, true));
    desk.tell(Msg::Discard);
    assert_eq!(desk.page().says, says(4));
}

#[test]
fn what_two_devices_left_out_of_line_is_mended_once_all_is_calm() {
    let mut desk = Desk::pupil();
    desk.place("1.1", 3);
    desk.tell(Msg::ShareAll(Share::Counted));
    // The merge kept an older count.
    let stale = Item { key: "counted/p-4f2a/crcn-2019/1.1".into(), value: Some(json!({ "level": 2 })) };
    desk.stored.insert(stale.key.clone(), json!({ "level": 2 }));
    desk.tell(Msg::Save(Save::Waiting(1)));
    assert_eq!(desk.tell(Msg::Changed(vec![stale.clone()])), []);
    let effects = desk.tell(Msg::Save(Save::Saved));
    assert!(matches!(&effects[..], [Effect::Write { label: Label::Mend, .. }]), "{effects:?}");
    assert_eq!(desk.stored[&stale.key], json!({ "level": 3 }));

    // A back end that refuses is not asked again and again.
    desk.confirms = false;
    desk.stored.insert(stale.key.clone(), json!({ "level": 2 }));
    assert_eq!(desk.tell(Msg::Changed(vec![stale.clone()])).len(), 1);
    let effects = desk.refuse();
    assert_eq!(effects, [Effect::Log { code: "mend-refused", place: String::new() }]);
    assert_eq!(desk.tell(Msg::Changed(vec![stale])), []);
    assert_eq!(desk.says(), Some(Say::SharedAll(Share::Counted)), "nobody is bothered with it");
}

#[test]
fn damage_is_logged_without_the_person_and_can_be_given_up() {
    let mut desk = Desk::pupil();
    let key = "positions/p-4f2a/crcn-2019/1.1".to_owned();
    desk.stored.insert(key.clone(), json!({ "entries": 3 }));
    let effects = desk.reload();
    assert_eq!(
        effects,
        [Effect::Log { code: "stored-unreadable", place: "1.1#/entries: must be an object".into() }]
    );
    assert_eq!(desk.model.frame().unreadable, 1);
    assert_eq!(desk.home().next.code, code("1.2"), "the next step leads elsewhere");
    assert!(desk.home().domains[0].cards[0].row.unreadable);
    desk.open("1.1");
    assert!(desk.page().unreadable);
    assert_eq!(desk.page().validation.blocked, Some(Blocked::Unreadable));
    assert_eq!(desk.tell(Msg::Choose(Choice::NotWorked)), [], "nothing can be changed");
    assert_eq!(desk.stored[&key], json!({ "entries": 3 }), "nothing is written over");
    let effects = desk.tell(Msg::Restart);
    assert!(matches!(&effects[0], Effect::Write { label: Label::Restart(_), .. }));
    assert!(!desk.stored.contains_key(&key));
    assert_eq!(desk.model.frame().unreadable, 0);
    desk.place("1.1", 2);
    assert_eq!(desk.page().standing, says(2));
}

#[test]
fn competences_that_do_not_exist_and_other_people_are_left_alone() {
    let mut desk = Desk::pupil();
    for (key, value) in [
        ("positions/p-4f2a/crcn-2019/9.9", json!({})),
        ("shown/someone/crcn-2019/1.1", json!({ "level": 3, "on": "2026-01-02" })),
        ("positions/p-4f2a/crcn-2028/1.1", json!("later")),
    ] {
        desk.stored.insert(key.to_owned(), value);
    }
    let effects = desk.reload();
    let place = "9.9#: must be a competence of the framework".to_owned();
    assert_eq!(effects, [Effect::Log { code: "stored-unreadable", place }]);
    assert_eq!(desk.home().summary.placed, 0);
}

#[test]
fn without_an_id_nothing_is_kept_and_it_is_said() {
    for id in [None, Some("Not A Key".to_owned())] {
        let (mut desk, _) = Desk::of(User { id, ..user("pupil") });
        assert!(desk.model.frame().nobody);
        assert_eq!(desk.model.home(Lang::Fr), None);
        desk.open("1.1");
        assert_eq!(desk.model.competence(Lang::Fr), None);
        assert_eq!(desk.validate(), []);
        assert_eq!(desk.tell(Msg::ShareAll(Share::Named)), []);
    }
}

#[test]
fn while_only_reading_is_possible_nothing_changes_and_the_draft_waits() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    desk.tick(&["1-1"]);
    desk.tell(Msg::ReadOnly(true));
    assert_eq!(desk.page().validation.blocked, Some(Blocked::ReadOnly));
    assert_eq!(desk.model.frame().save, Save::ReadOnly);
    assert_eq!(desk.validate(), []);
    assert_eq!(desk.tell(Msg::Share(Share::Named)), []);
    desk.tell(Msg::ReadOnly(false));
    desk.validate();
    assert_eq!(desk.page().history.len(), 1);
}

#[test]
fn before_anything_is_read_nothing_can_be_written_over() {
    let (model, _) = Model::start(Start { user: Some(user("pupil")), read_only: false });
    let mut desk = Desk { model, stored: BTreeMap::new(), under_way: Vec::new(), confirms: true, stamps: 0 };
    assert!(desk.model.frame().loading);
    desk.open("1.1");
    assert_eq!(desk.tell(Msg::Choose(Choice::NotWorked)), []);
    assert_eq!(desk.validate(), []);
    assert_eq!(desk.model.competence(Lang::Fr), None);
}

#[test]
fn a_refusal_of_something_unknown_is_nobodys() {
    let mut desk = Desk::pupil();
    assert_eq!(desk.tell(Msg::Refused(Tag(7))), []);
    assert_eq!(desk.tell(Msg::Written(Tag(7))), []);
    let framework = Framework::crcn();
    let record = desk.model.record.clone().unwrap();
    assert!(batch(&framework, &record, &Intent::Mend).is_err());
}
