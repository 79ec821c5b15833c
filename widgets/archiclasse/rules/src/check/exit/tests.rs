use super::*;
use crate::testing::*;

#[test]
fn units_of_passage_with_the_tolerance_of_5_percent() {
    for (width, wanted) in [
        (570, 0),
        (850, 0),
        (855, 1),
        (900, 1),
        (1320, 1),
        (1330, 2),
        (1400, 2),
        (1600, 2),
        (1709, 2),
        (1710, 3),
        (1800, 3),
        (2400, 4),
    ] {
        assert_eq!(units(width), wanted, "{width}");
    }
    assert!(is_accessory(570) && !is_accessory(560));
}

/// Rows 4, 5 and 7 of the table of figures.
#[test]
fn ways_out_and_units_by_headcount() {
    for (people, exits) in [
        (1, (1, 1)),
        (19, (1, 1)),
        (20, (2, 1)),
        (50, (2, 1)),
        (51, (2, 2)),
        (100, (2, 2)),
        (101, (2, 3)),
        (200, (2, 3)),
        (201, (2, 4)),
        (301, (2, 5)),
        (401, (2, 6)),
        (500, (2, 6)),
        (501, (3, 7)),
        (1000, (3, 11)),
        (1001, (4, 12)),
    ] {
        assert_eq!(wanted(people), exits, "{people}");
    }
}

#[test]
fn a_room_without_a_door() {
    let drawn = Drawn::room(9000, 6800);
    assert_eq!(drawn.asks_once(Check::NoDoor).cure, Some(Cure::AddDoors(1)));
}

#[test]
fn a_class_of_30_with_one_door_is_asked_for_a_second_way_out() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.plan.header.heads = 30;
    drawn.door(TOP, 1000, 930);
    let found = drawn.asks_once(Check::Exits);
    assert_eq!((figure(&found, "people"), figure(&found, "found"), figure(&found, "wanted")), (30, 1, 2));
    // An accessory way out of 0.60 m is enough.
    drawn.door(BOTTOM, 1000, 600);
    assert_eq!(drawn.asks(Check::Exits), []);
    assert_eq!(drawn.asks(Check::ExitUnits), []);
    drawn.plan.header.heads = 19;
    assert_eq!(drawn.asks(Check::Exits), []);
}

#[test]
fn one_door_of_1_40_m_is_enough_in_the_fifth_category_only() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.plan.header.heads = 30;
    drawn.door(TOP, 1000, 1400);
    assert_eq!(drawn.asks(Check::Exits).len(), 1);
    drawn.plan.header.group = Group::Fifth;
    assert_eq!(drawn.asks(Check::Exits), []);
}

#[test]
fn eighty_people_ask_for_two_units() {
    let mut drawn = Drawn::room(9900, 9000);
    drawn.plan.header.heads = 80;
    drawn.door(TOP, 1000, 900);
    drawn.door(BOTTOM, 1000, 600);
    let found = drawn.asks_once(Check::ExitUnits);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (1, 2));
    drawn.cure(Check::ExitUnits);
}

#[test]
fn more_than_200_people_ask_for_no_exit_of_one_unit() {
    let mut drawn = Drawn::room(20_000, 15_000);
    drawn.plan.header.heads = 210;
    for (wall, at, width) in [(TOP, 1000, 900), (BOTTOM, 1000, 1400), (LEFT, 7000, 1400)] {
        drawn.door(wall, at, width);
    }
    assert_eq!(figure(&drawn.asks_once(Check::ExitNarrow), "found"), 900);
    drawn.cure(Check::ExitNarrow);
    drawn.plan.header.heads = 200;
    assert_eq!(drawn.asks(Check::ExitNarrow), []);
}

/// Two doors 4.90 m apart in a room with a side of 12 m, then 5.10 m apart, then in a room whose sides are shorter.
#[test]
fn doors_nearer_than_5_m_count_as_one_in_a_large_room() {
    for (width, apart, asked, fifth) in [
        (12_000, 4900, true, false),
        (12_000, 5100, false, false),
        (9900, 4900, false, false),
        (12_000, 4900, false, true),
    ] {
        let mut drawn = Drawn::room(width, 6000);
        drawn.plan.header.heads = 60;
        drawn.plan.header.group = if fifth { Group::Fifth } else { Group::First };
        drawn.door(TOP, 500, 900);
        drawn.door(TOP, 500 + 900 + apart, 900);
        assert_eq!(drawn.asks(Check::ExitsApart).len(), usize::from(asked), "{width} {apart} {fifth}");
        assert_eq!(drawn.asks(Check::Exits), []);
    }
}

/// A hall of 50 × 6 m with its only door at one end: a seat 44 m off is asked about (30 m without a choice); with a
/// second door at the same end, the limit is 50 m.
#[test]
fn a_long_way_out() {
    let mut drawn = Drawn::room(50_000, 6000);
    drawn.door(LEFT, 2500, 900);
    drawn.piece("chaise-t6", 45_000, 3000, 0);
    let found = drawn.asks_once(Check::ExitDistance);
    assert!((43_000..46_000).contains(&figure(&found, "found")), "{found:?}");
    assert_eq!(figure(&found, "wanted"), 30_000);
    drawn.door(TOP, 10_000, 900);
    assert_eq!(drawn.asks(Check::ExitDistance), [], "35 m with a choice of ways");
}

#[test]
fn above_50_people_doors_open_outward() {
    let mut drawn = Drawn::room(9900, 9000);
    drawn.plan.header.heads = 51;
    drawn.inward_door(TOP, 1000, 900);
    drawn.door(BOTTOM, 1000, 900);
    drawn.cure(Check::DoorOutward);
    drawn.inward_door(TOP, 4000, 900);
    drawn.plan.header.heads = 50;
    assert_eq!(drawn.asks(Check::DoorOutward), []);
}

#[test]
fn heads_are_those_declared_or_else_a_seat_each() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    for number in 0..20 {
        drawn.piece("chaise-t6", 1000 + number % 10 * 700, 3000 + number / 10 * 1000, 0);
    }
    assert_eq!(figure(&drawn.asks_once(Check::Exits), "people"), 20);
}
