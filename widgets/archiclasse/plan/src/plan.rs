//! The plan: a flat table for each kind of object, and what follows from them.

mod background;
mod fault;
mod header;

pub use background::{Background, NoScale};
pub use fault::{PlanFault, faults};
pub use header::{Group, Header, Stage};

use crate::joint::Joints;
use crate::object::Answer;
use crate::opening::{Fixture, Opening};
use crate::piece::{Layout, Piece, Place};
use crate::room::{self, Anchor, Room};
use crate::table::Table;
use crate::wall::{Node, Wall};
use crate::zone::Zone;
use crate::{Bounds, Id, Kind, Object, Point, Polygon, Ref, Segment};

/// A plan of one or several rooms with what stands in them.
///
/// Objects that refer to others which are not there (any more, or not yet: items arrive one by one) stay and are not
/// drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is said of the plan as a whole.
    pub header: Header,
    /// Where walls meet.
    pub nodes: Table<Node>,
    /// Walls.
    pub walls: Table<Wall>,
    /// Doors, windows, passages.
    pub openings: Table<Opening>,
    /// Sockets, access points.
    pub fixtures: Table<Fixture>,
    /// The names of rooms.
    pub rooms: Table<Anchor>,
    /// The six spaces.
    pub zones: Table<Zone>,
    /// Furniture and equipment.
    pub pieces: Table<Piece>,
    /// Other ways to put the pieces.
    pub layouts: Table<Layout>,
    /// Where pieces stand in the layouts, by layout and piece, in that order.
    places: Vec<((Id, Id), Place)>,
    /// What people decided about checks.
    pub answers: Table<Answer>,
}

impl Plan {
    /// A plan of which only that is said.
    pub fn of(header: Header) -> Self {
        Self { header, ..Self::default() }
    }

    /// The object of that name.
    pub fn get(&self, object: Ref) -> Option<Object> {
        let id = object.id;
        match object.kind {
            Kind::Node => self.nodes.get(id).copied().map(Object::Node),
            Kind::Wall => self.walls.get(id).copied().map(Object::Wall),
            Kind::Opening => self.openings.get(id).copied().map(Object::Opening),
            Kind::Fixture => self.fixtures.get(id).copied().map(Object::Fixture),
            Kind::Room => self.rooms.get(id).cloned().map(Object::Room),
            Kind::Zone => self.zones.get(id).cloned().map(Object::Zone),
            Kind::Piece => self.pieces.get(id).cloned().map(Object::Piece),
            Kind::Layout => self.layouts.get(id).cloned().map(Object::Layout),
            Kind::Place => object.layout.and_then(|layout| self.place(layout, id)).map(Object::Place),
            Kind::Answer => self.answers.get(id).cloned().map(Object::Answer),
        }
    }

    /// Whether there is an object of that name.
    pub fn has(&self, object: Ref) -> bool {
        let id = object.id;
        match object.kind {
            Kind::Node => self.nodes.get(id).is_some(),
            Kind::Wall => self.walls.get(id).is_some(),
            Kind::Opening => self.openings.get(id).is_some(),
            Kind::Fixture => self.fixtures.get(id).is_some(),
            Kind::Room => self.rooms.get(id).is_some(),
            Kind::Zone => self.zones.get(id).is_some(),
            Kind::Piece => self.pieces.get(id).is_some(),
            Kind::Layout => self.layouts.get(id).is_some(),
            Kind::Place => object.layout.is_some_and(|layout| self.place(layout, id).is_some()),
            Kind::Answer => self.answers.get(id).is_some(),
        }
    }

    /// Puts an object in, in the place of the one before. What is stored under the name of another kind is not taken.
    pub fn put(&mut self, name: Ref, object: Object) {
        let id = name.id;
        if name.kind != object.kind() {
            return;
        }
        match object {
            Object::Node(node) => self.nodes.put(id, node),
            Object::Wall(wall) => self.walls.put(id, wall),
            Object::Opening(opening) => self.openings.put(id, opening),
            Object::Fixture(fixture) => self.fixtures.put(id, fixture),
            Object::Room(anchor) => self.rooms.put(id, anchor),
            Object::Zone(zone) => self.zones.put(id, zone),
            Object::Piece(piece) => self.pieces.put(id, piece),
            Object::Layout(layout) => self.layouts.put(id, layout),
            Object::Answer(answer) => self.answers.put(id, answer),
            Object::Place(place) => {
                let Some(layout) = name.layout else { return };
                match self.find_place(layout, id) {
                    Ok(at) => self.places[at].1 = place,
                    Err(at) => self.places.insert(at, ((layout, id), place)),
                }
            }
        }
    }

    /// Takes an object out.
    pub fn remove(&mut self, object: Ref) {
        let id = object.id;
        match object.kind {
            Kind::Node => drop(self.nodes.take(id)),
            Kind::Wall => drop(self.walls.take(id)),
            Kind::Opening => drop(self.openings.take(id)),
            Kind::Fixture => drop(self.fixtures.take(id)),
            Kind::Room => drop(self.rooms.take(id)),
            Kind::Zone => drop(self.zones.take(id)),
            Kind::Piece => drop(self.pieces.take(id)),
            Kind::Layout => drop(self.layouts.take(id)),
            Kind::Answer => drop(self.answers.take(id)),
            Kind::Place => {
                if let Some(Ok(at)) = object.layout.map(|layout| self.find_place(layout, id)) {
                    self.places.remove(at);
                }
            }
        }
    }

