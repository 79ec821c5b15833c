//! From text to value.

use serde_json::{Map, Number, Value};

use super::fraction;

/// Nesting that is refused, so that a hostile text cannot exhaust the stack.
const MOST_DEPTH: u8 = 100;

/// Where a text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJson {
    /// In bytes from the start.
    pub at: usize,
}

/// Reads a text that is one JSON value. Of a member that stands twice the last word counts.
///
/// # Errors
/// The place where it is none, or is nested deeper than 100.
pub fn parse(text: &str) -> Result<Value, NotJson> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.value();
    reader.space();
    value.filter(|_| reader.at == text.len()).ok_or(NotJson { at: reader.at })
}

/// A place in the text. `None` everywhere below: it cannot be read from here.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past the byte, if it stands here.
    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Option<Value> {
        self.space();
        match self.peek()? {
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::array),
            b'"' => self.string().map(Value::String),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let there = self.text[self.at..].starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there.then_some(value)
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        self.at += 1;
        self.depth += 1;
        let value = if self.depth > MOST_DEPTH { None } else { read(self) };
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Option<Value> {
        let mut elements = Vec::new();
        self.space();
        if !self.eat(b']') {
            loop {
                elements.push(self.value()?);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(Value::Array(elements))
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = Map::new();
        self.space();
        if !self.eat(b'}') {
            loop {
                self.space();
                let name = self.string()?;
                self.space();
                if !self.eat(b':') {
                    return None;
                }
                let value = self.value()?;
                members.insert(name, value);
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Some(Value::Object(members))
    }

    /// After an element: a comma, or the end.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        self.space();
        if self.eat(b',') {
            return Some(true);
        }
        self.eat(end).then_some(false)
    }

    fn string(&mut self) -> Option<String> {
        if !self.eat(b'"') {
            return None;
        }
        let mut read = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            read.push_str(&self.text[start..self.at]);
            if self.eat(b'"') {
                return Some(read);
            }
            // A control character is not allowed in a text.
            if !self.eat(b'\\') {
                return None;
            }
            let escaped = self.peek()?;
            self.at += 1;
            read.push(match escaped {
                b'"' | b'\\' | b'/' => char::from(escaped),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.unicode()?,
                _ => return None,
            });
        }
    }

    /// What stands after `\u`, with the second half where it takes two.
    fn unicode(&mut self) -> Option<char> {
        let unit = self.hex()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        if !(self.eat(b'\\') && self.eat(b'u')) {
            return None;
        }
        let low = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)
    }

    fn hex(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    /// Goes past digits and says how many there are.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Option<Number> {
        let start = self.at;
        let negative = self.eat(b'-');
        let zero = self.peek() == Some(b'0');
        let count = self.digits();
        if count == 0 || (zero && count > 1) {
            return None;
        }
        let whole_end = self.at;
        if self.eat(b'.') && self.digits() == 0 {
            return None;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            if self.digits() == 0 {
                return None;
            }
        }
        let text = &self.text[start..self.at];
        let whole = if self.at > whole_end {
            None
        } else if negative {
            // There is no whole -0.
            text.parse().ok().filter(|number| *number != 0).map(|number: i64| Number::from(number))
        } else {
            text.parse().ok().map(|number: u64| Number::from(number))
        };
        whole.or_else(|| Number::from_f64(fraction(text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tests::alike;

    fn agrees_with_serde(text: &str) -> bool {
        match (parse(text), serde_json::from_str(text)) {
            (Ok(ours), Ok(theirs)) => alike(&ours, &theirs),
            (ours, theirs) => ours.is_err() && theirs.is_err(),
        }
    }

    #[test]
    fn reads_what_serde_reads_and_refuses_what_it_refuses() {
        for text in [
            "",
            " ",
            "{",
            "}",
            "[",
            "[]",
            "[ ]",
            "[1,]",
            "[1 2]",
            "{}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1,\"a\":2}",
            " { \"a\" : [ 1 , { } ] } ",
            "nul",
            "null",
            "nulll",
            "true",
            "false",
            "tru",
            "0",
            "-0",
            "-",
            "-1",
            "01",
            "1.",
            ".5",
            "0.5",
            "1e5",
            "1E-2",
            "1e",
            "1e+",
            "1e999",
            "+1",
            "9007199254740993",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "\"\"",
            "\"",
            "\"\\\"\"",
            "\"\\x\"",
            "\"a\nb\"",
            "\"\\u00e9\"",
            "\"\\u00E9\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\u12\"",
            "\"\\u12é\"",
            "\"é😀\"",
            "1 1",
            "[]]",
            "\u{feff}1",
            "\u{a0}1",
        ] {
            assert!(agrees_with_serde(text), "{text}");
        }
    }

    #[test]
    fn says_where_it_stops() {
        assert_eq!(parse("[1, x]"), Err(NotJson { at: 4 }));
        assert_eq!(parse("{} {}"), Err(NotJson { at: 3 }));
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(parse(&nested(100)).is_ok());
        assert!(parse(&nested(101)).is_err());
        assert!(parse(&nested(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn agrees_with_serde_about_near_json(text in "[\\[\\]{}\",:\\\\u0-9eE.+ a\\-]{0,24}") {
            prop_assert!(agrees_with_serde(&text));
        }

        #[test]
        fn agrees_with_serde_about_any_text(text in ".{0,40}") {
            prop_assert!(agrees_with_serde(&text));
            let quoted = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(parse(&quoted), Ok(Value::String(text)));
        }
    }
}
