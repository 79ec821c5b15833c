//! Runs the parts one after the other, keeps their logs, and tells at the end which took what.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::counts::{Counts, complaints};
use crate::process::{self, Outcome};
use crate::progress::{Step, heading, seconds};

/// A part that takes longer is stuck.
const LIMIT: Duration = Duration::from_mins(45);

#[derive(Debug)]
pub(crate) struct Report {
    logs: PathBuf,
    begun: Instant,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    verdict: Verdict,
    took: Duration,
    /// What its failed tests said, briefly.
    complaints: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Passed(Counts),
    Failed(Counts),
    NotRun(String),
}

/// Something failed, and the report has told what.
#[derive(Debug)]
pub(crate) struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tests failed")
    }
}

impl std::error::Error for Failed {}

/// How the output of a part is counted.
pub(crate) type Count = fn(&str) -> Counts;

impl Report {
    pub(crate) fn new(logs: PathBuf) -> Result<Self> {
        fs::create_dir_all(&logs).with_context(|| format!("creating {}", logs.display()))?;
        heading("Tests");
        Ok(Self { logs, begun: Instant::now(), parts: Vec::new() })
    }

    /// A part that is right or wrong as a whole: it counts as one.
    pub(crate) fn check(&mut self, name: &str, why: &'static str, command: &mut Command) -> Result<bool> {
        self.run(name, why, command, |outcome| verdict_of_check(outcome.success))
    }

    /// A part that runs tests, counted by what it prints.
    pub(crate) fn suite(
        &mut self,
        name: &str,
        why: &'static str,
        command: &mut Command,
        count: Count,
    ) -> Result<bool> {
        self.run(name, why, command, |outcome| verdict_of_suite(outcome.success, count(&outcome.output)))
    }

    /// As [`Self::suite`], where it is no fault to hold no test at all.
    pub(crate) fn maybe_empty_suite(
        &mut self,
        name: &str,
        why: &'static str,
        command: &mut Command,
        count: Count,
    ) -> Result<bool> {
        self.run(name, why, command, |outcome| match (outcome.success, count(&outcome.output)) {
            (true, counts) if counts.total() == 0 => Verdict::Passed(counts),
            (success, counts) => verdict_of_suite(success, counts),
        })
    }

    /// A part done by this program itself.
    pub(crate) fn own_check(&mut self, name: &str, result: Result<()>, took: Duration) -> bool {
        let passed = result.is_ok();
        if let Err(error) = result {
            println!("\n{error:#}\n");
        }
        self.parts.push(Part {
            name: name.into(),
            verdict: verdict_of_check(passed),
            took,
            complaints: Vec::new(),
        });
        passed
    }

    /// A part that cannot run here; the reason is told in the table.
    pub(crate) fn skip(&mut self, name: &str, reason: &str) {
        println!("  – {name:<30} not run: {reason}");
        self.parts.push(Part {
            name: name.into(),
            verdict: Verdict::NotRun(reason.into()),
            took: Duration::ZERO,
            complaints: Vec::new(),
        });
    }

    /// The table, the closing line, and an error if anything failed.
    pub(crate) fn close(self) -> Result<()> {
        heading("Summary");
        println!("  {:<34} {:>8} {:>8} {:>8} {:>14}", "part", "passed", "failed", "skipped", "time");
        for part in &self.parts {
            let took = seconds(part.took);
            match &part.verdict {
                Verdict::Passed(counts) | Verdict::Failed(counts) => println!(
                    "{} {:<34} {:>8} {:>8} {:>8} {took:>14}",
                    if matches!(part.verdict, Verdict::Passed(_)) { "✓" } else { "✗" },
                    part.name,
                    counts.passed,
                    counts.failed,
                    counts.skipped
                ),
                Verdict::NotRun(reason) => println!("– {:<34} not run: {reason}", part.name),
            }
        }
        println!("  {:<34} {:>41}", "in all", seconds(self.begun.elapsed()));
        let total = total(&self.parts);
        let failed: Vec<_> = self
            .parts
            .iter()
            .filter(|part| matches!(part.verdict, Verdict::Failed(_)))
            .map(|part| part.name.as_str())
            .collect();
        for complaint in self.parts.iter().flat_map(|part| &part.complaints) {
            println!("\n{complaint}");
        }
        if !failed.is_empty() {
            println!("\nFailed: {}. Their whole output is in {}.", failed.join(", "), self.logs.display());
        }
        println!("\n{} passed, {} failed", total.passed, total.failed);
        if !failed.is_empty() {
            return Err(Failed.into());
        }
        Ok(())
    }

