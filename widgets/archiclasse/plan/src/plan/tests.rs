use proptest::prelude::*;

use super::*;
use crate::opening::OpeningKind;
use crate::piece::Size;
use crate::room::anchors_to_move;
use crate::wall::Body;
use crate::{Angle, Names, drawing, file, keys};

/// A classroom of 9.00 × 6.80 m inside, its walls clockwise from the upper one.
fn classroom() -> (Plan, Vec<Ref>, Names) {
    let mut names = Names::from_bits(7);
    let outline = Polygon::rectangle(Point::new(0, 0), 9000, 6800);
    let drawn = drawing::room(&mut names, &outline, 200, "Salle 12").expect("a rectangle");
    let mut plan = Plan::default();
    for (name, object) in drawn.objects {
        plan.put(name, object);
    }
    (plan, drawn.walls, names)
}

fn node(plan: &mut Plan, names: &mut Names, x: i32, y: i32) -> Id {
    let id = names.fresh();
    plan.nodes.put(id, Node { at: Point::new(x, y) });
    id
}

fn wall(plan: &mut Plan, names: &mut Names, a: Id, b: Id, body: Body) -> Id {
    let id = names.fresh();
    plan.walls.put(id, Wall { a, b, thickness: 100, height: 0, body });
    id
}

#[test]
fn typed_lengths_are_those_inside() {
    let (plan, walls, _) = classroom();
    let rooms = plan.rooms();
    assert_eq!(rooms.len(), 1);
    assert_eq!(rooms[0].name, "Salle 12");
    assert_eq!(rooms[0].area(), 61_200_000);
    let bounds = plan.bounds().expect("walls");
    assert_eq!((bounds.width(), bounds.height()), (9400, 7200));
    let outline = plan.wall_outline(walls[0].id).expect("a wall");
    let upper = [(-200, -200), (9200, -200), (9000, 0), (0, 0)].map(|(x, y)| Point::new(x, y));
    assert!(upper.iter().all(|corner| outline.corners.contains(corner)), "{outline:?}");
}

#[test]
fn a_room_drawn_the_other_way_round_is_the_same() {
    let mut names = Names::from_bits(1);
    let mut outline = Polygon::rectangle(Point::new(0, 0), 9000, 6800);
    outline.corners.reverse();
    let mut plan = Plan::default();
    for (name, object) in drawing::room(&mut names, &outline, 200, "").expect("a rectangle").objects {
        plan.put(name, object);
    }
    assert_eq!(plan.rooms()[0].area(), 61_200_000);
    assert_eq!(plan.bounds().map(|bounds| bounds.width()), Some(9400));
}

#[test]
fn a_partition_makes_two_rooms_and_takes_its_place_from_both() {
    let (mut plan, walls, mut names) = classroom();
    // The long walls are cut where the partition meets them.
    let (top, bottom) = (node(&mut plan, &mut names, 4000, 0), node(&mut plan, &mut names, 4000, 6800));
    for (long, at) in [(walls[0].id, top), (walls[2].id, bottom)] {
        let old = *plan.walls.get(long).expect("a wall");
        plan.walls.put(long, Wall { b: at, ..old });
        plan.walls.put(names.fresh(), Wall { a: at, ..old });
    }
    wall(&mut plan, &mut names, top, bottom, Body::Middle);
    let mut floors: Vec<i64> = plan.rooms().iter().map(Room::area).collect();
    floors.sort_unstable();
    assert_eq!(floors, [3950 * 6800, 4950 * 6800]);
    // The name stays with the room in which its point lies: the larger one, which has the middle.
    let kept: Vec<i64> = plan.rooms().iter().filter(|room| room.id.is_some()).map(Room::area).collect();
    assert_eq!(kept, [4950 * 6800]);
}

#[test]
fn a_wall_that_ends_in_the_room_does_not_divide_it() {
    let (mut plan, walls, mut names) = classroom();
    let corner = plan.walls.get(walls[0].id).expect("a wall").a;
    let end = node(&mut plan, &mut names, 2000, 2000);
    wall(&mut plan, &mut names, corner, end, Body::Middle);
    let rooms = plan.rooms();
    assert_eq!(rooms.len(), 1);
    assert!(rooms[0].area() < 61_200_000);
}

