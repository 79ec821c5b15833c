//! `widget.json` and the model agree: what the model writes is what the back end lets through, who may is who is
//! offered to, and nothing else is.

use greffon_certification_model::app::{
    ActKind, At, Direction, Effect, Field, FormKind, Item, Model, Msg, update,
};
use greffon_certification_model::day::Moment;
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::desk::report::Place;
use greffon_certification_model::function::Function;
use greffon_certification_model::machine::Aspect;
use greffon_certification_model::plan::State;
use greffon_certification_model::rights::Role;
use greffon_certification_model::stored::Kind;
use greffon_protocol::manifest::AccessRule;
use greffon_protocol::{Manifest, Scope, User};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = include_str!("../../widget.json");
const PERSON: &str = "p-4f2a";

fn manifest() -> Manifest {
    Manifest::parse(TEXT).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn rule<'m>(manifest: &'m Manifest, key: &str) -> &'m AccessRule {
    manifest
        .access
        .iter()
        .filter(|rule| key.starts_with(&rule.prefix.replace("{self}", PERSON)))
        .max_by_key(|rule| rule.prefix.len())
        .unwrap_or_else(|| panic!("no rule for {key}"))
}

#[test]
fn the_manifest_is_whole_and_its_schemas_are_strict() {
    let manifest = manifest();
    assert_eq!((manifest.id.as_str(), manifest.bundle), ("certification", true));
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
            Some("integer") => assert!(schema["minimum"].is_i64() && schema["maximum"].is_u64(), "{place}"),
            _ => {}
        }
        for (name, member) in members {
            strict(member, &format!("{place}/{name}"));
        }
    }
}

#[test]
fn what_is_offered_is_what_the_rules_allow() {
    let manifest = manifest();
    let names: Vec<&str> = manifest.roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(names, Role::ALL.map(Role::name));
    for kind in Kind::ALL {
        let rule = manifest.access.iter().find(|rule| rule.prefix.starts_with(kind.head())).unwrap();
        for role in Role::ALL {
            let writes = rule.write.iter().any(|name| name == role.name() || name == "owner");
            assert_eq!(writes, role.may_change(kind), "{} writes {}", role.name(), rule.prefix);
            let reads = rule.read.iter().any(|name| name == role.name());
            let needed = role.sees_all() || matches!(kind, Kind::Room | Kind::Machine);
            assert_eq!(reads, needed, "{} reads {}", role.name(), rule.prefix);
        }
    }
}

#[test]
fn an_establishment_of_400_computers_fits() {
    // Steps and lines of the log, tickets, computers.
    assert!(u64::from(manifest().keys["shared"]) >= 5000 + 2 * 2000 + 400);
}

