//! The origin under which people reach this host: written out in every policy (protocol, section 2).

use std::fmt;

use axum::http::{HeaderMap, header};

use crate::error::Error;

/// A scheme, host and port, as in `https://ent.example.fr`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no origin; give scheme, host and port only, as in https://ent.example.fr or http://127.0.0.1:8080"
)]
pub struct NoOrigin(String);

impl Origin {
    /// Reads an origin. Strict, since it is written into headers.
    pub fn parse(text: &str) -> Result<Self, NoOrigin> {
        let wrong = || NoOrigin(text.to_owned());
        let (scheme, host) = text.split_once("://").ok_or_else(wrong)?;
        if !matches!(scheme, "http" | "https") || !is_host(host) {
            return Err(wrong());
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The origin of a request to a host that was not told its own: `http` and the `Host` header.
    pub fn of_request(headers: &HeaderMap) -> Result<Self, Error> {
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).ok_or(Error::BadHost)?;
        if is_host(host) {
            Ok(Self(format!("http://{}", host.to_ascii_lowercase())))
        } else {
            Err(Error::BadHost)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https:")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A name, IPv4 or bracketed IPv6 address, with a port or without.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rfind(':') {
        Some(colon) if !text[colon..].contains(']') => (&text[..colon], Some(&text[colon + 1..])),
        _ => (text, None),
    };
    let plain = |host: &str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    let bracketed = |host: &str| {
        host.strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok())
    };
    !host.is_empty()
        && host.len() <= 253
        && (plain(host) || bracketed(host))
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_are_taken() {
        for good in ["http://127.0.0.1:8080", "https://ent.example.fr", "http://[::1]:80", "http://localhost"]
        {
            assert_eq!(Origin::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "ent.example.fr",
            "https://ent.example.fr/",
            "ftp://a",
            "https://",
            "http://a b",
            "http://a;script-src *",
            "http://a:99999",
            "http://a,b",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_forged_host_header_never_reaches_a_policy() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "a; script-src *".parse().unwrap());
        assert!(matches!(Origin::of_request(&headers), Err(Error::BadHost)));
        assert!(Origin::of_request(&HeaderMap::new()).is_err());
    }
}
