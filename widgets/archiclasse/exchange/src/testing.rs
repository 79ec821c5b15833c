//! Plans for tests.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::opening::{Fixture, FixtureKind, Opening, OpeningKind};
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::wall::{Body, Node, Wall};
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Angle, Id, Names, Plan, Point, Polygon, drawing};

/// 9.00 × 6.80 m, a door in the upper wall that opens outward, a window, an oasis with two islands, a cart and an
/// access point.
pub(crate) fn classroom() -> (Plan, Catalogue) {
    let catalogue = Catalogue::built_in();
    let mut names = Names::from_bits(5);
    let mut plan = Plan::default();
    "Salle 12".clone_into(&mut plan.header.name);
    let outline = Polygon::rectangle(Point::default(), 9000, 6800);
    let room = drawing::room(&mut names, &outline, 200, "Salle 12").expect("a rectangle");
    let walls: Vec<Id> = room.walls.iter().map(|wall| wall.id).collect();
    for (name, object) in room.objects {
        plan.put(name, object);
    }
    for (wall, kind, width, sill) in [(0, OpeningKind::Door, 930, 0), (2, OpeningKind::Window, 2000, 900)] {
        let opening = Opening {
            wall: walls[wall],
            at: 1000,
            width,
            height: 1200,
            sill,
            kind,
            hinge_far: false,
            swing_right: false,
        };
        plan.openings.put(names.fresh(), opening);
    }
    let fixture =
        Fixture { wall: walls[1], at: 500, right: true, height: 300, count: 2, kind: FixtureKind::Socket };
    plan.fixtures.put(names.fresh(), fixture);
    let zone = names.fresh();
    plan.zones.put(
        zone,
        Zone {
            space: Space::Oasis,
            variation: "oasis-ilots".to_owned(),
            name: String::new(),
            outline: Polygon::rectangle(Point::new(500, 1500), 6000, 4500),
            heads: 8,
            activity: "Coopérer".to_owned(),
        },
    );
    for (item, x, y, degrees) in [
        ("ilot-4", 2000, 3500, 0),
        ("ilot-4", 4500, 3500, 30),
        ("chariot-16", 8000, 500, 0),
        ("borne-wifi", 4000, 3000, 0),
    ] {
        let known = catalogue.piece(item).expect("it is listed");
        let piece = Piece {
            item: item.to_owned(),
            at: Point::new(x, y),
            turn: Angle::degrees(degrees),
            size: Size { width: known.width, depth: known.depth, height: known.height },
            above: known.elevation,
            zone: Some(zone),
            group: None,
            locked: false,
            ownership: Ownership::ToBuy,
            name: String::new(),
        };
        plan.pieces.put(names.fresh(), piece);
    }
    (plan, catalogue)
}

/// One wall, 10 m long and 0.10 m thick.
pub(crate) fn wall_of_10_m() -> (Plan, Catalogue) {
    let mut plan = Plan::default();
    plan.nodes.put(Id::of(1), Node { at: Point::new(0, 0) });
    plan.nodes.put(Id::of(2), Node { at: Point::new(10_000, 0) });
    plan.walls
        .put(Id::of(3), Wall { a: Id::of(1), b: Id::of(2), thickness: 100, height: 0, body: Body::Right });
    (plan, Catalogue::built_in())
}
