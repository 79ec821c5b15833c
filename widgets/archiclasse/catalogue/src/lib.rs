//! What a learning space is furnished with, as data: [`piece`]s with their true sizes, the [`solid`]s they are made
//! of and the [`symbol`] that stands for them on a plan, and [`variation`]s of the six spaces, each with its five
//! columns. What ships and what a school or an academy adds are read by the same code ([`catalogue`]).
//!
//! It never places a piece, never draws and never makes a price up: a piece without a price says so.

pub mod catalogue;
pub mod mark;
pub mod piece;
mod reading;
pub mod solid;
pub mod source;
pub mod symbol;
pub mod variation;
pub mod words;

pub use catalogue::Catalogue;
pub use piece::{Family, Kind, Mount, Piece};
pub use reading::{Problem, Reason};
pub use solid::{Role, Shape, Solid};
pub use source::Source;
pub use variation::{Column, Variation, Variations};
pub use words::{Lang, Wording};
