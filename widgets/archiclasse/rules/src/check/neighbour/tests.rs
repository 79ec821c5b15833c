use proptest::prelude::*;

use super::*;
use crate::testing::*;

#[test]
fn two_tables_that_overlap_by_12_cm() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("table-double-t6", 2000, 3000, 0);
    drawn.piece("table-double-t6", 2000 + 1300 - 120, 3000, 0);
    let found = drawn.asks_once(Check::Overlap);
    assert_eq!(figure(&found, "found"), 120);
    drawn.cure(Check::Overlap);
}

#[test]
fn side_by_side_is_no_overlap() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("table-double-t6", 2000, 3000, 0);
    drawn.piece("table-double-t6", 3300, 3000, 0);
    assert_eq!(drawn.asks(Check::Overlap), []);
}

/// A table at 45° is checked as it stands, not as the upright box around it.
#[test]
fn turned_pieces_are_checked_as_they_stand() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("table-double-t6", 3000, 3000, 45);
    let other = drawn.piece("table-simple-t6", 3700, 2300, 0);
    assert_eq!(drawn.asks(Check::Overlap), [], "in its box, beside itself");
    drawn.change(other, |piece| piece.at = Point::new(3500, 3300));
    drawn.cure(Check::Overlap);
}

#[test]
fn a_chair_goes_below_its_table_and_a_screen_above_a_cupboard() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("table-simple-t6", 2000, 3000, 0);
    drawn.piece("chaise-t6", 2000, 3000 + 250 + 100, 180);
    drawn.piece("etagere-basse", 5000, 225, 0);
    let screen = drawn.piece("ecran-groupe", 5000, 40, 0);
    assert_eq!(drawn.asks(Check::Overlap), []);
    drawn.change(screen, |piece| piece.above = 800);
    assert_eq!(drawn.asks(Check::Overlap).len(), 1);
}

#[test]
fn a_locked_piece_stays_and_the_other_moves() {
    let mut drawn = Drawn::room(9000, 6800);
    let first = drawn.piece("armoire", 2000, 3000, 0);
    let second = drawn.piece("armoire", 2100, 3100, 0);
    for (kept, moved) in [(first, second), (second, first)] {
        drawn.change(kept, |piece| piece.locked = true);
        assert!(matches!(drawn.asks_once(Check::Overlap).cure, Some(Cure::Move(id, _)) if id == moved));
        drawn.change(kept, |piece| piece.locked = false);
    }
    for id in [first, second] {
        drawn.change(id, |piece| piece.locked = true);
    }
    assert_eq!(drawn.asks_once(Check::Overlap).cure, None);
}

#[test]
fn what_is_to_be_taken_out_is_in_nobody_s_way() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("armoire", 2000, 3000, 0);
    let old = drawn.piece("armoire", 2100, 3100, 0);
    drawn.change(old, |piece| piece.ownership = greffon_archiclasse_plan::piece::Ownership::ToRemove);
    assert_eq!(drawn.asks(Check::Overlap), []);
}

#[test]
fn a_cupboard_in_the_wall_comes_out() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("armoire", 2000, 225 - 80, 0);
    assert_eq!(figure(&drawn.asks_once(Check::InWall), "found"), 80);
    drawn.cure(Check::InWall);
}

#[test]
fn a_door_swings_free() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.inward_door(TOP, 1000, 900);
    // Hinge at 1.00 m, leaf of 0.90 m: at 1.95 m along the wall there is nothing, at 0.60 m into the room there is.
    let beside = drawn.piece("meuble-bacs", 1900 + 525, 225, 0);
    assert_eq!(drawn.asks(Check::DoorSwing), []);
    drawn.change(beside, |piece| piece.at = Point::new(1400 + 525, 225));
    drawn.cure(Check::DoorSwing);
}

#[test]
fn a_door_that_opens_outward_takes_no_room_inside() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 900);
    drawn.piece("meuble-bacs", 1500, 225, 0);
    assert_eq!(drawn.asks(Check::DoorSwing), []);
}

/// The place behind a pupil of a double place is 0.40 m deep: a cupboard whose edge is 0.25 m behind takes 0.15 m.
#[test]
fn room_to_pull_a_chair_out() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("poste-double-t6", 3000, 3000, 0);
    let cupboard = drawn.piece("armoire", 3000, 3400 + 250 + 225, 0);
    assert_eq!(figure(&drawn.asks_once(Check::UseRoom), "found"), 150);
    drawn.change(cupboard, |piece| piece.at.y += 150);
    assert_eq!(drawn.asks(Check::UseRoom), []);
}

#[test]
fn a_light_chair_may_stand_where_one_sits() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("bureau-enseignant", 3000, 1000, 0);
    drawn.piece("chaise-t6", 3000, 1650, 180);
    assert_eq!(drawn.asks(Check::UseRoom), []);
}

// The eight bugs of a public list of layout clearance errors (row A10 of the facts), each as a case of ours.

