use core::ops::{Add, Neg, Sub};

use super::whole;

/// A place or a way, in mm: x to the right, y down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// To the right, mm.
    pub x: i32,
    /// Down, mm.
    pub y: i32,
}

impl Point {
    /// A point.
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// The point nearest to real coordinates.
    pub fn near(x: f64, y: f64) -> Self {
        Self { x: whole(x), y: whole(y) }
    }

    /// The cross product: above 0 where `other` lies clockwise of `self` as seen on the screen. mm².
    pub const fn cross(self, other: Self) -> i64 {
        self.x as i64 * other.y as i64 - self.y as i64 * other.x as i64
    }

    /// The dot product, mm².
    pub const fn dot(self, other: Self) -> i64 {
        self.x as i64 * other.x as i64 + self.y as i64 * other.y as i64
    }

    /// The length of the way from the origin, mm.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
    pub fn length(self) -> f64 {
        (self.dot(self) as f64).sqrt()
    }

    /// The distance to another point, mm.
    pub fn distance(self, other: Self) -> f64 {
        (other - self).length()
    }

    /// The point half way.
    #[must_use]
    pub const fn middle(self, other: Self) -> Self {
        Self { x: i32::midpoint(self.x, other.x), y: i32::midpoint(self.y, other.y) }
    }

    /// This way made `length` mm long; the origin where it has no direction.
    #[must_use]
    pub fn with_length(self, length: f64) -> Self {
        let own = self.length();
        if own == 0.0 {
            return Self::default();
        }
        Self::near(f64::from(self.x) * length / own, f64::from(self.y) * length / own)
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { x: self.x.saturating_add(other.x), y: self.y.saturating_add(other.y) }
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { x: self.x.saturating_sub(other.x), y: self.y.saturating_sub(other.y) }
    }
}

impl Neg for Point {
    type Output = Self;

    fn neg(self) -> Self {
        Self::default() - self
    }
}
