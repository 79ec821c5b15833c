//! Takes the white space out of `data/*.json`, so that a module carries the words and nothing else. The same reader
//! then reads what ships and what a school adds.

use std::path::Path;

use serde_json::Value;

fn main() {
    let folder = Path::new(&variable("CARGO_MANIFEST_DIR")).join("../data");
    for name in ["pieces.json", "variations.json"] {
        let source = folder.join(name);
        println!("cargo::rerun-if-changed={}", source.display());
        let text =
            std::fs::read_to_string(&source).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
        let data: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
        std::fs::write(Path::new(&variable("OUT_DIR")).join(name), data.to_string())
            .expect("OUT_DIR can be written");
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets it for build scripts")
}
