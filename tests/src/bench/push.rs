//! How soon another person's browser shows what was validated in the first.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::ent::people;
use crate::stage::{Mode, Stage, Wings};
use crate::wait::{PATIENCE, until, until_some};
use crate::widget::Widget;

/// How many changes are pushed.
const RUNS: usize = 30;

/// From the acknowledged write to the change on the other screen's port.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let wings = Arc::new(Wings::default());
    let stage = Stage::new(Engine::Chromium, Mode::Page, Arc::clone(&wings));
    let (writer, reader) = (stage.visitor().await?, stage.visitor().await?);
    let mut screens = Vec::new();
    for visitor in [&writer, &reader] {
        let widget = visitor.open(people::AMINA, "crcn", stage.mode()).await?;
        until("the card to come", async || {
            widget.run("return !!root.querySelector('[data-code=\"1.1\"]')", vec![]).await
        })
        .await?;
        widget.run::<Value>("root.querySelector('[data-code=\"1.1\"]').click()", vec![]).await?;
        screens.push(widget);
    }
    let [from, to] = screens.as_slice() else { bail!("two screens were opened") };
    let mut times = Vec::new();
    for run in 1..=RUNS {
        times.push(one_push(from, to, run).await.with_context(|| format!("push {run}"))?);
    }
    let times = Samples::new(times);
    report.add(
        Figure::new("change shown in another browser, p50", times.percentile(50).context("no push")?, "ms")
            .at_most(150.0)
            .runs(times.len())
            .by(
                "two Chromiums on loopback: from the click that validates to the other screen's changed text",
            ),
    );
    report.add(Figure::new("  p99", times.percentile(99).context("no push")?, "ms").runs(times.len()));
    drop((screens, writer, reader));
    stage.strike().await?;
    wings.empty().await;
    Ok(())
}

/// One validation, from the click in one browser to the new line in the other's history, in ms.
async fn one_push(from: &Widget, to: &Widget, run: usize) -> Result<f64> {
    let watch = "window.seenAt = null;
        const observer = new MutationObserver(() => {
          if (root.querySelectorAll('.crcn-timeline li').length < arguments[0]) return;
          window.seenAt = performance.timeOrigin + performance.now();
          observer.disconnect();
        });
        observer.observe(root, { childList: true, subtree: true });";
    to.run::<Value>(watch, vec![run.into()]).await?;
    from.run::<Value>("root.querySelector('.crcn-level input').click()", vec![]).await?;
    let validate = "const at = performance.timeOrigin + performance.now();
        root.querySelector('button[name=validate]').click();
        return at";
    let clicked: f64 = from.run(validate, vec![]).await?;
    let seen: f64 = until_some("the other browser to show it", PATIENCE, async || {
        to.run("return window.seenAt", vec![]).await
    })
    .await?;
    Ok(seen - clicked)
}
