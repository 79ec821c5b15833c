//! What a person is doing now, as one value: begun, updated at every move of the pointer or press of a key, then
//! committed or cancelled. A gesture changes nothing before it is committed; until then it says what to draw.

mod band;
mod draw;
mod drop;
mod hang;
mod pair;
mod region;
mod shift;
mod stretch;
mod turn;
mod typed;

pub use band::Band;
pub use draw::Draw;
pub use drop::Drop;
pub use hang::Hang;
pub use pair::{Pair, Purpose};
pub use region::Region;
pub use shift::Shift;
pub use stretch::{Handle, Stretch};
pub use turn::Turn;
pub use typed::Typed;

use greffon_archiclasse_plan::{Angle, Names, Plan, Point, Polygon, Ref, Segment};

use crate::edit::{Edit, Label};
use crate::snap::{Catch, Caught};

/// Where the pointer is, and how it is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pointer {
    /// Its place on the plan.
    pub at: Point,
    /// How near counts as on it, mm: 8 pixels at the zoom of now.
    pub reach: i32,
    /// Nothing catches (Alt).
    pub free: bool,
    /// Only along one axis (Shift).
    pub straight: bool,
}

/// A key that means something to a gesture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A digit, a decimal mark, a unit, or `x` between two lengths.
    Sign(char),
    /// Takes the last sign back.
    Back,
    /// Done.
    Enter,
    /// Given up.
    Escape,
    /// An arrow: −1, 0 or 1 to the right and down; a big step with Shift.
    Arrow(i32, i32, bool),
    /// Turn by a step.
    Rotate,
}

/// What comes of a press or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It means nothing here.
    Ignored,
    /// The gesture goes on.
    Goes,
    /// It is done: commit it.
    Commit,
    /// It is given up.
    Cancel,
}

/// What a gesture changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The objects.
    pub edits: Vec<Edit>,
    /// What the change is called.
    pub label: Label,
    /// What is selected then; `None` leaves the selection.
    pub select: Option<Vec<Ref>>,
}

/// What to draw of a gesture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// How the lifted objects are turned, about `about`, and then shifted.
    pub turn: Angle,
    /// What they are turned about.
    pub about: Point,
    /// How they are shifted.
    pub shift: Point,
    /// The outline of what would be there.
    pub outline: Option<Polygon>,
    /// The line that is drawn.
    pub line: Vec<Point>,
    /// Points that are marked with a cross.
    pub crosses: Vec<Point>,
    /// Lines that were caught.
    pub guides: Vec<Segment>,
    /// Lengths to show, each at its line.
    pub measures: Vec<Segment>,
    /// What was caught, to be named.
    pub catch: Option<Catch>,
    /// An angle to show, tenths of a degree.
    pub angle: Option<Angle>,
}

/// What a person is doing now.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Drawing walls.
    Draw(Draw),
    /// Moving objects.
    Shift(Shift),
    /// Turning pieces.
    Turn(Turn),
    /// Resizing a piece or a zone.
    Stretch(Stretch),
    /// Selecting by a box.
    Band(Band),
    /// Drawing a zone.
    Region(Region),
    /// Putting a piece of the catalogue in.
    Drop(Drop),
    /// Putting a door or a window into a wall, or moving one.
    Hang(Hang),
    /// Pointing at two places of the photo.
    Pair(Pair),
}

/// Calls the same method of whichever gesture it is.
macro_rules! each {
    ($gesture:expr, $inner:ident => $call:expr) => {
        match $gesture {
            Gesture::Draw($inner) => $call,
            Gesture::Shift($inner) => $call,
            Gesture::Turn($inner) => $call,
            Gesture::Stretch($inner) => $call,
            Gesture::Band($inner) => $call,
            Gesture::Region($inner) => $call,
            Gesture::Drop($inner) => $call,
            Gesture::Hang($inner) => $call,
            Gesture::Pair($inner) => $call,
        }
    };
}

impl Gesture {
    /// The pointer moved.
    pub fn update(&mut self, pointer: Pointer) {
        each!(self, gesture => gesture.update(pointer));
    }

    /// The pointer was pressed: gestures of several clicks go on, others are done when it is released.
    pub fn press(&mut self, pointer: Pointer) -> Then {
        self.update(pointer);
        match self {
            Self::Draw(draw) => draw.add(),
            Self::Region(region) => region.press(),
            Self::Drop(_) | Self::Hang(_) => Then::Commit,
            Self::Pair(pair) => pair.press(),
            _ => Then::Goes,
        }
    }

