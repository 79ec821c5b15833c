//! What lies at a point of the plan.

use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::{Kind, Plan, Point, Ref};

/// The object at a point, the topmost first: pieces, openings, nodes, walls, zones. `reach` is how far beside it a
/// finger or a pointer may be, mm.
pub fn at(plan: &Plan, point: Point, reach: i32) -> Option<Ref> {
    let reach = f64::from(reach);
    let piece = plan.pieces.iter().filter(|(_, piece)| piece.footprint().contains(point));
    // Of two pieces at one place the smaller one is meant: it could not be reached otherwise.
    if let Some((id, _)) = piece.min_by_key(|(_, piece)| piece.size.width.saturating_mul(piece.size.depth)) {
        return Some(Ref::new(Kind::Piece, id));
    }
    let opening = plan.openings.iter().find(|(_, opening)| {
        plan.opening_line(opening).is_some_and(|line| line.distance(point) <= reach.max(150.0))
    });
    if let Some((id, _)) = opening {
        return Some(Ref::new(Kind::Opening, id));
    }
    if let Some((id, _)) = plan.nodes.iter().find(|(_, node)| node.at.distance(point) <= reach) {
        return Some(Ref::new(Kind::Node, id));
    }
    let near = |line: greffon_archiclasse_plan::Segment, id| (line.distance(point), id);
    let walls = plan.walls.iter().filter_map(|(id, _)| plan.wall_line(id).map(|line| near(line, id)));
    if let Some((_, id)) =
        walls.filter(|(far, _)| *far <= reach.max(100.0)).min_by(|one, other| one.0.total_cmp(&other.0))
    {
        return Some(Ref::new(Kind::Wall, id));
    }
    let zones = plan.zones.iter().filter(|(_, zone)| zone.outline.contains(point));
    zones.min_by_key(|(_, zone)| zone.outline.area()).map(|(id, _)| Ref::new(Kind::Zone, id))
}

/// The pieces, openings and zones that lie wholly in a box.
pub fn within(plan: &Plan, bounds: Bounds) -> Vec<Ref> {
    let holds = |inner: Bounds| bounds.contains(inner.min) && bounds.contains(inner.max);
    let pieces = plan.pieces.iter().filter(|(_, piece)| holds(piece.footprint().bounds()));
    let zones = plan.zones.iter().filter(|(_, zone)| zone.outline.bounds().is_some_and(holds));
    pieces
        .map(|(id, _)| Ref::new(Kind::Piece, id))
        .chain(zones.map(|(id, _)| Ref::new(Kind::Zone, id)))
        .collect()
}

/// The box around an object as it is drawn.
pub fn bounds(plan: &Plan, name: Ref) -> Option<Bounds> {
    match name.kind {
        Kind::Piece => plan.pieces.get(name.id).map(|piece| piece.footprint().bounds()),
        Kind::Zone => plan.zones.get(name.id)?.outline.bounds(),
        Kind::Wall => plan.wall_line(name.id).map(|line| line.bounds()),
        Kind::Node => plan.nodes.get(name.id).map(|node| Bounds { min: node.at, max: node.at }),
        Kind::Opening => plan.opening_line(plan.openings.get(name.id)?).map(|line| line.bounds()),
        Kind::Fixture => {
            let at = plan.fixture_place(plan.fixtures.get(name.id)?)?;
            Some(Bounds { min: at, max: at })
        }
        Kind::Room => plan.rooms.get(name.id).map(|anchor| Bounds { min: anchor.at, max: anchor.at }),
        Kind::Layout | Kind::Place | Kind::Answer => None,
    }
}

/// The box around several objects.
pub fn bounds_of(plan: &Plan, names: &[Ref]) -> Option<Bounds> {
    names.iter().filter_map(|name| bounds(plan, *name)).reduce(Bounds::joined)
}
