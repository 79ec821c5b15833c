//! `?v=…` behind the name of each file that another file of a widget names.
//!
//! The value is the fingerprint of the named file's content, so an address that carries one never changes its
//! content and may be cached for ever, whatever server it comes from, while file names stay as people know them.
//! Documents and manifests are named by people: they carry none, and are to be revalidated.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::fingerprint;

/// Site path → content.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Kinds of files that name others.
const NAMING: [&str; 4] = [".html", ".js", ".css", "/widget.json"];
/// Kinds of files that are named with their version.
const NAMED: [&str; 9] = [".js", ".css", ".wasm", ".svg", ".png", ".webp", ".woff2", ".json", ".bin"];

/// Rewrites every reference between the files of `files`.
pub(crate) fn version(mut files: Files) -> Result<Files> {
    let mut versions = BTreeMap::new();
    let mut under_way = Vec::new();
    let paths: Vec<_> = files.keys().cloned().collect();
    for path in paths {
        finish(&path, &mut files, &mut versions, &mut under_way)?;
    }
    Ok(files)
}

/// Rewrites one file, after all those that it names: their versions are part of its content.
fn finish(
    path: &str,
    files: &mut Files,
    versions: &mut BTreeMap<String, String>,
    under_way: &mut Vec<String>,
) -> Result<()> {
    if versions.contains_key(path) {
        return Ok(());
    }
    if let Some(at) = under_way.iter().position(|other| other == path) {
        bail!(
            "{} → {path}: these files name each other in a circle, so none can have a version",
            under_way[at..].join(" → ")
        );
    }
    if NAMING.iter().any(|kind| path.ends_with(kind))
        && let Some(text) = files.get(path).and_then(|content| String::from_utf8(content.clone()).ok())
    {
        under_way.push(path.to_owned());
        let mut written = String::with_capacity(text.len() + 100);
        let mut rest = text.as_str();
        while let Some((before, name, after)) = next_quoted(rest) {
            written.push_str(before);
            written.push_str(name);
            if let Some(target) = target(path, name, files) {
                finish(&target, files, versions, under_way)?;
                written.push_str("?v=");
                written.push_str(&versions[&target]);
            }
            rest = after;
        }
        written.push_str(rest);
        files.insert(path.to_owned(), written.into_bytes());
        under_way.pop();
    }
    versions.insert(path.to_owned(), fingerprint::short(&files[path]));
    Ok(())
}

/// The file that a quoted name means, if it is one that gets a version.
fn target(from: &str, name: &str, files: &Files) -> Option<String> {
    if !NAMED.iter().any(|kind| name.ends_with(kind)) || name.ends_with("widget.json") {
        return None;
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop()?;
            }
            part => folders.push(part),
        }
    }
    let path = folders.join("/");
    (path != from && files.contains_key(&path)).then_some(path)
}

/// Cuts a text before and after the next thing that stands between quotes and could be a file's name.
fn next_quoted(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find(['"', '\'', '`']).map(|at| from + at) {
        let quote = text.as_bytes()[open];
        let name = &text[open + 1..];
        let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || b"._-/".contains(&sign);
        let length = name.bytes().take_while(|sign| is_sign(*sign)).count();
        if length > 0 && name.as_bytes().get(length) == Some(&quote) {
            let cut = open + 1;
            return Some((&text[..cut], &text[cut..cut + length], &text[cut + length..]));
        }
        from = open + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn text(files: &Files, path: &str) -> String {
        String::from_utf8(files[path].clone()).expect("text")
    }

    fn site() -> Files {
        files(&[
            (
                "widgets/crcn/index.html",
                r#"<script src="boot.js"></script><script type="module" src="main.js"></script>"#,
            ),
            ("widgets/crcn/boot.js", "hello()"),
            ("widgets/crcn/main.js", "import './element.js';"),
            (
                "widgets/crcn/element.js",
                r#"fetch(new URL("style.css",import.meta.url));import("./crcn.js");import(`../bundle/bundle.js`);f("text","nope.js")"#,
            ),
            ("widgets/crcn/crcn.js", r#"x={"./crcn_bg.js":1};new URL("crcn_bg.wasm",import.meta.url)"#),
            ("widgets/crcn/crcn_bg.wasm", "\0asm"),
            ("widgets/crcn/style.css", ":host{}"),
            ("widgets/crcn/widget.json", r#"{"element":"element.js","entry":"index.html"}"#),
            ("widgets/bundle/bundle.js", "1"),
        ])
    }

    #[test]
    fn every_reference_carries_the_fingerprint_of_what_it_names() {
        let done = version(site()).expect("no circle");
        let v = |path: &str| fingerprint::short(&done[path]);
        let element = text(&done, "widgets/crcn/element.js");
        for (name, path) in [
            ("style.css", "widgets/crcn/style.css"),
            ("./crcn.js", "widgets/crcn/crcn.js"),
            ("../bundle/bundle.js", "widgets/bundle/bundle.js"),
        ] {
            assert!(element.contains(&format!("{name}?v={}", v(path))), "{name} in {element}");
        }
        assert!(element.contains(r#""nope.js""#), "{element}");
        assert!(
            text(&done, "widgets/crcn/index.html")
                .contains(&format!("main.js?v={}", v("widgets/crcn/main.js")))
        );
        let manifest = text(&done, "widgets/crcn/widget.json");
        assert!(manifest.contains(&format!("element.js?v={}", v("widgets/crcn/element.js"))), "{manifest}");
        assert!(manifest.contains(r#""index.html""#), "a document is named without a version: {manifest}");
    }

    #[test]
    fn a_change_deep_down_changes_every_address_above_it_and_no_other() {
        let before = version(site()).expect("no circle");
        let mut changed = site();
        changed.insert("widgets/crcn/crcn_bg.wasm".into(), b"\0asm2".to_vec());
        let after = version(changed).expect("no circle");
        for path in ["crcn.js", "element.js", "main.js", "index.html", "widget.json"] {
            let path = format!("widgets/crcn/{path}");
            assert_ne!(before[&path], after[&path], "{path} should have changed");
        }
        for path in ["crcn/boot.js", "crcn/style.css", "bundle/bundle.js"] {
            let path = format!("widgets/{path}");
            assert_eq!(before[&path], after[&path], "{path} should not have changed");
        }
    }

    #[test]
    fn files_that_name_each_other_are_refused() {
        let circle = files(&[("w/a.js", "import'./b.js'"), ("w/b.js", "import'./a.js'")]);
        let error = version(circle).expect_err("a circle").to_string();
        assert!(error.contains("w/a.js") && error.contains("w/b.js"), "{error}");
    }

    #[test]
    fn quotes_that_do_not_close_do_not_confuse() {
        let odd = files(&[("w/a.js", "it's; f('b.js'); \"unclosed 'b.js"), ("w/b.js", "1")]);
        let done = version(odd).expect("no circle");
        assert!(text(&done, "w/a.js").starts_with("it's; f('b.js?v="), "{}", text(&done, "w/a.js"));
    }
}
