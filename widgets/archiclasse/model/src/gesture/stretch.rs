use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::zone::Zone;
use greffon_archiclasse_plan::{Kind, Object, Plan, Point, Polygon, Ref, Segment};

use super::{Outcome, Pointer, Preview, Step, Then, Typed, arrow_step, guides};
use crate::edit::{Edit, Label};
use crate::snap::{Candidates, Catch, Caught, WALL_GRID};

/// Resizing one piece by an edge or a corner, or a zone by a corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    name: Ref,
    before: Object,
    after: Object,
    handle: Handle,
    at: Point,
    candidates: Candidates,
    caught: Caught,
    typed: Typed,
}

/// Where an object is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handle {
    /// The side of a piece: −1, 0 or 1 along its own width and depth.
    Side(i32, i32),
    /// A corner of a zone.
    Corner(usize),
}

/// The least size, mm.
const LEAST: i32 = 100;

impl Stretch {
    /// Begins to resize. `None` where the object has no such handle or is locked.
    pub fn begin(plan: &Plan, name: Ref, handle: Handle) -> Option<Self> {
        let before = plan.get(name)?;
        if matches!(&before, Object::Piece(piece) if piece.locked) {
            return None;
        }
        let at = handle.place(&before)?;
        Some(Self {
            name,
            after: before.clone(),
            before,
            handle,
            at,
            candidates: Candidates::of(plan, &[name]),
            caught: Caught::default(),
            typed: Typed::default(),
        })
    }

    pub(super) fn commit(&self, _plan: &Plan) -> Option<Outcome> {
        let valid = match &self.after {
            Object::Zone(zone) => zone.outline.is_simple(),
            _ => true,
        };
        if !valid || self.after == self.before {
            return None;
        }
        let edits = vec![Edit::set(self.name, self.after.clone())];
        Some(Outcome { edits, label: Label::Resize, select: None })
    }

    /// Brings the handle to a place.
    fn pull(&mut self, to: Point, grid: i32) {
        match (&self.before, self.handle) {
            (Object::Piece(piece), Handle::Side(x, y)) => {
                let (own_x, own_y) = piece.footprint().own(to);
                let size = |side: i32, own: f64, size: i32| {
                    let wanted = whole(own * f64::from(side)) + size / 2;
                    if side == 0 { size } else { ((wanted + grid / 2) / grid * grid).clamp(LEAST, 20_000) }
                };
                let (width, depth) = (size(x, own_x, piece.size.width), size(y, own_y, piece.size.depth));
                self.after = Object::Piece(resized(piece, x, y, width, depth));
            }
            (Object::Zone(zone), Handle::Corner(corner)) => {
                self.after = Object::Zone(with_corner(zone, corner, to));
            }
            _ => {}
        }
    }

    fn outline(&self) -> Polygon {
        match &self.after {
            Object::Piece(piece) => piece.footprint().polygon(),
            Object::Zone(zone) => zone.outline.clone(),
            _ => Polygon::default(),
        }
    }
}

impl Step for Stretch {
    fn update(&mut self, pointer: Pointer) {
        self.at = pointer.at;
        self.caught = Caught::default();
        if !pointer.free && self.name.kind == Kind::Zone {
            self.caught = self.candidates.catch_point(pointer.at, None, pointer.reach);
        }
        let grid = if pointer.free { 1 } else { WALL_GRID };
        self.pull(pointer.at + self.caught.by, grid);
        self.follow_typed();
    }

    fn follow_typed(&mut self) {
        let pair = self.typed.lengths().and_then(Result::ok);
        let one = self.typed.right();
        let (Object::Piece(piece), Handle::Side(x, y)) = (&self.before, self.handle) else { return };
        let (width, depth) = match (pair, one) {
            (Some(pair), _) => pair,
            (None, Some(length)) if x != 0 => (length, piece.size.depth),
            (None, Some(length)) => (piece.size.width, length),
            (None, None) => return,
        };
        let bounded = |size: i32| size.clamp(10, 20_000);
        self.after = Object::Piece(resized(piece, x, y, bounded(width), bounded(depth)));
    }

    fn typed(&self) -> Option<&Typed> {
        matches!(self.handle, Handle::Side(..)).then_some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        matches!(self.handle, Handle::Side(..)).then_some(&mut self.typed)
    }

    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.at = self.at + way.with_length(f64::from(arrow_step(big)));
        self.pull(self.at, WALL_GRID);
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let outline = self.outline();
        let measures = match &self.after {
            Object::Piece(piece) => {
                let foot = piece.footprint();
                let [a, b, c, _] = foot.corners();
                vec![Segment::new(a, b), Segment::new(b, c)]
            }
            _ => outline.edges().collect(),
        };
        Preview {
            outline: Some(outline),
            guides: guides(&self.caught, self.at),
            measures,
            catch: self.caught.catch.or(Some(Catch::Grid)),
            ..Preview::default()
        }
    }
}

impl Handle {
    /// Where it is on a piece or a zone.
    pub fn place(self, object: &Object) -> Option<Point> {
        match (object, self) {
            (Object::Piece(piece), Self::Side(x, y)) => Some(place_of(piece, x, y)),
            (Object::Zone(zone), Self::Corner(corner)) => zone.outline.corners.get(corner).copied(),
            _ => None,
        }
    }
}

fn place_of(piece: &Piece, x: i32, y: i32) -> Point {
    let half = |side: i32, size: i32| f64::from(side * size) / 2.0;
    piece.footprint().place(half(x, piece.size.width), half(y, piece.size.depth))
}

/// A piece of another size, the opposite side staying where it is.
fn resized(piece: &Piece, x: i32, y: i32, width: i32, depth: i32) -> Piece {
    let grown = |side: i32, to: i32, from: i32| f64::from(side * (to - from)) / 2.0;
    let at = piece.footprint().place(grown(x, width, piece.size.width), grown(y, depth, piece.size.depth));
    let mut piece = piece.clone();
    (piece.at, piece.size.width, piece.size.depth) = (at, width, depth);
    piece
}

/// A zone with a corner elsewhere; an upright rectangle stays one.
fn with_corner(zone: &Zone, corner: usize, to: Point) -> Zone {
    let mut zone = zone.clone();
    let corners = &mut zone.outline.corners;
    let upright = corners.len() == 4
        && (0..4).all(|at| {
            let (a, b) = (corners[at], corners[(at + 1) % 4]);
            a.x == b.x || a.y == b.y
        });
    let from = corners[corner];
    if upright {
        for other in corners.iter_mut() {
            if other.x == from.x {
                other.x = to.x;
            }
            if other.y == from.y {
                other.y = to.y;
            }
        }
    } else {
        corners[corner] = to;
    }
    zone
}
