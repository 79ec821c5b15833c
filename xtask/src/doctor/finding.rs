//! One thing that was found.

use std::fmt::{self, Write as _};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    url: String,
    text: String,
    /// The header line to send.
    send: Option<String>,
    /// Whether it keeps a widget from running, or from running safely; otherwise it only costs.
    pub(crate) is_wrong: bool,
}

impl Finding {
    pub(crate) fn wrong(url: &str, text: impl Into<String>, send: Option<String>) -> Self {
        Self { url: url.into(), text: text.into(), send, is_wrong: true }
    }

    pub(crate) fn costly(url: &str, text: impl Into<String>, send: Option<String>) -> Self {
        Self { url: url.into(), text: text.into(), send, is_wrong: false }
    }
}

/// The findings as they are printed: those that only differ in their address stand together.
pub(crate) fn told(findings: &[Finding]) -> String {
    let mut groups: Vec<(&Finding, Vec<&str>)> = Vec::new();
    for finding in findings {
        let alike = |known: &Finding| known.text == finding.text && known.send == finding.send;
        match groups.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, urls)) => urls.push(&finding.url),
            None => groups.push((finding, vec![&finding.url])),
        }
    }
    let mut text = String::new();
    for (finding, urls) in groups {
        let sign = if finding.is_wrong { "✗" } else { "·" };
        let send = finding.send.as_ref().map(|header| format!("\n    send: {header}")).unwrap_or_default();
        let _ = writeln!(text, "  {sign} {}\n    {}{send}\n", urls.join("\n    "), finding.text);
    }
    text
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(told(std::slice::from_ref(self)).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_that_only_differ_in_their_address_stand_together() {
        let header = Some("Content-Type: application/wasm".to_owned());
        let of = |url: &str| Finding::wrong(url, "wrong type", header.clone());
        let told = told(&[
            of("https://a/x.wasm"),
            Finding::costly("https://a/b", "slow", None),
            of("https://a/y.wasm"),
        ]);
        assert_eq!(
            told,
            "  ✗ https://a/x.wasm\n    https://a/y.wasm\n    wrong type\n    send: Content-Type: application/wasm\n\n  \
             · https://a/b\n    slow\n\n"
        );
    }
}
