//! How soon another person's browser shows what was validated in the first.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::gestures::{board, fill};
use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::ent::{Ent, people};
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
    thirty_on_one_board(report).await
}

/// People of the board; thirty streams are shared among them.
const BOARD: [&str; 4] = [people::TEACHER, people::TECHNICIAN, people::AUTHORITY, people::LIBRARIAN];
/// Who looks on.
const READERS: usize = 30;

/// Thirty lines open on a full board, and a step that somebody moves: from the write to the last of the thirty.
async fn thirty_on_one_board(report: &mut Report) -> Result<()> {
    let ent = Ent::start().await?;
    let writer = ent.caller(people::TEACHER).await?;
    let instance = writer.instance("certification").await?;
    let person =
        writer.get(&format!("/i/{instance}")).await?["user"]["id"].as_str().context("an id")?.to_owned();
    fill(&writer, &instance, &board(&person)).await?;
    // The host lets nobody go on without a pause.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let step = "steps/juin.e7";
    let found = writer.get(&format!("/i/{instance}/shared?key={step}")).await?;
    let since = found["rev"].as_u64().context("the board has a revision")?;
    let mut readers = Vec::new();
    for number in 0..READERS {
        let reader = ent.caller(BOARD[number % BOARD.len()]).await?;
        let mut stream = reader.stream(&format!("/i/{instance}/shared/events?since={since}")).await?;
        let (told, arrivals) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut text = String::new();
            while let Ok(Some(bytes)) = stream.chunk().await {
                text.push_str(&String::from_utf8_lossy(&bytes));
                if let Some(end) = text.rfind("\n\n") {
                    if text[..end].contains(step) && told.send(Instant::now()).is_err() {
                        break;
                    }
                    text.drain(..end + 2);
                }
            }
        });
        readers.push(arrivals);
    }
    let mut value = found["items"][0]["value"].clone();
    let mut times = Vec::new();
    for run in 0..RUNS {
        value["state"] = ["to-do", "doing", "waiting"][run % 3].into();
        let begun = Instant::now();
        writer.set(&instance, "shared", step, &value).await?;
        let mut last = begun;
        for (number, reader) in readers.iter_mut().enumerate() {
            let arrived = tokio::time::timeout(PATIENCE, reader.recv()).await;
            let arrived = arrived.with_context(|| format!("reader {number} saw nothing"))?;
            last = last.max(arrived.with_context(|| format!("the line of reader {number} ended"))?);
        }
        times.push(1000.0 * (last - begun).as_secs_f64());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let times = Samples::new(times);
    let how = "30 open lines of four people on loopback, the board with 400 computers, 2,000 tickets and 2,500 steps: from the request of a write (its reading of the revision included) until the last line has it";
    let value = times.percentile(95).context("no change")?;
    report.add(
        Figure::new("a board's change at all thirty, p95", value, "ms")
            .at_most(500.0)
            .runs(times.len())
            .by(how),
    );
    report.add(Figure::new("  median", times.median().context("no change")?, "ms").runs(times.len()));
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
