//! Furniture and equipment, and where it stands in each layout.

use serde_json::Value;

use crate::reading::{Members, Problem, Written};
use crate::{Angle, Id, Point, Turned};

/// Width, depth and height of a piece, mm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Along its front.
    pub width: i32,
    /// From back to front.
    pub depth: i32,
    /// From its foot to its top.
    pub height: i32,
}

/// Whether the school has a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ownership {
    /// To be bought.
    #[default]
    ToBuy,
    /// In the school's inventory.
    Owned,
    /// In the inventory, to be repaired first.
    ToRepair,
    /// In the room now, to be taken out.
    ToRemove,
}

const OWNERSHIPS: &[(&str, Ownership)] = &[
    ("buy", Ownership::ToBuy),
    ("owned", Ownership::Owned),
    ("repair", Ownership::ToRepair),
    ("remove", Ownership::ToRemove),
];

/// The smallest and the largest side of a piece, mm.
const SIDES: core::ops::RangeInclusive<i32> = 10..=20_000;

/// A piece of furniture or equipment. Its size stands here, so that a plan is drawn without its catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id in the catalogue.
    pub item: String,
    /// Its middle.
    pub at: Point,
    /// How far it is turned; at 0 its front looks down the screen.
    pub turn: Angle,
    /// Its size.
    pub size: Size,
    /// How high its foot stands above the floor, mm.
    pub above: i32,
    /// The zone that it furnishes.
    pub zone: Option<Id>,
    /// The group that it is moved with.
    pub group: Option<Id>,
    /// Stays where it is until it is unlocked.
    pub locked: bool,
    /// Whether the school has it.
    pub ownership: Ownership,
    /// What people call it; empty for the catalogue's name.
    pub name: String,
}

impl Piece {
    /// What it takes up on the floor.
    pub const fn footprint(&self) -> Turned {
        Turned { centre: self.at, width: self.size.width, depth: self.size.depth, angle: self.turn }
    }

    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self {
            item: members.text("item", 40)?,
            at: members.point("at")?,
            turn: members.angle("turn")?,
            size: Size {
                width: members.whole("width", SIDES)?,
                depth: members.whole("depth", SIDES)?,
                height: members.whole("height", SIDES)?,
            },
            above: members.whole_or("above", 0..=20_000, 0)?,
            zone: members.maybe_id("zone")?,
            group: members.maybe_id("group")?,
            locked: members.flag("locked"),
            ownership: members.word("ownership", OWNERSHIPS)?,
            name: members.text("name", 80)?,
        })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default()
            .text("item", &self.item)
            .point("at", self.at)
            .whole_unless("turn", self.turn.as_tenths(), 0)
            .whole("width", self.size.width)
            .whole("depth", self.size.depth)
            .whole("height", self.size.height)
            .whole_unless("above", self.above, 0)
            .id("zone", self.zone)
            .id("group", self.group)
            .flag("locked", self.locked)
            .word("ownership", OWNERSHIPS, self.ownership)
            .text("name", &self.name)
            .value()
    }
}

/// A layout: another way to put the same pieces, as for a debate or an examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What people call it.
    pub name: String,
}

impl Layout {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self { name: members.text("name", 80)? })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default().text("name", &self.name).value()
    }
}

/// Where a piece stands in one layout, if it is elsewhere than in the plan itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its middle; `None` where it is put into the store.
    pub at: Option<Point>,
    /// How far it is turned.
    pub turn: Angle,
}

impl Place {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        let at = if members.has("at") { Some(members.point("at")?) } else { None };
        Ok(Self { at, turn: members.angle("turn")? })
    }

    pub(crate) fn write(self) -> Value {
        let written = Written::default().whole_unless("turn", self.turn.as_tenths(), 0);
        match self.at {
            Some(at) => written.point("at", at).value(),
            None => written.value(),
        }
    }
}
