//! A zone furnished after its variation: as many of each piece as its people need, where they fit.
//!
//! Places are tried in the order of the arrangement and taken where the piece lies wholly in the zone and leaves the free
//! way that people need to the others. What does not fit is told, not squeezed in.

use greffon_archiclasse_catalogue::variation::{Arrange, Variation};
use greffon_archiclasse_catalogue::{Catalogue, Mount, Piece as Known};
use greffon_archiclasse_plan::geometry::{Bounds, gap, whole};
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::zone::Zone;
use greffon_archiclasse_plan::{Angle, Id, Kind, Names, Object, Plan, Point, Ref};

use crate::edit::Edit;

/// What came of furnishing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Furnished {
    /// The pieces that were put in.
    pub edits: Vec<Edit>,
    /// How many pieces the variation asks for.
    pub wanted: usize,
}

/// The free way between pieces, mm: people pass sideways or one behind the other, as in usual classrooms.
const WAY: i32 = 600;
/// Steps of tried places, mm.
const STEP: i32 = 100;

/// Furnishes a zone for its people, beside what stands there already. Empty without a zone or a variation.
pub fn furnish(
    plan: &Plan,
    id: Id,
    catalogue: &Catalogue,
    variation: &Variation,
    names: &mut Names,
) -> Furnished {
    let Some(zone) = plan.zones.get(id) else { return Furnished::default() };
    let Some(bounds) = zone.outline.bounds() else { return Furnished::default() };
    let heads = u32::try_from(zone.heads).unwrap_or(0).max(variation.people.0);
    let mut taken: Vec<(Piece, bool)> =
        plan.pieces.iter().map(|(_, piece)| (piece.clone(), stands(catalogue, piece))).collect();
    let mut done = Furnished::default();
    for (part, count) in variation.quantities(heads) {
        let Some(known) = catalogue.piece(&part.piece) else { continue };
        let mut left = usize::try_from(count).unwrap_or(usize::MAX);
        done.wanted += left;
        let on_floor = known.mount == Mount::Floor;
        for (at, turn) in places(part.arrange, bounds, known) {
            if left == 0 {
                break;
            }
            let piece = piece(known, id, at, turn);
            if fits(zone, &piece, on_floor, part.arrange, &taken) {
                let name = Ref::new(Kind::Piece, names.fresh());
                done.edits.push(Edit::set(name, Object::Piece(piece.clone())));
                taken.push((piece, on_floor));
                left -= 1;
            }
        }
    }
    done
}

/// Whether a piece takes floor; one that no catalogue knows does.
fn stands(catalogue: &Catalogue, piece: &Piece) -> bool {
    catalogue.piece(&piece.item).is_none_or(|known| known.mount == Mount::Floor)
}

fn piece(known: &Known, zone: Id, at: Point, turn: Angle) -> Piece {
    Piece {
        item: known.id.clone(),
        at,
        turn,
        size: Size { width: known.width, depth: known.depth, height: known.height.max(10) },
        above: known.elevation,
        zone: Some(zone),
        group: None,
        locked: false,
        ownership: Ownership::ToBuy,
        name: String::new(),
    }
}

/// Wholly in the zone, and a way apart from what stands there; what stands along walls may touch its like.
fn fits(zone: &Zone, piece: &Piece, on_floor: bool, arrange: Arrange, taken: &[(Piece, bool)]) -> bool {
    let corners = piece.footprint().corners();
    if !corners.iter().all(|corner| zone.outline.contains(*corner)) {
        return false;
    }
    let close =
        matches!(arrange, Arrange::Walls | Arrange::Fixed | Arrange::Arc | Arrange::Circle | Arrange::U);
    let reach = piece.footprint().bounds().grown(WAY);
    taken.iter().filter(|(_, floor)| *floor == on_floor).all(|(other, _)| {
        let foot = other.footprint();
        if !foot.bounds().meets(&reach) {
            return true;
        }
        let needed = if close && other.item == piece.item { 0.0 } else { f64::from(WAY) };
        let needed = if on_floor { needed } else { 0.0 };
        let apart = gap(&corners, &foot.corners());
        // Touching is apart enough where no way is needed, overlapping is not.
        apart >= needed
            && (apart > 0.0
                || greffon_archiclasse_plan::geometry::overlap(&corners, &foot.corners()).is_none())
    })
}

/// Places to try for an arrangement, the best first. The front of a zone is its upper side.
fn places(arrange: Arrange, zone: Bounds, known: &Known) -> Vec<(Point, Angle)> {
    let (width, depth) = (known.width, known.depth);
    match arrange {
        Arrange::Rows | Arrange::Islands | Arrange::Scatter => grid(zone, width, depth),
        Arrange::Walls => along_edges(zone, width, depth, &[2, 3, 1, 0]),
        Arrange::Front => along_edges(zone, width, depth, &[0]),
        Arrange::Fixed => along_edges(zone, width, depth, &[2, 0, 3, 1]),
        Arrange::U => along_edges(zone.grown(-WAY), width, depth, &[3, 2, 1]),
        Arrange::Arc => {
            let front = Point::new(zone.centre().x, zone.min.y);
            rings(front, zone, width, depth, (0, 180))
        }
        Arrange::Circle => rings(zone.centre(), zone, width, depth, (0, 360)),
    }
}