#[test]
fn the_vocabularies_are_the_same() {
    let manifest = manifest();
    let listed = |schema: &str, pointer: &str| -> Vec<String> {
        let found = manifest.schemas[schema].pointer(pointer).unwrap_or_else(|| panic!("{schema}{pointer}"));
        found.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(listed("contact", "/properties/function/enum"), Function::ALL.map(Function::id));
    assert_eq!(listed("step", "/properties/state/enum"), State::ALL.map(State::id));
    let mut problems = listed("report", "/properties/problem/enum");
    let mut known = Problem::ALL.map(Problem::id).map(str::to_owned).to_vec();
    problems.sort();
    known.sort();
    assert_eq!(problems, known);
    for aspect in Aspect::ALL {
        let pointer = format!("/properties/checks/properties/{}", aspect.id());
        assert!(manifest.schemas["machine"].pointer(&pointer).is_some());
    }
}

/// One wish of somebody, from numbers that were drawn.
fn wish(model: &Model, kind: u8, one: usize, two: usize) -> Vec<Msg> {
    let record = &model.record;
    let step = |number: usize| {
        let steps: Vec<String> = record.steps.iter().map(|kept| kept.id.clone()).collect();
        steps.get(number % steps.len().max(1)).cloned().unwrap_or_default()
    };
    let machine = record.machines.iter().nth(one).map(|kept| kept.id.clone()).unwrap_or_default();
    let ticket = model.tickets.get(one % model.tickets.len().max(1)).map(|ticket| ticket.id.clone());
    let form = |kind: FormKind, answers: &[(Field, String)]| {
        let mut all = vec![Msg::Form(kind)];
        all.extend(answers.iter().map(|(field, value)| Msg::Fill(*field, value.clone())));
        all.push(Msg::Submit);
        all
    };
    let problem = Problem::ALL[one % 16];
    let place = match two % 3 {
        0 => Place::School,
        1 => Place::Machine(machine.clone()),
        _ => Place::Room(record.rooms.iter().next().map(|kept| kept.id.clone()).unwrap_or_default()),
    };
    let words = "é".repeat(two * 40);
    match kind {
        0 => form(
            FormKind::NewSession,
            &[(Field::Name, words), (Field::On, "2027-06-10".into()), (Field::Candidates, one.to_string())],
        ),
        1 => form(FormKind::Room, &[(Field::Name, words), (Field::Count, (1 + one).to_string())]),
        2 => vec![Msg::Move { id: step(one), to: State::ALL[two % 4], before: Some(step(two)) }],
        3 => form(FormKind::Step(None), &[(Field::Title, words), (Field::Due, "2027-06-01".into())]),
        4 => form(
            FormKind::Contact(None),
            &[(Field::Name, words), (Field::Function, Function::ALL[one % 9].id().into())],
        ),
        5 => vec![
            Msg::ReportProblem(problem),
            Msg::ReportPlace(place),
            Msg::Fill(Field::Text, words.clone()),
            Msg::Fill(Field::Site, words),
            Msg::Submit,
        ],
        6 => ticket.map_or_else(Vec::new, |ticket| {
            form(
                FormKind::Act(ticket, ActKind::ALL[two % 11]),
                &[
                    (Field::On, "2027-01-10".into()),
                    (Field::To, "academy".into()),
                    (Field::Text, words),
                    (Field::Remote, "yes".into()),
                ],
            )
        }),
        7 => vec![Msg::Check { machine, aspect: Aspect::ALL[two % 3], ok: two % 2 == 0 }],
        8 => {
            form(FormKind::Row(None), &[(Field::Problem, "screen sound".into()), (Field::To, "head".into())])
        }
        9 => form(
            FormKind::Settings,
            &[(Field::Zone, "C".into()), (Field::Closed, "2027-05-07, 2027-05-14".into())],
        ),
        10 => vec![Msg::After { step: step(one), first: step(two), on: true }],
        11 => vec![Msg::Undo],
        12 => vec![Msg::Lift(step(one)), Msg::Carry(Direction::Right), Msg::Lift(step(one))],
        13 => ticket.map_or_else(Vec::new, |ticket| vec![Msg::Act(ticket, ActKind::ALL[two % 11])]),
        _ => form(FormKind::Machine(machine), &[(Field::Inventory, words), (Field::State, "reserve".into())]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_model_writes_the_back_end_takes(
        role in 0_usize..7,
        wishes in prop::collection::vec((0_u8..15, 0_usize..40, 0_usize..60), 1..40),
    ) {
        let manifest = manifest();
        let validators: Vec<(String, Validator)> = manifest
            .schemas
            .iter()
            .map(|(name, schema)| (name.clone(), jsonschema::draft202012::new(schema).unwrap()))
            .collect();
        let role = Role::ALL[role];
        let start = Moment::parse("2026-11-26T08:00:00.000Z").unwrap();
        let mut drawn = 0;
        let mut at = || {
            drawn += 1;
            At { now: Moment(start.0 + i64::from(drawn) * 60_000), offset: 60, fresh: format!("fresh{drawn:08}") }
        };
        let user = User { id: Some(PERSON.into()), roles: vec![role.name().into()], name: Some("Claire".into()), ..User::default() };
        let mut model = Model::start(user, false, &at());
        update(&mut model, Msg::Reset(Vec::new()), &at());
        for (kind, one, two) in wishes {
            for msg in wish(&model, kind, one, two) {
                for effect in update(&mut model, msg, &at()) {
                    let Effect::Write { items, .. } = effect else { continue };
                    prop_assert!(items.len() <= 50);
                    for (key, value) in &items {
                        let rule = rule(&manifest, key.as_str());
                        let allowed = rule.write.iter().any(|name| name == role.name())
                            || rule.write.contains(&"owner".to_owned());
                        prop_assert!(allowed, "{} writes {}", role.name(), key);
                        let name = rule.schema.as_deref().unwrap();
                        let validator = &validators.iter().find(|(known, _)| known == name).unwrap().1;
                        if let Some(value) = value {
                            let problem = validator.iter_errors(value).next().map(|error| error.to_string());
                            prop_assert_eq!(problem, None, "{} {}", key, value);
                        }
                    }
                    let items = items.into_iter().map(|(key, value)| Item { key: key.as_str().to_owned(), value });
                    update(&mut model, Msg::Changed(items.collect()), &at());
                }
            }
        }
        prop_assert_eq!(&model.record.damaged, &Vec::<String>::new());
    }
}
