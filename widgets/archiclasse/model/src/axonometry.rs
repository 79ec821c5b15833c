//! Upright blocks seen from above at an angle, turned by quarters: faces in the order in which they are painted.

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Point, Polygon};

/// An upright block with a convex foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its outline on the plan.
    pub foot: Polygon,
    /// Where it begins above the floor, mm.
    pub from: i32,
    /// Where it ends, mm.
    pub to: i32,
    /// What it is, for whoever paints it.
    pub kind: u8,
}

/// Which way a face looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facing {
    /// Up.
    Top,
    /// To the lower left of the picture.
    Left,
    /// To the lower right.
    Right,
}

/// A face of a block in the picture: x to the right, y down, mm along the axes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Its corners.
    pub corners: Vec<Point>,
    /// Which way it looks.
    pub facing: Facing,
    /// The kind of its block.
    pub kind: u8,
}

/// Cosine of 30 degrees.
const COS: f64 = 0.866_025_403_784_438_6;

/// A point of the plan in the quarter that is looked from.
const fn turned(point: Point, quarter: u8) -> Point {
    match quarter % 4 {
        0 => point,
        1 => Point::new(-point.y, point.x),
        2 => Point::new(-point.x, -point.y),
        _ => Point::new(point.y, -point.x),
    }
}

/// A place in the picture: both axes of the plan fall away at 30 degrees (isometric projection, lengths along the three
/// axes are true).
fn project(point: Point, height: i32) -> Point {
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    Point::new(whole((x - y) * COS), whole(x.midpoint(y)) - height)
}

/// The visible faces of blocks, what lies behind first.
pub fn faces(blocks: &[Block], quarter: u8) -> Vec<Face> {
    let mut order: Vec<(i64, i32, Polygon, &Block)> = blocks
        .iter()
        .filter(|block| block.to >= block.from && block.foot.corners.len() > 2)
        .map(|block| {
            let foot = Polygon::new(block.foot.corners.iter().map(|at| turned(*at, quarter)).collect());
            let near = foot.corners.iter().map(|at| i64::from(at.x) + i64::from(at.y)).max().unwrap_or(0);
            let far = foot.corners.iter().map(|at| i64::from(at.x) + i64::from(at.y)).min().unwrap_or(0);
            (near + far, block.from, foot, block)
        })
        .collect();
    order.sort_by_key(|(depth, from, ..)| (*depth, *from));
    let mut found = Vec::new();
    for (_, _, foot, block) in order {
        let clockwise = foot.signed_double_area() > 0;
        for edge in foot.edges() {
            let way = if clockwise { edge.way() } else { -edge.way() };
            // Outward of a clockwise outline lies to the left of the way.
            let out = Point::new(way.y, -way.x);
            if block.to > block.from && out.x + out.y > 0 {
                let corners = vec![
                    project(edge.a, block.from),
                    project(edge.b, block.from),
                    project(edge.b, block.to),
                    project(edge.a, block.to),
                ];
                let facing = if out.y >= out.x { Facing::Left } else { Facing::Right };
                found.push(Face { corners, facing, kind: block.kind });
            }
        }
        let top = foot.corners.iter().map(|at| project(*at, block.to)).collect();
        found.push(Face { corners: top, facing: Facing::Top, kind: block.kind });
    }
    found
}

/// An outline on the floor, in the picture.
pub fn flat(outline: &Polygon, quarter: u8) -> Polygon {
    Polygon::new(outline.corners.iter().map(|at| project(turned(*at, quarter), 0)).collect())
}

/// How far away a place is, seen from a quarter: smaller is farther.
pub const fn depth(point: Point, quarter: u8) -> i64 {
    let point = turned(point, quarter);
    point.x as i64 + point.y as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(x: i32, y: i32) -> Block {
        let foot = Polygon::rectangle(Point::new(x, y), 1000, 500);
        Block { foot, from: 0, to: 700, kind: 0 }
    }

    #[test]
    fn a_box_shows_three_faces_from_every_quarter() {
        for quarter in 0..4 {
            let found = faces(&[block(0, 0)], quarter);
            let facing: Vec<Facing> = found.iter().map(|face| face.facing).collect();
            assert_eq!(facing.len(), 3, "{quarter}");
            assert_eq!(facing[2], Facing::Top);
            assert!(facing.contains(&Facing::Left) && facing.contains(&Facing::Right));
        }
    }

    #[test]
    fn lengths_along_the_axes_are_true() {
        let found = faces(&[block(0, 0)], 0);
        let top = &found[2].corners;
        assert_eq!(whole(top[0].distance(top[1])), 1000);
        assert_eq!(whole(top[1].distance(top[2])), 500);
        assert_eq!(found[0].corners[0].y - found[0].corners[3].y, 700);
    }

    #[test]
    fn what_is_behind_is_painted_first_and_half_a_turn_changes_that() {
        let (behind, before) = (Block { kind: 1, ..block(0, 0) }, Block { kind: 2, ..block(0, 3000) });
        let kinds = |quarter| {
            let found = faces(&[before.clone(), behind.clone()], quarter);
            (found[0].kind, found[5].kind)
        };
        assert_eq!(kinds(0), (1, 2));
        assert_eq!(kinds(2), (2, 1));
    }
}
