//! Walls around an outline, as a drawn or a ready-made room needs them.

use crate::object::Object;
use crate::room::Anchor;
use crate::wall::{Body, Node, Wall};
use crate::{Kind, Names, Point, Polygon, Ref};

/// What a closed room is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Nodes, walls and the room's anchor, in the order in which they are to be stored.
    pub objects: Vec<(Ref, Object)>,
    /// The walls: each from its corner of the outline to the next.
    pub walls: Vec<Ref>,
    /// The room's anchor.
    pub room: Ref,
}

/// A room whose inner faces are the given outline, its walls standing outside of it. `None` where the outline crosses
/// itself or has no area.
pub fn room(names: &mut Names, outline: &Polygon, thickness: i32, name: &str) -> Option<Drawn> {
    if !outline.is_simple() {
        return None;
    }
    let corners = &outline.corners;
    let nodes: Vec<Ref> = corners.iter().map(|_| Ref::new(Kind::Node, names.fresh())).collect();
    let body = outside(outline);
    let mut objects: Vec<(Ref, Object)> =
        nodes.iter().zip(corners).map(|(node, at)| (*node, Object::Node(Node { at: *at }))).collect();
    let mut walls = Vec::new();
    for (at, a) in nodes.iter().enumerate() {
        let b = nodes[(at + 1) % nodes.len()];
        let wall = Ref::new(Kind::Wall, names.fresh());
        objects.push((wall, Object::Wall(Wall { a: a.id, b: b.id, thickness, height: 0, body })));
        walls.push(wall);
    }
    let room = Ref::new(Kind::Room, names.fresh());
    let at: Point = outline.inner_point();
    objects.push((room, Object::Room(Anchor { at, name: name.to_owned() })));
    Some(Drawn { objects, walls, room })
}

/// The side of a wall's line that lies outside, where walls follow the outline.
pub fn outside(outline: &Polygon) -> Body {
    if outline.signed_double_area() > 0 { Body::Left } else { Body::Right }
}
