//! Passwords, hashed by argon2id. The work is done beside the web server's threads, two at a time at most, so that
//! a rush to sign in at eight o'clock holds neither the pages nor the memory.

use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::Error;

/// Shortest password that a person may choose, in characters.
pub(super) const SHORTEST: usize = 8;
/// Longest password that is looked at: hashing must not be a way to make the server work.
pub(super) const LONGEST: usize = 256;

/// Why a password was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// Under [`SHORTEST`] characters.
    TooShort,
    /// Over [`LONGEST`] characters.
    TooLong,
    /// The login itself.
    SameAsLogin,
}

/// Whether a password that a person chose may be taken.
pub fn check_strength(login: &str, password: &str) -> Result<(), WeakPassword> {
    match password.chars().count() {
        0..SHORTEST => Err(WeakPassword::TooShort),
        count if count > LONGEST => Err(WeakPassword::TooLong),
        _ if password.eq_ignore_ascii_case(login.trim()) => Err(WeakPassword::SameAsLogin),
        _ => Ok(()),
    }
}

/// A password to give out on paper: 12 letters and digits, none that are mistaken for another.
pub fn invent() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let bytes: [u8; 12] = rand::random();
    bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// A hash of a password that nobody has, to spend the same time on logins that do not exist.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now(&crate::secret::random_token()).ok());

fn hash_now(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

fn verify_now(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Hashes and verifies.
#[derive(Debug, Clone)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        // Made now: at the first unknown login it would take twice the time, and tell.
        LazyLock::force(&NOBODY);
        Self { at_once: Arc::new(Semaphore::new(2)) }
    }
}

impl Passwords {
    /// The hash to store, with its own salt and parameters in it.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        self.beside(move || hash_now(&password).map_err(|_| Error::Internal)).await?
    }

    /// Whether the password is the one of this hash; without a hash, spends the same time and says no.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        if password.chars().count() > LONGEST {
            return Ok(false);
        }
        self.beside(move || {
            let real = hash.is_some();
            let hash = hash.as_deref().or(NOBODY.as_deref());
            hash.is_some_and(|hash| verify_now(&password, hash)) && real
        })
        .await
    }

    async fn beside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _turn = self.at_once.acquire().await.map_err(|_| Error::Stopping)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| Error::Internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_verifies_its_password_alone() {
        let passwords = Passwords::default();
        let hash = passwords.hash("vent du nord".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(passwords.verify("vent du nord".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("vent du sud".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("vent du nord".to_owned(), None).await.unwrap());
        assert_ne!(passwords.hash("vent du nord".to_owned()).await.unwrap(), hash, "salted");
    }

    #[test]
    fn weak_passwords_are_named() {
        assert_eq!(check_strength("a.b", "court"), Err(WeakPassword::TooShort));
        assert_eq!(check_strength("amina.benali", "Amina.Benali"), Err(WeakPassword::SameAsLogin));
        assert_eq!(check_strength("a.b", &"x".repeat(257)), Err(WeakPassword::TooLong));
        assert_eq!(check_strength("a.b", "trois mots simples"), Ok(()));
    }

    #[test]
    fn invented_passwords_differ() {
        assert_ne!(invent(), invent());
        assert_eq!(invent().len(), 12);
    }
}
