use super::{Bounds, Point, Segment};
use crate::Order as _;

/// A closed line of corners, in either direction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polygon {
    /// The corners; the last is joined to the first.
    pub corners: Vec<Point>,
}

impl Polygon {
    /// A polygon.
    pub const fn new(corners: Vec<Point>) -> Self {
        Self { corners }
    }

    /// An upright rectangle, clockwise from the upper left.
    pub fn rectangle(corner: Point, width: i32, height: i32) -> Self {
        let to = corner + Point::new(width, height);
        Self::new(vec![corner, Point::new(to.x, corner.y), to, Point::new(corner.x, to.y)])
    }

    /// The edges, each from its corner to the next.
    pub fn edges(&self) -> impl Iterator<Item = Segment> + '_ {
        let next = self.corners.iter().cycle().skip(1);
        self.corners.iter().zip(next).map(|(a, b)| Segment::new(*a, *b))
    }

    /// Twice the area with a sign (shoelace formula): above 0 where the corners go clockwise as seen. mm².
    pub fn signed_double_area(&self) -> i64 {
        // Seen from one of its corners, so that sums stay small far from the origin.
        let Some(first) = self.corners.first() else { return 0 };
        self.edges().map(|edge| (edge.a - *first).cross(edge.b - *first)).sum()
    }

    /// The area, mm².
    pub fn area(&self) -> i64 {
        self.signed_double_area().abs() / 2
    }

    /// The length of its outline, mm.
    pub fn perimeter(&self) -> f64 {
        self.edges().map(|edge| edge.length()).sum()
    }

    /// The box around it.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.corners.iter().copied())
    }

    /// Whether a point lies in it, the outline included.
    pub fn contains(&self, point: Point) -> bool {
        let mut inside = false;
        for edge in self.edges() {
            let side = edge.way().cross(point - edge.a);
            if side == 0 && edge.bounds().contains(point) {
                return true;
            }
            if (edge.a.y > point.y) != (edge.b.y > point.y) && (side > 0) == (edge.b.y > edge.a.y) {
                inside = !inside;
            }
        }
        inside
    }

    /// Whether no two edges cross or touch except neighbours at their corner, and no edge has no length.
    pub fn is_simple(&self) -> bool {
        let edges: Vec<Segment> = self.edges().collect();
        let count = edges.len();
        if count < 3 || edges.iter().any(|edge| edge.a == edge.b) {
            return false;
        }
        (0..count).all(|one| {
            (one + 1..count).all(|other| {
                let (first, second) = (edges[one], edges[other]);
                if other == one + 1 {
                    !folds_back(first, second)
                } else if one == 0 && other == count - 1 {
                    !folds_back(second, first)
                } else {
                    !first.meets(&second)
                }
            })
        })
    }

    /// Whether every corner turns the same way.
    pub fn is_convex(&self) -> bool {
        let ways: Vec<Point> = self.edges().map(|edge| edge.way()).collect();
        let next = ways.iter().cycle().skip(1);
        let mut turns = ways.iter().zip(next).map(|(way, next)| way.cross(*next).signum());
        let mut seen = 0;
        self.is_simple()
            && turns.all(|turn| {
                turn == 0
                    || seen == 0 && {
                        seen = turn;
                        true
                    }
                    || turn == seen
            })
    }

    /// The centre of its area; the centre of its box where it has none.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
    pub fn centroid(&self) -> Point {
        let Some(origin) = self.corners.first().copied() else { return Point::default() };
        let double = self.signed_double_area();
        if double == 0 {
            return self.bounds().map_or(origin, |bounds| bounds.centre());
        }
        let (mut x, mut y) = (0.0, 0.0);
        for edge in self.edges() {
            let (a, b) = (edge.a - origin, edge.b - origin);
            let weight = a.cross(b) as f64;
            x += f64::from(a.x + b.x) * weight;
            y += f64::from(a.y + b.y) * weight;
        }
        let whole = 3.0 * double as f64;
        origin + Point::near(x / whole, y / whole)
    }

    /// A point well inside: the centre, or the middle of the widest stretch on a line through the corners' heights.
    pub fn inner_point(&self) -> Point {
        let centre = self.centroid();
        if self.contains(centre) && self.edges().all(|edge| edge.distance(centre) > 1.0) {
            return centre;
        }
        let mut heights: Vec<i32> = self.corners.iter().map(|corner| corner.y).collect();
        heights.order();
        heights.dedup();
        let lines = heights.windows(2).map(|pair| i32::midpoint(pair[0], pair[1]));
        lines
            .filter_map(|y| self.widest(y))
            .max_by_key(|(width, _)| *width)
            .map_or(centre, |(_, point)| point)
    }

    /// The widest stretch inside at that height, and its middle.
    fn widest(&self, y: i32) -> Option<(i32, Point)> {
        let line = Segment::new(Point::new(0, y), Point::new(1, y));
        let mut cuts: Vec<i32> = self
            .edges()
            .filter(|edge| (edge.a.y > y) != (edge.b.y > y))
            .filter_map(|edge| edge.crossing(&line).map(|point| point.x))
            .collect();
        cuts.order();
        cuts.chunks_exact(2)
            .map(|pair| (pair[1] - pair[0], Point::new(i32::midpoint(pair[0], pair[1]), y)))
            .max_by_key(|(width, _)| *width)
    }

    /// This polygon, moved.
    #[must_use]
    pub fn moved(&self, by: Point) -> Self {
        Self::new(self.corners.iter().map(|corner| *corner + by).collect())
    }
}

