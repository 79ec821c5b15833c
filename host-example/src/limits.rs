//! How fast a person may go (protocol, section 9): so many requests at once, and then so many a second.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Error;

/// People remembered before those who are at rest are dropped.
const REMEMBERED: usize = 10_000;

/// A brake: a bucket a person, that holds `burst` and fills at `rate` a second.
#[derive(Debug)]
pub struct Brake {
    rate: f64,
    burst: f64,
    buckets: Mutex<HashMap<i64, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Brake {
    /// A brake of so many a second, and so many at once.
    pub fn new(rate: u32, burst: u32) -> Self {
        Self { rate: f64::from(rate.max(1)), burst: f64::from(burst.max(1)), buckets: Mutex::default() }
    }

    /// Counts one request of that person, or says when to come back.
    pub fn take(&self, person: i64) -> Result<(), Error> {
        self.take_at(person, Instant::now())
    }

    fn take_at(&self, person: i64, now: Instant) -> Result<(), Error> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > REMEMBERED {
            let full_again = Duration::from_secs_f64(self.burst / self.rate);
            buckets.retain(|_, bucket| now.duration_since(bucket.at) < full_again);
        }
        let bucket = buckets.entry(person).or_insert(Bucket { left: self.burst, at: now });
        let filled = now.duration_since(bucket.at).as_secs_f64() * self.rate;
        *bucket = Bucket { left: (bucket.left + filled).min(self.burst), at: now };
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        let wait = Duration::from_secs_f64((1.0 - bucket.left) / self.rate);
        Err(Error::TooFast { retry_after_ms: u32::try_from(wait.as_millis()).unwrap_or(u32::MAX).max(1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_rate_and_people_apart() {
        let brake = Brake::new(20, 60);
        let start = Instant::now();
        for _ in 0..60 {
            assert!(brake.take_at(1, start).is_ok());
        }
        let refused = brake.take_at(1, start);
        assert!(matches!(refused, Err(Error::TooFast { retry_after_ms: 50 })), "{refused:?}");
        assert!(brake.take_at(2, start).is_ok());
        assert!(brake.take_at(1, start + Duration::from_millis(51)).is_ok());
        assert!(brake.take_at(1, start + Duration::from_millis(52)).is_err());
    }
}
