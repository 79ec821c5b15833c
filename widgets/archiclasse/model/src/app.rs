//! The editor as a pure machine: messages go in, the model changes, effects come out for the shell to carry out.
//!
//! What is stored comes in by [`Msg::Reset`] and [`Msg::Changed`] only, own writes included: the replica shows a write
//! as soon as it is asked for, so the model never keeps a second truth. What is not committed lives in a
//! [`Gesture`](crate::gesture::Gesture), outside of the model.

mod change;
mod effect;
mod msg;
mod stock;
mod update;

pub use change::deletion;
pub use effect::{Effect, Op, Say, Target};
pub use msg::{Item, Msg, Save};
pub use stock::{Sheet, Stock};
pub use update::update;

use std::rc::Rc;

use greffon_archiclasse_plan::opening::OpeningKind;
use greffon_archiclasse_plan::photo::Parts;
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Id, Kind, Names, Object, Plan, Point, Ref};

use crate::command::Command;
use crate::edit::Label;
use crate::field::{Field, Refusal};
use crate::gesture::Purpose;

/// What the host tells at the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Start {
    /// The person may change plans.
    pub edits: bool,
    /// Nothing may be changed now.
    pub read_only: bool,
    /// Random bits for the names of new objects.
    pub bits: u64,
}

/// What the pointer does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Tool {
    /// Selects, moves, turns, resizes.
    #[default]
    Select,
    /// Draws walls.
    Walls,
    /// Puts doors and windows in.
    Opening(OpeningKind),
    /// Draws zones.
    Zone {
        /// Of which space.
        space: Space,
        /// The variation of the catalogue; empty for none.
        variation: String,
        /// For how many people.
        heads: i32,
    },
    /// Puts a piece in.
    Piece(Box<Piece>),
    /// Points at two places of the photo.
    Pair(Purpose),
}

/// A field whose text was not taken: it stays as it was typed, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Whose field.
    pub name: Ref,
    /// Which.
    pub field: Field,
    /// What was typed.
    pub text: String,
    /// Why it was not taken.
    pub why: Refusal,
}

/// The whole state of the editor.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that are independent of each other, not a hidden state"
)]
pub struct Model {
    names: Names,
    stock: Stock,
    open: Option<Id>,
    layout: Option<Id>,
    /// The open plan as the layout has it.
    shown: Option<Rc<Plan>>,
    selection: Rc<Vec<Ref>>,
    tool: Tool,
    clipboard: Vec<Object>,
    wrong: Option<Wrong>,
    /// The two points of the photo whose distance is to be told.
    measured: Option<(Point, Point)>,
    /// What was typed as their distance and not taken, with the reason.
    unscaled: Option<(String, Refusal)>,
    loaded: bool,
    edits: bool,
    read_only: bool,
    save: Save,
    undo: Option<Label>,
    redo: Option<Label>,
    tag: u32,
}

impl Model {
    /// The start.
    pub fn start(start: Start) -> Self {
        Self {
            names: Names::from_bits(start.bits),
            stock: Stock::default(),
            open: None,
            layout: None,
            shown: None,
            selection: Rc::default(),
            tool: Tool::Select,
            clipboard: Vec::new(),
            wrong: None,
            measured: None,
            unscaled: None,
            loaded: false,
            edits: start.edits,
            read_only: start.read_only,
            save: Save::Saved,
            undo: None,
            redo: None,
            tag: 0,
        }
    }

    /// Whether the stored items have come.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Every plan that has a header, by name.
    pub fn plans(&self) -> Vec<(Id, &Sheet)> {
        self.stock.listed()
    }

    /// The name of the open plan.
    pub const fn open(&self) -> Option<Id> {
        self.open
    }

    /// The open plan, as the layout that is shown has it.
    pub fn plan(&self) -> Option<&Rc<Plan>> {
        self.shown.as_ref()
    }

    /// The open plan with what is known of it.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.open.and_then(|open| self.stock.sheet(open))
    }

    /// The layout that is shown; `None` for the plan itself.
    pub const fn layout(&self) -> Option<Id> {
        self.layout
    }

    /// The selected objects.
    pub const fn selection(&self) -> &Rc<Vec<Ref>> {
        &self.selection
    }

    /// The tool.
    pub const fn tool(&self) -> &Tool {
        &self.tool
    }

    /// The field that was filled in wrongly last.
    pub const fn wrong(&self) -> Option<&Wrong> {
        self.wrong.as_ref()
    }

    /// The two points of the photo whose distance is to be told.
    pub const fn measured(&self) -> Option<(Point, Point)> {
        self.measured
    }

    /// What was typed as their distance and not taken, with the reason.
    pub const fn unscaled(&self) -> Option<&(String, Refusal)> {
        self.unscaled.as_ref()
    }

    /// What has come of the photo below the open plan.
    pub fn photo(&self) -> Option<&Rc<Parts>> {
        let own = self.shown.as_ref()?.header.background.as_ref()?;
        self.stock.photo(own.photo()?)
    }

    /// What undo would take back, and redo bring back.
    pub const fn history(&self) -> (Option<Label>, Option<Label>) {
        (self.undo, self.redo)
    }

    /// Whether this person may change the open plan now.
    pub fn can_write(&self) -> bool {
        self.edits
            && !self.read_only
            && self.loaded
            && self.save != Save::ReadOnly
            && self.sheet().is_none_or(|sheet| !sheet.newer)
    }

    /// Whether a command would do something now.
    pub fn can(&self, command: Command) -> bool {
        if command.writes() && !self.can_write() {
            return false;
        }
        match command {
            Command::Undo => self.undo.is_some(),
            Command::Redo => self.redo.is_some(),
            Command::Paste => !self.clipboard.is_empty(),
            Command::Ungroup => self.selected_pieces().any(|piece| piece.group.is_some()),
            Command::TurnLeft | Command::TurnRight | Command::Lock => self.selected_pieces().next().is_some(),
            Command::Group => self.selected_pieces().count() > 1,
            _ => self.selection.len() >= command.needs(),
        }
    }

    /// The pieces among the selected objects.
    pub fn selected_pieces(&self) -> impl Iterator<Item = &Piece> {
        let pieces = self.selection.iter().filter(|name| name.kind == Kind::Piece);
        pieces.filter_map(|name| self.shown.as_ref()?.pieces.get(name.id))
    }
}

#[cfg(test)]
mod tests;
