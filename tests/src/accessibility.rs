//! axe-core in every frame of a screen: WCAG 2.2 A and AA, and the French RGAA 4, with no violation at all.
//!
//! axe finds what a machine can find. Keyboard, reflow and zoom have journeys of their own.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::browser::Browser;
use crate::tools;

/// The environment variable with the path of `axe.min.js`, where it lies in no usual place.
pub const AXE_VARIABLE: &str = "GREFFON_AXE";

/// The rule sets that a screen must pass.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4"];

/// A rule that a screen breaks.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

/// What axe did in one document.
#[derive(Deserialize)]
struct Outcome {
    ran: usize,
    violations: Vec<Violation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: Option<String>,
}

impl Browser {
    /// Runs axe in the top document and in every frame under it; the error names each violation on `screen`.
    ///
    /// Leaves the top document as the current one.
    pub async fn check_accessibility(&self, screen: &str) -> Result<()> {
        let axe = axe_source()?;
        let mut complaints = String::new();
        let mut documents = 0_u32;
        self.each_document(async |path| {
            documents += 1;
            let mut violations = violations_here(self, &axe).await?;
            if !violations.is_empty() {
                // A theme that arrives while axe looks shows colours half-way: what is wrong is wrong a second later too.
                tokio::time::sleep(Duration::from_secs(1)).await;
                violations = violations_here(self, &axe).await?;
            }
            for violation in violations {
                let _ = writeln!(
                    complaints,
                    "- {path}: {} ({}): {}",
                    violation.id,
                    violation.impact.as_deref().unwrap_or("impact unknown"),
                    violation.help
                );
                for node in violation.nodes.iter().take(5) {
                    let why = node.failure_summary.as_deref().unwrap_or_default().replace('\n', " ");
                    let _ = writeln!(complaints, "    {}\n      {why}", node.html);
                }
            }
            Ok(())
        })
        .await?;
        if complaints.is_empty() {
            return Ok(());
        }
        bail!("{screen} in {} is not accessible ({documents} documents):\n{complaints}", self.engine())
    }
}

async fn violations_here(browser: &Browser, axe: &str) -> Result<Vec<Violation>> {
    let present: bool = browser.run("return typeof window.axe === 'object'", vec![]).await?;
    if !present {
        let _: serde_json::Value = browser.run(&format!("{axe}; return null"), vec![]).await?;
    }
    let script = "// A colour half-way between two themes is nobody's fault. What lies in a closed fold is not drawn: there an
        // animation goes on until the fold opens.
        const all = (root) => [...root.getAnimations(), ...[...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? all(e.shadowRoot) : []))];
        const lasts = ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().endTime !== Infinity
            && effect.target.checkVisibility();
        while (all(document).some(lasts)) await new Promise((next) => setTimeout(next, 20));
        const { violations, passes } = await axe.run(document, {
            iframes: false, resultTypes: ['violations'], runOnly: { type: 'tag', values: args[0] },
        });
        return { ran: violations.length + passes.length, violations };";
    let outcome: Outcome = browser.run_async(script, vec![json!(TAGS)]).await.context("axe did not run")?;
    if outcome.ran == 0 {
        bail!("axe found no rule to apply: it did not look at the page");
    }
    Ok(outcome.violations)
}

/// The text of axe-core.
fn axe_source() -> Result<String> {
    let file = match std::env::var_os(AXE_VARIABLE) {
        Some(file) => PathBuf::from(file),
        None => tools::npm_file("axe-core/axe.min.js")?,
    };
    std::fs::read_to_string(&file).with_context(|| format!("cannot read axe-core at {}", file.display()))
}
