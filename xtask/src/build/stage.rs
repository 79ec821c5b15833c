//! The site before it is published: a folder where files are gathered, and the list of those to minify.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::fingerprint::files_below;
use crate::progress::Step;
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Files of a source folder that never ship.
const NOT_SHIPPED: [&str; 6] =
    ["node_modules", "tests", "package.json", "package-lock.json", "tsconfig.json", "jsconfig.json"];

#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) folder: PathBuf,
    pub(crate) minifications: Vec<Minification>,
}

impl Stage {
    /// An empty one.
    pub(crate) fn new(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target().join("stage");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self { folder, minifications: Vec::new() })
    }

    /// Puts one file at `site_path`; gives where it lies now.
    pub(crate) fn put(&mut self, site_path: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let file = self.folder.join(site_path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
        Ok(file)
    }

    /// Puts all that ships of a folder below `site_folder`; a folder that is not there has nothing.
    pub(crate) fn copy_folder(&mut self, source: &Path, site_folder: &str) -> Result<()> {
        for file in files_below(source, &NOT_SHIPPED)? {
            let name = file.strip_prefix(source).unwrap_or(&file).to_string_lossy().into_owned();
            if !is_test(&name) {
                let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
                self.put(&format!("{site_folder}/{name}"), content)?;
            }
        }
        Ok(())
    }

    /// Has a file of the stage minified in place, before publication.
    pub(crate) fn minify(&mut self, job: Minification) {
        self.minifications.push(job);
    }
}

/// A test beside the code that it tests.
pub(crate) fn is_test(name: &str) -> bool {
    name.ends_with(".test.js") || name.ends_with(".test.mjs")
}

/// One job of `minify.mjs`.
#[derive(Debug)]
pub(crate) struct Minification {
    from: PathBuf,
    to: PathBuf,
    kind: &'static str,
}

impl Minification {
    /// An ES module with everything that it imports.
    pub(crate) fn bundle(from: PathBuf, to: PathBuf) -> Self {
        Self { from, to, kind: "bundle" }
    }

    /// An ES module by itself.
    pub(crate) fn module(from: PathBuf, to: PathBuf) -> Self {
        Self { from, to, kind: "module" }
    }

    /// A classic script.
    pub(crate) fn script(file: PathBuf) -> Self {
        Self { from: file.clone(), to: file, kind: "script" }
    }

    /// A style sheet with those that it imports: an adopted sheet may not import at run time.
    pub(crate) fn css(from: PathBuf, to: PathBuf) -> Self {
        Self { from, to, kind: "bundle" }
    }
}

/// Does the jobs, all in one process.
pub(crate) fn minify(
    workspace: &Workspace,
    tools: &Tools,
    jobs: &[Minification],
    step: &mut Step,
) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let list: Value =
        jobs.iter().map(|job| json!({ "from": job.from, "to": job.to, "kind": job.kind })).collect();
    let mut script = tools.script(workspace, "minify.mjs");
    script.env("GREFFON_NODE_MODULES", &tools.node_modules);
    feed(&mut script, &list, step)
}

/// Runs a script of ours with a JSON text on its standard input.
pub(crate) fn feed(script: &mut Command, input: &Value, step: &mut Step) -> Result<()> {
    step.tick("node");
    let shown = crate::process::shown(script);
    let mut child = script
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{shown}`"))?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input.to_string().as_bytes())
            .with_context(|| format!("telling `{shown}` what to do"))?;
    }
    let output = child.wait_with_output().with_context(|| format!("waiting for `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed. It said:\n\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(())
}
