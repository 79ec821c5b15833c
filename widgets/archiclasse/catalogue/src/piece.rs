//! A piece of furniture or equipment.

use crate::mark::Mark;
use crate::solid::{Role, Solid};
use crate::words::Wording;

/// What a piece is, for lists and layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Chairs and stools.
    Seat,
    /// Armchairs, cushions, benches.
    Soft,
    /// Tables without seats.
    Table,
    /// A table with its seats.
    Set,
    /// What a member of staff works at.
    Desk,
    /// Boards and walls to write or pin on.
    Board,
    /// Screens, projectors, cameras.
    Screen,
    /// What stores and charges devices, and printers.
    Charging,
    /// Shelves of documents.
    Shelf,
    /// Cupboards and lockers.
    Storage,
    /// What one makes things with.
    Lab,
    /// Steps, decks, what a speaker needs.
    Stage,
    /// Screens, curtains, cabins, plants.
    Partition,
    /// Sockets, RJ45, access points.
    Point,
    /// What makes a place reachable.
    Access,
    /// What stands outside.
    Outdoor,
}

impl Family {
    /// All, in the order of lists.
    pub const ALL: [Self; 16] = [
        Self::Seat,
        Self::Soft,
        Self::Table,
        Self::Set,
        Self::Desk,
        Self::Board,
        Self::Screen,
        Self::Charging,
        Self::Shelf,
        Self::Storage,
        Self::Lab,
        Self::Stage,
        Self::Partition,
        Self::Point,
        Self::Access,
        Self::Outdoor,
    ];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seat => "seat",
            Self::Soft => "soft",
            Self::Table => "table",
            Self::Set => "set",
            Self::Desk => "desk",
            Self::Board => "board",
            Self::Screen => "screen",
            Self::Charging => "charging",
            Self::Shelf => "shelf",
            Self::Storage => "storage",
            Self::Lab => "lab",
            Self::Stage => "stage",
            Self::Partition => "partition",
            Self::Point => "point",
            Self::Access => "access",
            Self::Outdoor => "outdoor",
        }
    }

    /// The family of that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.id() == id)
    }

    /// Which of the three bills it belongs to.
    pub const fn bill(self) -> Bill {
        match self {
            Self::Point => Bill::Wiring,
            Self::Screen | Self::Charging => Bill::Digital,
            _ => Bill::Furniture,
        }
    }
}

/// The columns of a space that are bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bill {
    /// Pré-équipement: sockets, RJ45, access points.
    Wiring,
    /// Matériel numérique.
    Digital,
    /// Mobilier.
    Furniture,
}

impl Bill {
    /// All three, in the order of the columns.
    pub const ALL: [Self; 3] = [Self::Wiring, Self::Digital, Self::Furniture];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wiring => "wiring",
            Self::Digital => "digital",
            Self::Furniture => "furniture",
        }
    }
}

/// What it is fixed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mount {
    /// Stands on the floor.
    #[default]
    Floor,
    /// Hangs on a wall.
    Wall,
    /// Hangs from the ceiling.
    Ceiling,
    /// Stands on a table.
    Top,
}

impl Mount {
    pub(crate) const NAMES: [(&'static str, Self); 4] =
        [("floor", Self::Floor), ("wall", Self::Wall), ("ceiling", Self::Ceiling), ("top", Self::Top)];
}

/// A kind of establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// École, primary and nursery.
    Ecole,
    /// Collège.
    College,
    /// Lycée.
    Lycee,
    /// Centre de connaissances et de culture, what a CDI becomes.
    TroisC,
}

impl Kind {
    /// All, by age.
    pub const ALL: [Self; 4] = [Self::Ecole, Self::College, Self::Lycee, Self::TroisC];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ecole => "ecole",
            Self::College => "college",
            Self::Lycee => "lycee",
            Self::TroisC => "3c",
        }
    }

    /// The kind of that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// What a piece says of itself beside its sizes.
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no of its own, as in the file")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits {
    /// Moves on castors.
    pub castors: bool,
    /// Is fixed to the building.
    pub fixed: bool,
    /// Can be had in other sizes.
    pub resizable: bool,
    /// A wheelchair user can work at it.
    pub wheelchair: bool,
    /// A member of staff stands or sits there.
    pub teacher: bool,
    /// Is looked at by a group.
    pub watched: bool,
    /// Holds documents that people fetch.
    pub shelf: bool,
    /// Carries people above the floor.
    pub raised: bool,
    /// Takes noise away.
    pub absorbs: bool,
    /// Gives Wi-Fi.
    pub access_point: bool,
    /// Switches Wi-Fi off.
    pub wifi_switch: bool,
}

/// How a piece is put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Width on the floor of the store, mm.
    pub width: i32,
    /// Depth on the floor of the store, mm.
    pub depth: i32,
    /// How many stand on that floor, stacked.
    pub count: u32,
}

/// A piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Unique in its catalogue.
    pub id: String,
    /// What it is.
    pub family: Family,
    /// Its name.
    pub name: Wording,
    /// From left to right, mm. Like depth and height: of what is really there, without the floor that using it takes.
    pub width: i32,
    /// From back to front, mm. A person sits or stands in front.
    pub depth: i32,
    /// From its foot to its top, mm.
    pub height: i32,
    /// Its foot above the floor, mm.
    pub elevation: i32,
    /// What it is fixed to.
    pub mount: Mount,
    /// The blocks it is made of.
    pub solids: Vec<Solid>,
    /// The strokes of its symbol beside the outline of its blocks.
    pub marks: Vec<Mark>,
    /// How many people sit on it.
    pub seats: u32,
    /// How many people work at it.
    pub places: u32,
    /// Weight, kg; 0 where it is part of the building.
    pub kg: u32,
    /// How it is put away; `None`: as it stands.
    pub stored: Option<Stored>,
    /// Sockets it needs; below 0: that it gives.
    pub power: i32,
    /// RJ45 it needs; below 0: that it gives.
    pub data: i32,
    /// Devices on Wi-Fi that come with it.
    pub devices: u32,
    /// Shelf length it gives to a store, mm.
    pub holds: u32,
    /// What else it says of itself.
    pub traits: Traits,
    /// Where it is used; empty: everywhere.
    pub kinds: Vec<Kind>,
    /// Price in euro cents, taxes included; `None` where nobody gave one.
    pub price: Option<u32>,
    /// The id of where its size comes from.
    pub source: String,
}

impl Piece {
    /// The blocks that two pieces cannot share.
    pub fn hard(&self) -> impl Iterator<Item = &Solid> {
        self.solids.iter().filter(|solid| solid.role.is_hard())
    }

    /// The blocks of that role.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Solid> {
        self.solids.iter().filter(move |solid| solid.role == role)
    }

    /// Whether it is used in that kind of establishment.
    pub fn suits(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// The floor that `count` of them take when they are put away, mm².
    pub fn stored_area(&self, count: u32) -> u64 {
        let Stored { width, depth, count: stack } =
            self.stored.unwrap_or(Stored { width: self.width, depth: self.depth, count: 1 });
        u64::from(width.unsigned_abs())
            * u64::from(depth.unsigned_abs())
            * u64::from(count.div_ceil(stack.max(1)))
    }
}
