use greffon_archiclasse_plan::Order as _;
use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::{Plan, Point, Polygon, Ref};

use super::{Outcome, Pointer, Preview, Step};
use crate::edit::Label;
use crate::hit;

/// Selecting what lies in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    from: Point,
    to: Point,
    /// Selected before, and still.
    kept: Vec<Ref>,
}

impl Band {
    /// Begins at a corner.
    pub const fn begin(from: Point, kept: Vec<Ref>) -> Self {
        Self { from, to: from, kept }
    }

    fn bounds(&self) -> Bounds {
        Bounds { min: self.from, max: self.from }.with(self.to)
    }

    pub(super) fn commit(&self, plan: &Plan) -> Outcome {
        let mut selected = self.kept.clone();
        selected.extend(hit::within(plan, self.bounds()));
        selected.order();
        selected.dedup();
        Outcome { edits: Vec::new(), label: Label::Move, select: Some(selected) }
    }
}

impl Step for Band {
    fn update(&mut self, pointer: Pointer) {
        self.to = pointer.at;
    }

    fn preview(&self) -> Preview {
        let bounds = self.bounds();
        let outline = Polygon::rectangle(bounds.min, bounds.width(), bounds.height());
        Preview { outline: Some(outline), ..Preview::default() }
    }
}
