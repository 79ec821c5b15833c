//! From the doors over the whole floor: how wide the widest way to each cell is, where it is narrowest, and how long
//! the shortest way is.

use super::Raster;
use greffon_archiclasse_plan::Point;

/// What ways from some cells are like.
#[derive(Debug, Clone)]
pub struct Flood {
    /// How wide the widest way to a cell is, mm; 0 where there is none.
    width: Vec<i32>,
    /// The cell before on that way; itself at the start.
    before: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Flood {
    /// The widest way from any of the cells to every other: a way is as wide as its narrowest cell, and the widest of
    /// all is taken. Cells are reached in the order of their widths, so that each is looked at once.
    pub fn widest(raster: &Raster, from: &[usize]) -> Self {
        let cells = raster.columns * raster.rows;
        let mut flood = Self { width: vec![0; cells], before: vec![NOWHERE; cells] };
        // One bucket a tenth of a cell.
        let step = (raster.cell / 10).max(1);
        let bucket_of = |width: i32| usize::try_from(width / step).unwrap_or(0);
        let widest = raster.free_cells().map(|cell| raster.width(cell)).max().unwrap_or(0);
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); bucket_of(widest) + 1];
        for start in from {
            let width = raster.width(*start);
            flood.width[*start] = width.max(1);
            flood.before[*start] = index(*start);
            buckets[bucket_of(width)].push(index(*start));
        }
        for level in (0..buckets.len()).rev() {
            // First in, first out: among ways of one width the shorter ones come first, and none wanders.
            let mut at = 0;
            while let Some(cell) = buckets[level].get(at).map(|cell| *cell as usize) {
                at += 1;
                let own = flood.width[cell];
                for (next, _) in raster.neighbours(cell) {
                    if flood.before[next] != NOWHERE {
                        continue;
                    }
                    let width = raster.width(next).min(own).max(1);
                    flood.width[next] = width;
                    flood.before[next] = index(cell);
                    buckets[bucket_of(width).min(level)].push(index(next));
                }
            }
        }
        flood
    }

    /// The shortest way from any of the cells to every other, over cells at least `width` mm wide. The cells that it
    /// starts from count whatever their width. Lengths by steps in eight directions, at most 8 % too long.
    pub fn shortest(raster: &Raster, from: &[usize], width: i32) -> Lengths {
        let cells = raster.columns * raster.rows;
        let mut lengths =
            Lengths { steps: vec![u32::MAX; cells], before: vec![NOWHERE; cells], cell: raster.cell };
        // Dial's buckets: a step costs 12 straight and 17 aslant (12 × √2 = 16.97).
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 18];
        for start in from {
            lengths.steps[*start] = 0;
            lengths.before[*start] = index(*start);
            buckets[0].push(index(*start));
        }
        let (mut now, mut empty) = (0_u32, 0);
        while empty < 18 {
            let slot = (now % 18) as usize;
            let Some(cell) = buckets[slot].pop() else {
                now += 1;
                empty += 1;
                continue;
            };
            empty = 0;
            let cell = cell as usize;
            if lengths.steps[cell] != now {
                continue;
            }
            for (next, aslant) in raster.neighbours(cell) {
                let steps = now + if aslant { 17 } else { 12 };
                if raster.width(next) >= width && steps < lengths.steps[next] {
                    lengths.steps[next] = steps;
                    lengths.before[next] = index(cell);
                    buckets[(steps % 18) as usize].push(index(next));
                }
            }
        }
        lengths
    }

    /// How wide the widest way to a cell is, mm; 0 where there is none.
    pub fn width(&self, cell: usize) -> i32 {
        self.width[cell]
    }

    /// Whether there is a way at all.
    pub fn reaches(&self, cell: usize) -> bool {
        self.before[cell] != NOWHERE
    }

    /// The cells of the widest way to a cell, from there back to the start.
    pub fn back(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        back(&self.before, cell)
    }
}

/// How long the shortest ways are.
#[derive(Debug, Clone)]
pub struct Lengths {
    /// Twelfths of a cell.
    steps: Vec<u32>,
    before: Vec<u32>,
    cell: i32,
}

impl Lengths {
    /// The length of the way to a cell, mm; `None` where there is none.
    pub fn length(&self, cell: usize) -> Option<i32> {
        let steps = Some(self.steps[cell]).filter(|steps| *steps != u32::MAX)?;
        i32::try_from(i64::from(steps) * i64::from(self.cell) / 12).ok()
    }

    /// The cells of the shortest way to a cell, from there back to the start.
    pub fn back(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        back(&self.before, cell)
    }
}

fn back(before: &[u32], cell: usize) -> impl Iterator<Item = usize> + '_ {
    let start = (before[cell] != NOWHERE).then_some(cell);
    core::iter::successors(start, move |at| {
        let next = before[*at] as usize;
        (next != *at).then_some(next)
    })
}

fn index(cell: usize) -> u32 {
    u32::try_from(cell).unwrap_or(NOWHERE)
}

impl Raster {
    /// The free cells around a cell, and whether they are reached aslant. Two cells that touch at a corner are
    /// neighbours only where one can pass beside the corner.
    fn neighbours(&self, cell: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        const WAYS: [(isize, isize); 8] =
            [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];
        let columns = self.columns.cast_signed();
        WAYS.into_iter().filter_map(move |(across, down)| {
            // A free cell is never at the edge of the raster: all its neighbours are there.
            let next = cell.checked_add_signed(down * columns + across)?;
            if !self.free.get(next).copied().unwrap_or(false) {
                return None;
            }
            let aslant = across != 0 && down != 0;
            if aslant {
                let beside = cell.checked_add_signed(across)?;
                let below = cell.checked_add_signed(down * columns)?;
                if !self.free[beside] || !self.free[below] {
                    return None;
                }
            }
            Some((next, aslant))
        })
    }

    /// A way as points: only where it turns.
    pub fn line(&self, cells: impl Iterator<Item = usize>) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for cell in cells {
            let point = self.middle(cell);
            if let [.., one, two] = points.as_slice()
                && (*two - *one).cross(point - *two) == 0
                && (*two - *one).dot(point - *two) > 0
            {
                points.pop();
            }
            points.push(point);
        }
        points
    }
}
