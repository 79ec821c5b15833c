//! Prints how long the checks take: `cargo run --release -p greffon-archiclasse-rules --example measure`.
//!
//! A hall of 50 × 30 m with 2,000 pieces, one of which is moved; and a classroom of 9.00 × 6.80 m with 30 places, whose
//! ways are surveyed.

use std::time::{Duration, Instant};

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_plan::opening::{Opening, OpeningKind};
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::{Angle, Id, Kind, Names, Plan, Point, Polygon, Ref, drawing};
use greffon_archiclasse_rules::scene::Scene;
use greffon_archiclasse_rules::{Checker, Survey};

const ROUNDS: usize = 100;

struct Drawn {
    plan: Plan,
    names: Names,
    catalogue: Catalogue,
}

impl Drawn {
    fn room(width: i32, depth: i32) -> Self {
        let mut names = Names::from_bits(1);
        let mut plan = Plan::default();
        let outline = Polygon::rectangle(Point::default(), width, depth);
        let room = drawing::room(&mut names, &outline, 200, "").expect("a rectangle");
        for (name, object) in room.objects {
            plan.put(name, object);
        }
        for wall in [0, 2] {
            let opening = Opening {
                wall: room.walls[wall].id,
                at: 500,
                width: 930,
                height: 2040,
                sill: 0,
                kind: OpeningKind::Door,
                hinge_far: false,
                swing_right: false,
            };
            plan.openings.put(names.fresh(), opening);
        }
        Self { plan, names, catalogue: Catalogue::built_in() }
    }

    fn piece(&mut self, item: &str, x: i32, y: i32) -> Id {
        let known = self.catalogue.piece(item).expect("it is listed");
        let piece = Piece {
            item: item.to_owned(),
            at: Point::new(x, y),
            turn: Angle::ZERO,
            size: Size { width: known.width, depth: known.depth, height: known.height },
            above: known.elevation,
            zone: None,
            group: None,
            locked: false,
            ownership: Ownership::ToBuy,
            name: String::new(),
        };
        let id = self.names.fresh();
        self.plan.pieces.put(id, piece);
        id
    }
}

fn main() {
    let variations = Variations::built_in();
    let mut hall = Drawn::room(50_000, 30_000);
    let mut pieces = Vec::new();
    for row in 0..40 {
        for column in 0..50 {
            let item = ["table-simple-t6", "chaise-t6", "chaise-t6", "etagere-basse"][(row + column) % 4];
            let at = |step: usize, length: usize| i32::try_from(700 + step * length).expect("small");
            pieces.push(hall.piece(item, at(column, 980), at(row, 730)));
        }
    }
    hall.piece("eni-86-mobile", 25_000, 400);
    let mut whole = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let checker = Checker::new(&hall.plan, &hall.catalogue, Some(&variations));
        whole.push(start.elapsed());
        assert!(checker.findings().count() > 0, "a crowded hall asks something");
    }
    print("2,000 pieces, the whole plan", whole);
    let mut checker = Checker::new(&hall.plan, &hall.catalogue, Some(&variations));
    let mut moved = Vec::new();
    for round in 0..ROUNDS {
        let id = pieces[round * 17 % pieces.len()];
        let mut piece = hall.plan.pieces.get(id).cloned().expect("a piece");
        piece.at = piece.at + Point::new(130, 70);
        hall.plan.pieces.put(id, piece);
        let start = Instant::now();
        checker.update(&hall.plan, &hall.catalogue, Some(&variations), &[Ref::new(Kind::Piece, id)]);
        moved.push(start.elapsed());
    }
    print("2,000 pieces, one moved", moved);

    let mut classroom = Drawn::room(9000, 6800);
    for row in 0..5 {
        for column in 0..3 {
            classroom.piece("poste-double-t6", 1900 + column * 2300, 1900 + row * 1150);
        }
    }
    classroom.piece("tableau-blanc", 4500, 30);
    let scene = Scene::of(&classroom.plan, &classroom.catalogue);
    let mut surveys = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let survey = Survey::of(&scene, &scene.sites[0]).expect("a floor");
        surveys.push(start.elapsed());
        assert!(!survey.starts.is_empty(), "there are doors");
    }
    print("61 m², ways surveyed", surveys);
    let mut checks = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let checker = Checker::new(&classroom.plan, &classroom.catalogue, Some(&variations));
        checks.push(start.elapsed());
        assert!(checker.findings().count() > 0, "a full room asks something");
    }
    print("61 m², all checks", checks);
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!("{what:32} median {:7.2} ms   p95 {:7.2} ms   worst {:7.2} ms", at(50), at(95), at(100));
}
