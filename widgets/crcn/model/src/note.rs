//! Texts and addresses that a person types: what may be stored, and what to say of the rest.
//!
//! Nothing is cut or changed silently: what was typed stays in its field until it is right.

/// The longest text, in characters.
pub const LONGEST_NOTE: usize = 500;
/// The longest address, in characters.
pub const LONGEST_LINK: usize = 1000;

/// What is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypingFault {
    /// A text of so many characters; [`LONGEST_NOTE`] are allowed.
    TooLong(usize),
    /// An address that is neither `http://` nor `https://`: `javascript:`, `data:`, a file.
    NotWeb,
    /// An address without a site, or with spaces inside.
    NoAddress,
    /// An address of so many characters; [`LONGEST_LINK`] are allowed.
    AddressTooLong(usize),
    /// Neither a text nor an address.
    Nothing,
}

/// What was typed, without the white space around it; `None` where nothing is left.
///
/// # Errors
/// [`TypingFault::TooLong`].
pub fn note(typed: &str) -> Result<Option<String>, TypingFault> {
    let text = typed.trim();
    match text.chars().count() {
        0 => Ok(None),
        length if length > LONGEST_NOTE => Err(TypingFault::TooLong(length)),
        _ => Ok(Some(text.to_owned())),
    }
}

/// The address that was typed; `None` where nothing was. One without a scheme gets `https://`.
///
/// # Errors
/// The fault of an address that no browser should be led to.
pub fn link(typed: &str) -> Result<Option<String>, TypingFault> {
    let text = typed.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // Browsers read a scheme through line breaks and tabs inside it: nothing of the sort gets through.
    if text.chars().any(|sign| sign.is_whitespace() || sign.is_control()) {
        return Err(TypingFault::NoAddress);
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        &text[8..]
    } else if lower.starts_with("http://") {
        &text[7..]
    } else {
        let host = text.split(['/', '?', '#']).next().unwrap_or_default();
        // A colon before any slash is a scheme, or a port after a name with a dot.
        let port = host.split_once(':').map(|(_, port)| port);
        let is_port = port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
        if !is_port || !host.contains('.') || host.contains('@') {
            return Err(if is_port { TypingFault::NoAddress } else { TypingFault::NotWeb });
        }
        let whole = ["https://", text].concat();
        return long_enough(&whole).map(|()| Some(whole));
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.contains('@') {
        return Err(TypingFault::NoAddress);
    }
    long_enough(text)?;
    // The scheme in small letters, so that what is stored has one form.
    Ok(Some([&lower[..text.len() - rest.len()], rest].concat()))
}

fn long_enough(text: &str) -> Result<(), TypingFault> {
    match text.chars().count() {
        length if length > LONGEST_LINK => Err(TypingFault::AddressTooLong(length)),
        _ => Ok(()),
    }
}

/// Whether a stored address may be offered as a link: what is stored may come from elsewhere.
pub fn is_safe_link(address: &str) -> bool {
    link(address).is_ok_and(|read| read.as_deref() == Some(address))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_kept_whole_or_refused_with_their_length() {
        assert_eq!(note("  J’ai fait un tableau 🦊\n"), Ok(Some("J’ai fait un tableau 🦊".to_owned())));
        assert_eq!(note(" \n\t "), Ok(None));
        assert_eq!(note(&"é".repeat(500)).map(|text| text.map(|text| text.chars().count())), Ok(Some(500)));
        assert_eq!(note(&"a".repeat(10_000)), Err(TypingFault::TooLong(10_000)));
    }

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        let ok = |typed: &str| link(typed).unwrap().unwrap();
        assert_eq!(ok("https://ent.example/doc?id=1#p"), "https://ent.example/doc?id=1#p");
        assert_eq!(ok(" HTTP://Exemple.fr "), "http://Exemple.fr");
        assert_eq!(ok("exemple.fr/page"), "https://exemple.fr/page");
        assert_eq!(ok("exemple.fr:8080/page"), "https://exemple.fr:8080/page");
        assert_eq!(link(""), Ok(None));
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "javascript://ent.example/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "mailto:lou@exemple.fr",
            "vbscript:x",
        ] {
            assert_eq!(link(bad), Err(TypingFault::NotWeb), "{bad}");
        }
        for bad in [
            "java\nscript:alert(1)",
            "https://",
            "https:///x",
            "un mot",
            "bonjour",
            "http://a@b.fr",
            "https://a b.fr",
        ] {
            assert_eq!(link(bad), Err(TypingFault::NoAddress), "{bad}");
        }
        assert_eq!(
            link(&format!("https://a.fr/{}", "x".repeat(1000))),
            Err(TypingFault::AddressTooLong(1013))
        );
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again_as_it_is(typed in "\\PC{0,60}") {
            if let Ok(Some(taken)) = link(&typed) {
                prop_assert!(taken.starts_with("https://") || taken.starts_with("http://"));
                prop_assert!(is_safe_link(&taken), "{}", taken);
            }
        }
    }
}
