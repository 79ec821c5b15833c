//! `cargo xtask schema`: the JSON Schemas and `greffon-protocol.d.ts`, generated from `greffon-protocol`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::arguments::Arguments;
use crate::fingerprint::files_below;
use crate::process;
use crate::progress::{Step, heading};
use crate::workspace::Workspace;

/// Generates into the source tree; with `--check`, compares and writes nothing there.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let only_check = arguments.flag("--check");
    arguments.finish()?;
    heading("Schemas");
    let mut step =
        Step::start("generated files", "JSON Schemas and greffon-protocol.d.ts, from greffon-protocol");
    let fresh = generate(workspace, &mut step)?;
    let differences = differences(workspace, &fresh)?;
    if differences.is_empty() {
        step.done("as they should be");
        return Ok(());
    }
    if only_check {
        step.failed();
        bail!(
            "generated files are not what greffon-protocol makes now: {}. Run `cargo xtask schema` and commit what it writes",
            differences.iter().map(Difference::told).collect::<Vec<_>>().join(", ")
        );
    }
    for difference in &differences {
        let file = workspace.root.join(&difference.path);
        match &difference.fresh {
            Some(content) => {
                if let Some(folder) = file.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
            }
            None => fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?,
        }
        println!("    {}", difference.told());
    }
    step.done(format_args!("{} changed", differences.len()));
    Ok(())
}

/// A generated file that is not as it should be.
#[derive(Debug)]
struct Difference {
    /// Below the root of the workspace.
    path: PathBuf,
    /// What it should hold; nothing if it should not be there.
    fresh: Option<Vec<u8>>,
}

impl Difference {
    fn told(&self) -> String {
        let path = self.path.display();
        if self.fresh.is_some() { path.to_string() } else { format!("{path} (no longer generated)") }
    }
}

/// Where the generated files live.
const HOME: &str = "www/schema";

fn generate(workspace: &Workspace, step: &mut Step) -> Result<PathBuf> {
    let folder = workspace.target().join("schema");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    let mut cargo = Command::new("cargo");
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "greffon-protocol",
        "--features",
        "schema",
        "--example",
        "schema",
        "--",
    ]);
    process::must(cargo.arg(&folder).current_dir(&workspace.root), step).context("generating the schemas")?;
    Ok(folder)
}

fn differences(workspace: &Workspace, fresh: &Path) -> Result<Vec<Difference>> {
    let mut found = Vec::new();
    let mut expected = Vec::new();
    for file in files_below(fresh, &[])? {
        let path = Path::new(HOME).join(file.strip_prefix(fresh).unwrap_or(&file));
        let content = fs::read(&file)?;
        if fs::read(workspace.root.join(&path)).ok().as_ref() != Some(&content) {
            found.push(Difference { path: path.clone(), fresh: Some(content) });
        }
        expected.push(path);
    }
    ensure!(!expected.is_empty(), "the generator of greffon-protocol wrote nothing");
    for file in files_below(&workspace.root.join(HOME), &[])? {
        let path = file.strip_prefix(&workspace.root).unwrap_or(&file).to_owned();
        let generated = path.extension().is_some_and(|kind| kind == "json" || kind == "ts");
        if generated && !expected.contains(&path) {
            found.push(Difference { path, fresh: None });
        }
    }
    Ok(found)
}
