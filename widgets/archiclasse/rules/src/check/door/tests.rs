use super::*;
use crate::testing::*;

/// Row 18: an opening of 0.93 m leaves 0.86 m, one of 0.80 m leaves 0.73 m; 0.77 m is asked for in an existing building,
/// 0.83 m in a new one.
#[test]
fn the_main_door_is_wide_enough() {
    for (width, existing, asked) in
        [(930, true, 0), (930, false, 0), (840, true, 0), (830, true, 1), (890, false, 1), (900, false, 0)]
    {
        let mut drawn = Drawn::room(9000, 6800);
        drawn.plan.header.existing = existing;
        drawn.door(TOP, 4000, width);
        assert_eq!(drawn.asks(Check::DoorWidth).len(), asked, "{width} {existing}");
    }
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 4000, 800);
    let found = drawn.asks_once(Check::DoorWidth);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (730, 770));
    drawn.cure(Check::DoorWidth);
}

/// Row 19, and row 20: only the main door counts.
#[test]
fn a_hundred_people_ask_for_a_wider_main_door() {
    let mut drawn = Drawn::room(20_000, 10_000);
    drawn.plan.header.heads = 100;
    drawn.door(TOP, 4000, 1300);
    drawn.door(BOTTOM, 4000, 800);
    assert_eq!(drawn.asks(Check::DoorWidth), [], "1.23 m clear of 1.20 m");
    drawn.plan.header.existing = false;
    assert_eq!(figure(&drawn.asks_once(Check::DoorWidth), "wanted"), 1400);
}

/// Row 21: 1.70 m to push, 2.20 m to pull. A cupboard 0.45 m deep whose back is 2.00 m from the door's wall is in the
/// way of pulling by 0.20 m + its own place, and not in the way of pushing.
#[test]
fn room_to_work_the_door() {
    for (inward, depth, asked) in [(true, 2200, 1), (false, 1700, 0)] {
        let mut drawn = Drawn::room(9000, 6800);
        if inward {
            drawn.inward_door(TOP, 4000, 930);
        } else {
            drawn.door(TOP, 4000, 930);
        }
        drawn.piece("armoire", 4465, 2000 + 225, 0);
        let found = drawn.asks(Check::DoorRoom);
        assert_eq!(found.len(), asked, "{depth}");
        for finding in &found {
            assert_eq!((figure(finding, "found"), figure(finding, "wanted")), (200, depth));
        }
        if asked == 1 {
            drawn.cure(Check::DoorRoom);
        }
    }
}

#[test]
fn what_stands_beside_the_way_of_the_door_is_not_in_its_way() {
    let mut drawn = Drawn::room(9000, 6800);
    // Opening from 4.00 to 4.93 m: its middle is at 4.465 m, its way from 3.865 to 5.065 m.
    drawn.door(TOP, 4000, 930);
    drawn.piece("armoire", 5065 + 600, 225, 0);
    assert_eq!(drawn.asks(Check::DoorRoom), []);
    drawn.piece("armoire", 3865 - 600 + 50, 225, 0);
    assert_eq!(figure(&drawn.asks_once(Check::DoorRoom), "found"), 50);
}

/// Row 22. The hinge is at the near edge: a door from 8.00 to 8.70 m in a wall of 9.00 m has its handle 0.30 m from the corner.
#[test]
fn the_handle_is_far_enough_from_the_corner() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 7770, 930);
    assert_eq!(figure(&drawn.asks_once(Check::HandleCorner), "found"), 300);
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 7670, 930);
    assert_eq!(drawn.asks(Check::HandleCorner), []);
}
