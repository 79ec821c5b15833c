//! Pages of the part, as the tracker names them.

use greffon_crcn_model::framework::Framework;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What stands around one competence, by its index.
    Around(usize),
    /// The radar and the layers of all competences.
    Overview,
    /// The requests of others.
    Asked,
    /// One's badges, and the catalogues.
    Badges,
    /// What one keeps and takes along.
    File,
    /// The class.
    Class,
    /// What the pupils in one's care opened.
    Family,
    /// Nothing that this version knows.
    Unknown,
}

impl Page {
    /// Reads `competence/1.2`, `overview`, `asked`, `badges`, `file`, `family` or `class/` with the group's id.
    pub fn read(framework: &Framework, text: &str) -> Self {
        match (text.split('/').next().unwrap_or_default(), text.strip_prefix("competence/")) {
            (_, Some(code)) => framework.index(code).map_or(Self::Unknown, Self::Around),
            ("overview", _) => Self::Overview,
            ("asked", _) => Self::Asked,
            ("badges", _) => Self::Badges,
            ("file", _) => Self::File,
            ("class", _) => Self::Class,
            ("family", _) => Self::Family,
            _ => Self::Unknown,
        }
    }
}
