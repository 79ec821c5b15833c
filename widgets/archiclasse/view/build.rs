//! Compiles the widget's texts: those that the first load needs, and those that come with the drawing.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// What the list of plans says, and what the model says before the drawing is there.
const FIRST: [&str; 10] =
    ["app", "begin", "label", "length", "notice", "plans", "rectangle", "say", "template", "wrong"];

fn main() {
    let locales = Path::new(&variable("CARGO_MANIFEST_DIR")).join("../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    for (file, name, first) in [("texts", "T", true), ("later", "L", false)] {
        let folder = cut(&locales, file, first);
        let source = greffon_texts::compile(&folder, name).unwrap_or_else(|problem| panic!("{problem}"));
        write(&PathBuf::from(variable("OUT_DIR")).join(file).with_extension("rs"), &source);
    }
}

/// Both catalogues with only the keys of one kind, in a folder of their own.
fn cut(locales: &Path, name: &str, first: bool) -> PathBuf {
    let folder = PathBuf::from(variable("OUT_DIR")).join(name);
    std::fs::create_dir_all(&folder).expect("OUT_DIR can be written");
    for file in ["fr.json", "en.json"] {
        let path = locales.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let all: Map<String, Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let is_first = |key: &str| key.split('.').next().is_some_and(|part| FIRST.contains(&part));
        let own: Map<String, Value> = all.into_iter().filter(|(key, _)| is_first(key) == first).collect();
        write(&folder.join(file), &Value::Object(own).to_string());
    }
    folder
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("OUT_DIR can be written");
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets it for build scripts")
}
