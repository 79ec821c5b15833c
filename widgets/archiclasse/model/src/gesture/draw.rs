use greffon_archiclasse_plan::{Names, Plan, Point, Segment};

use super::{Outcome, Pointer, Preview, Step, Then, Typed, arrow_step, guides};
use crate::edit::Label;
use crate::snap::{Candidates, Caught};
use crate::walls;

/// Drawing walls, corner by corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    candidates: Candidates,
    corners: Vec<Point>,
    cursor: Point,
    caught: Caught,
    typed: Typed,
    closed: bool,
}

/// How near the first corner an end must be to close the outline, mm, whatever the zoom.
const CLOSES: f64 = 15.0;

impl Draw {
    /// Begins at a place, with no corner yet.
    pub fn begin(plan: &Plan, at: Point) -> Self {
        Self {
            candidates: Candidates::of(plan, &[]),
            corners: Vec::new(),
            cursor: at,
            caught: Caught::default(),
            typed: Typed::default(),
            closed: false,
        }
    }

    /// The corners so far.
    pub fn corners(&self) -> &[Point] {
        &self.corners
    }

    /// Where the next corner would be.
    pub const fn cursor(&self) -> Point {
        self.cursor
    }

    /// Puts a corner where the cursor is. Back at the first corner, or twice at one place, the drawing is done.
    pub(super) fn add(&mut self) -> Then {
        let closes = self.corners.first().is_some_and(|first| first.distance(self.cursor) <= CLOSES);
        if self.corners.len() > 2 && closes {
            self.closed = true;
            return Then::Commit;
        }
        if self.corners.last() == Some(&self.cursor) {
            return if self.corners.len() > 1 { Then::Commit } else { Then::Goes };
        }
        self.corners.push(self.cursor);
        self.typed.clear();
        Then::Goes
    }

    pub(super) fn enter(&mut self) -> Then {
        self.follow_typed();
        self.add()
    }

    /// The walls; the ends of an open line lie on what they caught.
    pub(super) fn commit(&self, plan: &Plan, names: &mut Names) -> Option<Outcome> {
        let edits = walls::along(plan, names, &self.corners, self.closed)?;
        Some(Outcome { edits, label: Label::Draw, select: Some(Vec::new()) })
    }
}

impl Step for Draw {
    fn update(&mut self, pointer: Pointer) {
        let before = self.corners.last().copied();
        let mut at = pointer.at;
        if let Some(before) = before.filter(|_| pointer.straight) {
            let way = at - before;
            at = if way.x.abs() >= way.y.abs() {
                Point::new(at.x, before.y)
            } else {
                Point::new(before.x, at.y)
            };
        }
        self.caught = Caught::default();
        if !pointer.free {
            // The first corner is no wall yet, and still the drawing closes there.
            let first = self.corners.first().filter(|_| self.corners.len() > 2);
            self.caught = match first.filter(|first| first.distance(at) <= f64::from(pointer.reach)) {
                Some(first) => {
                    Caught { by: *first - at, catch: Some(crate::snap::Catch::Corner), ..Caught::default() }
                }
                None => self.candidates.catch_point(at, before, pointer.reach),
            };
        }
        self.cursor = at + self.caught.by;
        self.follow_typed();
    }

    fn follow_typed(&mut self) {
        if let (Some(length), Some(before)) = (self.typed.right(), self.corners.last().copied()) {
            let way = self.cursor - before;
            let way = if way == Point::default() { Point::new(1, 0) } else { way };
            self.cursor = before + way.with_length(f64::from(length));
        }
    }

    fn typed(&self) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    /// With a length typed, an arrow draws that wall; without, it moves the cursor.
    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.caught = Caught::default();
        if let (Some(length), Some(before)) = (self.typed.right(), self.corners.last().copied()) {
            self.cursor = before + way.with_length(f64::from(length));
            return self.add();
        }
        self.cursor = self.cursor + way.with_length(f64::from(arrow_step(big)));
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let mut line = self.corners.clone();
        line.push(self.cursor);
        let measures = self.corners.last().map(|last| Segment::new(*last, self.cursor));
        Preview {
            guides: guides(&self.caught, self.cursor),
            measures: measures.into_iter().filter(|line| line.a != line.b).collect(),
            catch: self.caught.catch,
            line,
            ..Preview::default()
        }
    }
}
