//! What a widget may ask to have signed, and what is wrong with what it asks.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::error::Error;

/// What the host says itself: whatever a draft holds there is replaced.
const OF_THE_HOST: [&str; 4] = ["issuer", "validFrom", "credentialStatus", "proof"];

static SCHEMA: LazyLock<Option<Validator>> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("request.schema.json")).ok()?;
    jsonschema::draft202012::new(&schema).ok()
});

/// A draft that may be signed: without what the host says itself.
///
/// # Errors
/// [`Error::Unsignable`] with the place and the rule; [`Error::NameInBadge`] where a text holds one of `names`.
pub(super) fn check(mut draft: Value, names: &[String]) -> Result<Value, Error> {
    if let Some(members) = draft.as_object_mut() {
        for member in OF_THE_HOST {
            members.remove(member);
        }
        if let Some(subject) = members.get_mut("credentialSubject").and_then(Value::as_object_mut) {
            // By whom it is known is the host's to say, and hashed.
            subject.remove("id");
            subject.remove("identifier");
        }
    }
    let schema = SCHEMA.as_ref().ok_or(Error::Internal)?;
    if let Some(error) = schema.iter_errors(&draft).next() {
        return Err(Error::Unsignable {
            pointer: error.instance_path().to_string(),
            rule: error.schema_path().to_string().rsplit('/').next().unwrap_or_default().to_owned(),
        });
    }
    let names: Vec<Vec<String>> =
        names.iter().map(|name| words(name)).filter(|name| !name.is_empty()).collect();
    match place_of_a_name(&draft, &names, String::new()) {
        Some(pointer) => Err(Error::NameInBadge(pointer)),
        None => Ok(draft),
    }
}

/// Where a text holds one of the names, as whole words, in whatever case and with whatever accents.
fn place_of_a_name(value: &Value, names: &[Vec<String>], pointer: String) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = words(text);
            let holds = |name: &Vec<String>| text.windows(name.len()).any(|part| part == name.as_slice());
            names.iter().any(holds).then_some(pointer)
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .find_map(|(number, value)| place_of_a_name(value, names, format!("{pointer}/{number}"))),
        Value::Object(members) => members
            .iter()
            .filter(|(member, _)| *member != "@context")
            .find_map(|(member, value)| place_of_a_name(value, names, format!("{pointer}/{member}"))),
        _ => None,
    }
}

/// The words of a text: lower case, without accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    plain
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The letters that French names bear.
const fn without_accent(sign: char) -> char {
    match sign {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;

    /// The smallest draft.
    pub(in crate::badge) fn draft() -> Value {
        json!({
            "@context": super::super::proof::CONTEXTS,
            "id": "urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": "Chercher et vérifier",
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "achievement": {
                    "id": "https://example.org/badges/chercher",
                    "type": ["Achievement"],
                    "name": "Chercher et vérifier",
                    "description": "Trouver une information sûre.",
                    "criteria": { "narrative": "Avoir comparé trois sources." }
                }
            }
        })
    }

    fn refused(change: impl FnOnce(&mut Value)) -> (String, String) {
        let mut draft = draft();
        change(&mut draft);
        match check(draft, &[]) {
            Err(Error::Unsignable { pointer, rule }) => (pointer, rule),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_good_draft_loses_what_is_not_its_to_say() {
        let mut asked = draft();
        asked["issuer"] = json!("https://elsewhere.example");
        asked["validFrom"] = json!("1999-01-01T00:00:00Z");
        asked["credentialSubject"]["id"] = json!("mailto:amina@example.org");
        assert_eq!(check(asked, &[]).unwrap(), draft());
    }

    #[test]
    fn what_no_context_defines_is_refused_with_its_place() {
        assert_eq!(refused(|draft| draft["note"] = json!(20)).1, "additionalProperties");
        let subject = refused(|draft| draft["credentialSubject"]["givenName"] = json!("Amina"));
        assert_eq!(subject.0, "/credentialSubject");
        let context = refused(|draft| draft["@context"][1] = json!("https://elsewhere.example"));
        assert_eq!(context.0, "/@context");
        let link = refused(|draft| {
            draft["evidence"] = json!([{ "id": "javascript:alert(1)", "type": ["Evidence"] }]);
        });
        assert_eq!(link, ("/evidence/0/id".to_owned(), "pattern".to_owned()));
        let long = refused(|draft| draft["name"] = json!("x".repeat(201)));
        assert_eq!(long, ("/name".to_owned(), "maxLength".to_owned()));
    }

    #[test]
    fn a_name_is_found_in_any_writing() {
        let names = ["Chloé Lefèvre".to_owned(), "Lefèvre".to_owned()];
        for text in ["Bravo LEFEVRE !", "le travail de chloe lefèvre", "Lefèvre,"] {
            let mut asked = draft();
            asked["credentialSubject"]["narrative"] = text.into();
            match check(asked, &names) {
                Err(Error::NameInBadge(place)) => assert_eq!(place, "/credentialSubject/narrative"),
                other => panic!("{text}: {other:?}"),
            }
        }
        let mut asked = draft();
        asked["credentialSubject"]["narrative"] = "les lefevreries".into();
        assert!(check(asked, &names).is_ok());
    }
}
