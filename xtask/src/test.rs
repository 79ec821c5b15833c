//! `cargo xtask test`: everything that tells whether the project is right, in order, with what each part took.
//!
//! The output of a part goes to `target/test-logs/`, and to the terminal as well when it fails. A part that fails does
//! not stop the others. The last line says how many passed and failed, over all runners; a check counts as one.

mod counts;
mod parts;
mod report;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::setup::{self, Engine, Need, Tools};
use crate::workspace::Workspace;
pub(crate) use report::Failed;
use report::Report;

/// The package of the browser journeys.
const JOURNEYS: &str = "greffon-tests";

/// What a run is about.
#[derive(Debug)]
struct Plan<'all> {
    workspace: &'all Workspace,
    tools: &'all Tools,
    /// None where nothing may start a browser.
    engines: &'all [Engine],
}

/// Sets up what is missing and runs every part.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let fast = arguments.flag("--fast");
    let named = arguments.values("--engine")?;
    if fast && !named.is_empty() {
        bail!("--fast starts no browser, and --engine names one. Usage: {}", arguments.usage());
    }
    arguments.finish()?;
    let mut engines = named.iter().map(|name| Engine::named(name)).collect::<Result<Vec<_>>>()?;
    if engines.is_empty() && !fast {
        engines = Engine::ALL.to_vec();
    }
    let tools = setup::prepare(workspace, if fast { Need::Checks } else { Need::Build })?;
    if !fast {
        setup::prepare_engines(&tools, &engines)?;
    }
    let plan = Plan { workspace, tools: &tools, engines: &engines };
    let mut report = Report::new(workspace.target().join("test-logs"))?;
    parts::checks(&plan, &mut report)?;
    parts::native(&plan, &mut report)?;
    parts::javascript(&plan, &mut report)?;
    if fast {
        parts::journeys(&plan, &mut report)?;
    } else {
        parts::in_browser(&plan, &mut report)?;
        if parts::site(&plan, &mut report) {
            parts::journeys(&plan, &mut report)?;
        } else {
            report.skip("journeys", "the site was not built");
        }
    }
    report.close()
}

/// Tells a program of the `tests` package where everything is; `host` is the example ENT that it starts.
pub(crate) fn describe_surroundings(
    command: &mut Command,
    workspace: &Workspace,
    tools: &Tools,
    host: &Path,
) {
    command.env("PATH", tools.path());
    command.env("GREFFON_SITE", workspace.site());
    command.env("GREFFON_HOST", host);
    command.env("GREFFON_AXE", tools.node_modules.join("axe-core/axe.min.js"));
    if let Some(folder) = tools.test_modules.as_deref().and_then(|modules| modules.parent()) {
        command.env("GREFFON_NPM", folder);
    }
}
