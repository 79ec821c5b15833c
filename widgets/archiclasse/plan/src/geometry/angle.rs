use core::ops::{Add, Neg, Sub};

use super::{Point, whole};

/// An angle in tenths of a degree, from 0 to 3599, clockwise as seen on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Angle(i16);

/// Tenths of a degree in a full turn.
const FULL: i32 = 3600;
const QUARTER: i32 = 900;

impl Angle {
    /// No turn.
    pub const ZERO: Self = Self(0);

    /// An angle from tenths of a degree, whole turns taken off.
    #[expect(clippy::cast_possible_truncation, reason = "below 3600")]
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths.rem_euclid(FULL) as i16)
    }

    /// An angle from whole degrees.
    pub const fn degrees(degrees: i32) -> Self {
        Self::tenths(degrees.rem_euclid(360) * 10)
    }

    /// The direction of a way; 0 where it has none.
    pub fn of(way: Point) -> Self {
        let turns = f64::from(way.y).atan2(f64::from(way.x)) / core::f64::consts::TAU;
        Self::tenths(whole(turns * f64::from(FULL)))
    }

    /// Tenths of a degree, 0 to 3599.
    pub const fn as_tenths(self) -> i32 {
        self.0 as i32
    }

    /// The nearest multiple of `step` tenths of a degree.
    #[must_use]
    pub const fn rounded(self, step: i32) -> Self {
        Self::tenths((self.as_tenths() + step / 2).div_euclid(step) * step)
    }

    /// Cosine and sine, exact at quarter turns and the same on every machine.
    pub fn cos_sin(self) -> (f64, f64) {
        let (quarter, rest) = (self.as_tenths() / QUARTER, self.as_tenths() % QUARTER);
        let (cos, sin) = if rest <= QUARTER / 2 {
            small(rest)
        } else {
            let (sin, cos) = small(QUARTER - rest);
            (cos, sin)
        };
        match quarter {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        }
    }

    /// A way turned by this angle, as real numbers.
    pub fn turn(self, x: f64, y: f64) -> (f64, f64) {
        let (cos, sin) = self.cos_sin();
        (x * cos - y * sin, x * sin + y * cos)
    }

    /// A way turned by this angle.
    pub fn turned(self, way: Point) -> Point {
        let (x, y) = self.turn(f64::from(way.x), f64::from(way.y));
        Point::near(x, y)
    }
}

/// Cosine and sine of at most 45 degrees by their series: the first term left out is below 10⁻¹³.
fn small(tenths: i32) -> (f64, f64) {
    let angle = f64::from(tenths) * core::f64::consts::TAU / f64::from(FULL);
    let (mut cos, mut sin) = (0.0, 0.0);
    let mut term = 1.0;
    for power in 0..15 {
        match power % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
        term = term * angle / f64::from(power + 1);
    }
    (cos, sin)
}

impl Add for Angle {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::tenths(self.as_tenths() + other.as_tenths())
    }
}

impl Sub for Angle {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::tenths(self.as_tenths() - other.as_tenths())
    }
}

impl Neg for Angle {
    type Output = Self;

    fn neg(self) -> Self {
        Self::tenths(-self.as_tenths())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarter_turns_are_exact() {
        assert_eq!(Angle::degrees(90).turned(Point::new(700, 500)), Point::new(-500, 700));
        assert_eq!(Angle::degrees(180).turned(Point::new(700, 500)), Point::new(-700, -500));
        assert_eq!(Angle::degrees(-90).turned(Point::new(700, 500)), Point::new(500, -700));
    }

    #[test]
    fn every_tenth_has_the_usual_cosine_and_sine() {
        for tenths in 0..FULL {
            let (cos, sin) = Angle::tenths(tenths).cos_sin();
            let angle = f64::from(tenths) * core::f64::consts::PI / 1800.0;
            assert!((cos - angle.cos()).abs() < 1e-12 && (sin - angle.sin()).abs() < 1e-12, "{tenths}");
        }
    }

    #[test]
    fn directions_and_steps() {
        assert_eq!(Angle::of(Point::new(0, 5)), Angle::degrees(90));
        assert_eq!(Angle::of(Point::new(-5, 0)), Angle::degrees(180));
        assert_eq!(Angle::of(Point::new(3, -3)), Angle::degrees(315));
        assert_eq!(Angle::of(Point::default()), Angle::ZERO);
        assert_eq!(Angle::tenths(3580).rounded(150), Angle::ZERO);
        assert_eq!(Angle::tenths(80).rounded(150), Angle::degrees(15));
    }
}
