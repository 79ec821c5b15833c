//! Lengths as people type and read them: metres on the screen, millimetres inside.

use core::fmt;

/// Why a text is no length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLength {
    /// There is nothing.
    Empty,
    /// It is not a number, with or without m, cm or mm.
    NotANumber,
    /// It is below 0.
    Negative,
    /// It is 0.
    Zero,
    /// It is longer than a plan may be: [`LONGEST`].
    TooLong,
}

/// The longest length that can be typed, mm.
pub const LONGEST: i32 = 500_000;

/// Reads a length: metres where no unit is given, comma or dot, as `9`, `9,00`, `6.8 m`, `680 cm`, `6800 mm`.
/// What is finer than a millimetre is rounded.
pub fn parse(text: &str) -> Result<i32, NoLength> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text.to_lowercase();
    // Places of the decimal mark between the unit and the millimetre.
    let (digits, places) = if let Some(digits) = text.strip_suffix("mm") {
        (digits, 0)
    } else if let Some(digits) = text.strip_suffix("cm") {
        (digits, 1)
    } else {
        (text.strip_suffix('m').unwrap_or(&text), 3)
    };
    if text.is_empty() {
        return Err(NoLength::Empty);
    }
    if let Some(rest) = digits.strip_prefix(['-', '−']) {
        return number(rest, places).and(Err(NoLength::Negative));
    }
    match number(digits, places)? {
        0 => Err(NoLength::Zero),
        length => Ok(length),
    }
}

fn number(digits: &str, places: usize) -> Result<i32, NoLength> {
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) || whole.len() + part.len() == 0 {
        return Err(NoLength::NotANumber);
    }
    let mut value: i64 = 0;
    let scaled = whole.bytes().chain(part.bytes().chain(core::iter::repeat(b'0')).take(places));
    for digit in scaled {
        value = value * 10 + i64::from(digit - b'0');
        if value > i64::from(LONGEST) {
            return Err(NoLength::TooLong);
        }
    }
    if part.as_bytes().get(places).is_some_and(|digit| *digit >= b'5') {
        value += 1;
    }
    i32::try_from(value).map_err(|_| NoLength::TooLong)
}

/// Metres with two places, or three where millimetres matter: `9,00`, `0,833`. `mark` is the decimal mark.
pub fn metres(length: i32, mark: char) -> String {
    let size = length.unsigned_abs();
    let mut text = String::new();
    if length < 0 {
        text.push('−');
    }
    text.push_str(&(size / 1000).to_string());
    text.push(mark);
    let mut rest = size % 1000;
    let mut unit = 100;
    for _ in 0..if rest.is_multiple_of(10) { 2 } else { 3 } {
        text.push(char::from(b'0' + u8::try_from(rest / unit).unwrap_or(0)));
        rest %= unit;
        unit /= 10;
    }
    text
}

/// Square metres with one place, as `61,2`. `area` is in mm².
pub fn square_metres(area: i64, mark: char) -> String {
    let tenths = (area + 50_000) / 100_000;
    [&(tenths / 10).to_string(), mark.encode_utf8(&mut [0; 4]) as &str, &(tenths % 10).to_string()].concat()
}

impl fmt::Display for NoLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there is no length",
            Self::NotANumber => "a length is a number, with m, cm or mm or without",
            Self::Negative => "a length is above 0",
            Self::Zero => "a length is above 0, not 0",
            Self::TooLong => "a length is at most 500 m",
        })
    }
}

impl core::error::Error for NoLength {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comma_and_dot_and_units() {
        for (text, length) in [
            ("9", 9000),
            ("9,00", 9000),
            ("6.8", 6800),
            ("6,80 m", 6800),
            (" 680 cm", 6800),
            ("6800mm", 6800),
            (",5", 500),
            ("0,8335", 834),
            ("0.8334", 833),
            ("2,", 2000),
            ("1 300 mm", 1300),
            ("93,05 CM", 931),
        ] {
            assert_eq!(parse(text), Ok(length), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_says_why() {
        for (text, why) in [
            ("", NoLength::Empty),
            ("  ", NoLength::Empty),
            ("m", NoLength::NotANumber),
            ("neuf", NoLength::NotANumber),
            ("9,0,0", NoLength::NotANumber),
            ("9e3", NoLength::NotANumber),
            ("0", NoLength::Zero),
            ("0,0001", NoLength::Zero),
            ("-3", NoLength::Negative),
            ("501", NoLength::TooLong),
            ("99999999999999999999999", NoLength::TooLong),
        ] {
            assert_eq!(parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn written_as_it_is_read() {
        assert_eq!(metres(9000, ','), "9,00");
        assert_eq!(metres(833, '.'), "0.833");
        assert_eq!(metres(-50, ','), "−0,05");
        assert_eq!(square_metres(61_200_000, ','), "61,2");
        assert_eq!(square_metres(60_980_000, '.'), "61.0");
    }

    proptest! {
        #[test]
        fn a_length_and_back(length in 1..=LONGEST) {
            prop_assert_eq!(parse(&metres(length, ',')), Ok(length));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = parse(&text);
        }
    }
}
