//! The results of a Pix campaign: pupils are found by their names, and nothing is stored before the teacher accepts.

use greffon_crcn_exchange::csv::fold;
use greffon_crcn_exchange::pix::{PixFile, PixRow, Refused, RowFault};
use greffon_crcn_model::pix::PixResult;
use greffon_protocol::Key;
use serde_json::Value;

use super::{Import, ImportFault};
use crate::machine::Turn;
use crate::people::Someone;
use crate::{Effect, Model};

/// Rows read at once: well under the 50 ms of a frame, on a slow machine too.
const A_SLICE: usize = 120;

/// A file, as far as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PixImport {
    file: PixFile,
    done: bool,
    rows: Vec<PixRow>,
    refused: Vec<Refused>,
}

/// What would change.
#[derive(Debug, Clone, PartialEq)]
pub struct PixPreview {
    /// The campaign, where the file names it.
    pub campaign: Option<String>,
    /// Pupils of the class who get results: name, line, levels told, mastery told.
    pub found: Vec<(String, usize, usize, usize)>,
    /// Rows that are not taken.
    pub refused: Vec<RefusedRow>,
    /// Rows in all.
    pub total: usize,
}

/// A row that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its line in the file.
    pub line: usize,
    /// The name in it, where there is one.
    pub name: Option<String>,
    /// Why.
    pub why: PixRefusal,
}

/// Why a row is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PixRefusal {
    /// The row itself.
    Row(RowFault),
    /// Nobody of the class has that name.
    Unknown,
    /// Several of the class have that name.
    Ambiguous,
    /// The same pupil stands in another line with a later result.
    Older(usize),
}

impl PixImport {
    /// How far it is, in hundredths; `None`: it is read.
    pub(crate) fn percent(&self) -> Option<u8> {
        (!self.done).then(|| self.file.percent())
    }

    /// Reads a slice. Whether there is more.
    pub(crate) fn read_on(&mut self) -> bool {
        for _ in 0..A_SLICE {
            match self.file.row() {
                Some(Ok(row)) => self.rows.push(row),
                Some(Err(refused)) => self.refused.push(refused),
                None => {
                    self.done = true;
                    return false;
                }
            }
        }
        true
    }
}

/// A row with what becomes of it.
enum Fate<'r> {
    Of(&'r Someone),
    No(PixRefusal),
}

/// Who a row is about, for each row.
fn fates<'r>(import: &PixImport, people: &'r [Someone]) -> Vec<Fate<'r>> {
    // Sorted once, so that 5,000 rows do not each walk through the class.
    let mut names: Vec<(String, &Someone)> =
        people.iter().filter(|someone| someone.pupil).map(|someone| (fold(&someone.name), someone)).collect();
    names.sort_by(|one, other| one.0.cmp(&other.0));
    let find = |name: &str| {
        let from = names.partition_point(|(known, _)| known.as_str() < name);
        let mut found =
            names[from..].iter().take_while(|(known, _)| known == name).map(|(_, someone)| *someone);
        (found.next(), found.next().is_some())
    };
    let mut fates: Vec<Fate<'r>> = Vec::new();
    let mut newest: Vec<(&str, usize)> = Vec::new();
    for (number, row) in import.rows.iter().enumerate() {
        let orders = [[&row.given, " ", &row.family], [&row.family, " ", &row.given]]
            .map(|name| fold(&name.map(|part: &str| part).concat()));
        let found = orders.iter().map(|name| find(name)).find(|(someone, _)| someone.is_some());
        let fate = match found {
            Some((Some(someone), false)) => {
                let known = newest.iter_mut().find(|(id, _)| *id == someone.id);
                match known {
                    Some((_, before)) if import.rows[*before].result.on < row.result.on => {
                        fates[*before] = Fate::No(PixRefusal::Older(row.line));
                        *before = number;
                        Fate::Of(someone)
                    }
                    Some((_, before)) => Fate::No(PixRefusal::Older(import.rows[*before].line)),
                    None => {
                        newest.push((&someone.id, number));
                        Fate::Of(someone)
                    }
                }
            }
            Some(_) => Fate::No(PixRefusal::Ambiguous),
            None => Fate::No(PixRefusal::Unknown),
        };
        fates.push(fate);
    }
    fates
}

impl Model {
    pub(super) fn pix_preview(&self, import: &PixImport) -> PixPreview {
        let name = |row: &PixRow| [row.given.as_str(), " ", &row.family].concat().trim().to_owned();
        let mut found = Vec::new();
        let mut refused: Vec<RefusedRow> = import
            .refused
            .iter()
            .map(|row| RefusedRow { line: row.line, name: None, why: PixRefusal::Row(row.fault.clone()) })
            .collect();
        for (row, fate) in import.rows.iter().zip(fates(import, self.people.list())) {
            match fate {
                Fate::Of(someone) => {
                    let PixResult { levels, mastery, .. } = &row.result;
                    found.push((someone.name.clone(), row.line, levels.len(), mastery.len()));
                }
                Fate::No(why) => refused.push(RefusedRow { line: row.line, name: Some(name(row)), why }),
            }
        }
        refused.sort_by_key(|row| row.line);
        PixPreview {
            campaign: import.rows.iter().find_map(|row| row.result.name.clone()),
            total: found.len() + refused.len(),
            found,
            refused,
        }
    }
}

impl Turn<'_> {
    pub(super) fn open_pix(&mut self, text: String) -> Import {
        match PixFile::open(text, &self.model.framework, self.stamp.on) {
            Ok(file) => {
                self.out(Effect::Later(0));
                Import::Pix(Box::new(PixImport { file, done: false, rows: Vec::new(), refused: Vec::new() }))
            }
            Err(fault) => Import::Fault(ImportFault::Pix(fault)),
        }
    }

    /// The writes, and of how many pupils. One item a pupil and campaign: the same file again changes nothing else.
    pub(super) fn accept_pix(&mut self, import: &PixImport) -> (Vec<(Key, Option<Value>)>, usize) {
        let Some(me) = self.model.me.as_deref().filter(|_| self.model.teacher) else {
            return (Vec::new(), 0);
        };
        let segment = self.model.framework.segment();
        let mut edits = Vec::new();
        for (row, fate) in import.rows.iter().zip(fates(import, self.model.people.list())) {
            let Fate::Of(someone) = fate else { continue };
            let campaign = slug(row.result.name.as_deref().unwrap_or_default());
            if let Ok(key) = Key::new(["pix", &someone.id, me, &segment, &campaign].join("/")) {
                edits.push((key, Some(row.result.stored())));
            }
        }
        let count = edits.len();
        (edits, count)
    }
}

/// A name as a segment of a key: at most 24 letters and digits.
fn slug(name: &str) -> String {
    let mut slug: String = fold(name)
        .chars()
        .map(|sign| if sign.is_ascii_lowercase() || sign.is_ascii_digit() { sign } else { '-' })
        .take(24)
        .collect();
    if slug.is_empty() {
        slug.push_str("campagne");
    }
    slug
}
