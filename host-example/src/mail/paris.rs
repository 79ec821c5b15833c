//! The hour in metropolitan France: what "today" and "the morning" are for a message.

use greffon_certification_model::day::{DAY_MS, Day, Moment as At};
use time::OffsetDateTime;

use crate::clock::Moment;
use crate::locale::Locale;

/// Minutes that clocks in Paris are ahead of UTC: summer time lasts from the last Sunday of March to that of October, at
/// one o'clock UTC.
pub(super) fn offset(now: Moment) -> i32 {
    let date = OffsetDateTime::from_unix_timestamp(now.0 / 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let turn = |month| {
        let last = Day::of(date.year(), month, 31);
        let sunday = last.plus(-((last.weekday() + 1) % 7));
        i64::from(sunday.0) * DAY_MS + DAY_MS / 24
    };
    if (turn(3)..turn(10)).contains(&now.0) { 120 } else { 60 }
}

/// The day that it is there.
pub(super) fn day(now: Moment) -> Day {
    At(now.0).local_day(offset(now))
}

/// The hour of the day that it is there.
pub(super) fn hour(now: Moment) -> i64 {
    At(now.0).local_minute(offset(now)) / 60
}

/// `27/11/2026 14:05`, there.
pub fn written(locale: Locale, moment: Moment) -> String {
    let ahead = i64::from(offset(moment)) * 60_000;
    let local = Moment(moment.0 + ahead);
    format!("{} {}", locale.date(local), &local.rfc3339()[11..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_turn_on_the_last_sundays() {
        let at = |text: &str| Moment(At::parse(text).unwrap().0);
        for (text, minutes) in [
            ("2026-03-29T00:59:59.999Z", 60),
            ("2026-03-29T01:00:00.000Z", 120),
            ("2026-10-25T00:59:59.999Z", 120),
            ("2026-10-25T01:00:00.000Z", 60),
            ("2026-12-31T23:30:00.000Z", 60),
        ] {
            assert_eq!(offset(at(text)), minutes, "{text}");
        }
        assert_eq!(day(at("2026-12-31T23:30:00.000Z")).text(), "2027-01-01");
        assert_eq!(hour(at("2026-07-01T05:10:00.000Z")), 7);
        assert_eq!(written(Locale::French, at("2026-07-01T05:10:00.000Z")), "01/07/2026 07:10");
    }
}
