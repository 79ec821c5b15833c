//! String literals, and whether a person could read them.

use proc_macro2::{Literal, TokenTree};

use super::{Finding, Place};

/// The text of a string literal, escapes as they are written.
pub(super) fn text(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let body = written.strip_prefix('r').map_or(written.as_str(), |raw| raw.trim_matches('#'));
    let body = body.strip_prefix('"')?.strip_suffix('"')?;
    Some(body.to_owned())
}

/// Whether a text has letters outside its placeholders.
pub(super) fn has_letters(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut before = ' ';
    for sign in text.chars() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            // The letter of an escape such as \n.
            _ if depth == 0 && sign.is_alphabetic() && before != '\\' => return true,
            _ => {}
        }
        before = sign;
    }
    false
}

/// Whether a text reads as a sentence: two words of letters, one after the other.
pub(super) fn reads_as_a_sentence(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|sign: char| ",.;:…?()«»“”\u{a0}\u{202f}".contains(sign));
        word.chars().count() > 1
            && word.chars().all(|sign| sign.is_alphabetic() || sign == '’' || sign == '\'')
    };
    let words: Vec<bool> = text.split(' ').map(is_word).collect();
    words.windows(2).any(|pair| pair[0] && pair[1])
}

/// Notes a literal.
pub(super) fn note(token: &TokenTree, text: String, place: Place, found: &mut Vec<Finding>) {
    found.push(Finding { file: std::path::PathBuf::new(), line: token.span().start().line, place, text });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_escapes_are_no_letters() {
        assert!(!has_letters("{count}/{total:>3}\\n – 12 %"));
        assert!(has_letters("{count} niveaux"));
    }

    #[test]
    fn sentences_have_two_words_in_a_row() {
        for sentence in ["Mes compétences", "C’est fait", "a title: some words"] {
            assert!(reads_as_a_sentence(sentence), "{sentence}");
        }
        for other in ["gf-a gf-b", "M5 12.5l4.5", "storage:shared", "0 0 24 24", "Bonjour", "x y", "-p 1 of"]
        {
            assert!(!reads_as_a_sentence(other), "{other}");
        }
    }
}
