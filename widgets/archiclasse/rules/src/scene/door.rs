//! A door, a passage or another way out, seen from one of the rooms that it opens.

use greffon_archiclasse_plan::opening::{Opening, OpeningKind};
use greffon_archiclasse_plan::{Id, Plan, Point, Segment};

/// What a leaf and its frame take off an opening, mm: a leaf of 0.90 m leaves 0.83 m.
const LEAF: i32 = 70;

/// A way out of a room.
#[derive(Debug, Clone)]
pub struct Door {
    /// Its name on the plan.
    pub id: Id,
    /// What it is.
    pub kind: OpeningKind,
    /// How wide the opening is, mm.
    pub width: i32,
    /// The face of the wall in the room, from the near edge of the opening to the far one.
    pub face: Segment,
    /// From the face into the room, 1 m long.
    pub inward: Point,
    /// Whether its leaf opens into this room.
    pub opens_in: bool,
    /// What the leaf sweeps over, on either side of the wall: convex outlines.
    pub swing: Vec<Vec<Point>>,
    /// From the handle to the nearest corner of the room beside the door, mm.
    pub corner: i32,
}

impl Door {
    /// An opening seen from its left or its right side; `None` for a window or where the wall is not there.
    pub fn of(id: Id, opening: &Opening, plan: &Plan, right: bool) -> Option<Self> {
        if !opening.kind.is_way() {
            return None;
        }
        let (wall, line) = (plan.walls.get(opening.wall)?, plan.wall_line(opening.wall)?);
        let (to_left, to_right) = wall.reach();
        let side = |right: bool| if right { -f64::from(to_right) } else { f64::from(to_left) };
        let length = line.length();
        let (near, far) =
            (f64::from(opening.at).min(length), f64::from(opening.at + opening.width).min(length));
        let at = |along: f64, left: f64| line.point_at(along, left);
        let face = Segment::new(at(near, side(right)), at(far, side(right)));
        let inward = at(0.0, if right { -1000.0 } else { 1000.0 }) - at(0.0, 0.0);
        let hinges: &[(f64, f64)] = match opening.kind {
            OpeningKind::Door if opening.hinge_far => &[(far, near)],
            OpeningKind::Door => &[(near, far)],
            OpeningKind::Double => &[(near, f64::midpoint(near, far)), (far, f64::midpoint(near, far))],
            OpeningKind::Sliding | OpeningKind::Passage | OpeningKind::Window => &[],
        };
        let swing = hinges
            .iter()
            .map(|(hinge, end)| sector(&line, *hinge, *end, side(opening.swing_right), opening.swing_right))
            .collect();
        let handle = if opening.hinge_far { near } else { far };
        let corner = if opening.hinge_far { handle } else { length - handle };
        Some(Self {
            id,
            kind: opening.kind,
            width: opening.width,
            face,
            inward,
            opens_in: opening.kind.swings() && opening.swing_right == right,
            swing,
            corner: greffon_archiclasse_plan::geometry::whole(corner),
        })
    }

    /// The middle of the opening on the face of the wall.
    pub fn middle(&self) -> Point {
        self.face.a.middle(self.face.b)
    }

    /// How wide it is when it stands open, mm.
    pub const fn clear(&self) -> i32 {
        match self.kind {
            OpeningKind::Door => self.width - LEAF,
            OpeningKind::Double => self.width - 2 * LEAF,
            OpeningKind::Sliding | OpeningKind::Passage | OpeningKind::Window => self.width,
        }
    }

    /// How wide the leaf is that is used first, mm.
    pub const fn leaf(&self) -> i32 {
        if matches!(self.kind, OpeningKind::Double) { self.width / 2 } else { self.width }
    }

    /// A rectangle in front of the door, in the room: so wide, so deep, mm.
    pub fn front(&self, width: i32, depth: i32) -> Vec<Point> {
        let along = (self.face.b - self.face.a).with_length(f64::from(width) / 2.0);
        let into = self.inward.with_length(f64::from(depth));
        let (left, right) = (self.middle() - along, self.middle() + along);
        vec![left, right, right + into, left + into]
    }
}

/// A quarter of a disc about a hinge, as a convex outline of arcs of 15°.
fn sector(line: &Segment, hinge: f64, end: f64, face: f64, right: bool) -> Vec<Point> {
    let radius = (end - hinge).abs();
    let along = (end - hinge).signum();
    let out = if right { -1.0 } else { 1.0 };
    let mut outline = vec![line.point_at(hinge, face)];
    for step in 0..=6 {
        let angle = f64::from(step) * core::f64::consts::FRAC_PI_2 / 6.0;
        let (cos, sin) = (angle.cos(), angle.sin());
        outline.push(line.point_at(hinge + along * radius * cos, face + out * radius * sin));
    }
    outline
}
