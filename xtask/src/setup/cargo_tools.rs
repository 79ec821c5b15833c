//! Programs that come as crates, compiled once into the cache: wasm-bindgen, wasm-pack, wasm-split, geckodriver.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::lockfile;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;

/// The wasm-pack that the build was written for: the newest of this series is taken.
const WASM_PACK: &str = "0.15";
/// The wasm-split that the build was written for.
pub(crate) const WASM_SPLIT: &str = "0.2.4";
/// The geckodriver that the tests were written for.
const GECKODRIVER: &str = "0.37";

/// Below the cache: what the programs have in common is compiled once for all of them.
const COMPILING: &str = "compiling";

/// A program that `cargo install` can make.
#[derive(Debug)]
pub(crate) struct CargoTool {
    /// The crate on the registry.
    package: &'static str,
    /// The program it holds.
    program: &'static str,
    /// A whole version, or a series such as `0.15`.
    version: String,
    /// A feature that the program is made with.
    feature: Option<&'static str>,
    /// With the versions of its own lock file. Not for wasm-bindgen-cli, whose lock names a version
    /// that the registry does not serve.
    locked: bool,
    why: &'static str,
    /// How long compiling it takes on two cores.
    takes: &'static str,
}

/// What building the site needs.
pub(crate) fn for_build(workspace: &Workspace) -> Result<[CargoTool; 3]> {
    let lock = workspace.lockfile()?;
    let version = lockfile::version_of(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: a widget must depend on it")?;
    Ok([
        CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: version.to_owned(),
            feature: None,
            locked: false,
            why: "writes the JavaScript beside each module; must equal Cargo.lock",
            takes: "3 min",
        },
        CargoTool {
            package: "wasm-pack",
            program: "wasm-pack",
            version: WASM_PACK.to_owned(),
            feature: None,
            locked: true,
            why: "builds and tests WebAssembly packages",
            takes: "3 min",
        },
        CargoTool {
            package: "wasm_split_cli_support",
            program: "wasm-split-cli",
            version: WASM_SPLIT.to_owned(),
            feature: Some("build-binary"),
            locked: true,
            why: "cuts off what is loaded when a screen first shows it",
            takes: "1 min",
        },
    ])
}

/// What driving Firefox needs.
pub(crate) fn geckodriver() -> CargoTool {
    CargoTool {
        package: "geckodriver",
        program: "geckodriver",
        version: GECKODRIVER.to_owned(),
        feature: None,
        locked: true,
        why: "drives Firefox in the tests",
        takes: "3 min",
    }
}

/// Removes what was only needed to compile: most of a gigabyte.
pub(crate) fn tidy(cache: &Path) -> Result<()> {
    let folder = cache.join(COMPILING);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

impl CargoTool {
    /// Finds the program in the right version, or compiles it.
    pub(crate) fn require(&self, cache: &Path, path: &OsStr) -> Result<()> {
        let mut step = Step::start(self.program, self.why);
        if let Some(found) = self.version_found(cache, path) {
            step.done(found);
            return Ok(());
        }
        step.working(format_args!("cargo install {} {}, about {}", self.package, self.version, self.takes));
        process::must(&mut self.install(cache), &mut step)
            .with_context(|| format!("{} could not be installed, which {}", self.package, self.why))?;
        let Some(found) = self.version_found(cache, path) else {
            step.failed();
            bail!(
                "{} was installed, but {} of version {} is not found",
                self.package,
                self.program,
                self.version
            );
        };
        step.done(format_args!("{found}, installed"));
        Ok(())
    }

    fn install(&self, cache: &Path) -> Command {
        let mut cargo = Command::new("cargo");
        // Outside the workspace: its settings for widgets are not meant for programs.
        cargo.current_dir(cache).env("CARGO_TARGET_DIR", cache.join(COMPILING));
        cargo.args(["install", self.package, "--root"]).arg(cache.join("tools"));
        cargo.args(["--version", &requirement(&self.version)]);
        if self.locked {
            cargo.arg("--locked");
        }
        if let Some(feature) = self.feature {
            cargo.args(["--features", feature]);
        }
        cargo
    }

    fn version_found(&self, cache: &Path, path: &OsStr) -> Option<String> {
        let program = process::find(self.program, path)?;
        let said = match process::query(Command::new(program).arg("--version")) {
            Ok(said) => said,
            // It does not know its own version; cargo remembers it.
            Err(_) => {
                installed(&std::fs::read_to_string(cache.join("tools/.crates.toml")).ok()?, self.package)?
            }
        };
        let version = said.lines().next()?.split_whitespace().nth(1)?;
        matches(version, &self.version).then(|| version.to_owned())
    }
}

/// `package 1.2.3` of cargo's record of what it installed.
fn installed(record: &str, package: &str) -> Option<String> {
    let entries = record.split('"').filter(|entry| entry.starts_with(package));
    entries.map(str::to_owned).find(|entry| entry[package.len()..].starts_with(' '))
}

/// What `cargo install --version` wants: `=1.2.3` for a whole version, `~1.2` for a series.
fn requirement(version: &str) -> String {
    if version.split('.').count() == 3 { format!("={version}") } else { format!("~{version}") }
}

fn matches(version: &str, wanted: &str) -> bool {
    version == wanted || version.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_version_must_be_equal_and_a_series_is_any_of_it() {
        assert!(matches("0.2.130", "0.2.130"));
        assert!(!matches("0.2.13", "0.2.130") && !matches("0.2.130", "0.2.13"));
        assert!(matches("0.15.1", "0.15"));
        assert!(!matches("0.150.1", "0.15"));
        assert_eq!(requirement("0.2.130"), "=0.2.130");
        assert_eq!(requirement("0.15"), "~0.15");
    }

    #[test]
    fn what_cargo_installed_is_found_in_its_record() {
        let record =
            "[v1]\n\"split_more 9.0.0 (r)\" = [\"x\"]\n\"split 0.2.4 (registry)\" = [\"split-cli\"]\n";
        assert_eq!(installed(record, "split").as_deref(), Some("split 0.2.4 (registry)"));
        assert_eq!(installed(record, "spl"), None);
    }
}
