//! Who sees the board: near enough, far enough, not too far aside, with nothing in between.

use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Bounds, Point};

use super::{Eye, share};
use crate::finding::{Cure, Figure, Finding, Mark, piece};
use crate::rule::Check;
use crate::scene::{Seat, Thing};

/// From the first seat to the board at least so many times its height. Unsourced.
const NEAR: f64 = 2.0;

/// From the last seat to the board at most so many times its height. Unsourced.
const FAR: f64 = 8.0;

/// At most so far aside, degrees. Unsourced.
const ASIDE: f64 = 45.0;

/// How far the eyes of a person who sits are above the seat, mm: an adult's is about 0.75 m, a child's less.
const EYES: i32 = 700;

/// What a seat lacks to see a board.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    Blocked(usize),
    Aside(f64),
    Near(f64, f64),
    Far(f64, f64),
}

/// A seat, its piece and what it lacks.
type Faulty<'a> = (&'a Thing, Seat, Fault);

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let boards: Vec<&Thing> = eye.things().filter(|thing| thing.traits.watched).collect();
    if boards.is_empty() {
        return;
    }
    let listening: Vec<_> = eye
        .site
        .zones
        .iter()
        .filter(|(_, zone)| matches!(zone.space, Space::FeuDeCamp | Space::Scene))
        .map(|(_, zone)| &zone.outline)
        .collect();
    // One question a kind of fault and board, about all seats that have it.
    let mut faults: Vec<(Check, usize, Vec<Faulty<'_>>)> = Vec::new();
    for thing in eye.things() {
        for seat in &thing.seats {
            let zone = listening.iter().find(|outline| outline.contains(seat.at));
            // Where spaces are drawn, one looks at the board in those where one listens.
            if zone.is_none() && !eye.site.zones.is_empty() {
                continue;
            }
            let own: Vec<usize> = (0..boards.len())
                .filter(|at| zone.is_none_or(|zone| zone.contains(boards[*at].footprint.centre)))
                .collect();
            let own = if own.is_empty() { (0..boards.len()).collect() } else { own };
            let Some((fault, board)) = best(eye, thing, *seat, &boards, &own) else { continue };
            let check = match fault {
                Fault::Blocked(_) => Check::SightBlocked,
                Fault::Aside(_) => Check::BoardAngle,
                Fault::Near(..) => Check::BoardNear,
                Fault::Far(..) => Check::BoardFar,
            };
            match faults.iter_mut().find(|(known, at, _)| *known == check && *at == board) {
                Some((.., seats)) => seats.push((thing, *seat, fault)),
                None => faults.push((check, board, vec![(thing, *seat, fault)])),
            }
        }
    }
    for (check, board, seats) in faults {
        found.push(question(eye, check, boards[board], &seats));
    }
}

fn question(eye: &Eye<'_>, check: Check, board: &Thing, seats: &[Faulty<'_>]) -> Finding {
    let mut objects: Vec<_> = seats.iter().map(|(thing, ..)| piece(thing.id)).collect();
    objects.dedup();
    let mut finding =
        Finding::new(check, objects).with("b", Figure::Piece(board.id)).count("count", seats.len());
    finding.about = crate::finding::about(&[piece(board.id)]);
    let (thing, seat, fault) = seats[0];
    finding = finding.with("a", Figure::Piece(thing.id));
    finding.marks =
        seats.iter().map(|(_, seat, _)| Mark::Distance(seat.at, board.footprint.centre)).collect();
    let towards = board.footprint.centre - seat.at;
    match fault {
        Fault::Near(distance, wanted) => finding
            .length("found", distance)
            .length("wanted", wanted)
            .cure(free(thing).then(|| Cure::Move(thing.id, -towards.with_length(wanted - distance + 1.0)))),
        Fault::Far(distance, wanted) => finding
            .length("found", distance)
            .length("wanted", wanted)
            .cure(free(thing).then(|| Cure::Move(thing.id, towards.with_length(distance - wanted + 1.0)))),
        Fault::Aside(angle) => finding
            .with("found", Figure::Degrees(greffon_archiclasse_plan::geometry::whole(angle)))
            .with("wanted", Figure::Degrees(greffon_archiclasse_plan::geometry::whole(ASIDE))),
        Fault::Blocked(by) => {
            let blocker = &eye.scene.things[by];
            finding.with("c", Figure::Piece(blocker.id)).cure(aside(blocker, seat.at, board.footprint.centre))
        }
    }
}

fn free(thing: &Thing) -> bool {
    !thing.kept
}

/// Moves what stands in between off the line, to the nearer side.
fn aside(blocker: &Thing, from: Point, to: Point) -> Option<Cure> {
    let line = greffon_archiclasse_plan::Segment::new(from, to);
    let reach =
        blocker.hard().flat_map(|block| block.outline.iter()).map(|corner| line.coordinates(*corner).1);
    let (low, high) = reach.fold((f64::MAX, f64::MIN), |(low, high), left| (low.min(left), high.max(left)));
    let left = if high < -low { -high - 1.0 } else { -low + 1.0 };
    let origin = line.point_at(0.0, 0.0);
    let by = line.point_at(0.0, left) - origin;
    free(blocker).then_some(Cure::Move(blocker.id, by))
}

/// The least fault of a seat among the boards, with the board; `None` where one is seen well.
fn best(
    eye: &Eye<'_>,
    thing: &Thing,
    seat: Seat,
    boards: &[&Thing],
    own: &[usize],
) -> Option<(Fault, usize)> {
    let mut least: Option<(Fault, usize)> = None;
    let rank = |fault: &Fault| match fault {
        Fault::Near(..) => 0,
        Fault::Far(..) => 1,
        Fault::Aside(_) => 2,
        Fault::Blocked(_) => 3,
    };
    for at in own {
        let fault = look(eye, thing, seat, boards[*at])?;
        if least.as_ref().is_none_or(|(known, _)| rank(&fault) < rank(known)) {
            least = Some((fault, *at));
        }
    }
    least
}

/// What a seat lacks to see a board; `None` for nothing.
fn look(eye: &Eye<'_>, thing: &Thing, seat: Seat, board: &Thing) -> Option<Fault> {
    let centre = board.footprint.centre;
    let distance = seat.at.distance(centre);
    let height = f64::from(board.height);
    let (across, before) = board.footprint.own(seat.at);
    let angle = across.abs().atan2(before).to_degrees();
    if angle > ASIDE {
        return Some(Fault::Aside(angle));
    }
    if let Some(by) = blocker(eye, thing, seat, board) {
        return Some(Fault::Blocked(by));
    }
    if distance < NEAR * height {
        return Some(Fault::Near(distance, NEAR * height));
    }
    (distance > FAR * height).then_some(Fault::Far(distance, FAR * height))
}

/// What stands between the eyes and the middle of the board, seen from the side as well.
fn blocker(eye: &Eye<'_>, thing: &Thing, seat: Seat, board: &Thing) -> Option<usize> {
    let line = [seat.at, board.footprint.centre];
    let bounds = Bounds::of(line)?;
    let (from, to) = (f64::from(seat.height + EYES), f64::from(board.above + board.height / 2));
    let between = |block: &crate::scene::Block| {
        share(&line, &block.outline).is_some_and(|(enter, leave)| {
            let (first, second) = (from + (to - from) * enter, from + (to - from) * leave);
            first.max(second) > f64::from(block.from) && first.min(second) < f64::from(block.to)
        })
    };
    eye.scene
        .near(&bounds)
        .filter(|(_, other)| other.id != thing.id && other.id != board.id)
        .find(|(_, other)| other.hard().any(between))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests;