    /// The pointer was released.
    pub fn release(&mut self, pointer: Pointer) -> Then {
        self.update(pointer);
        match self {
            Self::Draw(_) | Self::Drop(_) => Then::Goes,
            Self::Region(region) => region.release(),
            Self::Pair(pair) => pair.release(),
            Self::Hang(hang) if hang.is_new() => Then::Goes,
            _ => Then::Commit,
        }
    }

    /// A key was pressed.
    pub fn key(&mut self, stroke: Stroke) -> Then {
        if stroke == Stroke::Escape {
            return if self.typed_mut().is_some_and(Typed::clear) { Then::Goes } else { Then::Cancel };
        }
        if let Some(typed) = self.typed_mut() {
            let took = match stroke {
                Stroke::Sign(sign) => typed.push(sign),
                Stroke::Back => typed.pop(),
                _ => false,
            };
            if took {
                self.follow_typed();
                return Then::Goes;
            }
        }
        match stroke {
            Stroke::Arrow(x, y, big) => self.arrow(Point::new(x, y), big),
            Stroke::Enter => self.enter(),
            Stroke::Rotate => each!(self, gesture => gesture.rotate()),
            _ => Then::Ignored,
        }
    }

    fn arrow(&mut self, way: Point, big: bool) -> Then {
        each!(self, gesture => gesture.arrow(way, big))
    }

    fn enter(&mut self) -> Then {
        if self.typed().is_some_and(Typed::is_wrong) {
            // What is wrong stays, marked, until it is mended or cleared.
            return Then::Goes;
        }
        match self {
            Self::Draw(draw) => draw.enter(),
            Self::Region(region) => region.enter(),
            Self::Pair(pair) => pair.set(),
            _ => Then::Commit,
        }
    }

    fn follow_typed(&mut self) {
        each!(self, gesture => gesture.follow_typed());
    }

    /// What was typed so far; `None` where nothing can be typed.
    pub fn typed(&self) -> Option<&Typed> {
        each!(self, gesture => gesture.typed())
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        each!(self, gesture => gesture.typed_mut())
    }

    /// What to draw.
    pub fn preview(&self) -> Preview {
        each!(self, gesture => gesture.preview())
    }

    /// The objects that are drawn apart while the gesture goes on.
    pub fn lifted(&self) -> &[Ref] {
        match self {
            Self::Shift(shift) => shift.lifted(),
            Self::Turn(turn) => turn.lifted(),
            _ => &[],
        }
    }

    /// What it changes; `None` where nothing.
    pub fn commit(&self, plan: &Plan, names: &mut Names) -> Option<Outcome> {
        match self {
            Self::Draw(draw) => draw.commit(plan, names),
            Self::Shift(shift) => shift.commit(plan),
            Self::Turn(turn) => turn.commit(plan),
            Self::Stretch(stretch) => stretch.commit(plan),
            Self::Band(band) => Some(band.commit(plan)),
            Self::Region(region) => region.commit(names),
            Self::Drop(drop) => Some(drop.commit(plan, names)),
            Self::Hang(hang) => hang.commit(names),
            // It changes the photo, which is no object.
            Self::Pair(_) => None,
        }
    }
}

/// What most gestures do with most calls.
trait Step {
    fn update(&mut self, pointer: Pointer);
    fn preview(&self) -> Preview;

    fn typed(&self) -> Option<&Typed> {
        None
    }

    fn typed_mut(&mut self) -> Option<&mut Typed> {
        None
    }

    fn follow_typed(&mut self) {}

    fn arrow(&mut self, _way: Point, _big: bool) -> Then {
        Then::Ignored
    }

    fn rotate(&mut self) -> Then {
        Then::Ignored
    }
}

/// The step of an arrow key, mm.
const fn arrow_step(big: bool) -> i32 {
    if big { 1000 } else { 100 }
}

/// The lines that were caught, long enough to be seen around a place.
fn guides(caught: &Caught, around: Point) -> Vec<Segment> {
    const FAR: i32 = 30_000;
    let upright =
        caught.lines.0.map(|x| Segment::new(Point::new(x, around.y - FAR), Point::new(x, around.y + FAR)));
    let level =
        caught.lines.1.map(|y| Segment::new(Point::new(around.x - FAR, y), Point::new(around.x + FAR, y)));
    upright.into_iter().chain(level).collect()
}

#[cfg(test)]
mod tests;