    /// The names of all objects, kind after kind: what others refer to comes first.
    pub fn refs(&self) -> Vec<Ref> {
        let mut all = Vec::new();
        let mut add = |kind, ids: &mut dyn Iterator<Item = Id>| all.extend(ids.map(|id| Ref::new(kind, id)));
        add(Kind::Node, &mut self.nodes.iter().map(|row| row.0));
        add(Kind::Wall, &mut self.walls.iter().map(|row| row.0));
        add(Kind::Opening, &mut self.openings.iter().map(|row| row.0));
        add(Kind::Fixture, &mut self.fixtures.iter().map(|row| row.0));
        add(Kind::Room, &mut self.rooms.iter().map(|row| row.0));
        add(Kind::Zone, &mut self.zones.iter().map(|row| row.0));
        add(Kind::Piece, &mut self.pieces.iter().map(|row| row.0));
        add(Kind::Layout, &mut self.layouts.iter().map(|row| row.0));
        add(Kind::Answer, &mut self.answers.iter().map(|row| row.0));
        all.extend(self.places.iter().map(|((layout, piece), _)| Ref::place(*layout, *piece)));
        all
    }

    /// Where a piece stands in a layout, if that was said.
    pub fn place(&self, layout: Id, piece: Id) -> Option<Place> {
        self.find_place(layout, piece).ok().map(|at| self.places[at].1)
    }

    /// All places, by layout and piece.
    pub fn places(&self) -> impl Iterator<Item = (Id, Id, Place)> + '_ {
        self.places.iter().map(|((layout, piece), place)| (*layout, *piece, *place))
    }

    fn find_place(&self, layout: Id, piece: Id) -> Result<usize, usize> {
        self.places.binary_search_by_key(&(layout, piece), |(names, _)| *names)
    }

    /// The plan as one of its layouts has it: pieces stand where that layout says, those in the store are left out.
    #[must_use]
    pub fn in_layout(&self, layout: Id) -> Self {
        let mut plan = self.clone();
        for (_, piece, place) in self.places().filter(|(other, ..)| *other == layout) {
            match place.at {
                None => drop(plan.pieces.take(piece)),
                Some(at) => {
                    if let Some(found) = self.pieces.get(piece) {
                        plan.pieces.put(piece, Piece { at, turn: place.turn, ..found.clone() });
                    }
                }
            }
        }
        plan
    }

    /// The line between a wall's nodes. `None` where one of them is not there.
    pub fn wall_line(&self, wall: Id) -> Option<Segment> {
        let wall = self.walls.get(wall)?;
        Some(Segment::new(self.nodes.get(wall.a)?.at, self.nodes.get(wall.b)?.at))
    }

    /// The body of a wall, its ends fitted to those that it meets: up to six corners.
    pub fn wall_outline(&self, wall: Id) -> Option<Polygon> {
        self.wall_outlines().into_iter().find(|(id, _)| *id == wall).map(|(_, outline)| outline)
    }

    /// The bodies of all walls that have a length, by name.
    pub fn wall_outlines(&self) -> Vec<(Id, Polygon)> {
        let joints = Joints::of(self);
        let outline = |id: Id, wall: &Wall| {
            let line = self.wall_line(id)?;
            let (left_a, _) = joints.corner(wall.a, id)?;
            let right_a = joints.right_end(wall.a, id)?;
            // Seen from the other end, left is right.
            let (right_b, _) = joints.corner(wall.b, id)?;
            let left_b = joints.right_end(wall.b, id)?;
            let mut corners = vec![left_a, left_b, line.b, right_b, right_a, line.a];
            corners.dedup();
            if corners.first() == corners.last() {
                corners.pop();
            }
            Some((id, Polygon::new(corners)))
        };
        self.walls.iter().filter_map(|(id, wall)| outline(id, wall)).collect()
    }

    /// The rooms that the walls make, those with a name first, in the order of their anchors.
    pub fn rooms(&self) -> Vec<Room> {
        room::rooms(self, &Joints::of(self))
    }

    /// The line of an opening on its wall, kept inside the wall, from the near edge to the far one.
    pub fn opening_line(&self, opening: &Opening) -> Option<Segment> {
        let line = self.wall_line(opening.wall)?;
        let length = line.length();
        let near = f64::from(opening.at).min(length);
        let far = f64::from(opening.at + opening.width).min(length);
        Some(Segment::new(line.point_at(near, 0.0), line.point_at(far, 0.0)))
    }

    /// Where a fixture is, on the face of its wall.
    pub fn fixture_place(&self, fixture: &Fixture) -> Option<Point> {
        let (line, wall) = (self.wall_line(fixture.wall)?, self.walls.get(fixture.wall)?);
        let (left, right) = wall.reach();
        let side = if fixture.right { -f64::from(right) } else { f64::from(left) };
        Some(line.point_at(f64::from(fixture.at).min(line.length()), side))
    }

    /// The box around everything; `None` for an empty plan.
    pub fn bounds(&self) -> Option<Bounds> {
        let walls = self.wall_outlines().into_iter().flat_map(|(_, outline)| outline.corners);
        let nodes = self.nodes.iter().map(|(_, node)| node.at);
        let zones = self.zones.iter().flat_map(|(_, zone)| zone.outline.corners.iter().copied());
        let pieces = self.pieces.iter().flat_map(|(_, piece)| piece.footprint().corners());
        Bounds::of(walls.chain(nodes).chain(zones).chain(pieces))
    }
}

#[cfg(test)]
mod tests;
