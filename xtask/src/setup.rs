//! Finds the tools that the tasks need, and installs what is missing.
//!
//! A second run only looks, in well under a second. Programs go to the user's cache folder
//! (`$XDG_CACHE_HOME/greffon`, else `~/.cache/greffon`); only Debian packages need root or sudo.

mod apt;
mod cache;
mod cargo_tools;
mod debian_compiler;
mod engines;
mod node;
mod npm_tools;
mod wasm_std;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

pub(crate) use cargo_tools::WASM_SPLIT;
pub(crate) use engines::Engine;
pub(crate) use wasm_std::Compiler;

use crate::arguments::Arguments;
use crate::progress::{heading, seconds};
use crate::workspace::Workspace;

/// The tools that were found or installed, and how to call them.
#[derive(Debug)]
pub(crate) struct Tools {
    /// `PATH` with the installed tools in front.
    path: OsString,
    /// The npm packages of `xtask/npm`.
    pub(crate) node_modules: PathBuf,
    /// The npm packages of `tests`, where that folder asks for some.
    pub(crate) test_modules: Option<PathBuf>,
    /// The compiler that makes WebAssembly.
    pub(crate) compiler: Compiler,
}

impl Tools {
    /// A program found on the extended `PATH`.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path);
        command
    }

    /// A program that compiles WebAssembly: the right compiler, and the target folder that is WebAssembly's own.
    pub(crate) fn wasm_command(&self, workspace: &Workspace, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.command(program);
        command.env("CARGO_TARGET_DIR", workspace.wasm_target()).current_dir(&workspace.root);
        if let Some(toolchain) = &self.compiler.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    /// A script of ours, run by node.
    pub(crate) fn script(&self, workspace: &Workspace, name: &str) -> Command {
        let mut command = self.command("node");
        command.arg(workspace.root.join("xtask/npm").join(name));
        command
    }

    /// The `PATH` for programs that look for tools themselves.
    pub(crate) fn path(&self) -> &OsStr {
        &self.path
    }
}

/// How much of the tools a task needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// To check WebAssembly and JavaScript, without building the site.
    Checks,
    /// To build the site.
    Build,
}

/// `cargo xtask setup`.
pub(crate) fn run(workspace: &Workspace, arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    let tools = prepare(workspace, Need::Build)?;
    prepare_engines(&tools, &Engine::ALL)
}

/// Finds or installs what building, or only checking, needs.
pub(crate) fn prepare(workspace: &Workspace, need: Need) -> Result<Tools> {
    heading("Set-up");
    let begun = Instant::now();
    let cache = cache::folder()?;
    let programs = cache.join("tools");
    node::require()?;
    let node_modules = npm_tools::install(&workspace.root.join("xtask/npm"), &cache)?;
    let tests = workspace.root.join("tests");
    let test_modules =
        tests.join("package-lock.json").is_file().then(|| npm_tools::install(&tests, &cache)).transpose()?;
    let path = extended_path(&[programs.join("bin"), node_modules.join(".bin")])?;
    let compiler = wasm_std::require(workspace, &cache)?;
    if need == Need::Build {
        for tool in cargo_tools::for_build(workspace)? {
            tool.require(&cache, &path)?;
        }
        cargo_tools::tidy(&cache)?;
    }
    println!("  ready after {}", seconds(begun.elapsed()));
    Ok(Tools { path, node_modules, test_modules, compiler })
}

/// Finds or installs the browsers and their drivers.
pub(crate) fn prepare_engines(tools: &Tools, engines: &[Engine]) -> Result<()> {
    heading("Browsers");
    let cache = cache::folder()?;
    engines::require(engines)?;
    if engines.contains(&Engine::Firefox) {
        cargo_tools::geckodriver().require(&cache, &tools.path)?;
        cargo_tools::tidy(&cache)?;
    }
    Ok(())
}

fn extended_path(first: &[PathBuf]) -> Result<OsString> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = first.to_vec();
    folders.extend(std::env::split_paths(&inherited).filter(|folder| !first.contains(folder)));
    std::env::join_paths(folders).context("a folder of PATH holds a sign that PATH cannot hold")
}

/// Where a file or folder must be, or the error that says so.
fn present(path: &Path) -> Result<&Path> {
    path.exists().then_some(path).with_context(|| format!("{} is not there", path.display()))
}
