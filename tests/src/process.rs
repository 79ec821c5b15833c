//! Programs that the harness starts, and that never outlive it.
//!
//! Each one leads its own process group, so that what it starts in turn (a browser and its renderers) ends with
//! it: on drop, on panic, and on Ctrl-C.

use std::ffi::OsStr;
use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// Leaders of the groups that still run.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A started program and its process group.
#[derive(Debug)]
pub struct Process {
    child: Child,
    name: String,
}

impl Process {
    /// Starts `command` as the leader of a new process group; what it prints goes to `log`.
    pub fn start(mut command: Command, log: &Path) -> Result<Self> {
        use std::os::unix::process::CommandExt as _;

        let name = Path::new(command.get_program())
            .file_name()
            .map_or_else(String::new, |name| OsStr::to_string_lossy(name).into_owned());
        let output = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let errors = output.try_clone()?;
        command.stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0);
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        running().push(child.id());
        Ok(Self { child, name })
    }

    /// The exit status when the program has ended by itself.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// The process id, for measuring.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What the program is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Asks the program to end by itself (SIGTERM).
    pub fn ask_to_stop(&self) {
        if let Some(id) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // An error means that it is gone already, which is what was wanted.
            let _ = kill_process(id, Signal::TERM);
        }
    }

    /// Ends the whole group at once, with no chance to tidy up: the `kill -9` of the journeys.
    pub fn kill(&mut self) {
        kill_group(self.child.id());
        // Reaped, so that its port and its files are free when this returns.
        let _ = self.child.wait();
        running().retain(|id| *id != self.child.id());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Ends every group that still runs: for Ctrl-C, where nothing is dropped.
pub fn kill_all() {
    for id in running().drain(..) {
        kill_group(id);
    }
}

/// A port of the loopback that was free a moment ago.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn running() -> std::sync::MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn kill_group(leader: u32) {
    if let Some(group) = i32::try_from(leader).ok().and_then(Pid::from_raw) {
        // An error means that it is gone already, which is what was wanted.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::Process;

    #[test]
    fn a_dropped_process_takes_its_children_along() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & echo $!; wait"]);
        let process = Process::start(command, &log).unwrap();
        let child = loop {
            let text = std::fs::read_to_string(&log).unwrap();
            if let Ok(id) = text.trim().parse::<u32>() {
                break id;
            }
            std::thread::yield_now();
        };
        drop(process);
        // A killed orphan may stay a zombie until init reaps it.
        let gone = || match std::fs::read_to_string(format!("/proc/{child}/stat")) {
            Err(_) => true,
            Ok(stat) => stat.contains(") Z "),
        };
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
        while !gone() {
            assert!(std::time::Instant::now() < deadline, "process {child} outlived its leader");
            std::thread::yield_now();
        }
    }
}