/// Whether the second edge runs back over the first.
fn folds_back(first: Segment, second: Segment) -> bool {
    first.way().cross(second.way()) == 0 && first.way().dot(second.way()) < 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn polygon(corners: &[(i32, i32)]) -> Polygon {
        Polygon::new(corners.iter().map(|(x, y)| Point::new(*x, *y)).collect())
    }

    #[test]
    fn a_classroom_of_9_by_6_80_has_61_20_square_metres() {
        let room = Polygon::rectangle(Point::new(0, 0), 9000, 6800);
        assert_eq!(room.area(), 61_200_000);
        assert_eq!(crate::geometry::whole(room.perimeter()), 31_600);
        assert_eq!(room.centroid(), Point::new(4500, 3400));
        assert!(room.is_convex());
    }

    #[test]
    fn an_l_has_its_inner_point_inside() {
        let room = polygon(&[(0, 0), (10_000, 0), (10_000, 1000), (1000, 1000), (1000, 9000), (0, 9000)]);
        assert!(!room.contains(room.centroid()));
        assert!(room.contains(room.inner_point()));
        assert!(room.is_simple() && !room.is_convex());
    }

    #[test]
    fn a_bow_tie_is_not_simple() {
        assert!(!polygon(&[(0, 0), (1000, 1000), (1000, 0), (0, 1000)]).is_simple());
        assert!(!polygon(&[(0, 0), (1000, 0)]).is_simple());
        assert!(!polygon(&[(0, 0), (1000, 0), (500, 0), (500, 500)]).is_simple());
        assert!(!polygon(&[(0, 0), (0, 0), (500, 0), (500, 500)]).is_simple());
    }

    #[test]
    fn the_outline_belongs_to_it() {
        let room = Polygon::rectangle(Point::new(0, 0), 100, 100);
        for (x, y, inside) in
            [(0, 0, true), (50, 100, true), (100, 50, true), (50, 50, true), (101, 50, false)]
        {
            assert_eq!(room.contains(Point::new(x, y)), inside, "{x} {y}");
        }
    }

    proptest! {
        #[test]
        fn an_inner_point_of_any_triangle_lies_in_it(
            (ax, ay, bx, by, cx, cy) in (-9000..9000, -9000..9000, -9000..9000, -9000..9000, -9000..9000, -9000..9000)
        ) {
            let triangle = polygon(&[(ax, ay), (bx, by), (cx, cy)]);
            // A sliver thinner than a millimetre may have no whole point inside.
            prop_assume!(triangle.area() > 100_000);
            prop_assert!(triangle.contains(triangle.inner_point()));
        }

        #[test]
        fn turning_it_round_changes_nothing_but_the_sign(width in 1..20_000, height in 1..20_000) {
            let one = Polygon::rectangle(Point::new(-7, 3), width, height);
            let mut other = one.clone();
            other.corners.reverse();
            prop_assert_eq!(one.signed_double_area(), -other.signed_double_area());
            prop_assert_eq!(one.area(), i64::from(width) * i64::from(height));
        }
    }
}
