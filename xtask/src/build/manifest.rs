//! What the build reads of a `widget.json`, and the checks that must hold before anything ships.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::module::Module;

#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) major: u64,
    /// The French title, for the document.
    pub(crate) title: String,
    /// The manifest without white space.
    pub(crate) compact: String,
}

impl Manifest {
    /// Reads the manifest of a widget.
    pub(crate) fn read(module: &Module) -> Result<Self> {
        let file = module.package.folder.join("widget.json");
        let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        Self::parse(&text, module).with_context(|| format!("in {}", short(&file)))
    }

    fn parse(text: &str, module: &Module) -> Result<Self> {
        let value: Value = serde_json::from_str(text).context("this is not JSON")?;
        let string = |name: &str| {
            value[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("`{name}` must be there, and text"))
        };
        let manifest = Self {
            id: string("id")?,
            version: string("version")?,
            major: value["major"].as_u64().context("`major` must be there, and a number")?,
            title: value["title"]["fr"].as_str().context("`title` must have a French text, `fr`")?.to_owned(),
            compact: value.to_string(),
        };
        ensure!(
            manifest.id == module.name(),
            "`id` is \"{}\", but the folder is {}",
            manifest.id,
            module.name()
        );
        ensure!(
            manifest.version == module.package.version,
            "`version` is {}, but the package is {}",
            manifest.version,
            module.package.version
        );
        ensure!(
            manifest.version.split('.').next() == Some(&manifest.major.to_string()),
            "`major` is {}, but `version` is {}",
            manifest.major,
            manifest.version
        );
        Ok(manifest)
    }
}

fn short(file: &Path) -> String {
    let parts: Vec<_> = file.iter().rev().take(3).map(|part| part.to_string_lossy()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::module::tests::module;
    use super::*;

    pub(crate) const CRCN: &str = r#"{ "greffon": 1, "id": "crcn", "version": "0.1.0", "major": 0, "title": { "fr": "Mes compétences" } }"#;

    pub(crate) fn manifest() -> Manifest {
        Manifest::parse(CRCN, &module("crcn")).expect("a right manifest")
    }

    #[test]
    fn a_right_manifest_is_read_and_loses_its_white_space() {
        let manifest = manifest();
        assert_eq!((manifest.title.as_str(), manifest.major), ("Mes compétences", 0));
        assert!(!manifest.compact.contains(' ') || manifest.compact.contains("Mes comp"));
    }

    #[test]
    fn a_wrong_manifest_says_which_member_and_why() {
        for (wrong, told) in [
            (CRCN.replace("\"crcn\"", "\"crnc\""), "`id`"),
            (CRCN.replace("0.1.0", "0.2.0"), "`version`"),
            (CRCN.replace("\"major\": 0", "\"major\": 1"), "`major`"),
            (CRCN.replace("\"fr\"", "\"en\""), "`title`"),
            ("{".to_owned(), "not JSON"),
        ] {
            let error = Manifest::parse(&wrong, &module("crcn")).expect_err(&wrong);
            assert!(format!("{error:#}").contains(told), "{error:#} does not say {told}");
        }
    }
}
