use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::framework::{Code, Framework, Stage};
use crate::position::{Act, Entry, History, Standing};
use crate::testing::{any_competence, level, some_standing, some_ticks, stamp, ticks};

const KEY: &str = "positions/p-4f2a/crcn-2019/1.1";

fn read(value: &Value, code: &str) -> (Option<PositionItem>, Vec<String>) {
    let framework = Framework::crcn();
    let told = |damages: Vec<Damage>| damages.iter().map(|damage| format!("{damage}")).collect();
    match PositionItem::read("k", value, framework.competence(code).unwrap()) {
        Ok((item, damages)) => (Some(item), told(damages)),
        Err(damages) => (None, told(damages)),
    }
}

fn entry(number: u32, act: Act) -> Entry {
    let stamp = stamp(number);
    Entry { id: stamp.id, seq: number, at: stamp.at, on: stamp.on, act }
}

#[test]
fn a_history_is_stored_like_this() {
    let place = Act::Place { standing: Standing::Level(level(3)), ticks: ticks(&["1-1", "2-2"]) };
    let first = PositionItem::default().with(&entry(1, place));
    let second = read(&first, "1.1").0.unwrap().with(&entry(2, Act::Withdraw(stamp(1).id)));
    let not_worked = Act::Place { standing: Standing::NotWorked, ticks: ticks(&[]) };
    insta::assert_json_snapshot!(read(&second, "1.1").0.unwrap().with(&entry(3, not_worked)));
    insta::assert_json_snapshot!([counted(level(3)), shown(level(3), stamp(1).on)]);
}

