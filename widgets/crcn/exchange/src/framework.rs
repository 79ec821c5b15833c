//! Frameworks as files: CASE (1EdTech) as JSON, Moodle's table of competences, and a simple table.
//!
//! Each form is written and read without loss. Reading changes nothing: it gives a [`Pack`], or every fault that was
//! found, each with its line or place.

pub mod case;
pub mod moodle;
pub mod simple;

use greffon_crcn_model::framework::{Framework, Lang};

/// A framework in one language, free of where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    /// Its short name, as `crcn`.
    pub id: String,
    /// Its version, as `2019`.
    pub version: String,
    /// Its name.
    pub title: String,
    /// Where it comes from: an address, or nothing.
    pub source: String,
    /// Domains in order.
    pub domains: Vec<PackDomain>,
}

/// A domain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackDomain {
    /// As `2`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its competences in order.
    pub competences: Vec<PackCompetence>,
}

/// A competence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackCompetence {
    /// As `2.1`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its levels, from the lowest that it has.
    pub levels: Vec<PackLevel>,
}

/// A level of a competence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackLevel {
    /// From 1 to 8.
    pub level: u8,
    /// What one can do.
    pub statement: String,
    /// What to tick, in order.
    pub indicators: Vec<String>,
}

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of a table, from 1.
    pub line: Option<usize>,
    /// The place in a JSON text, as a pointer.
    pub place: Option<String>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The text is no JSON.
    NotJson,
    /// There is no such member or column.
    Missing(&'static str),
    /// A code that is none: 1 to 16 of `a-z 0-9 . -`.
    Code(String),
    /// The same code twice.
    Twice(String),
    /// Something stands under a code that there is not.
    NoParent(String),
    /// No level of the scale from 1 to 8, or one that stands twice.
    Level(String),
    /// An empty name or text.
    Empty,
    /// A quote that never closes.
    Unclosed,
    /// The file holds no competence at all.
    NoCompetence,
    /// More than one row or document says that it is the framework.
    TwoFrameworks,
}

impl Fault {
    pub(crate) const fn at_line(line: usize, what: What) -> Self {
        Self { line: Some(line), place: None, what }
    }

    pub(crate) fn at(place: impl Into<String>, what: What) -> Self {
        Self { line: None, place: Some(place.into()), what }
    }

    pub(crate) const fn of_all(what: What) -> Self {
        Self { line: None, place: None, what }
    }
}

impl Pack {
    /// A framework that ships, in one of its languages.
    pub fn of(framework: &Framework, lang: Lang) -> Self {
        let domains = framework.domains.iter().enumerate().map(|(number, domain)| PackDomain {
            code: domain.code.as_str().to_owned(),
            name: domain.name.get(lang).to_owned(),
            competences: framework
                .of_domain(number)
                .map(|(_, competence)| PackCompetence {
                    code: competence.code.as_str().to_owned(),
                    name: competence.name.get(lang).to_owned(),
                    levels: competence
                        .rungs
                        .iter()
                        .map(|rung| PackLevel {
                            level: rung.level.number(),
                            statement: rung.statement.get(lang).to_owned(),
                            indicators: rung
                                .indicators
                                .iter()
                                .map(|indicator| indicator.text.get(lang).to_owned())
                                .collect(),
                        })
                        .collect(),
                })
                .collect(),
        });
        Self {
            id: framework.id.to_owned(),
            version: framework.version.to_owned(),
            title: framework.title.get(lang).to_owned(),
            source: framework.source_url.to_owned(),
            domains: domains.collect(),
        }
    }

    /// Domains, competences, levels and indicators.
    pub fn counts(&self) -> [usize; 4] {
        let competences = || self.domains.iter().flat_map(|domain| &domain.competences);
        let levels = || competences().flat_map(|competence| &competence.levels);
        [
            self.domains.len(),
            competences().count(),
            levels().count(),
            levels().map(|level| level.indicators.len()).sum(),
        ]
    }

    /// The competences whose texts differ from those of another pack, or that it does not have, by code.
    pub fn differs_from(&self, other: &Self) -> Vec<String> {
        let find = |code: &str| {
            other.domains.iter().flat_map(|domain| &domain.competences).find(|known| known.code == code)
        };
        self.domains
            .iter()
            .flat_map(|domain| &domain.competences)
            .filter(|competence| find(&competence.code) != Some(competence))
            .map(|competence| competence.code.clone())
            .collect()
    }

    pub(crate) fn domain(&mut self, code: &str) -> Option<&mut PackDomain> {
        self.domains.iter_mut().find(|domain| domain.code == code)
    }

    pub(crate) fn competence(&mut self, code: &str) -> Option<&mut PackCompetence> {
        self.domains
            .iter_mut()
            .flat_map(|domain| &mut domain.competences)
            .find(|competence| competence.code == code)
    }

    pub(crate) fn has(&mut self, code: &str) -> bool {
        self.domain(code).is_some() || self.competence(code).is_some()
    }
}

/// A code as it can stand in a key.
pub(crate) fn is_code(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    (1..=16).contains(&text.len()) && text.bytes().all(fits)
}

#[cfg(test)]
pub(crate) mod tests;
