//! Days and moments as numbers, and as the texts that are stored. The model never reads a clock: they come in as
//! arguments.

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

/// A moment in UTC, in ms since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// ms in a day.
pub const DAY_MS: i64 = 86_400_000;

impl Day {
    /// The day of that date in the Gregorian calendar; the date is taken as it is, existing or not.
    pub const fn of(year: i32, month: i32, day: i32) -> Self {
        // Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Year, month and day of the month.
    pub const fn date(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }

    /// Reads `2026-11-23`; `None` for another form or a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
        let found = Self::of(year, month, day);
        ((1..=12).contains(&month) && found.date() == (year, month, day)).then_some(found)
    }

    /// `2026-11-23`.
    pub fn text(self) -> String {
        let (year, month, day) = self.date();
        let mut text = String::with_capacity(10);
        for (value, digits, mark) in [(year, 4, ""), (month, 2, "-"), (day, 2, "-")] {
            text.push_str(mark);
            push_digits(&mut text, i64::from(value), digits);
        }
        text
    }

    /// So many days later, or earlier.
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// 0 for Monday to 6 for Sunday.
    pub const fn weekday(self) -> i32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7)
    }

    /// The Monday of its week.
    pub const fn monday(self) -> Self {
        Self(self.0 - self.weekday())
    }

    /// The first day of its month.
    pub const fn first_of_month(self) -> Self {
        Self(self.0 - self.date().2 + 1)
    }
}

impl Moment {
    /// Reads `2026-11-23T09:00:00.000Z`, which is what `Date.prototype.toISOString` writes; `None` for another form.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 24 || bytes[10] != b'T' || bytes[23] != b'Z' {
            return None;
        }
        let day = Day::parse(text.get(..10)?)?;
        if bytes[13] != b':' || bytes[16] != b':' || bytes[19] != b'.' {
            return None;
        }
        let part = |from: usize, to: usize| number(&bytes[from..to]).map(i64::from);
        let (hour, minute, second, ms) = (part(11, 13)?, part(14, 16)?, part(17, 19)?, part(20, 23)?);
        let exists = hour < 24 && minute < 60 && second < 60;
        let of_day = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
        exists.then_some(Self(i64::from(day.0) * DAY_MS + of_day))
    }

    /// `2026-11-23T09:00:00.000Z`.
    pub fn text(self) -> String {
        let of_day = self.0.rem_euclid(DAY_MS);
        let mut text = self.local_day(0).text();
        let parts = [
            (of_day / 3_600_000, 2, "T"),
            (of_day / 60_000 % 60, 2, ":"),
            (of_day / 1000 % 60, 2, ":"),
            (of_day % 1000, 3, "."),
        ];
        for (value, digits, mark) in parts {
            text.push_str(mark);
            push_digits(&mut text, value, digits);
        }
        text.push('Z');
        text
    }

    /// The day that it is where clocks are `offset` minutes ahead of UTC.
    pub fn local_day(self, offset: i32) -> Day {
        let days = (self.0 + i64::from(offset) * 60_000).div_euclid(DAY_MS);
        Day(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// Minutes since midnight, where clocks are `offset` minutes ahead of UTC.
    pub const fn local_minute(self, offset: i32) -> i64 {
        (self.0 + offset as i64 * 60_000).rem_euclid(DAY_MS) / 60_000
    }
}

fn number(digits: &[u8]) -> Option<i32> {
    digits
        .iter()
        .try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i32::from(byte - b'0')))
}

fn push_digits(text: &mut String, value: i64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = value / 10_i64.pow(place) % 10;
        text.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(Day::of(1970, 1, 1), Day(0));
        assert_eq!(Day::parse("2026-11-26").unwrap().weekday(), 3, "a Thursday");
        assert_eq!(Day::parse("2024-02-29").unwrap().plus(1).text(), "2024-03-01");
        assert_eq!(Day::parse("2026-11-26").unwrap().monday().text(), "2026-11-23");
        for odd in ["", "2026-02-29", "2026-13-01", "2026-00-10", "26-11-23", "2026-11-2x", "2026/11/23"] {
            assert_eq!(Day::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn moments_are_what_browsers_write() {
        let noon = Moment::parse("2026-12-31T23:30:00.250Z").unwrap();
        assert_eq!(noon.text(), "2026-12-31T23:30:00.250Z");
        assert_eq!(noon.local_day(60).text(), "2027-01-01");
        assert_eq!(noon.local_minute(60), 30);
        for odd in
            ["", "2026-11-23", "2026-11-23T24:00:00.000Z", "2026-11-23T09:00:00Z", "2026-11-23 09:00:00.000Z"]
        {
            assert_eq!(Moment::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn days_read_as_they_are_written(number in -700_000_i32..2_000_000) {
            let day = Day(number);
            let (year, month, date) = day.date();
            prop_assert_eq!(Day::of(year, month, date), day);
            if (0..10_000).contains(&year) {
                prop_assert_eq!(Day::parse(&day.text()), Some(day));
            }
            prop_assert_eq!(day.plus(1).weekday(), (day.weekday() + 1) % 7);
        }

        #[test]
        fn moments_read_as_they_are_written(ms in 0_i64..4_000_000_000_000) {
            prop_assert_eq!(Moment::parse(&Moment(ms).text()), Some(Moment(ms)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = Day::parse(&text);
            let _ = Moment::parse(&text);
        }
    }
}
