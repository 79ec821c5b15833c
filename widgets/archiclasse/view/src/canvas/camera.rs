use greffon_archiclasse_plan::Point;
use greffon_archiclasse_plan::geometry::{Bounds, whole};

/// The part of the plan that is seen: a square that is always wholly in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    x: f64,
    y: f64,
    span: f64,
}

/// Nearest and farthest, mm across.
const SPANS: (f64, f64) = (500.0, 400_000.0);

/// Not `clamp`: its panic would write floats, which is 10 KB of code.
#[allow(clippy::manual_clamp, reason = "see above")]
fn within(span: f64) -> f64 {
    span.max(SPANS.0).min(SPANS.1)
}

impl Camera {
    /// All of it, with some air; 10 m where there is nothing yet.
    pub(super) fn around(bounds: Option<Bounds>) -> Self {
        let Some(bounds) = bounds else { return Self { x: 4500.0, y: 3400.0, span: 10_000.0 } };
        let centre = bounds.centre();
        // The window is wider than high.
        let span = f64::from(bounds.height()).max(f64::from(bounds.width()) / 1.4) * 1.12 + 800.0;
        Self { x: f64::from(centre.x), y: f64::from(centre.y), span: within(span) }
    }

    pub(super) const fn span(&self) -> f64 {
        self.span
    }

    pub(super) const fn centre(&self) -> (f64, f64) {
        (self.x, self.y)
    }

    /// The middle on a round place, for gestures that begin without a pointer.
    pub(super) fn middle(&self) -> Point {
        let round = |value: f64| whole(value / 100.0) * 100;
        Point::new(round(self.x), round(self.y))
    }

    pub(super) fn zoom(&mut self, by: f64) {
        self.span = within(self.span * by);
    }

    /// Zooms so that a place stays where it is seen.
    pub(super) fn zoom_at(&mut self, by: f64, at: Point) {
        let before = self.span;
        self.zoom(by);
        let share = self.span / before;
        self.x = f64::from(at.x) + (self.x - f64::from(at.x)) * share;
        self.y = f64::from(at.y) + (self.y - f64::from(at.y)) * share;
    }

    /// Moves by so many mm.
    pub(super) fn shift(&mut self, x: f64, y: f64) {
        self.x += x;
        self.y += y;
    }

    /// The `viewBox`.
    pub(super) fn view_box(&self) -> String {
        let half = self.span / 2.0;
        format!("{} {} {} {}", whole(self.x - half), whole(self.y - half), whole(self.span), whole(self.span))
    }
}
