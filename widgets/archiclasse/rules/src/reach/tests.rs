use greffon_archiclasse_plan::zone::Space;

use super::*;
use crate::testing::*;

fn reach(drawn: &Drawn) -> Reach {
    Ways::of(&drawn.plan, &drawn.catalogue).reach(&drawn.plan, &drawn.catalogue)
}

fn covers(rectangles: &[Bounds], x: i32, y: i32) -> bool {
    rectangles.iter().any(|bounds| bounds.contains(Point::new(x, y)))
}

fn area(rectangles: &[Bounds]) -> i64 {
    rectangles.iter().map(|bounds| i64::from(bounds.width()) * i64::from(bounds.height())).sum()
}

#[test]
fn an_empty_room_is_reached_all_over() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    let found = reach(&drawn);
    assert_eq!((found.way, found.places, found.lost.len()), (900, 0, 0));
    // But for the very corners, into which no circle goes.
    assert!(area(&found.floor) > 60_000_000 && area(&found.floor) <= 61_700_000, "{}", area(&found.floor));
    assert!(covers(&found.floor, 4500, 3400) && covers(&found.turning, 4500, 3400));
    assert!(!covers(&found.floor, -200, 3400), "a wall is no floor");
    assert!(found.floor.len() < 200, "{}", found.floor.len());
}

#[test]
fn what_a_narrow_way_leads_to_is_lost_with_its_width() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    // A row of cupboards across the room, with 70 cm left between two of them.
    for at in 0..5 {
        let aside = if at < 3 { 0 } else { 700 };
        let id = drawn.piece("armoire", 0, 3400, 0);
        let width = if at == 4 { 9000 - 4 * 2000 - 700 } else { 2000 };
        drawn.change(id, |piece| {
            piece.size.width = width;
            piece.at = Point::new(at * 2000 + aside + width / 2, 3400);
        });
    }
    let table = drawn.piece("poste-double-t6", 6000, 5500, 0);
    let found = reach(&drawn);
    let lost: Vec<&Lost> = found.lost.iter().filter(|lost| lost.what == Place::Piece(table)).collect();
    let [Lost { why: Why::Narrow(width, at), .. }] = lost.as_slice() else { panic!("{:?}", found.lost) };
    assert!((680..=720).contains(width), "{width}");
    assert!((5900..=6800).contains(&at.x) && (3000..=3800).contains(&at.y), "{at:?}");
    assert!(covers(&found.floor, 2000, 1500) && !covers(&found.floor, 2000, 5500));
}

#[test]
fn a_closed_off_place_and_a_room_without_a_door_say_so() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    let shelf = drawn.piece("armoire", 4500, 3400, 0);
    drawn.change(shelf, |piece| piece.size.width = 9000);
    let zone = drawn.zone(Space::Grotte, (500, 4500), (3000, 2000), 4);
    drawn.add_room(Point::new(10_000, 0), 4000, 4000, "Réserve");
    drawn.piece("poste-double-t6", 12_000, 2000, 0);
    let found = reach(&drawn);
    let why = |what: &Place| found.lost.iter().find(|lost| lost.what == *what).map(|lost| lost.why);
    assert_eq!(why(&Place::Zone(zone)), Some(Why::NoWay));
    assert_eq!(why(&Place::Room("Réserve".to_owned())), Some(Why::NoDoor));
    // One line for that room, and none for what is in it.
    assert!(!found.lost.iter().any(|lost| lost.at.x > 10_000 && lost.why != Why::NoDoor));
    assert!(!covers(&found.floor, 12_000, 1000));
}

#[test]
fn a_space_without_room_to_turn_says_how_much_there_is() {
    let mut drawn = Drawn::room(3000, 1200);
    drawn.door(LEFT, 150, 900);
    let zone = drawn.zone(Space::Oasis, (1000, 0), (2000, 1200), 2);
    let found = reach(&drawn);
    let lost: Vec<&Lost> = found.lost.iter().filter(|lost| lost.what == Place::Zone(zone)).collect();
    let [Lost { why: Why::NoTurning(circle), .. }] = lost.as_slice() else { panic!("{:?}", found.lost) };
    assert!((1150..=1200).contains(circle), "{circle}");
    assert_eq!(area(&found.turning), 0);
}

#[test]
fn a_new_building_wants_wider_ways() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    drawn.plan.header.existing = false;
    assert_eq!(reach(&drawn).way, 1200);
}

#[test]
fn an_empty_plan_has_nothing_to_reach() {
    let plan = Plan::default();
    let catalogue = Catalogue::built_in();
    let found = Ways::of(&plan, &catalogue).reach(&plan, &catalogue);
    assert_eq!((found.floor.len(), found.places), (0, 0));
}

#[test]
fn it_measures_as_the_checks_do() {
    use crate::finding::piece;
    use crate::rule::Check;

    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    let seats: Vec<Id> = (0..24)
        .map(|at| drawn.piece("poste-double-t6", 1500 + at % 4 * 1950, 1500 + at / 4 * 950, 0))
        .collect();
    let found = reach(&drawn);
    let asked: Vec<_> = drawn
        .checker()
        .findings()
        .filter(|finding| matches!(finding.check, Check::Aisle | Check::Unreachable))
        .flat_map(|finding| finding.objects.clone())
        .collect();
    assert!(!found.lost.is_empty());
    for seat in seats {
        let lost = found.lost.iter().any(|lost| lost.what == Place::Piece(seat));
        assert!(lost || !asked.contains(&piece(seat)), "asked about and not told: {seat}");
    }
}
