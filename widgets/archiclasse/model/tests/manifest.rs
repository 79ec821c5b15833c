//! `widget.json` and the plan agree: what is written is what the back end lets through, and what the schemas refuse is
//! what cannot be read.

use greffon_archiclasse_model::template::Template;
use greffon_archiclasse_plan::object::Answer;
use greffon_archiclasse_plan::opening::{Fixture, FixtureKind};
use greffon_archiclasse_plan::photo::Part;
use greffon_archiclasse_plan::piece::{Layout, Ownership, Piece, Place, Size};
use greffon_archiclasse_plan::plan::Background;
use greffon_archiclasse_plan::{Angle, Id, Kind, Names, Object, Plan, Point, Ref, keys};
use greffon_protocol::{Manifest, Scope};
use jsonschema::Validator;
use serde_json::{Value, json};

fn manifest() -> Manifest {
    Manifest::parse(include_str!("../../widget.json")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The schema that the back end checks a key's value with.
fn schema_of(manifest: &Manifest, key: &str) -> Validator {
    let rule =
        manifest.access.iter().find(|rule| key.starts_with(&rule.prefix)).unwrap_or_else(|| panic!("{key}"));
    let name = rule.schema.as_deref().expect("every rule has a schema");
    jsonschema::draft202012::new(&manifest.schemas[name]).expect("a schema of draft 2020-12")
}

/// A plan with at least one object of every kind, every member given.
fn full() -> Plan {
    let mut plan = Template::ThreeC.plan(&mut Names::from_bits(1), "Le CDI");
    let (wall, _) = plan.walls.iter().next().expect("a wall");
    let piece = Piece {
        item: "table-double-t6".to_owned(),
        at: Point::new(-300, 900),
        turn: Angle::tenths(3599),
        size: Size { width: 1300, depth: 500, height: 760 },
        above: 10,
        zone: Some(Id::of(3)),
        group: Some(Id::of(4)),
        locked: true,
        ownership: Ownership::ToRepair,
        name: "Table du fond".to_owned(),
    };
    let fixture = Fixture { wall, at: 300, right: true, height: 1200, count: 4, kind: FixtureKind::Network };
    let answer = Answer {
        check: "exits".to_owned(),
        about: String::new(),
        text: "La commission a accepté une seconde sortie.".to_owned(),
    };
    let background = Background::begin(Id::of(6), Point::new(-5, 0), (1600, 1200)).with_strength(100);
    plan.header.background = Some(Background { hidden: true, turn: Angle::degrees(90), ..background });
    let (one, layout) = (Id::of(1), Id::of(8));
    for (name, object) in [
        (Ref::new(Kind::Piece, one), Object::Piece(piece)),
        (Ref::new(Kind::Fixture, one), Object::Fixture(fixture)),
        (Ref::new(Kind::Layout, layout), Object::Layout(Layout { name: "Débat".to_owned() })),
        (Ref::place(layout, one), Object::Place(Place { at: None, turn: Angle::degrees(90) })),
        (Ref::new(Kind::Answer, one), Object::Answer(answer)),
    ] {
        plan.put(name, object);
    }
    plan
}

#[test]
fn what_is_written_is_let_through() {
    let (manifest, plan) = (manifest(), full());
    assert!(manifest.bundle && manifest.access.iter().all(|rule| rule.scope == Scope::Shared));
    let header = keys::header(Id::of(1));
    assert!(schema_of(&manifest, &header).is_valid(&plan.header.write()));
    let part = Part::cut(&"A".repeat(48_000)).expect("a picture")[0].write();
    assert!(schema_of(&manifest, &keys::photo(Id::of(1), 0)).is_valid(&part));
    for kind in Kind::ALL {
        assert!(plan.refs().iter().any(|name| name.kind == kind), "{kind:?}");
    }
    for name in plan.refs() {
        let (key, value) = (keys::object(Id::of(1), name), plan.get(name).expect("listed").write());
        let errors: Vec<String> =
            schema_of(&manifest, &key).iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{key} {value}");
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let (manifest, id) = (manifest(), Id::of(1).text());
    let size = |width: Value| json!({ "at": [0, 0], "width": width, "depth": 500, "height": 760 });
    for (kind, value) in [
        (Kind::Piece, size(json!(-5))),
        (Kind::Piece, size(json!(0.5))),
        (Kind::Piece, size(json!(30_000))),
        (Kind::Wall, json!({ "a": id, "b": "x", "thickness": 100 })),
        (Kind::Wall, json!({ "a": id, "b": id, "thickness": 0 })),
        (Kind::Opening, json!({ "wall": id, "at": -1, "width": 900 })),
        (Kind::Node, json!({ "at": [0] })),
        (Kind::Node, json!({ "at": [2_000_000, 0] })),
        (Kind::Zone, json!({ "space": "cuisine", "outline": [[0, 0], [9, 0], [9, 9]] })),
        (Kind::Answer, json!({ "text": "x".repeat(1001) })),
    ] {
        let key = keys::object(Id::of(1), Ref::new(kind, Id::of(1)));
        assert!(!schema_of(&manifest, &key).is_valid(&value), "{key} {value}");
        assert!(Object::read(kind, &value).is_err(), "{key} {value}");
    }
}

#[test]
fn what_is_no_part_of_a_photo_is_refused() {
    let (manifest, key) = (manifest(), keys::photo(Id::of(1), 0));
    for value in [
        json!({ "jpeg": "<svg onload=alert(1)>", "of": 1 }),
        json!({ "jpeg": "", "of": 1 }),
        json!({ "jpeg": "A".repeat(48_001), "of": 1 }),
        json!({ "jpeg": "AAAA", "of": 9 }),
        json!({ "jpeg": "AAAA" }),
    ] {
        assert!(!schema_of(&manifest, &key).is_valid(&value) && Part::read(&value).is_err());
    }
}

#[test]
fn pupils_look_and_the_team_writes() {
    for rule in manifest().access {
        assert_eq!(rule.write, ["teacher", "head"], "{}", rule.prefix);
        assert!(rule.read.iter().any(|role| role == "pupil"), "{}", rule.prefix);
    }
}
