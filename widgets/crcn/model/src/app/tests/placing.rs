//! Ticking, choosing, validating, taking back.

use super::*;

#[test]
fn nothing_is_written_before_validate() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    let effects: Vec<Effect> = ["1-1", "1-2", "2-1"]
        .into_iter()
        .flat_map(|id| desk.tell(Msg::Tick { id: TickId::parse(id).unwrap(), on: true }))
        .collect();
    assert_eq!(
        effects,
        [
            Effect::Announce(Say::Follows(None, 1)),
            Effect::Dirty(true),
            Effect::Announce(Say::Follows(Some(level(1)), 2)),
            Effect::Announce(Say::Follows(Some(level(1)), 1)),
        ]
    );
    assert!(desk.stored.is_empty());
    let page = desk.page();
    assert!(page.drafted);
    assert_eq!((page.standing, page.says), (Standing::NotPlaced, says(1)));
    assert_eq!(page.validation, Validation { validity: Validity::First, blocked: None });
    let missing = page.outcome.missing.unwrap();
    assert_eq!(
        (page.outcome.level, missing.level, missing.ticked, missing.total),
        (Some(level(1)), level(2), 1, 2)
    );
    assert_eq!(missing.ticks[0].text, "Je me demande si la source est sûre et utile.");

    let effects = desk.validate();
    let Effect::Write { label, ops, .. } = &effects[0] else { panic!("{effects:?}") };
    assert_eq!((label, ops.len()), (&Label::Validate(code("1.1")), 1));
    assert_eq!(
        effects[1..],
        [
            Effect::Announce(Say::Validated(code("1.1"), says(1))),
            Effect::Focus(Target::Position),
            Effect::Dirty(false)
        ]
    );
    let page = desk.page();
    assert_eq!((page.standing, page.on, page.drafted), (says(1), Some(stamp(1).on), false));
    assert!(page.rungs[0].ticks.iter().all(|tick| tick.on));
    assert_eq!(page.history.len(), 1);
}

#[test]
fn a_draft_waits_while_one_looks_elsewhere_but_not_through_a_reload() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    desk.tick(&["1-1"]);
    desk.tell(Msg::Back);
    assert_eq!(desk.home().next.reason, Reason::Resume);
    assert!(desk.home().domains[0].cards[0].drafted);
    desk.open("1.1");
    assert!(desk.page().rungs[0].ticks[0].on);
    assert_eq!(desk.tell(Msg::Discard), [Effect::Announce(Say::Discarded), Effect::Dirty(false)]);
    assert!(!desk.page().rungs[0].ticks[0].on);
    assert_eq!(desk.tell(Msg::Discard), [], "there was nothing to forget");
}

#[test]
fn unticking_what_was_just_ticked_leaves_nothing_to_validate() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    desk.tick(&["1-1"]);
    let id = TickId::parse("1-1").unwrap();
    let effects = desk.tell(Msg::Tick { id, on: false });
    assert_eq!(effects, [Effect::Announce(Say::Follows(None, 2)), Effect::Dirty(false)]);
    assert_eq!(desk.page().validation.blocked, Some(Blocked::Silent));
    assert_eq!(desk.validate(), [], "nothing was said");
}

#[test]
fn not_to_know_is_something_to_say() {
    let mut desk = Desk::pupil();
    desk.open("2.3");
    desk.tell(Msg::Choose(Choice::NotPlaced));
    assert_eq!(desk.page().validation, Validation { validity: Validity::First, blocked: None });
    desk.validate();
    let page = desk.page();
    assert_eq!((page.standing, page.on.is_some(), page.history.len()), (Standing::NotPlaced, true, 1));
    assert!(page.choices.iter().any(|choice| choice.choice == Choice::NotPlaced && choice.chosen));
    desk.tell(Msg::Choose(Choice::NotWorked));
    desk.validate();
    assert_eq!(desk.page().standing, Standing::NotWorked);
}