#[test]
fn damage_is_told_with_its_place_and_spares_the_rest() {
    let value = json!({ "entries": {
        "entry-0001": { "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "level", "level": 2, "ticks": ["1-1", "9-9", 3] },
        "entry-0002": { "seq": 0, "at": "yesterday", "on": "2026-02-30", "state": "level", "level": 9, "ticks": [] },
        "entry-0003": { "seq": 3, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "great", "ticks": [] },
        "entry-0004": { "seq": 4, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "withdraws": 7 },
        "entry-0005": "gone",
        "a/b": { "seq": 6, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "not-placed", "ticks": {} }
    } });
    let (item, told) = read(&value, "1.1");
    let current = item.unwrap().history.current().unwrap();
    assert_eq!((current.standing, current.ticks), (Standing::Level(level(2)), ticks(&["1-1"])));
    assert_eq!(
        told,
        [
            "k#/entries/a~1b: must be 8 to 36 of a-z, 0-9 and -",
            "k#/entries/a~1b/ticks: must be a list of texts",
            "k#/entries/entry-0001/ticks/1: must be an indicator of this competence",
            "k#/entries/entry-0001/ticks/2: must be an indicator of this competence",
            "k#/entries/entry-0002/seq: must be a whole number from 1",
            "k#/entries/entry-0002/at: must be a moment in UTC with milliseconds",
            "k#/entries/entry-0002/on: must be a day, as 2026-11-23",
            "k#/entries/entry-0002/level: must be a level that this competence has",
            "k#/entries/entry-0003/state: must be level, not-placed or not-worked, or the entry a withdrawal",
            "k#/entries/entry-0004/withdraws: must be 8 to 36 of a-z, 0-9 and -",
            "k#/entries/entry-0005: must be an object",
        ]
    );
}

#[test]
fn what_cannot_be_read_at_all_says_so() {
    for (value, place) in
        [(json!(null), "k#: "), (json!([1]), "k#: "), (json!({ "entries": [] }), "k#/entries: ")]
    {
        let (item, told) = read(&value, "1.1");
        assert!(item.is_none() && told == [format!("{place}must be an object")], "{value}: {told:?}");
    }
    assert_eq!(read(&json!({}), "1.1"), (Some(PositionItem::default()), vec![]), "nothing yet is no damage");
}

#[test]
fn level_1_of_4_1_does_not_exist() {
    let place = Act::Place { standing: Standing::Level(level(1)), ticks: ticks(&[]) };
    let value = PositionItem::default().with(&entry(1, place));
    let (item, told) = read(&value, "4.1");
    assert_eq!(item.unwrap().history.current(), None);
    assert_eq!(told, ["k#/entries/entry-0001/level: must be a level that this competence has"]);
    let framework = Framework::crcn();
    let competence = framework.competence("4.1").unwrap();
    assert_eq!(level_of_counted(&counted(level(1)), competence), None);
    assert_eq!(level_of_counted(&counted(level(2)), competence), Some(level(2)));
}

#[test]
fn members_of_a_newer_version_are_kept() {
    let value = json!({
        "goal": { "level": 4 },
        "entries": {
            "entry-0001": { "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "not-worked", "ticks": [], "mood": "🙂" },
            "entry-0002": { "seq": 2, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "between", "levels": [2, 3] }
        }
    });
    let (item, told) = read(&value, "1.1");
    assert_eq!(told.len(), 1);
    let place = Act::Place { standing: Standing::NotPlaced, ticks: ticks(&[]) };
    let mut written = item.unwrap().with(&entry(3, place));
    written["entries"].as_object_mut().unwrap().remove("entry-0003");
    assert_eq!(written, value);

    let framework = Framework::crcn();
    let code = Code::new("1.1");
    let stored = json!({ "share": "counted", "only": { "2.1": "peers" }, "colour": 3 });
    let (choices, damages) = Choices::read("k", &stored, &framework);
    assert_eq!(choices.share(Code::new("2.1")), Share::Nobody, "what is not understood stays private");
    assert_eq!(damages.iter().map(|damage| damage.place.as_str()).collect::<Vec<_>>(), ["/only/2.1"]);
    let written = choices.with_share(code, Share::Named).with_stage(Some(Stage::Lycee)).stored();
    assert_eq!(
        written,
        json!({ "share": "counted", "only": { "1.1": "named", "2.1": "peers" }, "colour": 3, "stage": "lycee" })
    );
}

#[test]
fn choices_are_private_until_said_otherwise() {
    let framework = Framework::crcn();
    let (one, other) = (Code::new("1.1"), Code::new("2.1"));
    let choices = Choices::default();
    assert_eq!(choices.share(one), Share::Nobody);
    let choices = choices.with_share(one, Share::Named).with_share_of_all(Share::Counted);
    assert_eq!(
        (choices.share(one), choices.exceptions()),
        (Share::Counted, 0),
        "the choice for all is for all"
    );
    let choices = choices.with_share(one, Share::Nobody);
    assert_eq!((choices.share(one), choices.share(other)), (Share::Nobody, Share::Counted));
    assert_eq!(choices.own_share(one), Some(Share::Nobody));
    assert_eq!(
        choices.with_share(one, Share::Counted).own_share(one),
        None,
        "the same as for all is no exception"
    );
    let (again, damages) = Choices::read("k", &choices.stored(), &framework);
    assert_eq!((again.share(one), again.share(other), damages), (Share::Nobody, Share::Counted, vec![]));
}

#[test]
fn the_newest_entries_are_kept_and_fit_a_value() {
    let framework = Framework::crcn();
    let mut item = PositionItem::default();
    let everything = crate::testing::ticks_up_to(framework.competence("4.2").unwrap(), 5);
    for number in 1..=200 {
        let standing = Standing::Level(level(5));
        let stored = item.with(&entry(number, Act::Place { standing, ticks: everything }));
        assert!(stored.to_string().len() < 64 * 1024, "{} bytes", stored.to_string().len());
        item = read(&stored, "4.2").0.unwrap();
    }
    let entries = item.history.entries();
    assert_eq!((entries.len(), entries[0].seq, entries[127].seq), (History::KEPT, 73, 200));
}

#[test]
fn privacy_wins_where_two_devices_disagree() {
    let (named, nobody) = (json!({ "share": "named" }), json!({ "share": "nobody" }));
    let key = "choices/p-4f2a/crcn-2019";
    assert_eq!(merge(key, None, &named, &nobody), Some(nobody.clone()));
    assert_eq!(merge(key, None, &nobody, &named), Some(nobody.clone()));
    // But who alone changed something is followed.
    let base = json!({ "share": "nobody", "only": { "1.1": "named" }, "stage": "cycle3" });
    let mine = json!({ "share": "nobody", "only": { "1.1": "named", "2.1": "counted" } });
    let theirs = json!({ "share": "named", "stage": "cycle3" });
    let merged = merge(key, Some(&base), &mine, &theirs).unwrap();
    assert_eq!(merged, json!({ "share": "named", "only": { "1.1": "named", "2.1": "counted" } }));
    assert_eq!(merge("boards/1", None, &named, &nobody), None);
}

/// A history as two devices could have it: entries of one pool of ids.
fn some_item() -> impl Strategy<Value = Value> {
    let entry =
        (0_u32..40, 1_u32..30, prop::option::of(0_u32..40), 1_u8..=8).prop_map(|(id, seq, target, to)| {
            let act = match target {
                Some(target) => Act::Withdraw(stamp(target).id),
                None => Act::Place { standing: Standing::Level(level(to)), ticks: ticks(&["1-1"]) },
            };
            Entry { seq, ..entry(id, act) }
        });
    (prop::collection::vec(entry, 0..12), prop::option::of(0_u8..4)).prop_map(|(entries, future)| {
        let mut item = PositionItem::default();
        let mut value = json!({ "entries": {} });
        for entry in entries {
            value = item.with(&entry);
            item = read(&value, "1.1").0.unwrap();
        }
        if let Some(future) = future {
            value["future"] = json!({ "x": future });
        }
        value
    })
}

fn some_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "level",
            "not-placed",
            "1-1",
            "named",
            "2026-11-23T09:00:00.000Z",
            "entry-0001",
            "é"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let name = prop::sample::select(vec![
            "entries",
            "entry-0001",
            "entry-0002",
            "seq",
            "at",
            "on",
            "state",
            "level",
            "ticks",
            "withdraws",
            "share",
            "only",
            "1.1",
            "stage",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6).prop_map(|members| members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<Map<_, _>>()
                .into()),
        ]
    })
}

