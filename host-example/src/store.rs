//! Stored items: batches, revisions, tombstones (protocol, section 8).
//!
//! It knows neither people's rights nor what a value means: [`crate::access`] and [`crate::schema`] are asked
//! before. It keeps the three promises of the section: a batch is all or nothing, a counter never goes back, and
//! what was acknowledged is on the disk.

mod purge;
mod read;
mod write;

use greffon_protocol::{Change, Key, Rev, Scope, StoredItem};
use serde_json::Value;

use crate::clock::Moment;
use crate::instance::Seat;

pub use purge::purge;
pub use read::{Page, Stretch, each_under, read_keys, read_prefix, since, since_start};
pub use write::{Room, Write, Written};

/// Where items live: a scope of an instance, and in scope `user` one person's part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The instance.
    pub instance: String,
    /// `user`, `shared` or `widget`.
    pub scope: Scope,
    /// The person in scope `user`, else 0.
    pub person: i64,
}

impl Place {
    /// The place that this person means by that scope.
    pub fn of(seat: &Seat, scope: Scope) -> Self {
        let person = if scope == Scope::User { seat.person() } else { 0 };
        Self { instance: seat.instance.id.clone(), scope, person }
    }
}

/// An item as it stands, or its tombstone.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its key.
    pub key: Key,
    /// The batch that last changed it.
    pub rev: Rev,
    /// `None` in a tombstone.
    pub value: Option<Value>,
    /// Who wrote it; `None` once that person was erased.
    pub author: Option<i64>,
    /// When.
    pub at: Moment,
    /// Of the batch.
    pub op_id: Option<String>,
}

impl Kept {
    /// As that person may see who wrote it.
    fn by(&self, seat: &Seat) -> Option<String> {
        self.author.filter(|_| seat.has("user:id")).map(|author| seat.instance.id_of(author))
    }

    /// As a change, told to that person.
    pub fn change_for(&self, seat: &Seat) -> Change {
        Change {
            key: self.key.clone(),
            rev: self.rev,
            value: self.value.clone(),
            deleted: self.value.is_none(),
            by: self.by(seat),
            at: Some(self.at.rfc3339()),
            op_id: self.op_id.clone().filter(|_| self.author == Some(seat.person())),
        }
    }

    /// As an item, read by that person; `None` for a tombstone.
    pub fn item_for(self, seat: &Seat) -> Option<StoredItem> {
        let by = self.by(seat);
        Some(StoredItem { value: self.value?, key: self.key, rev: self.rev, by, at: self.at.rfc3339() })
    }
}
