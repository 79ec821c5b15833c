//! The CRCN tracker without a screen: the [`framework`] as data, where a person stands ([`position`]), what is
//! [`stored`] and what a wish changes of it ([`batch`]), the [`overview`], the counts of a class ([`class_counts`]),
//! and the whole as a pure machine of messages and effects ([`app`]). Beside it what stands around a level: [`evidence`],
//! a [`goal`], what others say ([`opinion`]), what Pix measured ([`pix`]), the figures of a school report ([`lsu`]),
//! [`badge`]s and learning [`trace`]s.
//!
//! It never names the web, draws, waits, reads a clock or draws a random number: moments, ids and identity come in as
//! arguments, so that every rule is tested natively. It never turns what a person says of themself into a mark, never
//! averages, and never lets anything out that they did not open.

pub mod app;
pub mod badge;
pub mod batch;
pub mod class_counts;
pub mod evidence;
pub mod framework;
pub mod goal;
pub mod lsu;
mod members;
pub mod moment;
pub mod note;
pub mod opinion;
pub mod overview;
pub mod pix;
pub mod position;
pub mod record;
pub mod stored;
pub mod trace;

#[cfg(test)]
mod testing;
