//! Getting about in a wheelchair: to every space, seat, board and shelf, with room to turn.

use greffon_archiclasse_catalogue::Family;
use greffon_archiclasse_plan::{Id, Point, Polygon};

use super::Eye;
use super::neighbour::{block, deepest, way_out};
use crate::clearance::{Gap, Side, best_near};
use crate::finding::{Cure, Figure, Finding, Mark, piece, zone};
use crate::rule::Check;
use crate::scene::Thing;
use crate::survey::{Access, Survey};

/// Radius of the circle in which a wheelchair turns, mm.
pub(crate) const TURNING: i32 = 750;

/// How far a way may go without room to turn, mm.
const TURNING_EVERY: i32 = 6000;

/// The place of use in front of equipment: wide and deep, mm.
const PLACE_OF_USE: (i32, i32) = (800, 1300);

/// How wide the main way is to be, mm.
pub(crate) const fn main_way(existing: bool) -> i32 {
    if existing { 1200 } else { 1400 }
}

/// How wide the way to a seat is to be, mm: in a new building the tolerated narrowing, in an existing one the aisle
/// above 20 cm from the floor.
pub(crate) const fn aisle(existing: bool) -> i32 {
    if existing { 900 } else { 1200 }
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    if let Some(survey) = eye.survey.filter(|survey| !survey.starts.is_empty()) {
        spaces(eye, survey, found);
        goals(eye, survey, found);
    }
    for thing in eye.things() {
        found.extend(place_of_use(eye, thing));
        found.extend(shelf_aisle(eye, thing));
    }
}

/// A turning circle in each zone, or in the room where it has none, and a way to it.
fn spaces(eye: &Eye<'_>, survey: &Survey, found: &mut Vec<Finding>) {
    let wanted = main_way(eye.plan.header.existing);
    let mut areas: Vec<(Option<Id>, &Polygon)> =
        eye.site.zones.iter().map(|(id, zone)| (Some(*id), &zone.outline)).collect();
    if areas.is_empty() {
        areas.push((None, &eye.site.floor));
    }
    for (id, area) in areas {
        let objects = || id.map_or_else(|| eye.site.objects(), |id| vec![zone(id)]);
        let name = || id.map_or_else(|| Figure::Room(eye.site.name.clone()), Figure::Zone);
        let inside = cells_in(survey, area);
        let reached = inside.iter().copied().filter(|cell| survey.flood.reaches(*cell));
        let Some(widest) = reached.max_by_key(|cell| (survey.flood.width(*cell), core::cmp::Reverse(*cell)))
        else {
            found.push(
                Finding::new(Check::Unreachable, objects()).with("a", name()).mark(Mark::Area(area.clone())),
            );
            continue;
        };
        if let Some(Access { width, gap: Some(gap), .. }) =
            survey.access(eye.scene, eye.site, survey.raster.middle(widest), wanted)
        {
            found.push(narrow(eye, Check::Circulation, objects(), &gap, width, wanted).with("a", name()));
        }
        let roomy = inside
            .iter()
            .copied()
            .filter(|cell| survey.flood.reaches(*cell))
            .max_by_key(|cell| (survey.raster.width(*cell), core::cmp::Reverse(*cell)));
        let Some(roomy) = roomy else { continue };
        let (radius, centre) = if survey.raster.width(roomy) >= 2 * TURNING {
            (f64::from(TURNING), survey.raster.middle(roomy))
        } else {
            best_near(eye.scene, eye.site, survey.raster.middle(roomy))
        };
        if radius < f64::from(TURNING) {
            found.push(
                Finding::new(Check::Turning, objects())
                    .with("a", name())
                    .length("found", 2.0 * radius)
                    .length("wanted", f64::from(2 * TURNING))
                    .mark(Mark::Circle(centre, TURNING)),
            );
        } else {
            found.extend(turning_every(eye, survey, centre, objects(), name()));
        }
    }
}

