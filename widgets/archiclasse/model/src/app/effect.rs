//! What the shell is asked to do.

use greffon_archiclasse_plan::photo::NoPhoto;
use greffon_archiclasse_plan::plan::NoScale;
use serde_json::Value;

use crate::edit::Label;
use crate::field::Refusal;

/// A stored item as it shall be; `None` takes it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: Option<Value>,
}

/// Something to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write these items. The replica shows them at once, so [`Msg::Changed`](super::Msg::Changed) follows before the
    /// next paint. What stands under one label is undone at once, however many writes it takes.
    Write {
        /// Any number.
        ops: Vec<Op>,
        /// As [`Label::with_tag`] makes it.
        label: String,
    },
    /// Take this person's last change back.
    Undo,
    /// Bring it back.
    Redo,
    /// Hand the person a JSON file.
    Save {
        /// Its name, without an ending.
        name: String,
        /// What it holds.
        file: Value,
    },
    /// Let the person pick a file; what it holds comes with [`Msg::Import`](super::Msg::Import).
    Pick,
    /// Tell screen readers.
    Announce(Say),
    /// Move the focus, once the screen is drawn.
    Focus(Target),
    /// Log what could not be read: a place, never a name.
    Log(String),
}

/// Something to say; the view has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// A change of so many objects.
    Did(Label, usize),
    /// A change was taken back.
    Undone(Label),
    /// A change was brought back.
    Redone(Label),
    /// So many objects are selected.
    Selected(usize),
    /// So many pieces were put into a zone, of so many that its variation asks for.
    Furnished(usize, usize),
    /// So many objects were copied.
    Copied(usize),
    /// What was drawn is no wall or no room.
    NothingDrawn,
    /// There is no free place on the wall.
    NoRoom,
    /// What was typed was not taken.
    NotTaken(Refusal),
    /// A write was refused.
    NotSaved,
    /// The file is no plan.
    NotAPlan,
    /// The file was written by a newer version.
    NewerFile,
    /// The picked file gives no photo.
    NoPhoto(NoPhoto),
    /// The photo does not get that scale, or that place.
    NoScale(NoScale),
    /// Both points are set: the length between them is to be typed.
    Measured,
    /// The file was taken in, but for so many objects that could not be read.
    Imported(usize),
}

impl Say {
    /// Whether something did not come as it was asked for: everybody is told, not only by voice.
    pub const fn is_trouble(self) -> bool {
        match self {
            Self::NothingDrawn
            | Self::NoRoom
            | Self::NotTaken(_)
            | Self::NotAPlan
            | Self::NewerFile
            | Self::NoPhoto(_)
            | Self::NoScale(_) => true,
            Self::Furnished(count, wanted) => count < wanted,
            Self::Imported(lost) => lost > 0,
            _ => false,
        }
    }
}

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The title of the screen.
    Title,
    /// The drawing.
    Drawing,
    /// The field for the length between two points of the photo.
    Length,
}
