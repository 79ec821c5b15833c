//! What a plan is made of: one stored item an object, so that two people seldom meet in one.

use serde_json::Value;

use crate::Id;
use crate::opening::{Fixture, Opening};
use crate::piece::{Layout, Piece, Place};
use crate::reading::{Members, Problem, Written};
use crate::room::Anchor;
use crate::wall::{Node, Wall};
use crate::zone::Zone;

/// The kinds of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Where walls meet.
    Node,
    /// A wall.
    Wall,
    /// A door, a window, a passage.
    Opening,
    /// A socket, an access point.
    Fixture,
    /// The name of a room.
    Room,
    /// One of the six spaces.
    Zone,
    /// Furniture and equipment.
    Piece,
    /// Another way to put the pieces.
    Layout,
    /// A piece in a layout.
    Place,
    /// What people decided about a check.
    Answer,
}

impl Kind {
    /// All kinds: what others refer to comes first.
    pub const ALL: [Self; 10] = [
        Self::Node,
        Self::Wall,
        Self::Opening,
        Self::Fixture,
        Self::Room,
        Self::Zone,
        Self::Piece,
        Self::Layout,
        Self::Place,
        Self::Answer,
    ];

    /// The first part of their keys, and the member of a file that holds them.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Node => "nodes",
            Self::Wall => "walls",
            Self::Opening => "openings",
            Self::Fixture => "fixtures",
            Self::Room => "rooms",
            Self::Zone => "zones",
            Self::Piece => "pieces",
            Self::Layout => "layouts",
            Self::Place => "places",
            Self::Answer => "answers",
        }
    }

    /// The kind of a folder.
    pub fn of(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }
}

/// Names one object of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ref {
    /// What it is.
    pub kind: Kind,
    /// Its name; for a place, the piece's.
    pub id: Id,
    /// The layout of a place.
    pub layout: Option<Id>,
}

impl Ref {
    /// An object other than a place.
    pub const fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id, layout: None }
    }

    /// Where a piece stands in a layout.
    pub const fn place(layout: Id, piece: Id) -> Self {
        Self { kind: Kind::Place, id: piece, layout: Some(layout) }
    }
}

/// What the people decided about a check: it stays on the plan and goes into the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The id of the check.
    pub check: String,
    /// What the check was about, as the check itself names it; empty for the plan as a whole.
    pub about: String,
    /// What was decided, in their words.
    pub text: String,
}

impl Answer {
    fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self {
            check: members.text("check", 40)?,
            about: members.text("about", 80)?,
            text: members.text("text", 1000)?,
        })
    }

    fn write(&self) -> Value {
        Written::default()
            .text("check", &self.check)
            .text("about", &self.about)
            .text("text", &self.text)
            .value()
    }
}

/// An object, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// Where walls meet.
    Node(Node),
    /// A wall.
    Wall(Wall),
    /// A door, a window, a passage.
    Opening(Opening),
    /// A socket, an access point.
    Fixture(Fixture),
    /// The name of a room.
    Room(Anchor),
    /// One of the six spaces.
    Zone(Zone),
    /// Furniture and equipment.
    Piece(Piece),
    /// Another way to put the pieces.
    Layout(Layout),
    /// A piece in a layout.
    Place(Place),
    /// What people decided about a check.
    Answer(Answer),
}

impl Object {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Node(_) => Kind::Node,
            Self::Wall(_) => Kind::Wall,
            Self::Opening(_) => Kind::Opening,
            Self::Fixture(_) => Kind::Fixture,
            Self::Room(_) => Kind::Room,
            Self::Zone(_) => Kind::Zone,
            Self::Piece(_) => Kind::Piece,
            Self::Layout(_) => Kind::Layout,
            Self::Place(_) => Kind::Place,
            Self::Answer(_) => Kind::Answer,
        }
    }

    /// Reads a stored value; what is wrong is told by place.
    pub fn read(kind: Kind, value: &Value) -> Result<Self, Problem> {
        let members = Members::of(value)?;
        Ok(match kind {
            Kind::Node => Self::Node(Node::read(&members)?),
            Kind::Wall => Self::Wall(Wall::read(&members)?),
            Kind::Opening => Self::Opening(Opening::read(&members)?),
            Kind::Fixture => Self::Fixture(Fixture::read(&members)?),
            Kind::Room => Self::Room(Anchor::read(&members)?),
            Kind::Zone => Self::Zone(Zone::read(&members)?),
            Kind::Piece => Self::Piece(Piece::read(&members)?),
            Kind::Layout => Self::Layout(Layout::read(&members)?),
            Kind::Place => Self::Place(Place::read(&members)?),
            Kind::Answer => Self::Answer(Answer::read(&members)?),
        })
    }

    /// The value to store.
    pub fn write(&self) -> Value {
        match self {
            Self::Node(node) => node.write(),
            Self::Wall(wall) => wall.write(),
            Self::Opening(opening) => opening.write(),
            Self::Fixture(fixture) => fixture.write(),
            Self::Room(anchor) => anchor.write(),
            Self::Zone(zone) => zone.write(),
            Self::Piece(piece) => piece.write(),
            Self::Layout(layout) => layout.write(),
            Self::Place(place) => place.write(),
            Self::Answer(answer) => answer.write(),
        }
    }
}
