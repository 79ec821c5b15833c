//! Walls between shared nodes.

use serde_json::Value;

use crate::reading::{Members, Problem, Written};
use crate::{Id, Point};

/// Where walls end and meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Its place.
    pub at: Point,
}

/// On which side of the line between its nodes a wall's body stands, seen from `a` to `b`.
///
/// Outer walls stand outside of the line, so that the lengths that a person typed are those inside the room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Body {
    /// Half on each side: a partition.
    #[default]
    Middle,
    /// All of it to the left.
    Left,
    /// All of it to the right.
    Right,
}

/// The words of [`Body`] in stored items.
const BODIES: &[(&str, Body)] = &[("middle", Body::Middle), ("left", Body::Left), ("right", Body::Right)];

/// A straight wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// The node where it begins.
    pub a: Id,
    /// The node where it ends.
    pub b: Id,
    /// How thick, mm.
    pub thickness: i32,
    /// How high, mm; 0 is as high as the room.
    pub height: i32,
    /// Where its body stands.
    pub body: Body,
}

/// Thickness of an outer wall where nothing is said, mm.
pub const OUTER: i32 = 200;
/// Thickness of a partition where nothing is said, mm.
pub const PARTITION: i32 = 100;

impl Wall {
    /// How far its body reaches to the left and to the right of the line from `a` to `b`, mm.
    pub const fn reach(&self) -> (i32, i32) {
        match self.body {
            Body::Left => (self.thickness, 0),
            Body::Right => (0, self.thickness),
            Body::Middle => (self.thickness / 2, self.thickness - self.thickness / 2),
        }
    }

    /// The node at the other end.
    pub fn other_end(&self, node: Id) -> Id {
        if self.a == node { self.b } else { self.a }
    }

    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self {
            a: members.id("a")?,
            b: members.id("b")?,
            thickness: members.whole_or("thickness", 10..=2000, PARTITION)?,
            height: members.whole_or("height", 0..=30_000, 0)?,
            body: members.word("body", BODIES)?,
        })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default()
            .id("a", Some(self.a))
            .id("b", Some(self.b))
            .whole("thickness", self.thickness)
            .whole_unless("height", self.height, 0)
            .word("body", BODIES, self.body)
            .value()
    }
}

impl Node {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self { at: members.point("at")? })
    }

    pub(crate) fn write(self) -> Value {
        Written::default().point("at", self.at).value()
    }
}
