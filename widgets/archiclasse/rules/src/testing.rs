//! Rooms for tests, drawn as a person would: by lengths, with pieces of the catalogue that ships.

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_plan::opening::{Fixture, FixtureKind, Opening, OpeningKind};
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Angle, Id, Names, Plan, Point, Polygon, drawing};

use crate::checker::Checker;
use crate::finding::{Cure, Figure, Finding};
use crate::rule::{Check, Rules};

pub(crate) const TOP: usize = 0;
pub(crate) const RIGHT: usize = 1;
pub(crate) const BOTTOM: usize = 2;
pub(crate) const LEFT: usize = 3;

/// A plan with rooms.
pub(crate) struct Drawn {
    pub(crate) plan: Plan,
    pub(crate) catalogue: Catalogue,
    pub(crate) variations: Variations,
    names: Names,
    walls: Vec<Id>,
}

impl Drawn {
    /// A room whose upper left inner corner is the origin. Walls in the order top, right, bottom, left; inside is to
    /// their right.
    pub(crate) fn room(width: i32, depth: i32) -> Self {
        let mut drawn = Self {
            plan: Plan::default(),
            catalogue: Catalogue::built_in(),
            variations: Variations::built_in(),
            names: Names::from_bits(11),
            walls: Vec::new(),
        };
        drawn.add_room(Point::default(), width, depth, "Salle 12");
        drawn
    }

    /// Another room; its walls come after those before.
    pub(crate) fn add_room(&mut self, at: Point, width: i32, depth: i32, name: &str) {
        let outline = Polygon::rectangle(at, width, depth);
        let room = drawing::room(&mut self.names, &outline, 100, name).expect("a rectangle");
        self.walls.extend(room.walls.iter().map(|wall| wall.id));
        for (name, object) in room.objects {
            self.plan.put(name, object);
        }
    }

    fn opening(&mut self, wall: usize, at: i32, width: i32, kind: OpeningKind, inward: bool) -> Id {
        let id = self.names.fresh();
        let sill = if kind == OpeningKind::Window { 900 } else { 0 };
        let opening = Opening {
            wall: self.walls[wall],
            at,
            width,
            height: if kind == OpeningKind::Window { 1200 } else { 2040 },
            sill,
            kind,
            hinge_far: false,
            swing_right: inward,
        };
        self.plan.openings.put(id, opening);
        id
    }

    /// A door that opens outward.
    pub(crate) fn door(&mut self, wall: usize, at: i32, width: i32) -> Id {
        self.opening(wall, at, width, OpeningKind::Door, false)
    }

    /// A door that opens into the room.
    pub(crate) fn inward_door(&mut self, wall: usize, at: i32, width: i32) -> Id {
        self.opening(wall, at, width, OpeningKind::Door, true)
    }

    /// A window from 0.90 to 2.10 m above the floor.
    pub(crate) fn window(&mut self, wall: usize, at: i32, width: i32) -> Id {
        self.opening(wall, at, width, OpeningKind::Window, false)
    }

    pub(crate) fn sockets(&mut self, wall: usize, at: i32, count: i32, kind: FixtureKind) {
        let fixture = Fixture { wall: self.walls[wall], at, right: true, height: 300, count, kind };
        self.plan.fixtures.put(self.names.fresh(), fixture);
    }

    /// A piece with its middle at a place, its front down the screen and turned by so many degrees.
    pub(crate) fn piece(&mut self, item: &str, x: i32, y: i32, degrees: i32) -> Id {
        let known = self.catalogue.piece(item).unwrap_or_else(|| panic!("no piece {item}"));
        let piece = Piece {
            item: item.to_owned(),
            at: Point::new(x, y),
            turn: Angle::degrees(degrees),
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

    pub(crate) fn zone(
        &mut self,
        space: Space,
        (x, y): (i32, i32),
        (width, depth): (i32, i32),
        heads: i32,
    ) -> Id {
        let zone = Zone {
            space,
            variation: String::new(),
            name: String::new(),
            outline: Polygon::rectangle(Point::new(x, y), width, depth),
            heads,
            activity: String::new(),
        };
        let id = self.names.fresh();
        self.plan.zones.put(id, zone);
        id
    }

    /// Changes a piece.
    pub(crate) fn change(&mut self, id: Id, change: impl FnOnce(&mut Piece)) {
        let mut piece = self.plan.pieces.get(id).cloned().expect("a piece");
        change(&mut piece);
        self.plan.pieces.put(id, piece);
    }

    pub(crate) fn checker(&self) -> Checker {
        Checker::new(&self.plan, &self.catalogue, Some(&self.variations))
    }

    /// What that check asks.
    pub(crate) fn asks(&self, check: Check) -> Vec<Finding> {
        self.checker().findings().filter(|finding| finding.check == check).cloned().collect()
    }

    /// The only question of a check.
    pub(crate) fn asks_once(&self, check: Check) -> Finding {
        let found = self.asks(check);
        assert_eq!(found.len(), 1, "{check:?}: {found:#?}");
        // A sentence is part of every question.
        let text = Rules::built_in().say(
            &found[0],
            greffon_archiclasse_catalogue::Lang::Fr,
            &self.plan,
            &self.catalogue,
        );
        assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
        found.into_iter().next().expect("one")
    }

    /// Does what a cure says.
    pub(crate) fn follow(&mut self, finding: &Finding) {
        match finding.cure.expect("a cure") {
            Cure::Move(id, by) => self.change(id, |piece| piece.at = piece.at + by),
            Cure::Widen(id, width) => {
                let mut opening = *self.plan.openings.get(id).expect("an opening");
                opening.width = width;
                self.plan.openings.put(id, opening);
            }
            Cure::TurnLeaf(id) => {
                let mut opening = *self.plan.openings.get(id).expect("an opening");
                opening.swing_right = !opening.swing_right;
                self.plan.openings.put(id, opening);
            }
            Cure::People(heads) => self.plan.header.heads = heads,
            Cure::AddDoors(_) | Cure::Add(..) => panic!("a person chooses where"),
        }
    }

    /// Follows the only question of a check, after which there is none.
    pub(crate) fn cure(&mut self, check: Check) {
        let finding = self.asks_once(check);
        self.follow(&finding);
        assert_eq!(self.asks(check), [], "{check:?} is cured");
    }
}

/// A figure in mm or as a number.
pub(crate) fn figure(finding: &Finding, name: &str) -> i32 {
    match finding.figure(name) {
        Some(Figure::Length(value) | Figure::Count(value) | Figure::Degrees(value)) => *value,
        other => panic!("{name}: {other:?}"),
    }
}
