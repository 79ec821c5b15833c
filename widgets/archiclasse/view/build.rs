//! Compiles the widget's texts.

fn main() {
    let package = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs build scripts");
    greffon_texts::build_from(&std::path::Path::new(&package).join("../locales"));
}
