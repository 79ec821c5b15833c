//! On which line of a JSON text a value stands: people open files in editors, and those count lines.

/// The line, from 1, on which the value of a JSON pointer begins; of the innermost value around it where it is missing.
/// `text` must be JSON.
pub fn of(text: &str, pointer: &str) -> usize {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
    let mut steps = pointer.split('/').skip(1);
    reader.space();
    let mut found = reader.at;
    for step in steps.by_ref() {
        match reader.enter(step) {
            Some(at) => found = at,
            None => break,
        }
    }
    text.as_bytes()[..found.min(text.len())].split(|byte| *byte == b'\n').count()
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// Goes to the start of a member or an element of the value that begins here.
    fn enter(&mut self, step: &str) -> Option<usize> {
        let open = self.peek();
        if open != b'{' && open != b'[' {
            return None;
        }
        self.at += 1;
        let mut number = 0;
        loop {
            self.space();
            if matches!(self.peek(), b'}' | b']' | 0) {
                return None;
            }
            let here = if open == b'{' {
                let start = self.at;
                self.skip();
                let name = self.bytes.get(start + 1..self.at.saturating_sub(1)).unwrap_or_default();
                self.space();
                self.at += 1;
                self.space();
                name == step.as_bytes()
            } else {
                step.parse() == Ok(number)
            };
            if here {
                return Some(self.at);
            }
            self.skip();
            self.space();
            if self.peek() == b',' {
                self.at += 1;
            }
            number += 1;
        }
    }

    /// Goes behind the value that begins here.
    fn skip(&mut self) {
        let mut depth = 0;
        loop {
            match self.peek() {
                0 => return,
                b'"' => {
                    self.at += 1;
                    while !matches!(self.peek(), b'"' | 0) {
                        self.at += if self.peek() == b'\\' { 2 } else { 1 };
                    }
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0
                && (matches!(self.bytes.get(self.at - 1), Some(b'"' | b'}' | b']'))
                    || matches!(self.peek(), b',' | b'}' | b']' | b':' | b'\n' | b' ' | 0))
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "{\n  \"a\": [1, 2,\n    { \"b\": \"x\\\"}\",\n      \"size\": [700,\n        -500] }\n  ],\n  \"c\": null\n}";

    #[test]
    fn lines_of_values() {
        for (pointer, line) in [
            ("", 1),
            ("/a", 2),
            ("/a/1", 2),
            ("/a/2", 3),
            ("/a/2/b", 3),
            ("/a/2/size", 4),
            ("/a/2/size/1", 5),
            ("/c", 7),
        ] {
            assert_eq!(of(FILE, pointer), line, "{pointer}");
        }
    }

    #[test]
    fn what_is_missing_is_where_it_should_be() {
        assert_eq!(of(FILE, "/a/2/name"), 3);
        assert_eq!(of(FILE, "/a/9"), 2);
        assert_eq!(of(FILE, "/x/y"), 1);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "[\\[\\]{},:\"a0 \n\\\\]{0,40}", pointer in "[/a0-2]{0,8}") {
            let _ = of(&text, &pointer);
        }
    }
}