/// Rows from the front to the back, each from the middle outwards.
fn grid(zone: Bounds, width: i32, depth: i32) -> Vec<(Point, Angle)> {
    let (across, down) = (width + WAY, depth + WAY);
    let columns = ((zone.width() + WAY) / across).max(0);
    let rows = ((zone.height() + WAY) / down).max(0);
    let left = zone.centre().x - (columns * across - WAY) / 2 + width / 2;
    // The first row leaves a way to the front.
    let top = zone.min.y + ((zone.height() - (rows * down - WAY)) / 2).max(0) + depth / 2;
    let mut order: Vec<i32> = (0..columns).collect();
    order.sort_by_key(|column| (2 * column - columns + 1).abs());
    let row = |row: i32| {
        order.iter().map(move |column| (Point::new(left + column * across, top + row * down), Angle::ZERO))
    };
    (0..rows).flat_map(row).collect()
}

/// Along the edges of a box, backs outwards; 0 is the upper one, then clockwise. The middle of each edge comes first.
fn along_edges(zone: Bounds, width: i32, depth: i32, edges: &[i32]) -> Vec<(Point, Angle)> {
    let mut found = Vec::new();
    for edge in edges {
        let length = if edge % 2 == 0 { zone.width() } else { zone.height() };
        let count = (length - width) / STEP;
        let mut steps: Vec<i32> = (0..=count.max(-1)).collect();
        steps.sort_by_key(|step| (2 * step - count).abs());
        for step in steps {
            let at = step * STEP + width / 2 + (length - width - count * STEP) / 2;
            let (x, y) = match edge {
                0 => (zone.min.x + at, zone.min.y + depth / 2),
                1 => (zone.max.x - depth / 2, zone.min.y + at),
                2 => (zone.min.x + at, zone.max.y - depth / 2),
                _ => (zone.min.x + depth / 2, zone.min.y + at),
            };
            found.push((Point::new(x, y), Angle::degrees(edge * 90)));
        }
    }
    found
}

/// Rings around a middle, from `from` to `to` degrees clockwise from the right; every front looks to the middle.
fn rings(middle: Point, zone: Bounds, width: i32, depth: i32, (from, to): (i32, i32)) -> Vec<(Point, Angle)> {
    let far = zone.width().max(zone.height());
    let mut found = Vec::new();
    let mut radius = 1200 + depth / 2;
    while radius < far {
        // Shoulder to shoulder on the ring, with a hand's breadth between.
        let step = (f64::from(width + 100) / f64::from(radius) * 180.0 / core::f64::consts::PI).max(1.0);
        let count = whole((f64::from(to - from) / step).floor()).max(1);
        for place in 0..count {
            let angle = f64::from(from) + (f64::from(place) + 0.5) * f64::from(to - from) / f64::from(count);
            let direction = Angle::tenths(whole(angle * 10.0));
            let (x, y) = direction.turn(f64::from(radius), 0.0);
            // Its own front points down the screen at no turn.
            found.push((middle + Point::near(x, y), direction + Angle::degrees(90)));
        }
        radius += depth + WAY;
    }
    found
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_catalogue::variation::Variations;
    use greffon_archiclasse_plan::Polygon;
    use greffon_archiclasse_plan::geometry::overlap;
    use greffon_archiclasse_plan::zone::Space;

    use super::*;

    fn plan_with(variation: &Variation, side: i32, heads: i32) -> (Plan, Id) {
        let mut plan = Plan::default();
        let zone = Zone {
            space: Space::Oasis,
            variation: variation.id.clone(),
            name: String::new(),
            outline: Polygon::rectangle(Point::new(500, 700), side, side),
            heads,
            activity: String::new(),
        };
        plan.zones.put(Id::of(1), zone);
        (plan, Id::of(1))
    }

    #[test]
    fn every_variation_is_furnished_in_its_zone_and_nothing_overlaps() {
        let catalogue = Catalogue::built_in();
        for variation in &Variations::built_in().all {
            let heads = i32::try_from(variation.people.0).unwrap();
            let (plan, zone) = plan_with(variation, 12_000, heads);
            let done = furnish(&plan, zone, &catalogue, variation, &mut Names::from_bits(1));
            assert!(!done.edits.is_empty(), "{}", variation.id);
            assert!(done.edits.len() <= done.wanted, "{}", variation.id);
            // A hall of 144 m² has room for the fewest people of each; a piece that wants a wall may find none free.
            assert!(done.edits.len() * 10 >= done.wanted * 9, "{}", variation.id);
            let pieces: Vec<&Piece> = done
                .edits
                .iter()
                .filter_map(|edit| match &edit.object {
                    Some(Object::Piece(piece)) => Some(piece),
                    _ => None,
                })
                .collect();
            let outline = &plan.zones.get(zone).unwrap().outline;
            for (at, piece) in pieces.iter().enumerate() {
                let corners = piece.footprint().corners();
                assert!(corners.iter().all(|corner| outline.contains(*corner)), "{}", variation.id);
                for other in &pieces[at + 1..] {
                    if stands(&catalogue, piece) == stands(&catalogue, other) {
                        let found = overlap(&corners, &other.footprint().corners());
                        assert_eq!(found, None, "{} {} {}", variation.id, piece.item, other.item);
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let catalogue = Catalogue::built_in();
        let variations = Variations::built_in();
        let variation = &variations.all[0];
        let (plan, zone) = plan_with(variation, 1000, 30);
        let done = furnish(&plan, zone, &catalogue, variation, &mut Names::from_bits(1));
        assert!(done.edits.len() < done.wanted);
    }
}
