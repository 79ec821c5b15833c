//! Days on which a school works: Monday to Friday, but public holidays, the breaks of its zone, and days it is closed.
//!
//! Breaks are data with their source (`data/school-calendar.json`); public holidays follow the Code du travail, L3133-1,
//! with Easter by the Gregorian rule.

use serde_json::Value;

use crate::day::{Day, Moment};

/// The zone of the academy. Overseas and Corsica set their own dates: they have no zone here and enter closed days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
    /// Not said, or an academy with dates of its own.
    #[default]
    None,
}

impl Zone {
    /// Every zone.
    pub const ALL: [Self; 4] = [Self::None, Self::A, Self::B, Self::C];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::None => "none",
        }
    }

    /// The zone that is stored so.
    pub fn from_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|zone| zone.id() == id).unwrap_or_default()
    }
}

/// A break: from its first day without class to the day of the return, which has class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Letters of the zones.
    pub zones: String,
    /// First day without class.
    pub from: Day,
    /// First day with class again.
    pub back: Day,
    /// Whether the dates were compared with a published source; if not, the screens say so.
    pub checked: bool,
}

/// The calendar of one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCalendar {
    /// Breaks of all zones.
    pub breaks: Vec<Break>,
    /// The zone of the school.
    pub zone: Zone,
    /// Days on which the school is closed beside all that.
    pub closed: Vec<Day>,
    /// Where the breaks are published.
    pub source: String,
}

/// Hours of work, in minutes since midnight: what clocks of tickets count (GLPI's own example, 8 to 18).
pub const WORK: (i64, i64) = (8 * 60, 18 * 60);

/// Farthest that is looked for a working day, in days: no school is closed longer.
const FARTHEST: i32 = 400;

impl SchoolCalendar {
    /// The calendar that ships with the widget.
    pub fn shipped() -> Self {
        Self::read(include_str!("../../data/school-calendar.json"))
    }

    /// Reads a calendar; what cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let data: Value = greffon_json::parse(text).unwrap_or_default();
        let mut breaks = Vec::new();
        let mut source = String::new();
        for year in data["years"].as_array().into_iter().flatten() {
            year["source"].as_str().unwrap_or_default().clone_into(&mut source);
            let checked = year["checked"] == true;
            for entry in year["breaks"].as_array().into_iter().flatten() {
                let day = |name: &str| entry[name].as_str().and_then(Day::parse);
                if let (Some(from), Some(back)) = (day("from"), day("back")) {
                    let zones = entry["zones"].as_str().unwrap_or_default().to_owned();
                    breaks.push(Break { zones, from, back, checked });
                }
            }
        }
        Self { breaks, zone: Zone::None, closed: Vec::new(), source }
    }

    /// The break that the day is in, for this zone.
    pub fn break_on(&self, day: Day) -> Option<&Break> {
        let mine = |one: &&Break| one.zones == "ABC" || one.zones == self.zone.id();
        self.breaks.iter().filter(mine).find(|one| one.from <= day && day < one.back)
    }

    /// Whether the school works on that day.
    pub fn is_working(&self, day: Day) -> bool {
        day.weekday() < 5
            && !is_public_holiday(day)
            && self.break_on(day).is_none()
            && !self.closed.contains(&day)
    }

    /// The day that lies so many working days after (or, below 0, before) another. With 0, the day itself where it is
    /// a working day, or else the last one before it.
    pub fn shift(&self, day: Day, working_days: i32) -> Day {
        let step = if working_days > 0 { 1 } else { -1 };
        let mut at = day;
        let mut left = working_days.abs();
        if left == 0 {
            left = i32::from(!self.is_working(at));
        }
        let mut looked = 0;
        while left > 0 && looked < FARTHEST * 3 {
            at = at.plus(step);
            looked += 1;
            if self.is_working(at) {
                left -= 1;
            }
        }
        at
    }

    /// How many working days lie from one day (not counted) to another (counted); below 0 where it lies before.
    pub fn working_days(&self, from: Day, to: Day) -> i32 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let last = last.min(first.plus(FARTHEST * 5));
        let mut count = 0;
        for number in first.0 + 1..=last.0 {
            // Backwards, the day that is left is not counted and the one that is reached is.
            let day = if sign > 0 { Day(number) } else { Day(number - 1) };
            count += i32::from(self.is_working(day));
        }
        count * sign
    }

    /// Minutes of work between two moments, where clocks are `offset` minutes ahead of UTC.
    pub fn working_minutes(&self, from: Moment, to: Moment, offset: i32) -> i64 {
        if to <= from {
            return 0;
        }
        let (first, last) = (from.local_day(offset), to.local_day(offset));
        let last = last.min(first.plus(FARTHEST * 5));
        let mut minutes = 0;
        for number in first.0..=last.0 {
            let day = Day(number);
            if !self.is_working(day) {
                continue;
            }
            let begin = if day == first { from.local_minute(offset).max(WORK.0) } else { WORK.0 };
            let end = if day == last { to.local_minute(offset).min(WORK.1) } else { WORK.1 };
            minutes += (end - begin).max(0);
        }
        minutes
    }
}

