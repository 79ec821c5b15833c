//! How many tests passed, failed and were skipped, read from what the runners print.

/// The sum over one part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Ignored by the runner, for a reason of its own.
    pub(crate) skipped: u64,
}

impl Counts {
    pub(crate) fn total(self) -> u64 {
        self.passed + self.failed
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// `cargo test`, `wasm-pack test` and every harness that prints as they do:
/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
pub(crate) fn libtest(output: &str) -> Counts {
    lines(output, "test result:")
        .map(|line| Counts {
            passed: before(line, " passed"),
            failed: before(line, " failed"),
            skipped: before(line, " ignored"),
        })
        .fold(Counts::default(), Counts::plus)
}

/// What each failed test said, in its first lines: a heading as `---- name ----` or `---- name stdout ----`, as the
/// runners of [`libtest`] print it. Whoever reads only the end of a long output finds the reason there.
pub(crate) fn complaints(output: &str) -> Vec<String> {
    const LINES: usize = 8;
    let mut found: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for line in output.lines() {
        if line.starts_with("---- ") && line.ends_with(" ----") {
            found.push(vec![line]);
            open = true;
        } else if line.trim() == "failures:" || line.starts_with("test result:") {
            open = false;
        } else if let Some(told) = found.last_mut().filter(|told| open && told.len() <= LINES)
            && !line.trim().is_empty()
        {
            told.push(line);
        }
    }
    found.iter().map(|told| told.join("\n")).collect()
}

/// `cargo nextest run`: `Summary [ 0.1s] 12 tests run: 9 passed (1 slow), 2 failed, 1 timed out, 3 skipped`.
pub(crate) fn nextest(output: &str) -> Counts {
    lines(output, "Summary [")
        .map(|line| Counts {
            passed: before(line, " passed"),
            failed: before(line, " failed") + before(line, " timed out") + before(line, " exec failed"),
            skipped: before(line, " skipped"),
        })
        .fold(Counts::default(), Counts::plus)
}

/// `node --test --test-reporter=tap`: `# pass 12`, `# fail 0`, `# cancelled 0`, `# skipped 1`, `# todo 0`.
pub(crate) fn tap(output: &str) -> Counts {
    let sum = |name: &str| -> u64 {
        let values =
            output.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(' '));
        values.filter_map(|value| value.trim().parse::<u64>().ok()).sum()
    };
    Counts {
        passed: sum("pass"),
        failed: sum("fail") + sum("cancelled"),
        skipped: sum("skipped") + sum("todo"),
    }
}

/// The lines that begin with `start`, without it, white space aside.
fn lines<'output>(output: &'output str, start: &'static str) -> impl Iterator<Item = &'output str> {
    output.lines().filter_map(move |line| line.trim_start().strip_prefix(start))
}

/// The number right before `word`.
fn before(line: &str, word: &str) -> u64 {
    line.match_indices(word)
        .filter_map(|(at, _)| {
            let digits = line[..at].rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |last| last + 1);
            line[digits..at].parse::<u64>().ok()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn a_failed_test_is_told_by_its_name_and_its_first_lines() {
        let output = "running 2 tests\n\nfailures:\n\n---- a::b ----\nwide: 381 px\n\nin 320 px\n\n---- c stdout ----\n\
                      left: 1\n\nfailures:\n    a::b\n    c\n\ntest result: FAILED. 0 passed; 2 failed\n";
        assert_eq!(
            complaints(output),
            ["---- a::b ----\nwide: 381 px\nin 320 px", "---- c stdout ----\nleft: 1"]
        );
        assert!(complaints("test result: ok. 3 passed").is_empty());
    }

    #[test]
    fn every_result_line_of_libtest_counts() {
        let output = "\
running 3 tests
test a ... ok
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

     Running tests/b.rs
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.20s
";
        assert_eq!(libtest(output), counts(16, 2, 1));
        assert_eq!(libtest("error: could not compile"), Counts::default());
    }

    #[test]
    fn a_summary_of_nextest_is_read_in_all_its_forms() {
        let plain = "     Summary [   0.005s] 12 tests run: 12 passed, 0 skipped";
        assert_eq!(nextest(plain), counts(12, 0, 0));
        let hard = "     Summary [  10.005s] 12 tests run: 8 passed (1 slow, 2 flaky), 2 failed, 1 exec failed, 1 timed out, 3 skipped";
        assert_eq!(nextest(hard), counts(8, 4, 3));
    }

    #[test]
    fn tap_of_node_is_read() {
        let output = "ok 1 - a\n# tests 14\n# suites 2\n# pass 11\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 5.2\n";
        assert_eq!(tap(output), counts(11, 2, 1));
        assert_eq!(tap("# passing thoughts 3\n"), Counts::default());
    }
}
