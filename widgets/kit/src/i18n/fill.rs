//! Filling placeholders and choosing plural forms.

use super::Lang;

/// Between the two forms of a counted text; the build-time compiler writes the same character.
const PLURAL_SEPARATOR: char = '\u{1}';

/// Puts values in the place of `{name}`; a name without a value stays as it is, so that it is seen.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v, tail))
        });
        if let Some((value, tail)) = value {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// The form of a counted text for that count.
pub fn counted(text: &str, lang: Lang, count: u32) -> &str {
    match text.split_once(PLURAL_SEPARATOR) {
        Some((one, _)) if lang.is_one(count) => one,
        Some((_, other)) => other,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_names() {
        assert_eq!(fill("{a} et {b}, {a}", &[("a", "x"), ("b", "{a}")]), "x et {a}, x");
        assert_eq!(fill("{c} {", &[("a", "x")]), "{c} {");
    }

    #[test]
    fn chooses_forms() {
        assert_eq!(counted("un\u{1}des", Lang::Fr, 0), "un");
        assert_eq!(counted("one\u{1}many", Lang::En, 0), "many");
        assert_eq!(counted("same", Lang::En, 5), "same");
    }
}
