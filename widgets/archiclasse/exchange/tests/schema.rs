//! The plans that we write follow the published schema, by a validator that is not ours.

#[path = "../src/testing.rs"]
#[expect(dead_code, reason = "shared with the unit tests")]
mod testing;

use greffon_archiclasse_exchange::export::json;
use serde_json::{Value, json};

#[test]
fn a_plan_follows_the_published_schema() {
    let (plan, _) = testing::classroom();
    let schema: Value = serde_json::from_str(include_str!("../../schemas/plan.schema.json")).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12");
    let file: Value = serde_json::from_str(&json::write(&plan, Value::to_string)).expect("JSON");
    let problems: Vec<String> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    for (place, wrong) in
        [("/version", json!(2)), ("/greffon", json!("other")), ("/header/height", json!(-1))]
    {
        let mut file = file.clone();
        *file.pointer_mut(place).expect("it is there") = wrong;
        assert!(!validator.is_valid(&file), "{place}");
    }
    let mut wrong = file.clone();
    let piece = wrong["pieces"].as_object_mut().and_then(|all| all.values_mut().next()).expect("a piece");
    piece["width"] = json!(-700);
    assert!(!validator.is_valid(&wrong));
}
