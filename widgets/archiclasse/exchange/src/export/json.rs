//! A plan as a JSON file, for people and programs alike: one object a line.

use greffon_archiclasse_plan::{Plan, file};
use serde_json::Value;

/// A plan as JSON text; `text_of` writes a value, as the caller has a writer. Its form is published in
/// `schemas/plan.schema.json`.
pub fn write(plan: &Plan, text_of: impl Fn(&Value) -> String) -> String {
    let value = file::write(plan);
    let mut text = String::from("{");
    for (number, (name, member)) in value.as_object().into_iter().flatten().enumerate() {
        text.push_str(if number == 0 { "\n  " } else { ",\n  " });
        text.push_str(&text_of(&Value::from(name.as_str())));
        text.push_str(": ");
        match member.as_object().filter(|_| name != "header") {
            None => text.push_str(&text_of(member)),
            Some(objects) => {
                text.push('{');
                for (number, (id, object)) in objects.iter().enumerate() {
                    text.push_str(if number == 0 { "\n    " } else { ",\n    " });
                    text.push_str(&text_of(&Value::from(id.as_str())));
                    text.push_str(": ");
                    text.push_str(&text_of(object));
                }
                text.push_str("\n  }");
            }
        }
    }
    text.push_str("\n}\n");
    text
}
