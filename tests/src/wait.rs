//! Waiting for something to become true, never for time to pass.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a screen may take before a journey gives up: far longer than on an idle machine, so that a busy one does
/// not look like a fault. Whoever waits goes on as soon as what they wait for is there.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// How often a condition is looked at.
const PACE: Duration = Duration::from_millis(25);

/// Calls `look` until it gives something, and fails with `what` (and the last error) after `patience`.
pub async fn until_some<T>(
    what: &str,
    patience: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let last_error = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if start.elapsed() > patience {
            match last_error {
                Some(error) => bail!("waited {patience:?} for {what}: {error:#}"),
                None => bail!("waited {patience:?} for {what}"),
            }
        }
        tokio::time::sleep(PACE).await;
    }
}

/// Calls `look` until it says yes, and fails with `what` after [`PATIENCE`].
pub async fn until(what: &str, mut look: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    until_some(what, PATIENCE, async || Ok(look().await?.then_some(()))).await
}

/// Checks for `how_long` that `look` never says yes: for things that must not happen.
pub async fn never(
    what: &str,
    how_long: Duration,
    mut look: impl AsyncFnMut() -> Result<bool>,
) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < how_long {
        if look().await? {
            bail!("{what} happened after {:?}", start.elapsed());
        }
        tokio::time::sleep(PACE).await;
    }
    Ok(())
}
