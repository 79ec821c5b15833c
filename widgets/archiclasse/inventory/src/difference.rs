//! How two plans, variants or layouts differ: floor by space, seats, pieces, questions and cost.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::Plan;
use greffon_archiclasse_plan::piece::Ownership;
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_rules::{Check, Checker};

use crate::bill::{Bill, Total};
use crate::price::PriceList;
use crate::stock::Stock;

/// What can be compared of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The floor of each space, mm², in the order of [`Space::ALL`].
    pub floors: [i64; 6],
    /// How many can sit.
    pub seats: u32,
    /// How many can work at a table.
    pub places: u32,
    /// Pieces by their ids in the catalogue.
    pub pieces: Vec<(String, u32)>,
    /// Questions by check, those that were answered left out.
    pub questions: Vec<(Check, u32)>,
    /// What it costs.
    pub total: Total,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<T> {
    /// In the first.
    pub before: T,
    /// In the second.
    pub after: T,
}

/// How two plans differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Spaces whose floor differs, mm².
    pub floors: Vec<(Space, Difference<i64>)>,
    /// How many can sit, where that differs.
    pub seats: Option<Difference<u32>>,
    /// How many can work at a table, where that differs.
    pub places: Option<Difference<u32>>,
    /// Pieces whose number differs.
    pub pieces: Vec<(String, Difference<u32>)>,
    /// Checks that ask another number of questions.
    pub questions: Vec<(Check, Difference<u32>)>,
    /// The cost, where it differs.
    pub total: Option<Difference<Total>>,
}

impl Summary {
    /// Sums a plan up.
    pub fn of(
        plan: &Plan,
        catalogue: &Catalogue,
        checker: &Checker,
        stock: &Stock,
        prices: &PriceList,
    ) -> Self {
        let mut floors = [0; 6];
        for (_, zone) in plan.zones.iter() {
            floors[zone.space as usize] += zone.outline.area();
        }
        let (mut seats, mut places) = (0, 0);
        let mut pieces: Vec<(String, u32)> = Vec::new();
        for (_, piece) in plan.pieces.iter().filter(|(_, piece)| piece.ownership != Ownership::ToRemove) {
            if let Some(known) = catalogue.piece(&piece.item) {
                seats += known.seats;
                places += known.places;
            }
            add(&mut pieces, piece.item.clone());
        }
        let mut questions = Vec::new();
        for finding in checker.findings() {
            let answered = plan
                .answers
                .iter()
                .any(|(_, answer)| answer.check == finding.check.id() && answer.about == finding.about);
            if !answered {
                add(&mut questions, finding.check);
            }
        }
        pieces.sort();
        questions.sort();
        let total = Bill::of(plan, catalogue, stock, prices).total(None);
        Self { floors, seats, places, pieces, questions, total }
    }

    /// What differs from another plan.
    pub fn differences(&self, other: &Self) -> Differences {
        let floors = Space::ALL.into_iter().enumerate();
        Differences {
            floors: floors
                .filter_map(|(at, space)| Some((space, differs(&self.floors[at], &other.floors[at])?)))
                .collect(),
            seats: differs(&self.seats, &other.seats),
            places: differs(&self.places, &other.places),
            pieces: counts(&self.pieces, &other.pieces),
            questions: counts(&self.questions, &other.questions),
            total: differs(&self.total, &other.total),
        }
    }
}

fn add<K: PartialEq>(counts: &mut Vec<(K, u32)>, key: K) {
    match counts.iter_mut().find(|(known, _)| *known == key) {
        Some((_, count)) => *count += 1,
        None => counts.push((key, 1)),
    }
}

fn differs<T: Clone + PartialEq>(before: &T, after: &T) -> Option<Difference<T>> {
    (before != after).then(|| Difference { before: before.clone(), after: after.clone() })
}

/// The keys whose counts differ, in order.
fn counts<K: Clone + Ord>(before: &[(K, u32)], after: &[(K, u32)]) -> Vec<(K, Difference<u32>)> {
    let count = |list: &[(K, u32)], key: &K| {
        list.iter().find(|(known, _)| known == key).map_or(0, |(_, count)| *count)
    };
    let mut keys: Vec<&K> = before.iter().chain(after).map(|(key, _)| key).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter_map(|key| Some((key.clone(), differs(&count(before, key), &count(after, key))?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_plan::object::Answer;
    use greffon_archiclasse_plan::{Id, Kind, Object, Ref};

    use super::*;
    use crate::price::Price;
    use crate::testing::Drawn;

    fn summary(drawn: &Drawn) -> Summary {
        let checker = Checker::new(&drawn.plan, &drawn.catalogue, None);
        let mut prices = PriceList::default();
        prices.set("armoire", Price { buy: Some(40_000), repair: None });
        Summary::of(&drawn.plan, &drawn.catalogue, &checker, &Stock::default(), &prices)
    }

    #[test]
    fn a_plan_does_not_differ_from_itself() {
        let mut drawn = Drawn::room();
        drawn.piece("ilot-4", 4000, 3000);
        assert_eq!(summary(&drawn).differences(&summary(&drawn)), Differences::default());
    }

    #[test]
    fn what_differs_is_listed() {
        let mut drawn = Drawn::room();
        drawn.piece("ilot-4", 4000, 3000);
        let before = summary(&drawn);
        drawn.piece("armoire", 7000, 3000);
        drawn.piece("ilot-4", 2000, 3000);
        drawn.zone(Space::Oasis, 5000, 4);
        let found = before.differences(&summary(&drawn));
        assert_eq!(found.seats, Some(Difference { before: 4, after: 8 }));
        assert_eq!(found.floors, [(Space::Oasis, Difference { before: 0, after: 20_000_000 })]);
        assert_eq!(
            found.pieces,
            [
                ("armoire".to_owned(), Difference { before: 0, after: 1 }),
                ("ilot-4".to_owned(), Difference { before: 1, after: 2 }),
            ]
        );
        let total = found.total.expect("a cupboard was priced");
        assert_eq!((total.before.cents, total.after.cents), (0, 40_000));
    }

    #[test]
    fn what_was_answered_is_no_question() {
        let mut drawn = Drawn::room();
        let asked = |drawn: &Drawn| summary(drawn).questions.iter().any(|(check, _)| *check == Check::NoDoor);
        assert!(asked(&drawn));
        let checker = Checker::new(&drawn.plan, &drawn.catalogue, None);
        let about = checker
            .findings()
            .find(|finding| finding.check == Check::NoDoor)
            .map(|finding| finding.about.clone());
        let answer = Answer {
            check: "no-door".into(),
            about: about.expect("asked"),
            text: "La commission a convenu…".into(),
        };
        drawn.plan.put(Ref::new(Kind::Answer, Id::of(9)), Object::Answer(answer));
        assert!(!asked(&drawn));
    }
}
