//! npm packages, of exactly the versions of a lock file, in a folder of the cache: the source tree stays clean.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::apt;
use crate::fingerprint::Fingerprint;
use crate::process;
use crate::progress::Step;

/// Installs what `source/package-lock.json` names, unless it is there; gives its `node_modules`.
pub(crate) fn install(source: &Path, cache: &Path) -> Result<PathBuf> {
    let read = |name: &str| {
        let file = source.join(name);
        fs::read(&file).with_context(|| format!("reading {}", file.display()))
    };
    let (package, lock) = (read("package.json")?, read("package-lock.json")?);
    let names = names(&package)?;
    let mut step = Step::start("npm packages", "pinned by a lock file, kept out of the source tree");
    let folder = cache.join("npm").join(Fingerprint::default().add(&package).add(&lock).finish());
    let modules = folder.join("node_modules");
    let finished = folder.join("finished");
    if finished.is_file() {
        step.done(names);
        return Ok(modules);
    }
    step.working(format_args!("npm ci ({names})"));
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    fs::write(folder.join("package.json"), package)?;
    fs::write(folder.join("package-lock.json"), lock)?;
    if process::query(Command::new("npm").arg("--version")).is_err() {
        apt::install(&["npm".into()], "installing esbuild and wasm-opt", &mut step)?;
    }
    // Scripts of packages are not run: none of these needs one, and the network may hold more than we asked for.
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
    process::must(Command::new("npm").args(words).current_dir(&folder), &mut step)?;
    fs::write(&finished, "")?;
    step.done(format_args!("{names} installed"));
    Ok(modules)
}

/// `esbuild 0.28.2, typescript 7.0.2`: what a `package.json` asks for.
fn names(package: &[u8]) -> Result<String> {
    let package: serde_json::Value = serde_json::from_slice(package).context("reading a package.json")?;
    let wanted = ["dependencies", "devDependencies"].into_iter().filter_map(|kind| package[kind].as_object());
    let named: Vec<_> = wanted
        .flatten()
        .map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or("?")))
        .collect();
    Ok(named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn the_wanted_packages_are_named_with_their_versions() {
        let package = br#"{ "devDependencies": { "binaryen": "132.0.0", "esbuild": "0.28.2" } }"#;
        assert_eq!(names(package).expect("valid"), "binaryen 132.0.0, esbuild 0.28.2");
        assert!(names(b"{").is_err());
    }
}