    fn run(
        &mut self,
        name: &str,
        why: &'static str,
        command: &mut Command,
        judge: impl FnOnce(&Outcome) -> Verdict,
    ) -> Result<bool> {
        let mut step = Step::start(name, why);
        step.working(process::shown(command));
        let begun = Instant::now();
        let outcome = process::work(command, &mut step, Some(LIMIT));
        let (verdict, output) = match outcome {
            Ok(mut outcome) => {
                if outcome.timed_out {
                    let _ = writeln!(
                        outcome.output,
                        "\nxtask: stopped, for it was not done after {}",
                        seconds(LIMIT)
                    );
                }
                (judge(&outcome), outcome.output)
            }
            Err(error) => {
                (Verdict::Failed(Counts { failed: 1, ..Counts::default() }), format!("{error:#}\n"))
            }
        };
        let log = self.logs.join(format!("{}.log", log_name(name)));
        // The folder may be gone: somebody may clean while the tests run.
        fs::create_dir_all(&self.logs)
            .and_then(|()| fs::write(&log, &output))
            .with_context(|| format!("writing {}", log.display()))?;
        let passed = match &verdict {
            Verdict::Passed(counts) if counts.total() > 1 => {
                step.done(format_args!("{} passed", counts.passed));
                true
            }
            Verdict::Passed(_) => {
                step.done("passed");
                true
            }
            Verdict::Failed(counts) => {
                println!("\n{}", output.trim_end());
                if counts.total() == 0 {
                    println!("\nxtask: no test ran, though there should be some");
                }
                println!();
                step.failed();
                false
            }
            Verdict::NotRun(_) => true,
        };
        let complaints = if matches!(verdict, Verdict::Failed(_)) { complaints(&output) } else { Vec::new() };
        self.parts.push(Part { name: name.into(), verdict, took: begun.elapsed(), complaints });
        Ok(passed)
    }
}

/// `lints-native` of `lints, native`.
fn log_name(part: &str) -> String {
    part.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn verdict_of_check(success: bool) -> Verdict {
    let counts = Counts { passed: u64::from(success), failed: u64::from(!success), skipped: 0 };
    if success { Verdict::Passed(counts) } else { Verdict::Failed(counts) }
}

/// A suite passes when its runner says so and its counts agree; one that ran nothing has not passed.
fn verdict_of_suite(success: bool, counts: Counts) -> Verdict {
    if success && counts.failed == 0 && counts.passed > 0 {
        return Verdict::Passed(counts);
    }
    // A runner that breaks off prints no count: that is one failure more than it told.
    Verdict::Failed(Counts { failed: counts.failed.max(1), ..counts })
}

fn total(parts: &[Part]) -> Counts {
    parts
        .iter()
        .map(|part| match part.verdict {
            Verdict::Passed(counts) | Verdict::Failed(counts) => counts,
            Verdict::NotRun(_) => Counts::default(),
        })
        .fold(Counts::default(), Counts::plus)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed, skipped: 0 }
    }

    #[test]
    fn a_suite_passes_only_when_runner_and_counts_agree_and_something_ran() {
        assert_eq!(verdict_of_suite(true, counts(3, 0)), Verdict::Passed(counts(3, 0)));
        assert_eq!(verdict_of_suite(true, counts(3, 1)), Verdict::Failed(counts(3, 1)));
        assert_eq!(verdict_of_suite(false, counts(3, 0)), Verdict::Failed(counts(3, 1)));
        assert_eq!(verdict_of_suite(false, counts(0, 0)), Verdict::Failed(counts(0, 1)));
        assert_eq!(verdict_of_suite(true, counts(0, 0)), Verdict::Failed(counts(0, 1)));
    }

    #[test]
    fn parts_add_up_and_what_was_not_run_adds_nothing() {
        let part = |verdict| Part { name: "a".into(), verdict, took: Duration::ZERO, complaints: Vec::new() };
        let parts = [
            part(Verdict::Passed(counts(3, 0))),
            part(Verdict::Failed(counts(1, 2))),
            part(Verdict::NotRun("no browser".into())),
        ];
        assert_eq!(total(&parts), counts(4, 2));
    }

    #[test]
    fn the_whole_fails_when_a_part_failed_and_its_log_is_kept() {
        let logs = std::env::temp_dir().join(format!("greffon-report-{}", std::process::id()));
        let mut report = Report::new(logs.clone()).expect("made");
        let mut command = Command::new("sh");
        command.args(["-c", "echo broken; exit 1"]);
        assert!(!report.check("a part, whole", "a test", &mut command).expect("ran"));
        assert!(fs::read_to_string(logs.join("a-part-whole.log")).expect("kept").contains("broken"));
        assert!(report.close().expect_err("a part failed").is::<Failed>());
        fs::remove_dir_all(logs).expect("removed");
    }
}
