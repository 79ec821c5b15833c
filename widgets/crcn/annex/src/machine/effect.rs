//! What is to be done, and said.

use greffon_crcn_model::badge::Text;
use greffon_crcn_model::badge::picture::Mark;
use greffon_crcn_model::framework::{Code, Level};
use greffon_crcn_model::moment::Day;
use greffon_protocol::Key;
use serde_json::Value;

/// Something to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write this, all or nothing; 1 to 50 items.
    Write {
        /// Comes back with [`Msg::Refused`](super::Msg::Refused).
        label: u32,
        /// Items with their new values; `None` deletes.
        edits: Vec<(Key, Option<Value>)>,
    },
    /// Call a service.
    Call {
        /// Comes back with [`Msg::Answered`](super::Msg::Answered).
        call: u32,
        /// Which.
        name: &'static str,
        /// Its arguments.
        args: Value,
    },
    /// Leave a learning trace.
    Emit {
        /// Comes back with [`Msg::Answered`](super::Msg::Answered).
        call: u32,
        /// What is sent, and nothing else.
        event: Value,
    },
    /// Hand the person a file.
    Save {
        /// Its name.
        name: String,
        /// Its media type.
        mime: &'static str,
        /// What it holds.
        text: String,
    },
    /// Hand the person a picture of a badge, drawn as a PNG, with the credential baked into it.
    SaveBadge {
        /// Its name.
        name: String,
        /// What it is drawn of.
        marks: Vec<Mark>,
        /// The credential, as JSON.
        credential: String,
    },
    /// Let the person pick a file.
    Pick {
        /// Comes back with [`Msg::Answered`](super::Msg::Answered).
        call: u32,
        /// Endings, as an `accept` attribute.
        accept: &'static str,
        /// At most so many bytes.
        max: u64,
    },
    /// Send [`Msg::Slice`](super::Msg::Slice) after that time, in ms: the screen is drawn in between.
    Later(u32),
    /// Tell screen readers.
    Announce(Say),
    /// Move the focus to what this selector finds.
    Focus(&'static str),
}

/// Something to say; the view has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// Evidence was added to a competence.
    EvidenceAdded(Code),
    /// Evidence was taken away.
    EvidenceRemoved(Code),
    /// A goal was set.
    GoalSet(Code, Level, Day),
    /// A goal was dropped.
    GoalDropped(Code),
    /// Somebody was asked; their name, where it is known.
    Asked(Code, Option<String>),
    /// A request was taken back.
    Unasked(Code),
    /// An opinion was given.
    Answered(Code),
    /// A level was validated beside the pupil's own.
    Validated(Code, Option<String>),
    /// A validation was taken back.
    Unvalidated(Code),
    /// A goal was set for a class.
    ClassGoalSet(Code, Level),
    /// A goal of a class was dropped.
    ClassGoalDropped(Code),
    /// A figure of a report sheet was settled, or taken away; the pupil's name, where it is known.
    Figure(Code, Option<Level>, Option<String>),
    /// The suggestions of so many pupils were settled.
    FiguresSettled(usize),
    /// The level of one's own Pix profile was typed in.
    PixSet(Code, u8),
    /// A file was read; nothing has changed yet.
    FileRead,
    /// So many items of a file were taken over.
    FileTaken(usize),
    /// So many items of this person were erased.
    Erased(usize),
    /// A badge was recognised in oneself.
    BadgeClaimed(Text),
    /// Somebody was asked about a badge; their name, where it is known.
    BadgeAsked(Text, Option<String>),
    /// A badge was given up.
    BadgeGivenUp(Text),
    /// A classmate's badge was confirmed.
    BadgeConfirmed(Text),
    /// A pupil's badge was completed; whether it is signed.
    BadgeCompleted(Text, bool),
    /// The badge was not signed; why, in the host's words.
    BadgeNotSigned(String),
    /// Everybody who has its address sees the badge now, or nobody any more.
    BadgeShown(Text, bool),
    /// Whether the badge is shown could not be changed.
    BadgeNotShown,
    /// A trace left.
    TraceSent(Code),
    /// A trace did not leave.
    TraceNotSent(Code),
    /// A trace was taken back.
    TraceWithdrawn(Code),
    /// A trace could not be taken back.
    TraceNotWithdrawn(Code),
    /// What was done was undone.
    Undone,
    /// It was refused; what was typed is in its fields again.
    NotSaved,
    /// The ids do not fit a key: nothing can be written.
    Impossible,
}

/// A short message after something was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// What.
    pub say: Say,
    /// What undoing writes.
    pub(crate) undo: Vec<(Key, Option<Value>)>,
}

impl Toast {
    /// Whether it can be undone.
    pub const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }
}
