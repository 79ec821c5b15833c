//! Takes the white space out of `data/rules.json`, so that a module carries the words and nothing else.

use std::path::Path;

use serde_json::Value;

fn main() {
    let source = Path::new(&variable("CARGO_MANIFEST_DIR")).join("../data/rules.json");
    println!("cargo::rerun-if-changed={}", source.display());
    let text =
        std::fs::read_to_string(&source).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
    let data: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
    std::fs::write(Path::new(&variable("OUT_DIR")).join("rules.json"), data.to_string())
        .expect("OUT_DIR can be written");
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets it for build scripts")
}
