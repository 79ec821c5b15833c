//! Builds `target/site`: the host SDK, the widgets, the guide and the gallery, ready for any static server.
//!
//! What is not changed is not built again: cargo and a fingerprint decide for each module, another for the steps
//! after it. `xtask/README.md` says what the site looks like and how it is to be served.

mod compile;
mod manifest;
mod module;
mod publish;
mod references;
mod sdk;
mod shell;
mod shrink;
mod split;
mod stage;

pub(crate) use stage::is_test;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::progress::heading;
use crate::setup::{self, Need, Tools};
use crate::size;
use crate::workspace::Workspace;
use module::Module;
use stage::Stage;

/// `cargo xtask build [widget]`.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let only = arguments.word();
    arguments.finish()?;
    let tools = setup::prepare(workspace, Need::Build)?;
    site(workspace, &tools, only.as_deref())?;
    size::report(workspace)
}

/// Brings `target/site` up to date. With `only`, no other module is compiled: the others stay as they were last built.
pub(crate) fn site(workspace: &Workspace, tools: &Tools, only: Option<&str>) -> Result<()> {
    heading("Build");
    let modules = module::all(workspace)?;
    if let Some(only) = only
        && !modules.iter().any(|module| module.belongs_to(only))
    {
        let known: Vec<_> = modules.iter().map(|module| module.path.as_str()).collect();
        bail!("there is no widget `{only}`; there are: {}", known.join(", "));
    }
    let mut stage = Stage::new(workspace)?;
    for module in &modules {
        if only.is_none_or(|only| module.belongs_to(only)) {
            let raw = compile::compile(workspace, tools, module)?;
            shrink::shrink(workspace, tools, module, &raw)?;
        }
    }
    // Only now: a widget names its parts, which come after it.
    let built: Vec<&Module> = modules.iter().filter(|module| shrink::is_there(workspace, module)).collect();
    for module in &built {
        let is_its_part = |part: &&Module| part.is_part() && part.belongs_to(module.name());
        let parts: Vec<&Module> = built.iter().copied().filter(is_its_part).collect();
        stage_module(&mut stage, workspace, module, &parts)?;
    }
    shell::stage_cage(&mut stage, workspace)?;
    sdk::stage(&mut stage, workspace)?;
    for pages in ["guide", "gallery", "schema"] {
        stage.copy_folder(&workspace.root.join("www").join(pages), pages)?;
    }
    publish::publish(workspace, tools, stage)
}

/// The module called `name` as wasm-pack left it, with the names of its functions.
pub(crate) fn with_names(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let modules = module::all(workspace)?;
    let module = modules.iter().find(|module| module.name() == name);
    let module = module.with_context(|| format!("there is no module `{name}`"))?;
    Ok(compile::pack(workspace, module).join(format!("{name}_bg.wasm")))
}

fn stage_module(stage: &mut Stage, workspace: &Workspace, module: &Module, parts: &[&Module]) -> Result<()> {
    stage.copy_folder(&shrink::folder(workspace, module), &module.site_folder())?;
    shell::stage_style(stage, module);
    if module.is_widget() {
        shell::stage_widget(stage, workspace, module, parts)?;
    }
    Ok(())
}
