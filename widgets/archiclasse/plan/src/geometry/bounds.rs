use super::Point;

/// An upright box around something, edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The corner at the upper left.
    pub min: Point,
    /// The corner at the lower right.
    pub max: Point,
}

impl Bounds {
    /// The box of some points; `None` without any.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |found: Option<Self>, point| {
            Some(found.map_or(Self { min: point, max: point }, |bounds| bounds.with(point)))
        })
    }

    /// This box, grown to hold a point.
    #[must_use]
    pub fn with(self, point: Point) -> Self {
        Self {
            min: Point::new(self.min.x.min(point.x), self.min.y.min(point.y)),
            max: Point::new(self.max.x.max(point.x), self.max.y.max(point.y)),
        }
    }

    /// The box around two.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        self.with(other.min).with(other.max)
    }

    /// This box, wider by so many mm at each side.
    #[must_use]
    pub fn grown(self, by: i32) -> Self {
        let by = Point::new(by, by);
        Self { min: self.min - by, max: self.max + by }
    }

    /// Width, mm.
    pub const fn width(&self) -> i32 {
        self.max.x.saturating_sub(self.min.x)
    }

    /// Height, mm.
    pub const fn height(&self) -> i32 {
        self.max.y.saturating_sub(self.min.y)
    }

    /// The middle.
    pub const fn centre(&self) -> Point {
        self.min.middle(self.max)
    }

    /// Whether two boxes share a place, edges included.
    pub const fn meets(&self, other: &Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// Whether a point lies in it, edges included.
    pub const fn contains(&self, point: Point) -> bool {
        self.min.x <= point.x && point.x <= self.max.x && self.min.y <= point.y && point.y <= self.max.y
    }
}
