//! What the site weighs, file by file, and whether each budget holds.

mod anatomy;
mod budget;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::arguments::Arguments;
use crate::build;
use crate::file_kind::kind;
use crate::fingerprint::files_below;
use crate::progress::heading;
use crate::setup::{self, Need};
use crate::workspace::Workspace;
use budget::{Budget, Measure};

/// The weight of one file as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Below `target/site`.
    path: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// `cargo xtask size`.
pub(crate) fn run(workspace: &Workspace, mut arguments: Arguments) -> Result<()> {
    let taken_apart = arguments.value("--crates")?;
    arguments.finish()?;
    let tools = setup::prepare(workspace, Need::Build)?;
    build::site(workspace, &tools, taken_apart.as_deref())?;
    match taken_apart {
        Some(module) => take_apart(&build::with_names(workspace, &module)?),
        None => report(workspace),
    }
}

/// Prints what a module is made of.
fn take_apart(file: &Path) -> Result<()> {
    let module = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let anatomy = anatomy::read(&module).with_context(|| format!("in {}", file.display()))?;
    heading("Bytes of code by crate, before wasm-opt and compression");
    for (name, bytes) in anatomy.crates.iter().take(30) {
        println!("  {:>9}  {name}", grouped(*bytes));
    }
    println!("  {:>9}  texts and tables", grouped(anatomy.data));
    heading("The heaviest functions");
    for (name, bytes) in anatomy.functions.iter().take(40) {
        println!("  {:>9}  {name}", grouped(*bytes));
    }
    Ok(())
}

/// Prints the table of the built site; an error names each budget that is overrun.
pub(crate) fn report(workspace: &Workspace) -> Result<()> {
    heading("Sizes, in bytes");
    let weights = weigh(&workspace.site())?;
    ensure!(!weights.is_empty(), "target/site holds nothing: `cargo xtask build` makes it");
    println!("  {:<44} {:>9} {:>9} {:>9}", "", "raw", "gzip", "brotli");
    for weight in weights.iter().filter(|weight| is_listed(&weight.path)) {
        let [raw, gzip, brotli] = [weight.raw, weight.gzip, weight.brotli].map(grouped);
        println!("  {:<44} {raw:>9} {gzip:>9} {brotli:>9}", weight.path);
    }
    println!("\n  {:<44} {:>9} {:>9} {:>9}", "budget", "is", "aim", "limit");
    let mut overrun = Vec::new();
    for budget in budget::all(&weights) {
        let sign = budget.sign();
        let [is, aim, limit] = [budget.is, budget.aim, budget.limit].map(grouped);
        println!("{sign} {:<44} {is:>9} {aim:>9} {limit:>9}", budget.name);
        if budget.is > budget.limit {
            overrun.push(format!("{} is {is}, {} over", budget.name, grouped(budget.is - budget.limit)));
        }
    }
    if !overrun.is_empty() {
        bail!("over budget: {}", overrun.join("; "));
    }
    Ok(())
}

/// The minified files and the widgets; not the sources of the SDK that ship beside them, nor pages and pictures.
fn is_listed(path: &str) -> bool {
    path.starts_with("widgets/") || path.ends_with(".min.js")
}

fn weigh(site: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in files_below(site, &[])? {
        let path = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().into_owned();
        if ["br", "gz"].contains(&kind(&path)) {
            continue;
        }
        let raw = fs::metadata(&file).with_context(|| format!("weighing {}", file.display()))?.len();
        // Where there is no compressed file, the file itself is what is sent.
        let packed = |suffix: &str| {
            fs::metadata(format!("{}.{suffix}", file.display())).map_or(raw, |data| data.len())
        };
        weights.push(Weight { raw, gzip: packed("gz"), brotli: packed("br"), path });
    }
    Ok(weights)
}

/// `43 026`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

impl Budget {
    fn sign(&self) -> &'static str {
        if self.is > self.limit {
            "✗"
        } else if self.is > self.aim {
            "·"
        } else {
            "✓"
        }
    }
}

impl Weight {
    fn measured(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Gzip => self.gzip,
            Measure::Brotli => self.brotli,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(43_026), "43 026");
        assert_eq!(grouped(1_000_000), "1 000 000");
    }

    #[test]
    fn a_file_weighs_what_is_sent() {
        let site = std::env::temp_dir().join(format!("greffon-size-{}", std::process::id()));
        fs::create_dir_all(&site).expect("created");
        for (name, length) in [("a.js", 100), ("a.js.br", 40), ("a.js.gz", 50), ("b.png", 70)] {
            fs::write(site.join(name), vec![0; length]).expect("written");
        }
        let weights = weigh(&site).expect("readable");
        fs::remove_dir_all(&site).expect("removed");
        let told: Vec<_> = weights.iter().map(|w| (w.path.as_str(), w.raw, w.gzip, w.brotli)).collect();
        assert_eq!(told, [("a.js", 100, 50, 40), ("b.png", 70, 70, 70)]);
    }
}
