//! Lines of cards and calendars, which both formats fold and escape alike (RFC 6350, 3.2 and 3.4; RFC 5545, 3.1 and
//! 3.3.11).

/// Most octets of a line, without its end.
const LONGEST: usize = 75;

/// A file under construction.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value stands as it is.
    pub(super) fn exact(&mut self, name: &str, value: &str) {
        self.fold(&[name, ":", value].concat());
    }

    /// A line whose value is a text of people; none for an empty one.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.fold(&[name, ":", &escaped(text)].concat());
        }
    }

    fn fold(&mut self, line: &str) {
        let mut room = LONGEST;
        for sign in line.chars() {
            if sign.len_utf8() > room {
                // The space that begins what goes on counts too.
                self.0.push_str("\r\n ");
                room = LONGEST - 1;
            }
            room -= sign.len_utf8();
            self.0.push(sign);
        }
        self.0.push_str("\r\n");
    }

    /// The whole file.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// What has a meaning in a value is escaped; other control signs have no place in either format.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(sign);
            }
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// The lines of a file put together again, each with the number of the line that it begins in, from 1.
pub(super) fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ => lines.push((number + 1, line.to_owned())),
        }
    }
    lines
}

/// A value without its escapes.
pub(super) fn unescaped(value: &str) -> String {
    let (mut text, mut signs) = (String::with_capacity(value.len()), value.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(sign) => text.push(sign),
                None => {}
            },
            sign => text.push(sign),
        }
    }
    text
}

/// The parts of a value that are held apart by semicolons, each without its escapes.
pub(super) fn parts(value: &str) -> Vec<String> {
    let (mut parts, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, sign) in value.char_indices() {
        if sign == ';' && !escaped {
            parts.push(unescaped(&value[from..at]));
            from = at + 1;
        }
        escaped = sign == '\\' && !escaped;
    }
    parts.push(unescaped(&value[from..]));
    parts
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The lines of a file unfolded, each as name and value without its escapes: what a reader of these formats does.
    pub(in super::super) fn read(file: &str) -> Vec<(String, String)> {
        let whole = file.replace("\r\n ", "");
        let mut lines = Vec::new();
        for line in whole.split_terminator("\r\n") {
            let (name, value) = line.split_once(':').expect("a name and a value");
            let (mut text, mut signs) = (String::new(), value.chars());
            while let Some(sign) = signs.next() {
                match sign {
                    '\\' => match signs.next().expect("an escaped sign") {
                        'n' => text.push('\n'),
                        sign => text.push(sign),
                    },
                    sign => text.push(sign),
                }
            }
            lines.push((name.to_owned(), text));
        }
        lines
    }

    proptest! {
        #[test]
        fn texts_come_back_and_no_line_is_too_long(text in "[a-zé🦊,;:\\\\\n \t\r]{0,300}") {
            let mut lines = Lines::default();
            lines.text("NOTE", &text);
            let file = lines.finish();
            let longest = file.split("\r\n").map(str::len).max().unwrap_or(0);
            prop_assert!(longest <= LONGEST, "{longest} octets");
            let kept: String = text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect();
            if text.is_empty() {
                prop_assert_eq!(file, "");
            } else {
                prop_assert_eq!(read(&file), vec![("NOTE".to_owned(), kept)]);
            }
        }
    }
}
