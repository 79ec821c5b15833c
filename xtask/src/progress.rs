//! What the person at the terminal sees: one line a step, with what it is for and the time it took.

use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _, stdout};
use std::time::{Duration, Instant};

/// Announces a group of steps.
pub(crate) fn heading(title: &str) {
    println!("\n{title}");
}

/// One step. It says nothing until it is known whether there is anything to do.
#[derive(Debug)]
pub(crate) struct Step {
    name: String,
    why: &'static str,
    started: Instant,
    last_line: Instant,
}

impl Step {
    /// `name` is the thing, `why` what it is for (shown beside it).
    pub(crate) fn start(name: impl Into<String>, why: &'static str) -> Self {
        let now = Instant::now();
        Self { name: name.into(), why, started: now, last_line: now }
    }

    /// Says that something long begins, and what.
    pub(crate) fn working(&mut self, what: impl Display) {
        wipe();
        println!("  … {}: {what}", self.name);
        let _ = stdout().flush();
        self.last_line = Instant::now();
    }

    /// Shows that the step is alive: a line that is written over on a terminal, one line every 30 s elsewhere.
    pub(crate) fn tick(&mut self, doing: &str) {
        let elapsed = self.started.elapsed().as_secs();
        if stdout().is_terminal() {
            let doing: String = doing.chars().filter(|sign| !sign.is_control()).take(90).collect();
            print!("\r\x1b[2K    {elapsed} s  {doing}");
            let _ = stdout().flush();
        } else if self.last_line.elapsed() >= Duration::from_secs(30) {
            println!("    … {elapsed} s");
            self.last_line = Instant::now();
        }
    }

    /// Ends the step well; `result` says what came out, in a few words.
    pub(crate) fn done(self, result: impl Display) {
        wipe();
        println!("  ✓ {:<30} {result}, {} ({})", self.name, seconds(self.started.elapsed()), self.why);
    }

    /// Ends the step badly; the error itself is told by whoever returns it.
    pub(crate) fn failed(self) {
        wipe();
        println!("  ✗ {:<30} failed after {} ({})", self.name, seconds(self.started.elapsed()), self.why);
    }
}

fn wipe() {
    if stdout().is_terminal() {
        print!("\r\x1b[2K");
    }
}

/// A duration for people: `0.4 s`, `12.3 s`, `2 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 100 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(40)), "0.0 s");
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
