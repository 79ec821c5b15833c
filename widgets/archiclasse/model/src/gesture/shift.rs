use greffon_archiclasse_plan::Order as _;
use greffon_archiclasse_plan::geometry::{Bounds, whole};
use greffon_archiclasse_plan::{Angle, Id, Kind, Object, Plan, Point, Ref, Segment};

use super::{Outcome, Pointer, Preview, Step, Then, Typed, arrow_step, guides};
use crate::edit::{Edit, Label};
use crate::hit;
use crate::snap::{Candidates, Caught};

/// Moving objects.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    names: Vec<Ref>,
    candidates: Candidates,
    bounds: Bounds,
    /// The only thing that is moved, where it may turn its back to a wall.
    piece: Option<greffon_archiclasse_plan::Turned>,
    from: Point,
    by: Point,
    turn: Angle,
    caught: Caught,
    typed: Typed,
}

impl Shift {
    /// Begins to move objects from where the pointer took them. `None` where none of them can be moved.
    pub fn begin(plan: &Plan, names: &[Ref], from: Point) -> Option<Self> {
        let names: Vec<Ref> = movable(plan, names);
        let bounds = hit::bounds_of(plan, &names)?;
        let piece = match names.as_slice() {
            [only] if only.kind == Kind::Piece => {
                plan.pieces.get(only.id).map(greffon_archiclasse_plan::piece::Piece::footprint)
            }
            _ => None,
        };
        Some(Self {
            candidates: Candidates::of(plan, &names),
            names,
            bounds,
            piece,
            from,
            by: Point::default(),
            turn: Angle::ZERO,
            caught: Caught::default(),
            typed: Typed::default(),
        })
    }

    pub(super) fn lifted(&self) -> &[Ref] {
        &self.names
    }

    pub(super) fn commit(&self, plan: &Plan) -> Option<Outcome> {
        if self.by == Point::default() && self.turn == Angle::ZERO {
            return None;
        }
        let mut edits = moved(plan, &self.names, self.by);
        for edit in &mut edits {
            if let Some(Object::Piece(piece)) = &mut edit.object {
                piece.turn = piece.turn + self.turn;
            }
        }
        Some(Outcome { edits, label: Label::Move, select: None })
    }

    fn moved_bounds(&self) -> Bounds {
        Bounds { min: self.bounds.min + self.by, max: self.bounds.max + self.by }
    }
}

impl Step for Shift {
    fn update(&mut self, pointer: Pointer) {
        let mut by = pointer.at - self.from;
        if pointer.straight {
            by = if by.x.abs() >= by.y.abs() { Point::new(by.x, 0) } else { Point::new(0, by.y) };
        }
        self.by = by;
        self.turn = Angle::ZERO;
        self.caught = Caught::default();
        if !pointer.free {
            let at_wall = self.piece.and_then(|piece| {
                let moved = greffon_archiclasse_plan::Turned { centre: piece.centre + by, ..piece };
                self.candidates.catch_wall(moved, pointer.reach * 2)
            });
            self.caught = at_wall
                .filter(|_| !pointer.straight)
                .unwrap_or_else(|| self.candidates.catch_box(self.moved_bounds(), pointer.reach));
            if pointer.straight {
                let axis =
                    if by.x == 0 { Point::new(0, self.caught.by.y) } else { Point::new(self.caught.by.x, 0) };
                self.caught.by = axis;
            }
            self.by = by + self.caught.by;
            if let (Some(turn), Some(piece)) = (self.caught.turn, self.piece) {
                self.turn = turn - piece.angle;
            }
        }
        self.follow_typed();
    }

    fn follow_typed(&mut self) {
        if let Some(length) = self.typed.right() {
            let way = if self.by == Point::default() { Point::new(1, 0) } else { self.by };
            self.by = way.with_length(f64::from(length));
            self.turn = Angle::ZERO;
        }
    }

    fn typed(&self) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    /// With a length typed, an arrow moves by it and is done.
    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.caught = Caught::default();
        if let Some(length) = self.typed.right() {
            self.by = way.with_length(f64::from(length));
            return Then::Commit;
        }
        self.by = self.by + way.with_length(f64::from(arrow_step(big)));
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let bounds = self.moved_bounds();
        let shifted = Segment::new(self.bounds.centre(), bounds.centre());
        let mut measures = self.candidates.to_walls(bounds);
        if !self.typed.text().is_empty() {
            measures = vec![shifted];
        }
        Preview {
            turn: self.turn,
            about: self.piece.map_or_else(|| self.bounds.centre(), |piece| piece.centre),
            shift: self.by,
            guides: guides(&self.caught, bounds.centre()),
            measures,
            catch: self.caught.catch,
            ..Preview::default()
        }
    }
}

/// What of these moves: locked pieces stay, walls move by their nodes.
fn movable(plan: &Plan, names: &[Ref]) -> Vec<Ref> {
    let mut found: Vec<Ref> = Vec::new();
    for name in names {
        let add: Vec<Ref> = match name.kind {
            Kind::Piece if plan.pieces.get(name.id).is_none_or(|piece| piece.locked) => Vec::new(),
            Kind::Wall => match plan.walls.get(name.id) {
                Some(wall) => [wall.a, wall.b].map(|id| Ref::new(Kind::Node, id)).to_vec(),
                None => Vec::new(),
            },
            Kind::Piece | Kind::Zone | Kind::Node | Kind::Opening => vec![*name],
            _ => Vec::new(),
        };
        found.extend(add);
    }
    found.order();
    found.dedup();
    found
}

impl Shift {
    /// Objects moved by so much. Locked pieces stay.
    pub fn moved(plan: &Plan, names: &[Ref], by: Point) -> Vec<Edit> {
        moved(plan, names, by)
    }
}

/// Objects moved by so much. A piece furnishes the zone that its middle lies in.
fn moved(plan: &Plan, names: &[Ref], by: Point) -> Vec<Edit> {
    let one = |name: &Ref| {
        let object = match plan.get(*name)? {
            Object::Piece(mut piece) => {
                piece.at = piece.at + by;
                piece.zone = zone_at(plan, piece.at);
                Object::Piece(piece)
            }
            Object::Zone(mut zone) => {
                zone.outline = zone.outline.moved(by);
                Object::Zone(zone)
            }
            Object::Node(mut node) => {
                node.at = node.at + by;
                Object::Node(node)
            }
            Object::Opening(mut opening) => {
                let line = plan.wall_line(opening.wall)?;
                let end = line.point_at(f64::from(opening.at), 0.0) + by;
                let most = (whole(line.length()) - opening.width).max(0);
                opening.at = whole(line.coordinates(end).0).clamp(0, most);
                Object::Opening(opening)
            }
            _ => return None,
        };
        Some(Edit::set(*name, object))
    };
    movable(plan, names).iter().filter_map(one).collect()
}

/// The smallest zone at a place.
pub(super) fn zone_at(plan: &Plan, at: Point) -> Option<Id> {
    let zones = plan.zones.iter().filter(|(_, zone)| zone.outline.contains(at));
    zones.min_by_key(|(_, zone)| zone.outline.area()).map(|(id, _)| id)
}
