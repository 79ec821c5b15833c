//! A framework of competences as data: domains, competences, levels, statements and indicators.
//!
//! The one that ships is the CRCN of 2019. Its names are official; statements and indicators are worded by us, one
//! indicator for each of the 162 of the éduscol sheets, in their order, so that a school can put the official wording
//! in their place. Levels 6 to 8 have statements of ours only, and 4.1 has no level 1.

mod code;
mod level;
mod pack;
mod stage;
mod wording;

pub use code::Code;
pub use level::Level;
pub use stage::Stage;
pub use wording::{Lang, Wording, Words};

use crate::position::TickId;

/// A framework in one of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// Its short name: `crcn`.
    pub id: Words,
    /// Its version: `2019`.
    pub version: Words,
    /// Its official name.
    pub title: Wording,
    /// Where its texts come from, shown with them.
    pub source: Wording,
    /// The address of the official sheets.
    pub source_url: Words,
    /// The scale, from level 1.
    pub scale: Vec<Degree>,
    /// Domains in order.
    pub domains: Vec<Domain>,
    /// Competences in order, all domains together.
    pub competences: Vec<Competence>,
}

/// What a level of the scale means, whatever the competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Degree {
    /// Which level.
    pub level: Level,
    /// Its official band: novice, indépendant, avancé, expert.
    pub band: Wording,
    /// In our words.
    pub meaning: Wording,
}

/// A domain of competences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// As `2`.
    pub code: Code,
    /// Its official name.
    pub name: Wording,
}

/// One competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competence {
    /// As `2.1`.
    pub code: Code,
    /// Index of its domain.
    pub domain: usize,
    /// Its official name.
    pub name: Wording,
    /// What it corresponds to elsewhere.
    pub mapping: Vec<Correspondence>,
    /// Its levels, from the lowest that it has.
    pub rungs: Vec<Rung>,
}

/// A competence of another framework that this one covers, wholly or in part. Our proposal: there is no official table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondence {
    /// As `digcomp`.
    pub framework: Words,
    /// As `2.2`. Mappings do not carry over to another version.
    pub version: Words,
    /// As `1.3`.
    pub code: Words,
    /// Which part is covered, where it is not the whole.
    pub part: Option<Wording>,
}

/// A competence at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// Which level.
    pub level: Level,
    /// What one can do, in the first person.
    pub statement: Wording,
    /// What to tick, in the order of the official indicators. None above level 5.
    pub indicators: Vec<Indicator>,
}

/// One thing to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Unique in its competence.
    pub id: TickId,
    /// In the first person.
    pub text: Wording,
}

impl Framework {
    /// The CRCN of 2019 as it ships.
    pub fn crcn() -> Self {
        pack::crcn()
    }

    /// Its segment in storage keys: `crcn-2019`.
    pub fn segment(&self) -> String {
        [self.id, "-", self.version].concat()
    }

    /// Where the competence of that code stands in [`Framework::competences`].
    pub fn index(&self, code: &str) -> Option<usize> {
        self.competences.iter().position(|competence| competence.code == *code)
    }

    /// The competence of that code.
    pub fn competence(&self, code: &str) -> Option<&Competence> {
        self.competences.iter().find(|competence| competence.code == *code)
    }

    /// What that level means.
    pub fn degree(&self, level: Level) -> Option<&Degree> {
        self.scale.iter().find(|degree| degree.level == level)
    }

    /// The competences of a domain, each with its index in [`Framework::competences`].
    pub fn of_domain(&self, domain: usize) -> impl Iterator<Item = (usize, &Competence)> {
        self.competences.iter().enumerate().filter(move |(_, competence)| competence.domain == domain)
    }
}

impl Competence {
    /// What it is at that level; `None` where it does not have it, as 4.1 at level 1.
    pub fn rung(&self, level: Level) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.level == level)
    }

    /// The levels that have indicators, from the lowest.
    pub fn indicated(&self) -> impl DoubleEndedIterator<Item = &Rung> {
        self.rungs.iter().filter(|rung| !rung.indicators.is_empty())
    }

    /// Whether there is such an indicator.
    pub fn has_indicator(&self, id: TickId) -> bool {
        self.indicator(id).is_some()
    }

    /// The indicator of that id.
    pub fn indicator(&self, id: TickId) -> Option<&Indicator> {
        self.rung(id.level())?.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// How many indicators it has in all.
    pub fn indicator_count(&self) -> usize {
        self.rungs.iter().map(|rung| rung.indicators.len()).sum()
    }
}

#[cfg(test)]
mod tests;
