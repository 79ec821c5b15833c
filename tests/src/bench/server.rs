//! What the example host carries, by its own load program on this machine.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Figure, Report};
use crate::tools;

/// Durable writes a second from 64 connections, and the memory of 1,000 open watches.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let output = tokio::task::spawn_blocking(|| {
        let mut cargo = Command::new("cargo");
        cargo.args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "greffon-host-example",
            "--example",
            "load",
            "--",
        ]);
        cargo.arg("--json").current_dir(tools::repository()).output()
    })
    .await?
    .context("starting the load program")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let figures: Value = serde_json::from_slice(&output.stdout).context("the load program prints JSON")?;
    let number = |name: &str| figures[name].as_f64().with_context(|| format!("no {name} in {figures}"));
    report.add(
        Figure::new("durable writes, batches of one, 64 connections", number("writes_per_second")?, "/s")
            .at_least(2000.0)
            .by("the host's load example, over HTTP on loopback, each write on disk before its answer"),
    );
    for (name, member) in [("  answered in, p50", "write_p50_ms"), ("  answered in, p99", "write_p99_ms")] {
        report.add(Figure::new(name, number(member)?, "ms"));
    }
    report.add(
        Figure::new("memory of 1,000 open watches", number("watches_rss_mib")?, "MiB")
            .at_most(300.0)
            .by("resident memory of the host's process, all of them open"),
    );
    report.add(Figure::new("  one change reached them all in", number("change_reached_all_ms")?, "ms"));
    Ok(())
}
