//! Running other programs: short questions, long works whose output is kept, and those that take our place.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, bail};

use crate::progress::Step;

/// How a work ended, with everything that it printed.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Standard output and standard error in the order they came.
    pub(crate) output: String,
    /// It was stopped because its time was over.
    pub(crate) timed_out: bool,
}

/// Asks a short question: standard output, trimmed. Any other end than success is an error with what was said.
pub(crate) fn query(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting `{shown}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        bail!("`{shown}` ended with {}:\n{said}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Does a work to its end, showing on `step` that it lives. No question can be asked of the person.
pub(crate) fn work(command: &mut Command, step: &mut Step, limit: Option<Duration>) -> Result<Outcome> {
    let shown = shown(command);
    // One pipe for both outputs, as a terminal has: with two, lines would be cut into each other.
    let (reader, writer) = io::pipe().context("making a pipe")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().context("sharing a pipe")?).stderr(writer);
    let spawned = command.spawn();
    // The command holds the writing ends, and the pipe only ends when nobody does.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = spawned.with_context(|| format!("starting `{shown}`"))?;
    let (sender, pieces) = mpsc::channel();
    forward(reader, sender);
    let started = Instant::now();
    let mut output = Vec::new();
    let mut timed_out = false;
    loop {
        match pieces.recv_timeout(Duration::from_millis(200)) {
            Ok(piece) => output.extend(piece),
            Err(RecvTimeoutError::Disconnected) => break,
            // A program that it left behind may hold the pipes for ever.
            Err(RecvTimeoutError::Timeout) if ended(&mut child)?.is_some() => break,
            Err(RecvTimeoutError::Timeout) => step.tick(&last_line(&output)),
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            timed_out = true;
            child.kill().with_context(|| format!("stopping `{shown}`"))?;
            break;
        }
    }
    let status = child.wait().with_context(|| format!("waiting for `{shown}`"))?;
    output.extend(pieces.try_iter().flatten());
    let output = String::from_utf8_lossy(&output).into_owned();
    Ok(Outcome { success: status.success() && !timed_out, output, timed_out })
}

/// Does a work that must succeed; its whole output is in the error when it does not.
pub(crate) fn must(command: &mut Command, step: &mut Step) -> Result<String> {
    let shown = shown(command);
    let outcome = work(command, step, None)?;
    if !outcome.success {
        bail!("`{shown}` failed. It said:\n\n{}", outcome.output.trim_end());
    }
    Ok(outcome.output)
}

/// Goes on as another program, so that Ctrl-C and the exit code are its own. It only comes back if that failed.
pub(crate) fn become_program(command: &mut Command) -> Error {
    let error = command.exec();
    Error::new(error).context(format!("starting `{}`", shown(command)))
}

/// The command as one would type it, without its environment.
pub(crate) fn shown(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| Path::new(word).file_name().unwrap_or(word).to_string_lossy())
        .collect();
    words.join(" ")
}

/// Where a program stands on this `PATH`, if it does.
pub(crate) fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(program)).find(|file| is_executable(file))
}

fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

fn ended(child: &mut Child) -> Result<Option<ExitStatus>> {
    child.try_wait().context("asking whether a program has ended")
}

fn forward(mut pipe: impl Read + Send + 'static, sender: Sender<Vec<u8>>) {
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(read) = pipe.read(&mut buffer) {
            if read == 0 || sender.send(buffer[..read].to_vec()).is_err() {
                break;
            }
        }
    });
}

fn last_line(output: &[u8]) -> String {
    let from = output.len().saturating_sub(400);
    let text = String::from_utf8_lossy(&output[from..]);
    text.split(['\n', '\r']).map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_work_keeps_all_that_was_printed_and_says_how_it_ended() {
        let mut step = Step::start("shell", "a test");
        let outcome = work(&mut shell("echo out; echo err >&2; exit 3"), &mut step, None).expect("it ran");
        assert!(!outcome.success && !outcome.timed_out);
        assert!(outcome.output.contains("out\n") && outcome.output.contains("err\n"));
        let error = must(&mut shell("echo why >&2; exit 1"), &mut step).expect_err("it failed").to_string();
        assert!(error.contains("why"), "{error}");
    }

    #[test]
    fn the_two_outputs_keep_their_order() {
        let script = "for i in 1 2 3 4 5 6 7 8 9; do printf a; printf b >&2; done";
        let outcome = work(&mut shell(script), &mut Step::start("shell", "a test"), None).expect("it ran");
        assert_eq!(outcome.output, "ab".repeat(9));
    }

    #[test]
    fn a_work_is_stopped_when_its_time_is_over() {
        let mut step = Step::start("shell", "a test");
        let begun = Instant::now();
        let limit = Some(Duration::from_millis(300));
        let outcome = work(&mut shell("echo before; exec sleep 30"), &mut step, limit).expect("it ran");
        assert!(outcome.timed_out && !outcome.success && outcome.output.contains("before"));
        assert!(begun.elapsed() < Duration::from_secs(5), "it was not stopped");
    }

    #[test]
    fn a_work_ends_although_a_program_left_behind_holds_its_pipes() {
        let mut step = Step::start("shell", "a test");
        let begun = Instant::now();
        let outcome = work(&mut shell("sleep 5 & echo left"), &mut step, None).expect("it ran");
        assert!(outcome.success && outcome.output.contains("left"));
        assert!(begun.elapsed() < Duration::from_secs(4), "it waited for the program left behind");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = query(&mut Command::new("greffon-no-such-program")).expect_err("absent");
        assert!(format!("{error:#}").contains("greffon-no-such-program"));
        assert!(find("sh", OsStr::new("/nowhere:/bin:/usr/bin")).is_some());
        assert!(find("greffon-no-such-program", OsStr::new("/bin")).is_none());
    }
}
