//! A plan of a learning space without a screen: [`geometry`] in whole millimetres and tenths of a degree, the
//! [`Plan`] with its walls, openings, zones and pieces, the rooms that follow from the walls ([`room`]), and what is
//! stored of all that ([`object`], [`keys`], [`file`]).
//!
//! It never draws, never reads a clock or a random number, and never judges a plan: rules are another crate's. Equal
//! input gives equal output on every machine, so that two people's edits compare exactly.
//!
//! Axes are those of a screen: x to the right, y down; angles turn clockwise as seen.

pub mod drawing;
pub mod file;
pub mod geometry;
pub mod id;
pub mod joint;
pub mod keys;
pub mod length;
pub mod object;
pub mod opening;
pub mod order;
pub mod photo;
pub mod piece;
pub mod plan;
mod reading;
pub mod room;
pub mod table;
pub mod wall;
pub mod zone;

pub use geometry::{Angle, Bounds, Point, Polygon, Segment, Turned};
pub use id::{Id, Names};
pub use object::{Kind, Object, Ref};
pub use order::Order;
pub use plan::{Header, Plan};
pub use reading::{Fault, Problem};
