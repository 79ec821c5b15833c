//! What a check found: where, how much, and the smallest change that cures it.

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Id, Kind, Point, Polygon, Ref};

use crate::rule::Check;

/// A figure of a finding, to be put into its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A length, mm.
    Length(i32),
    /// An area, mm².
    Area(i64),
    /// A number of things or people.
    Count(i32),
    /// An angle, whole degrees.
    Degrees(i32),
    /// A piece, by its name on the plan.
    Piece(Id),
    /// A zone, by its name on the plan.
    Zone(Id),
    /// A room, by its name; empty for one without.
    Room(String),
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An area.
    Area(Polygon),
    /// A circle: its middle and its radius in mm.
    Circle(Point, i32),
    /// A way, and how wide it is to be, mm.
    Way(Vec<Point>, i32),
    /// A distance from one point to another.
    Distance(Point, Point),
    /// A place.
    Place(Point),
}

/// The smallest change that cures it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// Move a piece by so much.
    Move(Id, Point),
    /// Widen an opening to so many mm.
    Widen(Id, i32),
    /// Let a door open to the other side.
    TurnLeaf(Id),
    /// Add ways out of a room: so many.
    AddDoors(i32),
    /// Add something that gives what is missing.
    Add(Needed, i32),
    /// Reckon with so many people.
    People(i32),
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Mains sockets.
    Sockets,
    /// Network sockets.
    Network,
    /// Wi-Fi access points.
    AccessPoint,
    /// A switch for the Wi-Fi.
    WifiSwitch,
    /// A table that a wheelchair user can work at.
    AccessibleTable,
    /// A projection or a board.
    Projection,
    /// A window.
    Window,
    /// Something that takes noise away.
    Absorber,
}

impl Needed {
    /// Its name in files and catalogues of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sockets => "sockets",
            Self::Network => "network",
            Self::AccessPoint => "access-point",
            Self::WifiSwitch => "wifi-switch",
            Self::AccessibleTable => "accessible-table",
            Self::Projection => "projection",
            Self::Window => "window",
            Self::Absorber => "absorber",
        }
    }
}

/// Something that a check asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// What it is about, in the words in which an answer names it (see [`about`]).
    pub about: String,
    /// The objects that it is about.
    pub objects: Vec<Ref>,
    /// Figures for its sentence, by name.
    pub figures: Vec<(&'static str, Figure)>,
    /// Where it is on the plan.
    pub marks: Vec<Mark>,
    /// The smallest change that cures it, where there is one.
    pub cure: Option<Cure>,
}

impl Finding {
    /// A finding about some objects.
    pub fn new(check: Check, objects: Vec<Ref>) -> Self {
        Self { check, about: about(&objects), objects, figures: Vec::new(), marks: Vec::new(), cure: None }
    }

    /// With a figure.
    #[must_use]
    pub fn with(mut self, name: &'static str, figure: Figure) -> Self {
        self.figures.push((name, figure));
        self
    }

    /// With a length in mm.
    #[must_use]
    pub fn length(self, name: &'static str, length: f64) -> Self {
        self.with(name, Figure::Length(whole(length)))
    }

    /// With a number.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.with(name, Figure::Count(i32::try_from(count).unwrap_or(i32::MAX)))
    }

    /// With a place on the plan.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// With a cure.
    #[must_use]
    pub fn cure(mut self, cure: Option<Cure>) -> Self {
        self.cure = cure;
        self
    }

    /// The figure of that name.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|(known, _)| *known == name).map(|(_, figure)| figure)
    }
}

/// Names objects in at most 80 signs: the first few and, where there are more, how many.
pub fn about(objects: &[Ref]) -> String {
    const SHOWN: usize = 3;
    let mut text = String::new();
    for object in objects.iter().take(SHOWN) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(object.kind.folder());
        text.push('/');
        text.push_str(&object.id.text());
    }
    if objects.len() > SHOWN {
        text.push_str(" +");
        text.push_str(&(objects.len() - SHOWN).to_string());
    }
    text
}

/// A piece as a reference.
pub const fn piece(id: Id) -> Ref {
    Ref::new(Kind::Piece, id)
}

/// An opening as a reference.
pub const fn opening(id: Id) -> Ref {
    Ref::new(Kind::Opening, id)
}

/// A zone as a reference.
pub const fn zone(id: Id) -> Ref {
    Ref::new(Kind::Zone, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_is_about_fits_into_an_answer() {
        let objects: Vec<Ref> = (0..12).map(|id| piece(Id::of(u64::MAX - id))).collect();
        assert!(about(&objects).len() <= 80, "{}", about(&objects));
        assert!(about(&objects).ends_with(" +9"));
        assert_eq!(about(&[]), "");
    }
}
