//! Several pieces put in order: aligned, spread, side by side, in rows, arcs and islands.

use greffon_archiclasse_plan::Order as _;
use greffon_archiclasse_plan::geometry::{Bounds, whole};
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::{Angle, Id, Kind, Object, Plan, Point, Ref};

use crate::edit::Edit;
use crate::hit;

/// Which side or middle is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left edges.
    Left,
    /// The middles, one above the other.
    Centre,
    /// The right edges.
    Right,
    /// The upper edges.
    Top,
    /// The middles, in a row.
    Middle,
    /// The lower edges.
    Bottom,
}

/// Moves of objects so that their sides or middles are in line with the outermost.
pub fn align(plan: &Plan, names: &[Ref], side: Side) -> Vec<(Ref, Point)> {
    let Some(all) = hit::bounds_of(plan, names) else { return Vec::new() };
    let shift = |own: Bounds| match side {
        Side::Left => Point::new(all.min.x - own.min.x, 0),
        Side::Centre => Point::new(all.centre().x - own.centre().x, 0),
        Side::Right => Point::new(all.max.x - own.max.x, 0),
        Side::Top => Point::new(0, all.min.y - own.min.y),
        Side::Middle => Point::new(0, all.centre().y - own.centre().y),
        Side::Bottom => Point::new(0, all.max.y - own.max.y),
    };
    each(plan, names).into_iter().map(|(name, own)| (name, shift(own))).collect()
}

/// Moves so that the gaps between objects are equal, the outermost staying; `upright` spreads them downwards. With
/// `touching`, the first stays and the others follow side by side.
pub fn spread(plan: &Plan, names: &[Ref], upright: bool, touching: bool) -> Vec<(Ref, Point)> {
    let along = |point: Point| if upright { point.y } else { point.x };
    let mut rows = each(plan, names);
    rows.order_by_key(|(_, own)| along(own.min));
    let (Some((_, first)), Some(last)) = (rows.first(), rows.iter().map(|(_, own)| along(own.max)).max())
    else {
        return Vec::new();
    };
    let taken: i32 = rows.iter().map(|(_, own)| along(own.max) - along(own.min)).sum();
    let gaps = i32::try_from(rows.len()).unwrap_or(i32::MAX) - 1;
    let free = last - along(first.min) - taken;
    let mut next = along(first.min);
    let mut moves = Vec::new();
    for (place, (name, own)) in rows.iter().enumerate() {
        let place = i32::try_from(place).unwrap_or(i32::MAX);
        // The rounding of each gap is given to the next, so that the last one ends where it was.
        let gap = if touching || gaps == 0 { 0 } else { free * place / gaps };
        let by = next + gap - along(own.min);
        moves.push((*name, if upright { Point::new(0, by) } else { Point::new(by, 0) }));
        next += along(own.max) - along(own.min);
    }
    moves
}

fn each(plan: &Plan, names: &[Ref]) -> Vec<(Ref, Bounds)> {
    names.iter().filter_map(|name| hit::bounds(plan, *name).map(|bounds| (*name, bounds))).collect()
}

/// A parametric arrangement of one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Columns and rows with free ways between them, mm.
    Rows {
        /// Beside each other.
        columns: i32,
        /// Behind each other.
        rows: i32,
        /// Between columns, mm.
        aside: i32,
        /// Between rows, mm.
        behind: i32,
    },
    /// So many on a part of a circle, all turned to its middle.
    Arc {
        /// How many.
        count: i32,
        /// Radius to the middle of the pieces, mm.
        radius: i32,
        /// How much of the circle, degrees.
        degrees: i32,
    },
    /// Islands of tables that touch, two by two face to face.
    Islands {
        /// How many islands.
        count: i32,
        /// How many tables each.
        tables: i32,
        /// How many islands beside each other.
        columns: i32,
        /// Free way between islands, mm.
        way: i32,
    },
}

/// Most pieces of one arrangement.
pub const MOST: i32 = 200;

/// Copies of a piece after a pattern, the first place that of the piece itself; their front looks where its front looks.
/// Every copy of an island gets the group that `group` gives for it.
pub fn repeat(piece: &Piece, pattern: Pattern, mut group: impl FnMut() -> Id) -> Vec<Piece> {
    let (width, depth) = (piece.size.width, piece.size.depth);
    let mut made = Vec::new();
    let mut add = |x: i32, y: i32, turn: Angle, group: Option<Id>| {
        let at = piece.at + piece.turn.turned(Point::new(x, y));
        made.push(Piece { at, turn: piece.turn + turn, group, ..piece.clone() });
    };
    match pattern {
        Pattern::Rows { columns, rows, aside, behind } => {
            let columns = columns.clamp(1, MOST);
            for row in 0..rows.clamp(1, MOST / columns) {
                for column in 0..columns {
                    add(column * (width + aside), row * (depth + behind), Angle::ZERO, piece.group);
                }
            }
        }
        Pattern::Arc { count, radius, degrees } => {
            let count = count.clamp(1, MOST);
            // A whole circle has as many steps as pieces, a part of one fewer.
            let steps = if degrees >= 360 { count } else { (count - 1).max(1) };
            for place in 0..count {
                let turn = Angle::tenths(place * degrees.clamp(0, 360) * 10 / steps);
                // The middle lies in front of the first piece.
                let (x, y) = turn.turn(0.0, -f64::from(radius));
                add(whole(x), whole(y) + radius, turn, piece.group);
            }
        }
        Pattern::Islands { count, tables, columns, way } => {
            let tables = tables.clamp(1, 12);
            let (count, columns) = (count.clamp(1, MOST / tables), columns.max(1));
            let pairs = (tables + 1) / 2;
            for island in 0..count {
                let id = group();
                let left = island % columns * (pairs * width + way);
                let top = island / columns * (2 * depth + way);
                for table in 0..tables {
                    // Face to face: the upper one looks down, the lower one up.
                    let lower = table % 2;
                    let turn = Angle::degrees(lower * 180);
                    add(left + table / 2 * width, top + lower * depth, turn, Some(id));
                }
            }
        }
    }
    made
}

