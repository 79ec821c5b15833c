//! What a person did with a position: validated it, or took a validation back.

use super::{Standing, Ticks};
use crate::moment::{Day, Moment};

/// The id of an entry, drawn by the shell: 8 to 36 of `a-z 0-9 -` (a UUID fits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    /// Zeros after the last character.
    text: [u8; 36],
}

impl EntryId {
    /// Checks the grammar.
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
        let bytes = text.as_bytes();
        let mut text = [0; 36];
        text.get_mut(..bytes.len())?.copy_from_slice(bytes);
        (bytes.len() >= 8 && bytes.iter().all(allowed)).then_some(Self { text })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        let end = self.text.iter().position(|byte| *byte == 0).unwrap_or(self.text.len());
        core::str::from_utf8(&self.text[..end]).unwrap_or_default()
    }
}

impl core::fmt::Debug for EntryId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When and under which id: what an entry needs from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Now.
    pub at: Moment,
    /// Today, where the person is.
    pub on: Day,
    /// An id never used before.
    pub id: EntryId,
}

impl Stamp {
    /// Of a moment as `toISOString` writes it, the minutes that local clocks are ahead of UTC
    /// (`-getTimezoneOffset()`), and a UUID in lower case. `None` where moment or id has another form.
    pub fn new(at: &str, offset: i32, id: &str) -> Option<Self> {
        let at = Moment::parse(at)?;
        Some(Self { on: at.local_day(offset), at, id: EntryId::parse(id)? })
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A validation.
    Place {
        /// What was said.
        standing: Standing,
        /// What was ticked.
        ticks: Ticks,
    },
    /// An earlier entry is taken back. It stays in the history, marked.
    Withdraw(EntryId),
}

/// One entry of a history. Never changed once written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Its place in order: one more than the highest that its author had seen. Clocks are wrong too often to order by.
    pub seq: u32,
    /// When, by the author's clock; for people to read.
    pub at: Moment,
    /// On which day, where the author was.
    pub on: Day,
    /// What.
    pub act: Act,
}

impl Entry {
    /// What entries are ordered by, the same on every device.
    pub(crate) fn order(&self) -> (u32, Moment, EntryId) {
        (self.seq, self.at, self.id)
    }
}
