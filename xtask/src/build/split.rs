//! Screens cut off a module, each with what only it needs, to be loaded when it is first shown.
//!
//! The linker leaves its relocations in the module, from which wasm-split knows what needs what; it cuts at the
//! functions that `greffon_kit::later!` names. What is cut off lies in `lazy/` beside the module and is no part of its
//! first load.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::fingerprint::files_below;
use crate::process;
use crate::progress::Step;
use crate::setup::Tools;

/// What the linker must leave in the module, as a setting of cargo.
pub(super) const RELOCATIONS: &str =
    r#"target.wasm32-unknown-unknown.rustflags=["-C", "link-arg=--emit-relocs"]"#;
/// Counts up when what is written here changes.
pub(super) const FORM: &str = "split 1";

/// A module and what was cut off it.
#[derive(Debug)]
pub(super) struct Cut {
    /// What is loaded at once; wasm-bindgen takes it.
    pub(super) main: PathBuf,
    /// More switches for wasm-bindgen.
    pub(super) bindgen: &'static [&'static str],
    /// What is loaded later.
    pub(super) later: Vec<PathBuf>,
    /// The script that loads it, which the glue imports.
    pub(super) loaders: PathBuf,
}

/// Cuts the module `raw`, called `name`, into files in `folder`, which is empty.
pub(super) fn split(tools: &Tools, name: &str, raw: &Path, folder: &Path, step: &mut Step) -> Result<Cut> {
    let mut wasm_split = tools.command("wasm-split-cli");
    process::must(wasm_split.args(["--out-name", name]).arg(raw).arg(folder), step)?;
    let main = folder.join(format!("{name}.wasm"));
    let loaders = folder.join("__wasm_split.js");
    let mut script =
        fs::read_to_string(&loaders).with_context(|| format!("reading {}", loaders.display()))?;
    let mut later = Vec::new();
    for file in files_below(folder, &[])? {
        let Some(file_name) = file.file_name().and_then(|name| name.to_str()) else { continue };
        if file == main || file == loaders {
            continue;
        }
        fs::create_dir_all(folder.join("lazy"))?;
        let place = folder.join("lazy").join(file_name);
        fs::rename(&file, &place)?;
        script = script.replace(&format!("\"./{file_name}\""), &format!("\"./lazy/{file_name}\""));
        later.push(place);
    }
    // The files cut off import the memory and the table of functions from the module.
    let bindgen: &[&str] = if later.is_empty() { &[] } else { &["--keep-lld-exports"] };
    if !later.is_empty() {
        fs::write(&loaders, from_any_server(&script)?)?;
    }
    Ok(Cut { main, bindgen, later, loaders })
}

/// Streaming wants the media type of WebAssembly, which a simple server does not know.
fn from_any_server(script: &str) -> Result<String> {
    const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
    ensure!(script.contains(STREAMED), "what was cut off is loaded otherwise now: {STREAMED} is not there");
    Ok(script.replace(STREAMED, "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)"))
}

#[cfg(test)]
mod tests {
    use super::from_any_server;

    #[test]
    fn what_is_cut_off_needs_no_media_type() {
        let script = "async (imports) => (WebAssembly.instantiateStreaming(src, imports))";
        let read = "async (imports) => (WebAssembly.instantiate(await (await src).arrayBuffer(), imports))";
        assert_eq!(from_any_server(script).expect("known"), read);
        assert!(from_any_server("other").is_err());
    }
}
