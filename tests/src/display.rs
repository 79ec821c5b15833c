//! A virtual display for the engine that has no headless mode.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::Process;
use crate::tools;
use crate::wait::{PATIENCE, until_some};

/// A running X server without a screen.
#[derive(Debug)]
pub struct Display {
    _server: Process,
    name: String,
}

impl Display {
    /// Starts `Xvfb` on a number that it chooses itself; its log lies in `folder`.
    pub async fn start(folder: &Path) -> Result<Self> {
        let chosen = folder.join("xvfb.log");
        let mut command = Command::new(tools::find("Xvfb")?);
        command.args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]);
        let mut server = Process::start(command, &chosen)?;
        let number = until_some("Xvfb to choose a display", PATIENCE, async || {
            if let Some(status) = server.ended() {
                bail!("Xvfb ended ({status}): {}", std::fs::read_to_string(&chosen)?);
            }
            let text = std::fs::read_to_string(&chosen)?;
            Ok(text.lines().find_map(|line| line.trim().parse::<u32>().ok()))
        })
        .await?;
        Ok(Self { _server: server, name: format!(":{number}") })
    }

    /// What goes in `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
