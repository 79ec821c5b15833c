//! The floor of a room in square cells: what is free, how far each cell is from the nearest obstacle, how wide the way
//! to it from the doors is, and how long.
//!
//! Cells measure 5 cm in rooms up to 250 m². Larger halls take coarser cells, so that their number stays about the same.
//! What a cell says is off by up to half a cell; a figure near a limit is measured again without cells
//! ([`crate::clearance`]).

mod distance;
mod flood;

pub use flood::Flood;

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Bounds, Point, Polygon};

/// The side of a cell where nothing forces a coarser one, mm.
pub const CELL: i32 = 50;

/// Most cells of a room: 250 m² at 5 cm.
const MOST: i64 = 100_000;

/// The floor of a room in cells.
#[derive(Debug, Clone)]
pub struct Raster {
    /// Side of a cell, mm.
    pub cell: i32,
    /// How many cells are in a row.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    origin: Point,
    free: Vec<bool>,
    distance: Vec<f32>,
}

impl Raster {
    /// The floor without what stands on it: a cell is free where its middle lies on the floor and on no obstacle.
    ///
    /// Obstacles are convex outlines. `None` for a floor without area.
    pub fn of<'o>(floor: &Polygon, obstacles: impl IntoIterator<Item = &'o [Point]>) -> Option<Self> {
        let bounds = floor.bounds()?;
        let cell = cell_of(&bounds);
        // One row and one column of walls all around.
        let cells = |length: i32| usize::try_from(length / cell + 3).unwrap_or(0);
        let (columns, rows) = (cells(bounds.width()), cells(bounds.height()));
        if columns * rows == 0 || floor.area() == 0 {
            return None;
        }
        let mut raster = Self {
            cell,
            columns,
            rows,
            origin: bounds.min - Point::new(cell, cell),
            free: vec![false; columns * rows],
            distance: Vec::new(),
        };
        raster.fill_floor(floor);
        for obstacle in obstacles {
            raster.block(obstacle);
        }
        raster.distance = distance::transform(&raster.free, columns, rows);
        Some(raster)
    }

    /// Frees the cells of the floor row by row, between the edges that a line through their middles crosses.
    fn fill_floor(&mut self, floor: &Polygon) {
        for row in 0..self.rows {
            let y = self.middle_of_row(row);
            let mut cuts: Vec<f64> = floor
                .edges()
                .filter_map(|edge| {
                    let (top, bottom) = (f64::from(edge.a.y), f64::from(edge.b.y));
                    ((top > y) != (bottom > y)).then(|| {
                        f64::from(edge.a.x)
                            + (y - top) * f64::from(edge.b.x - edge.a.x) / f64::from(edge.b.y - edge.a.y)
                    })
                })
                .collect();
            cuts.sort_by(f64::total_cmp);
            for pair in cuts.chunks_exact(2) {
                self.set_row(row, pair[0], pair[1], true);
            }
        }
    }

    /// Takes the cells of a convex outline off the floor.
    fn block(&mut self, outline: &[Point]) {
        let Some(bounds) = Bounds::of(outline.iter().copied()) else { return };
        let row_of = |y: i32| usize::try_from((y - self.origin.y) / self.cell).unwrap_or(0).min(self.rows);
        for row in row_of(bounds.min.y)..(row_of(bounds.max.y) + 1).min(self.rows) {
            let y = self.middle_of_row(row);
            let (mut left, mut right) = (f64::MAX, f64::MIN);
            for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
                let (top, bottom) = (f64::from(a.y), f64::from(b.y));
                if (top > y) != (bottom > y) {
                    let x = f64::from(a.x) + (y - top) * f64::from(b.x - a.x) / (bottom - top);
                    (left, right) = (left.min(x), right.max(x));
                }
            }
            if left < right {
                self.set_row(row, left, right, false);
            }
        }
    }

    fn set_row(&mut self, row: usize, left: f64, right: f64, free: bool) {
        // The first and the last cell whose middle lies between the two.
        let cell = f64::from(self.cell);
        let place = |x: f64| (x - f64::from(self.origin.x)) / cell - 0.5;
        let (from, to) = (whole(place(left).ceil()), whole(place(right).ceil()));
        let column = |at: i32| usize::try_from(at).unwrap_or(0).min(self.columns);
        let start = row * self.columns;
        self.free[start + column(from)..start + column(to).max(column(from))].fill(free);
    }

    fn middle_of_row(&self, row: usize) -> f64 {
        f64::from(self.origin.y) + (f64::from(u32::try_from(row).unwrap_or(0)) + 0.5) * f64::from(self.cell)
    }

    /// The cell that a point lies in; `None` outside of the raster.
    pub fn at(&self, point: Point) -> Option<usize> {
        let way = point - self.origin;
        let column = usize::try_from(way.x.div_euclid(self.cell)).ok().filter(|at| *at < self.columns)?;
        let row = usize::try_from(way.y.div_euclid(self.cell)).ok().filter(|at| *at < self.rows)?;
        Some(row * self.columns + column)
    }

    /// The middle of a cell.
    pub fn middle(&self, cell: usize) -> Point {
        let step = |count: usize| i32::try_from(count).unwrap_or(0) * self.cell + self.cell / 2;
        self.origin + Point::new(step(cell % self.columns), step(cell / self.columns))
    }

    /// Whether nothing stands there.
    pub fn is_free(&self, cell: usize) -> bool {
        self.free[cell]
    }

    /// How wide the way is at a cell, mm: twice the distance to the nearest obstacle.
    pub fn width(&self, cell: usize) -> i32 {
        let cells = f64::from(self.distance[cell]) * 2.0 - 1.0;
        whole(cells.max(0.0) * f64::from(self.cell))
    }

    /// All free cells.
    pub fn free_cells(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.free.len()).filter(|cell| self.free[*cell])
    }

    /// The free cells whose middle is at most so many mm from one of those.
    pub fn around(&self, cells: impl Fn(usize) -> bool, within: i32) -> Vec<bool> {
        let others: Vec<bool> = (0..self.free.len()).map(|cell| !(self.free[cell] && cells(cell))).collect();
        let distance = distance::transform(&others, self.columns, self.rows);
        let most = f64::from(within) / f64::from(self.cell);
        (0..self.free.len()).map(|cell| self.free[cell] && f64::from(distance[cell]) <= most).collect()
    }

    /// The free cell nearest to a point, within so many mm; the first in reading order among equals.
    pub fn nearest_free(&self, point: Point, within: i32) -> Option<usize> {
        let reach = within / self.cell + 1;
        let mut best: Option<(i64, usize)> = None;
        for down in -reach..=reach {
            for across in -reach..=reach {
                let Some(cell) = self.at(point + Point::new(across * self.cell, down * self.cell)) else {
                    continue;
                };
                if !self.free[cell] {
                    continue;
                }
                let way = self.middle(cell) - point;
                let far = way.dot(way);
                if far <= i64::from(within) * i64::from(within) && best.is_none_or(|(least, _)| far < least) {
                    best = Some((far, cell));
                }
            }
        }
        best.map(|(_, cell)| cell)
    }
}

/// 5 cm, or as many times that as keep the number of cells below the most.
fn cell_of(bounds: &Bounds) -> i32 {
    let cells = |cell: i32| i64::from(bounds.width() / cell + 3) * i64::from(bounds.height() / cell + 3);
    let mut cell = CELL;
    while cells(cell) > MOST && cell < 20 * CELL {
        cell += CELL;
    }
    cell
}

#[cfg(test)]
mod tests;
