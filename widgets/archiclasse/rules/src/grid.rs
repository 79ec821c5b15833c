//! Where things are, in squares: so that a question about a place looks at its neighbours alone.

use greffon_archiclasse_plan::Bounds;

/// Side of a square where the plan is not too large for it, mm.
const SIDE: i32 = 1500;

/// Most squares along one side.
const MOST: i32 = 200;

/// Numbers of things by where they are.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    origin: (i32, i32),
    side: i32,
    columns: i32,
    rows: i32,
    squares: Vec<Vec<u32>>,
}

impl Grid {
    /// An empty grid over a plan. What lies outside counts as in the nearest square.
    pub fn over(bounds: Option<Bounds>) -> Self {
        let Some(bounds) = bounds else {
            return Self { side: SIDE, columns: 1, rows: 1, squares: vec![Vec::new()], ..Self::default() };
        };
        let side = SIDE.max(bounds.width().max(bounds.height()) / MOST + 1);
        let (columns, rows) = (bounds.width() / side + 1, bounds.height() / side + 1);
        let count = usize::try_from(columns * rows).unwrap_or(1);
        Self { origin: (bounds.min.x, bounds.min.y), side, columns, rows, squares: vec![Vec::new(); count] }
    }

    /// Puts a thing in.
    pub fn put(&mut self, number: u32, bounds: &Bounds) {
        for square in self.squares_of(bounds) {
            self.squares[square].push(number);
        }
    }

    /// Takes a thing out that was put in with these bounds.
    pub fn take(&mut self, number: u32, bounds: &Bounds) {
        for square in self.squares_of(bounds) {
            self.squares[square].retain(|known| *known != number);
        }
    }

    /// The things that may be near, each once, in order.
    pub fn near(&self, bounds: &Bounds) -> Vec<u32> {
        let mut found: Vec<u32> =
            self.squares_of(bounds).flat_map(|square| self.squares[square].iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn squares_of(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let place = |value: i32, origin: i32, count: i32| {
            ((value - origin).div_euclid(self.side)).clamp(0, count - 1)
        };
        let (left, right) = (
            place(bounds.min.x, self.origin.0, self.columns),
            place(bounds.max.x, self.origin.0, self.columns),
        );
        let (top, bottom) =
            (place(bounds.min.y, self.origin.1, self.rows), place(bounds.max.y, self.origin.1, self.rows));
        let columns = self.columns;
        (top..=bottom)
            .flat_map(move |row| (left..=right).map(move |column| row * columns + column))
            .filter_map(|square| usize::try_from(square).ok())
    }
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_plan::Point;
    use proptest::prelude::*;

    use super::*;

    fn bounds((x, y, width, height): (i32, i32, i32, i32)) -> Bounds {
        Bounds { min: Point::new(x, y), max: Point::new(x + width, y + height) }
    }

    proptest! {
        #[test]
        fn all_that_meet_are_found_inside_and_outside_of_the_plan(
            boxes in prop::collection::vec((-9000..29_000, -9000..29_000, 1..4000, 1..4000), 1..40)
        ) {
            let mut grid = Grid::over(Some(bounds((0, 0, 20_000, 20_000))));
            let boxes: Vec<Bounds> = boxes.into_iter().map(bounds).collect();
            for (number, one) in boxes.iter().enumerate() {
                grid.put(u32::try_from(number).expect("few"), one);
            }
            for one in &boxes {
                let near = grid.near(one);
                for (number, other) in boxes.iter().enumerate() {
                    let number = u32::try_from(number).expect("few");
                    prop_assert!(!one.meets(other) || near.contains(&number));
                }
            }
            for (number, one) in boxes.iter().enumerate() {
                grid.take(u32::try_from(number).expect("few"), one);
            }
            prop_assert!(grid.squares.iter().all(Vec::is_empty));
        }
    }
}