fn join(mine: &Value, theirs: &Value) -> Value {
    merge(KEY, None, mine, theirs).unwrap()
}

proptest! {
    #[test]
    fn what_is_stored_reads_back(
        (index, standing, ticks) in any_competence().prop_flat_map(|index| {
            let competence = &Framework::crcn().competences[index];
            (Just(index), some_standing(competence), some_ticks(competence))
        }),
    ) {
        let framework = Framework::crcn();
        let entry = entry(1, Act::Place { standing, ticks });
        let stored = PositionItem::default().with(&entry);
        let text: Value = serde_json::from_str(&stored.to_string()).unwrap();
        let (item, damages) = PositionItem::read(KEY, &text, &framework.competences[index]).unwrap();
        prop_assert!(damages.is_empty());
        prop_assert_eq!(item.history.entries(), &[entry][..]);
    }

    #[test]
    fn merging_is_a_union(a in some_item(), b in some_item(), c in some_item()) {
        prop_assert_eq!(join(&a, &a), a.clone());
        prop_assert_eq!(join(&a, &b), join(&b, &a));
        prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
        let both = join(&a, &b);
        for side in [&a, &b] {
            for id in side["entries"].as_object().unwrap().keys() {
                prop_assert!(both["entries"].get(id).is_some(), "{} is lost", id);
            }
        }
        prop_assert_eq!(join(&both, &a), both, "nothing new comes of merging again");
    }

    #[test]
    fn a_merge_too_long_keeps_the_newest(a in 0_u32..200, b in 0_u32..200) {
        let device = |count: u32, from: u32| {
            let entries: Map<String, Value> = (from..from + count)
                .map(|number| (stamp(number).id.as_str().to_owned(), json!({ "seq": number, "at": stamp(number).at.as_str() })))
                .collect();
            json!({ "entries": entries })
        };
        let (a, b) = (device(a, 1), device(b, 150));
        let both = join(&a, &b);
        prop_assert!(both["entries"].as_object().unwrap().len() <= History::KEPT);
        prop_assert_eq!(join(&b, &a), both.clone());
        prop_assert_eq!(join(&both, &b), both);
    }

    #[test]
    fn no_stored_value_panics(value in some_json(), other in some_json(), index in any_competence()) {
        let framework = Framework::crcn();
        let competence = &framework.competences[index];
        match PositionItem::read(KEY, &value, competence) {
            Ok((item, damages)) => {
                prop_assert!(damages.iter().all(|damage| damage.key == KEY));
                let place = Act::Place { standing: Standing::NotPlaced, ticks: ticks(&[]) };
                let seq = item.history.next_seq();
                let written = item.with(&Entry { seq, ..entry(999, place) });
                let (again, _) = PositionItem::read(KEY, &written, competence).unwrap();
                prop_assert_eq!(again.history.current().unwrap().id, stamp(999).id);
            }
            Err(damages) => prop_assert!(!damages.is_empty()),
        }
        let (choices, _) = Choices::read(KEY, &value, &framework);
        let _ = choices.with_share(competence.code, Share::Named).with_share_of_all(Share::Counted).stored();
        let _ = level_of_counted(&value, competence);
        let merged = join(&value, &other);
        prop_assert_eq!(&merged, &join(&other, &value));
    }
}
