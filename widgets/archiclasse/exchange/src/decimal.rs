//! Numbers as people and spreadsheets write them: with a comma or a dot, with spaces between thousands.

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// There is nothing.
    Empty,
    /// It is not a number.
    NotANumber,
    /// It is below 0.
    Negative,
    /// It is larger than anything here.
    TooLarge,
}

/// Reads a number of 0 or more as so many decimal places, the rest rounded: with 2, `1 234,565 €` is 123457.
///
/// A comma or a dot before the last digits is the decimal mark. Where both stand, the last is; where one stands more than
/// once, it parts thousands. Spaces of all kinds, `€` and an apostrophe between thousands are left out.
pub fn parse(text: &str, places: usize) -> Result<u32, NoNumber> {
    let text: String =
        text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '€' | '\'' | '’')).collect();
    if text.is_empty() {
        return Err(NoNumber::Empty);
    }
    let (negative, digits) =
        text.strip_prefix(['-', '−']).map_or((false, text.as_str()), |rest| (true, rest));
    let mark = digits.rfind([',', '.']).filter(|at| {
        let sign = &digits[*at..=*at];
        digits.matches(sign).count() == 1
    });
    let (whole, part) = mark.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let whole: String = whole.chars().filter(|sign| !matches!(sign, ',' | '.')).collect();
    let all_digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if !all_digits(&whole) || !all_digits(part) || whole.len() + part.len() == 0 {
        return Err(NoNumber::NotANumber);
    }
    let mut value: u64 = 0;
    for digit in whole.bytes().chain(part.bytes().chain(core::iter::repeat(b'0')).take(places)) {
        value = value * 10 + u64::from(digit - b'0');
        if value > u64::from(u32::MAX) {
            return Err(NoNumber::TooLarge);
        }
    }
    if part.as_bytes().get(places).is_some_and(|digit| *digit >= b'5') {
        value += 1;
    }
    if negative && value > 0 {
        return Err(NoNumber::Negative);
    }
    u32::try_from(value).map_err(|_| NoNumber::TooLarge)
}

/// Hundredths with a decimal mark: `8950` is `89,50`.
pub fn hundredths(value: u64, mark: char) -> String {
    let rest = value % 100;
    let pad = if rest < 10 { "0" } else { "" };
    [&(value / 100).to_string(), mark.encode_utf8(&mut [0; 4]) as &str, pad, &rest.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commas_dots_and_spaces() {
        for (text, cents) in [
            ("89,50", 8950),
            ("89.5", 8950),
            ("1 234,50 €", 123_450),
            ("1\u{202f}234,50\u{a0}€", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1.234.567", 123_456_700),
            ("12", 1200),
            (",5", 50),
            ("0,005", 1),
            ("0,004", 0),
            ("-0", 0),
            ("1'234.50", 123_450),
        ] {
            assert_eq!(parse(text, 2), Ok(cents), "{text}");
        }
        assert_eq!(parse("70,5", 1), Ok(705));
        assert_eq!(parse("700", 0), Ok(700));
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (text, why) in [
            ("", NoNumber::Empty),
            (" € ", NoNumber::Empty),
            ("douze", NoNumber::NotANumber),
            ("1e5", NoNumber::NotANumber),
            ("-3,5", NoNumber::Negative),
            ("−1", NoNumber::Negative),
            ("99999999999", NoNumber::TooLarge),
            (",", NoNumber::NotANumber),
            ("--1", NoNumber::NotANumber),
            ("5 000 000 000", NoNumber::TooLarge),
        ] {
            assert_eq!(parse(text, 2), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read(cents: u32) {
            for mark in [',', '.'] {
                prop_assert_eq!(parse(&hundredths(u64::from(cents), mark), 2), Ok(cents));
            }
        }

        #[test]
        fn no_text_makes_it_fall(text in "\\PC{0,12}", places in 0_usize..4) {
            let _ = parse(&text, places);
        }
    }
}
