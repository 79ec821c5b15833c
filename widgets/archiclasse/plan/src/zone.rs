//! Zones: where one of the six spaces is, and for how many.

use serde_json::Value;

use crate::Polygon;
use crate::reading::{Fault, Members, Problem, Written};

/// The six spaces of the ministry's Archiclasse vocabulary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// One speaks, all listen: the camp fire.
    #[default]
    FeuDeCamp,
    /// Alone and quiet: the cave.
    Grotte,
    /// Meeting and talking: the oasis.
    Oasis,
    /// Making and trying: the lab.
    Labo,
    /// Looking things up: the sources.
    Sources,
    /// Showing: the stage.
    Scene,
}

impl Space {
    /// All six, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::FeuDeCamp, Self::Grotte, Self::Oasis, Self::Labo, Self::Sources, Self::Scene];

    /// The word in stored items and in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FeuDeCamp => "feu-de-camp",
            Self::Grotte => "grotte",
            Self::Oasis => "oasis",
            Self::Labo => "labo",
            Self::Sources => "sources",
            Self::Scene => "scene",
        }
    }

    /// The space of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|space| space.word() == word)
    }
}

/// Most corners of a zone.
pub const CORNERS: usize = 64;

/// A part of the plan given to one of the six spaces. Zones may overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Which space.
    pub space: Space,
    /// The variation, by its id in the catalogue; empty for none.
    pub variation: String,
    /// What people call it; empty for the name of the space.
    pub name: String,
    /// Its outline.
    pub outline: Polygon,
    /// For how many people.
    pub heads: i32,
    /// What is done there, in the person's own words.
    pub activity: String,
}

impl Zone {
    pub(crate) fn read(members: &Members<'_>) -> Result<Self, Problem> {
        let word = members.text("space", 20)?;
        let outline = Polygon::new(members.points("outline", CORNERS)?);
        if !outline.is_simple() {
            return Err(Problem::at("outline", Fault::NotAnOutline));
        }
        Ok(Self {
            space: Space::of(&word).ok_or_else(|| Problem::at("space", Fault::UnknownWord))?,
            variation: members.text("variation", 40)?,
            name: members.text("name", 80)?,
            outline,
            heads: members.whole_or("heads", 0..=2000, 0)?,
            activity: members.text("activity", 500)?,
        })
    }

    pub(crate) fn write(&self) -> Value {
        Written::default()
            .text("space", self.space.word())
            .text("variation", &self.variation)
            .text("name", &self.name)
            .points("outline", &self.outline.corners)
            .whole_unless("heads", self.heads, 0)
            .text("activity", &self.activity)
            .value()
    }
}
