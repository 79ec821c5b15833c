//! A zone furnished after its variation: as many of each piece as its people need, where they fit.
//!
//! Places are tried in the order of the arrangement and taken where the piece lies wholly in the zone and leaves the free
//! way that people need to the others. What does not fit is told, not squeezed in.

use greffon_archiclasse_catalogue::variation::{Arrange, Part, Variation};
use greffon_archiclasse_catalogue::{Catalogue, Family, Mount, Piece as Known};
use greffon_archiclasse_plan::Order as _;
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
/// Between a seat and its table or its neighbour, mm.
const BETWEEN: i32 = 20;

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
    let taken = plan.pieces.iter().map(|(_, piece)| (piece.clone(), stands(catalogue, piece))).collect();
    let mut room = Room { id, zone, middle: bounds, taken, made: Vec::new() };
    let known = |(part, count): (&Part, u32)| {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        Some(Wish { arrange: part.arrange, known: catalogue.piece(&part.piece)?, count })
    };
    let mut wishes: Vec<Wish<'_>> = variation.quantities(heads).filter_map(known).collect();
    // What belongs to the front or to a wall has one place; what stands in the middle has many.
    wishes.order_by_key(|wish| rank(wish.arrange));
    let mut rest = wishes.as_slice();
    while let [wish, after @ ..] = rest {
        rest = match after {
            [seats, after @ ..] if wish.is_sat_at_by(seats) => {
                room.place_with_seats(wish, seats);
                after
            }
            _ => {
                room.place(wish, if rank(wish.arrange) == 2 { room.middle } else { bounds });
                after
            }
        };
    }
    let edits = room.made.into_iter().map(|piece| {
        let name = Ref::new(Kind::Piece, names.fresh());
        Edit::set(name, Object::Piece(piece))
    });
    Furnished { edits: edits.collect(), wanted: wishes.iter().map(|wish| wish.count).sum() }
}

/// So many of a piece, arranged.
#[derive(Debug)]
struct Wish<'a> {
    arrange: Arrange,
    known: &'a Known,
    count: usize,
}

impl Wish<'_> {
    /// Whether these are the seats of these tables.
    fn is_sat_at_by(&self, seats: &Self) -> bool {
        self.arrange == seats.arrange
            && matches!(self.arrange, Arrange::Islands | Arrange::Rows)
            && matches!(self.known.family, Family::Table | Family::Lab | Family::Desk)
            && seats.known.family == Family::Seat
    }
}

/// A zone that is being furnished.
#[derive(Debug)]
struct Room<'a> {
    id: Id,
    zone: &'a Zone,
    /// What is left for rows and islands: not the strip in front.
    middle: Bounds,
    /// What stands there, each with whether it takes floor.
    taken: Vec<(Piece, bool)>,
    made: Vec<Piece>,
}

impl Room<'_> {
    /// Places as many as find room.
    fn place(&mut self, wish: &Wish<'_>, within: Bounds) {
        let on_floor = wish.known.mount == Mount::Floor;
        let mut left = wish.count;
        for (at, turn) in places(wish.arrange, within, wish.known.width, wish.known.depth) {
            if left == 0 {
                break;
            }
            let piece = piece(wish.known, self.id, at, turn);
            if fits(self.zone, &piece, on_floor, wish.arrange, &self.taken) {
                if on_floor && wish.arrange == Arrange::Front {
                    // Rows begin behind what stands in front.
                    self.middle.min.y = self.middle.min.y.max(piece.footprint().bounds().max.y + WAY);
                }
                self.put(piece, on_floor);
                left -= 1;
            }
        }
    }

    /// Places tables, each with its share of the seats around it. Seats stay at their table.
    fn place_with_seats(&mut self, tables: &Wish<'_>, seats: &Wish<'_>) {
        let (table, seat) = (tables.known, seats.known);
        let (mut left, mut sitting) = (tables.count, seats.count);
        let share = seats.count.div_ceil(tables.count.max(1));
        let around = seats_around(table, seat, share, tables.arrange);
        let outline = around.iter().map(|(at, turn)| piece(seat, self.id, *at, *turn).footprint().bounds());
        let size = Point::new(table.width / 2, table.depth / 2);
        let block = outline.fold(Bounds { min: -size, max: size }, Bounds::joined);
        for (at, _) in places(tables.arrange, self.middle, block.width(), block.height()) {
            if left == 0 {
                break;
            }
            let at = at - block.centre();
            let mut group = vec![piece(table, self.id, at, Angle::ZERO)];
            let taken = around.iter().take(sitting);
            group.extend(taken.map(|(by, turn)| piece(seat, self.id, at + *by, *turn)));
            if group.iter().all(|piece| fits(self.zone, piece, true, tables.arrange, &self.taken)) {
                left -= 1;
                sitting -= group.len() - 1;
                for piece in group {
                    self.put(piece, true);
                }
            }
        }
    }

    fn put(&mut self, piece: Piece, on_floor: bool) {
        self.made.push(piece.clone());
        self.taken.push((piece, on_floor));
    }
}

