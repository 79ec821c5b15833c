//! The bench: every figure that the project promises, measured in one run, with the way it was measured and, where
//! there is one, a peer measured beside it.
//!
//! A figure is a median or a percentile of so many runs, never a best case.

mod big_class;
mod cold_load;
mod figure;
mod gestures;
mod push;
mod round_trip;
mod server;
mod statistics;

use anyhow::Result;

pub use figure::{Figure, Report, Verdict};
pub use statistics::Samples;

/// The parts of the bench, in order.
pub const PARTS: [&str; 7] = ["sizes", "first-action", "messages", "push", "gestures", "big-class", "server"];

/// Measures one part into `report`.
pub async fn measure(part: &str, report: &mut Report) -> Result<()> {
    match part {
        "sizes" => cold_load::sizes(report).await,
        "first-action" => cold_load::first_action(report).await,
        "messages" => round_trip::measure(report).await,
        "push" => push::measure(report).await,
        "big-class" => big_class::measure(report).await,
        "gestures" => gestures::measure(report).await,
        "server" => server::measure(report).await,
        other => anyhow::bail!("there is no part “{other}”; there are {}", PARTS.join(", ")),
    }
}
