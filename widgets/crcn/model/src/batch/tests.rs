use greffon_protocol::storage::OpKind;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::{
    PERSON, any_competence, apply, level, record, some_standing, some_ticks, stamp, ticks, ticks_up_to,
};

struct Desk {
    framework: Framework,
    record: Record,
}

impl Desk {
    fn new() -> Self {
        Self { framework: Framework::crcn(), record: record() }
    }

    fn of(&self, code: &str) -> usize {
        self.framework.index(code).unwrap()
    }

    fn try_to(&self, intent: &Intent) -> Result<Vec<Op>, Refusal> {
        batch(&self.framework, &self.record, intent)
    }

    /// Writes, and tells the operations as `+key value` and `-key`.
    fn write(&mut self, intent: &Intent) -> Vec<String> {
        let ops = self.try_to(intent).unwrap();
        apply(&self.framework, &mut self.record, &ops);
        ops.iter()
            .map(|op| match &op.value {
                Some(value) if op.key.as_str().starts_with("positions") => {
                    format!("+{} ({})", op.key, value["entries"].as_object().unwrap().len())
                }
                Some(value) => format!("+{} {value}", op.key),
                None => format!("-{}", op.key),
            })
            .collect()
    }

    fn validate(&self, code: &str, to: u8, number: u32) -> Intent {
        Intent::Validate {
            competence: self.of(code),
            standing: Standing::Level(level(to)),
            ticks: Ticks::default(),
            stamp: stamp(number),
        }
    }
}

#[test]
fn a_validation_is_private_by_default() {
    let mut desk = Desk::new();
    assert_eq!(desk.write(&desk.validate("1.1", 3, 1)), ["+positions/p-4f2a/crcn-2019/1.1 (1)"]);
    assert_eq!(desk.record.standing(0), Standing::Level(level(3)));
}

#[test]
fn what_is_opened_follows_the_position_and_nothing_stays_behind() {
    let mut desk = Desk::new();
    desk.write(&desk.validate("1.1", 3, 1));
    let share = |share| Intent::Share { competence: 0, share };
    assert_eq!(
        desk.write(&share(Share::Named)),
        [
            r#"+choices/p-4f2a/crcn-2019 {"only":{"1.1":"named"}}"#,
            r#"+counted/p-4f2a/crcn-2019/1.1 {"level":3}"#,
            r#"+shown/p-4f2a/crcn-2019/1.1 {"level":3,"on":"2026-01-02"}"#,
        ]
    );
    assert_eq!(
        desk.write(&desk.validate("1.1", 4, 2)),
        [
            "+positions/p-4f2a/crcn-2019/1.1 (2)",
            r#"+counted/p-4f2a/crcn-2019/1.1 {"level":4}"#,
            r#"+shown/p-4f2a/crcn-2019/1.1 {"level":4,"on":"2026-01-03"}"#,
        ]
    );
    let withdraw = Intent::Withdraw { competence: 0, entry: stamp(2).id, stamp: stamp(3) };
    assert_eq!(
        desk.write(&withdraw),
        [
            "+positions/p-4f2a/crcn-2019/1.1 (3)",
            r#"+counted/p-4f2a/crcn-2019/1.1 {"level":3}"#,
            r#"+shown/p-4f2a/crcn-2019/1.1 {"level":3,"on":"2026-01-02"}"#,
        ]
    );
    assert_eq!(
        desk.write(&share(Share::Counted)),
        [r#"+choices/p-4f2a/crcn-2019 {"only":{"1.1":"counted"}}"#, "-shown/p-4f2a/crcn-2019/1.1"]
    );
    // Without a level there is nothing to count.
    let unsure = Intent::Validate {
        competence: 0,
        standing: Standing::NotPlaced,
        ticks: ticks(&["1-1"]),
        stamp: stamp(4),
    };
    assert_eq!(desk.write(&unsure), ["+positions/p-4f2a/crcn-2019/1.1 (4)", "-counted/p-4f2a/crcn-2019/1.1"]);
    assert_eq!(desk.record.counted(&desk.framework, 0), None);
}

#[test]
fn one_choice_for_all_fits_one_batch() {
    let mut desk = Desk::new();
    for (number, competence) in (1..).zip(0..16) {
        let ticks = ticks_up_to(&desk.framework.competences[competence], 5);
        let standing = Standing::Level(level(5));
        desk.write(&Intent::Validate { competence, standing, ticks, stamp: stamp(number) });
    }
    assert_eq!(desk.write(&Intent::ShareAll(Share::Named)).len(), 33);
    assert_eq!(desk.write(&Intent::ShareAll(Share::Nobody)).len(), 33);
    assert_eq!(desk.try_to(&Intent::ShareAll(Share::Nobody)), Err(Refusal::NothingNew));
    assert_eq!(desk.try_to(&Intent::Mend), Err(Refusal::NothingNew));
}

#[test]
fn the_family_sees_every_level_or_none_beside_what_teachers_see() {
    let mut desk = Desk::new();
    desk.write(&desk.validate("1.1", 3, 1));
    assert_eq!(
        desk.write(&Intent::Family(true)),
        [
            r#"+choices/p-4f2a/crcn-2019 {"family":true}"#,
            r#"+family/p-4f2a/crcn-2019/1.1 {"level":3,"on":"2026-01-02"}"#
        ]
    );
    let written = desk.write(&desk.validate("1.2", 2, 2));
    assert!(written.iter().any(|op| op.starts_with("+family/p-4f2a/crcn-2019/1.2")), "{written:?}");
    assert!(written.iter().all(|op| !op.starts_with("+shown/")), "teachers see no more for it");
    assert_eq!(desk.write(&Intent::Family(false)).len(), 3, "the choice and two levels");
    assert_eq!(desk.try_to(&Intent::Family(false)), Err(Refusal::NothingNew));
}

#[test]
fn a_stage_is_remembered_and_forgotten() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.write(&Intent::Stage(Some(Stage::Cycle3))),
        [r#"+choices/p-4f2a/crcn-2019 {"stage":"cycle3"}"#]
    );
    assert_eq!(desk.record.choices().stage(), Some(Stage::Cycle3));
    assert_eq!(desk.try_to(&Intent::Stage(Some(Stage::Cycle3))), Err(Refusal::NothingNew));
    assert_eq!(desk.write(&Intent::Stage(None)), ["+choices/p-4f2a/crcn-2019 {}"]);
}

