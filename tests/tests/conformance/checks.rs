//! The friendly probe: every check of `tests/probe/widget/checks.js` holds, in the cage and in the page.

use anyhow::{Result, ensure};
use greffon_tests::journeys;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::tools;
use serde::{Deserialize, Serialize};
use serde_json::json;

use greffon_tests::house::{House, Policy};

pub(crate) fn all() -> Vec<Journey> {
    journeys![Mode::BOTH => every_check_of_the_probe_passes].to_vec()
}

/// One line of the probe's report.
#[derive(Debug, Serialize, Deserialize)]
struct Check {
    id: String,
    title: String,
    outcome: String,
    detail: Option<String>,
}

async fn every_check_of_the_probe_passes(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount("one", json!({ "keys": ["Escape"] })).await?;
    portal.until_ready("one").await?;
    let report: Vec<Check> = portal.probe("one", "return await probe.checks()").await?;
    let folder = tools::repository().join("target/conformance");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("host-{}-{}.json", stage.engine(), stage.mode().name()));
    std::fs::write(&file, serde_json::to_string_pretty(&report)?)?;
    ensure!(report.len() >= 50, "only {} checks ran", report.len());
    let failed: Vec<_> = report.iter().filter(|check| check.outcome != "pass").collect();
    ensure!(failed.is_empty(), "{} of {} checks failed: {failed:#?}", failed.len(), report.len());
    portal.check_no_errors().await
}
