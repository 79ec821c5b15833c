use greffon_archiclasse_plan::zone::Space;

use super::*;
use crate::testing::*;

/// A room of 9.00 × 6.80 m with a door at the left of the upper wall, opening outward.
fn classroom() -> Drawn {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    drawn
}

/// Screens across the room leave one gap; the zone behind it is asked to be reached by 1.20 m (existing) or 1.40 m (new).
fn with_gap(gap: i32, existing: bool) -> Drawn {
    let mut drawn = classroom();
    drawn.plan.header.existing = existing;
    drawn.zone(Space::Sources, (500, 4500), (8000, 2000), 0);
    let screen = drawn.piece("bac-plantes", 0, 3400, 0);
    let length = 5000;
    drawn.change(screen, |piece| (piece.size.width, piece.at.x) = (length, length / 2));
    let other = drawn.piece("bac-plantes", 0, 3400, 0);
    let rest = 9000 - length - gap;
    drawn.change(other, |piece| (piece.size.width, piece.at.x, piece.locked) = (rest, 9000 - rest / 2, true));
    drawn
}

#[test]
fn the_main_way_is_measured_to_the_millimetre() {
    for (gap, existing, asked) in [
        (1200, true, 0),
        (1190, true, 1),
        (1230, true, 0),
        (1400, false, 0),
        (1390, false, 1),
        (1150, true, 1),
        (1000, true, 1),
    ] {
        let drawn = with_gap(gap, existing);
        let found = drawn.asks(Check::Circulation);
        assert_eq!(found.len(), asked, "{gap} {existing} {found:#?}");
        for finding in found {
            assert_eq!(figure(&finding, "found"), gap);
        }
    }
}

#[test]
fn moving_a_screen_opens_the_way() {
    let mut drawn = with_gap(900, true);
    drawn.cure(Check::Circulation);
}

/// A gap of 0.85 m, 0.90 m is asked for in an existing building and 1.20 m in a new one; what is behind is one question.
#[test]
fn the_way_to_seats() {
    let mut drawn = with_gap(850, true);
    for x in [1000, 3000, 5000] {
        drawn.piece("chaise-t6", x, 5500, 0);
    }
    let found = drawn.asks_once(Check::Aisle);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted"), figure(&found, "behind")), (850, 900, 3));
    drawn.cure(Check::Aisle);
    let mut drawn = with_gap(1100, true);
    drawn.piece("chaise-t6", 3000, 5500, 0);
    assert_eq!(drawn.asks(Check::Aisle), []);
    drawn.plan.header.existing = false;
    assert_eq!(figure(&drawn.asks_once(Check::Aisle), "wanted"), 1200);
}

/// Article CO 37: what stands out from a wall by 10 cm takes nothing off the way; a cupboard does.
#[test]
fn flat_things_on_walls_take_nothing_off() {
    let mut drawn = Drawn::room(9000, 1300);
    drawn.door(LEFT, 200, 930);
    drawn.zone(Space::Sources, (6000, 0), (3000, 1300), 0);
    let board = drawn.piece("tableau-blanc", 4000, 30, 0);
    assert_eq!(drawn.asks(Check::Circulation), []);
    drawn.change(board, |piece| (piece.size.depth, piece.at.y) = (150, 75));
    assert_eq!(figure(&drawn.asks_once(Check::Circulation), "found"), 1150);
    drawn.change(board, |piece| piece.above = 2050);
    assert_eq!(drawn.asks(Check::Circulation), [], "above heads");
}

#[test]
fn behind_a_closed_row_nothing_is_reached() {
    let mut drawn = with_gap(0, true);
    let chair = drawn.piece("chaise-t6", 3000, 5500, 0);
    let found = drawn.asks(Check::Unreachable);
    assert_eq!(found.len(), 2, "the zone and the chair: {found:#?}");
    assert!(found.iter().any(|finding| finding.objects == [piece(chair)]));
}

