//! What the shell is asked to do.

use greffon_protocol::Key;
use serde_json::Value;

use crate::function::Function;
use crate::log::Deed;
use crate::plan::State;

/// Something to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write these items in `shared`; `None` deletes. The replica shows them at once.
    Write {
        /// To be brought back with [`Msg::Refused`](super::Msg::Refused).
        tag: u32,
        /// 1 to 50.
        items: Vec<(Key, Option<Value>)>,
    },
    /// Tell screen readers, politely.
    Announce(Say),
    /// Move the focus, once the screen is drawn.
    Focus(Target),
    /// Let the person take or pick a photograph, and keep it: [`Msg::PhotoKept`](super::Msg::PhotoKept) or
    /// [`Msg::PhotoRefused`](super::Msg::PhotoRefused) follows.
    Photo,
    /// Fetch a kept file, to be shown: [`Msg::PhotoSeen`](super::Msg::PhotoSeen) brings the number back.
    Fetch(usize, String),
    /// Take a kept file away.
    Drop(String),
    /// Tell the host whether something typed is not saved.
    Dirty(bool),
}

/// Something to say; the view has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// Something was done.
    Done(Deed, String),
    /// A card came into that column, at that place of so many.
    Moved {
        /// The card.
        title: String,
        /// The column.
        state: State,
        /// Its place, from 1.
        place: usize,
        /// Cards of the column.
        of: usize,
    },
    /// A card is being moved by keyboard.
    Lifted(String),
    /// It is back where it was.
    PutBack(String),
    /// What was reported goes to them.
    Reported(Function),
    /// It was reported before: it joins the ticket that is open.
    Joined(Function),
    /// The step would wait for itself, by way of these.
    Cycle(Vec<String>),
    /// The last change was taken back; whether something stays, because others changed it since.
    Undone(Deed, bool),
    /// A photograph was added.
    PhotoAdded,
    /// A photograph was taken away.
    PhotoRemoved,
    /// So many steps are due today, because their day would lie in the past.
    Hurried(usize),
    /// So many steps are shown.
    Filtered(usize),
}

/// Where the focus goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The title of the screen.
    Title,
    /// A card of the board.
    Card(String),
    /// The next step of a report.
    Report,
    /// The first field that is wrong.
    Wrong,
}

/// A short message after something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What.
    pub say: Say,
    /// Whether it can be taken back.
    pub undo: bool,
}
