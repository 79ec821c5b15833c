use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::opening::{Opening, OpeningKind};
use greffon_archiclasse_plan::{Id, Kind, Names, Object, Plan, Point, Polygon, Ref, Segment};

use super::{Outcome, Pointer, Preview, Step, Then, Typed, arrow_step};
use crate::edit::{Edit, Label};
use crate::snap::{Catch, GRID};

/// Putting a door or a window into a wall, or moving one along.
#[derive(Debug, Clone, PartialEq)]
pub struct Hang {
    /// The opening that is moved; `None` for a new one.
    id: Option<Id>,
    opening: Opening,
    walls: Vec<(Id, Segment)>,
    /// What other openings take: their wall, from, to.
    taken: Vec<(Id, i32, i32)>,
    /// Which of them; `None` while the pointer is near none.
    on: Option<usize>,
    /// The length that is typed counts from the far end.
    from_far: bool,
    catch: Option<Catch>,
    typed: Typed,
}

impl Hang {
    /// Begins with a new opening of the usual size, near a place.
    pub fn begin(plan: &Plan, kind: OpeningKind, at: Point) -> Self {
        let width = match kind {
            OpeningKind::Door | OpeningKind::Sliding => 930,
            OpeningKind::Double | OpeningKind::Passage => 1400,
            OpeningKind::Window => 1500,
        };
        let window = kind == OpeningKind::Window;
        let opening = Opening {
            wall: Id::of(0),
            at: 0,
            width,
            height: if window { 1300 } else { 2040 },
            sill: if window { 900 } else { 0 },
            kind,
            hinge_far: false,
            swing_right: kind.swings(),
        };
        let mut hang = Self::with(plan, None, opening);
        hang.update(Pointer { at, reach: 50, free: false, straight: false });
        hang
    }

    /// Begins to move an opening. `None` where it is not there.
    pub fn resume(plan: &Plan, id: Id) -> Option<Self> {
        let opening = *plan.openings.get(id)?;
        let mut hang = Self::with(plan, Some(id), opening);
        hang.on = hang.walls.iter().position(|(wall, _)| *wall == opening.wall);
        Some(hang)
    }

    fn with(plan: &Plan, id: Option<Id>, opening: Opening) -> Self {
        let walls = plan
            .walls
            .iter()
            .filter_map(|(id, _)| plan.wall_line(id).map(|line| (id, line)))
            .filter(|(_, line)| line.a != line.b)
            .collect();
        let others = plan.openings.iter().filter(|(other, _)| Some(*other) != id);
        let taken = others.map(|(_, other)| (other.wall, other.at, other.at + other.width)).collect();
        Self { id, opening, walls, taken, on: None, from_far: false, catch: None, typed: Typed::default() }
    }

    pub(super) const fn is_new(&self) -> bool {
        self.id.is_none()
    }

    fn line(&self) -> Option<Segment> {
        self.on.and_then(|at| self.walls.get(at)).map(|(_, line)| *line)
    }

    /// The farthest place of the near edge on its wall.
    fn most(&self) -> i32 {
        self.line().map_or(0, |line| (whole(line.length()) - self.opening.width).max(0))
    }

    /// Whether nothing else of its wall is there.
    fn is_free(&self, at: i32) -> bool {
        let wall = self.on.and_then(|on| self.walls.get(on)).map(|(wall, _)| *wall);
        let others = self.taken.iter().filter(|(other, ..)| Some(*other) == wall);
        others.into_iter().all(|(_, from, to)| at >= *to || at + self.opening.width <= *from)
    }

    /// The nearest free place, on that side of the wanted one where a side is given; the wanted one where none is free.
    fn free(&self, wanted: i32, side: i32) -> i32 {
        let (wanted, most) = (wanted.clamp(0, self.most()), self.most());
        let beside = self.taken.iter().flat_map(|(_, from, to)| [from - self.opening.width, *to]);
        let fit = beside
            .chain([wanted])
            .filter(|at| (0..=most).contains(at) && self.is_free(*at) && (at - wanted).signum() * side >= 0);
        let stays = if side == 0 { wanted } else { self.opening.at };
        fit.min_by_key(|at| (at - wanted).abs()).unwrap_or(stays)
    }

