//! Who is in the group, by name, where the host tells.

use serde_json::Value;

/// What is known of the people.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum People {
    /// Nobody asked yet.
    #[default]
    Unasked,
    /// Being asked for.
    Asked,
    /// The host does not tell, or not now.
    Untold,
    /// Here they are, in the host's order.
    Told(Vec<Someone>),
}

/// Somebody of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone {
    /// Their pairwise id.
    pub id: String,
    /// As people call them.
    pub name: String,
    /// Whether they place themselves.
    pub pupil: bool,
    /// Whether they teach.
    pub teacher: bool,
}

impl People {
    /// Reads the answer of the service `people`: `{"people": [{"id", "name", "roles"}]}`.
    pub fn read(answer: &Value) -> Self {
        let Some(list) = answer.get("people").and_then(Value::as_array) else { return Self::Untold };
        let someone = |value: &Value| {
            let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
            let roles = value.get("roles").and_then(Value::as_array);
            let has = |role: &str| roles.is_some_and(|roles| roles.iter().any(|one| one == role));
            let (id, name) = (text("id")?, text("name")?);
            (!id.is_empty() && !name.is_empty()).then(|| Someone {
                pupil: has("pupil"),
                teacher: has("teacher"),
                id,
                name,
            })
        };
        Self::Told(list.iter().filter_map(someone).collect())
    }

    /// Those who are known.
    pub fn list(&self) -> &[Someone] {
        match self {
            Self::Told(list) => list,
            _ => &[],
        }
    }

    /// The name of a person.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.list().iter().find(|someone| someone.id == id).map(|someone| someone.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn people_are_read_and_what_is_none_left_out() {
        let answer = json!({ "group": "g", "people": [
            { "id": "p1", "name": "Zoé 🦊", "roles": ["pupil"] },
            { "id": "t1", "name": "Mme Moreau", "roles": ["teacher"] },
            { "id": "", "name": "x", "roles": [] },
            { "name": "sans id" },
            5
        ]});
        let people = People::read(&answer);
        assert_eq!(people.list().len(), 2);
        assert_eq!((people.name("p1"), people.name("p9")), (Some("Zoé 🦊"), None));
        assert!(people.list()[0].pupil && !people.list()[0].teacher && people.list()[1].teacher);
        assert_eq!(People::read(&json!({ "error": 1 })), People::Untold);
    }
}
