//! What the workspace holds, as `cargo metadata` tells it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use crate::process;

#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    pub(crate) packages: Vec<Package>,
}

/// One member of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) folder: PathBuf,
    /// The name of its library, which is the name of the file that the linker writes.
    pub(crate) library: String,
    /// Shipped as a WebAssembly module: its only library kind is `cdylib`.
    pub(crate) is_module: bool,
    /// Where its module goes on the site, if its manifest says so: `[package.metadata.greffon] site = "…"`.
    pub(crate) site: Option<String>,
    /// Has tests that run inside a browser: it has `wasm-bindgen-test` among its development dependencies.
    pub(crate) has_browser_tests: bool,
    /// Folders of the workspace members it depends on directly.
    depends_on: Vec<PathBuf>,
}

impl Workspace {
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or_else(|| anyhow!("the xtask folder has no parent"))?
            .to_owned();
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(&root);
        let metadata = process::query(&mut cargo).context("asking cargo what the workspace holds")?;
        let metadata: Value =
            serde_json::from_str(&metadata).context("reading the answer of cargo metadata")?;
        let packages =
            packages(&metadata).ok_or_else(|| anyhow!("cargo metadata answered in an unknown form"))?;
        Ok(Self { root, packages })
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Where WebAssembly is compiled: its own folder, because two compilers in one throw each other's work away.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target().join("wasm")
    }

    /// The built site, ready to be copied to any static server.
    pub(crate) fn site(&self) -> PathBuf {
        self.target().join("site")
    }

    pub(crate) fn lockfile(&self) -> Result<String> {
        std::fs::read_to_string(self.root.join("Cargo.lock")).context("reading Cargo.lock")
    }

    /// The package and every member it needs, directly or not.
    pub(crate) fn closure<'all>(&'all self, package: &'all Package) -> Vec<&'all Package> {
        let mut found = vec![package];
        let mut at = 0;
        while at < found.len() {
            for folder in &found[at].depends_on {
                if let Some(next) = self.packages.iter().find(|package| package.folder == *folder)
                    && !found.iter().any(|known| known.name == next.name)
                {
                    found.push(next);
                }
            }
            at += 1;
        }
        found
    }
}

pub(crate) fn packages(metadata: &Value) -> Option<Vec<Package>> {
    metadata["packages"].as_array()?.iter().map(package).collect()
}

fn package(package: &Value) -> Option<Package> {
    let dependencies = package["dependencies"].as_array()?;
    let name = package["name"].as_str()?;
    let libraries: Vec<&Value> = package["targets"]
        .as_array()?
        .iter()
        .filter(|target| target["crate_types"] != json!(["bin"]))
        .collect();
    let library_kinds: Vec<&str> = libraries
        .iter()
        .filter_map(|target| target["crate_types"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    Some(Package {
        name: name.to_owned(),
        version: package["version"].as_str()?.to_owned(),
        library: libraries
            .first()
            .and_then(|target| target["name"].as_str())
            .unwrap_or(name)
            .replace('-', "_"),
        folder: Path::new(package["manifest_path"].as_str()?).parent()?.to_owned(),
        is_module: library_kinds == ["cdylib"],
        site: package["metadata"]["greffon"]["site"].as_str().map(str::to_owned),
        has_browser_tests: dependencies
            .iter()
            .any(|dependency| dependency["name"] == "wasm-bindgen-test" && dependency["kind"] == "dev"),
        depends_on: dependencies
            .iter()
            .filter_map(|dependency| dependency["path"].as_str())
            .map(PathBuf::from)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let metadata = json!({ "packages": [
            { "name": "crcn", "version": "0.1.0", "manifest_path": "/w/crcn/Cargo.toml",
              "targets": [{ "crate_types": ["cdylib"] }],
              "dependencies": [{ "name": "view", "kind": null, "path": "/w/view" }, { "name": "serde", "kind": null }] },
            { "name": "view", "version": "0.1.0", "manifest_path": "/w/view/Cargo.toml",
              "targets": [{ "crate_types": ["lib"] }, { "crate_types": ["bin"] }],
              "dependencies": [{ "name": "kit", "kind": null, "path": "/w/kit" },
                               { "name": "wasm-bindgen-test", "kind": "dev" }] },
            { "name": "kit", "version": "0.1.0", "manifest_path": "/w/kit/Cargo.toml",
              "targets": [{ "crate_types": ["cdylib", "rlib"] }],
              "dependencies": [{ "name": "view", "kind": "dev", "path": "/w/view" }] },
            { "name": "host", "version": "0.1.0", "manifest_path": "/w/host/Cargo.toml",
              "targets": [{ "crate_types": ["bin"] }], "dependencies": [] },
        ]});
        Workspace { root: "/w".into(), packages: packages(&metadata).expect("a known form") }
    }

    fn named<'all>(workspace: &'all Workspace, name: &str) -> &'all Package {
        workspace.packages.iter().find(|package| package.name == name).expect(name)
    }

    #[test]
    fn a_module_is_a_cdylib_and_nothing_else() {
        let modules: Vec<_> =
            workspace().packages.into_iter().filter(|p| p.is_module).map(|p| p.name).collect();
        assert_eq!(modules, ["crcn"]);
    }

    #[test]
    fn browser_tests_are_told_by_the_development_dependency() {
        let workspace = workspace();
        assert!(named(&workspace, "view").has_browser_tests);
        assert!(!named(&workspace, "kit").has_browser_tests);
    }

    #[test]
    fn the_closure_follows_paths_and_survives_a_loop_of_development_dependencies() {
        let workspace = workspace();
        let names: Vec<_> =
            workspace.closure(named(&workspace, "crcn")).iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["crcn", "view", "kit"]);
        assert_eq!(workspace.closure(named(&workspace, "host")).len(), 1);
    }
}