/// The eleven public holidays of the whole of France.
pub fn is_public_holiday(day: Day) -> bool {
    let (year, month, date) = day.date();
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Easter Monday, Ascension, Whit Monday.
    let after_easter = day.0 - easter(year).0;
    fixed.contains(&(month, date)) || [1, 39, 50].contains(&after_easter)
}

/// Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher.
fn easter(year: i32) -> Day {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let number = moon + weekday - 7 * late + 114;
    Day::of(year, number / 31, number % 31 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn of_zone(zone: Zone) -> SchoolCalendar {
        SchoolCalendar { zone, ..SchoolCalendar::shipped() }
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for (year, text) in [
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year).text(), text);
        }
        for text in ["2026-04-06", "2026-05-14", "2026-05-25", "2026-07-14", "2027-03-29"] {
            assert!(is_public_holiday(day(text)), "{text}");
        }
        assert!(!is_public_holiday(day("2026-11-26")));
    }

    #[test]
    fn zones_have_their_own_winter() {
        let (a, b) = (of_zone(Zone::A), of_zone(Zone::B));
        assert!(!a.is_working(day("2026-02-10")) && b.is_working(day("2026-02-10")));
        assert!(a.is_working(day("2026-02-23")), "class begins again that morning");
        assert!(!of_zone(Zone::None).is_working(day("2025-12-24")), "Christmas is everybody's");
    }

    #[test]
    fn ten_working_days_before_a_monday_after_christmas() {
        assert_eq!(of_zone(Zone::A).shift(day("2026-01-12"), -10).text(), "2025-12-15");
    }

    #[test]
    fn clocks_count_hours_of_work_only() {
        let calendar = of_zone(Zone::A);
        let at = |text: &str| Moment::parse(text).unwrap();
        // Friday 16:00 to Monday 09:00 in Paris: two hours and one.
        let (from, to) = (at("2026-11-20T15:00:00.000Z"), at("2026-11-23T08:00:00.000Z"));
        assert_eq!(calendar.working_minutes(from, to, 60), 180);
        assert_eq!(calendar.working_minutes(to, from, 60), 0);
    }

    proptest! {
        #[test]
        fn shifting_lands_on_working_days_and_comes_back(start in 20_400_i32..21_000, steps in 1_i32..60) {
            let calendar = of_zone(Zone::C);
            let start = calendar.shift(Day(start), 0);
            let later = calendar.shift(start, steps);
            prop_assert!(calendar.is_working(later));
            prop_assert_eq!(calendar.working_days(start, later), steps);
            prop_assert_eq!(calendar.shift(later, -steps), start);
            prop_assert_eq!(calendar.working_days(later, start), -steps);
        }

        #[test]
        fn minutes_add_up(from in 0_i64..20_000, one in 0_i64..20_000, two in 0_i64..20_000) {
            let calendar = of_zone(Zone::B);
            let base = i64::from(day("2026-01-05").0) * crate::day::DAY_MS;
            let at = |minutes: i64| Moment(base + minutes * 60_000);
            let (a, b, c) = (at(from), at(from + one), at(from + one + two));
            let sum = calendar.working_minutes(a, b, 60) + calendar.working_minutes(b, c, 60);
            prop_assert_eq!(calendar.working_minutes(a, c, 60), sum);
        }
    }
}
