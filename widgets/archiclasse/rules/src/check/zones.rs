//! The six spaces beside each other: floor, daylight, noise, and who keeps an eye on the quiet ones.

use greffon_archiclasse_catalogue::variation::Ambience;
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Id, Point, Polygon, Segment};

use super::{Eye, crosses, is_hidden};
use crate::finding::{Cure, Figure, Finding, Mark, Needed, piece, zone};
use crate::rule::Check;

/// Nearer than that, a loud space is heard in a quiet one, mm. A habit.
const EARSHOT: f64 = 3000.0;

/// Daylight reaches about so many times as far as the upper edge of a window is high. A habit.
const DAYLIGHT: i32 = 2;

/// Higher than that, one does not look over it, mm.
const EYES: i32 = 1300;

/// Noise and light of a space where no variation says more.
const fn usual(space: Space) -> Ambience {
    let (makes, bears) = match space {
        Space::FeuDeCamp => (2, 1),
        Space::Grotte => (1, 0),
        Space::Oasis => (3, 2),
        Space::Labo => (3, 3),
        Space::Sources => (1, 1),
        Space::Scene => (3, 1),
    };
    let daylight = !matches!(space, Space::Scene | Space::Labo | Space::FeuDeCamp);
    Ambience { makes, bears, daylight, dark: false }
}

fn ambience(eye: &Eye<'_>, zone: &Zone) -> Ambience {
    let known = eye.variations.and_then(|all| all.get(&zone.variation));
    known.map_or_else(|| usual(zone.space), |variation| variation.ambience)
}

pub(crate) fn check(eye: &Eye<'_>, found: &mut Vec<Finding>) {
    let zones = &eye.site.zones;
    for (number, (id, one)) in zones.iter().enumerate() {
        let own = ambience(eye, one);
        found.extend(floor(eye, *id, one));
        if own.daylight {
            found.extend(daylight(eye, *id, one));
        }
        for (other, second) in &zones[number + 1..] {
            let theirs = ambience(eye, second);
            // The louder first.
            if i32::from(own.makes) - i32::from(theirs.bears)
                >= i32::from(theirs.makes) - i32::from(own.bears)
            {
                found.extend(noise(eye, (*id, one, own), (*other, second, theirs)));
            } else {
                found.extend(noise(eye, (*other, second, theirs), (*id, one, own)));
            }
        }
        if one.space == Space::Grotte {
            found.extend(supervision(eye, *id, one));
        }
    }
}

fn floor(eye: &Eye<'_>, id: Id, own: &Zone) -> Option<Finding> {
    let variation = eye.variations?.get(&own.variation)?;
    let heads = u32::try_from(own.heads).ok().filter(|heads| *heads > 0)?;
    let wanted = i64::try_from(variation.area(heads)).ok()?;
    let area = own.outline.area();
    let fits = area / (i64::from(variation.floor_each) * 10_000);
    (area < wanted).then(|| {
        Finding::new(Check::ZoneArea, vec![zone(id)])
            .with("a", Figure::Zone(id))
            .with("people", Figure::Count(own.heads))
            .with("found", Figure::Area(area))
            .with("wanted", Figure::Area(wanted))
            .mark(Mark::Area(own.outline.clone()))
            .cure(i32::try_from(fits).ok().map(Cure::People))
    })
}

fn daylight(eye: &Eye<'_>, id: Id, own: &Zone) -> Option<Finding> {
    let at = own.outline.inner_point();
    let about = || Finding::new(Check::Daylight, vec![zone(id)]).with("a", Figure::Zone(id));
    let nearest = eye
        .site
        .windows
        .iter()
        .map(|window| (window.line.distance(at) - f64::from(DAYLIGHT * window.head), window))
        .min_by(|one, other| one.0.total_cmp(&other.0));
    let Some((beyond, window)) = nearest else {
        return Some(about().mark(Mark::Area(own.outline.clone())).cure(Some(Cure::Add(Needed::Window, 1))));
    };
    (beyond > 0.0).then(|| {
        about()
            .length("found", window.line.distance(at))
            .length("wanted", f64::from(DAYLIGHT * window.head))
            .mark(Mark::Distance(at, window.line.nearest(at)))
    })
}

