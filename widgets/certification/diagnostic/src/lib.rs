//! What a run of the diagnostic page changes on the certification board.
//!
//! The page measures a computer and sends a [`Run`]; [`take`] reads it against what the board holds and gives the items
//! to write: the computer's last diagnostic, a report for each cause that was not known there, and the end of tickets
//! that the run proves repaired. Tickets, fingerprints and the routing table are the widget's own
//! (`greffon-certification-model`), so the page and the board can never disagree about who gets what. It is compiled
//! into a back end, never into the widget: a ticket must open although nobody looks at the board.

mod checks;
mod run;
mod sites;
mod take;

pub use checks::{CHECKS_JSON, Check, checks};
pub use run::{Found, Run, State, Wrong};
pub use sites::{BadSites, Probe, Sites};
pub use take::{Opened, Taken, take};

/// The id of the widget whose board this is about.
pub const WIDGET: &str = "certification";
