//! A desk for the tests: people of one class, a back end that keeps the access rules of the manifest, and every write
//! checked against its schema.

use std::collections::BTreeMap;

use greffon_crcn_model::framework::Framework;
use greffon_crcn_model::position::Stamp;
use greffon_protocol::Manifest;
use greffon_protocol::User;
use greffon_protocol::user::Group;
use serde_json::{Value, json};

use crate::{Effect, Field, Model, Msg, Offers, Page, Start, update};

/// The class of the tests.
pub(crate) const GROUP: &str = "g-6b";
const PEOPLE: [(&str, &str, &str); 5] = [
    ("amina", "Amina Benali", "pupil"),
    ("leo", "Léo Martin", "pupil"),
    ("claire", "Claire Moreau", "teacher"),
    ("yann", "Yann Le Gall", "teacher"),
    ("karim", "Karim Benali", "guardian"),
];

/// Whether a person is a guardian of the pupil.
fn cares_for(person: &str, pupil: Option<&str>) -> bool {
    (person, pupil) == ("karim", Some("amina"))
}

/// What is stored, for all.
#[derive(Default)]
pub(crate) struct School {
    pub(crate) stored: BTreeMap<String, Value>,
    stamps: u32,
    /// Who left the class.
    left: Vec<&'static str>,
}

/// Somebody at the part.
pub(crate) struct Person {
    pub(crate) id: &'static str,
    pub(crate) model: Model,
    /// What came out that the school does not carry out.
    pub(crate) out: Vec<Effect>,
}

fn manifest() -> Manifest {
    Manifest::parse(include_str!("../../widget.json")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

impl School {
    /// Somebody changes to another class: nobody here is in a group with them any more.
    pub(crate) fn leave(&mut self, id: &'static str) {
        self.left.push(id);
    }

    pub(crate) fn stamp(&mut self) -> Stamp {
        self.stamps += 1;
        let at = format!("2026-11-26T09:{:02}:{:02}.000Z", self.stamps / 60 % 60, self.stamps % 60);
        Stamp::new(&at, 60, &format!("entry-{:04}", self.stamps)).unwrap()
    }

    /// Somebody opens the part.
    pub(crate) fn enter(&mut self, id: &'static str, page: &str) -> Person {
        let role = PEOPLE.iter().find(|person| person.0 == id).unwrap().2;
        let user = User {
            id: Some(id.to_owned()),
            roles: vec![role.to_owned()],
            groups: Some(vec![Group { id: GROUP.to_owned(), name: "6e B".to_owned() }]),
            ..User::default()
        };
        let framework = Framework::crcn();
        let page = Page::read(&framework, page);
        let offers = Offers { sign: true, show: true, trace: true };
        let model = Model::start(Start { user, read_only: false, offers, page, today: self.stamp().on });
        let mut person = Person { id, model, out: Vec::new() };
        self.show(&mut person);
        person
    }

    /// Brings everything that this person may read.
    pub(crate) fn show(&mut self, person: &mut Person) {
        let manifest = manifest();
        let items = self
            .stored
            .iter()
            .filter(|(key, _)| may(&manifest, &self.left, key, person.id, false))
            .map(|(key, value)| (key.clone(), Some(value.clone())))
            .collect();
        self.tell(person, Msg::Items { items, all: true });
    }

    pub(crate) fn type_in(&mut self, person: &mut Person, field: Field, text: &str) {
        self.tell(person, Msg::Type(field, text.to_owned()));
    }

    /// Tells the machine and carries out what it wants.
    pub(crate) fn tell(&mut self, person: &mut Person, msg: Msg) {
        let stamp = self.stamp();
        for effect in update(&mut person.model, msg, &stamp) {
            match effect {
                Effect::Write { edits, .. } => {
                    assert!((1..=50).contains(&edits.len()));
                    let mut items = Vec::new();
                    for (key, value) in edits {
                        self.check(key.as_str(), value.as_ref(), person.id);
                        match &value {
                            Some(value) => self.stored.insert(key.as_str().to_owned(), value.clone()),
                            None => self.stored.remove(key.as_str()),
                        };
                        items.push((key.as_str().to_owned(), value));
                    }
                    self.tell(person, Msg::Items { items, all: false });
                }
                Effect::Call { call, name: "people", .. } => {
                    let people: Vec<Value> = PEOPLE
                        .iter()
                        // Guardians are told of the pupils in their care alone.
                        .filter(|(id, ..)| person.id != "karim" || cares_for(person.id, Some(id)))
                        .map(|(id, name, role)| json!({ "id": id, "name": name, "roles": [role] }))
                        .collect();
                    self.tell(person, Msg::Answered(call, Ok(json!({ "people": people }))));
                }
                other => person.out.push(other),
            }
        }
    }

    /// As a back end does: rules, and schemas.
    fn check(&self, key: &str, value: Option<&Value>, person: &str) {
        let manifest = manifest();
        assert!(may(&manifest, &self.left, key, person, true), "{person} may not write {key}");
        let rule = rule(&manifest, key).unwrap().0;
        if let Some(value) = value {
            let schema = &manifest.schemas[rule.schema.as_deref().unwrap()];
            let validator = jsonschema::draft202012::new(schema).unwrap();
            let problems: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
            assert_eq!(problems, Vec::<String>::new(), "{key} {value}");
        }
    }
}

/// The longest rule that fits a key, with who stands at `{self}` and `{by}`.
fn rule<'m, 'k>(
    manifest: &'m Manifest,
    key: &'k str,
) -> Option<(&'m greffon_protocol::manifest::AccessRule, Option<&'k str>, Option<&'k str>)> {
    manifest.access.iter().find_map(|rule| {
        let (mut subject, mut by) = (None, None);
        let mut parts = key.split('/');
        for segment in rule.prefix.trim_end_matches('/').split('/') {
            let part = parts.next()?;
            match segment {
                "{self}" => subject = Some(part),
                "{by}" => by = Some(part),
                text if text == part => {}
                _ => return None,
            }
        }
        Some((rule, subject, by))
    })
}

fn may(manifest: &Manifest, left: &[&str], key: &str, person: &str, write: bool) -> bool {
    let Some((rule, subject, by)) = rule(manifest, key) else { return false };
    let own_role = PEOPLE.iter().find(|known| known.0 == person).unwrap().2;
    let known_here = |id: Option<&str>| {
        id.is_some_and(|id| !left.contains(&id) && PEOPLE.iter().any(|known| known.0 == id))
    };
    let allowed = if write { &rule.write } else { &rule.read };
    (!write || by.is_none_or(|by| by == person))
        && allowed.iter().any(|reference| match reference.split_once('@') {
            None if reference == "owner" => subject == Some(person),
            None if reference == "by" => by == Some(person),
            None => reference == own_role,
            Some((wanted, "family")) => wanted == own_role && cares_for(person, subject),
            Some((wanted, _)) => wanted == own_role && known_here(subject),
        })
}
