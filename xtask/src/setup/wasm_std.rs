//! The standard library for `wasm32-unknown-unknown`: rustup's where its server can be reached,
//! otherwise Debian's compiler with its own source of std (see [`super::debian_compiler`]).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::debian_compiler::{self, DebianCompiler};
use crate::fingerprint::Stamp;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;

/// The only target that widgets are built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The compiler that makes WebAssembly.
#[derive(Debug)]
pub(crate) struct Compiler {
    /// The rustup toolchain to name, or none where the usual one does.
    pub(crate) toolchain: Option<String>,
    /// Changes when what is compiled with it must be compiled again.
    pub(crate) identity: String,
}

/// Finds the library or makes it come.
pub(crate) fn require(workspace: &Workspace, cache: &Path) -> Result<Compiler> {
    let mut step = Step::start("wasm32 standard library", "what every module is linked with");
    if let Some(compiler) = usual(workspace) {
        step.done("of the usual toolchain");
        return ready(workspace, compiler);
    }
    if let Some(debian) = DebianCompiler::linked(cache) {
        step.done(format_args!("of toolchain {}, rustc {}", debian_compiler::TOOLCHAIN, debian.version()));
        return ready(workspace, debian.compiler());
    }
    step.working("rustup target add wasm32-unknown-unknown");
    let refusal = match rustup(&mut step) {
        Ok(()) => match usual(workspace) {
            Some(compiler) => {
                step.done("added by rustup");
                return ready(workspace, compiler);
            }
            None => "rustup added it, but rustc does not see it".to_owned(),
        },
        Err(error) => format!("{error:#}"),
    };
    let debian = DebianCompiler::make(workspace, cache, &mut step).with_context(|| {
        format!(
            "the WebAssembly standard library is missing. rustup could not add it ({refusal}). The other way"
        )
    })?;
    step.done(format_args!(
        "built with rustc {}, linked as {}",
        debian.version(),
        debian_compiler::TOOLCHAIN
    ));
    ready(workspace, debian.compiler())
}

/// Cargo does not notice that a standard library was built anew under the same compiler's name: what was compiled
/// with the former one must go.
fn ready(workspace: &Workspace, compiler: Compiler) -> Result<Compiler> {
    let folder = workspace.wasm_target();
    let stamp = Stamp::new(folder.join("compiler"));
    if !stamp.is(&compiler.identity) {
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
        }
        stamp.set(&compiler.identity)?;
    }
    Ok(compiler)
}

fn usual(workspace: &Workspace) -> Option<Compiler> {
    let ask =
        |words: &[&str]| process::query(Command::new("rustc").args(words).current_dir(&workspace.root)).ok();
    holds_std(&PathBuf::from(ask(&["--print", "target-libdir", "--target", TARGET])?))
        .then(|| Compiler { toolchain: None, identity: ask(&["-vV"]).unwrap_or_default() })
}

/// Whether a folder holds a compiled `std`.
pub(crate) fn holds_std(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn rustup(step: &mut Step) -> Result<()> {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]);
    let outcome = process::work(&mut rustup, step, Some(Duration::from_mins(4)))?;
    anyhow::ensure!(!outcome.timed_out, "it did not finish within 4 minutes");
    anyhow::ensure!(outcome.success, "{}", first_error(&outcome.output));
    Ok(())
}

/// The line of a program's output that says what went wrong.
fn first_error(output: &str) -> &str {
    let mut lines = output.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.clone().find(|line| line.starts_with("error")).or_else(|| lines.next_back());
    // rustup tells the file, its partial download and the way to resume first, the cause last.
    line.and_then(|line| line.rsplit("error downloading file: ").next()).unwrap_or("it said nothing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_with_the_error_is_told() {
        assert_eq!(
            first_error("info: downloading\nerror: could not download\n  caused by"),
            "error: could not download"
        );
        let rustup =
            "error: component download failed: could not download file: error downloading file: refused";
        assert_eq!(first_error(rustup), "refused");
        assert_eq!(first_error("one\ntwo\n"), "two");
        assert_eq!(first_error(""), "it said nothing");
    }

    #[test]
    fn a_folder_without_std_holds_none() {
        assert!(!holds_std(Path::new("/nowhere")));
        assert!(!holds_std(Path::new("/")));
    }
}
