//! A line of a given speed and latency, shared by all the connections of a browser.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// The speed of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Bits a second, downwards.
    pub bits_per_second: u64,
    /// Time that every connection and every request takes before anything comes back.
    pub latency: Duration,
}

/// Doles out the line's capacity in turn.
#[derive(Debug)]
pub(super) struct Bucket {
    shape: Shape,
    /// When the line has sent all that was given to it.
    free_at: Mutex<Instant>,
}

impl Bucket {
    pub(super) fn new(shape: Shape) -> Self {
        Self { shape, free_at: Mutex::new(Instant::now()) }
    }

    /// Waits for one latency.
    pub(super) async fn latency(&self) {
        tokio::time::sleep(self.shape.latency).await;
    }

    /// Waits until the line has carried `bytes` after all that was queued before.
    pub(super) async fn carry(&self, bytes: usize) {
        let bits = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8);
        let time = Duration::from_micros(bits.saturating_mul(1_000_000) / self.shape.bits_per_second.max(1));
        let done = {
            let mut free_at = self.free_at.lock().await;
            *free_at = (*free_at).max(Instant::now()) + time;
            *free_at
        };
        tokio::time::sleep_until(done).await;
    }
}
