//! The host under load, in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use greffon_host_example::{Config, Running};
use tempfile::TempDir;

use crate::Failure;

/// Runs the host in that folder until this process is ended.
pub(crate) async fn serve(folder: PathBuf) -> Result<(), Failure> {
    let site = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let mut config = Config::new("127.0.0.1:0".parse()?, folder.join("ent.sqlite"), site);
    config.demo = true;
    // The brakes are a person's; here thirty people stand for a whole academy.
    config.limits.rate = u32::MAX;
    config.limits.burst = u32::MAX;
    config.streams = usize::MAX;
    let running = Running::start(config).await?;
    println!("{}", running.address);
    std::future::pending().await
}

/// The process, ended when this is dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    _folder: TempDir,
}

impl Server {
    pub(crate) fn spawn() -> Result<Self, Failure> {
        let folder =
            tempfile::tempdir_in(std::env::current_dir()?.join("target")).or_else(|_| tempfile::tempdir())?;
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut address)?;
        }
        if address.is_empty() {
            return Err("the host did not start".into());
        }
        Ok(Self { child, address: address.trim().to_owned(), _folder: folder })
    }

    /// The memory it takes, in MiB.
    pub(crate) fn resident_mib(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .map_err(|_| "memory is read from /proc, which this system has not")?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        let kib: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