/// A stretch of more than 6 m on the way to a place, without room to turn.
fn turning_every(
    eye: &Eye<'_>,
    survey: &Survey,
    to: Point,
    objects: Vec<greffon_archiclasse_plan::Ref>,
    name: Figure,
) -> Option<Finding> {
    let cell = survey.raster.at(to)?;
    let mut stretch: Vec<Point> = Vec::new();
    let mut worst: Vec<Point> = Vec::new();
    let length = |points: &[Point]| points.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f64>();
    for at in survey.flood.back(cell) {
        let point = survey.raster.middle(at);
        stretch.push(point);
        if survey.raster.width(at) + survey.raster.cell >= 2 * TURNING {
            if length(&stretch) > length(&worst) {
                worst.clone_from(&stretch);
            }
            stretch = vec![point];
        }
    }
    // From the door to the first place to turn.
    if length(&stretch) > length(&worst) {
        worst = stretch;
    }
    let far = length(&worst);
    (far > f64::from(TURNING_EVERY) && eye.site.area() > 0).then(|| {
        Finding::new(Check::TurningEvery, objects)
            .with("a", name)
            .length("found", far)
            .length("wanted", f64::from(TURNING_EVERY))
            .mark(Mark::Way(
                survey.raster.line(worst.iter().filter_map(|point| survey.raster.at(*point))),
                1200,
            ))
    })
}

pub(crate) fn cells_in(survey: &Survey, area: &Polygon) -> Vec<usize> {
    let raster = &survey.raster;
    let Some(bounds) = area.bounds() else { return Vec::new() };
    raster
        .free_cells()
        .filter(|cell| {
            let middle = raster.middle(*cell);
            bounds.contains(middle) && area.contains(middle)
        })
        .collect()
}

