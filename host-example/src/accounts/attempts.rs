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
const WINDOW: Duration = Duration::from_mins(10);
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
    /// Notes a try before it is checked, so that tries sent side by side are counted too. `Err` says in how many
    /// seconds this account or address may try again.
    pub fn begin(&self, login: &str, address: IpAddr) -> Result<(), u64> {
        let now = Instant::now();
        let login = normal(login);
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let account = wait_of(&accounts, &login, PER_ACCOUNT, now);
        if let Some(seconds) = account.max(wait_of(&addresses, &address, PER_ADDRESS, now)) {
            return Err(seconds);
        }
        note(&mut accounts, login, now);
        note(&mut addresses, address, now);
        Ok(())
    }

    /// The try was right: the account's count begins anew, and the address is not charged for it.
    pub fn succeeded(&self, login: &str, address: IpAddr) {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).remove(&normal(login));
        if let Some(tries) = self.addresses.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&address) {
            tries.pop();
        }
    }
}

/// What the database takes for the same login: without case or spaces around.
fn normal(login: &str) -> String {
    login.trim().to_ascii_lowercase().chars().take(128).collect()
}

fn wait_of<K: Hash + Eq>(
    tries: &HashMap<K, Vec<Instant>>,
    who: &K,
    most: usize,
    now: Instant,
) -> Option<u64> {
    let recent: Vec<&Instant> =
        tries.get(who)?.iter().filter(|moment| now.duration_since(**moment) < WINDOW).collect();
    // Free again once so many of the recent ones have aged that fewer than `most` are left.
    let oldest_that_counts = recent.len().checked_sub(most)?;
    let left = WINDOW.saturating_sub(now.duration_since(**recent.get(oldest_that_counts)?));
    Some(left.as_secs() + 1)
}

fn note<K: Hash + Eq>(tries: &mut HashMap<K, Vec<Instant>>, who: K, now: Instant) {
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
            assert_eq!(attempts.begin("Amina.Benali ", address), Ok(()));
        }
        let seconds = attempts.begin("AMINA.BENALI", IpAddr::from([192, 0, 2, 2])).unwrap_err();
        assert!((590..=600).contains(&seconds), "{seconds}");
        assert_eq!(attempts.begin("leo.martin", address), Ok(()), "others of the school go on");
        attempts.succeeded("amina.benali", address);
        assert_eq!(attempts.begin("amina.benali", address), Ok(()));
    }

    #[test]
    fn an_address_is_held_too_but_not_for_right_tries() {
        let attempts = Attempts::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for number in 0..500 {
            let login = format!("pupil{number}");
            assert_eq!(attempts.begin(&login, address), Ok(()));
            attempts.succeeded(&login, address);
        }
        for number in 0..PER_ADDRESS {
            assert_eq!(attempts.begin(&format!("guess{number}"), address), Ok(()));
        }
        assert!(attempts.begin("somebody", address).is_err());
        assert_eq!(attempts.begin("somebody", IpAddr::from([192, 0, 2, 9])), Ok(()));
    }
}