/// Places of so many seats around a table whose middle is the origin, each looking at it: along the sides, then at the
/// ends. In rows everybody sits behind the table while there is room.
fn seats_around(table: &Known, seat: &Known, count: usize, arrange: Arrange) -> Vec<(Point, Angle)> {
    let fit = |length: i32| usize::try_from(length / (seat.width + BETWEEN)).unwrap_or(0);
    let (along, across) = (fit(table.width).max(1), fit(table.depth).max(1));
    let out = |side: i32| side / 2 + seat.depth / 2 + BETWEEN;
    // Behind, in front, left, right: how many, and where they look.
    let mut sides = [(0, 180), (0, 0), (0, 270), (0, 90)];
    let order: &[usize] = if arrange == Arrange::Rows { &[0, 2, 3, 1] } else { &[0, 1, 2, 3] };
    let room = |side: usize| if side < 2 { along } else { across };
    for _ in 0..count {
        // Where fewest sit; the ends only when the sides are full.
        let free = order.iter().copied().filter(|side| sides[*side].0 < room(*side));
        let best = if arrange == Arrange::Rows {
            free.clone().next()
        } else {
            free.min_by_key(|side| (*side / 2, sides[*side].0))
        };
        let Some(side) = best else { break };
        sides[side].0 += 1;
    }
    let mut found = Vec::new();
    for (side, (sit, look)) in sides.into_iter().enumerate() {
        let length = if side < 2 { table.width } else { table.depth };
        let sit = i32::try_from(sit).unwrap_or(0);
        for place in 0..sit {
            let step = length * (2 * place + 1) / (2 * sit) - length / 2;
            let at = match side {
                0 => Point::new(step, out(table.depth)),
                1 => Point::new(step, -out(table.depth)),
                2 => Point::new(-out(table.width), step),
                _ => Point::new(out(table.width), step),
            };
            found.push((at, Angle::degrees(look)));
        }
    }
    found
}

/// Which arrangements come first: at the front, along walls, in the middle, and last what has no place of its own.
const fn rank(arrange: Arrange) -> u8 {
    match arrange {
        Arrange::Front => 0,
        Arrange::Walls | Arrange::Fixed => 1,
        Arrange::Rows | Arrange::Islands => 2,
        Arrange::Arc | Arrange::Circle | Arrange::U => 3,
        Arrange::Scatter => 4,
    }
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

/// Wholly in the zone, and a way apart from what stands there; what stands in a line may touch its like.
fn fits(zone: &Zone, piece: &Piece, on_floor: bool, arrange: Arrange, taken: &[(Piece, bool)]) -> bool {
    let corners = piece.footprint().corners();
    if !corners.iter().all(|corner| zone.outline.contains(*corner)) {
        return false;
    }
    let close = !matches!(arrange, Arrange::Rows | Arrange::Islands | Arrange::Scatter);
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
fn places(arrange: Arrange, zone: Bounds, width: i32, depth: i32) -> Vec<(Point, Angle)> {
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
    order.order_by_key(|column| (2 * column - columns + 1).abs());
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
        steps.order_by_key(|step| (2 * step - count).abs());
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
            // A hall of 144 m² has room for the fewest people of each.
            assert_eq!(done.edits.len(), done.wanted, "{}", variation.id);
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