fn noise(eye: &Eye<'_>, loud: (Id, &Zone, Ambience), quiet: (Id, &Zone, Ambience)) -> Option<Finding> {
    if i32::from(loud.2.makes) - i32::from(quiet.2.bears) < 2 {
        return None;
    }
    let (from, to) = nearest(&loud.1.outline, &quiet.1.outline);
    let distance = from.distance(to);
    if distance >= EARSHOT || absorbed(eye, from, to) {
        return None;
    }
    Some(
        Finding::new(Check::Noise, vec![zone(loud.0), zone(quiet.0)])
            .with("a", Figure::Zone(loud.0))
            .with("b", Figure::Zone(quiet.0))
            .length("found", distance)
            .length("wanted", EARSHOT)
            .mark(Mark::Distance(from, to))
            .cure(Some(Cure::Add(Needed::Absorber, 1))),
    )
}

/// Whether a wall or something that takes noise away stands between two points, or right at them.
fn absorbed(eye: &Eye<'_>, from: Point, to: Point) -> bool {
    // Zones that touch have no way between them: what stands within half a metre counts.
    let margin = 500;
    let line = if from == to { [from - Point::new(1, 1), to + Point::new(1, 1)] } else { [from, to] };
    let Some(bounds) = greffon_archiclasse_plan::Bounds::of(line) else { return false };
    let near = bounds.grown(margin);
    let screened = eye
        .scene
        .near(&near)
        .filter(|(_, thing)| thing.traits.absorbs && !thing.mount_is_hung())
        .any(|(_, thing)| {
            let outline = thing.footprint.corners();
            crosses(&line, &outline)
                || from.distance(to) < f64::from(2 * margin)
                    && thing.footprint.polygon().edges().any(|edge| edge.distance(from) < f64::from(margin))
        });
    screened || eye.scene.walls_near(&near).any(|(_, outline)| crosses(&line, outline))
}

/// The nearest points of two outlines; twice the same where they overlap.
fn nearest(one: &Polygon, other: &Polygon) -> (Point, Point) {
    let inside = one.corners.iter().find(|corner| other.contains(**corner));
    let inside = inside.or_else(|| other.corners.iter().find(|corner| one.contains(**corner)));
    if let Some(corner) = inside {
        return (*corner, *corner);
    }
    let mut best: Option<(f64, Point, Point)> = None;
    let mut take = |from: Point, to: Point| {
        let distance = from.distance(to);
        if best.is_none_or(|(least, ..)| distance < least) {
            best = Some((distance, from, to));
        }
    };
    let across = |corners: &Polygon, edges: &Polygon, take: &mut dyn FnMut(Point, Point)| {
        for corner in &corners.corners {
            for edge in edges.edges() {
                take(*corner, Segment::nearest(&edge, *corner));
            }
        }
    };
    across(one, other, &mut take);
    across(other, one, &mut |from, to| take(to, from));
    best.map(|(_, from, to)| (from, to)).unwrap_or_default()
}

/// Whether an adult sees into a quiet corner from where they work.
fn supervision(eye: &Eye<'_>, id: Id, own: &Zone) -> Option<Finding> {
    let to = own.outline.inner_point();
    let posts: Vec<_> = eye.things().filter(|thing| thing.traits.teacher).collect();
    let first = posts.first()?;
    let seen = posts.iter().any(|post| {
        let but: Vec<usize> = eye.scene.number_of(post.id).into_iter().collect();
        !is_hidden(eye.scene, post.footprint.centre, to, EYES, &but)
    });
    (!seen).then(|| {
        Finding::new(Check::Supervision, vec![zone(id), piece(first.id)])
            .with("a", Figure::Zone(id))
            .with("b", Figure::Piece(first.id))
            .mark(Mark::Distance(first.footprint.centre, to))
    })
}

#[cfg(test)]
mod tests;
