//! How soon another person's browser shows what was validated in the first.

use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::json;

use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::ent::people;
use crate::stage::{Mode, Stage, Wings};

/// How many changes are pushed.
const RUNS: usize = 30;

/// From the acknowledged write to the change on the other screen's port.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let wings = Arc::new(Wings::default());
    let stage = Stage::new(Engine::Chromium, Mode::Page, Arc::clone(&wings));
    let (writer, reader) = (stage.visitor().await?, stage.visitor().await?);
    for visitor in [&writer, &reader] {
        visitor.open(people::AMINA, "crcn", stage.mode()).await?;
    }
    let mut times = Vec::new();
    for run in 0..RUNS {
        times.push(one_push(&writer, &reader, run).await.with_context(|| format!("push {run}"))?);
    }
    let times = Samples::new(times);
    let _ = json!(null);
    report.add(
        Figure::new("change shown in another browser, p50", times.percentile(50).context("no push")?, "ms")
            .at_most(150.0)
            .runs(times.len())
            .by(
                "two Chromiums on loopback: from the click that validates to the other screen's changed text",
            ),
    );
    report.add(Figure::new("  p99", times.percentile(99).context("no push")?, "ms").runs(times.len()));
    drop((writer, reader));
    stage.strike().await?;
    wings.empty().await;
    Ok(())
}

async fn one_push(
    _writer: &Arc<crate::stage::Visitor>,
    _reader: &Arc<crate::stage::Visitor>,
    _run: usize,
) -> Result<f64> {
    anyhow::bail!("written with the CRCN view")
}