#[test]
fn one_may_place_oneself_otherwise_than_the_ticks_show() {
    let mut desk = Desk::pupil();
    desk.open("1.2");
    desk.tick(&["1-1", "2-1"]);
    desk.tell(Msg::Choose(Choice::Level(level(4))));
    let page = desk.page();
    assert_eq!(page.gap, Some(Gap::Above { placed: level(4), shown: Some(level(2)) }));
    assert_eq!(page.validation.blocked, None, "a hint, not a wall");
    desk.validate();
    let page = desk.page();
    assert_eq!((page.standing, page.outcome.level), (says(4), Some(level(2))));
    assert!(page.choices.iter().any(|choice| choice.choice == Choice::Level(level(4)) && choice.chosen));
    // Following the ticks again is a change.
    desk.tell(Msg::Choose(Choice::ByTicks));
    assert_eq!(desk.page().validation.validity, Validity::Change);
    desk.validate();
    assert_eq!(desk.page().standing, says(2));
}

#[test]
fn the_same_again_is_a_confirmation_once_a_day() {
    let mut desk = Desk::pupil();
    desk.place("1.1", 3);
    assert_eq!(desk.page().validation, Validation { validity: Validity::Confirmation, blocked: None });
    let same_day = Stamp { id: stamp(99).id, ..stamp(desk.stamps) };
    assert_eq!(desk.tell(Msg::Validate(same_day)), [Effect::Announce(Say::AlreadyToday)]);
    assert_eq!(desk.page().history.len(), 1);
    desk.validate();
    assert_eq!(desk.says(), Some(Say::Confirmed(code("1.1"), says(3))));
    assert_eq!(desk.page().history.len(), 2);
}

#[test]
fn undo_goes_back_and_forth_and_all_stays_in_the_timeline() {
    let mut desk = Desk::pupil();
    desk.place("1.1", 2);
    desk.place("1.1", 4);
    assert!(desk.model.frame().toast.unwrap().can_undo());
    let undo = desk.stamp();
    desk.tell(Msg::Undo(undo));
    assert_eq!(desk.says(), Some(Say::Withdrawn(code("1.1"), says(2))));
    let page = desk.page();
    assert_eq!(page.standing, says(2));
    assert_eq!(page.history.iter().map(|line| line.standing).collect::<Vec<_>>(), [says(4), says(2)]);
    assert!(matches!(page.history[0].fate, Fate::Withdrawn { .. }));

    let redo = desk.stamp();
    desk.tell(Msg::Undo(redo));
    assert_eq!(desk.says(), Some(Say::Restored(code("1.1"), says(4))));
    assert_eq!(desk.page().standing, says(4));

    // From the timeline: the oldest one, which is not current.
    let oldest = desk.page().history.last().unwrap().id;
    let stamp = desk.stamp();
    desk.tell(Msg::Withdraw { entry: oldest, stamp });
    assert_eq!(desk.page().standing, says(4));
    let Fate::Withdrawn { by, .. } = desk.page().history.last().unwrap().fate else { panic!("withdrawn") };
    let stamp = desk.stamp();
    desk.tell(Msg::Withdraw { entry: by, stamp });
    assert_eq!(desk.page().history.last().unwrap().fate, Fate::Former);
    desk.tell(Msg::CloseToast);
    assert_eq!(desk.model.frame().toast, None);
    let stamp = desk.stamp();
    assert_eq!(desk.tell(Msg::Undo(stamp)), [], "there is no toast to undo");
    let stamp = desk.stamp();
    let gone = crate::position::EntryId::parse("entry-9999").unwrap();
    assert_eq!(desk.tell(Msg::Withdraw { entry: gone, stamp }), [Effect::Announce(Say::Impossible)]);
}

#[test]
fn what_is_validated_is_still_there_after_a_reload() {
    let mut desk = Desk::pupil();
    desk.open("4.3");
    desk.tick(&["1-1", "2-1", "2-2", "2-3", "3-3"]);
    desk.validate();
    let before = desk.page();
    desk.reload();
    desk.open("4.3");
    assert_eq!(desk.page(), before);
    assert_eq!(before.standing, says(2));
    assert_eq!(before.outcome.missing.unwrap().ticks.len(), 4);
}

