use proptest::prelude::*;

use serde_json::json;

use super::*;
use crate::batch::{Intent, batch};
use crate::testing::{any_competence, apply, level, record, some_standing, some_ticks, stamp, ticks_up_to};

fn place(framework: &Framework, record: &mut Record, number: u32, code: &str, standing: Standing, top: u8) {
    let competence = framework.index(code).unwrap();
    let ticks = ticks_up_to(&framework.competences[competence], top);
    let intent = Intent::Validate { competence, standing, ticks, stamp: stamp(number) };
    let ops = batch(framework, record, &intent).unwrap();
    apply(framework, record, &ops);
}

#[test]
fn a_pupil_in_the_middle_of_it() {
    let (framework, mut record) = (Framework::crcn(), record());
    let says = |number: u8| Standing::Level(level(number));
    place(&framework, &mut record, 1, "1.1", says(3), 3);
    place(&framework, &mut record, 2, "1.2", says(2), 2);
    place(&framework, &mut record, 3, "2.1", says(3), 0);
    place(&framework, &mut record, 4, "4.1", Standing::NotWorked, 0);
    let overview = overview(&framework, &record, Lang::Fr);
    assert_eq!(
        overview.summary,
        Summary {
            placed: 3,
            total: 16,
            not_worked: 1,
            most_frequent: Some(level(3)),
            last: Some(stamp(4).on)
        }
    );
    let domains: Vec<_> =
        overview.domains.iter().map(|row| (row.code.as_str(), row.placed, row.median)).collect();
    assert_eq!(
        domains,
        [("1", 2, Some(level(2))), ("2", 1, Some(level(3))), ("3", 0, None), ("4", 0, None), ("5", 0, None)]
    );
    let first = &overview.domains[0].rows[0];
    assert_eq!((first.code.as_str(), first.name), ("1.1", "Mener une recherche et une veille d’information"));
    assert_eq!((first.standing, first.band), (says(3), Some("indépendant")));
    assert_eq!((first.ticked, first.total), (7, 12));
    assert_eq!(first.toward, Some(Step { level: level(4), ticked: 0, total: 3 }));
    assert_eq!((first.on.as_ref(), first.at.as_ref()), (Some(&stamp(1).on), Some(&stamp(1).at)));
    let secure = &overview.domains[3].rows[0];
    assert_eq!(
        (secure.standing, secure.toward.map(|step| step.level)),
        (Standing::NotWorked, Some(level(2)))
    );
}

#[test]
fn nothing_said_is_nothing_invented() {
    let overview = overview(&Framework::crcn(), &record(), Lang::En);
    assert_eq!(overview.summary, Summary { total: 16, ..Summary::default() });
    assert_eq!(overview.domains[4].rows[1].name, "Getting on in a digital environment");
    assert!(overview.domains.iter().flat_map(|domain| &domain.rows).all(|row| {
        row.standing == Standing::NotPlaced && row.at.is_none() && row.band.is_none() && row.ticked == 0
    }));
}

#[test]
fn no_level_is_most_frequent_when_two_are() {
    let (framework, mut record) = (Framework::crcn(), record());
    for (number, (code, to)) in (1..).zip([("1.1", 2), ("1.2", 2), ("1.3", 3), ("2.1", 3)]) {
        place(&framework, &mut record, number, code, Standing::Level(level(to)), 0);
    }
    assert_eq!(overview(&framework, &record, Lang::Fr).summary.most_frequent, None);
    place(&framework, &mut record, 9, "2.2", Standing::Level(level(8)), 0);
    place(&framework, &mut record, 10, "2.3", Standing::Level(level(3)), 0);
    assert_eq!(overview(&framework, &record, Lang::Fr).summary.most_frequent, Some(level(3)));
}

#[test]
fn what_cannot_be_read_is_marked() {
    let (framework, mut record) = (Framework::crcn(), record());
    record.put(&framework, "positions/p-4f2a/crcn-2019/3.4", Some(&json!(7)));
    let overview = overview(&framework, &record, Lang::Fr);
    let marked: Vec<&str> = overview
        .domains
        .iter()
        .flat_map(|domain| &domain.rows)
        .filter(|row| row.unreadable)
        .map(|row| row.code.as_str())
        .collect();
    assert_eq!(marked, ["3.4"]);
}

proptest! {
    #[test]
    fn figures_agree_with_each_other(
        said in prop::collection::vec(any_competence().prop_flat_map(|index| {
            let competence = &Framework::crcn().competences[index];
            (Just(index), some_standing(competence), some_ticks(competence))
        }), 0..20),
    ) {
        let (framework, mut record) = (Framework::crcn(), record());
        for (number, (competence, standing, ticks)) in (1..).zip(said) {
            let ops = batch(&framework, &record, &Intent::Validate { competence, standing, ticks, stamp: stamp(number) }).unwrap();
            apply(&framework, &mut record, &ops);
        }
        let overview = overview(&framework, &record, Lang::Fr);
        let rows: Vec<&CompetenceRow> = overview.domains.iter().flat_map(|domain| &domain.rows).collect();
        prop_assert_eq!(rows.len(), 16);
        prop_assert_eq!(overview.summary.placed, rows.iter().filter(|row| row.standing.level().is_some()).count());
        prop_assert_eq!(overview.summary.placed, overview.domains.iter().map(|domain| domain.placed).sum::<usize>());
        for domain in &overview.domains {
            prop_assert_eq!(domain.median.is_some(), domain.placed > 0);
            if let Some(median) = domain.median {
                let levels: Vec<Level> = domain.rows.iter().filter_map(|row| row.standing.level()).collect();
                prop_assert!(levels.contains(&median));
                // At least half are at it or below, at least half at it or above.
                let half = levels.len().div_ceil(2);
                prop_assert!(levels.iter().filter(|level| **level <= median).count() >= half);
                prop_assert!(levels.iter().filter(|level| **level >= median).count() >= half);
            }
        }
        for row in rows {
            prop_assert!(row.ticked <= row.total);
            prop_assert_eq!(row.toward.is_none(), row.ticked == row.total);
        }
    }
}
