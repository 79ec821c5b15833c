//! The single desk: who reports what ([`report`]), to whom it goes and why ([`routing`]), what is done about it
//! ([`event`], [`ticket`]), and how long each holder has had it ([`clock`]).
//!
//! A ticket is never opened: it is what all reports of one problem have in common, together with what was done since.
//! So two people who report the same problem, even apart and offline, cannot make two tickets of it.

pub mod clock;
pub mod event;
pub mod photo;
pub mod problem;
pub mod report;
pub mod routing;
pub mod ticket;

#[cfg(test)]
mod tests;
