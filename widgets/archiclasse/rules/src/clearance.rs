//! How wide the way is at a point, measured on the outlines themselves and not in cells.

use greffon_archiclasse_plan::{Bounds, Id, Point, Segment};

use crate::scene::{Scene, Site};

/// What a way passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A wall.
    Wall,
    /// A piece.
    Piece(Id),
}

/// Where a way is narrow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// How wide, mm.
    pub width: f64,
    /// The point on the first side.
    pub from: Point,
    /// The point on the second side.
    pub to: Point,
    /// What stands on both sides.
    pub sides: [Side; 2],
}

/// Wider than that, nothing is asked, mm.
const REACH: i32 = 1600;

/// The nearest point of everything around.
fn around(scene: &Scene, site: &Site, at: Point) -> Vec<(Side, Point)> {
    let near = |outline: &[Point]| {
        let edges = outline.iter().zip(outline.iter().cycle().skip(1));
        edges
            .map(|(a, b)| Segment::new(*a, *b).nearest(at))
            .min_by(|one, other| one.distance(at).total_cmp(&other.distance(at)))
    };
    let mut found: Vec<(Side, Point)> =
        site.floor.edges().map(|edge| (Side::Wall, edge.nearest(at))).collect();
    let bounds = Bounds { min: at, max: at }.grown(REACH);
    for (_, thing) in scene.near(&bounds) {
        for block in thing.obstacles().filter(|block| block.bounds.meets(&bounds)) {
            found.extend(near(&block.outline).map(|point| (Side::Piece(thing.id), point)));
        }
    }
    found.retain(|(_, point)| point.distance(at) <= f64::from(REACH));
    found
}

/// The narrowest way between two things on opposite sides of a point; `None` where nothing stands on both sides.
pub fn gap_at(scene: &Scene, site: &Site, at: Point) -> Option<Gap> {
    let around = around(scene, site, at);
    let mut narrowest: Option<Gap> = None;
    for (number, (one, from)) in around.iter().enumerate() {
        for (other, to) in &around[number + 1..] {
            // Opposite: seen from the point, more than a right angle apart.
            if (*from - at).dot(*to - at) >= 0 {
                continue;
            }
            let width = from.distance(*to);
            if narrowest.is_none_or(|gap| width < gap.width) {
                narrowest = Some(Gap { width, from: *from, to: *to, sides: [*one, *other] });
            }
        }
    }
    narrowest
}

/// The distance to the nearest thing or wall, mm; at most 1.60 m.
pub fn distance_at(scene: &Scene, site: &Site, at: Point) -> f64 {
    around(scene, site, at).iter().map(|(_, point)| point.distance(at)).fold(f64::from(REACH), f64::min)
}

/// The largest distance to everything within 5 cm of a point, and where: a circle that does not quite fit into the
/// cells may fit beside them.
pub fn best_near(scene: &Scene, site: &Site, at: Point) -> (f64, Point) {
    let mut best = (distance_at(scene, site, at), at);
    for step in [20, 5, 1] {
        loop {
            let centre = best.1;
            let ways = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];
            let better = ways
                .into_iter()
                .map(|(x, y)| centre + Point::new(x * step, y * step))
                .filter(|point| point.distance(at) <= 100.0 && site.floor.contains(*point))
                .map(|point| (distance_at(scene, site, point), point))
                .max_by(|one, other| one.0.total_cmp(&other.0));
            match better {
                Some(found) if found.0 > best.0 => best = found,
                _ => break,
            }
        }
    }
    best
}
