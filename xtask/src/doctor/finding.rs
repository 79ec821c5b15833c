//! One thing that was found.

use std::fmt;

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

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {} {}\n    {}", if self.is_wrong { "✗" } else { "·" }, self.url, self.text)?;
        match &self.send {
            Some(header) => write!(f, "\n    send: {header}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_the_header_to_send() {
        let shown =
            Finding::wrong("https://a/x.wasm", "wrong type", Some("Content-Type: application/wasm".into()))
                .to_string();
        assert_eq!(shown, "  ✗ https://a/x.wasm\n    wrong type\n    send: Content-Type: application/wasm");
    }
}
