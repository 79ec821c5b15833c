//! Sockets, RJ45, Wi-Fi and projection.

use greffon_archiclasse_plan::opening::FixtureKind;
use greffon_archiclasse_plan::plan::Stage;
use greffon_archiclasse_plan::{Point, Segment};

use super::Eye;
use crate::finding::{Cure, Figure, Finding, Mark, Needed, piece};
use crate::rule::Check;
use crate::scene::Thing;

/// How far a plug reaches without an extension lead, mm. A habit: there is no figure.
const LEAD: f64 = 3000.0;

/// How many devices one access point serves, by the more cautious of the figures that circulate.
const DEVICES: i32 = 40;

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let site = eye.site;
    let outlets = |kind: FixtureKind| site.outlets.iter().filter(move |outlet| outlet.kind == kind);
    let count = |kind| outlets(kind).map(|outlet| outlet.count).sum::<i32>();
    let room = || Figure::Room(site.name.clone());
    let sum = |of: fn(&Thing) -> i32, needed: bool| -> i32 {
        eye.things().map(of).filter(|value| (*value > 0) == needed).map(i32::abs).sum()
    };
    for (check, missing, need, given) in [
        (
            Check::Sockets,
            Needed::Sockets,
            sum(|thing| thing.power, true),
            sum(|thing| thing.power, false) + count(FixtureKind::Socket),
        ),
        (
            Check::Network,
            Needed::Network,
            sum(|thing| thing.data, true),
            sum(|thing| thing.data, false) + count(FixtureKind::Network),
        ),
    ] {
        if need > given {
            found.push(
                Finding::new(check, site.objects())
                    .with("room", room())
                    .with("found", Figure::Count(given))
                    .with("wanted", Figure::Count(need))
                    .cure(Some(Cure::Add(missing, need - given))),
            );
        }
    }
    let sources: Vec<Point> = outlets(FixtureKind::Socket)
        .map(|outlet| outlet.at)
        .chain(eye.things().filter(|thing| thing.power < 0).map(|thing| thing.footprint.centre))
        .collect();
    for thing in eye.things().filter(|thing| thing.power > 0) {
        let nearest =
            sources.iter().map(|source| (reach(thing, *source), *source)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((far, source)) = nearest.filter(|(far, _)| *far > LEAD) {
            let edge = nearest_edge(thing, source);
            let way = (source - edge).with_length(far - LEAD + 1.0);
            found.push(
                Finding::new(Check::SocketDistance, vec![piece(thing.id)])
                    .with("a", Figure::Piece(thing.id))
                    .length("found", far)
                    .length("wanted", LEAD)
                    .mark(Mark::Distance(edge, source))
                    .cure((!thing.kept).then_some(Cure::Move(thing.id, way))),
            );
        }
    }
    wireless(eye, count(FixtureKind::AccessPoint), found);
    if eye.is_primary() && eye.seats() > 0 && !eye.things().any(|thing| thing.traits.watched) {
        found.push(
            Finding::new(Check::Projection, site.objects())
                .with("room", room())
                .cure(Some(Cure::Add(Needed::Projection, 1))),
        );
    }
}

fn wireless(eye: &Eye<'_>, on_walls: i32, found: &mut Vec<Finding>) {
    let site = eye.site;
    let room = || Figure::Room(site.name.clone());
    let many = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let points = on_walls + many(eye.things().filter(|thing| thing.traits.access_point).count());
    let devices = i32::try_from(eye.things().map(|thing| thing.devices).sum::<u32>()).unwrap_or(i32::MAX);
    let wanted = (devices + DEVICES - 1) / DEVICES;
    if wanted > points {
        found.push(
            Finding::new(Check::WifiCount, site.objects())
                .with("room", room())
                .with("devices", Figure::Count(devices))
                .with("found", Figure::Count(points))
                .with("wanted", Figure::Count(wanted))
                .cure(Some(Cure::Add(Needed::AccessPoint, wanted - points))),
        );
    }
    if points == 0 || !eye.is_primary() {
        return;
    }
    if !eye.things().any(|thing| thing.traits.wifi_switch) {
        found.push(
            Finding::new(Check::WifiSwitch, site.objects())
                .with("room", room())
                .cure(Some(Cure::Add(Needed::WifiSwitch, 1))),
        );
    }
    if eye.plan.header.stage == Stage::Maternelle {
        found.push(Finding::new(Check::WifiUnder3, site.objects()).with("room", room()));
    }
}

/// From the outline of a piece to a point, mm.
fn reach(thing: &Thing, point: Point) -> f64 {
    if thing.footprint.contains(point) { 0.0 } else { nearest_edge(thing, point).distance(point) }
}

fn nearest_edge(thing: &Thing, point: Point) -> Point {
    let corners = thing.footprint.corners();
    (0..4)
        .map(|at| Segment::new(corners[at], corners[(at + 1) % 4]).nearest(point))
        .min_by(|one, other| one.distance(point).total_cmp(&other.distance(point)))
        .unwrap_or(thing.footprint.centre)
}

#[cfg(test)]
mod tests;
