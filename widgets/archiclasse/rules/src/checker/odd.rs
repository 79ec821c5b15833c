//! What nobody would build, and what a file or another program may hold all the same: told, and no reason to stumble.

use greffon_archiclasse_plan::plan::{PlanFault, faults};
use greffon_archiclasse_plan::wall::{Body, Node, Wall};
use greffon_archiclasse_plan::{Id, Plan, Point};

use crate::reach::Ways;
use crate::rule::Check;
use crate::testing::*;

/// Adds walls along these points.
fn walls(plan: &mut Plan, points: &[(i32, i32)]) -> Vec<Id> {
    let first = u64::try_from(plan.nodes.len()).expect("few") + 1000;
    let node = |at: usize| Id::of(first + u64::try_from(at).expect("few"));
    for (at, (x, y)) in points.iter().enumerate() {
        plan.nodes.put(node(at), Node { at: Point::new(*x, *y) });
    }
    let wall = |at: usize| {
        (node(at), Wall { a: node(at), b: node(at + 1), thickness: 100, height: 0, body: Body::Middle })
    };
    let made: Vec<(Id, Wall)> = (1..points.len()).map(|at| wall(at - 1)).collect();
    for (id, wall) in &made {
        plan.walls.put(*id, *wall);
    }
    made.into_iter().map(|(id, _)| id).collect()
}

/// Looks at everything that is made of a plan.
fn look_at(drawn: &Drawn) {
    let checker = drawn.checker();
    let _ = checker.findings().count();
    let _ = checker.gauges(&drawn.plan, &drawn.catalogue).count();
    let _ = Ways::of(&drawn.plan, &drawn.catalogue).reach(&drawn.plan, &drawn.catalogue);
    let _ = (drawn.plan.wall_outlines(), drawn.plan.bounds());
}

#[test]
fn a_wall_that_crosses_itself_is_told() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    // A bow of four walls, of which the first and the third cross.
    let bow = walls(&mut drawn.plan, &[(1000, 1000), (5000, 5000), (5000, 1000), (1000, 5000), (1000, 1000)]);
    let crossing = PlanFault::Crossing(bow[0], bow[2]);
    assert!(faults(&drawn.plan).contains(&crossing), "{:?}", faults(&drawn.plan));
    look_at(&drawn);
}

#[test]
fn a_wall_without_length_is_told() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    let point = walls(&mut drawn.plan, &[(3000, 3000), (3000, 3000)]);
    assert_eq!(faults(&drawn.plan), [PlanFault::NoLength(point[0])]);
    look_at(&drawn);
    // Nor where both ends are one node, or where one is not there.
    let mut wall = *drawn.plan.walls.get(point[0]).expect("a wall");
    wall.b = wall.a;
    drawn.plan.walls.put(point[0], wall);
    assert_eq!(faults(&drawn.plan), [PlanFault::NoLength(point[0])]);
    look_at(&drawn);
    drawn.plan.nodes.take(wall.a);
    assert_eq!(faults(&drawn.plan), [PlanFault::NoLength(point[0])]);
    look_at(&drawn);
}

#[test]
fn a_room_without_a_door_is_asked_about() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.piece("poste-double-t6", 4000, 3000, 0);
    let asked = drawn.asks_once(Check::NoDoor);
    assert!(asked.cure.is_some(), "one door more");
    look_at(&drawn);
    drawn.door(TOP, 600, 930);
    assert_eq!(drawn.asks(Check::NoDoor), []);
}

#[test]
fn a_piece_as_large_as_its_room_and_one_far_outside_are_no_trouble() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 600, 930);
    let large = drawn.piece("armoire", 4500, 3400, 45);
    drawn.change(large, |piece| (piece.size.width, piece.size.depth) = (20_000, 20_000));
    drawn.piece("armoire", 1_000_000, -1_000_000, 0);
    look_at(&drawn);
}
