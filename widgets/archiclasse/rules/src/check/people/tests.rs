use super::*;
use crate::testing::*;

/// Row 28: a room of 61.2 m² gives 30 people 2.04 m², 45 people 1.36 m².
#[test]
fn the_floor_for_each() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.plan.header.heads = 30;
    assert_eq!(drawn.asks(Check::AreaPerPupil), []);
    let gauge = drawn.checker().gauges(&drawn.plan, &drawn.catalogue).next().expect("a room");
    assert_eq!((gauge.area, gauge.people, gauge.each), (61_200_000, 30, Some(2_040_000)));
    drawn.plan.header.heads = 45;
    assert_eq!(drawn.asks_once(Check::AreaPerPupil).figure("found"), Some(&Figure::Area(1_360_000)));
    drawn.cure(Check::AreaPerPupil);
    assert_eq!(drawn.plan.header.heads, 40);
}

#[test]
fn more_seats_than_people_declared() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.plan.header.heads = 3;
    drawn.piece("ilot-4", 4000, 3000, 0);
    let found = drawn.asks_once(Check::HeadCount);
    assert_eq!((figure(&found, "seats"), figure(&found, "people")), (4, 3));
    drawn.cure(Check::HeadCount);
    drawn.plan.header.heads = 0;
    assert_eq!(drawn.asks(Check::HeadCount), [], "nothing was declared");
}

#[test]
fn a_room_where_one_writes_has_an_accessible_table() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    assert_eq!(drawn.asks(Check::AccessibleTable), []);
    drawn.piece("ilot-4", 4000, 3000, 0);
    assert_eq!(drawn.asks_once(Check::AccessibleTable).cure, Some(Cure::Add(Needed::AccessibleTable, 1)));
    drawn.piece("table-fauteuil", 7000, 3000, 0);
    assert_eq!(drawn.asks(Check::AccessibleTable), []);
}

#[test]
fn large_and_raised_pieces_are_one_question_a_room() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("etagere-basse", 2000, 5000, 0);
    assert_eq!(drawn.asks(Check::LargeFurniture), [], "1 m high");
    drawn.piece("armoire", 4000, 5000, 0);
    drawn.piece("etagere-simple", 6000, 5000, 0);
    let found = drawn.asks_once(Check::LargeFurniture);
    assert_eq!((figure(&found, "count"), found.marks.len()), (2, 2));
    let about = found.about.clone();
    drawn.piece("gradin", 2000, 2500, 0);
    drawn.piece("armoire", 7500, 5000, 0);
    assert_eq!(figure(&drawn.asks_once(Check::RaisedFloor), "count"), 1);
    assert_eq!(drawn.asks_once(Check::LargeFurniture).about, about, "an answer holds");
}

/// Row 12: 200 people, 100 in a nursery school.
#[test]
fn the_fifth_category_ends_at_200_people() {
    let mut drawn = Drawn::room(20_000, 20_000);
    drawn.door(TOP, 1000, 1400);
    drawn.plan.header.heads = 200;
    assert_eq!(drawn.asks(Check::Threshold), []);
    drawn.plan.header.group = Group::Fifth;
    assert_eq!(figure(&drawn.asks_once(Check::Threshold), "wanted"), 200);
    drawn.plan.header.heads = 199;
    assert_eq!(drawn.asks(Check::Threshold), []);
    drawn.plan.header.stage = Stage::Maternelle;
    assert_eq!(figure(&drawn.asks_once(Check::Threshold), "wanted"), 100);
}
