//! The certification board without a screen: who is who ([`directory`]), what is to be done before the day
//! ([`plan`], [`template`]), which computers are ready ([`machine`], [`capacity`]), who mends what ([`desk`]), and the
//! whole as a pure machine of messages and effects ([`app`]).
//!
//! It never names the web, draws, waits, reads a clock or draws a random number: moments, ids and identity come in as
//! arguments. What can be computed (progress, readiness, the state of a ticket, lateness) is never stored.

pub mod app;
pub mod calendar;
pub mod capacity;
pub mod day;
pub mod desk;
pub mod directory;
pub mod files;
pub mod function;
pub mod log;
pub mod machine;
pub mod order;
pub mod plan;
pub mod rank;
pub mod record;
pub mod rights;
pub mod shelf;
pub mod stored;
pub mod template;
pub mod undo;
