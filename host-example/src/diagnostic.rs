//! Diagnostics of computers for the certification board: a page of its own, opened by a link that needs no account.
//!
//! This is the one part of the host that knows a widget's data. What a run means is worked out by
//! `greffon-certification-diagnostic`, which is made of the widget's own model, so that the fingerprint of a ticket and the
//! routing table exist once. It runs here and not in the board because a ticket must open although nobody looks at the
//! board. A link does what its maker may do, no more: it is dead once they lost the right to change computers.

mod allowance;
mod barrier;
mod board;
mod link;

use greffon_certification_diagnostic::Sites;

pub use allowance::Allowance;
pub use barrier::{Barrier, Standing};
pub use board::{Answer, Seat, Told, read_board, seats, take};
pub use link::{Guest, Link, MONTH, end, find, list, make, may_start};

/// What the host keeps of diagnostics while it runs.
#[derive(Debug)]
pub struct Diagnostics {
    /// The sites that computers must reach.
    pub sites: Sites,
    /// Computers that wait for each other.
    pub barrier: Barrier,
    /// How much a link may still send and take.
    pub allowance: Allowance,
    /// One run at a time is read against a board: sixteen that end together would only refuse each other.
    turn: tokio::sync::Mutex<()>,
}

impl Diagnostics {
    /// Those of a host with that list of sites.
    pub fn new(sites: Sites) -> Self {
        Self {
            sites,
            barrier: Barrier::default(),
            allowance: Allowance::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }
}
