//! How much a link may send and take: anybody who has it can ask.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Error;

/// Over which time things are counted.
const WINDOW: Duration = Duration::from_mins(10);
/// Runs of one computer in that time.
const RUNS: u64 = 6;
/// Bytes of throughput tests by one link in that time: a room of forty, twice.
const BYTES: u64 = 80_000_000;
/// Calls of one link in that time: a room of forty that waits for each other, asked every second.
const CALLS: u64 = 40_000;
/// Wrong codes from one address in that time. A school shares one.
const GUESSES: u64 = 200;
/// Counters kept before those whose time is over are dropped.
const REMEMBERED: usize = 4096;

/// Counters by name, each of one stretch of time.
#[derive(Debug, Default)]
pub struct Allowance(Mutex<HashMap<String, (Instant, u64)>>);

impl Allowance {
    /// Counts a run of a computer.
    pub fn run(&self, code: &str, machine: &str) -> Result<(), Error> {
        self.take(format!("run {code} {machine}"), 1, RUNS)
    }

    /// Counts bytes of a throughput test.
    pub fn bytes(&self, code: &str, bytes: u64) -> Result<(), Error> {
        self.take(format!("bytes {code}"), bytes, BYTES)
    }

    /// Counts a call.
    pub fn call(&self, code: &str) -> Result<(), Error> {
        self.take(format!("call {code}"), 1, CALLS)
    }

    /// Counts a code that does not exist.
    pub fn guess(&self, address: std::net::IpAddr) -> Result<(), Error> {
        self.take(format!("guess {address}"), 1, GUESSES)
    }

    fn take(&self, name: String, count: u64, most: u64) -> Result<(), Error> {
        self.take_at(name, count, most, Instant::now())
    }

    fn take_at(&self, name: String, count: u64, most: u64, now: Instant) -> Result<(), Error> {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counters.len() > REMEMBERED {
            counters.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        }
        let (since, taken) = counters.entry(name).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *taken) = (now, 0);
        }
        if *taken + count > most {
            let wait = WINDOW.saturating_sub(now.duration_since(*since));
            return Err(Error::TooFast {
                retry_after_ms: u32::try_from(wait.as_millis()).unwrap_or(u32::MAX).max(1),
            });
        }
        *taken += count;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_in_ten_minutes_and_each_computer_apart() {
        let allowance = Allowance::default();
        let start = Instant::now();
        for _ in 0..RUNS {
            assert!(allowance.take_at("run a 1".to_owned(), 1, RUNS, start).is_ok());
        }
        assert!(matches!(
            allowance.take_at("run a 1".to_owned(), 1, RUNS, start),
            Err(Error::TooFast { retry_after_ms: 600_000 })
        ));
        assert!(allowance.take_at("run a 2".to_owned(), 1, RUNS, start).is_ok());
        assert!(allowance.take_at("run a 1".to_owned(), 1, RUNS, start + WINDOW).is_ok());
        assert!(allowance.take_at("bytes a".to_owned(), BYTES + 1, BYTES, start).is_err());
    }
}
