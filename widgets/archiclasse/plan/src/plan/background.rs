//! A picture below the plan, to trace from.

use serde_json::Value;

use crate::geometry::whole;
use crate::reading::{FAR, Members, Problem, Written};
use crate::{Angle, Id, Point};

/// A picture below the plan, to trace from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Background {
    /// The name of the photo, as text.
    pub file: String,
    /// Its upper left corner.
    pub at: Point,
    /// How wide the picture is on the plan, mm.
    pub width: i32,
    /// How high the picture is on the plan, mm.
    pub height: i32,
    /// How far it is turned about its upper left corner.
    pub turn: Angle,
    /// How strong it is drawn, percent.
    pub strength: i32,
    /// It is there and not drawn.
    pub hidden: bool,
}

/// Sides that a picture may have on the plan, mm.
const SIDES: core::ops::RangeInclusive<i32> = 100..=1_000_000;
/// How strong a picture is drawn where nothing was said, percent.
const USUAL: i32 = 60;
/// How strong it may be drawn, percent.
const STRENGTHS: core::ops::RangeInclusive<i32> = 10..=100;
/// How long the longer side is until the picture has its scale, mm: about a classroom.
const UNSCALED: f64 = 10_000.0;

/// Why a picture does not get that scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoScale {
    /// Both points are the same.
    SamePoint,
    /// The picture would be smaller or larger than a plan can be.
    OutOfBounds,
}

impl Background {
    /// A picture of that many pixels, its upper left corner there, until two points give it its scale.
    pub fn begin(photo: Id, at: Point, (width, height): (u32, u32)) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let scale = UNSCALED / width.max(height);
        let side = |length: f64| whole(length * scale).max(*SIDES.start());
        Self {
            file: photo.text(),
            at,
            width: side(width),
            height: side(height),
            turn: Angle::ZERO,
            strength: USUAL,
            hidden: false,
        }
    }

    /// The name of the photo; `None` where a file came from elsewhere.
    pub fn photo(&self) -> Option<Id> {
        Id::parse(&self.file)
    }

    /// The picture so large that two points seen on it are `length` mm apart. The first stays where it is.
    pub fn scaled(&self, from: Point, to: Point, length: i32) -> Result<Self, NoScale> {
        let now = from.distance(to);
        if now == 0.0 {
            return Err(NoScale::SamePoint);
        }
        let scale = f64::from(length) / now;
        let side = |side: i32| {
            let side = whole(f64::from(side) * scale);
            if SIDES.contains(&side) { Ok(side) } else { Err(NoScale::OutOfBounds) }
        };
        let way = self.at - from;
        let at = from + Point::near(f64::from(way.x) * scale, f64::from(way.y) * scale);
        Self { width: side(self.width)?, height: side(self.height)?, ..self.clone() }.placed(at)
    }

    /// The picture moved by so much.
    pub fn moved(&self, by: Point) -> Result<Self, NoScale> {
        self.placed(self.at + by)
    }

    fn placed(&self, at: Point) -> Result<Self, NoScale> {
        let near = at.x.abs() <= FAR && at.y.abs() <= FAR;
        if near { Ok(Self { at, ..self.clone() }) } else { Err(NoScale::OutOfBounds) }
    }

    /// The picture drawn so strong, in percent, as far as that can be.
    #[must_use]
    pub fn with_strength(&self, strength: i32) -> Self {
        let strength = strength.max(*STRENGTHS.start()).min(*STRENGTHS.end());
        Self { strength, ..self.clone() }
    }

    pub(super) fn read(value: &Value) -> Result<Self, Problem> {
        let members = Members::of(value)?;
        Ok(Self {
            file: members.text("file", 128)?,
            at: members.point("at")?,
            width: members.whole("width", SIDES)?,
            height: members.whole("height", SIDES)?,
            turn: members.angle("turn")?,
            strength: members.whole_or("strength", STRENGTHS, USUAL)?,
            hidden: members.flag("hidden"),
        })
    }

    pub(super) fn write(&self) -> Value {
        Written::default()
            .text("file", &self.file)
            .point("at", self.at)
            .whole("width", self.width)
            .whole("height", self.height)
            .whole_unless("turn", self.turn.as_tenths(), 0)
            .whole_unless("strength", self.strength, USUAL)
            .flag("hidden", self.hidden)
            .value()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn picture() -> Background {
        Background::begin(Id::of(7), Point::new(-200, 100), (1600, 1200))
    }

    #[test]
    fn a_picture_begins_about_as_large_as_a_classroom() {
        assert_eq!((picture().width, picture().height), (10_000, 7500));
        // However narrow, it can be stored.
        let narrow = Background::begin(Id::of(7), Point::default(), (1600, 1));
        assert_eq!(Background::read(&narrow.write()), Ok(narrow));
        assert_eq!(picture().photo(), Some(Id::of(7)));
    }

    #[test]
    fn two_points_and_their_length_give_the_scale() {
        let (from, to) = (Point::new(1000, 1000), Point::new(3000, 1000));
        let scaled = picture().scaled(from, to, 3200).expect("a scale");
        assert_eq!((scaled.width, scaled.height), (16_000, 12_000));
        // The first point is where it was on the picture.
        assert_eq!(scaled.at, Point::new(1000 - 1920, 1000 - 1440));
        // Measured again, it is as long as was said.
        let seen = |at: Point, of: &Background, seen_in: &Background| {
            let share = f64::from(of.width) / f64::from(seen_in.width);
            let way = at - seen_in.at;
            of.at + Point::near(f64::from(way.x) * share, f64::from(way.y) * share)
        };
        let (a, b) = (seen(from, &scaled, &picture()), seen(to, &scaled, &picture()));
        assert_eq!((a, whole(a.distance(b))), (from, 3200));
    }

    #[test]
    fn what_gives_no_scale_says_why() {
        let at = Point::new(5, 5);
        assert_eq!(picture().scaled(at, at, 3200), Err(NoScale::SamePoint));
        let far = Point::new(9000, 5);
        assert_eq!(picture().scaled(at, far, 1), Err(NoScale::OutOfBounds));
        assert_eq!(picture().scaled(at, Point::new(6, 5), 500_000), Err(NoScale::OutOfBounds));
        assert_eq!(picture().moved(Point::new(-FAR, 0)), Err(NoScale::OutOfBounds));
        assert_eq!(picture().moved(Point::new(300, 0)).map(|moved| moved.at), Ok(Point::new(100, 100)));
    }

    proptest! {
        #[test]
        fn every_scale_that_is_given_can_be_stored(
            x in -9000_i32..9000, y in -9000_i32..9000, to_x in -9000_i32..9000, to_y in -9000_i32..9000,
            length in 1_i32..500_000, strength in -50_i32..300,
        ) {
            let (from, to) = (Point::new(x, y), Point::new(to_x, to_y));
            if let Ok(scaled) = picture().scaled(from, to, length) {
                let scaled = scaled.with_strength(strength);
                prop_assert_eq!(Background::read(&scaled.write()), Ok(scaled));
            }
        }
    }
}
