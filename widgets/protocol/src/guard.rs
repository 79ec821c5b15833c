//! The strict look at a text before it is read (sections 3 and 9): length, depth, forbidden keys.
//!
//! One pass over the bytes without allocation, so that a hostile message costs nothing. It does not check that the
//! text is JSON: reading it does.

use crate::error::ErrorKind;
use crate::limits::MAX_DEPTH;

/// Keys that no map may have: they reach an object's prototype in JavaScript.
const FORBIDDEN: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// Why a text is not even read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than so many UTF-16 units.
    TooLong(u32),
    /// Arrays and objects nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A map has a key that reaches an object's prototype.
    ForbiddenKey,
}

impl Refusal {
    /// The kind that the sender is told.
    pub const fn kind(self) -> ErrorKind {
        match self {
            Self::TooLong(_) => ErrorKind::TooLarge,
            Self::TooDeep | Self::ForbiddenKey => ErrorKind::Invalid,
        }
    }

    /// What the sender is told.
    pub const fn text(self) -> &'static str {
        match self {
            Self::TooLong(_) => "the message is too long",
            Self::TooDeep => "the message is nested deeper than 32",
            Self::ForbiddenKey => "a key is __proto__, constructor or prototype",
        }
    }
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.text())
    }
}

impl core::error::Error for Refusal {}

/// Checks a text of at most `max` UTF-16 units (what JavaScript calls `length`).
pub fn check(text: &str, max: u32) -> Result<(), Refusal> {
    // A UTF-8 byte is never more than one UTF-16 unit, so short texts need no count.
    let max_units = max as usize;
    if text.len() > max_units && text.encode_utf16().take(max_units + 1).count() > max_units {
        return Err(Refusal::TooLong(max));
    }
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::TooDeep);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = string_end(bytes, at + 1);
                if followed_by_colon(bytes, end + 1) && is_forbidden(&text[at + 1..end.min(bytes.len())]) {
                    return Err(Refusal::ForbiddenKey);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// The index of the quote that closes the string whose text starts at `from`; the length if none does.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

fn followed_by_colon(bytes: &[u8], from: usize) -> bool {
    bytes.iter().skip(from).find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

fn is_forbidden(raw: &str) -> bool {
    FORBIDDEN.contains(&raw) || (raw.contains('\\') && FORBIDDEN.contains(&unescape(raw).as_str()))
}

/// Resolves `\uXXXX`: enough to see through an escaped forbidden key, in which nothing else is escaped.
fn unescape(raw: &str) -> String {
    let mut plain = String::new();
    let mut signs = raw.chars();
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            let escaped = signs.next() == Some('u');
            let code = (0..4).try_fold(0, |code, _| Some(code << 4 | signs.next()?.to_digit(16)?));
            let letter = code.filter(|_| escaped).and_then(char::from_u32);
            plain.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        } else {
            plain.push(sign);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_utf16_units() {
        assert_eq!(check("\"😀\"", 4), Ok(()));
        assert_eq!(check("\"😀\"", 3), Err(Refusal::TooLong(3)));
        assert_eq!(check("\"éé\"", 4), Ok(()));
    }

    #[test]
    fn counts_depth_outside_strings() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(check(&nested(32), 1000), Ok(()));
        assert_eq!(check(&nested(33), 1000), Err(Refusal::TooDeep));
        assert_eq!(check(&format!("\"{}\"", "[".repeat(99)), 1000), Ok(()));
        assert_eq!(check(&format!("\"\\\"{}\"", "[".repeat(99)), 1000), Ok(()));
    }

    #[test]
    fn sees_forbidden_keys_only_as_keys() {
        for bad in [
            r#"{"__proto__":1}"#,
            r#"{"a":{"constructor" : 1}}"#,
            r#"{"prototype":1}"#,
            r#"{"\u005f_proto__":1}"#,
            r#"{"construct\u006Fr":1}"#,
        ] {
            assert_eq!(check(bad, 1000), Err(Refusal::ForbiddenKey), "{bad}");
        }
        assert_eq!(check(r#"{"a":"__proto__","b":["constructor"]}"#, 1000), Ok(()));
    }
}
