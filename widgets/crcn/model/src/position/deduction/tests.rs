use proptest::prelude::*;

use super::*;
use crate::framework::Framework;
use crate::testing::{any_competence, level, some_standing, some_ticks, ticks, ticks_up_to};

fn steps(deduction: &Deduction) -> Vec<(u8, usize, usize)> {
    deduction.steps.iter().map(|step| (step.level.number(), step.ticked, step.total)).collect()
}

#[test]
fn a_level_follows_when_it_and_all_below_are_ticked() {
    let framework = Framework::crcn();
    let competence = framework.competence("1.1").unwrap();
    let deduction = deduce(competence, ticks(&["1-1", "1-2", "2-1", "2-2", "3-2"]));
    assert_eq!(deduction.level, Some(level(2)));
    assert_eq!(steps(&deduction), [(1, 2, 2), (2, 2, 2), (3, 1, 3), (4, 0, 3), (5, 0, 2)]);
    let next = deduction.next.unwrap();
    assert_eq!(next.level, level(3));
    assert_eq!(next.missing.iter().map(|id| id.text()).collect::<Vec<_>>(), ["3-1", "3-3"]);
}

#[test]
fn a_gap_below_holds_the_level_back_and_is_what_is_missing() {
    let framework = Framework::crcn();
    let competence = framework.competence("1.1").unwrap();
    let deduction = deduce(competence, ticks(&["1-1", "2-1", "2-2"]));
    assert_eq!(deduction.level, None);
    assert_eq!(deduction.next.unwrap().missing, [TickId::parse("1-2").unwrap()]);
}

#[test]
fn the_first_level_of_4_1_is_2() {
    let framework = Framework::crcn();
    let competence = framework.competence("4.1").unwrap();
    assert_eq!(deduce(competence, Ticks::default()).next.unwrap().level, level(2));
    assert_eq!(deduce(competence, ticks(&["2-1"])).level, Some(level(2)));
    assert!(!Standing::Level(level(1)).is_possible(competence));
    assert!(Standing::Level(level(2)).is_possible(competence));
}

#[test]
fn all_ticks_are_level_5_and_nothing_is_missing() {
    for competence in &Framework::crcn().competences {
        let deduction = deduce(competence, ticks_up_to(competence, 5));
        assert_eq!((deduction.level, deduction.next), (Some(level(5)), None), "{}", competence.code);
    }
}

#[test]
fn hints_come_from_own_ticks_only() {
    let framework = Framework::crcn();
    let competence = framework.competence("1.2").unwrap();
    let says = |number: u8| Standing::Level(level(number));
    let (two, five) = (ticks(&["1-1", "2-1"]), ticks_up_to(competence, 5));
    assert_eq!(gap(competence, says(4), Ticks::default()), None, "no ticks, no hint");
    assert_eq!(gap(competence, says(2), two), None);
    assert_eq!(gap(competence, says(3), two), Some(Gap::Above { placed: level(3), shown: Some(level(2)) }));
    assert_eq!(gap(competence, says(1), two), Some(Gap::Below { placed: level(1), shown: level(2) }));
    assert_eq!(gap(competence, says(3), ticks(&["4-1"])), Some(Gap::Above { placed: level(3), shown: None }));
    assert_eq!(gap(competence, Standing::NotPlaced, two), Some(Gap::Unsaid { shown: level(2) }));
    assert_eq!(gap(competence, Standing::NotPlaced, ticks(&["4-1"])), None);
    assert_eq!(gap(competence, Standing::NotWorked, two), Some(Gap::NotWorkedButTicked));
    assert_eq!(gap(competence, says(7), five), None, "there is nothing to tick above 5");
    assert_eq!(gap(competence, says(6), two), Some(Gap::Above { placed: level(6), shown: Some(level(2)) }));
}

proptest! {
    #[test]
    fn one_more_tick_never_lowers_the_level(
        (index, ticks, more) in any_competence().prop_flat_map(|index| {
            let competence = &Framework::crcn().competences[index];
            (Just(index), some_ticks(competence), some_ticks(competence))
        }),
    ) {
        let framework = Framework::crcn();
        let competence = &framework.competences[index];
        let both: Ticks = ticks.iter().chain(more.iter()).collect();
        prop_assert!(deduce(competence, both).level >= deduce(competence, ticks).level);
    }

    #[test]
    fn a_deduction_explains_itself(
        (index, ticks, standing) in any_competence().prop_flat_map(|index| {
            let competence = &Framework::crcn().competences[index];
            (Just(index), some_ticks(competence), some_standing(competence))
        }),
    ) {
        let framework = Framework::crcn();
        let competence = &framework.competences[index];
        let deduction = deduce(competence, ticks);
        // The level is always one that the competence has and that can be ticked.
        prop_assert!(deduction.level.is_none_or(|level| !competence.rung(level).unwrap().indicators.is_empty()));
        prop_assert_eq!(deduction.steps.iter().map(|step| step.ticked).sum::<usize>(), ticks.len());
        match &deduction.next {
            None => prop_assert_eq!(ticks.len(), competence.indicator_count()),
            Some(next) => {
                prop_assert!(!next.missing.is_empty() && Some(next.level) > deduction.level);
                // Ticking what is missing reaches the next level, at least.
                let then: Ticks = ticks.iter().chain(next.missing.iter().copied()).collect();
                prop_assert!(deduce(competence, then).level >= Some(next.level));
                // And what is missing is what is missing: not one less.
                for spared in &next.missing {
                    let mut then = then;
                    then.set(*spared, false);
                    prop_assert_eq!(deduce(competence, then).level, deduction.level);
                }
            }
        }
        // Who says what their ticks show gets no hint.
        if let Some(level) = deduction.level {
            prop_assert_eq!(gap(competence, Standing::Level(level), ticks), None);
        }
        prop_assert_eq!(gap(competence, standing, Ticks::default()), None);
    }
}
