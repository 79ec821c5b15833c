//! A plan as a JSON file, for people and programs alike: one object a line.

use greffon_archiclasse_plan::{Plan, file};

/// A plan as JSON text. Its form is published in `schemas/plan.schema.json`.
pub fn write(plan: &Plan) -> String {
    let value = file::write(plan);
    let mut text = String::from("{");
    for (number, (name, member)) in value.as_object().into_iter().flatten().enumerate() {
        text.push_str(if number == 0 { "\n  " } else { ",\n  " });
        text.push_str(&serde_json::Value::from(name.as_str()).to_string());
        text.push_str(": ");
        match member.as_object().filter(|_| name != "header") {
            None => text.push_str(&member.to_string()),
            Some(objects) => {
                text.push('{');
                for (number, (id, object)) in objects.iter().enumerate() {
                    text.push_str(if number == 0 { "\n    " } else { ",\n    " });
                    text.push_str(&serde_json::Value::from(id.as_str()).to_string());
                    text.push_str(": ");
                    text.push_str(&object.to_string());
                }
                text.push_str("\n  }");
            }
        }
    }
    text.push_str("\n}\n");
    text
}
