use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Kind, Names, Object, Plan, Point, Polygon, Ref, Segment};

use super::{Outcome, Pointer, Preview, Step, Then, Typed, arrow_step, guides};
use crate::edit::{Edit, Label};
use crate::snap::{Candidates, Caught};

/// Drawing a zone from corner to corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    space: Space,
    variation: String,
    heads: i32,
    candidates: Candidates,
    from: Option<Point>,
    to: Point,
    caught: Caught,
    typed: Typed,
}

/// A smaller zone is a slip of the hand, mm.
const LEAST: i32 = 300;

impl Region {
    /// Begins with no corner yet.
    pub fn begin(plan: &Plan, space: Space, variation: String, heads: i32, at: Point) -> Self {
        Self {
            space,
            variation,
            heads,
            candidates: Candidates::of(plan, &[]),
            from: None,
            to: at,
            caught: Caught::default(),
            typed: Typed::default(),
        }
    }

    pub(super) fn press(&mut self) -> Then {
        if self.from.is_some() {
            return if self.is_large() { Then::Commit } else { Then::Goes };
        }
        self.from = Some(self.to);
        Then::Goes
    }

    /// A drag ends here; a click leaves the first corner where it is, and waits for the second.
    pub(super) fn release(&self) -> Then {
        if self.is_large() { Then::Commit } else { Then::Goes }
    }

    pub(super) fn enter(&mut self) -> Then {
        self.follow_typed();
        self.press()
    }

    fn bounds(&self) -> Option<Bounds> {
        self.from.map(|from| Bounds { min: from, max: from }.with(self.to))
    }

    fn is_large(&self) -> bool {
        self.bounds().is_some_and(|bounds| bounds.width() >= LEAST && bounds.height() >= LEAST)
    }

    pub(super) fn commit(&self, names: &mut Names) -> Option<Outcome> {
        let bounds = self.bounds().filter(|_| self.is_large())?;
        let zone = Zone {
            space: self.space,
            variation: self.variation.clone(),
            name: String::new(),
            outline: Polygon::rectangle(bounds.min, bounds.width(), bounds.height()),
            heads: self.heads,
            activity: String::new(),
        };
        let name = Ref::new(Kind::Zone, names.fresh());
        let edits = vec![Edit::set(name, Object::Zone(zone))];
        Some(Outcome { edits, label: Label::Zone, select: Some(vec![name]) })
    }
}

impl Step for Region {
    fn update(&mut self, pointer: Pointer) {
        self.caught = Caught::default();
        if !pointer.free {
            self.caught = self.candidates.catch_point(pointer.at, None, pointer.reach);
        }
        self.to = pointer.at + self.caught.by;
        if let Some(from) = self.from.filter(|_| pointer.straight) {
            let way = self.to - from;
            let side = way.x.abs().max(way.y.abs());
            self.to = from + Point::new(side * way.x.signum(), side * way.y.signum());
        }
        self.follow_typed();
    }

    /// `3x2` is width and depth, `3` the side of a square.
    fn follow_typed(&mut self) {
        let pair = self.typed.lengths().and_then(Result::ok);
        let Some((width, depth)) = pair.or_else(|| self.typed.right().map(|side| (side, side))) else {
            return;
        };
        let from = *self.from.get_or_insert(self.to);
        let way = self.to - from;
        let sign = |value: i32| if value < 0 { -1 } else { 1 };
        self.to = from + Point::new(width * sign(way.x), depth * sign(way.y));
    }

    fn typed(&self) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.caught = Caught::default();
        self.to = self.to + way.with_length(f64::from(arrow_step(big)));
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let outline =
            self.bounds().map(|bounds| Polygon::rectangle(bounds.min, bounds.width(), bounds.height()));
        let measures = match self.bounds() {
            None => Vec::new(),
            Some(Bounds { min, max }) => {
                let corner = Point::new(max.x, min.y);
                vec![Segment::new(min, corner), Segment::new(corner, max)]
            }
        };
        Preview {
            line: if self.from.is_none() { vec![self.to] } else { Vec::new() },
            outline,
            guides: guides(&self.caught, self.to),
            measures: measures.into_iter().filter(|line| line.a != line.b).collect(),
            catch: self.caught.catch,
            ..Preview::default()
        }
    }
}
