//! Where a wheelchair gets on the floor, where it can turn, and what it does not get to, each with the reason.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Bounds, Id, Plan, Point};

use crate::check::Eye;
use crate::check::way::{TURNING, aisle, targets};
use crate::checker::Checker;
use crate::clearance::best_near;
use crate::raster::Raster;
use crate::survey::{Access, Survey};

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

impl Checker {
    /// What a wheelchair gets to, by the ways that the checks know.
    pub fn reach(&self, plan: &Plan, catalogue: &Catalogue) -> Reach {
        let way = aisle(plan.header.existing);
        let mut reach = Reach { way, ..Reach::default() };
        for eye in self.eyes(plan, catalogue) {
            room(&eye, way, &mut reach);
        }
        reach
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
    zones(eye, survey, way, reach);
    pieces(eye, survey, way, reach);
}

fn zones(eye: &Eye<'_>, survey: &Survey, way: i32, reach: &mut Reach) {
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
                survey.access(eye.scene, eye.site, middle, way).and_then(|access| narrow(&access)).or_else(
                    || {
                        let (radius, _) = best_near(eye.scene, eye.site, middle);
                        let circle = whole(2.0 * radius).max(survey.raster.width(cell));
                        (circle < CIRCLE).then_some(Why::NoTurning(circle))
                    },
                )
            }
        };
        if let Some(why) = why {
            reach.lost.push(Lost { what: Place::Zone(*id), at: zone.outline.inner_point(), why });
        }
    }
}

/// Each piece once, with the worst of its seats.
fn pieces(eye: &Eye<'_>, survey: &Survey, way: i32, reach: &mut Reach) {
    let mut last: Option<Id> = None;
    let mut worst: Option<Lost> = None;
    for (thing, at) in targets(eye) {
        if last != Some(thing.id) {
            last = Some(thing.id);
            reach.places += 1;
            reach.lost.extend(worst.take());
        }
        let why = match survey.access(eye.scene, eye.site, at, way) {
            None => Some(Why::NoWay),
            Some(access) => narrow(&access),
        };
        if let Some(why) = why
            && worst.as_ref().is_none_or(|known| width(why) < width(known.why))
        {
            worst = Some(Lost { what: Place::Piece(thing.id), at, why });
        }
    }
    reach.lost.extend(worst);
}

fn narrow(access: &Access) -> Option<Why> {
    access.gap.map(|gap| Why::Narrow(access.width, gap.from.middle(gap.to)))
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
