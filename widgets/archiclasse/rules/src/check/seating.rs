//! Chairs and tables of the size that fits: heights of EN 1729, row 36 of the table of figures.

use greffon_archiclasse_catalogue::{Family, Role};
use greffon_archiclasse_plan::plan::Stage;

use super::Eye;
use crate::finding::{Figure, Finding, Mark, piece};
use crate::rule::Check;
use crate::scene::Thing;

/// Seat and table heights of the sizes 1 to 7, mm.
const SIZES: [(i32, i32); 7] =
    [(260, 460), (310, 530), (350, 590), (380, 640), (430, 710), (460, 760), (510, 820)];

/// How near a chair stands to the table that it belongs to, from middle to middle, mm.
const TOGETHER: f64 = 1000.0;

/// The sizes of a stage, by the ages of the standard.
const fn sizes_of(stage: Stage) -> (usize, usize) {
    match stage {
        Stage::Maternelle => (1, 3),
        Stage::Elementaire => (4, 5),
        Stage::College => (5, 6),
        Stage::Lycee => (6, 7),
    }
}

/// The size that a piece follows: by its seat, or by its top.
fn size_of(thing: &Thing) -> Option<usize> {
    if !thing.standard {
        return None;
    }
    let block = thing.blocks.iter().find(|block| matches!(block.role, Role::Seat | Role::Top))?;
    let seat = block.role == Role::Seat;
    SIZES.iter().position(|(chair, table)| block.to == if seat { *chair } else { *table }).map(|at| at + 1)
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let sized: Vec<(&Thing, usize)> =
        eye.things().filter_map(|thing| size_of(thing).map(|size| (thing, size))).collect();
    let (least, most) = sizes_of(eye.plan.header.stage);
    let mut odd: Vec<&Thing> =
        sized.iter().filter(|(_, size)| *size < least || *size > most).map(|(thing, _)| *thing).collect();
    odd.sort_by_key(|thing| thing.id);
    if let Some(first) = odd.first() {
        let mut finding = Finding::new(Check::SizeStage, odd.iter().map(|thing| piece(thing.id)).collect())
            .with("a", Figure::Piece(first.id))
            .count("count", odd.len())
            .count("least", least)
            .count("most", most);
        finding.marks = odd.iter().map(|thing| Mark::Place(thing.footprint.centre)).collect();
        found.push(finding);
    }
    let tables: Vec<&(&Thing, usize)> =
        sized.iter().filter(|(thing, _)| thing.family == Some(Family::Table)).collect();
    for (chair, size) in sized.iter().filter(|(thing, _)| thing.family == Some(Family::Seat)) {
        let at = chair.footprint.centre;
        let near = tables
            .iter()
            .map(|(table, other)| (table.footprint.centre.distance(at), table, *other))
            .filter(|(distance, ..)| *distance <= TOGETHER)
            .min_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, table, other)) = near.filter(|(_, _, other)| other != size) {
            found.push(
                Finding::new(Check::SizePair, vec![piece(chair.id), piece(table.id)])
                    .with("a", Figure::Piece(chair.id))
                    .with("b", Figure::Piece(table.id))
                    .count("found", *size)
                    .count("wanted", other)
                    .mark(Mark::Place(at)),
            );
        }
    }
}

#[cfg(test)]
mod tests;
