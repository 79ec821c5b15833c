//! Where a wheelchair gets on the floor, where it can turn, and what it does not get to, each with the reason.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Bounds, Id, Plan, Point};

use crate::check::Eye;
use crate::check::way::{TURNING, aisle, targets};
use crate::clearance::{best_near, gap_at};
use crate::raster::Raster;
use crate::scene::Scene;
use crate::survey::{Survey, Walk};

/// What a wheelchair gets to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// How wide a way has to be, mm.
    pub way: i32,
    /// The floor that such ways from the doors cover, as rectangles beside each other.
    pub floor: Vec<Bounds>,
    /// The part of it on which a circle of [`CIRCLE`] finds place, as rectangles beside each other.
    pub turning: Vec<Bounds>,
    /// How many places there are to get to: spaces, and seats, boards and shelves by their piece.
    pub places: usize,
    /// Those that it does not get to.
    pub lost: Vec<Lost>,
}

/// Diameter of the circle in which a wheelchair turns, mm.
pub const CIRCLE: i32 = 2 * TURNING;

/// A place that a wheelchair does not get to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What it is.
    pub what: Place,
    /// Where it is.
    pub at: Point,
    /// Why.
    pub why: Why,
}

/// Something to get to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A room, by what people call it.
    Room(String),
    /// A zone.
    Zone(Id),
    /// A piece: a seat of it, or its front.
    Piece(Id),
}

/// Why a wheelchair does not get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The room has no door.
    NoDoor,
    /// Something stands on every way.
    NoWay,
    /// The widest way has so many mm where it is narrowest, there.
    Narrow(i32, Point),
    /// It gets there and cannot turn: the largest circle has that diameter, mm.
    NoTurning(i32),
}

/// The ways in all rooms of a plan, without its other checks: those take long on a large plan, and nobody asked.
#[derive(Debug, Clone)]
pub struct Ways {
    scene: Scene,
    surveys: Vec<Option<Survey>>,
}

impl Ways {
    /// The ways of a plan.
    pub fn of(plan: &Plan, catalogue: &Catalogue) -> Self {
        let scene = Scene::of(plan, catalogue);
        let surveys = scene.sites.iter().map(|site| Survey::of(&scene, site)).collect();
        Self { scene, surveys }
    }

    /// What a wheelchair gets to.
    pub fn reach(&self, plan: &Plan, catalogue: &Catalogue) -> Reach {
        let way = aisle(plan.header.existing);
        let mut reach = Reach { way, ..Reach::default() };
        for eye in self.eyes(plan, catalogue) {
            room(&eye, way, &mut reach);
        }
        reach
    }

    /// The first place of a piece that one gets to: a seat, or its front.
    pub fn goal(&self, plan: &Plan, catalogue: &Catalogue, piece: Id) -> Option<Point> {
        let mut eyes = self.eyes(plan, catalogue);
        eyes.find_map(|eye| targets(&eye).find(|(thing, _)| thing.id == piece).map(|(_, at)| at))
    }

    /// A wheelchair's way from a door of the room to a point in it, as [`Checker::walk`](crate::Checker::walk).
    pub fn walk(&self, plan: &Plan, to: Point) -> Option<Walk> {
        let number = self.scene.site_at(to)?;
        let wanted = aisle(plan.header.existing);
        self.surveys[number].as_ref()?.walk(&self.scene, &self.scene.sites[number], to, wanted)
    }

    fn eyes<'a>(&'a self, plan: &'a Plan, catalogue: &'a Catalogue) -> impl Iterator<Item = Eye<'a>> {
        let rooms = self.scene.sites.iter().zip(&self.surveys).enumerate();
        rooms.map(move |(number, (site, survey))| Eye {
            plan,
            scene: &self.scene,
            catalogue,
            variations: None,
            site,
            number,
            survey: survey.as_ref(),
        })
    }
}

/// The narrowest place on a way, where it is too narrow: how wide, mm, and where.
#[derive(Debug, Clone, Copy)]
struct Narrowest(Option<(i32, Point)>);

/// The narrowest places of the widest ways, each cell measured once: many seats are behind the same way.
struct Narrows<'a> {
    eye: &'a Eye<'a>,
    survey: &'a Survey,
    way: i32,
    /// For each cell that was asked about, the narrowest place on the way to it.
    known: Vec<Option<Narrowest>>,
}

impl<'a> Narrows<'a> {
    fn of(eye: &'a Eye<'a>, survey: &'a Survey, way: i32) -> Self {
        Self { eye, survey, way, known: vec![None; survey.raster.columns * survey.raster.rows] }
    }

    /// Why one does not get to a place; `None` where one does.
    fn why(&mut self, to: Point) -> Option<Why> {
        let Some(cell) = self.survey.arrival(to) else { return Some(Why::NoWay) };
        self.at(cell).map(|(width, at)| Why::Narrow(width, at))
    }

