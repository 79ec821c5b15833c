//! Brakes on guessing passwords: by account and by address.
//!
//! A whole school comes from one address, so an address may fail often; one account may not. Kept in memory: a
//! restart forgives, which costs an attacker more than it gives.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong tries that are forgotten only after so long.
const WINDOW: Duration = Duration::from_secs(10 * 60);
/// Wrong tries an account has in the window.
const PER_ACCOUNT: usize = 8;
/// Wrong tries an address has in the window.
const PER_ADDRESS: usize = 120;
/// Accounts and addresses remembered at once; past it the idle ones are dropped.
const REMEMBERED: usize = 20_000;

/// The wrong tries of late.
#[derive(Debug, Default)]
pub struct Attempts {
    accounts: Mutex<HashMap<String, Vec<Instant>>>,
    addresses: Mutex<HashMap<IpAddr, Vec<Instant>>>,
}

impl Attempts {
    /// In how many seconds this account or address may try again; `None`: now.
    pub fn wait(&self, login: &str, address: IpAddr) -> Option<u64> {
        let now = Instant::now();
        let account = wait_of(&self.accounts, &normal(login), PER_ACCOUNT, now);
        let address = wait_of(&self.addresses, &address, PER_ADDRESS, now);
        account.max(address)
    }

    /// Notes a wrong try.
    pub fn failed(&self, login: &str, address: IpAddr) {
        let now = Instant::now();
        note(&self.accounts, normal(login), now);
        note(&self.addresses, address, now);
    }

    /// The account is its owner's again; the address keeps its count.
    pub fn succeeded(&self, login: &str) {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).remove(&normal(login));
    }
}

/// What the database takes for the same login: without case or spaces around.
fn normal(login: &str) -> String {
    login.trim().to_ascii_lowercase().chars().take(128).collect()
}

fn wait_of<K: Hash + Eq>(
    tries: &Mutex<HashMap<K, Vec<Instant>>>,
    who: &K,
    most: usize,
    now: Instant,
) -> Option<u64> {
    let tries = tries.lock().unwrap_or_else(PoisonError::into_inner);
    let recent: Vec<&Instant> =
        tries.get(who)?.iter().filter(|moment| now.duration_since(**moment) < WINDOW).collect();
    // Free again once so many of the recent ones have aged that fewer than `most` are left.
    let oldest_that_counts = recent.len().checked_sub(most)?;
    let left = WINDOW.saturating_sub(now.duration_since(**recent.get(oldest_that_counts)?));
    Some(left.as_secs() + 1)
}

fn note<K: Hash + Eq>(tries: &Mutex<HashMap<K, Vec<Instant>>>, who: K, now: Instant) {
    let mut tries = tries.lock().unwrap_or_else(PoisonError::into_inner);
    if tries.len() >= REMEMBERED {
        tries.retain(|_, moments| moments.last().is_some_and(|last| now.duration_since(*last) < WINDOW));
    }
    let moments = tries.entry(who).or_default();
    moments.retain(|moment| now.duration_since(*moment) < WINDOW);
    moments.push(now);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_held_after_eight_wrong_tries_whatever_its_case() {
        let attempts = Attempts::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..8 {
            assert_eq!(attempts.wait("Amina.Benali", address), None);
            attempts.failed("amina.benali ", address);
        }
        let seconds = attempts.wait("AMINA.BENALI", IpAddr::from([192, 0, 2, 2])).unwrap();
        assert!((590..=600).contains(&seconds), "{seconds}");
        assert_eq!(attempts.wait("leo.martin", address), None, "others of the school go on");
        attempts.succeeded("amina.benali");
        assert_eq!(attempts.wait("amina.benali", address), None);
    }

    #[test]
    fn an_address_is_held_too() {
        let attempts = Attempts::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for number in 0..PER_ADDRESS {
            attempts.failed(&format!("guess{number}"), address);
        }
        assert!(attempts.wait("somebody", address).is_some());
        assert_eq!(attempts.wait("somebody", IpAddr::from([192, 0, 2, 9])), None);
    }
}
