//! What is hosted on a wall: doors, windows, passages, and fixtures such as sockets.

use serde_json::Value;

use crate::Id;
use crate::reading::{Members, Problem, Written};

/// What an opening is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OpeningKind {
    /// A door with one leaf.
    #[default]
    Door,
    /// A door with two leaves.
    Double,
    /// A door that slides along the wall.
    Sliding,
    /// A way through without a leaf.
    Passage,
    /// A window.
    Window,
}

const KINDS: &[(&str, OpeningKind)] = &[
    ("door", OpeningKind::Door),
    ("double", OpeningKind::Double),
    ("sliding", OpeningKind::Sliding),
    ("passage", OpeningKind::Passage),
    ("window", OpeningKind::Window),
];

impl OpeningKind {
    /// Whether people go through it.
    pub const fn is_way(self) -> bool {
        !matches!(self, Self::Window)
    }

    /// Whether a leaf sweeps over the floor.
    pub const fn swings(self) -> bool {
        matches!(self, Self::Door | Self::Double)
    }
}

/// An opening in a wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Which wall.
    pub wall: Id,
    /// From the wall's node `a` to the near edge of the opening, mm along the line between the nodes.
    pub at: i32,
    /// How wide the opening in the wall is, mm. What is clear when a door stands open is a little less.
    pub width: i32,
    /// How high, mm.
    pub height: i32,
    /// How high its lower edge stands above the floor, mm.
    pub sill: i32,
    /// What it is.
    pub kind: OpeningKind,
    /// The leaf hangs at the far edge, seen from `a`, not at the near one.
    pub hinge_far: bool,
    /// The leaf swings to the right of the way from `a` to `b`, not to the left.
    pub swing_right: bool,
}

impl Opening {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self {
            wall: members.id("wall")?,
            at: members.whole("at", 0..=crate::length::LONGEST)?,
            width: members.whole("width", 100..=20_000)?,
            height: members.whole_or("height", 100..=20_000, 2040)?,
            sill: members.whole_or("sill", 0..=10_000, 0)?,
            kind: members.word("kind", KINDS)?,
            hinge_far: members.flag("hingeFar"),
            swing_right: members.flag("swingRight"),
        })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default()
            .id("wall", Some(self.wall))
            .whole("at", self.at)
            .whole("width", self.width)
            .whole_unless("height", self.height, 2040)
            .whole_unless("sill", self.sill, 0)
            .word("kind", KINDS, self.kind)
            .flag("hingeFar", self.hinge_far)
            .flag("swingRight", self.swing_right)
            .value()
    }
}

/// What a fixture gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FixtureKind {
    /// Mains sockets.
    #[default]
    Socket,
    /// Network sockets (RJ45).
    Network,
    /// A Wi-Fi access point.
    AccessPoint,
}

const FIXTURES: &[(&str, FixtureKind)] = &[
    ("socket", FixtureKind::Socket),
    ("network", FixtureKind::Network),
    ("access-point", FixtureKind::AccessPoint),
];

/// Something fixed to a wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixture {
    /// Which wall.
    pub wall: Id,
    /// From the wall's node `a` to its middle, mm.
    pub at: i32,
    /// On the right side of the way from `a` to `b`, not on the left.
    pub right: bool,
    /// How high above the floor, mm.
    pub height: i32,
    /// How many at that place.
    pub count: i32,
    /// What it gives.
    pub kind: FixtureKind,
}

impl Fixture {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self {
            wall: members.id("wall")?,
            at: members.whole("at", 0..=crate::length::LONGEST)?,
            right: members.flag("right"),
            height: members.whole_or("height", 0..=20_000, 300)?,
            count: members.whole_or("count", 1..=50, 1)?,
            kind: members.word("kind", FIXTURES)?,
        })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default()
            .id("wall", Some(self.wall))
            .whole("at", self.at)
            .flag("right", self.right)
            .whole_unless("height", self.height, 300)
            .whole_unless("count", self.count, 1)
            .word("kind", FIXTURES, self.kind)
            .value()
    }
}
