//! A small question and its answer: through our port, and through comlink and penpal in the same page.

use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::house::{House, Policy, Portal};
use crate::stage::{Mode, Stage, Wings};

/// Calls a round; rounds of the three take turns, so that a busy moment meets them all.
const CALLS: usize = 200;
const ROUNDS: usize = 10;

/// p50 and p99 of a `$ping` by our port, in the cage, and of an empty call by two peers in a plain frame.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let wings = Arc::new(Wings::default());
    let stage = Stage::new(Engine::Chromium, Mode::Frame, Arc::clone(&wings));
    let house = House::build().await?;
    let portal = house.open(&stage, Policy::Strict, 1).await?;
    // The brake on floods is not what is measured here.
    let limits = json!({ "rate": 1_000_000, "burst": 1_000_000 });
    portal.mount("one", json!({ "describe": { "limits": limits } })).await?;
    portal.until_ready("one").await?;
    let peers = "const { openPeers } = await import('/peers.js'); await openPeers(args[0]); return null";
    let _: Value = portal.page_async(peers, vec![json!(portal.widgets.origin())]).await?;

    let (mut ours, mut comlink, mut penpal) = (Vec::new(), Vec::new(), Vec::new());
    // The first round warms all three and does not count.
    for round in 0..=ROUNDS {
        let mine = own_calls(&portal).await?;
        let theirs = (peer_calls(&portal, "comlink").await?, peer_calls(&portal, "penpal").await?);
        if round > 0 {
            ours.extend(mine);
            comlink.extend(theirs.0);
            penpal.extend(theirs.1);
        }
    }
    let (ours, comlink, penpal) = (Samples::new(ours), Samples::new(comlink), Samples::new(penpal));
    let median = |samples: &Samples| samples.percentile(50).context("no samples");
    let late = |samples: &Samples| samples.percentile(99).context("no samples");
    let method = "Chromium, `$ping` widget → host SDK → widget, one after the other, by performance.now() in the frame";
    report.add(
        Figure::new("small message round trip, p50", median(&ours)?, "ms")
            .at_most(1.0)
            .runs(ours.len())
            .by(method),
    );
    report
        .add(Figure::new("small message round trip, p99", late(&ours)?, "ms").at_most(5.0).runs(ours.len()));
    for (name, peer) in [("comlink 4.4", &comlink), ("penpal 7.0", &penpal)] {
        report.add(Figure::new(&format!("  {name}, p50"), median(peer)?, "ms").runs(peer.len()));
        report.add(Figure::new(&format!("  {name}, p99"), late(peer)?, "ms").runs(peer.len()));
        let ratio = median(&ours)? / median(peer)?;
        report.add(Figure::new(&format!("  ours / {name}, p50"), ratio, "×").runs(peer.len()));
    }
    drop(portal);
    stage.strike().await?;
    wings.empty().await;
    Ok(())
}

async fn own_calls(portal: &Portal) -> Result<Vec<f64>> {
    let script = format!(
        "const took = [];
         for (let done = 0; done < {CALLS}; done += 1) {{
           const start = performance.now();
           const answer = await probe.ask('$ping', {{}});
           took.push(performance.now() - start);
           if (answer.error) throw new Error(JSON.stringify(answer.error));
         }}
         probe.heard.length = 0;
         return took"
    );
    portal.probe("one", &script).await
}

async fn peer_calls(portal: &Portal, peer: &str) -> Result<Vec<f64>> {
    portal.browser().top().await?;
    portal.browser().enter_frame("#peers").await?;
    portal.browser().run_async(&format!("return await peers.{peer}({CALLS})"), vec![]).await
}
