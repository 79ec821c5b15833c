//! Ways out for so many people: articles CO 36 to CO 44, PE 11 and their tolerances, as far as pages report them.

use greffon_archiclasse_plan::plan::Group;

use super::Eye;
use crate::finding::{Cure, Figure, Finding, Mark, opening, piece};
use crate::rule::Check;
use crate::scene::Door;

/// Doors may be 5 % narrower than the figure (article CO 44).
const TOLERANCE: i32 = 95;

/// Two doors nearer than that count as one exit (article CO 43), mm.
const APART: f64 = 5000.0;

/// That rule is for rooms with a side longer than this one, mm.
const LONG_SIDE: i32 = 10_000;

/// The widest opening of a plan, 20 m, in units.
const MOST_UNITS: i32 = 33;

/// How many units of passage a width gives: 0.90 m one, 1.40 m two, then one each 0.60 m; a width between two counts
/// for the lower. 0 for an accessory way out.
pub(crate) fn units(width: i32) -> i32 {
    let reaches = |wanted: i32| i64::from(width) * 100 >= i64::from(wanted) * i64::from(TOLERANCE);
    if !reaches(900) {
        return 0;
    }
    if !reaches(1400) {
        return 1;
    }
    (3..=MOST_UNITS).take_while(|units| reaches(units * 600)).last().unwrap_or(2)
}

/// Whether a way out counts at all: 0.60 m.
pub(crate) fn is_accessory(width: i32) -> bool {
    i64::from(width) * 100 >= 600 * i64::from(TOLERANCE)
}

/// How many ways out and how many units of passage are asked for. Above 100 people the stricter of the figures that
/// circulate: one unit for each 100 begun, and one.
pub(crate) const fn wanted(people: i32) -> (i32, i32) {
    match people {
        i32::MIN..=19 => (1, 1),
        20..=50 => (2, 1),
        51..=100 => (2, 2),
        101..=500 => (2, (people + 99) / 100 + 1),
        _ => (2 + (people - 1) / 500, (people + 99) / 100 + 1),
    }
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let site = eye.site;
    if site.doors.is_empty() {
        found.push(
            Finding::new(Check::NoDoor, site.objects())
                .with("room", Figure::Room(site.name.clone()))
                .mark(Mark::Area(site.floor.clone()))
                .cure(Some(Cure::AddDoors(1))),
        );
        return;
    }
    let people = eye.heads();
    let fifth = eye.plan.header.group == Group::Fifth;
    let exits: Vec<&Door> = site.doors.iter().filter(|door| is_accessory(door.width)).collect();
    let about = || {
        let doors = site.doors.iter().map(|door| opening(door.id)).collect();
        Finding::new(Check::Exits, doors).with("people", Figure::Count(people))
    };
    let (mut ways, mut together) = wanted(people);
    let by_group = groups(&exits, if fifth { 0.0 } else { APART }, site);
    let sum: i32 = exits.iter().map(|door| units(door.width)).sum();
    // Article PE 11: one door of 1.40 m is enough for 20 to 50 people in the 5th category, on a way below 25 m.
    let far = farthest(eye);
    let short = far.as_ref().is_none_or(|(length, ..)| *length < 25_000);
    if fifth && (20..=50).contains(&people) && short && exits.iter().any(|door| units(door.width) >= 2) {
        (ways, together) = (1, 2);
    }
    let counted = i32::try_from(by_group).unwrap_or(i32::MAX);
    if counted < ways {
        let marks = exits.iter().map(|door| Mark::Place(door.middle()));
        let mut finding = Finding { marks: marks.collect(), ..about() }
            .with("found", Figure::Count(counted))
            .with("wanted", Figure::Count(ways))
            .cure(Some(Cure::AddDoors(ways - counted)));
        finding.check = if by_group < exits.len() { Check::ExitsApart } else { Check::Exits };
        found.push(finding);
    }
    if sum < together {
        let widest = exits.iter().max_by_key(|door| door.width);
        let cure = widest.map(|door| Cure::Widen(door.id, width_of(together - sum + units(door.width))));
        found.push(
            Finding { check: Check::ExitUnits, ..about() }
                .with("found", Figure::Count(sum))
                .with("wanted", Figure::Count(together))
                .cure(cure),
        );
    }
    for door in exits.iter().filter(|door| people > 200 && units(door.width) == 1) {
        found.push(
            Finding::new(Check::ExitNarrow, vec![opening(door.id)])
                .with("people", Figure::Count(people))
                .length("found", f64::from(door.width))
                .mark(Mark::Distance(door.face.a, door.face.b))
                .cure(Some(Cure::Widen(door.id, 1400))),
        );
    }
    let limit = if counted > 1 { 50_000 } else { 30_000 };
    if let Some((length, seat, line)) = far.filter(|(length, ..)| *length > limit) {
        found.push(
            Finding::new(Check::ExitDistance, vec![piece(seat)])
                .with("a", Figure::Piece(seat))
                .length("found", f64::from(length))
                .length("wanted", f64::from(limit))
                .mark(Mark::Way(line, 600)),
        );
    }
    for door in site.doors.iter().filter(|door| people > 50 && door.opens_in) {
        found.push(
            Finding::new(Check::DoorOutward, vec![opening(door.id)])
                .with("people", Figure::Count(people))
                .mark(Mark::Distance(door.face.a, door.face.b))
                .cure(Some(Cure::TurnLeaf(door.id))),
        );
    }
}

/// The width that gives so many units, mm.
const fn width_of(units: i32) -> i32 {
    match units {
        i32::MIN..=1 => 900,
        2 => 1400,
        _ => units * 600,
    }
}

/// How many ways out there are where those near each other count as one.
fn groups(exits: &[&Door], apart: f64, site: &crate::scene::Site) -> usize {
    let long = site.floor.bounds().is_some_and(|bounds| bounds.width().max(bounds.height()) > LONG_SIDE);
    if !long {
        return exits.len();
    }
    let near = |one: &Door, other: &Door| {
        let ends = [other.face.a, other.face.b];
        ends.into_iter().map(|end| one.face.distance(end)).fold(f64::MAX, f64::min) < apart
    };
    let mut groups: Vec<Vec<&Door>> = Vec::new();
    for door in exits {
        let (mut joined, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|member| near(member, door)));
        let mut group: Vec<&Door> = joined.drain(..).flatten().collect();
        group.push(door);
        groups = others;
        groups.push(group);
    }
    groups.len()
}

/// The longest way out from a seat.
fn farthest(
    eye: &Eye<'_>,
) -> Option<(i32, greffon_archiclasse_plan::Id, Vec<greffon_archiclasse_plan::Point>)> {
    let seats = eye.things().flat_map(|thing| thing.seats.iter().map(|seat| (thing.id, seat.at)));
    eye.survey?.farthest(seats)
}

#[cfg(test)]
mod tests;
