//! What the shell is asked to do.

use greffon_protocol::Op;

use crate::framework::{Code, Words};
use crate::position::Standing;
use crate::stored::Share;

/// Tells writes apart: the shell brings it back with [`Msg::Written`](super::Msg::Written) or
/// [`Msg::Refused`](super::Msg::Refused).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(pub u32);

/// Something to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write this batch in `shared`, all or nothing; the replica adds the revisions. It shows the new items at once, so
    /// [`Msg::Changed`](super::Msg::Changed) follows before the next paint.
    Write {
        /// To be brought back.
        tag: Tag,
        /// 1 to 50.
        ops: Vec<Op>,
        /// What it is about.
        label: Label,
    },
    /// Call the service `tally` with `{"name": "levels", "group": …}`.
    CallTally {
        /// The group's id.
        group: String,
    },
    /// Tell screen readers, politely.
    Announce(Say),
    /// Move the focus, once the screen is drawn.
    Focus(Target),
    /// Tell the host whether something is not validated (`ui.dirty`).
    Dirty(bool),
    /// Ask the host to open an address (`ui.open`).
    OpenUrl(Words),
    /// Log without personal data (`log`): a competence's code or a place in a value, never an id.
    Log {
        /// What it is.
        code: &'static str,
        /// Where.
        place: String,
    },
}

/// What a write is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A validation.
    Validate(Code),
    /// Something taken back.
    Withdraw(Code),
    /// Who sees what.
    Share,
    /// The stage.
    Stage,
    /// What could not be read is given up.
    Restart(Code),
    /// What follows from a merge.
    Mend,
}

/// Something to say; the view has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// A position was validated.
    Validated(Code, Standing),
    /// The same position was confirmed.
    Confirmed(Code, Standing),
    /// It was already validated today, with the same ticks: nothing was written.
    AlreadyToday,
    /// A validation was taken back; this is where the person stands now.
    Withdrawn(Code, Standing),
    /// A validation was brought back; this is where the person stands now.
    Restored(Code, Standing),
    /// Who sees a competence.
    Shared(Code, Share),
    /// Who sees all of them.
    SharedAll(Share),
    /// Whether one's guardians see every level.
    Family(bool),
    /// The stage was changed: so many levels are open.
    Opened(u8),
    /// The unreadable position was given up.
    Restarted(Code),
    /// What was changed and not validated was forgotten.
    Discarded,
    /// A write was refused; what was chosen is on the screen again.
    NotSaved,
    /// What was asked cannot be done (any more): it stands so already, or was changed elsewhere.
    Impossible,
    /// The level that the ticks show now (`None`: not yet one), and how many are missing to the next (0: all is ticked).
    Follows(Option<crate::framework::Level>, usize),
    /// The filter shows so many competences.
    Filtered(usize),
    /// The counts came.
    Counts,
}

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The title of the screen.
    Title,
    /// The card of a competence.
    Card(Code),
    /// Where the person stands, on the screen of a competence.
    Position,
}
