//! Doors that a wheelchair user goes through.

use greffon_archiclasse_plan::opening::OpeningKind;

use super::Eye;
use super::neighbour::{block, deepest};
use crate::finding::{Cure, Figure, Finding, Mark, opening, piece};
use crate::rule::Check;
use crate::scene::{Block, Door};

/// From the handle to the inner corner, mm.
const CORNER: i32 = 400;

/// What is free beside a door without a question, mm.
const TOLERANCE: f64 = 10.0;

/// How wide a door is to be when it stands open, mm, and how wide the leaf that is used first.
const fn wanted(existing: bool, people: i32) -> (i32, i32) {
    match (existing, people < 100) {
        (false, true) => (830, 900),
        (true, true) => (770, 800),
        (false, false) => (1400, 900),
        (true, false) => (1200, 800),
    }
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let existing = eye.plan.header.existing;
    let (clear, leaf) = wanted(existing, eye.heads());
    // The main door of a room is the widest; others may be exits alone.
    let Some(main) = eye.site.doors.iter().max_by_key(|door| (door.clear(), core::cmp::Reverse(door.id)))
    else {
        return;
    };
    if main.clear() < clear || main.leaf() < leaf && main.kind == OpeningKind::Double {
        let off = main.width - main.clear();
        found.push(
            Finding::new(Check::DoorWidth, vec![opening(main.id)])
                .length("found", f64::from(main.clear()))
                .length("wanted", f64::from(clear))
                .mark(Mark::Distance(main.face.a, main.face.b))
                .cure(Some(Cure::Widen(main.id, clear.max(main.clear()) + off))),
        );
    }
    if main.kind.swings() && main.corner < CORNER {
        found.push(
            Finding::new(Check::HandleCorner, vec![opening(main.id)])
                .length("found", f64::from(main.corner))
                .length("wanted", f64::from(CORNER))
                .mark(Mark::Place(main.middle())),
        );
    }
    found.extend(room_to_work(eye, main, existing));
}

/// 1.70 m to push a door, 2.20 m to pull it, as wide as the way.
fn room_to_work(eye: &Eye<'_>, door: &Door, existing: bool) -> Option<Finding> {
    if door.kind == OpeningKind::Passage {
        return None;
    }
    let depth = if door.opens_in { 2200 } else { 1700 };
    let width = if existing { 1200 } else { 1400 };
    let outline = door.front(width.max(door.width), depth);
    let place = block(&outline);
    let mut worst: Option<(f64, Finding)> = None;
    let mut take = |depth: f64, finding: Finding| {
        if worst.as_ref().is_none_or(|(most, _)| depth > *most) {
            worst = Some((depth, finding));
        }
    };
    let about = |objects| {
        Finding::new(Check::DoorRoom, objects)
            .length("wanted", f64::from(depth))
            .mark(Mark::Area(greffon_archiclasse_plan::Polygon::new(outline.clone())))
    };
    for (_, thing) in eye.scene.near(&place.bounds) {
        let blocks: Vec<&Block> = thing.obstacles().collect();
        if let Some((by, _)) = deepest(&blocks, &[&place], TOLERANCE) {
            let cure = super::neighbour::way_out(&blocks, &[&place], TOLERANCE).filter(|_| !thing.kept);
            let finding = about(vec![opening(door.id), piece(thing.id)])
                .with("a", Figure::Piece(thing.id))
                .length("found", by)
                .cure(cure.map(|by| Cure::Move(thing.id, by)));
            take(by, finding);
        }
    }
    worst.map(|(_, finding)| finding)
}

#[cfg(test)]
mod tests;