    /// The narrowest place on the way to a cell, where it is too narrow.
    fn at(&mut self, cell: usize) -> Option<(i32, Point)> {
        let doubtful = self.way + 2 * self.survey.raster.cell;
        if self.survey.flood.width(cell) >= doubtful {
            return None;
        }
        let new: Vec<usize> =
            self.survey.flood.back(cell).take_while(|at| self.known[*at].is_none()).collect();
        let before = self.survey.flood.back(cell).nth(new.len()).and_then(|at| self.known[at]);
        let mut worst = before.and_then(|narrowest| narrowest.0);
        for at in new.into_iter().rev() {
            if self.survey.raster.width(at) < doubtful
                && let Some(gap) = gap_at(self.eye.scene, self.eye.site, self.survey.raster.middle(at))
                && whole(gap.width) < worst.map_or(self.way, |(width, _)| width)
            {
                worst = Some((whole(gap.width), gap.from.middle(gap.to)));
            }
            self.known[at] = Some(Narrowest(worst));
        }
        worst
    }
}

fn room(eye: &Eye<'_>, way: i32, reach: &mut Reach) {
    let Some(survey) = eye.survey else { return };
    if survey.starts.is_empty() {
        // One line for the room: all that is in it has the same reason.
        reach.places += 1;
        let (what, at) = (Place::Room(eye.site.name.clone()), eye.site.floor.inner_point());
        return reach.lost.push(Lost { what, at, why: Why::NoDoor });
    }
    let raster = &survey.raster;
    // As the checks do: a cell may say up to its own side too little.
    let wide = |cell: usize| survey.flood.width(cell) >= way - raster.cell;
    reach.floor.extend(rectangles(raster, &raster.around(wide, way / 2)));
    let round = |cell: usize| wide(cell) && raster.width(cell) >= CIRCLE - raster.cell;
    reach.turning.extend(rectangles(raster, &raster.around(round, TURNING)));
    let mut narrows = Narrows::of(eye, survey, way);
    zones(eye, survey, &mut narrows, reach);
    pieces(eye, &mut narrows, reach);
}

fn zones(eye: &Eye<'_>, survey: &Survey, narrows: &mut Narrows<'_>, reach: &mut Reach) {
    let way = reach.way;
    for (id, zone) in &eye.site.zones {
        reach.places += 1;
        let reached = crate::check::way::cells_in(survey, &zone.outline)
            .into_iter()
            .filter(|cell| survey.flood.reaches(*cell));
        let best = reached.max_by_key(|cell| {
            let circle = survey.raster.width(*cell).min(CIRCLE);
            (survey.flood.width(*cell).min(way), circle, core::cmp::Reverse(*cell))
        });
        let why = match best {
            None => Some(Why::NoWay),
            Some(cell) => {
                let middle = survey.raster.middle(cell);
                narrows.at(cell).map(|(width, at)| Why::Narrow(width, at)).or_else(|| {
                    let (radius, _) = best_near(eye.scene, eye.site, middle);
                    let circle = whole(2.0 * radius).max(survey.raster.width(cell));
                    (circle < CIRCLE).then_some(Why::NoTurning(circle))
                })
            }
        };
        if let Some(why) = why {
            reach.lost.push(Lost { what: Place::Zone(*id), at: zone.outline.inner_point(), why });
        }
    }
}

/// Each piece once, with the worst of its seats.
fn pieces(eye: &Eye<'_>, narrows: &mut Narrows<'_>, reach: &mut Reach) {
    let mut last: Option<Id> = None;
    let mut worst: Option<Lost> = None;
    for (thing, at) in targets(eye) {
        if last != Some(thing.id) {
            last = Some(thing.id);
            reach.places += 1;
            reach.lost.extend(worst.take());
        }
        let why = narrows.why(at);
        if let Some(why) = why
            && worst.as_ref().is_none_or(|known| width(why) < width(known.why))
        {
            worst = Some(Lost { what: Place::Piece(thing.id), at, why });
        }
    }
    reach.lost.extend(worst);
}

const fn width(why: Why) -> i32 {
    match why {
        Why::NoDoor | Why::NoWay => 0,
        Why::Narrow(width, _) | Why::NoTurning(width) => width,
    }
}

/// Cells as few rectangles: runs of a row, grown down as long as the rows below have the same.
fn rectangles(raster: &Raster, cells: &[bool]) -> Vec<Bounds> {
    let mut done: Vec<Bounds> = Vec::new();
    // Runs that may grow: their first and their last column, and what they cover so far.
    let mut open: Vec<(usize, usize, Bounds)> = Vec::new();
    for row in 0..raster.rows {
        let own = &cells[row * raster.columns..(row + 1) * raster.columns];
        let mut next = Vec::new();
        let mut column = 0;
        while column < own.len() {
            if !own[column] {
                column += 1;
                continue;
            }
            let length = own[column..].iter().take_while(|cell| **cell).count();
            let last = column + length - 1;
            let half = Point::new(raster.cell / 2, raster.cell / 2);
            let corner = |at: usize| raster.middle(row * raster.columns + at);
            let mut bounds = Bounds { min: corner(column) - half, max: corner(last) + half };
            if let Some(at) = open.iter().position(|(from, to, _)| (*from, *to) == (column, last)) {
                bounds.min = open.swap_remove(at).2.min;
            }
            next.push((column, last, bounds));
            column += length;
        }
        done.extend(open.drain(..).map(|(.., bounds)| bounds));
        open = next;
    }
    done.extend(open.into_iter().map(|(.., bounds)| bounds));
    done
}

#[cfg(test)]
mod tests;
