//! How many people there are for the floor, and what carries or surrounds them.

use greffon_archiclasse_plan::plan::{Group, Stage};

use super::Eye;
use crate::finding::{Cure, Figure, Finding, Mark, Needed, piece};
use crate::rule::Check;
use crate::scene::Thing;

/// Below so many mm² a person a room is called tight. A band of our own: there is no binding figure.
pub const TIGHT: i64 = 1_500_000;

/// Above so many mm² a person a room is called flexible.
pub const FLEXIBLE: i64 = 2_000_000;

/// From that height on, what stands free is asked how it is fixed, mm.
const TALL: i32 = 1500;

/// The floor for each person of a room, mm²; `None` where nobody is reckoned with.
pub(crate) fn floor_each(eye: &Eye<'_>) -> Option<i64> {
    let heads = i64::from(eye.heads());
    (heads > 0).then(|| eye.site.area() / heads)
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let site = eye.site;
    let room = || Figure::Room(site.name.clone());
    let seats = eye.seats();
    if let Some(most) = threshold(eye).filter(|most| site.heads >= *most) {
        found.push(
            Finding::new(Check::Threshold, site.objects())
                .with("room", room())
                .with("people", Figure::Count(site.heads))
                .with("wanted", Figure::Count(most)),
        );
    }
    if site.heads > 0 && seats > site.heads {
        found.push(
            Finding::new(Check::HeadCount, site.objects())
                .with("room", room())
                .with("seats", Figure::Count(seats))
                .with("people", Figure::Count(site.heads))
                .cure(Some(Cure::People(seats))),
        );
    }
    if let Some(each) = floor_each(eye).filter(|each| *each < TIGHT) {
        found.push(
            Finding::new(Check::AreaPerPupil, site.objects())
                .with("room", room())
                .with("found", Figure::Area(each))
                .with("people", Figure::Count(eye.heads()))
                .cure(i32::try_from(site.area() / TIGHT).ok().map(Cure::People)),
        );
    }
    let places: u32 = eye.things().map(|thing| thing.places).sum();
    if places > 0 && !eye.things().any(|thing| thing.traits.wheelchair) {
        found.push(
            Finding::new(Check::AccessibleTable, site.objects())
                .with("room", room())
                .cure(Some(Cure::Add(Needed::AccessibleTable, 1))),
        );
    }
    let large = |thing: &&Thing| {
        use greffon_archiclasse_catalogue::Family::{Board, Charging, Partition, Shelf, Storage};
        matches!(thing.family, Some(Shelf | Storage | Partition | Charging | Board))
            && thing.height >= TALL
            && thing.above == 0
    };
    group(eye, Check::LargeFurniture, large, found);
    group(eye, Check::RaisedFloor, |thing| thing.traits.raised, found);
}

/// From how many people on a school belongs to the 1st group; `None` where it is said to belong there.
const fn threshold(eye: &Eye<'_>) -> Option<i32> {
    match (eye.plan.header.group, eye.plan.header.stage) {
        (Group::First, _) => None,
        (Group::Fifth, Stage::Maternelle) => Some(100),
        (Group::Fifth, _) => Some(200),
    }
}

/// One question about all pieces of a kind in the room.
fn group(eye: &Eye<'_>, check: Check, of: impl FnMut(&&Thing) -> bool, found: &mut Vec<Finding>) {
    let things: Vec<&Thing> = eye.things().filter(of).collect();
    if things.is_empty() {
        return;
    }
    let mut finding = Finding::new(check, things.iter().map(|thing| piece(thing.id)).collect())
        .with("room", Figure::Room(eye.site.name.clone()))
        .count("count", things.len());
    finding.marks = things.iter().map(|thing| Mark::Place(thing.footprint.centre)).collect();
    // Named by the room, so that the answer holds when one more is added.
    if let Some(id) = eye.site.id {
        finding.about = crate::finding::about(&[greffon_archiclasse_plan::Ref::new(
            greffon_archiclasse_plan::Kind::Room,
            id,
        )]);
    }
    found.push(finding);
}

#[cfg(test)]
mod tests;
