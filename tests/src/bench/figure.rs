//! A figure, its target, and the table of all.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The target is reached.
    Kept,
    /// It is not.
    Missed,
    /// There is no target: the figure stands for comparison.
    Told,
}

/// One measured figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    target: Option<f64>,
    more_is_better: bool,
    runs: usize,
    method: String,
    verdict: Verdict,
}

impl Figure {
    /// A figure without a target.
    pub fn new(name: &str, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            value,
            unit,
            target: None,
            more_is_better: false,
            runs: 1,
            method: String::new(),
            verdict: Verdict::Told,
        }
    }

    /// It must not be more than this.
    #[must_use]
    pub fn at_most(mut self, target: f64) -> Self {
        self.target = Some(target);
        self.verdict = if self.value <= target { Verdict::Kept } else { Verdict::Missed };
        self
    }

    /// It must not be less than this.
    #[must_use]
    pub fn at_least(mut self, target: f64) -> Self {
        self.target = Some(target);
        self.more_is_better = true;
        self.verdict = if self.value >= target { Verdict::Kept } else { Verdict::Missed };
        self
    }

    /// How often it was measured.
    #[must_use]
    pub fn runs(mut self, runs: usize) -> Self {
        self.runs = runs;
        self
    }

    /// How it was measured, in a line.
    #[must_use]
    pub fn by(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }
}

/// The figures of a run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    figures: Vec<Figure>,
    not_measured: Vec<(String, String)>,
}

impl Report {
    /// Prints a figure and keeps it.
    pub fn add(&mut self, figure: Figure) {
        println!("{}", line(&figure));
        self.figures.push(figure);
    }

    /// Prints and keeps that a part could not be measured.
    pub fn give_up(&mut self, part: &str, why: &anyhow::Error) {
        println!("✗ {part}: not measured: {why:#}");
        self.not_measured.push((part.to_owned(), format!("{why:#}")));
    }

    /// Whether every promise is kept and every part was measured.
    pub fn is_good(&self) -> bool {
        self.not_measured.is_empty() && self.figures.iter().all(|figure| figure.verdict != Verdict::Missed)
    }

    /// Writes the run as JSON.
    pub fn write(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, serde_json::to_vec_pretty(self)?)?)
    }

    /// One line on the whole.
    pub fn summary(&self) -> String {
        let count = |verdict| self.figures.iter().filter(|figure| figure.verdict == verdict).count();
        let mut text = format!("{} kept, {} missed", count(Verdict::Kept), count(Verdict::Missed));
        if !self.not_measured.is_empty() {
            let _ = write!(text, ", {} not measured", self.not_measured.len());
        }
        text
    }
}

fn line(figure: &Figure) -> String {
    let mark = match figure.verdict {
        Verdict::Kept => "✓",
        Verdict::Missed => "✗",
        Verdict::Told => "·",
    };
    let mut text = format!("{mark} {:<58} {:>10} {:<9}", figure.name, number(figure.value), figure.unit);
    if let Some(target) = figure.target {
        let sign = if figure.more_is_better { '≥' } else { '≤' };
        let _ = write!(text, " ({sign} {})", number(target));
    }
    if figure.runs > 1 {
        let _ = write!(text, " n={}", figure.runs);
    }
    if !figure.method.is_empty() {
        let _ = write!(text, "\n    {}", figure.method);
    }
    text
}

fn number(value: f64) -> String {
    if value.fract().abs() < f64::EPSILON || value.abs() >= 1000.0 {
        return format!("{value:.0}");
    }
    if value.abs() >= 10.0 { format!("{value:.1}") } else { format!("{value:.2}") }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Report};

    #[test]
    fn a_missed_target_is_never_good() {
        let mut report = Report::default();
        report.add(Figure::new("small", 3.0, "ms").at_most(5.0));
        assert!(report.is_good(), "{report:?}");
        report.add(Figure::new("few", 3.0, "/s").at_least(5.0));
        assert!(!report.is_good(), "{report:?}");
        assert_eq!(report.summary(), "1 kept, 1 missed");
    }

    #[test]
    fn what_was_not_measured_is_not_good() {
        let mut report = Report::default();
        report.give_up("push", &anyhow::anyhow!("no browser"));
        assert!(!report.is_good(), "{report:?}");
    }
}
