//! A plan as the checks see it: pieces as blocks on the floor, doors with the room that they open, rooms with their
//! windows and zones. Built once; a piece that was moved is placed again alone.

mod door;
mod site;
mod thing;

pub use door::Door;
pub use site::{Outlet, Site, Window};
pub use thing::{Block, Seat, Thing};

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::{Bounds, Id, Plan, Point};

use crate::grid::Grid;

/// A plan as the checks see it.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Pieces, in order of their names.
    pub things: Vec<Thing>,
    /// The bodies of walls: convex outlines.
    pub walls: Vec<(Id, Vec<Point>)>,
    /// Rooms with their doors and windows.
    pub sites: Vec<Site>,
    grid: Grid,
    wall_grid: Grid,
}

impl Scene {
    /// Sees a plan.
    pub fn of(plan: &Plan, catalogue: &Catalogue) -> Self {
        let mut scene = Self {
            things: Vec::new(),
            walls: plan.wall_outlines().into_iter().map(|(id, outline)| (id, outline.corners)).collect(),
            sites: site::sites(plan),
            grid: Grid::over(plan.bounds()),
            wall_grid: Grid::over(plan.bounds()),
        };
        for (id, piece) in plan.pieces.iter() {
            let mut thing = Thing::of(id, piece, catalogue);
            thing.site = scene.site_at(piece.at);
            scene.grid.put(number(scene.things.len()), &thing.reach);
            scene.things.push(thing);
        }
        for (at, (_, outline)) in scene.walls.iter().enumerate() {
            if let Some(bounds) = Bounds::of(outline.iter().copied()) {
                scene.wall_grid.put(number(at), &bounds);
            }
        }
        scene
    }

    /// Places one piece again after it was moved, turned or changed. Gives its number; `None` where it is new or gone:
    /// then the plan is to be seen afresh.
    pub fn replace(&mut self, id: Id, plan: &Plan, catalogue: &Catalogue) -> Option<usize> {
        let at = self.number_of(id)?;
        let piece = plan.pieces.get(id)?;
        let mut thing = Thing::of(id, piece, catalogue);
        thing.site = self.site_at(piece.at);
        self.grid.take(number(at), &self.things[at].reach);
        self.grid.put(number(at), &thing.reach);
        self.things[at] = thing;
        Some(at)
    }

    /// The number of a piece.
    pub fn number_of(&self, id: Id) -> Option<usize> {
        self.things.binary_search_by_key(&id, |thing| thing.id).ok()
    }

    /// The room in which a point lies, by its number.
    pub fn site_at(&self, point: Point) -> Option<usize> {
        self.sites.iter().position(|site| site.floor.contains(point))
    }

    /// The pieces that may reach into a box, in order.
    pub fn near(&self, bounds: &Bounds) -> impl Iterator<Item = (usize, &Thing)> {
        self.grid.near(bounds).into_iter().filter_map(|at| Some((at as usize, self.things.get(at as usize)?)))
    }

    /// The walls whose own boxes meet a box: the same ones however the plan grew, which the squares alone do not tell.
    pub fn walls_near(&self, bounds: &Bounds) -> impl Iterator<Item = (Id, &[Point])> {
        self.wall_grid.near(bounds).into_iter().filter_map(|at| {
            let (id, outline) = self.walls.get(at as usize)?;
            let own = Bounds::of(outline.iter().copied())?;
            own.meets(bounds).then_some((*id, outline.as_slice()))
        })
    }

    /// The pieces of a room, with their numbers.
    pub fn things_in(&self, site: usize) -> impl Iterator<Item = (usize, &Thing)> + Clone {
        self.things.iter().enumerate().filter(move |(_, thing)| thing.site == Some(site))
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
