//! The six spaces of the Archiclasse vocabulary.

/// A type of space. Its French name is the ministry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// Feu de camp: listening to one person, close together.
    FeuDeCamp,
    /// Grotte: alone and quiet.
    Grotte,
    /// Oasis: talking in small groups.
    Oasis,
    /// Labo: making and trying out.
    Labo,
    /// Sources: finding and consulting.
    Sources,
    /// Scène: showing to others.
    Scene,
}

impl Space {
    /// All six, in the order of the vocabulary.
    pub const ALL: [Self; 6] =
        [Self::FeuDeCamp, Self::Grotte, Self::Oasis, Self::Labo, Self::Sources, Self::Scene];

    /// Its name in stored items and files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FeuDeCamp => "feu-de-camp",
            Self::Grotte => "grotte",
            Self::Oasis => "oasis",
            Self::Labo => "labo",
            Self::Sources => "sources",
            Self::Scene => "scene",
        }
    }

    /// The space of that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|space| space.id() == id)
    }
}
