//! Shapes: one a file. Lengths are millimetres, areas square millimetres, angles tenths of a degree.

mod angle;
mod bounds;
mod convex;
mod point;
mod polygon;
mod segment;
mod turned;

pub use angle::Angle;
pub use bounds::Bounds;
pub use convex::{Overlap, gap, overlap};
pub use point::Point;
pub use polygon::Polygon;
pub use segment::Segment;
pub use turned::Turned;

/// The nearest whole millimetre. What is no number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and plans are far smaller")]
pub fn whole(value: f64) -> i32 {
    value.round() as i32
}
