//! What a person must be told, because something they did does not stand as they did it.

use greffon_protocol::{Key, RpcError};
use serde_json::Value;

use super::merge::Clash;

/// A trouble that waits until the person settles it ([`super::Replica::settle`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its number in this replica.
    pub id: u32,
    /// The label of the change it is about, as given to [`super::Replica::apply`].
    pub label: String,
    /// What happened.
    pub trouble: Trouble,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// Somebody else changed the same place first. Theirs stands; mine is in here, to be put in again.
    Conflict {
        /// The item.
        key: Key,
        /// The place in it, and the three values.
        clash: Clash,
        /// It came from undoing or redoing: `mine` is what would have been restored.
        restoring: bool,
    },
    /// The change was refused and taken back out of the view. Everything that was typed is in here.
    Refused {
        /// What the person wanted to store. Empty where the write was that of an earlier life of the widget.
        taken_back: Vec<TakenBack>,
        /// Whether it had to stand as a whole.
        together: bool,
        /// Why. A `conflict` where a change that had to stand as a whole met another person's.
        error: RpcError,
    },
    /// The items may not be read, or no longer.
    Unreadable {
        /// Why.
        error: RpcError,
    },
}

/// One item of a refused change.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenBack {
    /// The item.
    pub key: Key,
    /// What it was before.
    pub base: Option<Value>,
    /// What the person made of it; `None` where they deleted it.
    pub mine: Option<Value>,
}

/// What the person wants done with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Put my value in after all; try the refused change again.
    Mine,
    /// Leave it as it is.
    Theirs,
}

/// One line of a widget: is everything kept?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Everything is confirmed.
    Saved,
    /// So many changes are on their way.
    Saving(usize),
    /// So many changes wait for the network.
    Waiting(usize),
    /// So many reports wait for the person. Changes may be on their way besides.
    Attention(usize),
}
