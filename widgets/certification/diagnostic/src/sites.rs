//! The sites that a computer must reach, and the neutral one that tells "no Internet" from "this site".

use serde::{Deserialize, Serialize};

/// A site to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// Its host, with the port where it has one: `app.pix.fr`.
    pub host: String,
    /// The path of a picture there, which a page of a filter is not. Without one the page cannot tell the two apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The day on which somebody saw that picture there, as `2026-11-27`. Until then a failing picture is a question,
    /// not a verdict: it may have moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// Plain HTTP: for a site inside the school's network, and for tests.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plain: bool,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sites {
    /// The day of the list.
    pub dated: String,
    /// A neutral site that no school blocks.
    pub control: Probe,
    /// Those that the certification needs.
    pub sites: Vec<Probe>,
}

/// Why a list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSites(pub String);

impl std::fmt::Display for BadSites {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BadSites {}

/// Most sites of a list: each costs the person seconds.
const MOST: usize = 20;

impl Sites {
    /// The list that is shipped: sites of Pix that are known for sure. There is no official one.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../data/sites.json")).unwrap_or_else(|BadSites(_)| Self {
            dated: String::new(),
            control: Probe { host: "localhost".to_owned(), image: None, seen: None, plain: false },
            sites: Vec::new(),
        })
    }

    /// Reads a list and says what is wrong with it. What it names ends up in a security policy, so it is read strictly.
    pub fn parse(text: &str) -> Result<Self, BadSites> {
        let sites: Self = serde_json::from_str(text).map_err(|error| BadSites(error.to_string()))?;
        if sites.sites.len() > MOST {
            return Err(BadSites(format!("{} sites, at most {MOST}", sites.sites.len())));
        }
        for probe in sites.all() {
            probe.check()?;
        }
        Ok(sites)
    }

    /// The control, then the sites.
    pub fn all(&self) -> impl Iterator<Item = &Probe> {
        std::iter::once(&self.control).chain(&self.sites)
    }

    /// The site of that host.
    pub fn get(&self, host: &str) -> Option<&Probe> {
        self.sites.iter().find(|probe| probe.host == host)
    }
}

impl Probe {
    /// `https://app.pix.fr`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.plain { "http" } else { "https" }, self.host)
    }

    fn check(&self) -> Result<(), BadSites> {
        let (name, port) = self.host.split_once(':').unwrap_or((&self.host, "443"));
        let sign =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        if name.is_empty() || name.len() > 60 || !name.bytes().all(sign) || port.parse::<u16>().is_err() {
            return Err(BadSites(format!(
                "host {:?}: a name in lower case, and a port if need be",
                self.host
            )));
        }
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_');
        let fine = |path: &String| path.starts_with('/') && path.len() <= 120 && path.bytes().all(sign);
        if self.image.as_ref().is_some_and(|path| !fine(path)) {
            return Err(BadSites(format!(
                "image {:?} of {}: a path such as /favicon.ico",
                self.image, self.host
            )));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_is_good_and_says_what_nobody_has_seen() {
        let sites = Sites::shipped();
        assert!(sites.get("app.pix.fr").is_some());
        assert_eq!(sites.get("app.pix.fr").map(Probe::origin).as_deref(), Some("https://app.pix.fr"));
    }

    #[test]
    fn nothing_of_a_list_gets_into_a_policy_that_is_no_host() {
        let with = |host: &str| {
            let list =
                format!(r#"{{"dated":"d","control":{{"host":"a.fr"}},"sites":[{{"host":"{host}"}}]}}"#);
            Sites::parse(&list)
        };
        assert!(with("b.fr:8080").is_ok());
        for bad in ["", "b.fr; script-src *", "*", "*.fr", "B.fr", "b.fr/x", "b.fr:port", "b.fr 'self'"] {
            assert!(with(bad).is_err(), "{bad}");
        }
        assert!(Sites::parse("{}").is_err());
    }
}
