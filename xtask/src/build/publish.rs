//! From the stage to `target/site`: minified, versioned, compressed; only what has changed is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::references::{self, Files};
use super::stage::{Stage, feed, minify};
use crate::file_kind::kind;
use crate::fingerprint::{files_below, short};
use crate::progress::Step;
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Kinds of files that compress well.
const COMPRESSED: [&str; 9] = ["html", "js", "css", "json", "wasm", "svg", "txt", "ts", "bin"];

/// Makes the site equal to the stage.
pub(crate) fn publish(workspace: &Workspace, tools: &Tools, stage: Stage) -> Result<()> {
    let mut step = Step::start("site", "minified, versioned, brotli and gzip beside each file");
    minify(workspace, tools, &stage.minifications, &mut step)?;
    let files = references_between_widgets(read(&stage.folder)?)?;
    let site = workspace.site();
    let mut written = 0;
    for (path, content) in &files {
        written += usize::from(write_if_changed(&site.join(path), content)?);
    }
    let record = workspace.wasm_target().join("stamps/compressed.json");
    let known = known(&record);
    let due: Vec<&String> = files
        .iter()
        .filter(|(path, content)| is_compressible(path) && known.get(*path) != Some(&short(content)))
        .map(|(path, _)| path)
        .collect();
    if !due.is_empty() {
        step.working(format_args!("compressing {} files", due.len()));
        let list: Value = due.iter().map(|path| site.join(path).to_string_lossy().into_owned()).collect();
        feed(&mut tools.script(workspace, "compress.mjs"), &list, &mut step)?;
    }
    remove_strangers(&site, &files)?;
    let now: Value = files
        .iter()
        .filter(|(path, _)| is_compressible(path))
        .map(|(path, content)| (path.clone(), Value::from(short(content))))
        .collect::<serde_json::Map<_, _>>()
        .into();
    fs::write(&record, now.to_string()).with_context(|| format!("writing {}", record.display()))?;
    step.done(format_args!("{} files in target/site, {written} written", files.len()));
    Ok(())
}

/// Only widgets' files are versioned: the SDK and the pages are named by people.
fn references_between_widgets(files: Files) -> Result<Files> {
    let (widgets, mut others): (Files, Files) =
        files.into_iter().partition(|(path, _)| path.starts_with("widgets/"));
    others.extend(references::version(widgets)?);
    Ok(others)
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for file in files_below(folder, &[])? {
        let path = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        files.insert(path, fs::read(&file).with_context(|| format!("reading {}", file.display()))?);
    }
    Ok(files)
}

/// Replaces a file in one go, so that a server that runs meanwhile never sends half of it.
fn write_if_changed(file: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(file).is_ok_and(|before| before == content) {
        return Ok(false);
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = file.with_file_name(name);
    fs::write(&new, content).with_context(|| format!("writing {}", new.display()))?;
    fs::rename(&new, file).with_context(|| format!("naming {}", file.display()))?;
    // What was compressed before is no longer its compression.
    for suffix in ["br", "gz"] {
        let _ = fs::remove_file(compressed(file, suffix));
    }
    Ok(true)
}

fn remove_strangers(site: &Path, files: &Files) -> Result<()> {
    for file in files_below(site, &[])? {
        let path = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().into_owned();
        let origin = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(&path);
        if !files.contains_key(origin) {
            fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
        }
    }
    Ok(())
}

fn known(record: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(record).unwrap_or_default();
    let Ok(Value::Object(members)) = serde_json::from_str(&text) else { return BTreeMap::new() };
    members.into_iter().filter_map(|(path, print)| Some((path, print.as_str()?.to_owned()))).collect()
}

fn is_compressible(path: &str) -> bool {
    COMPRESSED.contains(&kind(path))
}

fn compressed(file: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unchanged_is_not_written_and_old_compressions_go() {
        let folder = std::env::temp_dir().join(format!("greffon-publish-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("created");
        let file = folder.join("a.js");
        assert!(write_if_changed(&file, b"one").expect("written"));
        fs::write(folder.join("a.js.br"), "x").expect("written");
        assert!(!write_if_changed(&file, b"one").expect("read"));
        assert!(folder.join("a.js.br").exists());
        assert!(write_if_changed(&file, b"two").expect("written"));
        assert!(!folder.join("a.js.br").exists());
        fs::write(folder.join("b.js.gz"), "stranger").expect("written");
        remove_strangers(&folder, &Files::from([("a.js".to_owned(), Vec::new())])).expect("removed");
        assert!(file.exists() && !folder.join("b.js.gz").exists());
        fs::remove_dir_all(folder).expect("removed");
    }
}