#[test]
fn a_room_keeps_its_name_when_its_walls_leave_the_anchor_behind() {
    let (mut plan, walls, _) = classroom();
    let before = plan.rooms();
    let id = before[0].id.expect("named");
    for wall in [walls[0], walls[2]] {
        let wall = *plan.walls.get(wall.id).expect("a wall");
        for node in [wall.a, wall.b] {
            let at = plan.nodes.get(node).expect("a node").at;
            plan.nodes.put(node, Node { at: at + Point::new(20_000, 0) });
        }
    }
    let after = plan.rooms();
    assert_eq!(after[0].id, None);
    let moves = anchors_to_move(&before, &after);
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0].0, id);
    assert!(after[0].floor.contains(moves[0].1));
    assert_eq!(anchors_to_move(&before, &before), []);
}

#[test]
fn what_cannot_be_built_is_told() {
    let (mut plan, walls, mut names) = classroom();
    assert_eq!(faults(&plan), []);
    let (a, b) = (node(&mut plan, &mut names, 4000, -500), node(&mut plan, &mut names, 4000, 500));
    let across = wall(&mut plan, &mut names, a, b, Body::Middle);
    let nothing = wall(&mut plan, &mut names, a, a, Body::Middle);
    let door = Opening {
        wall: walls[1].id,
        at: 6000,
        width: 900,
        height: 2040,
        sill: 0,
        kind: OpeningKind::Door,
        hinge_far: false,
        swing_right: false,
    };
    let (beyond, lost) = (names.fresh(), names.fresh());
    plan.openings.put(beyond, door);
    plan.openings.put(lost, Opening { wall: Id::of(5), ..door });
    let found = faults(&plan);
    let crossing = |fault: &PlanFault| {
        matches!(fault, PlanFault::Crossing(one, other)
        if [*one, *other].contains(&across) && [*one, *other].contains(&walls[0].id))
    };
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().any(crossing));
    for fault in
        [PlanFault::NoLength(nothing), PlanFault::OpeningOutside(beyond), PlanFault::WithoutWall(lost)]
    {
        assert!(found.contains(&fault), "{fault:?}");
    }
}

fn table(at: Point) -> Piece {
    Piece {
        item: "table-double".to_owned(),
        at,
        turn: Angle::degrees(15),
        size: Size { width: 1300, depth: 500, height: 760 },
        above: 0,
        zone: None,
        group: Some(Id::of(9)),
        locked: true,
        ownership: crate::piece::Ownership::Owned,
        name: "Table du fond".to_owned(),
    }
}

#[test]
fn a_layout_moves_and_stores_pieces_of_the_same_plan() {
    let (mut plan, ..) = classroom();
    let (first, second, layout) = (Id::of(1), Id::of(2), Id::of(3));
    plan.pieces.put(first, table(Point::new(1000, 1000)));
    plan.pieces.put(second, table(Point::new(3000, 1000)));
    let name = Ref::new(Kind::Layout, layout);
    plan.put(name, Object::Layout(Layout { name: "Débat".to_owned() }));
    let place = Place { at: Some(Point::new(5000, 5000)), turn: Angle::ZERO };
    plan.put(Ref::place(layout, first), Object::Place(place));
    plan.put(Ref::place(layout, second), Object::Place(Place { at: None, turn: Angle::ZERO }));
    let debate = plan.in_layout(layout);
    assert_eq!(debate.pieces.get(first).map(|piece| piece.at), Some(Point::new(5000, 5000)));
    assert_eq!(debate.pieces.get(second), None);
    assert_eq!(plan.pieces.len(), 2);
    plan.remove(Ref::place(layout, second));
    assert_eq!(plan.in_layout(layout).pieces.len(), 2);
}

