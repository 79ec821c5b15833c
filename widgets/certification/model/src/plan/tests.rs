use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::calendar::Zone;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn calendar() -> SchoolCalendar {
    SchoolCalendar { zone: Zone::B, ..SchoolCalendar::shipped() }
}

fn shelf(planned: &[Planned]) -> Shelf<Step> {
    let mut steps = Shelf::default();
    for step in planned {
        steps.put(&step.id, Some((step.raw.clone(), Step::read(&step.raw))));
    }
    steps
}

fn planned(on: Day, today: Day, pace: Pace) -> Vec<Planned> {
    retro_plan(&template(pace), "s1", on, &calendar(), today, false)
}

#[test]
fn a_session_in_spring_is_prepared_from_january() {
    let plan = planned(day("2026-04-09"), day("2025-11-26"), Pace::Full);
    let due = |code: &str| plan.iter().find(|step| step.id == step_id("s1", code)).unwrap().due.text();
    assert_eq!(due("day"), "2026-04-09");
    assert_eq!(due("papers"), "2026-04-07", "two working days before");
    assert_eq!(due("convoke"), "2026-03-27", "Easter Monday is none");
    assert!(plan.iter().all(|step| !step.hurried));
}

#[test]
fn a_session_next_week_hurries_and_says_so() {
    let today = day("2026-03-30");
    let plan = planned(day("2026-04-02"), today, Pace::Full);
    assert!(plan.iter().filter(|step| step.hurried).count() > 10);
    assert!(plan.iter().all(|step| step.due >= today));
}

#[test]
fn a_cycle_is_refused_with_its_way() {
    let steps = shelf(&planned(day("2026-04-09"), day("2025-11-26"), Pace::Full));
    let way = cycle(&steps, &step_id("s1", "team"), &step_id("s1", "rooms")).unwrap();
    assert_eq!(way, [step_id("s1", "rooms"), step_id("s1", "team")]);
    assert!(cycle(&steps, &step_id("s1", "team"), &step_id("s1", "team")).is_some(), "nor on itself");
    assert_eq!(cycle(&steps, &step_id("s1", "papers"), &step_id("s1", "rooms")), None);
}

#[test]
fn cards_are_put_before_others_and_at_the_end() {
    let mut steps = shelf(&planned(day("2026-04-09"), day("2025-11-26"), Pace::Full));
    let order = |steps: &Shelf<Step>| -> Vec<String> {
        let mut all: Vec<(String, String)> =
            steps.iter().map(|kept| (kept.item.rank.clone(), kept.id.clone())).collect();
        all.sort();
        all.into_iter().map(|(_, id)| id).collect()
    };
    let (card, target) = (step_id("s1", "review"), step_id("s1", "rooms"));
    let rank = rank_in(&steps, None, State::ToDo, &card, Some(&target));
    let mut raw = steps.kept(&card).unwrap().raw.clone();
    raw["rank"] = json!(rank);
    steps.put(&card, Some((raw.clone(), Step::read(&raw))));
    let now = order(&steps);
    let at = |id: &str| now.iter().position(|known| known == id).unwrap();
    assert_eq!(at(&card) + 1, at(&target));
    let rank = rank_in(&steps, None, State::ToDo, &card, None);
    assert!(steps.iter().all(|kept| kept.id == card || kept.item.rank < rank));
}

proptest! {
    #[test]
    fn no_step_is_due_before_what_it_waits_for(on in 0_i32..500, earlier in 0_i32..150, short: bool) {
        let on = day("2026-01-05").plus(on);
        let pace = if short { Pace::Short } else { Pace::Full };
        let steps = shelf(&planned(on, on.plus(-earlier), pace));
        for kept in &steps {
            for first in &kept.item.after {
                prop_assert!(steps.get(first).unwrap().due <= kept.item.due, "{} before {first}", kept.id);
            }
        }
        let sum = progress(steps.iter().map(|kept| &kept.item), on);
        prop_assert_eq!((sum.total, sum.done), (steps.len(), 0));
    }

    #[test]
    fn what_is_allowed_never_closes_a_circle(wishes in prop::collection::vec((0_usize..8, 0_usize..8), 0..40)) {
        let mut steps = Shelf::default();
        let put = |steps: &mut Shelf<Step>, id: &str, raw: Value| {
            steps.put(id, Some((raw.clone(), Step::read(&raw))));
        };
        for number in 0..8 {
            put(&mut steps, &number.to_string(), json!({ "after": {} }));
        }
        for (step, first) in wishes {
            let (step, first) = (step.to_string(), first.to_string());
            if cycle(&steps, &step, &first).is_none() {
                let mut raw = steps.kept(&step).unwrap().raw.clone();
                raw["after"][first.as_str()] = json!(true);
                put(&mut steps, &step, raw);
            }
        }
        // Taking away what waits for nothing ends with nothing left.
        let mut left: Vec<String> = (0..8).map(|number| number.to_string()).collect();
        while !left.is_empty() {
            let before = left.len();
            let still = left.clone();
            left.retain(|id| steps.get(id).unwrap().after.iter().any(|first| still.contains(first)));
            prop_assert!(left.len() < before, "a circle among {:?}", left);
        }
    }
}
