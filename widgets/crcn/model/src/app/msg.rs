//! What the model is told.

use serde_json::Value;

use super::{Choice, Screen, Tag};
use crate::framework::{Code, Stage};
use crate::position::{EntryId, Stamp, TickId};
use crate::stored::Share;

/// An item as the replica has it now: confirmed, with what waits to be sent on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its key in the scope `shared`.
    pub key: String,
    /// Its value; `None` where it was deleted.
    pub value: Option<Value>,
}

/// How far saving is, as the replica tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Save {
    /// The back end has everything.
    #[default]
    Saved,
    /// On its way.
    Saving,
    /// So many changes wait for the network.
    Waiting(u32),
    /// Something was refused or needs a decision.
    Attention,
    /// Nothing may be changed.
    ReadOnly,
}

/// A message to the model. Those that say "the open competence" do nothing on another screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    // From the replica and the host.
    /// Everything that is stored, all pages of it. What was known before is forgotten.
    Reset(Vec<Item>),
    /// These items changed, by whomever.
    Changed(Vec<Item>),
    /// The scope moved, perhaps in something that this person may not read: counts may have changed.
    Moved,
    /// How far saving is.
    Save(Save),
    /// The write of that tag is stored.
    Written(Tag),
    /// The write of that tag was refused for good; the replica has taken it back.
    Refused(Tag),
    /// Whether nothing may be changed.
    ReadOnly(bool),

    // From the person.
    /// To a screen.
    Go(Screen),
    /// From a competence back to the list.
    Back,
    /// Show one domain, or all.
    Filter(Option<Code>),
    /// Tick or untick an indicator of the open competence.
    Tick {
        /// Which.
        id: TickId,
        /// The new state.
        on: bool,
    },
    /// Choose what to say of the open competence.
    Choose(Choice),
    /// Forget what was changed on the open competence and not validated.
    Discard,
    /// Unfold the levels above those of the stage, or fold them.
    Unfold(bool),
    /// Validate the draft of the open competence, or confirm what it says.
    Validate(Stamp),
    /// Take back a validation of the open competence, or (with the entry that withdrew it) bring it back.
    Withdraw {
        /// Which entry.
        entry: EntryId,
        /// When, and under which id.
        stamp: Stamp,
    },
    /// Undo what the toast offers to undo.
    Undo(Stamp),
    /// The toast was closed, or its time is over.
    CloseToast,
    /// Choose who sees the open competence.
    Share(Share),
    /// Choose who sees every competence.
    ShareAll(Share),
    /// Choose whether one's guardians see every level.
    Family(bool),
    /// Say one's stage of school.
    Stage(Option<Stage>),
    /// Give up what is stored of the open competence and cannot be read.
    Restart,
    /// Open the address of the official sheets.
    OpenSource,

    // The counts of a class.
    /// Choose a group by its id.
    PickGroup(String),
    /// Ask for the counts again.
    Refresh,
    /// The counts of that group came.
    Counted {
        /// Its id.
        group: String,
        /// The answer of the tally.
        answer: Value,
    },
    /// The counts of that group could not be had.
    NotCounted {
        /// Its id.
        group: String,
    },
}
