//! Two points, one after the other: the two ends of a known length on the photo, or where a place of the photo is and
//! where it shall be.

use greffon_archiclasse_plan::{Plan, Point, Segment};

use super::{Pointer, Preview, Step, Then, guides};
use crate::snap::{Candidates, Caught};

/// What two points are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The length between them is going to be told, so that the photo gets its scale.
    Scale,
    /// The photo moves from the first to the second.
    Move,
}

/// The steps of an arrow key, mm: a picture of 10 m has 6 mm a point, and its ends are aimed at exactly.
const SMALL: i32 = 20;
const BIG: i32 = 500;

/// Pointing at two places.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    purpose: Purpose,
    candidates: Candidates,
    from: Option<Point>,
    to: Point,
    caught: Caught,
    /// The pointer is down: the point is set where it is let go, unless a second finger comes to zoom.
    held: bool,
}

impl Pair {
    /// Begins with no point yet.
    pub fn begin(plan: &Plan, purpose: Purpose, at: Point) -> Self {
        Self {
            purpose,
            candidates: Candidates::of(plan, &[]),
            from: None,
            to: at,
            caught: Caught::default(),
            held: false,
        }
    }

    /// What the points are for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The first point; `None` until it is set.
    pub const fn first(&self) -> Option<Point> {
        self.from
    }

    /// Where the second would be.
    pub const fn cursor(&self) -> Point {
        self.to
    }

    /// Both points.
    pub fn points(&self) -> Option<(Point, Point)> {
        self.from.map(|from| (from, self.to))
    }

    /// A second finger has come: nothing is set by lifting the first.
    pub const fn let_go(&mut self) {
        self.held = false;
    }

    pub(super) const fn press(&mut self) -> Then {
        self.held = true;
        Then::Goes
    }

    pub(super) const fn release(&mut self) -> Then {
        if !self.held {
            return Then::Goes;
        }
        self.held = false;
        self.set()
    }

    pub(super) const fn set(&mut self) -> Then {
        if self.from.is_some() {
            return Then::Commit;
        }
        self.from = Some(self.to);
        Then::Goes
    }
}

impl Step for Pair {
    fn update(&mut self, pointer: Pointer) {
        self.to = pointer.at;
        self.caught = Caught::default();
        // On the photo nothing catches; on the plan the place may be an end of a wall.
        if self.purpose == Purpose::Move && self.from.is_some() && !pointer.free {
            self.caught = self.candidates.catch_point(pointer.at, None, pointer.reach);
            self.to = self.to + self.caught.by;
        }
        if let Some(from) = self.from.filter(|_| pointer.straight) {
            let way = self.to - from;
            let level = way.x.abs() >= way.y.abs();
            self.to = if level { Point::new(self.to.x, from.y) } else { Point::new(from.x, self.to.y) };
        }
    }

    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.caught = Caught::default();
        self.to = self.to + way.with_length(f64::from(if big { BIG } else { SMALL }));
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let line = self.from.map(|from| Segment::new(from, self.to));
        Preview {
            // A cross at the point that is being set, and the line between the two.
            line: line.map_or_else(|| vec![self.to], |line| vec![line.a, line.b]),
            crosses: self.from.into_iter().chain([self.to]).collect(),
            guides: guides(&self.caught, self.to),
            measures: line.into_iter().filter(|line| line.a != line.b).collect(),
            catch: self.caught.catch,
            ..Preview::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gesture::{Gesture, Stroke};

    fn at(x: i32, y: i32) -> Pointer {
        Pointer { at: Point::new(x, y), ..Pointer::default() }
    }

    fn pair(purpose: Purpose) -> Gesture {
        Gesture::Pair(Pair::begin(&Plan::default(), purpose, Point::default()))
    }

    fn points(gesture: &Gesture) -> Option<(Point, Point)> {
        let Gesture::Pair(pair) = gesture else { return None };
        pair.points()
    }

    #[test]
    fn two_clicks_or_one_drag_or_keys_set_both() {
        let mut gesture = pair(Purpose::Scale);
        assert_eq!((gesture.press(at(10, 20)), gesture.release(at(10, 20))), (Then::Goes, Then::Goes));
        gesture.update(at(500, 20));
        assert_eq!((gesture.press(at(510, 20)), gesture.release(at(510, 20))), (Then::Goes, Then::Commit));
        assert_eq!(points(&gesture), Some((Point::new(10, 20), Point::new(510, 20))));
        let mut gesture = pair(Purpose::Move);
        for (stroke, then) in [
            (Stroke::Arrow(1, 0, true), Then::Goes),
            (Stroke::Enter, Then::Goes),
            (Stroke::Arrow(0, 1, false), Then::Goes),
            (Stroke::Enter, Then::Commit),
        ] {
            assert_eq!(gesture.key(stroke), then, "{stroke:?}");
        }
        assert_eq!(points(&gesture), Some((Point::new(BIG, 0), Point::new(BIG, SMALL))));
        assert_eq!(gesture.key(Stroke::Escape), Then::Cancel);
    }

    #[test]
    fn two_fingers_set_nothing() {
        let mut gesture = pair(Purpose::Scale);
        gesture.press(at(10, 20));
        if let Gesture::Pair(pair) = &mut gesture {
            pair.let_go();
        }
        assert_eq!(gesture.release(at(90, 20)), Then::Goes);
        assert_eq!(points(&gesture), None);
    }

    #[test]
    fn with_shift_the_second_is_straight_beside_the_first() {
        let mut gesture = pair(Purpose::Scale);
        gesture.press(at(0, 0));
        gesture.release(at(0, 0));
        gesture.update(Pointer { straight: true, ..at(900, 40) });
        assert_eq!(points(&gesture), Some((Point::default(), Point::new(900, 0))));
    }
}
