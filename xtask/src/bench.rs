//! `cargo xtask bench` and `cargo xtask shots`: programs of the `tests` package, with all that they need around them.

use std::process::Command;

use anyhow::Result;

use crate::arguments::Arguments;
use crate::progress::heading;
use crate::setup::{self, Engine, Need};
use crate::workspace::Workspace;
use crate::{build, demo, process, test};

/// Measures against the budgets of the project.
pub(crate) fn bench(workspace: &Workspace, arguments: Arguments) -> Result<()> {
    dispatch(workspace, arguments, "bench")
}

/// Takes the screenshots.
pub(crate) fn shots(workspace: &Workspace, arguments: Arguments) -> Result<()> {
    dispatch(workspace, arguments, "shots")
}

fn dispatch(workspace: &Workspace, arguments: Arguments, program: &str) -> Result<()> {
    let tools = setup::prepare(workspace, Need::Build)?;
    setup::prepare_engines(&tools, &[Engine::Chromium])?;
    build::site(workspace, &tools, None)?;
    demo::build_host(workspace)?;
    heading(program);
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--package", "greffon-tests", "--bin", program, "--"]);
    cargo.args(arguments.rest()).current_dir(&workspace.root);
    test::describe_surroundings(&mut cargo, workspace, &tools, &demo::host(workspace));
    Err(process::become_program(&mut cargo))
}
