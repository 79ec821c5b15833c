//! What ships follows the published schemas, and what the schemas refuse the reader refuses too.

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use jsonschema::{Registry, Resource, Validator};
use serde_json::{Value, json};

const PIECES: &str = include_str!("../../data/pieces.json");
const VARIATIONS: &str = include_str!("../../data/variations.json");
const CATALOGUE_SCHEMA: &str = include_str!("../../schemas/catalogue.schema.json");
const VARIATIONS_SCHEMA: &str = include_str!("../../schemas/variations.schema.json");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn validator(schema: &str) -> Validator {
    let catalogue = parse(CATALOGUE_SCHEMA);
    let id = catalogue["$id"].as_str().expect("an id").to_owned();
    let registry = Registry::new()
        .add(id, Resource::from_contents(catalogue))
        .expect("an address")
        .prepare()
        .expect("a schema");
    jsonschema::options().with_registry(&registry).build(&parse(schema)).expect("a schema of draft 2020-12")
}

fn places(schema: &str, file: &Value) -> Vec<String> {
    validator(schema).iter_errors(file).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn what_ships_follows_its_schema() {
    assert_eq!(places(CATALOGUE_SCHEMA, &parse(PIECES)), Vec::<String>::new());
    assert_eq!(places(VARIATIONS_SCHEMA, &parse(VARIATIONS)), Vec::<String>::new());
}

#[test]
fn schema_and_reader_refuse_the_same() {
    let faults = [
        ("/pieces/0/size/0", json!(-300)),
        ("/pieces/0/size/0", json!(0)),
        ("/pieces/1/id", json!("Chaise")),
        ("/pieces/2/family", json!("meuble")),
        ("/pieces/3/name", json!("")),
        ("/pieces/4/solids/0", json!("seat 1 2 3")),
        ("/pieces/5/marks/0", json!("circle")),
        ("/pieces/6/for/0", json!("fac")),
        ("/pieces/7/price_cents", json!(-5)),
    ];
    for (place, wrong) in faults {
        let mut file = parse(PIECES);
        match file.pointer_mut(place) {
            Some(value) => *value = wrong,
            None => file["pieces"][7]["price_cents"] = wrong,
        }
        let told: Vec<String> = Catalogue::read(&file).1.into_iter().map(|problem| problem.place).collect();
        assert_eq!(told, [place]);
        assert!(!places(CATALOGUE_SCHEMA, &file).is_empty(), "{place}");
    }
    for (place, wrong) in [
        ("/variations/0/space", json!("jardin")),
        ("/variations/1/people/0", json!(0)),
        ("/variations/2/ambience/makes", json!(4)),
        ("/variations/3/parts/0/arrange", json!("tas")),
    ] {
        let mut file = parse(VARIATIONS);
        *file.pointer_mut(place).expect("it is there") = wrong;
        let told: Vec<String> = Variations::read(&file).1.into_iter().map(|problem| problem.place).collect();
        assert_eq!(told, [place]);
        assert!(!places(VARIATIONS_SCHEMA, &file).is_empty(), "{place}");
    }
}
