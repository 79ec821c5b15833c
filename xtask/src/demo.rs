//! `cargo xtask demo`: from a fresh clone to an ENT in the browser.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::progress::{Step, heading};
use crate::setup::{self, Need};
use crate::workspace::Workspace;
use crate::{build, process};

/// The package of the example ENT, and its program.
pub(crate) const HOST: &str = "greffon-host-example";

/// Sets up, builds, and runs the example ENT until it is stopped.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let port = match arguments.value("--port")? {
        None => 8080,
        Some(text) => text.parse().with_context(|| format!("`{text}` is not a port: 1 to 65535"))?,
    };
    arguments.finish()?;
    // Before minutes of work, not after.
    require_free(port)?;
    let tools = setup::prepare(workspace, Need::Build)?;
    build::site(workspace, &tools, None)?;
    build_host(workspace)?;
    let data = workspace.target().join("demo");
    std::fs::create_dir_all(&data).with_context(|| format!("creating {}", data.display()))?;
    require_free(port)?;
    heading("Example ENT (Ctrl-C stops it; the data stays in target/demo)");
    let mut host = Command::new(host(workspace));
    host.args(["--listen", &format!("127.0.0.1:{port}"), "--demo", "--database"])
        .arg(data.join("greffon.sqlite"));
    host.arg("--site").arg(workspace.site()).current_dir(&workspace.root);
    Err(process::become_program(&mut host))
}

/// The example ENT as it is meant to run, which [`build_host`] makes.
pub(crate) fn host(workspace: &Workspace) -> PathBuf {
    workspace.target().join("release").join(HOST)
}

/// Builds the example ENT as it is meant to run.
pub(crate) fn build_host(workspace: &Workspace) -> Result<()> {
    let mut step = Step::start(HOST, "the example ENT");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--package", HOST]).current_dir(&workspace.root);
    cargo.env("CARGO_TARGET_DIR", workspace.target());
    let said = process::must(&mut cargo, &mut step)?;
    step.done(if said.contains("Compiling") { "compiled" } else { "unchanged" });
    Ok(())
}

fn require_free(port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        bail!(
            "port {port} of 127.0.0.1 cannot be used ({error}). Another program may hold it: stop that one, or choose \
             another port, as in `cargo xtask demo --port {}`",
            if port < 65_000 { port + 1 } else { 8081 }
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_says_how_to_choose_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("bound").port();
        let error = require_free(port).expect_err("taken").to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
        drop(taken);
        require_free(port).expect("free again");
    }
}
