//! The JSON Schemas of a manifest, compiled once, offline: a value is checked where it is written.

use std::collections::{BTreeMap, HashMap};

use greffon_protocol::Key;
use greffon_protocol::manifest::Problem;
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use crate::error::Mismatch;

/// Compiled schemas by name.
#[derive(Debug)]
pub struct Schemas(HashMap<String, Validator>);

impl Schemas {
    /// Compiles them all; says everything that is wrong. A reference to another document is wrong: nothing is
    /// fetched.
    pub fn compile(schemas: &BTreeMap<String, Value>) -> Result<Self, Vec<Problem>> {
        let mut compiled = HashMap::new();
        let mut problems = Vec::new();
        for (name, schema) in schemas {
            let built = jsonschema::options()
                .with_draft(Draft::Draft202012)
                // Linear in the text whatever the pattern: a manifest cannot make the server spin.
                .with_pattern_options(PatternOptions::regex())
                .offline()
                .build(schema);
            match built {
                Ok(validator) => {
                    compiled.insert(name.clone(), validator);
                }
                Err(error) => {
                    problems.push(Problem { place: format!("/schemas/{name}"), text: error.to_string() });
                }
            }
        }
        if problems.is_empty() { Ok(Self(compiled)) } else { Err(problems) }
    }

    /// Checks a value against the schema of that name.
    pub fn check(&self, name: &str, key: &Key, value: &Value) -> Result<(), Box<Mismatch>> {
        // The manifest was checked: every name that a rule gives exists. If one did not, nothing may pass.
        let Some(validator) = self.0.get(name) else {
            return Err(Box::new(Mismatch {
                key: key.clone(),
                pointer: String::new(),
                rule: name.to_owned(),
            }));
        };
        validator.validate(value).map_err(|error| {
            Box::new(Mismatch {
                key: key.clone(),
                pointer: error.instance_path().as_str().to_owned(),
                rule: error.kind().keyword().to_owned(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_mismatch_says_where_and_which_rule() {
        let schema = json!({"type": "object", "properties": {"level": {"type": "integer", "maximum": 8}}});
        let schemas = Schemas::compile(&BTreeMap::from([("position".to_owned(), schema)])).unwrap();
        let key = Key::new("a").unwrap();
        assert_eq!(schemas.check("position", &key, &json!({"level": 8})), Ok(()));
        let mismatch = schemas.check("position", &key, &json!({"level": 9})).unwrap_err();
        assert_eq!((mismatch.pointer.as_str(), mismatch.rule.as_str()), ("/level", "maximum"));
        assert!(schemas.check("unknown", &key, &json!(1)).is_err());
    }

    #[test]
    fn a_wrong_schema_or_a_foreign_reference_is_a_problem_of_the_manifest() {
        for wrong in [
            json!({"type": "nombre"}),
            json!({"$ref": "https://example.com/s.json"}),
            json!({"pattern": "("}),
        ] {
            let problems = Schemas::compile(&BTreeMap::from([("s".to_owned(), wrong)])).unwrap_err();
            assert_eq!(problems[0].place, "/schemas/s");
        }
    }
}
