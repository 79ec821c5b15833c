//! Where walls meet: the order of walls around a node, and the corners of their bodies.

use crate::Order as _;
use crate::plan::Plan;
use crate::{Id, Point, Segment};

/// A wall seen from one of its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arm {
    pub(crate) wall: Id,
    /// The node at its other end.
    pub(crate) to: Id,
    pub(crate) from_at: Point,
    pub(crate) to_at: Point,
    /// How far the body reaches to the left and to the right, going out, mm.
    pub(crate) left: i32,
    pub(crate) right: i32,
}

impl Arm {
    pub(crate) fn way(&self) -> Point {
        self.to_at - self.from_at
    }

    /// The left or the right side of the body, as a line.
    fn side(&self, left: bool) -> Segment {
        let by = if left { f64::from(self.left) } else { -f64::from(self.right) };
        let line = Segment::new(self.from_at, self.to_at);
        Segment::new(line.point_at(0.0, by), line.point_at(line.length(), by))
    }
}

/// The walls at each node, each node's in the order against the clock as seen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Joints {
    nodes: Vec<(Id, Vec<Arm>)>,
}

impl Joints {
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut nodes: Vec<(Id, Vec<Arm>)> = plan.nodes.iter().map(|(id, _)| (id, Vec::new())).collect();
        for (id, wall) in plan.walls.iter() {
            let Some(line) = plan.wall_line(id) else { continue };
            if line.a == line.b {
                continue;
            }
            let (left, right) = wall.reach();
            let out = Arm { wall: id, to: wall.b, from_at: line.a, to_at: line.b, left, right };
            let back = Arm { wall: id, to: wall.a, from_at: line.b, to_at: line.a, left: right, right: left };
            for (node, arm) in [(wall.a, out), (wall.b, back)] {
                if let Ok(at) = nodes.binary_search_by_key(&node, |(id, _)| *id) {
                    nodes[at].1.push(arm);
                }
            }
        }
        for (_, arms) in &mut nodes {
            arms.order_by(|one, other| against_the_clock(one.way(), other.way()));
        }
        Self { nodes }
    }

    pub(crate) fn arms(&self, node: Id) -> &[Arm] {
        match self.nodes.binary_search_by_key(&node, |(id, _)| *id) {
            Ok(at) => &self.nodes[at].1,
            Err(_) => &[],
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (Id, &Arm)> {
        self.nodes.iter().flat_map(|(node, arms)| arms.iter().map(|arm| (*node, arm)))
    }

    /// The wall after this one, with the clock: the one that the room to the left of the way in goes on along.
    pub(crate) fn next(&self, node: Id, wall: Id) -> Option<&Arm> {
        let arms = self.arms(node);
        let at = arms.iter().position(|arm| arm.wall == wall)?;
        arms.get((at + arms.len() - 1) % arms.len())
    }

    /// Where the left side of a wall and the right side of its neighbour against the clock end: one point where they
    /// meet, two where they run on beside each other.
    pub(crate) fn corner(&self, node: Id, wall: Id) -> Option<(Point, Point)> {
        let arms = self.arms(node);
        let at = arms.iter().position(|arm| arm.wall == wall)?;
        let (one, other) = (&arms[at], &arms[(at + 1) % arms.len()]);
        let (left, right) = (one.side(true), other.side(false));
        let reach = f64::from(one.left.max(one.right) + other.left.max(other.right));
        let meeting = if one.wall == other.wall { None } else { left.crossing(&right) };
        // Two walls at a sharp angle would meet far off: they are cut instead.
        match meeting.filter(|point| point.distance(one.from_at) <= 4.0 * reach.max(1.0)) {
            Some(point) => Some((point, point)),
            None => Some((left.a, right.a)),
        }
    }

    /// Where the right side of a wall ends at a node.
    pub(crate) fn right_end(&self, node: Id, wall: Id) -> Option<Point> {
        let arms = self.arms(node);
        let at = arms.iter().position(|arm| arm.wall == wall)?;
        let before = arms[(at + arms.len() - 1) % arms.len()].wall;
        self.corner(node, before).map(|(_, right)| right)
    }
}

/// The order of directions, from the right over the top.
fn against_the_clock(one: Point, other: Point) -> core::cmp::Ordering {
    let half = |way: Point| way.y > 0 || way.y == 0 && way.x < 0;
    // The right itself is first, the left begins the second half.
    half(one).cmp(&half(other)).then_with(|| one.cross(other).cmp(&0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_go_from_the_right_over_the_top() {
        let ways = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)];
        let mut sorted: Vec<Point> = ways.iter().rev().map(|(x, y)| Point::new(*x, *y)).collect();
        sorted.sort_by(|one, other| against_the_clock(*one, *other));
        assert_eq!(sorted, ways.map(|(x, y)| Point::new(x, y)));
    }
}
