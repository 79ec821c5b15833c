use super::{Bounds, Point};

/// A straight line between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it starts.
    pub a: Point,
    /// Where it ends.
    pub b: Point,
}

impl Segment {
    /// A segment.
    pub const fn new(a: Point, b: Point) -> Self {
        Self { a, b }
    }

    /// The way from start to end.
    pub fn way(&self) -> Point {
        self.b - self.a
    }

    /// Its length, mm.
    pub fn length(&self) -> f64 {
        self.way().length()
    }

    /// The box around it.
    pub fn bounds(&self) -> Bounds {
        Bounds { min: self.a, max: self.a }.with(self.b)
    }

    /// The point `at` mm after the start, to the left of the way by `left` mm (as seen on the screen).
    pub fn point_at(&self, at: f64, left: f64) -> Point {
        let length = self.length();
        if length == 0.0 {
            return self.a;
        }
        let (x, y) = (f64::from(self.way().x) / length, f64::from(self.way().y) / length);
        Point::near(f64::from(self.a.x) + x * at + y * left, f64::from(self.a.y) + y * at - x * left)
    }

    /// How far after the start the point stands when it is dropped on the line, in mm; outside 0 to the length where it
    /// drops beside the segment. And how far to the left of the line it is.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
    pub fn coordinates(&self, point: Point) -> (f64, f64) {
        let (way, length) = (self.way(), self.length());
        if length == 0.0 {
            return (0.0, self.a.distance(point));
        }
        let to = point - self.a;
        (way.dot(to) as f64 / length, -(way.cross(to) as f64) / length)
    }

    /// The nearest point of the segment.
    pub fn nearest(&self, point: Point) -> Point {
        self.point_at(self.coordinates(point).0.min(self.length()).max(0.0), 0.0)
    }

    /// The distance from a point, mm.
    pub fn distance(&self, point: Point) -> f64 {
        let (along, left) = self.coordinates(point);
        let beyond = along - along.min(self.length()).max(0.0);
        if beyond == 0.0 { left.abs() } else { beyond.hypot(left) }
    }

    /// Whether the two cross or touch, ends included.
    pub fn meets(&self, other: &Self) -> bool {
        let side = |segment: &Self, point| segment.way().cross(point - segment.a).signum();
        let (a, b) = (side(self, other.a), side(self, other.b));
        let (c, d) = (side(other, self.a), side(other, self.b));
        if a == 0 && b == 0 && c == 0 && d == 0 {
            return self.bounds().meets(&other.bounds());
        }
        a * b <= 0 && c * d <= 0
    }

    /// Where the two infinite lines meet; `None` where they are parallel.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
    pub fn crossing(&self, other: &Self) -> Option<Point> {
        let (way, across) = (self.way(), other.way());
        let both = way.cross(across);
        if both == 0 {
            return None;
        }
        let share = (other.a - self.a).cross(across) as f64 / both as f64;
        Some(Point::near(
            f64::from(self.a.x) + f64::from(way.x) * share,
            f64::from(self.a.y) + f64::from(way.y) * share,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALL: Segment = Segment::new(Point::new(0, 0), Point::new(9000, 0));

    #[test]
    fn left_is_up_on_the_way_to_the_right() {
        assert_eq!(WALL.point_at(1000.0, 200.0), Point::new(1000, -200));
        assert_eq!(WALL.coordinates(Point::new(1000, -200)), (1000.0, 200.0));
    }

    #[test]
    fn distances_count_the_ends() {
        assert_eq!(crate::geometry::whole(WALL.distance(Point::new(4000, 300))), 300);
        assert_eq!(crate::geometry::whole(WALL.distance(Point::new(9300, 400))), 500);
        assert_eq!(WALL.nearest(Point::new(9300, 400)), Point::new(9000, 0));
    }

    #[test]
    fn crossing_and_touching() {
        let across = Segment::new(Point::new(100, -100), Point::new(100, 100));
        let beside = Segment::new(Point::new(0, 10), Point::new(9000, 10));
        let touching = Segment::new(Point::new(9000, 0), Point::new(9000, 500));
        assert!(WALL.meets(&across) && WALL.meets(&touching) && !WALL.meets(&beside));
        assert_eq!(WALL.crossing(&across), Some(Point::new(100, 0)));
        assert_eq!(WALL.crossing(&beside), None);
        let behind = Segment::new(Point::new(9001, 0), Point::new(9500, 0));
        assert!(!WALL.meets(&behind));
    }
}
