//! `cargo xtask doctor <url>`: which header a host page or a widget lacks, written out as it must be sent.
//!
//! It fetches the page as anybody would (with a session cookie, if one is given), then each widget that the page
//! names: manifest, cage, document, and the files that these load. It changes nothing anywhere.

mod address;
mod asset;
mod document;
mod fetch;
mod finding;
mod page;
mod policy;
mod portal;

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::arguments::Arguments;
use crate::file_kind::kind;
use crate::progress::heading;
use crate::workspace::Workspace;
use fetch::{Answer, Fetcher};
use finding::Finding;
use page::Embedding;

/// Examines a page, a manifest or a widget document.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let cookie = arguments.value("--cookie")?;
    let Some(url) = arguments.word() else { bail!("which page? Usage: {}", arguments.usage()) };
    arguments.finish()?;
    ensure!(
        url.starts_with("http://") || url.starts_with("https://"),
        "`{url}` must begin with http:// or https://"
    );
    let fetcher = Fetcher::new(workspace, cookie);
    let first = fetcher.one(&url)?;
    let embeddings = embeddings(&first)?;
    let mut found = Vec::new();
    if page::is_host_page(&first) {
        println!("{}: a host page with {} widgets", first.url, embeddings.len());
        found.extend(portal::check(&first, &embeddings));
    }
    let manifests: BTreeSet<_> = embeddings.iter().map(|embedding| embedding.manifest.clone()).collect();
    for manifest in manifests {
        found.extend(widget(&fetcher, &manifest)?);
    }
    heading("Findings");
    print!("{}", finding::told(&found));
    let wrong = found.iter().filter(|finding| finding.is_wrong).count();
    ensure!(wrong == 0, "{wrong} things keep this widget from running, or from running safely");
    println!("  ✓ nothing is missing");
    Ok(())
}

/// The widgets that an answer tells of, whatever kind of page it is.
fn embeddings(first: &Answer) -> Result<Vec<Embedding>> {
    if kind(&first.url) == "json" {
        return Ok(vec![Embedding { manifest: first.url.clone(), same_page: false }]);
    }
    if page::is_host_page(first) {
        return Ok(page::embeddings(first));
    }
    if page::is_widget_document(first) {
        return Ok(vec![Embedding { manifest: address::join(&first.url, "widget.json"), same_page: false }]);
    }
    bail!(
        "{} (status {}) holds no <greffon-widget> and is no widget. A page behind a sign-in wants --cookie \
         'name=value'; where a script calls mount(), give the address of the widget.json instead",
        first.url,
        first.status
    )
}

/// Examines one widget, from its manifest down to its wasm.
fn widget(fetcher: &Fetcher<'_>, manifest_url: &str) -> Result<Vec<Finding>> {
    let manifest = fetcher.one(manifest_url)?;
    let mut found = asset::check(&manifest, "json");
    let Ok(text) = serde_json::from_str::<Value>(&manifest.body) else {
        found.push(Finding::wrong(&manifest.url, "this is not JSON, so no widget can be found", None));
        return Ok(found);
    };
    let member =
        |name: &str| text[name].as_str().with_context(|| format!("{manifest_url} names no `{name}`"));
    println!("{manifest_url}: widget {} {}", member("id")?, member("version")?);
    let document_url = address::join(&manifest.url, member("entry")?);
    let cage_url = address::join(&manifest.url, "../cage.html");
    let element_url = address::join(&manifest.url, member("element")?);
    let [cage, document] = fetcher.two(&cage_url, &document_url)?;
    found.extend(document::check_cage(&cage));
    found.extend(document::check_widget(&document));
    let mut seen = BTreeSet::new();
    let mut waiting = vec![element_url];
    waiting.extend(page::named_files(&cage));
    waiting.extend(page::named_files(&document));
    while let Some(url) = waiting.pop() {
        // A file named twice, once with a version and once without, is one file.
        if !seen.insert(url.split('?').next().unwrap_or(&url).to_owned()) {
            continue;
        }
        let answer = fetcher.one(&url)?;
        let kind = kind(&url).to_owned();
        found.extend(asset::check(&answer, &kind));
        if kind == "js" && answer.status == 200 {
            waiting.extend(page::named_files(&answer));
        }
    }
    println!("  {} files examined", seen.len() + 3);
    Ok(found)
}

/// Node fetches: it speaks TLS, and the build needs it anyway.
fn node(workspace: &Workspace) -> Command {
    let mut command = Command::new("node");
    command.arg(workspace.root.join("xtask/npm/fetch.mjs"));
    command
}
