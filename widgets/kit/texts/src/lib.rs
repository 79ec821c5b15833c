//! Compiles the text catalogues of a widget (`locales/fr.json`, `locales/en.json`) into an enum of keys and one
//! static table a language, so that a missing text is a compile error and a text costs its bytes and no code.
//!
//! For build scripts and tests only: it reads and writes files and is never part of a widget. The feature `scan` adds
//! `scan`, with which a test finds the texts of a screen that stand in its sources instead of the catalogue.
//!
//! A catalogue is one flat object: dotted key → text, or → `{"one": …, "other": …}` for a counted text.
//! `{name}` in a text is filled at run time.

#[cfg(feature = "scan")]
pub mod scan;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

/// Between the two forms of a counted text: a character that no text has.
pub const PLURAL_SEPARATOR: char = '\u{1}';

/// Reads `fr.json` and `en.json` in `folder` and returns Rust source that declares `enum_name` with its tables.
///
/// # Errors
/// A text for the author: a catalogue that cannot be read, a key or a placeholder that one language lacks.
pub fn compile(folder: &Path, enum_name: &str) -> Result<String, String> {
    let french = read(&folder.join("fr.json"))?;
    let english = read(&folder.join("en.json"))?;
    compare(&french, &english)?;
    Ok(source(enum_name, &french, &english))
}

/// The whole of a build script: compiles `locales/` beside the package into `$OUT_DIR/texts.rs`, with an enum `T`.
///
/// # Panics
/// With the author's text, which stops the build.
pub fn build() {
    let package = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs build scripts");
    build_from(&Path::new(&package).join("locales"));
}

/// As [`build`], with the catalogues elsewhere.
///
/// # Panics
/// With the author's text, which stops the build.
pub fn build_from(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let source = compile(folder, "T").unwrap_or_else(|problem| panic!("{problem}"));
    let out = std::env::var("OUT_DIR").expect("cargo runs build scripts");
    std::fs::write(Path::new(&out).join("texts.rs"), source).expect("OUT_DIR can be written");
}

type Catalogue = BTreeMap<String, String>;

fn read(path: &Path) -> Result<Catalogue, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let entries = value.as_object().ok_or_else(|| format!("{name}: must be one object"))?;
    entries
        .iter()
        .map(|(key, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Object(forms) => match (forms.get("one"), forms.get("other"), forms.len()) {
                    (Some(Value::String(one)), Some(Value::String(other)), 2) => {
                        format!("{one}{PLURAL_SEPARATOR}{other}")
                    }
                    _ => return Err(format!("{name}: {key}: a counted text has exactly one and other")),
                },
                _ => return Err(format!("{name}: {key}: must be a text or a counted text")),
            };
            if text.trim().is_empty() {
                return Err(format!("{name}: {key}: is empty"));
            }
            Ok((key.clone(), text))
        })
        .collect()
}

fn compare(french: &Catalogue, english: &Catalogue) -> Result<(), String> {
    let mut problems = Vec::new();
    for (one, other, lacking) in [(french, english, "en.json"), (english, french, "fr.json")] {
        problems.extend(
            one.keys().filter(|key| !other.contains_key(*key)).map(|key| format!("{lacking} lacks {key}")),
        );
    }
    for (key, text) in french {
        let Some(translated) = english.get(key) else { continue };
        if placeholders(text) != placeholders(translated) {
            problems.push(format!("{key}: the languages have different placeholders"));
        }
        if text.contains(PLURAL_SEPARATOR) != translated.contains(PLURAL_SEPARATOR) {
            problems.push(format!("{key}: counted in one language only"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// The names between braces, sorted, each once.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn source(enum_name: &str, french: &Catalogue, english: &Catalogue) -> String {
    let mut code = format!(
        "/// Keys of the text catalogue.\n#[allow(clippy::doc_markdown, reason = \"the texts are quoted as they are\")]\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]\n#[repr(u16)]\npub enum {enum_name} {{\n"
    );
    for (key, text) in french {
        let shown = text.replace(PLURAL_SEPARATOR, " | ");
        let _ = writeln!(code, "    /// `{key}`: {}\n    {},", shown.replace('\n', " "), variant(key));
    }
    code.push_str("}\n");
    for (name, catalogue) in [("FR", french), ("EN", english)] {
        let _ = writeln!(code, "static {name}: [&str; {}] = [", catalogue.len());
        for text in catalogue.values() {
            let _ = writeln!(code, "    {text:?},");
        }
        code.push_str("];\n");
    }
    let _ = writeln!(
        code,
        "#[cfg(test)]\nimpl {enum_name} {{\n    /// Every key, in the order of the catalogue.\n    pub const ALL: [Self; {}] = [{}];\n    /// The name of the key in the catalogue.\n    pub const NAMES: [&'static str; {}] = [{}];\n}}",
        french.len(),
        french.keys().map(|key| format!("Self::{}", variant(key))).collect::<Vec<_>>().join(", "),
        french.len(),
        french.keys().map(|key| format!("{key:?}")).collect::<Vec<_>>().join(", "),
    );
    code
}

/// `screen.part_name` → `ScreenPartName`.
fn variant(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(pairs: &[(&str, &str)]) -> Catalogue {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn names_keys_as_variants() {
        assert_eq!(variant("save.waiting_many"), "SaveWaitingMany");
    }

    #[test]
    fn tells_every_difference() {
        let french = catalogue(&[("a", "x {n}"), ("b", "y"), ("c", "un\u{1}des")]);
        let english = catalogue(&[("a", "x {m}"), ("c", "some"), ("d", "z")]);
        let told = compare(&french, &english).unwrap_err();
        for part in ["en.json lacks b", "fr.json lacks d", "a: the languages", "c: counted"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }

    #[test]
    fn placeholders_count_once() {
        assert_eq!(placeholders("{b} {a} {b}"), ["a", "b"]);
    }
}
