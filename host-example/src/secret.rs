//! Random tokens, and the installation's secret from which the ids given to widgets are derived.
//!
//! A widget never sees who a person is: it gets an id that holds only for this widget in this establishment
//! (protocol, section 4), so that two widgets, or two schools, cannot put their records together.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// 256 bits of randomness, as URL-safe text: session tokens and XSRF tokens.
pub fn random_token() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// 80 bits of randomness in lowercase letters and digits: ids of instances.
pub fn random_id() -> String {
    BASE32_NOPAD.encode(&rand::random::<[u8; 10]>()).to_ascii_lowercase()
}

/// A random UUID (version 4) in lower case.
pub fn random_uuid() -> String {
    let mut bytes: [u8; 16] = rand::random();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// SHA-256: what is stored of a session token, so that a copy of the database opens no session.
pub fn digest(text: &[u8]) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Whether two texts are equal, in a time that does not depend on where they differ.
pub fn same(a: &str, b: &str) -> bool {
    digest(a.as_bytes()).iter().zip(digest(b.as_bytes())).fold(0, |gap, (x, y)| gap | (x ^ y)) == 0
}

/// The secret of one installation, made at first start and kept in its database.
#[derive(Clone)]
pub struct InstallationSecret([u8; 32]);

impl std::fmt::Debug for InstallationSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("InstallationSecret(…)")
    }
}

impl InstallationSecret {
    /// A new secret.
    pub fn generate() -> Self {
        Self(rand::random())
    }

    /// The secret kept in the database; `None` where its length is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// For the database only.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The id of a person for one widget in one establishment: 26 letters and digits that fit the key grammar.
    pub fn person(&self, person: i64, widget: &str, establishment: i64) -> String {
        self.derive("person", person, widget, establishment)
    }

    /// The id of a class for one widget in one establishment.
    pub fn class(&self, class: i64, widget: &str, establishment: i64) -> String {
        self.derive("class", class, widget, establishment)
    }

    fn derive(&self, what: &str, id: i64, widget: &str, establishment: i64) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes a key of any length");
        };
        // A separator that no part can hold, or two different triples could meet in one text.
        mac.update(format!("{what}\n{id}\n{widget}\n{establishment}").as_bytes());
        // 130 bits: far beyond chance, and short in a key of at most 128 signs.
        BASE32_NOPAD.encode(&mac.finalize().into_bytes())[..26].to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_by_person_widget_and_establishment_and_stay_the_same() {
        let secret = InstallationSecret::generate();
        let id = secret.person(1, "crcn", 1);
        assert_eq!(id, secret.person(1, "crcn", 1));
        let others = [
            secret.person(2, "crcn", 1),
            secret.person(1, "archiclasse", 1),
            secret.person(1, "crcn", 2),
            secret.class(1, "crcn", 1),
            InstallationSecret::generate().person(1, "crcn", 1),
        ];
        assert!(!others.contains(&id), "{id} among {others:?}");
        assert!(id.len() == 26 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{id}");
    }

    #[test]
    fn equality_in_constant_time_is_still_equality() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd"));
        assert!(!same("abc", "abcd"));
    }
}
