//! Walls drawn into a plan that has some already, and walls made longer.

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::opening::Opening;
use greffon_archiclasse_plan::room::Anchor;
use greffon_archiclasse_plan::wall::{Body, Node, OUTER, PARTITION, Wall};
use greffon_archiclasse_plan::{Id, Kind, Names, Object, Plan, Point, Polygon, Ref, Segment, drawing};

use crate::edit::Edit;

/// How near to a wall an end must lie to be on it, mm: roundings of slanting walls.
const ON: f64 = 3.0;

/// Walls along a line of corners. A closed line becomes a room whose inner faces it is; an open one becomes partitions,
/// which join the walls that they end on. `None` where there is nothing to draw.
pub fn along(plan: &Plan, names: &mut Names, corners: &[Point], closed: bool) -> Option<Vec<Edit>> {
    if closed {
        let outline = Polygon::new(corners.to_vec());
        let touches = plan.nodes.iter().any(|(_, node)| corners.contains(&node.at));
        if !touches {
            let drawn = drawing::room(names, &outline, OUTER, "")?;
            return Some(drawn.objects.into_iter().map(|(name, object)| Edit::set(name, object)).collect());
        }
    }
    let mut drawing = Joining { plan: plan.clone(), names, edits: Vec::new() };
    let mut nodes: Vec<Id> = corners.iter().map(|corner| drawing.node(*corner)).collect();
    if closed && let Some(first) = nodes.first() {
        nodes.push(*first);
    }
    for pair in nodes.windows(2) {
        drawing.wall(pair[0], pair[1]);
    }
    if !drawing.edits.iter().any(|edit| edit.name.kind == Kind::Wall) {
        return None;
    }
    drawing.name_rooms();
    Some(drawing.edits)
}

/// A plan that grows while walls are joined to it, and what was changed on the way.
struct Joining<'n> {
    plan: Plan,
    names: &'n mut Names,
    edits: Vec<Edit>,
}

impl Joining<'_> {
    fn set(&mut self, name: Ref, object: Object) {
        self.plan.put(name, object.clone());
        self.edits.retain(|edit| edit.name != name);
        self.edits.push(Edit::set(name, object));
    }

    /// The node at a place: one that is there, one that cuts a wall, or a new one.
    fn node(&mut self, at: Point) -> Id {
        if let Some((id, _)) = self.plan.nodes.iter().find(|(_, node)| node.at == at) {
            return id;
        }
        let id = self.names.fresh();
        let under = self.plan.walls.iter().find_map(|(wall, _)| {
            let line = self.plan.wall_line(wall)?;
            (line.a != line.b && line.distance(at) <= ON).then_some((wall, line))
        });
        self.set(Ref::new(Kind::Node, id), Object::Node(Node { at }));
        if let Some((wall, line)) = under {
            self.cut(wall, line, id);
        }
        id
    }

    /// Cuts a wall in two at a node; what is hosted beyond the cut goes with the second half.
    fn cut(&mut self, id: Id, line: Segment, node: Id) {
        let Some(wall) = self.plan.walls.get(id).copied() else { return };
        let Some(at) = self.plan.nodes.get(node).map(|node| whole(line.coordinates(node.at).0)) else {
            return;
        };
        let second = self.names.fresh();
        self.set(Ref::new(Kind::Wall, id), Object::Wall(Wall { b: node, ..wall }));
        self.set(Ref::new(Kind::Wall, second), Object::Wall(Wall { a: node, ..wall }));
        let hosted: Vec<(Id, Opening)> = self
            .plan
            .openings
            .iter()
            .filter(|(_, opening)| opening.wall == id && opening.at + opening.width / 2 > at)
            .map(|(id, opening)| (id, *opening))
            .collect();
        for (id, opening) in hosted {
            let moved = Opening { wall: second, at: (opening.at - at).max(0), ..opening };
            self.set(Ref::new(Kind::Opening, id), Object::Opening(moved));
        }
        let fixtures: Vec<_> = self
            .plan
            .fixtures
            .iter()
            .filter(|(_, fixture)| fixture.wall == id && fixture.at > at)
            .map(|(id, fixture)| (id, *fixture))
            .collect();
        for (id, mut fixture) in fixtures {
            fixture.wall = second;
            fixture.at -= at;
            self.set(Ref::new(Kind::Fixture, id), Object::Fixture(fixture));
        }
    }

    /// A partition between two nodes, unless there is a wall already.
    fn wall(&mut self, a: Id, b: Id) {
        let known = |wall: &Wall| wall.a == a && wall.b == b || wall.a == b && wall.b == a;
        if a == b || self.plan.walls.iter().any(|(_, wall)| known(wall)) {
            return;
        }
        let wall = Wall { a, b, thickness: PARTITION, height: 0, body: Body::Middle };
        let id = self.names.fresh();
        self.set(Ref::new(Kind::Wall, id), Object::Wall(wall));
    }

    /// Gives an anchor to each room that has none yet, so that it is known again.
    fn name_rooms(&mut self) {
        let new: Vec<Point> = self
            .plan
            .rooms()
            .iter()
            .filter(|room| room.id.is_none())
            .map(|room| room.floor.inner_point())
            .collect();
        for at in new {
            let id = self.names.fresh();
            self.set(Ref::new(Kind::Room, id), Object::Room(Anchor { at, name: String::new() }));
        }
    }
}