/// Everything that one has to get to.
pub(crate) fn targets<'a>(eye: &Eye<'a>) -> impl Iterator<Item = (&'a Thing, Point)> + use<'a> {
    eye.things().flat_map(|thing| {
        let seats: Vec<Point> = thing.seats.iter().map(|seat| seat.at).collect();
        let front = thing.traits.watched || thing.traits.shelf || thing.family == Some(Family::Charging);
        let ends: Vec<Point> = if front && thing.above < 2000 { vec![thing.before(400)] } else { Vec::new() };
        seats.into_iter().chain(ends).map(move |point| (thing, point))
    })
}

/// The way to each seat, board and shelf; those behind the same narrow place are one question.
fn goals(eye: &Eye<'_>, survey: &Survey, found: &mut Vec<Finding>) {
    let wanted = aisle(eye.plan.header.existing);
    let mut narrows: Vec<([Side; 2], Gap, i32, Vec<Id>)> = Vec::new();
    let mut lost: Vec<Id> = Vec::new();
    for (thing, point) in targets(eye) {
        match survey.access(eye.scene, eye.site, point, wanted) {
            None => lost.push(thing.id),
            Some(Access { width, gap: Some(gap), .. }) => {
                let mut sides = gap.sides;
                sides.sort_unstable();
                match narrows.iter_mut().find(|(known, ..)| *known == sides) {
                    Some((_, worst, least, behind)) => {
                        behind.push(thing.id);
                        if width < *least {
                            (*worst, *least) = (gap, width);
                        }
                    }
                    None => narrows.push((sides, gap, width, vec![thing.id])),
                }
            }
            Some(_) => {}
        }
    }
    lost.dedup();
    for id in lost {
        found.push(
            Finding::new(Check::Unreachable, vec![piece(id)])
                .with("a", Figure::Piece(id))
                .mark(Mark::Place(eye.plan.pieces.get(id).map(|piece| piece.at).unwrap_or_default())),
        );
    }
    for (_, gap, width, behind) in narrows {
        let first = behind[0];
        let count = behind.len();
        let objects = gap.sides.iter().filter_map(|side| match side {
            Side::Piece(id) => Some(piece(*id)),
            Side::Wall => None,
        });
        let mut objects: Vec<_> = objects.collect();
        objects.dedup();
        found.push(
            narrow(eye, Check::Aisle, objects, &gap, width, wanted)
                .with("a", Figure::Piece(first))
                .count("behind", count),
        );
    }
}

fn narrow(
    eye: &Eye<'_>,
    check: Check,
    objects: Vec<greffon_archiclasse_plan::Ref>,
    gap: &Gap,
    width: i32,
    wanted: i32,
) -> Finding {
    Finding::new(check, objects)
        .length("found", f64::from(width))
        .length("wanted", f64::from(wanted))
        .mark(Mark::Distance(gap.from, gap.to))
        .cure(widen(eye, gap, wanted - width))
}

/// Moves one of the two pieces away from the other, straight across the way.
fn widen(eye: &Eye<'_>, gap: &Gap, by: i32) -> Option<Cure> {
    let across = gap.to - gap.from;
    [(gap.sides[1], across), (gap.sides[0], -across)].into_iter().find_map(|(side, way)| {
        let Side::Piece(id) = side else { return None };
        let thing = eye.scene.things.get(eye.scene.number_of(id)?)?;
        (!thing.kept).then(|| Cure::Move(id, way.with_length(f64::from(by) + 1.0)))
    })
}

/// 0.80 × 1.30 m in front of what is worked at standing or from a wheelchair; it may lie anywhere along the front.
fn place_of_use(eye: &Eye<'_>, thing: &Thing) -> Option<Finding> {
    let worked_at = matches!(thing.family, Some(Family::Charging | Family::Board | Family::Screen))
        || thing.traits.shelf
        || thing.traits.wheelchair;
    if !worked_at || thing.above >= 1300 || thing.mount_is_hung() {
        return None;
    }
    let (width, depth) = PLACE_OF_USE;
    // A wheelchair user's knees go below the table.
    let below = if thing.traits.wheelchair { 300 } else { 0 };
    let slack = (thing.footprint.width - width).max(0) / 2;
    let mut best: Option<(f64, Finding)> = None;
    for across in [0, -slack, slack] {
        let outline = thing.front(width, depth - below, across);
        let place = block(&outline);
        let mut worst = 0.0;
        let mut finding = None;
        for (_, other) in eye.scene.near(&place.bounds) {
            let light = matches!(other.family, Some(Family::Seat | Family::Soft)) && !other.kept;
            if other.id == thing.id || light {
                continue;
            }
            let blocks: Vec<_> = other.obstacles().collect();
            if let Some((by, _)) = deepest(&blocks, &[&place], 10.0).filter(|(by, _)| *by > worst) {
                worst = by;
                let cure = way_out(&blocks, &[&place], 10.0).filter(|_| !other.kept);
                finding = Some(
                    Finding::new(Check::PlaceOfUse, vec![piece(thing.id), piece(other.id)])
                        .with("a", Figure::Piece(thing.id))
                        .with("b", Figure::Piece(other.id))
                        .length("found", by)
                        .mark(Mark::Area(Polygon::new(outline.clone())))
                        .cure(cure.map(|by| Cure::Move(other.id, by))),
                );
            }
        }
        let finding = finding?;
        if best.as_ref().is_none_or(|(least, _)| worst < *least) {
            best = Some((worst, finding));
        }
    }
    best.map(|(_, finding)| finding)
}

/// The way between two shelves.
fn shelf_aisle(eye: &Eye<'_>, shelf: &Thing) -> Option<Finding> {
    if !shelf.traits.shelf {
        return None;
    }
    let wanted = main_way(eye.plan.header.existing);
    let outline = shelf.front(shelf.footprint.width, wanted, 0);
    let aisle = block(&outline);
    let mut worst: Option<(f64, &Thing)> = None;
    for (_, other) in eye.scene.near(&aisle.bounds) {
        // Each pair is asked about once, seen from the one with the smaller name, unless the other looks elsewhere.
        if other.id == shelf.id || !other.traits.shelf || other.leaving {
            continue;
        }
        let blocks: Vec<_> = other.obstacles().collect();
        if let Some((by, _)) = deepest(&blocks, &[&aisle], 10.0)
            && worst.is_none_or(|(most, _)| by > most)
            && !(other.id < shelf.id && facing(shelf, other))
        {
            worst = Some((by, other));
        }
    }
    let (by, other) = worst?;
    let found = f64::from(wanted) - by;
    let away = (shelf.before(1000) - shelf.before(0)).with_length(by + 1.0);
    Some(
        Finding::new(Check::ShelfAisle, vec![piece(shelf.id), piece(other.id)])
            .with("a", Figure::Piece(shelf.id))
            .with("b", Figure::Piece(other.id))
            .length("found", found)
            .length("wanted", f64::from(wanted))
            .mark(Mark::Area(Polygon::new(outline)))
            .cure((!other.kept).then_some(Cure::Move(other.id, away))),
    )
}

/// Whether two pieces look at each other.
fn facing(one: &Thing, other: &Thing) -> bool {
    let way = |thing: &Thing| thing.before(1000) - thing.before(0);
    way(one).dot(way(other)) < 0
}

#[cfg(test)]
mod tests;