#[test]
fn a_plan_goes_through_a_file_and_through_its_keys_unchanged() {
    let (mut plan, walls, _) = classroom();
    plan.header.name = "Le CDI".to_owned();
    plan.header.variant_of = Some(Id::of(4));
    plan.pieces.put(Id::of(1), table(Point::new(1000, 1000)));
    let fixture = Fixture {
        wall: walls[0].id,
        at: 300,
        right: true,
        height: 1200,
        count: 4,
        kind: crate::opening::FixtureKind::Network,
    };
    plan.fixtures.put(Id::of(2), fixture);
    let zone = Zone {
        space: crate::zone::Space::Oasis,
        variation: "oasis-salon".to_owned(),
        name: String::new(),
        outline: Polygon::rectangle(Point::new(0, 0), 3000, 2000),
        heads: 8,
        activity: "Lire à plusieurs".to_owned(),
    };
    plan.zones.put(Id::of(3), zone);
    let place = Place { at: None, turn: Angle::degrees(90) };
    plan.put(Ref::new(Kind::Layout, Id::of(8)), Object::Layout(Layout { name: "Débat".to_owned() }));
    plan.put(Ref::place(Id::of(8), Id::of(1)), Object::Place(place));
    let written = file::write(&plan);
    assert_eq!(file::read(&written), Ok((plan.clone(), Vec::new())));
    let mut copy = Plan { header: plan.header.clone(), ..Plan::default() };
    for name in plan.refs() {
        let object = plan.get(name).expect("listed");
        let Some(keys::Slot::Object(_, named)) = keys::read(&keys::object(Id::of(1), name)) else {
            panic!("{name:?}");
        };
        copy.put(named, Object::read(named.kind, &object.write()).expect("written by us"));
    }
    assert_eq!(copy, plan);
}

#[test]
fn damaged_and_newer_files_say_so_and_lose_nothing_else() {
    let (plan, walls, _) = classroom();
    let mut written = file::write(&plan);
    let wall = walls[1].id.text();
    written["walls"][&wall]["thickness"] = (-5).into();
    written["pieces"]["x"] = serde_json::json!({});
    let (read, problems) = file::read(&written).expect("a plan");
    assert_eq!(read.walls.len(), 3);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            format!("/walls/{wall}/thickness: must be a whole number within its bounds"),
            "/pieces/x: must be a name of 13 letters and digits".to_owned(),
        ]
    );
    written["version"] = 2.into();
    assert_eq!(file::read(&written).map_err(|problem| problem.fault), Err(crate::Fault::Newer));
    let other = serde_json::json!({ "type": "FeatureCollection" });
    assert_eq!(file::read(&other).map_err(|problem| problem.fault), Err(crate::Fault::NotAPlan));
    assert!(file::read(&serde_json::json!([])).is_err());
}

#[test]
fn openings_stay_on_their_wall() {
    let (plan, walls, _) = classroom();
    let window = Opening {
        wall: walls[0].id,
        at: 8500,
        width: 1200,
        height: 1200,
        sill: 900,
        kind: OpeningKind::Window,
        hinge_far: false,
        swing_right: false,
    };
    let line = plan.opening_line(&window).expect("a wall");
    assert_eq!((line.a, line.b), (Point::new(8500, 0), Point::new(9000, 0)));
}

proptest! {
    #[test]
    fn a_rectangle_of_any_size_has_its_area(width in 100..50_000, height in 100..50_000, x in -9000..9000) {
        let mut names = Names::from_bits(3);
        let outline = Polygon::rectangle(Point::new(x, -x), width, height);
        let mut plan = Plan::default();
        for (name, object) in drawing::room(&mut names, &outline, 200, "").expect("a rectangle").objects {
            plan.put(name, object);
        }
        let rooms = plan.rooms();
        prop_assert_eq!(rooms.len(), 1);
        prop_assert_eq!(rooms[0].area(), i64::from(width) * i64::from(height));
    }

    #[test]
    fn any_graph_of_walls_is_drawn_without_a_panic(
        nodes in proptest::collection::vec((-2000..2000, -2000..2000), 1..8),
        walls in proptest::collection::vec((0_usize..8, 0_usize..8), 0..14),
    ) {
        let mut plan = Plan::default();
        for (at, (x, y)) in nodes.iter().enumerate() {
            plan.nodes.put(Id::of(at as u64), Node { at: Point::new(*x, *y) });
        }
        for (at, (a, b)) in walls.iter().enumerate() {
            let wall = Wall {
                a: Id::of(*a as u64),
                b: Id::of(*b as u64),
                thickness: 100,
                height: 0,
                body: Body::Middle,
            };
            plan.walls.put(Id::of(100 + at as u64), wall);
        }
        let _ = (plan.rooms(), plan.wall_outlines(), plan.bounds(), faults(&plan));
    }
}