#[test]
fn what_the_framework_does_not_have_is_refused() {
    let mut desk = Desk::new();
    assert_eq!(desk.try_to(&desk.validate("4.1", 1, 1)), Err(Refusal::NoSuchLevel));
    let wrong_tick = |id: &str| Intent::Validate {
        competence: desk.of("4.1"),
        standing: Standing::NotPlaced,
        ticks: ticks(&[id]),
        stamp: stamp(1),
    };
    assert_eq!(desk.try_to(&wrong_tick("1-1")), Err(Refusal::NoSuchTick));
    assert_eq!(desk.try_to(&wrong_tick("6-1")), Err(Refusal::NoSuchTick));
    let nowhere = Intent::Validate {
        competence: 16,
        standing: Standing::NotWorked,
        ticks: ticks(&[]),
        stamp: stamp(1),
    };
    assert_eq!(desk.try_to(&nowhere), Err(Refusal::NoSuchCompetence));
    assert_eq!(
        desk.try_to(&Intent::Share { competence: 16, share: Share::Named }),
        Err(Refusal::NoSuchCompetence)
    );
    desk.write(&desk.validate("4.1", 2, 1));
    assert_eq!(desk.try_to(&desk.validate("4.1", 3, 1)), Err(Refusal::IdTaken));
    let competence = desk.of("4.1");
    let withdraw = |entry: u32, number: u32| Intent::Withdraw {
        competence,
        entry: stamp(entry).id,
        stamp: stamp(number),
    };
    assert_eq!(desk.try_to(&withdraw(9, 10)), Err(Refusal::NoSuchEntry));
    desk.write(&withdraw(1, 2));
    assert_eq!(desk.try_to(&withdraw(1, 3)), Err(Refusal::NoSuchEntry), "it was already taken back");
    desk.write(&withdraw(2, 3));
    assert_eq!(desk.record.standing(competence), Standing::Level(level(2)));
}

#[test]
fn what_cannot_be_read_is_not_written_over_unasked() {
    let mut desk = Desk::new();
    let (position, counted) = ("positions/p-4f2a/crcn-2019/1.1", "counted/p-4f2a/crcn-2019/1.1");
    desk.record.put(&desk.framework, position, Some(&json!("?")));
    desk.record.put(&desk.framework, counted, Some(&json!({ "level": 3 })));
    assert!(desk.record.is_unreadable(0));
    assert_eq!(desk.try_to(&desk.validate("1.1", 3, 1)), Err(Refusal::Unreadable));
    assert_eq!(desk.try_to(&Intent::Mend), Err(Refusal::NothingNew), "what was opened stays as it is");
    assert_eq!(
        desk.write(&Intent::Restart { competence: 0 }),
        ["-positions/p-4f2a/crcn-2019/1.1", "-counted/p-4f2a/crcn-2019/1.1"]
    );
    assert_eq!(desk.record.damages(), []);
    assert_eq!(desk.try_to(&Intent::Restart { competence: 0 }), Err(Refusal::NothingNew));
    desk.write(&desk.validate("1.1", 3, 1));
}

#[test]
fn what_a_newer_version_shows_beside_is_no_reason_to_write() {
    let mut desk = Desk::new();
    desk.write(&desk.validate("1.1", 3, 1));
    desk.write(&Intent::ShareAll(Share::Counted));
    let newer = json!({ "level": 3, "year": 2026 });
    desk.record.put(&desk.framework, "counted/p-4f2a/crcn-2019/1.1", Some(&newer));
    assert_eq!(desk.try_to(&Intent::Mend), Err(Refusal::NothingNew));
}

