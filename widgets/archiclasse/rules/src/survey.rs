//! How one gets about a room: the ways from its doors to everything, and how wide they are.

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Id, Point};

use crate::clearance::{Gap, gap_at};
use crate::raster::{Flood, Raster};
use crate::scene::{Scene, Site};

/// Where a wheelchair stands when it has come in: that far from the face of the wall, give or take 55 cm.
const INSIDE: f64 = 650.0;
const INSIDE_REACH: i32 = 550;

/// How wide a way is said to be where nothing stands on both sides, mm.
pub const OPEN: i32 = 3200;

/// How near to something one has to come, mm.
const ARRIVED: i32 = 800;

/// The ways of a room.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The floor in cells.
    pub raster: Raster,
    /// The widest ways from the doors.
    pub flood: Flood,
    /// The cells just inside of the doors.
    pub starts: Vec<usize>,
}

/// The way to something.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// The cell where one arrives.
    pub cell: usize,
    /// How wide the way is, mm, at most the width that was asked for where it is wide enough.
    pub width: i32,
    /// Where it is narrowest, where it is too narrow.
    pub gap: Option<Gap>,
}

/// A way from a door, to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// From the door to the goal, a point every cell or so.
    pub points: Vec<Point>,
    /// How wide the way is at each of them, mm; [`OPEN`] where nothing stands on both sides.
    pub widths: Vec<i32>,
    /// How long it is, mm.
    pub length: i32,
}

impl Walk {
    /// The narrowest place and its width; of a stretch as narrow all along, its middle.
    pub fn narrowest(&self) -> Option<(Point, i32)> {
        let least = *self.widths.iter().min()?;
        let first = self.widths.iter().position(|width| *width == least)?;
        let stretch = self.widths[first..].iter().take_while(|width| **width == least).count();
        self.points.get(first + stretch / 2).map(|place| (*place, least))
    }
}

impl Survey {
    /// Surveys a room; `None` for one without a floor.
    pub fn of(scene: &Scene, site: &Site) -> Option<Self> {
        let bounds = site.floor.bounds()?;
        let pieces = scene
            .near(&bounds)
            .flat_map(|(_, thing)| thing.obstacles())
            .map(|block| block.outline.as_slice());
        let walls = scene.walls_near(&bounds).map(|(_, outline)| outline);
        let raster = Raster::of(&site.floor, pieces.chain(walls))?;
        let mut starts: Vec<usize> = site
            .doors
            .iter()
            .flat_map(|door| inside(&raster, door.middle() + door.inward.with_length(INSIDE)))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let flood = Flood::widest(&raster, &starts);
        Some(Self { raster, flood, starts })
    }

    /// The widest way to within 80 cm of a point. `None` where there is no way at all.
    pub fn access(&self, scene: &Scene, site: &Site, to: Point, wanted: i32) -> Option<Access> {
        let cell = self.arrival(to)?;
        let mut access = Access { cell, width: wanted, gap: None };
        // Cells may say a little too much or too little: what is near the limit is measured.
        let doubtful = wanted + 2 * self.raster.cell;
        if self.flood.width(cell) >= doubtful {
            return Some(access);
        }
        for at in self.flood.back(cell).filter(|at| self.raster.width(*at) < doubtful) {
            let gap = gap_at(scene, site, self.raster.middle(at));
            if let Some(gap) = gap.filter(|gap| gap.width < f64::from(access.width)) {
                access.width = whole(gap.width);
                access.gap = Some(gap);
            }
        }
        Some(access)
    }

    /// The cell near a point that the widest way leads to.
    pub(crate) fn arrival(&self, to: Point) -> Option<usize> {
        cells_within(&self.raster, to, ARRIVED)
            .filter(|cell| self.flood.reaches(*cell))
            .max_by_key(|cell| (self.flood.width(*cell), core::cmp::Reverse(*cell)))
    }

    /// The way to a point, wide enough if there is one, otherwise the widest; with its width all along.
    pub fn walk(&self, scene: &Scene, site: &Site, to: Point, wanted: i32) -> Option<Walk> {
        let lengths = Flood::shortest(&self.raster, &self.starts, wanted - self.raster.cell);
        let short = cells_within(&self.raster, to, ARRIVED)
            .filter_map(|cell| Some((lengths.length(cell)?, cell)))
            .min();
        let mut cells: Vec<usize> = match short {
            Some((_, cell)) => lengths.back(cell).collect(),
            None => self.flood.back(self.arrival(to)?).collect(),
        };
        cells.reverse();
        let points: Vec<Point> = cells.iter().map(|cell| self.raster.middle(*cell)).collect();
        let widths = points
            .iter()
            .map(|point| gap_at(scene, site, *point).map_or(OPEN, |gap| whole(gap.width)))
            .collect();
        let length = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        Some(Walk { points, widths, length: whole(length) })
    }

    /// The longest of the shortest ways out from some points, mm, and from which: over ways of at least 60 cm.
    pub fn farthest(&self, from: impl IntoIterator<Item = (Id, Point)>) -> Option<(i32, Id, Vec<Point>)> {
        let lengths = Flood::shortest(&self.raster, &self.starts, 600 - self.raster.cell);
        let far = from.into_iter().filter_map(|(id, point)| {
            let cells = cells_within(&self.raster, point, ARRIVED);
            let (length, cell) = cells.filter_map(|cell| Some((lengths.length(cell)?, cell))).min()?;
            Some((length, id, cell))
        });
        far.max_by_key(|(length, id, _)| (*length, core::cmp::Reverse(*id)))
            .map(|(length, id, cell)| (length, id, self.raster.line(lengths.back(cell))))
    }
}

fn inside(raster: &Raster, point: Point) -> impl Iterator<Item = usize> + '_ {
    cells_within(raster, point, INSIDE_REACH)
}

/// The free cells whose middle is within so many mm of a point.
fn cells_within(raster: &Raster, point: Point, within: i32) -> impl Iterator<Item = usize> + '_ {
    let reach = within / raster.cell + 1;
    (-reach..=reach)
        .flat_map(move |down| (-reach..=reach).map(move |across| (across, down)))
        .filter_map(move |(across, down)| {
            raster.at(point + Point::new(across * raster.cell, down * raster.cell))
        })
        .filter(move |cell| {
            raster.is_free(*cell) && raster.middle(*cell).distance(point) <= f64::from(within)
        })
}
