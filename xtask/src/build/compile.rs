//! From Rust to WebAssembly, by wasm-pack.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::module::Module;
use super::split::RELOCATIONS;
use crate::fingerprint::{Fingerprint, Stamp, files_below};
use crate::process;
use crate::progress::Step;
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Compiles one module, unless nothing that it is made of has changed; gives the file that the linker wrote.
pub(crate) fn compile(workspace: &Workspace, tools: &Tools, module: &Module) -> Result<PathBuf> {
    let mut step = Step::start(&module.path, "Rust to WebAssembly");
    let target = workspace.wasm_target();
    let raw = target.join("wasm32-unknown-unknown/widget").join(format!("{}.wasm", module.package.library));
    let stamp = Stamp::new(target.join("stamps").join(format!("{}.compiled", module.path.replace('/', "."))));
    let inputs = inputs(workspace, tools, module)?;
    if raw.is_file() && stamp.is(&inputs) {
        step.done("unchanged");
        return Ok(raw);
    }
    step.working("wasm-pack build");
    stamp.clear()?;
    let mut wasm_pack = tools.wasm_command(workspace, "wasm-pack");
    wasm_pack.args(["build", "--target", "web", "--profile", "widget", "--out-name", module.name()]);
    // What wasm-pack does after compiling is done again by `shrink`, with switches that wasm-pack does not have.
    wasm_pack.args(["--mode", "no-install", "--no-opt", "--no-pack", "--no-typescript", "--out-dir"]);
    wasm_pack.arg(pack(workspace, module)).arg(&module.package.folder);
    wasm_pack.args(["--", "--config", RELOCATIONS]);
    if let Err(error) = process::must(&mut wasm_pack, &mut step) {
        step.failed();
        return Err(error.context(format!("widgets/{} could not be compiled to WebAssembly", module.path)));
    }
    ensure!(raw.is_file(), "wasm-pack ended well, but {} is not there", raw.display());
    stamp.set(&inputs)?;
    step.done("compiled");
    Ok(raw)
}

/// Where wasm-pack leaves a module.
pub(crate) fn pack(workspace: &Workspace, module: &Module) -> PathBuf {
    workspace.wasm_target().join("packs").join(&module.path)
}

/// Everything that can change what comes out: all that lies below `widgets/` (data and texts lie beside the packages
/// that read them), the workspace's manifest, lock file and settings, and the compiler. Cargo looks closer where this
/// says that something has changed.
fn inputs(workspace: &Workspace, tools: &Tools, module: &Module) -> Result<String> {
    let mut print = Fingerprint::default();
    print.add(&tools.compiler.identity).add(&module.path).add(RELOCATIONS);
    let mut files =
        ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"].map(|name| workspace.root.join(name)).to_vec();
    files.extend(files_below(&workspace.root.join("widgets"), &["target", "node_modules", "fuzz"])?);
    Ok(print.add_files(&workspace.root, &files)?.finish())
}