/// 1. Things on different levels were compared as if on one floor: what hangs above or stands elsewhere does not meet.
#[test]
fn bug_1_what_is_on_another_level_does_not_meet() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.inward_door(TOP, 1000, 900);
    let beam = drawn.piece("videoprojecteur-plafond", 1450, 400, 0);
    drawn.piece("armoire", 5000, 3000, 0);
    drawn.piece("dalle-acoustique", 5000, 3000, 0);
    assert_eq!((drawn.asks(Check::DoorSwing), drawn.asks(Check::Overlap)), (vec![], vec![]));
    drawn.change(beam, |piece| piece.above = 1000);
    assert_eq!(drawn.asks(Check::DoorSwing).len(), 1);
}

/// 2. A room's own door was not guarded where another room had one.
#[test]
fn bug_2_every_room_guards_its_own_doors() {
    let mut drawn = Drawn::room(5000, 5000);
    drawn.add_room(Point::new(6000, 0), 5000, 5000, "Salle 13");
    drawn.inward_door(TOP, 1000, 900);
    drawn.inward_door(4 + BOTTOM, 1000, 900);
    // The wall at the bottom runs from right to left: its opening from 1.00 m is at x = 9.10 to 10.00 m.
    drawn.piece("armoire", 9500, 4600, 0);
    assert_eq!(drawn.asks(Check::DoorSwing).len(), 1);
}

/// 3. The sign of a gap was turned round: 5 cm of the 40 that are asked for is not enough, 41 cm is.
#[test]
fn bug_3_a_gap_is_free_space_that_is_asked_for() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("poste-t6", 3000, 3000, 0);
    let cupboard = drawn.piece("armoire", 3000, 3400 + 50 + 225, 0);
    assert_eq!(figure(&drawn.asks_once(Check::UseRoom), "found"), 350);
    drawn.change(cupboard, |piece| piece.at.y = 3400 + 410 + 225);
    assert_eq!(drawn.asks(Check::UseRoom), []);
}

/// 4. The size of the catalogue was used, not that of the plan.
#[test]
fn bug_4_the_size_on_the_plan_counts() {
    let mut drawn = Drawn::room(9000, 6800);
    let screen = drawn.piece("cloison-mobile", 3000, 3000, 0);
    drawn.piece("armoire", 3000 + 800 + 600 + 100, 3000, 0);
    assert_eq!(drawn.asks(Check::Overlap), []);
    drawn.change(screen, |piece| piece.size.width = 2400);
    assert_eq!(
        figure(&drawn.asks_once(Check::Overlap), "found"),
        50 + 200 + 50,
        "the foot below the screen is 0.45 m deep"
    );
}

/// 5 and 8. What was seen before a change stayed after it, on and off.
#[test]
fn bugs_5_and_8_a_question_goes_and_comes_with_its_cause() {
    let mut drawn = Drawn::room(9000, 6800);
    let first = drawn.piece("armoire", 2000, 3000, 0);
    drawn.piece("armoire", 5000, 3000, 0);
    let mut checker = drawn.checker();
    let mut at = |drawn: &mut Drawn, x: i32| {
        drawn.change(first, |piece| piece.at.x = x);
        checker.update(
            &drawn.plan,
            &drawn.catalogue,
            Some(&drawn.variations),
            &[crate::finding::piece(first)],
        );
        checker.findings().filter(|finding| finding.check == Check::Overlap).count()
    };
    assert_eq!(
        [at(&mut drawn, 4500), at(&mut drawn, 2000), at(&mut drawn, 4500), at(&mut drawn, 3800)],
        [1, 0, 1, 0]
    );
}

/// 6. A door nearby made another one count as guarded.
#[test]
fn bug_6_a_door_beside_guards_nothing_but_itself() {
    let mut drawn = Drawn::room(9000, 6800);
    let first = drawn.inward_door(TOP, 1000, 900);
    let second = drawn.inward_door(TOP, 2000, 900);
    // In the swing of the second, beside that of the first.
    drawn.piece("pouf", 2350, 300, 0);
    let found = drawn.asks_once(Check::DoorSwing);
    assert!(found.objects.contains(&opening(second)) && !found.objects.contains(&opening(first)));
}

/// 7. The reason told was that of the last place tried, not the one that counts: all reasons are told.
#[test]
fn bug_7_every_reason_is_told() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.inward_door(TOP, 1000, 900);
    drawn.piece("armoire", 1400, 100, 0);
    drawn.piece("pouf", 1400, 200, 0);
    let checks = [Check::DoorSwing, Check::InWall, Check::Overlap].map(|check| drawn.asks(check).len());
    assert_eq!(checks, [2, 2, 1]);
}

proptest! {
    #[test]
    fn what_a_cure_says_cures(
        x in 1500..7500, y in 1500..5300, turn in 0..360, other_x in 1500..7500, other_y in 1500..5300, other_turn in 0..360
    ) {
        let mut drawn = Drawn::room(9000, 6800);
        drawn.piece("table-double-t6", x, y, turn);
        drawn.piece("armoire", other_x, other_y, other_turn);
        if let Some(finding) = drawn.asks(Check::Overlap).first() {
            drawn.follow(finding);
            prop_assert_eq!(drawn.asks(Check::Overlap), vec![]);
        }
    }
}
