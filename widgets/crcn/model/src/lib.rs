//! The CRCN tracker without a screen: the [`framework`] as data, where a person stands ([`position`]), what is
//! [`stored`] and what a wish changes of it ([`batch`]), the [`overview`], the counts of a class ([`class_counts`]),
//! [`badge`]s, learning [`trace`]s, and the whole as a pure machine of messages and effects ([`app`]).
//!
//! It never names the web, draws, waits, reads a clock or draws a random number: moments, ids and identity come in as
//! arguments, so that every rule is tested natively. It never turns what a person says of themself into a mark, never
//! averages, and never lets anything out that they did not open.

pub mod app;
pub mod badge;
pub mod batch;
pub mod class_counts;
pub mod framework;
pub mod moment;
pub mod overview;
pub mod position;
pub mod record;
pub mod stored;
pub mod trace;

#[cfg(test)]
mod testing;
