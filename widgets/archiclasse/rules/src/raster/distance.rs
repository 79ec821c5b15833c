//! The exact distance from each cell to the nearest obstacle: the lower envelope of parabolas by Felzenszwalb and
//! Huttenlocher ("Distance Transforms of Sampled Functions", Theory of Computing 8, 2012), once along the columns and
//! once along the rows, in time that grows with the number of cells alone.

/// Distances between the middles of cells, in cells; 0 where a cell is not free.
pub(super) fn transform(free: &[bool], columns: usize, rows: usize) -> Vec<f32> {
    // Beyond the raster all is wall, so no distance is greater than this one.
    let far = f32::from(u16::try_from(columns + rows).unwrap_or(u16::MAX));
    let far = far * far;
    let mut squares: Vec<f32> = free.iter().map(|free| if *free { far } else { 0.0 }).collect();
    let longest = columns.max(rows);
    let mut line = Line::of(longest);
    let mut column = vec![0.0; rows];
    for at in 0..columns {
        for row in 0..rows {
            column[row] = squares[row * columns + at];
        }
        line.lower(&mut column);
        for row in 0..rows {
            squares[row * columns + at] = column[row];
        }
    }
    for row in squares.chunks_exact_mut(columns) {
        line.lower(row);
    }
    for square in &mut squares {
        *square = square.sqrt();
    }
    squares
}

/// Room for the lower envelope along one line.
struct Line {
    /// The parabolas that the envelope is made of, by the place of their foot.
    feet: Vec<usize>,
    /// From where on each of them is the lowest.
    starts: Vec<f32>,
    values: Vec<f32>,
}

impl Line {
    fn of(length: usize) -> Self {
        Self { feet: vec![0; length], starts: vec![0.0; length + 1], values: Vec::with_capacity(length) }
    }

    /// Puts the envelope of the parabolas on the values in their place.
    fn lower(&mut self, values: &mut [f32]) {
        self.values.clear();
        self.values.extend_from_slice(values);
        let heights = &self.values;
        let mut last = 0;
        self.feet[0] = 0;
        self.starts[0] = f32::NEG_INFINITY;
        self.starts[1] = f32::INFINITY;
        for at in 1..heights.len() {
            let mut crossing = meet(heights, self.feet[last], at);
            while crossing <= self.starts[last] {
                last -= 1;
                crossing = meet(heights, self.feet[last], at);
            }
            last += 1;
            self.feet[last] = at;
            self.starts[last] = crossing;
            self.starts[last + 1] = f32::INFINITY;
        }
        let mut lowest = 0;
        for (at, value) in values.iter_mut().enumerate() {
            while self.starts[lowest + 1] < place(at) {
                lowest += 1;
            }
            let foot = self.feet[lowest];
            let way = place(at) - place(foot);
            *value = way * way + heights[foot];
        }
    }
}

/// Where the parabolas on two places meet.
fn meet(heights: &[f32], one: usize, other: usize) -> f32 {
    let (p, q) = (place(one), place(other));
    ((heights[other] + q * q) - (heights[one] + p * p)) / (2.0 * (q - p))
}

/// Rows and columns are far fewer than 2^24: exact.
#[expect(clippy::cast_precision_loss, reason = "a raster has at most some thousand rows and columns")]
fn place(at: usize) -> f32 {
    at as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by looking at every obstacle.
    fn by_hand(free: &[bool], columns: usize) -> Vec<f32> {
        let cell = |at: usize| (place(at % columns), place(at / columns));
        (0..free.len())
            .map(|at| {
                let (x, y) = cell(at);
                (0..free.len())
                    .filter(|other| !free[*other])
                    .map(|other| {
                        let (a, b) = cell(other);
                        ((x - a).powi(2) + (y - b).powi(2)).sqrt()
                    })
                    .fold(f32::MAX, f32::min)
            })
            .collect()
    }

    #[test]
    fn the_middle_of_a_room_of_5_by_5_cells() {
        let mut free = [false; 49];
        for row in 1..6 {
            free[row * 7 + 1..row * 7 + 6].fill(true);
        }
        let found = transform(&free, 7, 7);
        assert_eq!((found[3 * 7 + 3], found[7 + 1], found[0]), (3.0, 1.0, 0.0));
    }

    proptest! {
        #[test]
        fn as_by_hand(columns in 2_usize..14, cells in prop::collection::vec(prop::bool::weighted(0.8), 4..160)) {
            let rows = cells.len() / columns;
            prop_assume!(rows > 0);
            let mut free = cells[..columns * rows].to_vec();
            free[0] = false;
            for (found, wanted) in transform(&free, columns, rows).iter().zip(by_hand(&free, columns)) {
                prop_assert!((found - wanted).abs() < 1e-3, "{found} {wanted}");
            }
        }
    }
}