/// A space of 1.49 m between two cupboards has no circle of 1.50 m, one of 1.50 m has.
#[test]
fn room_to_turn() {
    for (width, asked) in [(1490, 1), (1500, 0), (1530, 0), (1440, 1)] {
        let mut drawn = Drawn::room(width, 5000);
        drawn.door(TOP, 300, 930);
        let found = drawn.asks(Check::Turning);
        assert_eq!(found.len(), asked, "{width}: {found:#?}");
        for finding in found {
            assert!((figure(&finding, "found") - width).abs() <= 2, "{finding:?}");
        }
    }
}

/// A corridor 1.30 m wide and 8.40 m long ends in a space: more than 6 m without room to turn.
#[test]
fn room_to_turn_every_6_m() {
    let mut drawn = Drawn::room(14_000, 3000);
    drawn.door(LEFT, 1000, 930);
    drawn.zone(Space::Sources, (11_000, 0), (3000, 3000), 0);
    let block = drawn.piece("bac-plantes", 1600 + 4200, 850, 0);
    drawn.change(block, |piece| (piece.size.width, piece.size.depth) = (8400, 1700));
    let found = drawn.asks_once(Check::TurningEvery);
    assert!((8000..10_500).contains(&figure(&found, "found")), "{found:?}");
    assert_eq!(drawn.asks(Check::Circulation), []);
}

/// Row 25: 0.80 × 1.30 m in front of a cart 0.70 m wide.
#[test]
fn a_place_of_use_in_front_of_a_cart() {
    let mut drawn = classroom();
    let cart = drawn.piece("chariot-16", 5000, 300, 0);
    assert_eq!(drawn.asks(Check::PlaceOfUse), []);
    // Its front is at 0.60 m: a cupboard's back at 1.70 m leaves 1.10 m.
    drawn.piece("armoire", 5000, 1700 + 225, 0);
    let found = drawn.asks_once(Check::PlaceOfUse);
    assert_eq!(figure(&found, "found"), 200);
    assert_eq!(found.objects[0], piece(cart));
    drawn.cure(Check::PlaceOfUse);
}

#[test]
fn a_place_of_use_may_lie_at_one_end_of_a_board() {
    let mut drawn = classroom();
    drawn.piece("tableau-triptyque", 5000, 40, 0);
    // In front of the middle; at both ends there is room.
    let table = drawn.piece("table-simple-t6", 5000, 1000, 0);
    assert_eq!(drawn.asks(Check::PlaceOfUse), []);
    drawn.change(table, |piece| piece.size.width = 4000);
    assert_eq!(drawn.asks(Check::PlaceOfUse).len(), 1);
}

/// Row 26: two shelves that face each other, 1.15 m apart.
#[test]
fn the_way_between_two_shelves() {
    let mut drawn = classroom();
    drawn.piece("etagere-simple", 5000, 175, 0);
    drawn.piece("etagere-simple", 5000, 350 + 1150 + 175, 180);
    let found = drawn.asks_once(Check::ShelfAisle);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (1150, 1200));
    drawn.cure(Check::ShelfAisle);
    drawn.plan.header.existing = false;
    assert_eq!(figure(&drawn.asks_once(Check::ShelfAisle), "wanted"), 1400);
}

#[test]
fn a_wheelchair_walks_to_a_seat_and_says_how_wide_it_is() {
    let mut drawn = with_gap(1000, true);
    let chair = drawn.piece("chaise-t6", 3000, 5800, 0);
    let checker = drawn.checker();
    let to = drawn.plan.pieces.get(chair).expect("a chair").at;
    let walk = checker.walk(&drawn.plan, to).expect("a way");
    assert_eq!(walk.points.len(), walk.widths.len());
    let (place, width) = walk.narrowest().expect("a way");
    assert_eq!(width, 1000);
    assert!((5000..6000).contains(&place.x) && (3200..3600).contains(&place.y), "{place:?}");
    assert!(walk.points.windows(2).all(|pair| pair[0].distance(pair[1]) <= 75.0), "step by step");
    assert!(
        checker
            .goals(&drawn.plan, &drawn.catalogue)
            .any(|(id, point)| id == chair && point.distance(to) < 300.0)
    );
    assert_eq!(checker.walk(&drawn.plan, Point::new(-5000, 0)), None);
}
