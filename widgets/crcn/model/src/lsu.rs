//! The balance of the school report (livret scolaire unique) in CM2 and in 6e: one level a domain.
//!
//! The figure is a suggestion for the teacher, who settles it: the middle of the levels that there are, never a mean,
//! never with decimals. Nothing is made up where nothing is known.

use serde_json::{Map, Value};

use crate::framework::{Code, Framework, Level};
use crate::members::{day, object, of_day};
use crate::moment::Day;

/// The middle level: the lower one of two. `None` of nothing.
pub fn median(levels: impl IntoIterator<Item = Level>) -> Option<Level> {
    let mut levels: Vec<Level> = levels.into_iter().collect();
    levels.sort_unstable();
    levels.get(levels.len().checked_sub(1)? / 2).copied()
}

/// What a teacher settled for one pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// On which day.
    pub on: Day,
    /// By domain; those without a figure are not there.
    pub domains: Vec<(Code, Level)>,
}

impl Sheet {
    /// Reads what is stored. Domains that the framework does not have are left out.
    pub fn read(value: &Value, framework: &Framework) -> Option<Self> {
        let on = day(value, "on")?;
        let figures = value.get("domains")?.as_object()?;
        let domain = |(code, figure): (&String, &Value)| {
            let domain = framework.domains.iter().find(|domain| domain.code == **code)?;
            Some((domain.code, figure.as_u64().and_then(Level::read)?))
        };
        Some(Self { on, domains: figures.iter().filter_map(domain).collect() })
    }

    /// The value to store.
    pub fn stored(&self) -> Value {
        let figures: Map<String, Value> = self
            .domains
            .iter()
            .map(|(code, level)| (code.as_str().to_owned(), level.number().into()))
            .collect();
        object([("on", Some(of_day(self.on))), ("domains", Some(Value::Object(figures)))])
    }

    /// The figure of a domain.
    pub fn figure(&self, code: Code) -> Option<Level> {
        self.domains.iter().find(|(known, _)| *known == code).map(|(_, level)| *level)
    }

    /// The same with another figure for a domain, or none.
    #[must_use]
    pub fn with(&self, code: Code, level: Option<Level>, on: Day) -> Self {
        let mut domains = self.domains.clone();
        domains.retain(|(known, _)| *known != code);
        domains.extend(level.map(|level| (code, level)));
        domains.sort_unstable();
        Self { on, domains }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn levels(numbers: &[u8]) -> Vec<Level> {
        numbers.iter().map(|number| Level::new(*number).unwrap()).collect()
    }

    #[test]
    fn the_suggestion_is_a_level_that_somebody_is_at() {
        assert_eq!(median(levels(&[1, 3, 2])), Level::new(2));
        assert_eq!(median(levels(&[1, 4])), Level::new(1), "the lower one of two, never 2.5");
        assert_eq!(median(levels(&[3])), Level::new(3));
        assert_eq!(median([]), None, "nothing is made up");
    }

    #[test]
    fn a_sheet_is_read_as_it_is_stored() {
        let framework = Framework::crcn();
        let on = Day::parse("2026-11-26").unwrap();
        let sheet = Sheet { on, domains: Vec::new() }
            .with(framework.domains[1].code, Level::new(2), on)
            .with(framework.domains[0].code, Level::new(3), on);
        assert_eq!(Sheet::read(&sheet.stored(), &framework), Some(sheet.clone()));
        assert_eq!(sheet.with(framework.domains[1].code, None, on).domains.len(), 1);
    }

    proptest! {
        #[test]
        fn half_stand_at_or_below_it_and_half_at_or_above(numbers in prop::collection::vec(1_u8..=8, 1..16)) {
            let levels = levels(&numbers);
            let middle = median(levels.clone()).unwrap();
            prop_assert!(levels.contains(&middle));
            prop_assert!(levels.iter().filter(|level| **level <= middle).count() * 2 >= levels.len());
            prop_assert!(levels.iter().filter(|level| **level >= middle).count() * 2 >= levels.len());
        }
    }
}
