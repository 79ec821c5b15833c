use super::{Angle, Bounds, Point, Polygon};

/// A rectangle turned about its middle: what a piece of furniture takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// The middle.
    pub centre: Point,
    /// Along its own x axis, mm.
    pub width: i32,
    /// Along its own y axis, mm; the back is at the side of small y, the front at the other.
    pub depth: i32,
    /// How far it is turned.
    pub angle: Angle,
}

impl Turned {
    /// The four corners, clockwise from back left.
    pub fn corners(&self) -> [Point; 4] {
        let (width, depth) = (f64::from(self.width) / 2.0, f64::from(self.depth) / 2.0);
        [(-width, -depth), (width, -depth), (width, depth), (-width, depth)].map(|(x, y)| self.place(x, y))
    }

    /// A place given in its own axes (mm from the middle), on the plan.
    pub fn place(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.angle.turn(x, y);
        Point::near(f64::from(self.centre.x) + x, f64::from(self.centre.y) + y)
    }

    /// A point of the plan in its own axes, mm from the middle.
    pub fn own(&self, point: Point) -> (f64, f64) {
        let way = point - self.centre;
        (-self.angle).turn(f64::from(way.x), f64::from(way.y))
    }

    /// Its outline.
    pub fn polygon(&self) -> Polygon {
        Polygon::new(self.corners().to_vec())
    }

    /// The upright box around it.
    pub fn bounds(&self) -> Bounds {
        let [first, rest @ ..] = self.corners();
        rest.into_iter().fold(Bounds { min: first, max: first }, Bounds::with)
    }

    /// Whether a point lies on it.
    pub fn contains(&self, point: Point) -> bool {
        let (x, y) = self.own(point);
        x.abs() * 2.0 <= f64::from(self.width) + 0.001 && y.abs() * 2.0 <= f64::from(self.depth) + 0.001
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_turned_by_a_quarter_stands_upright() {
        let table =
            Turned { centre: Point::new(1000, 1000), width: 1300, depth: 500, angle: Angle::degrees(90) };
        let bounds = table.bounds();
        assert_eq!((bounds.width(), bounds.height()), (500, 1300));
        assert!(table.contains(Point::new(1000, 1650)));
        assert!(!table.contains(Point::new(1300, 1000)));
    }

    #[test]
    fn a_place_and_back() {
        let table =
            Turned { centre: Point::new(-300, 40), width: 1300, depth: 500, angle: Angle::tenths(333) };
        let (x, y) = table.own(table.place(200.0, -100.0));
        assert!((x - 200.0).abs() < 1.0 && (y + 100.0).abs() < 1.0);
    }
}