/// Any intent, with stamps that count up.
fn some_intent(number: u32) -> impl Strategy<Value = Intent> {
    let place = any_competence().prop_flat_map(move |index| {
        let competence = &Framework::crcn().competences[index];
        (some_standing(competence), some_ticks(competence)).prop_map(move |(standing, ticks)| {
            Intent::Validate { competence: index, standing, ticks, stamp: stamp(number) }
        })
    });
    let share = prop::sample::select(Share::ALL.to_vec());
    prop_oneof![
        4 => place,
        1 => (any_competence(), number.saturating_sub(25)..=number).prop_map(move |(competence, entry)| Intent::Withdraw {
            competence,
            entry: stamp(entry).id,
            stamp: stamp(number),
        }),
        2 => (any_competence(), share.clone()).prop_map(|(competence, share)| Intent::Share { competence, share }),
        1 => share.prop_map(Intent::ShareAll),
        1 => any::<bool>().prop_map(Intent::Family),
        1 => prop::option::of(prop::sample::select(Stage::ALL.to_vec())).prop_map(Intent::Stage),
    ]
}

/// Of one device: its stamps start after that number.
fn some_intents(after: u32) -> impl Strategy<Value = Vec<Intent>> {
    (1_u32..25).prop_flat_map(move |count| {
        (1..=count).map(|number| some_intent(after + number).boxed()).collect::<Vec<_>>()
    })
}

proptest! {
    #[test]
    fn what_others_see_is_what_was_opened_and_no_more(intents in some_intents(0)) {
        let mut desk = Desk::new();
        for intent in &intents {
            let Ok(ops) = desk.try_to(intent) else { continue };
            prop_assert!(!ops.is_empty() && ops.len() <= 49);
            let mut keys: Vec<&str> = ops.iter().map(|op| op.key.as_str()).collect();
            keys.sort_unstable();
            keys.dedup();
            prop_assert_eq!(keys.len(), ops.len(), "one operation a key");
            let segment = format!("/{PERSON}/crcn-2019");
            for op in &ops {
                prop_assert!(op.key.as_str().contains(&segment));
                prop_assert_eq!(op.value.is_some(), op.op == OpKind::Set);
                prop_assert!(op.if_rev.is_none());
            }
            apply(&desk.framework, &mut desk.record, &ops);
            prop_assert_eq!(desk.record.damages(), &[][..], "what is written can be read");

            for (index, competence) in desk.framework.competences.iter().enumerate() {
                let share = desk.record.choices().share(competence.code);
                let level = desk.record.standing(index).level();
                let place = desk.record.place(index).unwrap();
                let opened = if share == Share::Nobody { None } else { level };
                prop_assert_eq!(desk.record.counted(&desk.framework, index), opened);
                prop_assert_eq!(place.counted.is_some(), opened.is_some());
                prop_assert_eq!(place.shown.is_some(), share == Share::Named && level.is_some());
                prop_assert_eq!(place.family.is_some(), desk.record.choices().family() && level.is_some());
            }
            // Everything written is in line at once: there is never anything to mend after one's own writes.
            prop_assert_eq!(desk.try_to(&Intent::Mend), Err(Refusal::NothingNew));
        }
    }

    #[test]
    fn two_devices_end_up_alike(mine in some_intents(0), theirs in some_intents(1000)) {
        let (mut one, mut two) = (Desk::new(), Desk::new());
        let mut stored = [std::collections::BTreeMap::new(), std::collections::BTreeMap::new()];
        for (at, (desk, intents)) in [(&mut one, &mine), (&mut two, &theirs)].into_iter().enumerate() {
            for intent in intents {
                let Ok(ops) = desk.try_to(intent) else { continue };
                apply(&desk.framework, &mut desk.record, &ops);
                for op in ops {
                    match op.value {
                        Some(value) => stored[at].insert(op.key, value),
                        None => stored[at].remove(&op.key),
                    };
                }
            }
        }
        let [first, second] = stored;
        let mut both = first.clone();
        for (key, value) in second {
            let value = match first.get(&key) {
                Some(known) => stored::merge(key.as_str(), None, known, &value).unwrap(),
                None => value,
            };
            both.insert(key, value);
        }
        let mut merged = Desk::new();
        for (key, value) in &both {
            merged.record.put(&merged.framework, key.as_str(), Some(value));
        }
        prop_assert_eq!(merged.record.damages(), &[][..]);
        if let Ok(ops) = merged.try_to(&Intent::Mend) {
            prop_assert!(ops.len() <= 48 && ops.iter().all(|op| !op.key.as_str().starts_with("positions")));
            apply(&merged.framework, &mut merged.record, &ops);
        }
        prop_assert_eq!(merged.try_to(&Intent::Mend), Err(Refusal::NothingNew), "mending is done once");
        for index in 0..16 {
            // Every validation of both is there.
            let ids = |desk: &Desk| desk.record.timeline(index).into_iter().map(|line| line.id).collect::<Vec<_>>();
            let all = ids(&merged);
            prop_assert!(ids(&one).iter().chain(&ids(&two)).all(|id| all.contains(id)));
        }
    }
}
