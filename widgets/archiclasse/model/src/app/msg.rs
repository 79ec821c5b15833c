//! What the model is told.

use std::rc::Rc;

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_catalogue::variation::Variation;
use greffon_archiclasse_plan::piece::Ownership;
use greffon_archiclasse_plan::plan::{Group, Stage};
use greffon_archiclasse_plan::{Id, Point, Ref};
use serde_json::Value;

use super::Tool;
use crate::arrange::Pattern;
use crate::command::Command;
use crate::edit::Label;
use crate::field::Field;
use crate::gesture::Gesture;
use crate::template::Template;

/// An item as the replica has it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its key in the scope `shared`.
    pub key: String,
    /// Its value; `None` where it was deleted.
    pub value: Option<Value>,
}

/// How far saving is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Save {
    /// The back end has everything.
    #[default]
    Saved,
    /// On its way.
    Saving,
    /// Something waits for the network.
    Waiting,
    /// Something was refused or needs a decision.
    Attention,
    /// Nothing may be changed.
    ReadOnly,
}

/// A message to the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    // From the replica and the host.
    /// Everything that is stored. What was known before is forgotten.
    Reset(Vec<Item>),
    /// These items changed, by whomever.
    Changed(Vec<Item>),
    /// How far saving is, and what undo and redo are about.
    Save {
        /// How far.
        save: Save,
        /// What undo would take back.
        undo: Option<Label>,
        /// What redo would bring back.
        redo: Option<Label>,
    },
    /// A write was refused for good; the replica has taken it back.
    Refused,
    /// Whether nothing may be changed.
    ReadOnly(bool),

    // Plans.
    /// Make a plan, and open it.
    Create {
        /// From what.
        template: Template,
        /// What it is called.
        name: String,
    },
    /// Open a plan.
    Open(Id),
    /// Back to the list of plans.
    Close,
    /// Call the open plan so.
    Rename(String),
    /// So many people, declared by those in charge.
    Heads(String),
    /// The building stands already, or is a new one.
    Existing(bool),
    /// Which group of the rules for public buildings.
    RuleGroup(Group),
    /// The kind of school.
    Stage(Stage),
    /// Make a copy of the open plan to try something else, and open it.
    Variant(String),
    /// Delete a plan with all its objects.
    DeletePlan(Id),
    /// Hand out the open plan as a file.
    Export,
    /// Let the person pick the file of a plan.
    PickFile,
    /// A file was picked: what it holds; `None` where that is no JSON.
    Import(Option<Value>),

    // The photo below the plan.
    /// A photo was picked and made small.
    Photo {
        /// Its parts, as they are stored.
        parts: Vec<Value>,
        /// Its width and height, px.
        size: (u32, u32),
    },
    /// So long is it between the two points of the photo that were shown.
    Scale(String),
    /// Draw the photo so strong, in percent.
    Strength(i32),
    /// Hide the photo, or show it.
    HidePhoto(bool),
    /// Take the photo away.
    RemovePhoto,

    // The editor.
    /// Take a tool.
    Take(Tool),
    /// Run a command. Zooming is the view's.
    Run(Command),
    /// A gesture is done.
    Commit(Box<Gesture>),
    /// Select an object, with its group; beside what is selected, or instead.
    Select {
        /// Which; `None` for nothing.
        name: Option<Ref>,
        /// Beside what is selected: another time it is taken out.
        beside: bool,
    },
    /// Move the selection by so much.
    Nudge(Point),
    /// A field was filled in.
    Field {
        /// Whose.
        name: Ref,
        /// Which.
        field: Field,
        /// What was typed.
        text: String,
    },
    /// Call an object so.
    Name {
        /// Which.
        name: Ref,
        /// What it is called.
        text: String,
    },
    /// Whether the school has the selected pieces.
    Own(Ownership),
    /// Put the selected piece in again after a pattern.
    Repeat(Pattern),
    /// Furnish a zone for its people after a variation.
    Furnish {
        /// Which.
        zone: Id,
        /// Where the pieces come from.
        catalogue: Rc<Catalogue>,
        /// After what.
        variation: Rc<Variation>,
    },

    // Layouts.
    /// Another way to put the pieces, called so.
    AddLayout(String),
    /// Show a layout, or the plan itself.
    Layout(Option<Id>),
}
