use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::{Angle, Kind, Names, Object, Plan, Point, Ref};

use super::shift::zone_at;
use super::{Outcome, Pointer, Preview, Step, Then, arrow_step, guides};
use crate::edit::{Edit, Label};
use crate::snap::{Candidates, Caught, STEP};

/// Putting a piece of the catalogue in.
#[derive(Debug, Clone, PartialEq)]
pub struct Drop {
    piece: Piece,
    /// The turn that the person gave it.
    turn: Angle,
    candidates: Candidates,
    caught: Caught,
}

impl Drop {
    /// Begins with a piece at a place.
    pub fn begin(plan: &Plan, piece: Piece) -> Self {
        Self { turn: piece.turn, piece, candidates: Candidates::of(plan, &[]), caught: Caught::default() }
    }

    /// The piece as it would stand.
    pub const fn piece(&self) -> &Piece {
        &self.piece
    }

    pub(super) fn commit(&self, plan: &Plan, names: &mut Names) -> Outcome {
        let name = Ref::new(Kind::Piece, names.fresh());
        let piece = Piece { zone: zone_at(plan, self.piece.at), ..self.piece.clone() };
        let edits = vec![Edit::set(name, Object::Piece(piece))];
        Outcome { edits, label: Label::Place, select: Some(vec![name]) }
    }
}

impl Step for Drop {
    fn update(&mut self, pointer: Pointer) {
        self.piece.at = pointer.at;
        self.piece.turn = self.turn;
        self.caught = Caught::default();
        if pointer.free {
            return;
        }
        let foot = self.piece.footprint();
        self.caught = self
            .candidates
            .catch_wall(foot, pointer.reach * 2)
            .unwrap_or_else(|| self.candidates.catch_box(foot.bounds(), pointer.reach));
        self.piece.at = pointer.at + self.caught.by;
        self.piece.turn = self.caught.turn.unwrap_or(self.turn);
    }

    fn arrow(&mut self, way: Point, big: bool) -> Then {
        self.caught = Caught::default();
        self.piece.at = self.piece.at + way.with_length(f64::from(arrow_step(big)));
        Then::Goes
    }

    fn rotate(&mut self) -> Then {
        self.turn = self.piece.turn + Angle::tenths(STEP);
        self.piece.turn = self.turn;
        Then::Goes
    }

    fn preview(&self) -> Preview {
        Preview {
            outline: Some(self.piece.footprint().polygon()),
            guides: guides(&self.caught, self.piece.at),
            measures: self.candidates.to_walls(self.piece.footprint().bounds()),
            catch: self.caught.catch,
            ..Preview::default()
        }
    }
}
