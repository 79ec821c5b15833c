//! Two convex outlines: how deep they overlap, or how far apart they are.

use super::{Point, Segment, whole};

/// How far two outlines overlap, and the shortest way out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// How far, mm.
    pub depth: f64,
    /// The shortest way that takes the first off the second: at least `depth` mm long.
    pub way_out: Point,
}

/// How deep two convex outlines overlap, by the separating axis theorem; `None` where they only touch or are apart.
#[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
pub fn overlap(first: &[Point], second: &[Point]) -> Option<Overlap> {
    let mut best: Option<(f64, f64, f64)> = None;
    for (corners, next) in
        [first, second].into_iter().flat_map(|outline| outline.iter().zip(outline.iter().cycle().skip(1)))
    {
        let way = *next - *corners;
        let length = way.length();
        if length == 0.0 {
            continue;
        }
        let normal = Point::new(way.y, -way.x);
        let (near, far) = reach(first, normal);
        let (start, end) = reach(second, normal);
        if far <= start || end <= near {
            return None;
        }
        // Out by the end where less is in.
        let (forward, back) = ((end - near) as f64 / length, (far - start) as f64 / length);
        let (depth, sign) = if forward < back { (forward, 1.0) } else { (back, -1.0) };
        if best.is_none_or(|(least, ..)| depth < least) {
            best = Some((depth, sign * f64::from(normal.x) / length, sign * f64::from(normal.y) / length));
        }
    }
    best.map(|(depth, x, y)| Overlap { depth, way_out: Point::new(outward(x * depth), outward(y * depth)) })
}

/// The whole millimetre away from 0, so that the way out is never too short; what is none but for rounding stays 0.
fn outward(value: f64) -> i32 {
    let size = whole((value.abs() - 1e-6).ceil());
    if value < 0.0 { -size } else { size }
}

/// The distance between two convex outlines, mm; 0 where they overlap or touch.
pub fn gap(first: &[Point], second: &[Point]) -> f64 {
    if overlap(first, second).is_some() {
        return 0.0;
    }
    let between = |corners: &[Point], outline: &[Point]| {
        let edges = || outline.iter().zip(outline.iter().cycle().skip(1)).map(|(a, b)| Segment::new(*a, *b));
        corners.iter().flat_map(|corner| edges().map(|edge| edge.distance(*corner))).fold(f64::MAX, f64::min)
    };
    between(first, second).min(between(second, first))
}

/// The smallest and the greatest dot product with an axis.
fn reach(outline: &[Point], axis: Point) -> (i64, i64) {
    outline
        .iter()
        .map(|corner| axis.dot(*corner))
        .fold((i64::MAX, i64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Angle, Polygon, Turned};
    use super::*;

    fn square(x: i32, y: i32) -> Vec<Point> {
        Polygon::rectangle(Point::new(x, y), 700, 500).corners
    }

    #[test]
    fn depth_and_way_out() {
        let found = overlap(&square(0, 0), &square(580, 100)).expect("120 mm");
        assert_eq!((found.depth, found.way_out), (120.0, Point::new(-120, 0)));
        assert_eq!(overlap(&square(0, 0), &square(700, 0)), None, "side by side");
        assert_eq!(crate::geometry::whole(gap(&square(0, 0), &square(700, 0))), 0);
        assert_eq!(crate::geometry::whole(gap(&square(0, 0), &square(1600, 0))), 900);
        assert_eq!(crate::geometry::whole(gap(&square(0, 0), &square(1000, 900))), 500);
    }

    proptest! {
        #[test]
        fn the_way_out_leads_out(x in -600..600, y in -600..600, one in 0..3600, other in 0..3600) {
            let piece = |centre, angle| Turned { centre, width: 1300, depth: 500, angle: Angle::tenths(angle) };
            let (first, second) = (piece(Point::default(), one), piece(Point::new(x, y), other));
            if let Some(found) = overlap(&first.corners(), &second.corners()) {
                let moved = Turned { centre: first.centre + found.way_out, ..first };
                // Corners stand on whole millimetres, so what is left may be a rounding.
                let left = overlap(&moved.corners(), &second.corners()).map_or(0.0, |left| left.depth);
                prop_assert!(left <= 2.0, "{left}");
            }
        }
    }
}
