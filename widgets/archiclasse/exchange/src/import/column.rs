//! The columns of a table, by their names in its first line: whatever the case, the accents and the signs between words.

use crate::decimal::{self, NoNumber};
use crate::table::Row;

use super::{Reason, Trouble};

/// A name as columns are compared: small letters and digits, words parted by `_`, without accents.
pub(super) fn plain(name: &str) -> String {
    let mut text = String::new();
    for sign in name.to_lowercase().chars() {
        let base = match sign {
            'à' | 'â' | 'ä' | 'á' => "a",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'î' | 'ï' | 'í' => "i",
            'ô' | 'ö' | 'ó' => "o",
            'ù' | 'û' | 'ü' | 'ú' => "u",
            'ç' => "c",
            'œ' => "oe",
            '€' => "eur",
            'a'..='z' | '0'..='9' => {
                text.push(sign);
                continue;
            }
            _ if text.ends_with('_') || text.is_empty() => continue,
            _ => "_",
        };
        text.push_str(base);
    }
    text.truncate(text.trim_end_matches('_').len());
    text
}

/// The first line of a table.
pub(super) struct Head {
    names: Vec<(String, String)>,
}

impl Head {
    pub(super) fn of(row: &Row) -> Self {
        Self { names: row.cells.iter().map(|cell| (plain(cell), cell.clone())).collect() }
    }

    /// The number and the written name of the first column that has one of the names.
    pub(super) fn find(&self, names: &[&str]) -> Option<(usize, &str)> {
        names.iter().find_map(|name| {
            let at = self.names.iter().position(|(known, _)| known == name)?;
            Some((at, self.names[at].1.as_str()))
        })
    }

    /// The same, or the trouble that there is none.
    pub(super) fn need(&self, line: usize, names: &[&'static str]) -> Result<(usize, &str), Trouble> {
        self.find(names).ok_or_else(|| Trouble {
            line,
            place: String::new(),
            reason: Reason::NoColumn(names.first().copied().unwrap_or_default()),
        })
    }

    /// A column of lengths, by its name without the unit; its unit as the places to move the mark to get mm.
    pub(super) fn length(
        &self,
        line: usize,
        names: &[&'static str],
    ) -> Result<(usize, &str, usize), Trouble> {
        for (unit, places) in [("mm", 0), ("cm", 1), ("m", 3)] {
            for name in names {
                if let Some((at, written)) = self.find(&[&[name, "_", unit].concat()]) {
                    return Ok((at, written, places));
                }
            }
        }
        Err(Trouble {
            line,
            place: String::new(),
            reason: Reason::NoColumn(names.last().copied().unwrap_or_default()),
        })
    }
}

/// The words of a cell; empty where the row is too short.
pub(super) fn cell(row: &Row, at: usize) -> &str {
    row.cells.get(at).map_or("", String::as_str)
}

/// A number in a cell; `None` where it is empty.
pub(super) fn number(row: &Row, (at, name): (usize, &str), places: usize) -> Result<Option<u32>, Trouble> {
    match decimal::parse(cell(row, at), places) {
        Ok(value) => Ok(Some(value)),
        Err(NoNumber::Empty) => Ok(None),
        Err(why) => Err(Trouble { line: row.line, place: name.to_owned(), reason: Reason::Number(why) }),
    }
}
