//! What a plan is asked about: ways out, access by wheelchair, room to use things, comfort, digital equipment. Each
//! check is a [`rule::Rule`] with its source, the day it was read and how sure it is, and gives [`finding::Finding`]s:
//! where on the plan, by how much, and the smallest change that cures it. The [`checker::Checker`] looks again only at
//! what changed.
//!
//! It helps to think and never certifies, never blocks anything and never says that something is illegal: every result
//! is a question, for the safety commission or the architect to confirm. It draws nothing and reads no clock.

pub mod check;
pub mod checker;
pub mod clearance;
pub mod finding;
pub mod grid;
pub mod raster;
pub mod reach;
pub mod rule;
pub mod scene;
pub mod survey;

pub use checker::Checker;
pub use finding::{Cure, Figure, Finding, Mark, Needed};
pub use reach::{Reach, Ways};
pub use rule::{Certainty, Check, Force, Rule, Rules};
pub use survey::{Survey, Walk};

#[cfg(test)]
mod testing;
