//! The packages that ship as WebAssembly, and where each goes on the site.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::workspace::{Package, Workspace};

#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) package: Package,
    /// Its folder below `widgets/`: `crcn`, `bundle`, or `crcn/lazy/export` for a part that is loaded later.
    pub(crate) path: String,
}

/// Every `cdylib` package below `widgets/`.
pub(crate) fn all(workspace: &Workspace) -> Result<Vec<Module>> {
    let widgets = workspace.root.join("widgets");
    let mut modules = Vec::new();
    for package in workspace.packages.iter().filter(|package| package.is_module) {
        let path = package.folder.strip_prefix(&widgets).with_context(|| {
            format!("{} ships as a module, but it is not below widgets/, where modules live", package.name)
        })?;
        modules.push(Module { package: package.clone(), path: site_path(path)? });
    }
    modules.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(modules)
}

impl Module {
    /// The name of its files: `crcn.js`, `crcn_bg.wasm`.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Where its files go on the site.
    pub(crate) fn site_folder(&self) -> String {
        if let Some(folder) = &self.package.site {
            return folder.clone();
        }
        match self.path.rsplit_once('/') {
            Some((parent, _)) => format!("widgets/{parent}"),
            None => format!("widgets/{}", self.path),
        }
    }

    /// A widget has a manifest; the bundle and the parts that are loaded later have none.
    pub(crate) fn is_widget(&self) -> bool {
        self.package.folder.join("widget.json").is_file()
    }

    /// Whether it is a part of a widget that is loaded later.
    pub(crate) fn is_part(&self) -> bool {
        self.path.contains("/lazy/")
    }

    /// Whether it is the widget `id`, a part of it, or a module of that name.
    pub(crate) fn belongs_to(&self, id: &str) -> bool {
        self.path.split('/').next() == Some(id) || self.name() == id
    }
}

/// Only plain names become addresses.
fn site_path(path: &Path) -> Result<String> {
    let path = path.to_str().context("a folder below widgets/ has a name that is not UTF-8")?;
    let plain = path.split('/').all(|part| {
        !part.is_empty()
            && part.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-')
    });
    ensure!(
        plain,
        "widgets/{path}: a module's folder is named by a-z, 0-9 and - only, because it becomes an address"
    );
    Ok(path.to_owned())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn module(path: &str) -> Module {
        let metadata = serde_json::json!({ "packages": [{ "name": "m", "manifest_path": "/w/Cargo.toml",
            "version": "0.1.0", "dependencies": [], "targets": [{ "name": "m", "crate_types": ["cdylib"] }] }] });
        let package = crate::workspace::packages(&metadata).expect("a known form").remove(0);
        Module { package, path: path.into() }
    }

    #[test]
    fn a_widget_has_a_folder_and_a_later_part_goes_beside_it() {
        assert_eq!((module("crcn").name(), module("crcn").site_folder().as_str()), ("crcn", "widgets/crcn"));
        let part = module("crcn/lazy/export");
        assert_eq!((part.name(), part.site_folder().as_str()), ("export", "widgets/crcn/lazy"));
        assert!(part.belongs_to("crcn") && part.belongs_to("export") && !part.belongs_to("lazy"));
    }

    #[test]
    fn a_manifest_may_choose_another_place() {
        let mut gallery = module("kit/gallery");
        gallery.package.site = Some("gallery/ui".into());
        assert_eq!((gallery.name(), gallery.site_folder().as_str()), ("gallery", "gallery/ui"));
    }

    #[test]
    fn only_plain_names_become_addresses() {
        assert!(site_path(Path::new("crcn/lazy/export-2")).is_ok());
        for bad in ["Crcn", "cr cn", "crcn/../x", "é", ""] {
            assert!(site_path(Path::new(bad)).is_err(), "{bad} was taken");
        }
    }
}
