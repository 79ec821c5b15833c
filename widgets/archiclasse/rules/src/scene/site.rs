//! A room with the ways out of it, its windows and its zones.

use greffon_archiclasse_plan::opening::{FixtureKind, OpeningKind};
use greffon_archiclasse_plan::zone::Zone;
use greffon_archiclasse_plan::{Id, Kind, Plan, Point, Polygon, Ref, Segment};

use super::door::Door;

/// A window of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its name on the plan.
    pub id: Id,
    /// Its line on the wall.
    pub line: Segment,
    /// How high its upper edge is above the floor, mm.
    pub head: i32,
}

/// A fixture of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlet {
    /// What it gives.
    pub kind: FixtureKind,
    /// Where it is.
    pub at: Point,
    /// How many there are.
    pub count: i32,
}

/// A room as the checks see it.
#[derive(Debug, Clone)]
pub struct Site {
    /// The name of its anchor, where it has one.
    pub id: Option<Id>,
    /// What people call it.
    pub name: String,
    /// The floor between the walls.
    pub floor: Polygon,
    /// Ways out.
    pub doors: Vec<Door>,
    /// Windows.
    pub windows: Vec<Window>,
    /// Sockets and access points on its walls.
    pub outlets: Vec<Outlet>,
    /// Zones whose middle lies in it.
    pub zones: Vec<(Id, Zone)>,
    /// How many people are reckoned with, where that was said.
    pub heads: i32,
}

impl Site {
    /// The room as a reference; the first of its ways out, or nothing, where it has no anchor.
    pub fn objects(&self) -> Vec<Ref> {
        match self.id {
            Some(id) => vec![Ref::new(Kind::Room, id)],
            None => self.doors.first().map(|door| Ref::new(Kind::Opening, door.id)).into_iter().collect(),
        }
    }

    /// Its area, mm².
    pub fn area(&self) -> i64 {
        self.floor.area()
    }
}

/// How far beside the wall the room is looked for, mm.
const BESIDE: i32 = 30;

/// The rooms of a plan.
///
/// People: those of the zones of a room, added up; where no zone of it says any, those of the whole plan, if it has one
/// room only.
pub(super) fn sites(plan: &Plan) -> Vec<Site> {
    let rooms = plan.rooms();
    let only = rooms.len() == 1;
    let mut sites: Vec<Site> = rooms
        .into_iter()
        .map(|room| Site {
            id: room.id,
            name: room.name,
            floor: room.floor,
            doors: Vec::new(),
            windows: Vec::new(),
            outlets: Vec::new(),
            zones: Vec::new(),
            heads: 0,
        })
        .collect();
    for (id, opening) in plan.openings.iter() {
        let Some(line) = plan.opening_line(opening) else { continue };
        for right in [false, true] {
            let Some(wall) = plan.walls.get(opening.wall) else { continue };
            let (to_left, to_right) = wall.reach();
            let off = if right { -f64::from(to_right + BESIDE) } else { f64::from(to_left + BESIDE) };
            let beside = line.point_at(line.length() / 2.0, off);
            let Some(site) = sites.iter_mut().find(|site| site.floor.contains(beside)) else { continue };
            if opening.kind == OpeningKind::Window {
                site.windows.push(Window { id, line, head: opening.sill + opening.height });
            } else if let Some(door) = Door::of(id, opening, plan, right) {
                site.doors.push(door);
            }
        }
    }
    for (_, fixture) in plan.fixtures.iter() {
        let (Some(at), Some(line)) = (plan.fixture_place(fixture), plan.wall_line(fixture.wall)) else {
            continue;
        };
        let off = if fixture.right { -f64::from(BESIDE) } else { f64::from(BESIDE) };
        let inside = at + (line.point_at(0.0, off) - line.a);
        if let Some(site) = sites.iter_mut().find(|site| site.floor.contains(inside)) {
            site.outlets.push(Outlet { kind: fixture.kind, at, count: fixture.count });
        }
    }
    for (id, zone) in plan.zones.iter() {
        let inside = zone.outline.inner_point();
        if let Some(site) = sites.iter_mut().find(|site| site.floor.contains(inside)) {
            site.heads += zone.heads;
            site.zones.push((id, zone.clone()));
        }
    }
    if let [site] = sites.as_mut_slice()
        && only
        && site.heads < plan.header.heads
    {
        site.heads = plan.header.heads;
    }
    sites
}
