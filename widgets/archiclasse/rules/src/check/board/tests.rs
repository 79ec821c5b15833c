use greffon_archiclasse_plan::zone::Zone;

use super::*;
use crate::testing::*;

/// A board 2 m wide and 1.20 m high, in the middle of the upper wall of a room of 9 × 14 m. Its middle is at (4.50, 0.03).
fn classroom() -> Drawn {
    let mut drawn = Drawn::room(9000, 14_000);
    drawn.door(RIGHT, 12_000, 930);
    drawn.piece("tableau-blanc", 4500, 30, 0);
    drawn
}

/// 2 × 1.20 = 2.40 m, 8 × 1.20 = 9.60 m. The middle of a seat of a chair is 25 mm in front of the chair's middle.
#[test]
fn near_and_far() {
    let mut drawn = classroom();
    let chair = drawn.piece("chaise-t6", 4500, 30 + 2400 - 25 + 5, 0);
    let none = [Check::BoardNear, Check::BoardFar, Check::BoardAngle, Check::SightBlocked];
    let asked = |drawn: &Drawn| none.map(|check| drawn.asks(check).len());
    assert_eq!(asked(&drawn), [0, 0, 0, 0]);
    drawn.change(chair, |piece| piece.at.y = 30 + 2300 - 25);
    assert_eq!(figure(&drawn.asks_once(Check::BoardNear), "found"), 2300);
    drawn.cure(Check::BoardNear);
    drawn.change(chair, |piece| piece.at.y = 30 + 9700 - 25);
    let found = drawn.asks_once(Check::BoardFar);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (9700, 9600));
    drawn.cure(Check::BoardFar);
}

/// 45° off the axis: 4 m down, 4 m aside is the limit.
#[test]
fn aside() {
    let mut drawn = classroom();
    let chair = drawn.piece("chaise-t6", 4500 - 4100, 30 + 4000 - 25, 0);
    assert_eq!(figure(&drawn.asks_once(Check::BoardAngle), "found"), 46);
    drawn.change(chair, |piece| piece.at.x = 4500 - 3900);
    assert_eq!(drawn.asks(Check::BoardAngle), []);
}

/// Eyes at 0.46 + 0.70 = 1.16 m, the middle of the board at 0.90 + 0.60 = 1.50 m. Half way one looks at 1.33 m: a
/// cupboard of 1.98 m hides the board, shelves of 1.00 m do not.
#[test]
fn what_stands_in_between() {
    let mut drawn = classroom();
    drawn.piece("chaise-t6", 4500, 6000, 0);
    let low = drawn.piece("etagere-basse", 4500, 3000, 0);
    assert_eq!(drawn.asks(Check::SightBlocked), []);
    drawn.change(low, |piece| piece.size.height = 1500);
    assert_eq!(drawn.asks(Check::SightBlocked).len(), 1);
    drawn.change(low, |piece| piece.size.height = 1000);
    drawn.piece("armoire", 4800, 3000, 0);
    let found = drawn.asks_once(Check::SightBlocked);
    assert!(found.figure("c").is_some());
    drawn.cure(Check::SightBlocked);
}

#[test]
fn a_screen_that_one_sees_is_enough() {
    let mut drawn = classroom();
    drawn.piece("chaise-t6", 300, 2000, 0);
    assert_eq!(drawn.asks(Check::BoardAngle).len(), 1);
    // On the lower wall, looking up.
    drawn.piece("eni-75", 1500, 13_950 - 7000, 180);
    assert_eq!(drawn.asks(Check::BoardAngle), []);
}

#[test]
fn where_spaces_are_drawn_one_looks_in_those_where_one_listens() {
    let mut drawn = classroom();
    drawn.piece("chaise-t6", 300, 2000, 0);
    let zone = drawn.zone(Space::Oasis, (0, 1000), (2000, 3000), 0);
    assert_eq!(drawn.asks(Check::BoardAngle), []);
    let oasis = drawn.plan.zones.get(zone).cloned().expect("a zone");
    drawn.plan.zones.put(zone, Zone { space: Space::FeuDeCamp, ..oasis });
    assert_eq!(drawn.asks(Check::BoardAngle).len(), 1);
}
