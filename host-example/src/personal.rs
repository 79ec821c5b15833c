//! What an instance holds of one person, or of everybody: to hand it out, and to erase it.

mod erase;
mod export;

pub use erase::{Erase, Erased, erase};
pub use export::{Export, export};

use std::sync::Arc;

use greffon_protocol::{Key, Scope};

use crate::access::Actor;
use crate::instance::Instance;

/// Whose data are meant.
#[derive(Debug, Clone)]
pub enum Of {
    /// One person's: their `user` scope, their own places in `shared`, what they wrote about others there, their files.
    Person(i64),
    /// Everybody's.
    Everybody,
}

/// Somebody seen through the rules as nothing but the owner of their own places.
struct OwnerOnly(String);

impl Actor for OwnerOnly {
    fn id(&self) -> &str {
        &self.0
    }
    fn has_role(&self, _: &str) -> bool {
        false
    }
    fn shares_group_with(&self, _: &str) -> bool {
        false
    }
    fn cares_for(&self, _: &str) -> bool {
        false
    }
}

/// What belongs to whom.
#[derive(Debug)]
struct Ownership {
    instance: Arc<Instance>,
    of: Of,
}

impl Ownership {
    /// Whether an item of a scope that people share is theirs: it stands in a place of their own.
    fn covers(&self, scope: Scope, key: &Key) -> bool {
        match self.of {
            Of::Everybody => true,
            Of::Person(person) => {
                let owner = OwnerOnly(self.instance.id_of(person));
                self.instance.widget.rules.belongs_to(scope, key.as_str(), &owner)
            }
        }
    }

    fn person(&self) -> Option<i64> {
        match self.of {
            Of::Person(person) => Some(person),
            Of::Everybody => None,
        }
    }
}
