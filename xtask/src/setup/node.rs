//! Node.js, which runs wasm-opt, esbuild, the compressor and the SDK's own tests.

use std::process::Command;

use anyhow::{Result, bail};

use super::apt;
use crate::process;
use crate::progress::Step;

/// The oldest Node.js that everything was tried with.
const OLDEST: u32 = 18;

/// Finds Node.js or installs Debian's.
pub(crate) fn require() -> Result<()> {
    let mut step = Step::start("Node.js", "runs wasm-opt, esbuild, the compressor and the tests of the SDK");
    if let Some(version) = version() {
        if major(&version).is_some_and(|major| major >= OLDEST) {
            step.done(version);
            return Ok(());
        }
        step.failed();
        bail!(
            "node is {version}, and {OLDEST} or newer is needed. Put a newer one first on PATH (https://nodejs.org)."
        );
    }
    apt::install(&["nodejs".into(), "npm".into()], "building the widgets", &mut step)?;
    let Some(version) = version() else {
        bail!("nodejs was installed, but `node --version` does not answer")
    };
    step.done(format_args!("{version}, installed"));
    Ok(())
}

fn version() -> Option<String> {
    process::query(Command::new("node").arg("--version")).ok()
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }
}
