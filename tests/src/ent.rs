//! The example ENT, run for real: its own program, its own port, a fresh database.

use anyhow::{Result, bail};

/// A running ENT.
#[derive(Debug)]
pub struct Ent {
    origin: String,
}

impl Ent {
    /// Starts one.
    pub async fn start() -> Result<Self> {
        bail!("not yet")
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What it printed.
    pub fn log(&self) -> String {
        String::new()
    }
}
