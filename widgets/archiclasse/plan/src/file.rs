//! A whole plan as one JSON value: for exchange, copies and backups.
//!
//! `{"greffon": "archiclasse-plan", "version": 1, "header": {…}, "walls": {"<name>": {…}}, …}`; a place stands as
//! `"<layout>/<piece>"`.

use serde_json::{Map, Value};

use crate::plan::{Header, Plan};
use crate::reading::Members;
use crate::{Fault, Id, Kind, Object, Problem, Ref};

/// What a file says that it is.
pub const FORMAT: &str = "archiclasse-plan";
/// The version that is written, and the newest that is read.
pub const VERSION: i32 = 1;
/// Most objects that a file may hold.
pub const MOST: usize = 20_000;

/// Writes a plan.
pub fn write(plan: &Plan) -> Value {
    let mut file = Map::new();
    file.insert("greffon".to_owned(), FORMAT.into());
    file.insert("version".to_owned(), VERSION.into());
    file.insert("header".to_owned(), plan.header.write());
    for name in plan.refs() {
        let Some(object) = plan.get(name) else { continue };
        let folder = file.entry(name.kind.folder()).or_insert_with(|| Value::Object(Map::new()));
        if let Some(folder) = folder.as_object_mut() {
            folder.insert(member(name), object.write());
        }
    }
    Value::Object(file)
}

/// Reads a plan. Objects that cannot be read are left out and told, all of them; a file that is no plan at all, or
/// of a newer version, is refused.
pub fn read(file: &Value) -> Result<(Plan, Vec<Problem>), Problem> {
    let members = Members::of(file)?;
    if members.get("greffon").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Problem::at("greffon", Fault::NotAPlan));
    }
    if members.whole("version", 1..=i32::MAX)? > VERSION {
        return Err(Problem::at("version", Fault::Newer));
    }
    let mut problems = Vec::new();
    let mut plan = Plan::default();
    match members.get("header").map(Header::read) {
        None => problems.push(Problem::at("header", Fault::Missing)),
        Some(Ok(header)) => plan.header = header,
        Some(Err(problem)) if problem.fault == Fault::Newer => return Err(problem.under("header")),
        Some(Err(problem)) => problems.push(problem.under("header")),
    }
    let mut count = 0;
    for kind in Kind::ALL {
        let folder = kind.folder();
        let Some(value) = members.get(folder) else { continue };
        let Some(objects) = value.as_object() else {
            problems.push(Problem::at(folder, Fault::NotAnObject));
            continue;
        };
        count += objects.len();
        if count > MOST {
            return Err(Problem::at(folder, Fault::OutOfBounds));
        }
        for (name, value) in objects {
            let read = named(kind, name)
                .ok_or_else(|| Problem { place: String::new(), fault: Fault::NotAName })
                .and_then(|named| Ok((named, Object::read(kind, value)?)));
            match read {
                Ok((name, object)) => plan.put(name, object),
                Err(problem) => problems.push(problem.under(name).under(folder)),
            }
        }
    }
    Ok((plan, problems))
}

fn member(name: Ref) -> String {
    match name.layout {
        Some(layout) => [&layout.text(), "/", &name.id.text()].concat(),
        None => name.id.text(),
    }
}

fn named(kind: Kind, text: &str) -> Option<Ref> {
    if kind == Kind::Place {
        let (layout, piece) = text.split_once('/')?;
        return Some(Ref::place(Id::parse(layout)?, Id::parse(piece)?));
    }
    Id::parse(text).map(|id| Ref::new(kind, id))
}