/// The first piece as it becomes, and its copies under fresh names.
pub fn repeated(
    plan: &Plan,
    id: Id,
    pattern: Pattern,
    names: &mut greffon_archiclasse_plan::Names,
) -> Vec<Edit> {
    let Some(piece) = plan.pieces.get(id) else { return Vec::new() };
    let mut groups = names.clone();
    // Groups and copies draw from one row of names.
    let made = repeat(piece, pattern, || groups.fresh());
    *names = groups;
    let mut own = Some(id);
    made.into_iter()
        .map(|piece| {
            let id = own.take().unwrap_or_else(|| names.fresh());
            Edit::set(Ref::new(Kind::Piece, id), Object::Piece(piece))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_plan::Names;
    use greffon_archiclasse_plan::geometry::overlap;
    use greffon_archiclasse_plan::piece::{Ownership, Size};
    use proptest::prelude::*;

    use super::*;

    fn table(x: i32, y: i32) -> Piece {
        Piece {
            item: "table-double-t6".to_owned(),
            at: Point::new(x, y),
            turn: Angle::ZERO,
            size: Size { width: 1300, depth: 500, height: 760 },
            above: 0,
            zone: None,
            group: None,
            locked: false,
            ownership: Ownership::ToBuy,
            name: String::new(),
        }
    }

    fn plan_of(places: &[(i32, i32)]) -> (Plan, Vec<Ref>) {
        let mut plan = Plan::default();
        let mut names = Vec::new();
        for (at, (x, y)) in places.iter().enumerate() {
            plan.pieces.put(Id::of(at as u64), table(*x, *y));
            names.push(Ref::new(Kind::Piece, Id::of(at as u64)));
        }
        (plan, names)
    }

    #[test]
    fn aligned_left_and_spread_evenly() {
        let (plan, names) = plan_of(&[(1000, 0), (1500, 900), (4000, 3000)]);
        let moves = align(&plan, &names, Side::Left);
        assert_eq!(moves.iter().map(|(_, by)| by.x).collect::<Vec<_>>(), [0, -500, -3000]);
        // Edges from -250 to 3250: three tables of 500 leave 2000 for two gaps.
        let moves = spread(&plan, &names, true, false);
        assert_eq!(moves.iter().map(|(_, by)| by.y).collect::<Vec<_>>(), [0, 600, 0]);
        let moves = spread(&plan, &names, true, true);
        assert_eq!(moves.iter().map(|(_, by)| by.y).collect::<Vec<_>>(), [0, -400, -2000]);
    }

    #[test]
    fn an_island_of_six_has_its_tables_face_to_face() {
        let mut names = Names::from_bits(2);
        let pattern = Pattern::Islands { count: 2, tables: 6, columns: 2, way: 900 };
        let made = repeat(&table(1000, 1000), pattern, || names.fresh());
        assert_eq!(made.len(), 12);
        assert_eq!(made[0].at, Point::new(1000, 1000));
        assert_eq!((made[1].at, made[1].turn), (Point::new(1000, 1500), Angle::degrees(180)));
        assert_eq!(made[6].at.x - made[4].at.x, 1300 + 900);
        assert_eq!(made[0].group, made[5].group);
        assert_ne!(made[0].group, made[6].group);
    }

    #[test]
    fn an_arc_looks_to_its_middle() {
        let made = repeat(&table(0, 0), Pattern::Arc { count: 4, radius: 3000, degrees: 360 }, || Id::of(1));
        let middle = Point::new(0, 3000);
        for piece in &made {
            assert!((piece.at.distance(middle) - 3000.0).abs() < 2.0);
            let front = piece.footprint().place(0.0, 250.0);
            assert!(front.distance(middle) < piece.at.distance(middle), "{piece:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_of_a_pattern_do_not_overlap(
            columns in 1..6, rows in 1..6, tables in 1..9, aside in 0..900, turn in 0..3600,
        ) {
            let piece = Piece { turn: Angle::tenths(turn), ..table(0, 0) };
            for pattern in [
                Pattern::Rows { columns, rows, aside, behind: aside },
                Pattern::Islands { count: rows, tables, columns, way: aside },
            ] {
                let made = repeat(&piece, pattern, || Id::of(1));
                for (at, one) in made.iter().enumerate() {
                    for other in &made[at + 1..] {
                        let (first, second) = (one.footprint().corners(), other.footprint().corners());
                        let depth = overlap(&first, &second).map_or(0.0, |found| found.depth);
                        prop_assert!(depth <= 2.0, "{}", depth);
                    }
                }
            }
        }
    }
}
