//! The keys of stored items: `plans/{plan}`, `{kind}/{plan}/{object}`, `places/{plan}/{layout}/{piece}`,
//! `photos/{photo}/{part}`.

use crate::{Id, Kind, Ref};

/// What a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The header of a plan.
    Header(Id),
    /// An object of a plan.
    Object(Id, Ref),
    /// A part of a photo, by its place from 0. Variants of a plan have one photo in common, so it is no plan's.
    Photo(Id, usize),
}

/// The folder of the headers.
pub const HEADERS: &str = "plans";
/// The folder of the photos.
pub const PHOTOS: &str = "photos";

/// The key of a plan's header.
pub fn header(plan: Id) -> String {
    [HEADERS, "/", &plan.text()].concat()
}

/// The key of an object.
pub fn object(plan: Id, object: Ref) -> String {
    let layout = object.layout.map(|layout| ["/", &layout.text()].concat()).unwrap_or_default();
    [object.kind.folder(), "/", &plan.text(), &layout, "/", &object.id.text()].concat()
}

/// The key of a part of a photo.
pub fn photo(photo: Id, part: usize) -> String {
    [PHOTOS, "/", &photo.text(), "/", &part.to_string()].concat()
}

/// Reads a key; `None` where it is none of ours.
pub fn read(key: &str) -> Option<Slot> {
    let mut parts = key.split('/');
    let folder = parts.next()?;
    if folder == PHOTOS {
        let (photo, part) = (Id::parse(parts.next()?)?, parts.next()?);
        let digits = part.len() == 1 && part.bytes().all(|sign| sign.is_ascii_digit());
        return (digits && parts.next().is_none()).then_some(Slot::Photo(photo, part.parse().ok()?));
    }
    let mut id = || parts.next().map(Id::parse);
    let plan = id()??;
    let slot = if folder == HEADERS {
        Slot::Header(plan)
    } else {
        let kind = Kind::of(folder)?;
        let first = id()??;
        let layout = if kind == Kind::Place { Some(first) } else { None };
        let id = if layout.is_some() { id()?? } else { first };
        Slot::Object(plan, Ref { kind, id, layout })
    };
    parts.next().is_none().then_some(slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_back() {
        let (plan, one, two) = (Id::of(1), Id::of(u64::MAX), Id::of(3));
        assert_eq!(read(&header(plan)), Some(Slot::Header(plan)));
        assert_eq!(read(&photo(one, 3)), Some(Slot::Photo(one, 3)));
        for kind in Kind::ALL {
            let named = if kind == Kind::Place { Ref::place(one, two) } else { Ref::new(kind, one) };
            let key = object(plan, named);
            assert_eq!(read(&key), Some(Slot::Object(plan, named)), "{key}");
            assert!(key.len() <= 128 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'/'), "{key}");
        }
    }

    #[test]
    fn other_keys_are_not_ours() {
        let id = Id::of(1).text();
        for key in [
            String::new(),
            "plans".to_owned(),
            format!("plans/{id}/{id}"),
            format!("walls/{id}"),
            format!("walls/{id}/{id}/{id}"),
            format!("places/{id}/{id}"),
            format!("cards/{id}/{id}"),
            format!("walls/{id}/1"),
            format!("photos/{id}"),
            format!("photos/{id}/a"),
            format!("photos/{id}/10"),
            format!("photos/{id}/1/1"),
        ] {
            assert_eq!(read(&key), None, "{key}");
        }
    }
}
