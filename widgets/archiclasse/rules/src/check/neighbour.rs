//! A piece and what is near it: other pieces, walls, doors that open.

use greffon_archiclasse_catalogue::{Family, Role};
use greffon_archiclasse_plan::geometry::overlap;
use greffon_archiclasse_plan::{Bounds, Id, Point, Polygon};

use crate::finding::{Cure, Figure, Finding, Mark, opening, piece};
use crate::rule::Check;
use crate::scene::{Block, Scene, Thing};

/// Outlines stand on whole millimetres: what overlaps by no more is a rounding.
const ROUNDING: f64 = 3.0;

/// What a place of use may lack without a question, mm.
const USE_TOLERANCE: f64 = 10.0;

/// How far a piece is looked out for on its way out of a wall, mm: it is not moved into the next one.
const WAY_OUT: i32 = 1000;

/// What is asked about two pieces.
pub(crate) fn pair(one: &Thing, other: &Thing) -> Vec<Finding> {
    let mut found = Vec::new();
    if !one.reach.meets(&other.reach) {
        return found;
    }
    found.extend(overlapping(one, other));
    found.extend(use_room(one, other));
    found.extend(use_room(other, one));
    found
}

fn overlapping(one: &Thing, other: &Thing) -> Option<Finding> {
    let (first, second) = (one.hard().collect::<Vec<_>>(), other.hard().collect::<Vec<_>>());
    let (depth, at) = deepest(&first, &second, ROUNDING)?;
    let (a, b) = if other.kept { (one, other) } else { (other, one) };
    let (moving, staying) = if other.kept { (&first, &second) } else { (&second, &first) };
    let cure = if a.kept { None } else { way_out(moving, staying, ROUNDING).map(|by| Cure::Move(a.id, by)) };
    let finding = Finding::new(Check::Overlap, vec![piece(one.id), piece(other.id)])
        .with("a", Figure::Piece(a.id))
        .with("b", Figure::Piece(b.id))
        .length("found", depth)
        .mark(Mark::Area(Polygon::new(at)))
        .cure(cure);
    Some(finding)
}

/// Whether a piece takes floor that using another one needs. Light seats may stand where people sit.
fn use_room(user: &Thing, intruder: &Thing) -> Option<Finding> {
    if matches!(intruder.family, Some(Family::Seat | Family::Soft)) && !intruder.kept || user.leaving {
        return None;
    }
    let places: Vec<&Block> = user.blocks.iter().filter(|block| block.role == Role::Use).collect();
    let hard: Vec<&Block> = intruder.hard().collect();
    let (depth, at) = deepest(&hard, &places, USE_TOLERANCE)?;
    let (moved, moving, staying) =
        if intruder.kept { (user, &places, &hard) } else { (intruder, &hard, &places) };
    let cure = if moved.kept {
        None
    } else {
        way_out(moving, staying, USE_TOLERANCE).map(|by| Cure::Move(moved.id, by))
    };
    let finding = Finding::new(Check::UseRoom, vec![piece(user.id), piece(intruder.id)])
        .with("a", Figure::Piece(user.id))
        .with("b", Figure::Piece(intruder.id))
        .length("found", depth)
        .mark(Mark::Area(Polygon::new(at)))
        .cure(cure);
    Some(finding)
}

/// What is asked about a piece, walls and doors.
pub(crate) fn alone(thing: &Thing, scene: &Scene, leaves: &[(Id, Vec<Point>)]) -> Vec<Finding> {
    let mut found = Vec::new();
    if thing.leaving {
        return found;
    }
    let around = thing.reach.grown(WAY_OUT);
    let walls: Vec<Block> = scene.walls_near(&around).map(|(_, outline)| block(outline)).collect();
    let walls: Vec<&Block> = walls.iter().collect();
    let hard: Vec<&Block> = thing.hard().collect();
    if let Some((depth, at)) = deepest(&hard, &walls, ROUNDING) {
        let cure =
            way_out(&hard, &walls, ROUNDING).filter(|_| !thing.kept).map(|by| Cure::Move(thing.id, by));
        found.push(
            Finding::new(Check::InWall, vec![piece(thing.id)])
                .with("a", Figure::Piece(thing.id))
                .length("found", depth)
                .mark(Mark::Area(Polygon::new(at)))
                .cure(cure),
        );
    }
    let low: Vec<&Block> = thing.obstacles().collect();
    for (door, leaf) in leaves {
        let leaf = block(leaf);
        if !leaf.bounds.meets(&thing.reach) {
            continue;
        }
        if let Some((depth, _)) = deepest(&low, &[&leaf], ROUNDING) {
            let cure = way_out(&low, &[&leaf], ROUNDING).filter(|_| !thing.kept);
            found.push(
                Finding::new(Check::DoorSwing, vec![piece(thing.id), opening(*door)])
                    .with("a", Figure::Piece(thing.id))
                    .length("found", depth)
                    .mark(Mark::Area(Polygon::new(leaf.outline)))
                    .cure(cure.map(|by| Cure::Move(thing.id, by))),
            );
        }
    }
    found
}

/// An outline from the floor to the ceiling.
pub(crate) fn block(outline: &[Point]) -> Block {
    let bounds = Bounds::of(outline.iter().copied())
        .unwrap_or(Bounds { min: Point::default(), max: Point::default() });
    Block { role: Role::Body, outline: outline.to_vec(), bounds, from: 0, to: i32::MAX }
}

/// The deepest overlap of two groups of blocks, and the outline of the first group that it is in.
pub(crate) fn deepest(first: &[&Block], second: &[&Block], tolerance: f64) -> Option<(f64, Vec<Point>)> {
    let mut deepest: Option<(f64, &Block)> = None;
    for one in first {
        for other in second {
            if !one.shares_height(other) || !one.bounds.meets(&other.bounds) {
                continue;
            }
            let depth = overlap(&one.outline, &other.outline).map_or(0.0, |found| found.depth);
            if depth > tolerance && deepest.is_none_or(|(most, _)| depth > most) {
                deepest = Some((depth, one));
            }
        }
    }
    deepest.map(|(depth, block)| (depth, block.outline.clone()))
}

/// A short way that takes the first group off the second: each overlap is left by its shortest way, the deepest first,
/// until none is left. `None` where that goes on for ever.
pub(crate) fn way_out(first: &[&Block], second: &[&Block], tolerance: f64) -> Option<Point> {
    const TRIES: usize = 8;
    let mut by = Point::default();
    for _ in 0..TRIES {
        let mut deepest: Option<(f64, Point)> = None;
        for one in first {
            let moved: Vec<Point> = one.outline.iter().map(|corner| *corner + by).collect();
            for other in second.iter().filter(|other| one.shares_height(other)) {
                if let Some(found) = overlap(&moved, &other.outline)
                    && found.depth > tolerance
                    && deepest.is_none_or(|(most, _)| found.depth > most)
                {
                    deepest = Some((found.depth, found.way_out));
                }
            }
        }
        match deepest {
            None => return Some(by),
            Some((_, way)) => by = by + way,
        }
    }
    None
}

#[cfg(test)]
mod tests;
