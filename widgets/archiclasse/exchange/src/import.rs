//! Files in: what is right in them, and what is not, by line and reason. Nothing that can be read is lost because
//! something beside it cannot.

mod catalogue;
mod column;
mod list;
mod plan;

pub use catalogue::{catalogue, variations};
pub use list::{inventory, prices};
pub use plan::plan;

use greffon_archiclasse_catalogue as known;
use greffon_archiclasse_plan::Fault;

use crate::decimal::NoNumber;

/// The largest file that is read, bytes: 8 MiB, as much as a host sends.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import<T> {
    /// What could be read.
    pub value: T,
    /// What could not, in the order of the file.
    pub troubles: Vec<Trouble>,
}

/// Something in a file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the file, from 1.
    pub line: usize,
    /// Where in the line: the column of a table as its first line names it, or the place in a JSON file.
    pub place: String,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The file has more bytes than is read: how many it may have.
    TooLarge(usize),
    /// The file is empty.
    Empty,
    /// The text is no JSON.
    NotJson,
    /// A column is missing: how it may be called.
    NoColumn(&'static str),
    /// A cell is empty that must not be.
    NoCell,
    /// A cell is no number.
    Number(NoNumber),
    /// A family of pieces that is not known: what was written.
    Family(String),
    /// A state that is not known: what was written.
    State(String),
    /// A piece that is in no catalogue: what was written.
    Piece(String),
    /// A value of a catalogue file.
    Catalogue(known::Reason),
    /// A value of a plan file.
    Plan(Fault),
}

/// The text of a file, if it is one that can be read.
fn text_of(bytes: &[u8]) -> Result<String, Trouble> {
    let trouble = |reason| Trouble { line: 1, place: String::new(), reason };
    if bytes.len() > LARGEST {
        return Err(trouble(Reason::TooLarge(LARGEST)));
    }
    let text = crate::text::decode(bytes);
    if text.trim().is_empty() {
        return Err(trouble(Reason::Empty));
    }
    Ok(text)
}

/// A JSON file.
fn json_of(text: &str) -> Result<serde_json::Value, Trouble> {
    serde_json::from_str(text).map_err(|error| Trouble {
        line: error.line().max(1),
        place: String::new(),
        reason: Reason::NotJson,
    })
}

/// Problems of a catalogue file by their lines.
fn by_line(text: &str, problems: Vec<known::Problem>) -> Vec<Trouble> {
    let mut troubles: Vec<Trouble> = problems
        .into_iter()
        .map(|problem| Trouble {
            line: crate::line::of(text, &problem.place),
            place: problem.place,
            reason: Reason::Catalogue(problem.reason),
        })
        .collect();
    troubles.sort_by_key(|trouble| trouble.line);
    troubles
}

#[cfg(test)]
mod tests;
