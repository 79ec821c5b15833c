//! Rooms: they follow from the walls, and keep their names by a point that lies in them.

use crate::Order as _;
use serde_json::Value;

use crate::joint::Joints;
use crate::plan::Plan;
use crate::reading::{Members, Problem, Written};
use crate::{Id, Point, Polygon};

/// What is stored of a room: a point in it, by which it is known again when its walls have moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// A point in the room.
    pub at: Point,
    /// What people call the room.
    pub name: String,
}

impl Anchor {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        Ok(Self { at: members.point("at")?, name: members.text("name", 80)? })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default().point("at", self.at).text("name", &self.name).value()
    }
}

/// A room as the walls make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The name of its anchor, where it has one.
    pub id: Option<Id>,
    /// What people call it; empty without a name.
    pub name: String,
    /// The nodes around it, in order.
    pub nodes: Vec<Id>,
    /// The walls around it, in the same order: each goes from its node to the next.
    pub walls: Vec<Id>,
    /// The line through the nodes.
    pub outline: Polygon,
    /// The floor between the walls' inner faces.
    pub floor: Polygon,
}

impl Room {
    /// The floor's area, mm².
    pub fn area(&self) -> i64 {
        self.floor.area()
    }
}

/// The rooms of a plan, in the order of their anchors' names; those without one come last.
pub(crate) fn rooms(plan: &Plan, joints: &Joints) -> Vec<Room> {
    let mut found = faces(plan, joints);
    for (id, anchor) in plan.rooms.iter() {
        // The smallest room around the point: a room may stand within another.
        let around = found.iter_mut().filter(|room| room.id.is_none() && room.outline.contains(anchor.at));
        if let Some(room) = around.min_by_key(|room| room.outline.area()) {
            room.id = Some(id);
            room.name.clone_from(&anchor.name);
        }
    }
    found.order_by_key(|room| (room.id.is_none(), room.id, room.outline.corners.first().copied()));
    found
}

/// The areas that walls close around, each once.
fn faces(plan: &Plan, joints: &Joints) -> Vec<Room> {
    let mut done: Vec<(Id, Id)> = Vec::new();
    let mut found = Vec::new();
    for (node, arm) in joints.all() {
        if done.contains(&(node, arm.wall)) {
            continue;
        }
        let (mut nodes, mut walls, mut floor) = (Vec::new(), Vec::new(), Vec::new());
        let (mut at, mut wall) = (node, arm.wall);
        loop {
            done.push((at, wall));
            nodes.push(at);
            walls.push(wall);
            let Some(own) = joints.arms(at).iter().find(|arm| arm.wall == wall) else { break };
            let to = own.to;
            let Some(next) = joints.next(to, wall) else { break };
            // The left side of the next wall ends where the right side of this one, seen from there, does.
            if let Some((left, right)) = joints.corner(to, next.wall) {
                floor.push(right);
                if left != right {
                    floor.push(left);
                }
            }
            (at, wall) = (to, next.wall);
            if (at, wall) == (node, arm.wall) || done.contains(&(at, wall)) {
                break;
            }
        }
        let outline = Polygon::new(nodes.iter().filter_map(|id| plan.nodes.get(*id)).map(|n| n.at).collect());
        // Rooms go against the clock; what goes with it is the outside.
        if outline.signed_double_area() < 0 {
            found.push(Room {
                id: None,
                name: String::new(),
                nodes,
                walls,
                outline,
                floor: Polygon::new(floor),
            });
        }
    }
    found
}

/// Anchors that no longer lie in their room after its walls moved, with the point where each belongs: a room is the same
/// as before where it has most of the nodes.
pub fn anchors_to_move(before: &[Room], after: &[Room]) -> Vec<(Id, Point)> {
    let mut moves = Vec::new();
    for old in before {
        let Some(id) = old.id else { continue };
        if after.iter().any(|room| room.id == Some(id) && shared(old, room) > 0) {
            continue;
        }
        let same = after.iter().filter(|room| room.id.is_none()).max_by_key(|room| shared(old, room));
        if let Some(room) = same.filter(|room| shared(old, room) * 2 > old.nodes.len()) {
            moves.push((id, room.floor.inner_point()));
        }
    }
    moves
}

fn shared(one: &Room, other: &Room) -> usize {
    one.nodes.iter().filter(|node| other.nodes.contains(node)).count()
}
