//! Moments and days as texts. The model never reads a clock: they come in as arguments.

/// A moment in UTC to the millisecond, as `2026-11-23T09:00:00.000Z`: what `Date.prototype.toISOString` writes.
///
/// Its text orders as time does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment([u8; 24]);

/// A day as `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day([u8; 10]);

/// Digits stand at 0, separators at themselves.
const MOMENT_SHAPE: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
const DAY_SHAPE: &[u8; 10] = b"0000-00-00";

impl Moment {
    /// Reads a moment; `None` for another form, or a date or an hour that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let text: [u8; 24] = text.as_bytes().try_into().ok()?;
        let exists = has_shape(&text, MOMENT_SHAPE)
            && is_date(&text)
            && number(&text, 11) < 24
            && number(&text, 14) < 60
            && number(&text, 17) < 60;
        exists.then_some(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }

    /// The day that it was where clocks are `offset` minutes ahead of UTC (at most a day either way).
    pub fn local_day(&self, offset: i32) -> Day {
        let minutes = i32::from(number(&self.0, 11)) * 60 + i32::from(number(&self.0, 14)) + offset;
        let (mut year, mut month, mut day) = date(&self.0);
        if minutes >= 24 * 60 {
            day += 1;
            if day > days_in(year, month) {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        } else if minutes < 0 {
            day = day.saturating_sub(1);
            if day == 0 {
                month -= 1;
                if month == 0 {
                    (month, year) = (12, year.saturating_sub(1));
                }
                day = days_in(year, month);
            }
        }
        let mut text = *DAY_SHAPE;
        for (value, digits) in [(year, 0..4), (month, 5..7), (day, 8..10)] {
            let mut value = value;
            for digit in text[digits].iter_mut().rev() {
                *digit = b'0' + u8::try_from(value % 10).unwrap_or(0);
                value /= 10;
            }
        }
        Day(text)
    }
}

impl Day {
    /// Reads a day; `None` for another form or a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let text: [u8; 10] = text.as_bytes().try_into().ok()?;
        (has_shape(&text, DAY_SHAPE) && is_date(&text)).then_some(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }
}

impl core::fmt::Debug for Moment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::fmt::Debug for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Bytes whose shape was checked.
fn ascii(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

fn has_shape(text: &[u8], shape: &[u8]) -> bool {
    text.iter().zip(shape).all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        separator => byte == separator,
    })
}

/// Two digits of a text whose shape was checked.
fn number(text: &[u8], at: usize) -> u16 {
    let digit = |at: usize| u16::from(text[at] - b'0');
    digit(at) * 10 + digit(at + 1)
}

fn date(text: &[u8]) -> (u16, u16, u16) {
    (number(text, 0) * 100 + number(text, 2), number(text, 5), number(text, 8))
}

fn is_date(text: &[u8]) -> bool {
    let (year, month, day) = date(text);
    (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)
}

fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn local(text: &str, offset: i32) -> String {
        Moment::parse(text).unwrap().local_day(offset).as_str().to_owned()
    }

    #[test]
    fn moments_are_what_browsers_write() {
        assert!(Moment::parse("2026-11-23T09:00:00.000Z").is_some());
        assert!(Moment::parse("2024-02-29T23:59:59.999Z").is_some());
        for odd in [
            "",
            "2026-11-23",
            "2026-11-23T09:00:00Z",
            "2026-11-23T09:00:00.000+01:00",
            "2026-13-23T09:00:00.000Z",
            "2026-02-29T09:00:00.000Z",
            "2026-11-23T24:00:00.000Z",
            "2026-11-23T09:60:00.000Z",
            "2026-00-10T09:00:00.000Z",
            "２026-11-23T09:00:00.00Z",
        ] {
            assert_eq!(Moment::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn days_are_local() {
        assert_eq!(local("2026-11-23T09:00:00.000Z", 60), "2026-11-23");
        // Nouméa, in the morning: UTC is still on the day before.
        assert_eq!(local("2026-12-31T22:30:00.000Z", 660), "2027-01-01");
        // Pointe-à-Pitre, in the evening.
        assert_eq!(local("2027-01-01T01:00:00.000Z", -240), "2026-12-31");
        assert_eq!(local("2028-03-01T00:30:00.000Z", -60), "2028-02-29");
        assert_eq!(local("2026-04-30T23:30:00.000Z", 60), "2026-05-01");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = Moment::parse(&text);
            let _ = Day::parse(&text);
        }

        #[test]
        fn local_days_are_days(
            (year, month, day, hour, minute) in (0_u16..10_000, 1_u16..13, 1_u16..29, 0_u16..24, 0_u16..60),
            offset in -900_i32..900,
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00.000Z");
            let there = Moment::parse(&text).unwrap().local_day(offset);
            // The last evening of the year 9999 has no next day of four digits.
            if year < 9999 {
                prop_assert_eq!(Day::parse(there.as_str()), Some(there));
            }
        }
    }
}
