//! What the model is told.

use serde_json::Value;

use super::form::{Field, FormKind};
use super::{DeskFilter, Open, Screen, Trouble, View};
use crate::desk::problem::Problem;
use crate::desk::report::Place;
use crate::function::Function;
use crate::machine::Aspect;
use crate::plan::State;
use crate::stored::Kind;

/// An item as the replica has it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its key in the scope `shared`.
    pub key: String,
    /// Its value; `None` where it was deleted.
    pub value: Option<Value>,
}

/// A way to move a lifted card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before the card above.
    Up,
    /// After the card below.
    Down,
    /// Into the column before.
    Left,
    /// Into the column after.
    Right,
}

/// Something that can be done about a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// Take it on.
    Take,
    /// Give it to another.
    Hand,
    /// Say until when.
    Promise,
    /// Arrange an intervention.
    Plan,
    /// Say what it waits for.
    Wait,
    /// Go on.
    Resume,
    /// Say that it is mended.
    Solve,
    /// Agree that it is over.
    Close,
    /// Say that it is not mended.
    Reopen,
    /// Say something.
    Comment,
    /// Say that it is the same as another.
    Merge,
}

impl ActKind {
    /// Every act, as they are offered.
    pub const ALL: [Self; 11] = [
        Self::Take,
        Self::Promise,
        Self::Plan,
        Self::Wait,
        Self::Resume,
        Self::Solve,
        Self::Close,
        Self::Reopen,
        Self::Hand,
        Self::Merge,
        Self::Comment,
    ];

    /// Whether it says nothing without words.
    pub const fn needs_text(self) -> bool {
        matches!(self, Self::Wait | Self::Reopen | Self::Comment)
    }

    /// Whether it is done at once, without a form.
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Take | Self::Resume | Self::Close)
    }
}

/// A message to the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    // From the replica and the host.
    /// Everything that is stored. What was known before is forgotten.
    Reset(Vec<Item>),
    /// These items changed, by whomever.
    Changed(Vec<Item>),
    /// The write of that tag was refused; the replica has taken it back.
    Refused(u32),
    /// Whether nothing may be changed.
    ReadOnly(bool),
    /// Whether templates are worded in English.
    English(bool),
    /// Time has passed.
    Tick,

    // From the person.
    /// To a screen.
    Go(Screen),
    /// Show the steps so.
    Show(View),
    /// Steps of one session, or of all.
    OfSession(Option<String>),
    /// Steps of one function, or of all.
    OfOwner(Option<Function>),
    /// Mine only.
    Mine(bool),
    /// Late ones only.
    Late(bool),
    /// Holding these words.
    Words(String),
    /// A lane for each function.
    Lanes(bool),
    /// Show that column, where there is room for one only.
    Column(State),
    /// So many months on, in the calendar.
    Month(i32),
    /// These tickets.
    Desk(DeskFilter),
    /// Open something in front.
    Open(Open),
    /// Close it.
    Close,
    /// Open a form.
    Form(FormKind),
    /// Fill something in.
    Fill(Field, String),
    /// Send the form.
    Submit,
    /// Leave the form.
    Cancel,
    /// Take the last change back.
    Undo,
    /// Close the message.
    CloseToast,

    // Steps.
    /// Into a column, before a card or at its end.
    Move {
        /// Which.
        id: String,
        /// Which column.
        to: State,
        /// Before which card.
        before: Option<String>,
    },
    /// Begin to move a card by keyboard, or put it down.
    Lift(String),
    /// Move the lifted card.
    Carry(Direction),
    /// Put the lifted card back.
    PutBack,
    /// Tick something of a step, or untick it.
    Ticked {
        /// Which step.
        step: String,
        /// Which tick.
        tick: String,
        /// The new state.
        done: bool,
    },
    /// A step waits for another, or no longer.
    After {
        /// Which.
        step: String,
        /// For which.
        first: String,
        /// Whether it does.
        on: bool,
    },
    /// Take a step away.
    RemoveStep(String),

    // Computers.
    /// Somebody looked at an aspect of a computer.
    Check {
        /// Which.
        machine: String,
        /// At what.
        aspect: Aspect,
        /// Whether it was fine.
        ok: bool,
    },
    /// Somebody looked at all computers of a room in use, and all was fine.
    CheckRoom(String),
    /// Take a computer away.
    RemoveMachine(String),

    // Files.
    /// A file of contacts or of computers was picked.
    File {
        /// What it is to bring.
        kind: Kind,
        /// Its name.
        name: String,
        /// What it holds; `None` where it could not be read.
        text: Option<String>,
    },
    /// Take over what the preview of the file shows: these changes.
    AcceptImport(Vec<(Kind, String, Option<Value>)>),
    /// Forget the file.
    CancelImport,

    // Directory and routing.
    /// Name somebody référent, or no longer.
    Referent(String, bool),
    /// Take somebody out of the directory.
    RemoveContact(String),
    /// Move a row of the routing table up (or down).
    MoveRow(usize, bool),
    /// Take a row away.
    RemoveRow(usize),
    /// Ask the test bench about a problem and a room.
    Bench(Problem, String),

    // The desk.
    /// Do something about a ticket: at once, or by a form.
    Act(String, ActKind),
    /// Report: what.
    ReportProblem(Problem),
    /// Report: where.
    ReportPlace(Place),
    /// Report: one step back.
    ReportBack,

    // Photographs.
    /// Add one to a ticket, or to the report that is being made.
    AddPhoto(Option<String>),
    /// It is kept, as the file of that id.
    PhotoKept(String),
    /// It is not; nothing is to be said where the person picked none.
    PhotoRefused(Option<Trouble>),
    /// A file that was asked for has come, and stands at that address, or could not be had.
    PhotoSeen(usize, Option<String>),
    /// Show one large, by the id of its file, or none.
    ShowPhoto(Option<String>),
    /// Take one of one's own away, by the id of its file.
    RemovePhoto(String),
}
