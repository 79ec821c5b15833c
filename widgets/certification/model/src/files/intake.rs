//! What files that are taken in have in common: how far a table is read, why one is refused, what becomes of a row.

use greffon_csv::{Reader, Record, Unclosed, fold};

/// Most rows, or cards, of a file: it is read as a whole, and must not hold the screen up.
pub const MOST: usize = 2000;

/// Why a file cannot be taken in at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It holds no row beside its head.
    Empty,
    /// No column is called as names are.
    NoName,
    /// It holds more rows than [`MOST`].
    TooLong,
    /// It is too large, or no text.
    Unread,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    New,
    /// Something of it changes.
    Changed,
    /// It stays as it is.
    Same,
}

/// A table whose columns are found by their names, read row by row.
#[derive(Debug)]
pub(super) struct Table {
    reader: Reader,
    head: Vec<String>,
    rows: usize,
}

impl Table {
    /// Reads the head.
    pub(super) fn open(text: &str) -> Result<Self, Refusal> {
        let mut reader = Reader::new(text.to_owned());
        let Some(Ok(head)) = reader.record() else { return Err(Refusal::Empty) };
        let head = head.cells.iter().map(|cell| fold(cell)).collect();
        Ok(Self { reader, head, rows: 0 })
    }

    /// Where a column is. Its names, in small letters without accents, come by how surely they mean it.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.head.iter().position(|cell| cell == name))
    }

    /// The next row, or where a quote opens that never closes; `None` at the end.
    pub(super) fn row(&mut self) -> Result<Option<Result<Record, Unclosed>>, Refusal> {
        let found = self.reader.record();
        match found {
            Some(_) => self.rows += 1,
            None if self.rows == 0 => return Err(Refusal::Empty),
            None => {}
        }
        if self.rows > MOST { Err(Refusal::TooLong) } else { Ok(found) }
    }
}