/// Makes a wall that long by moving its end `b`, and with it what hangs on that end across the wall, so that a rectangle
/// stays one. Empty where the wall has no direction.
pub fn with_length(plan: &Plan, id: Id, length: i32) -> Vec<Edit> {
    let (Some(wall), Some(line)) = (plan.walls.get(id), plan.wall_line(id)) else { return Vec::new() };
    if line.a == line.b {
        return Vec::new();
    }
    let by = line.point_at(f64::from(length), 0.0) - line.b;
    let mut moved = vec![wall.b];
    let mut at = 0;
    while at < moved.len() {
        for (other, next) in plan.walls.iter() {
            let node = moved[at];
            // Square to it but for roundings.
            let across = plan.wall_line(other).is_some_and(|way| {
                let end = line.a + way.way();
                way.a != way.b && line.coordinates(end).0.abs() < way.length() * 0.01
            });
            let to = next.other_end(node);
            if across && (next.a == node || next.b == node) && to != wall.a && !moved.contains(&to) {
                moved.push(to);
            }
        }
        at += 1;
    }
    moved
        .into_iter()
        .filter_map(|id| {
            let at = plan.nodes.get(id)?.at + by;
            Some(Edit::set(Ref::new(Kind::Node, id), Object::Node(Node { at })))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(plan: &mut Plan, edits: Vec<Edit>) {
        for edit in edits {
            match edit.object {
                Some(object) => plan.put(edit.name, object),
                None => plan.remove(edit.name),
            }
        }
    }

    fn corners(points: &[(i32, i32)]) -> Vec<Point> {
        points.iter().map(|(x, y)| Point::new(*x, *y)).collect()
    }

    fn classroom() -> (Plan, Names) {
        let (mut plan, mut names) = (Plan::default(), Names::from_bits(1));
        let room = corners(&[(0, 0), (9000, 0), (9000, 6800), (0, 6800)]);
        let edits = along(&plan, &mut names, &room, true).expect("a room");
        put(&mut plan, edits);
        (plan, names)
    }

    #[test]
    fn a_partition_joins_the_walls_it_ends_on_and_takes_doors_along() {
        let (mut plan, mut names) = classroom();
        let (upper, _) = plan
            .walls
            .iter()
            .find(|(id, _)| plan.wall_line(*id).is_some_and(|line| line.a.y == 0 && line.b.y == 0))
            .expect("the upper wall");
        let door = greffon_archiclasse_plan::opening::Opening {
            wall: upper,
            at: 6000,
            width: 900,
            height: 2040,
            sill: 0,
            kind: greffon_archiclasse_plan::opening::OpeningKind::Door,
            hinge_far: false,
            swing_right: false,
        };
        let name = names.fresh();
        plan.openings.put(name, door);
        let before = plan.opening_line(&door);
        let edits = along(&plan, &mut names, &corners(&[(4000, 0), (4000, 6800)]), false).expect("a wall");
        put(&mut plan, edits);
        assert_eq!(plan.walls.len(), 7);
        let rooms = plan.rooms();
        assert_eq!(rooms.len(), 2);
        assert!(rooms.iter().all(|room| room.id.is_some()));
        let moved = plan.openings.get(name).copied().expect("still there");
        assert_ne!(moved.wall, upper);
        assert_eq!(plan.opening_line(&moved), before);
    }

    #[test]
    fn the_same_wall_is_not_drawn_twice_and_a_bow_tie_is_no_room() {
        let (plan, mut names) = classroom();
        assert_eq!(along(&plan, &mut names, &corners(&[(0, 0), (9000, 0)]), false), None);
        let tie = corners(&[(20_000, 0), (21_000, 1000), (21_000, 0), (20_000, 1000)]);
        assert_eq!(along(&plan, &mut names, &tie, true), None);
        assert_eq!(along(&plan, &mut names, &corners(&[(5, 5), (5, 5)]), false), None);
    }

    #[test]
    fn a_longer_wall_keeps_the_room_square() {
        let (mut plan, _) = classroom();
        let (upper, _) = plan
            .walls
            .iter()
            .find(|(id, _)| plan.wall_line(*id).is_some_and(|line| line.a == Point::new(0, 0)))
            .expect("the upper wall");
        let edits = with_length(&plan, upper, 7500);
        assert_eq!(edits.len(), 2);
        put(&mut plan, edits);
        assert_eq!(plan.rooms()[0].area(), 7500 * 6800);
    }
}
