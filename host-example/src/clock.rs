//! The wall clock of the back end: milliseconds since 1970 inside, RFC 3339 UTC on the wire.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use time::macros::format_description;
use time::{Date, OffsetDateTime};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// The present moment of this machine.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// This moment, earlier by `duration`.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// This moment, later by `duration`.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// `2026-11-23T08:05:00.123Z`: the form of `at` in every stored item.
    pub fn rfc3339(self) -> String {
        let format =
            format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .ok()
            .and_then(|moment| moment.format(format).ok())
            .unwrap_or_else(|| "1970-01-01T00:00:00.000Z".to_owned())
    }

    /// The day that this moment falls in, by UTC.
    pub fn day(self) -> Date {
        OffsetDateTime::from_unix_timestamp(self.0 / 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH).date()
    }

    /// The French school year that this moment falls in, as `2026-2027`: it begins in August.
    pub fn academic_year(self) -> String {
        let date = self.day();
        let start = if date.month() as u8 >= 8 { date.year() } else { date.year() - 1 };
        format!("{start}-{}", start + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_with_milliseconds() {
        assert_eq!(Moment(1_795_420_800_123).rfc3339(), "2026-11-23T08:00:00.123Z");
    }

    #[test]
    fn the_school_year_turns_in_august() {
        assert_eq!(Moment(1_795_420_800_000).academic_year(), "2026-2027");
        assert_eq!(Moment(1_780_000_000_000).academic_year(), "2025-2026");
    }
}