    /// Sets the near edge, kept inside the wall.
    fn slide(&mut self, at: i32) {
        let Some(line) = self.line() else { return };
        self.opening.at = at.clamp(0, self.most());
        self.from_far = f64::from(self.opening.at + self.opening.width / 2) > line.length() / 2.0;
    }

    /// `None` without a wall, or where another opening stands already.
    pub(super) fn commit(&self, names: &mut Names) -> Option<Outcome> {
        let (wall, _) = self.on.and_then(|at| self.walls.get(at))?;
        if !self.is_free(self.opening.at) || self.line()?.length() < f64::from(self.opening.width) {
            return None;
        }
        let name = Ref::new(Kind::Opening, self.id.unwrap_or_else(|| names.fresh()));
        let opening = Opening { wall: *wall, ..self.opening };
        let label = if self.is_new() { Label::Opening } else { Label::Move };
        let edits = vec![Edit::set(name, Object::Opening(opening))];
        Some(Outcome { edits, label, select: Some(vec![name]) })
    }
}

impl Step for Hang {
    fn update(&mut self, pointer: Pointer) {
        let far = |line: &Segment| line.distance(pointer.at);
        let nearest = self.walls.iter().enumerate().min_by(|a, b| far(&a.1.1).total_cmp(&far(&b.1.1)));
        let Some((on, line)) = nearest.map(|(on, (_, line))| (on, *line)) else { return };
        self.on = Some(on);
        let (along, left) = line.coordinates(pointer.at);
        // The leaf swings to the side where the pointer is.
        if left.abs() > f64::from(pointer.reach) && self.opening.kind.swings() && self.is_new() {
            self.opening.swing_right = left < 0.0;
        }
        let start = whole(along) - self.opening.width / 2;
        self.catch = None;
        let centred = (whole(line.length()) - self.opening.width) / 2;
        let at = if pointer.free {
            start
        } else if (start - centred).abs() <= pointer.reach {
            self.catch = Some(Catch::Centre);
            centred
        } else {
            self.catch = Some(Catch::Grid);
            (start + GRID / 2).div_euclid(GRID) * GRID
        };
        self.slide(self.free(at, 0));
        self.follow_typed();
    }

    /// The distance from the nearer end of the wall.
    fn follow_typed(&mut self) {
        if let (Some(length), Some(line)) = (self.typed.right(), self.line()) {
            let from_far = self.from_far;
            let far = whole(line.length()) - self.opening.width - length;
            self.slide(if from_far { far } else { length });
            self.from_far = from_far;
        }
    }

    fn typed(&self) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    /// Left and right slide it along its wall, up and down go from wall to wall.
    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.catch = None;
        let count = self.walls.len();
        if way.y != 0 && count > 0 {
            let step = if way.y > 0 { 1 } else { count - 1 };
            self.on = Some(self.on.map_or(0, |on| (on + step) % count));
            self.slide(self.free(self.opening.at, 0));
        } else {
            let to = self.opening.at + way.x * arrow_step(big);
            self.slide(self.free(to, way.x.signum()));
        }
        Then::Goes
    }

    /// Turns the door over: hinge and swing, one after the other.
    fn rotate(&mut self) -> Then {
        self.opening.hinge_far = !self.opening.hinge_far;
        if !self.opening.hinge_far {
            self.opening.swing_right = !self.opening.swing_right;
        }
        Then::Goes
    }

    fn preview(&self) -> Preview {
        let Some(line) = self.line() else { return Preview::default() };
        let (near, far) = (f64::from(self.opening.at), f64::from(self.opening.at + self.opening.width));
        let corner = |at: f64, left: f64| line.point_at(at, left);
        let outline = Polygon::new(vec![
            corner(near, 80.0),
            corner(far, 80.0),
            corner(far, -80.0),
            corner(near, -80.0),
        ]);
        let to_end = if self.from_far {
            Segment::new(corner(far, 0.0), line.b)
        } else {
            Segment::new(line.a, corner(near, 0.0))
        };
        let own = Segment::new(corner(near, 0.0), corner(far, 0.0));
        Preview {
            outline: Some(outline),
            measures: [to_end, own].into_iter().filter(|line| line.a != line.b).collect(),
            catch: self.catch,
            ..Preview::default()
        }
    }
}
