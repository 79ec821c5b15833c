//! The rules of French typography that a catalogue must follow; used by tests.

/// What is wrong with a French text: plain spaces before double punctuation or inside guillemets, straight
/// apostrophes, three dots, exclamation marks (the manners of the collection have none).
pub fn problems(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut say = |wrong: bool, what: &'static str| {
        if wrong && !found.contains(&what) {
            found.push(what);
        }
    };
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let in_address = text[..at].ends_with("http") || text[..at].ends_with("https");
        match sign {
            ':' => say(before != '\u{a0}' && !in_address, "U+00A0 before a colon"),
            ';' | '?' => say(before != '\u{202f}', "U+202F before ; and ?"),
            '!' => say(true, "no exclamation marks"),
            '»' => say(before != '\u{a0}' && before != '\u{202f}', "no-break space inside guillemets"),
            '\'' => say(true, "’ for an apostrophe"),
            '.' => say(text[at..].starts_with("..."), "… for three dots"),
            _ => say(
                before == '«' && sign != '\u{a0}' && sign != '\u{202f}',
                "no-break space inside guillemets",
            ),
        }
        before = sign;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::problems;

    #[test]
    fn good_texts_pass() {
        for text in
            ["L’école\u{a0}: oui\u{202f}; non\u{202f}?", "«\u{a0}Valider\u{a0}»…", "https://ent.example"]
        {
            assert_eq!(problems(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn each_fault_is_found() {
        for text in ["a : b", "a ?", "a!", "« a »", "l'a", "a...", "a;"] {
            assert_eq!(problems(text).len(), 1, "{text}");
        }
    }
}
