//! `widget.json` and the model agree: what the model writes is what the back end lets through, and nothing else is.

use greffon_crcn_model::batch::{Intent, batch};
use greffon_crcn_model::framework::{Framework, Level, Stage};
use greffon_crcn_model::position::{Stamp, Standing, Ticks};
use greffon_crcn_model::record::Record;
use greffon_crcn_model::stored::Share;
use greffon_protocol::manifest::AccessRule;
use greffon_protocol::{Manifest, Op, Scope};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = include_str!("../../widget.json");
const PERSON: &str = "p-4f2a";

fn manifest() -> Manifest {
    Manifest::parse(TEXT).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The longest rule whose prefix fits a key of that person.
fn rule<'m>(manifest: &'m Manifest, key: &str) -> &'m AccessRule {
    manifest
        .access
        .iter()
        .filter(|rule| key.starts_with(&rule.prefix.replace("{self}", PERSON)))
        .max_by_key(|rule| rule.prefix.len())
        .unwrap_or_else(|| panic!("no rule for {key}"))
}

fn schema(manifest: &Manifest, name: &str) -> Validator {
    jsonschema::draft202012::new(&manifest.schemas[name]).expect("a schema of draft 2020-12")
}

/// What is wrong with a value under a schema, as its places.
fn problems(name: &str, value: &Value) -> Vec<String> {
    let validator = schema(&manifest(), name);
    let mut places: Vec<String> =
        validator.iter_errors(value).map(|error| error.instance_path().to_string()).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn stamp(number: u32) -> Stamp {
    let at = format!("2026-11-{:02}T{:02}:00:00.000Z", 1 + number / 24 % 30, number % 24);
    Stamp::new(&at, 60, &format!("9b2f6c1e-0000-4000-8000-{number:012}")).expect("a moment and a UUID")
}

#[test]
fn the_manifest_is_whole_and_its_schemas_are_strict() {
    let manifest = manifest();
    assert_eq!((manifest.id.as_str(), manifest.bundle), ("crcn", true));
    for (name, value) in &manifest.schemas {
        jsonschema::meta::validate(value).unwrap_or_else(|error| panic!("{name}: {error}"));
        strict(value, name);
        assert!(manifest.access.iter().any(|rule| rule.schema.as_deref() == Some(name)), "{name} is used");
    }
    assert!(manifest.access.iter().all(|rule| rule.scope == Scope::Shared && rule.schema.is_some()));
}

/// Every object is closed or says what its members are, every list and text is bounded.
fn strict(schema: &Value, place: &str) {
    if let Some(members) = schema.as_object() {
        match schema["type"].as_str() {
            Some("object") => {
                let rest = &schema["additionalProperties"];
                assert!(*rest == json!(false) || rest.is_object(), "{place} is open");
                assert!(rest.is_boolean() || schema["maxProperties"].is_u64(), "{place} has no end");
            }
            Some("array") => assert!(schema["maxItems"].is_u64(), "{place} has no end"),
            Some("string") => assert!(schema["maxLength"].is_u64(), "{place} has no end"),
            Some("integer") => assert!(schema["minimum"].is_u64() && schema["maximum"].is_u64(), "{place}"),
            _ => {}
        }
        for (name, member) in members {
            strict(member, &format!("{place}/{name}"));
        }
    }
}

#[test]
fn only_the_owner_writes_and_a_teacher_reads_only_what_was_opened() {
    let manifest = manifest();
    for rule in &manifest.access {
        let head = rule.prefix.split('/').next().unwrap();
        let others: Vec<&str> =
            rule.read.iter().map(String::as_str).filter(|reference| *reference != "owner").collect();
        let (write, read): (&[&str], &[&str]) = match head {
            "positions" | "choices" | "counted" | "evidence" | "goals" | "badges" | "traces" => {
                (&["owner"], &[])
            }
            "shown" => (&["owner"], &["teacher@group"]),
            "family" => (&["owner"], &["guardian@family"]),
            // Who is asked reads the request; who asks and who answers read what they wrote.
            "asked" | "peer" | "badge-asked" => (&["pupil@group"], &["by"]),
            // A teacher sees what classmates confirmed before they complete.
            "badge-answers" => (&["pupil@group"], &["by", "teacher@group"]),
            // What the school says of a pupil, their guardians read.
            "validated" | "lsu" => (&["teacher@group"], &["teacher@group", "guardian@family"]),
            "badge-awards" => (&["teacher@group"], &["teacher@group"]),
            "pix" => (&["owner", "teacher@group"], &["teacher@group"]),
            "class-goals" => (&["teacher"], &["pupil", "teacher"]),
            other => panic!("{other}: say here who may"),
        };
        assert_eq!(
            (rule.write.as_slice(), others.as_slice()),
            (&write.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>()[..], read),
            "{}",
            rule.prefix
        );
        // What others than the owner write is signed.
        assert!(write == ["owner"] || rule.prefix.contains("{by}"), "{}", rule.prefix);
    }
    let tally = &manifest.tallies[0];
    assert_eq!(
        (tally.name.as_str(), tally.min, tally.read.as_slice()),
        ("levels", 5, &["teacher@group".to_owned()][..])
    );
    // What the tally tells apart is where the model puts it.
    let key = format!("counted/{PERSON}/crcn-2019/1.1");
    assert!(key.starts_with(&tally.prefix.replace("{self}", PERSON)));
    assert_eq!((tally.by[0].as_str(), key.split('/').nth(3)), ("key:3", Some("1.1")));
    assert_eq!(json!({ "level": 3 }).pointer(tally.by[1].strip_prefix("value:").unwrap()), Some(&json!(3)));
}

#[test]
fn a_school_of_2500_fits() {
    let manifest = manifest();
    // Positions, counted, shown and family; choices; evidence, goals, requests, opinions, validations, Pix, report; six badges
    // with two questions and an answer each, half of them completed; traces.
    let of_one_pupil = 4 * 16 + 1 + 12 + 6 + 6 + 6 + 16 + 2 + 1 + (6 * 4 + 3) + 16;
    assert!(u64::from(manifest.keys["shared"]) >= 2500 * of_one_pupil);
}

#[test]
fn damaged_items_are_refused_with_their_place() {
    let entry = |changes: Value| {
        let mut entry = json!({ "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "level", "level": 3, "ticks": ["1-1"] });
        for (name, value) in changes.as_object().unwrap() {
            entry[name] = value.clone();
        }
        json!({ "entries": { "9b2f6c1e-0000-4000-8000-000000000001": entry } })
    };
    let at = |member: &str| vec![format!("/entries/9b2f6c1e-0000-4000-8000-000000000001{member}")];
    assert_eq!(problems("position", &entry(json!({}))), Vec::<String>::new());
    for (changes, place) in [
        (json!({ "level": 9 }), "/level"),
        (json!({ "level": 0 }), "/level"),
        (json!({ "level": 2.5 }), "/level"),
        (json!({ "seq": 0 }), "/seq"),
        (json!({ "at": "2026-11-23" }), "/at"),
        (json!({ "on": "hier" }), "/on"),
        (json!({ "state": "great" }), "/state"),
        (json!({ "ticks": ["1-1", "1-1"] }), "/ticks"),
        (json!({ "ticks": vec!["1-1"; 65] }), "/ticks"),
        (json!({ "ticks": ["9-1"] }), "/ticks/0"),
        (json!({ "note": "free text" }), ""),
        (json!({ "state": "not-placed" }), "/level"),
        (json!({ "withdraws": "x" }), "/withdraws"),
    ] {
        let found = problems("position", &entry(changes.clone()));
        assert!(found.contains(&at(place)[0]), "{changes}: {found:?}");
    }
    assert_eq!(problems("position", &json!({ "entries": { "short": {} } })).first().unwrap(), "/entries");
    let many: serde_json::Map<String, Value> =
        (0..129).map(|number| (format!("entry-{number:04}"), entry(json!({}))["entries"].take())).collect();
    assert!(problems("position", &json!({ "entries": many })).contains(&"/entries".to_owned()));
    assert_eq!(problems("position", &json!({ "entries": {}, "name": "Lou" })), [""]);
    assert_eq!(problems("counted", &json!({ "level": 9 })), ["/level"]);
    assert_eq!(problems("counted", &json!({ "level": 3, "name": "Lou" })), [""]);
    assert_eq!(problems("shown", &json!({ "level": 3 })), [""]);
    assert_eq!(problems("choices", &json!({ "share": "everybody" })), ["/share"]);
    assert_eq!(problems("choices", &json!({ "only": { "1.1": "named", "A": "named" } })), ["/only"]);
}

fn some_intents() -> impl Strategy<Value = Vec<Intent>> {
    let share = prop::sample::select(Share::ALL.to_vec());
    let intent = (0_usize..16, 0_u8..=9, any::<prop::sample::Index>(), share, 0_u8..8);
    prop::collection::vec(intent, 1..30).prop_map(|drawn| {
        let framework = Framework::crcn();
        (1..)
            .zip(drawn)
            .map(|(number, (competence, to, index, share, kind))| {
                let every: Vec<_> = framework.competences[competence]
                    .indicated()
                    .flat_map(|rung| rung.indicators.iter().map(|indicator| indicator.id))
                    .collect();
                let ticks: Ticks = every.iter().copied().take(index.index(every.len() + 1)).collect();
                let standing = match (to, Level::new(to)) {
                    (0, _) => Standing::NotPlaced,
                    (_, None) => Standing::NotWorked,
                    (_, Some(level)) => Standing::Level(level),
                };
                match kind {
                    0 => Intent::Share { competence, share },
                    1 => Intent::ShareAll(share),
                    4 => Intent::Family(true),
                    2 => Intent::Stage(Some(Stage::ALL[index.index(5)])),
                    3 => Intent::Withdraw {
                        competence,
                        entry: stamp((0..30).nth(index.index(30)).unwrap_or(0)).id,
                        stamp: stamp(number),
                    },
                    _ => Intent::Validate { competence, standing, ticks, stamp: stamp(number) },
                }
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn whatever_the_model_writes_the_back_end_takes(intents in some_intents()) {
        let (manifest, framework) = (manifest(), Framework::crcn());
        let validators: Vec<(&str, Validator)> =
            manifest.schemas.keys().map(|name| (name.as_str(), schema(&manifest, name))).collect();
        let mut record = Record::new(PERSON, &framework).unwrap();
        for intent in &intents {
            let Ok(ops) = batch(&framework, &record, intent) else { continue };
            prop_assert!(ops.len() <= 50);
            for Op { key, value, .. } in &ops {
                let name = rule(&manifest, key.as_str()).schema.as_deref().unwrap();
                let validator = &validators.iter().find(|(known, _)| *known == name).unwrap().1;
                if let Some(value) = value {
                    let problem = validator.iter_errors(value).next().map(|error| error.to_string());
                    prop_assert_eq!(problem, None, "{} {}", key, value);
                }
                record.put(&framework, key.as_str(), value.as_ref());
            }
        }
    }
}

/// The texts of the screens: both languages whole, with the same placeholders, set as French is set.
#[test]
fn the_catalogues_agree() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales");
    greffon_texts::compile(&folder, "T").unwrap_or_else(|problem| panic!("{problem}"));
    let french: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("fr.json")).unwrap()).unwrap();
    for (key, text) in french.as_object().unwrap() {
        let forms = text.as_object().map_or_else(|| vec![text], |forms| forms.values().collect());
        for text in forms.iter().filter_map(|form| form.as_str()) {
            assert!(!text.contains(['\'', '"', '!']) && !text.contains("..."), "{key}: {text:?}");
            let signs: Vec<char> = text.chars().collect();
            for pair in signs.windows(2) {
                match pair {
                    [before, ':' | '»'] => assert_eq!(*before, '\u{a0}', "{key}: {text:?}"),
                    [before, ';' | '?'] => assert_eq!(*before, '\u{202f}', "{key}: {text:?}"),
                    ['«', after] => assert_eq!(*after, '\u{a0}', "{key}: {text:?}"),
                    _ => {}
                }
            }
        }
    }
}
