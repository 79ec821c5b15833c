//! Photographs as the screens need them.

/// Why a photograph was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The file is no photograph that the browser can read.
    NoPhoto,
    /// The file is too large to be read.
    TooLarge,
    /// There are as many as there may be.
    Full,
    /// It could not be kept.
    NotKept,
}

/// What is known of the bytes of a photograph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// They are on their way.
    Coming,
    /// They stand at this address.
    Here(String),
    /// They could not be had.
    Gone,
}

/// The photographs that are shown, added or refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Album {
    /// Where the one that is being picked goes: a ticket by its id, or the report that is being made.
    pub adding: Option<Option<String>>,
    /// Why the last one was not added.
    pub trouble: Option<Trouble>,
    /// The one that is shown large, by the id of its file.
    pub large: Option<String>,
    /// Files that were asked for, each in the place that its answer names.
    pub(super) seen: Vec<(String, Sight)>,
    /// What was written under which tag: a file of a write that is refused is of no use.
    pub(super) written: Vec<(u32, String)>,
}

impl Album {
    /// What is known of a file.
    pub fn sight(&self, file: &str) -> &Sight {
        self.seen.iter().find(|(known, _)| known == file).map_or(&Sight::Coming, |(_, sight)| sight)
    }
}