#[test]
fn the_stage_opens_levels_and_is_never_a_wall() {
    let mut desk = Desk::pupil();
    desk.open("1.1");
    let open = |desk: &Desk| {
        let page = desk.page();
        let top = page.rungs.last().unwrap().level;
        assert_eq!(page.folded.map(|folded| folded.from), top.up());
        assert_eq!(page.choices.last().unwrap().choice, Choice::Level(top), "what is shown can be said");
        top.number()
    };
    assert_eq!(open(&desk), 5, "nobody said the stage");
    let effects = desk.tell(Msg::Stage(Some(Stage::Cycle2)));
    assert_eq!(effects[1..], [Effect::Announce(Say::Opened(2))]);
    assert_eq!(open(&desk), 2);
    desk.tell(Msg::Unfold(true));
    assert_eq!(open(&desk), 8);
    assert_eq!(desk.page().folded, None);
    desk.tell(Msg::Unfold(false));
    desk.tick(&["1-1", "1-2", "2-1", "2-2"]);
    assert_eq!(open(&desk), 3, "who has reached the last open level sees the next");
    desk.tell(Msg::Choose(Choice::Level(level(7))));
    assert_eq!(open(&desk), 7, "what is chosen is not folded away");
    desk.validate();
    desk.tell(Msg::Back);
    desk.open("1.1");
    assert_eq!(open(&desk), 7);
    desk.open("4.1");
    assert_eq!(desk.page().rungs.first().unwrap().level, level(2));
    assert_eq!(open(&desk), 2);
}

#[test]
fn levels_and_indicators_that_do_not_exist_change_nothing() {
    let mut desk = Desk::pupil();
    desk.open("4.1");
    assert_eq!(desk.tell(Msg::Choose(Choice::Level(level(1)))), []);
    assert_eq!(desk.tell(Msg::Tick { id: TickId::parse("1-1").unwrap(), on: true }), []);
    assert!(!desk.page().drafted);
    assert!(!desk.page().choices.iter().any(|choice| choice.choice == Choice::Level(level(1))));
    assert_eq!(desk.tell(Msg::Go(Screen::Competence(code("9.9")))), []);
    assert_eq!(desk.page().code, code("4.1"));
}

#[test]
fn sharing_is_chosen_one_by_one_or_for_all() {
    let mut desk = Desk::pupil();
    desk.place("1.1", 3);
    assert!(!desk.stored.keys().any(|key| !key.starts_with("positions")), "private by default");
    desk.tell(Msg::Share(Share::Named));
    assert_eq!(desk.says(), Some(Say::Shared(code("1.1"), Share::Named)));
    assert_eq!(desk.page().share, ShareView { share: Share::Named, own: true });
    assert_eq!(desk.stored["shown/p-4f2a/crcn-2019/1.1"], json!({ "level": 3, "on": "2026-01-02" }));
    desk.tell(Msg::Back);
    desk.tell(Msg::ShareAll(Share::Counted));
    assert_eq!((desk.home().share_of_all, desk.home().share_exceptions), (Share::Counted, 0));
    assert!(!desk.stored.contains_key("shown/p-4f2a/crcn-2019/1.1"));
    desk.place("1.2", 1);
    assert_eq!(desk.stored["counted/p-4f2a/crcn-2019/1.2"], json!({ "level": 1 }));
    desk.tell(Msg::Share(Share::Nobody));
    assert!(!desk.stored.contains_key("counted/p-4f2a/crcn-2019/1.2"));
    assert_eq!(desk.home().share_exceptions, 1);
}

#[test]
fn a_page_as_a_view_gets_it() {
    let mut desk = Desk::pupil();
    desk.tell(Msg::Stage(Some(Stage::Cycle3)));
    desk.open("4.3");
    desk.tick(&["1-1", "2-2", "3-1"]);
    insta::assert_debug_snapshot!(desk.page());
}
