use greffon_archiclasse_plan::{Angle, Kind, Object, Plan, Point, Ref};

use super::{Outcome, Pointer, Preview, Step, Then, Typed};
use crate::edit::{Edit, Label};
use crate::field::Field;
use crate::hit;
use crate::snap::{Catch, STEP};

/// Turning pieces about their common middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    names: Vec<Ref>,
    centre: Point,
    from: Angle,
    by: Angle,
    /// The turn of the only piece, so that its own angle is what is shown and typed.
    own: Angle,
    free: bool,
    typed: Typed,
}

impl Turn {
    /// Begins to turn pieces from where the pointer took the handle. `None` where none can be turned.
    pub fn begin(plan: &Plan, names: &[Ref], from: Point) -> Option<Self> {
        let names: Vec<Ref> = turnable(plan, names);
        let centre = hit::bounds_of(plan, &names)?.centre();
        let own = match names.as_slice() {
            [only] => plan.pieces.get(only.id).map_or(Angle::ZERO, |piece| piece.turn),
            _ => Angle::ZERO,
        };
        let from = Angle::of(from - centre);
        Some(Self { names, centre, from, by: Angle::ZERO, own, free: false, typed: Typed::default() })
    }

    pub(super) fn lifted(&self) -> &[Ref] {
        &self.names
    }

    pub(super) fn commit(&self, plan: &Plan) -> Option<Outcome> {
        if self.by == Angle::ZERO {
            return None;
        }
        let edits = turned(plan, &self.names, self.by);
        Some(Outcome { edits, label: Label::Turn, select: None })
    }
}

impl Step for Turn {
    fn update(&mut self, pointer: Pointer) {
        self.free = pointer.free;
        let to = self.own + Angle::of(pointer.at - self.centre) - self.from;
        self.by = if pointer.free { to } else { to.rounded(STEP) } - self.own;
        self.follow_typed();
    }

    /// Degrees: the new turn of one piece, or how far several are turned.
    fn follow_typed(&mut self) {
        if let Ok(tenths) = Field::Turn.parse(self.typed.text()) {
            self.by = Angle::tenths(tenths) - self.own;
        }
    }

    fn typed(&self) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    fn arrow(&mut self, way: Point, _big: bool) -> Then {
        self.by = self.by + Angle::tenths((way.x + way.y) * STEP);
        Then::Goes
    }

    fn preview(&self) -> Preview {
        Preview {
            turn: self.by,
            about: self.centre,
            angle: Some(self.own + self.by),
            catch: (!self.free && self.typed.text().is_empty()).then_some(Catch::Angle),
            ..Preview::default()
        }
    }
}

fn turnable(plan: &Plan, names: &[Ref]) -> Vec<Ref> {
    let free =
        |name: &&Ref| name.kind == Kind::Piece && plan.pieces.get(name.id).is_some_and(|piece| !piece.locked);
    names.iter().filter(free).copied().collect()
}

impl Turn {
    /// Pieces turned about their common middle. Locked ones stay.
    pub fn turned(plan: &Plan, names: &[Ref], by: Angle) -> Vec<Edit> {
        turned(plan, names, by)
    }
}

fn turned(plan: &Plan, names: &[Ref], by: Angle) -> Vec<Edit> {
    let names = turnable(plan, names);
    let Some(centre) = hit::bounds_of(plan, &names).map(|bounds| bounds.centre()) else { return Vec::new() };
    let one = |name: &Ref| {
        let mut piece = plan.pieces.get(name.id)?.clone();
        // One piece turns on the spot, whatever its box.
        if names.len() > 1 {
            piece.at = centre + by.turned(piece.at - centre);
        }
        piece.turn = piece.turn + by;
        Some(Edit::set(*name, Object::Piece(piece)))
    };
    names.iter().filter_map(one).collect()
}
