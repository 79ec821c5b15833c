//! What a manifest may say, and what its author is told.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use greffon_protocol::Manifest;
use greffon_protocol::Profile;
use serde_json::{Value, json};

/// What makes a good manifest bad.
type Change = Box<dyn FnOnce(&mut Value)>;

fn good() -> Value {
    json!({
        "greffon": 1, "id": "notes", "version": "1.2.0", "major": 1,
        "title": {"fr": "Notes", "en": "Notes"}, "description": {"fr": "Des notes.", "en": "Some notes."},
        "entry": "index.html", "element": "element.js",
        "required": [{"name": "storage:shared", "purpose": {"fr": "Garder les notes.", "en": "Keep the notes."}}],
        "roles": [
            {"name": "pupil", "profiles": ["National_ELV"]},
            {"name": "teacher", "profiles": ["national_ens", "National_DOC"]}
        ],
        "access": [
            {"scope": "shared", "prefix": "notes/{self}/", "read": ["owner", "teacher@group"], "write": ["owner"], "schema": "note"}
        ],
        "schemas": {"note": {"type": "object"}},
        "tallies": [{"name": "levels", "prefix": "notes/{self}/", "by": ["key:2", "value:/level"], "min": 5, "read": ["teacher@group"]}],
        "optional": [{"name": "service:badge.sign", "purpose": {"fr": "Signer.", "en": "Sign."}}],
        "services": [{"name": "badge.sign", "call": ["teacher@group"]}]
    })
}

fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut manifest = good();
    change(&mut manifest);
    Manifest::parse(&manifest.to_string()).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn a_good_one_is_taken() {
    assert_eq!(problems(|_| ()), Vec::<String>::new());
    let manifest = Manifest::parse(&good().to_string()).unwrap();
    assert_eq!(manifest.roles_of(&[Profile::Librarian]), ["teacher"]);
    assert_eq!(manifest.roles_of(&[Profile::Head]), Vec::<String>::new());
}

#[test]
fn each_fault_is_named_with_its_place() {
    let cases: [(&str, Change); 14] = [
        ("/greffon:", Box::new(|m| m["greffon"] = 2.into())),
        ("/id:", Box::new(|m| m["id"] = "Notes".into())),
        ("/major:", Box::new(|m| m["major"] = 2.into())),
        ("/entry:", Box::new(|m| m["entry"] = "https://elsewhere.example/x.html".into())),
        ("/element:", Box::new(|m| m["element"] = "../element.js".into())),
        ("/required/0/name:", Box::new(|m| m["required"][0]["name"] = "network".into())),
        ("/required/0/purpose:", Box::new(|m| m["required"][0]["purpose"]["en"] = " ".into())),
        ("/roles/0/name:", Box::new(|m| m["roles"][0]["name"] = "owner".into())),
        ("/access/0/prefix:", Box::new(|m| m["access"][0]["prefix"] = "notes/{self}x/".into())),
        ("/access/0/read:", Box::new(|m| m["access"][0]["read"][0] = "nobody".into())),
        ("/access/0/schema:", Box::new(|m| m["access"][0]["schema"] = "other".into())),
        ("/tallies/0/min:", Box::new(|m| m["tallies"][0]["min"] = 1.into())),
        ("/services/0/name:", Box::new(|m| m["services"][0]["name"] = "badge.revoke".into())),
        ("/services/0/call:", Box::new(|m| m["services"][0]["call"][0] = "owner".into())),
    ];
    for (place, change) in cases {
        let found = problems(change);
        assert!(found.iter().any(|problem| problem.starts_with(place)), "{place} in {found:?}");
    }
}

#[test]
fn faults_are_told_all_at_once() {
    let found = problems(|m| {
        m["id"] = "".into();
        m["access"][0]["scope"] = "user".into();
        m["quota"] = json!({"elsewhere": 1});
    });
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_wrong_shape_is_told_with_its_line() {
    let found = problems(|m| m["title"] = "Notes".into());
    assert!(found[0].contains("line 1"), "{found:?}");
}
