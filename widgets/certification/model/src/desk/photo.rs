//! Photographs of a problem: kept at the host as files, and named, each under its id, by the report or the ticket that they
//! came with. So two people who add one at once both stay.
//!
//! An id cannot be guessed, and is written nowhere else: who may read the ticket finds its photographs, and nobody else.

use serde_json::{Map, Value};

use crate::day::Moment;
use crate::order;
use crate::stored::{self, Kind};

/// Most photographs of a ticket, those of its reports among them.
pub const MOST: usize = 6;
/// The longer side of a photograph, in px, at most.
pub const SIDE: u32 = 1280;
/// Most bytes of one.
pub const BYTES: u64 = 200_000;
/// The member that names them.
const MEMBER: &str = "photos";

/// A photograph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The id of the file at the host.
    pub file: String,
    /// When it was added.
    pub at: Moment,
    /// Who added it, by their pairwise id.
    pub by: String,
    /// What kind of item names it, and the id of that item.
    pub of: (Kind, String),
}

/// Those that an item names. One that cannot be read is left out.
pub fn read(kind: Kind, id: &str, raw: &Value) -> Vec<Photo> {
    stored::members(raw, MEMBER)
        .filter_map(|(file, raw)| {
            Some(Photo {
                file: file.to_owned(),
                at: stored::moment(raw, "at")?,
                by: stored::text(raw, "by").to_owned(),
                of: (kind, id.to_owned()),
            })
        })
        .collect()
}

/// Oldest first: the order in which they are numbered.
pub fn sort(photos: &mut Vec<Photo>) {
    order::sort(photos, |one: &Photo, two: &Photo| (one.at, &one.file).cmp(&(two.at, &two.file)));
}

/// An item that names one more.
#[must_use]
pub fn add(raw: &Value, file: &str, at: Moment, by: &str) -> Value {
    let photo = stored::object([("at", at.text().into()), ("by", by.into())]);
    stored::with_inner(raw, MEMBER, file, photo)
}

/// An item that names one less.
#[must_use]
pub fn remove(raw: &Value, file: &str) -> Value {
    let rest = stored::with_inner(raw, MEMBER, file, Value::Null);
    let is_empty = rest[MEMBER].as_object().is_some_and(Map::is_empty);
    if is_empty { stored::with(&rest, MEMBER, Value::Null) } else { rest }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_added_is_read_and_goes_without_a_trace() {
        let before = json!({ "events": {}, "of-tomorrow": 1 });
        let at = Moment::parse("2026-11-27T08:00:00.000Z").unwrap();
        let one = add(&before, "1-2", at, "p0");
        let found = read(Kind::Ticket, "mouse.m-1/1", &one);
        let of = (Kind::Ticket, "mouse.m-1/1".to_owned());
        assert_eq!(found, [Photo { file: "1-2".to_owned(), at, by: "p0".to_owned(), of }]);
        assert_eq!(remove(&add(&one, "3-4", at, "p1"), "3-4"), one);
        assert_eq!(remove(&one, "1-2"), before);
    }

    #[test]
    fn one_without_a_day_is_left_out() {
        let raw = json!({ "photos": { "1-2": { "by": "p0" }, "3-4": 5 } });
        assert_eq!(read(Kind::Report, "p0/a", &raw), []);
    }
}
