//! All that was ever validated on one competence. Nothing is overwritten: taking back is an entry of its own.

use super::{Act, Entry, EntryId, Standing, Ticks};
use crate::moment::{Day, Moment};

/// The entries of one competence, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
}

/// What became of a validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It says where the person stands.
    Current,
    /// A later one replaced it.
    Former,
    /// It was taken back.
    Withdrawn {
        /// On which day.
        on: Day,
        /// By which entry: withdrawing that one brings it back.
        by: EntryId,
    },
}

/// A line of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The validation.
    pub id: EntryId,
    /// When.
    pub at: Moment,
    /// On which day, where the person was.
    pub on: Day,
    /// What was said.
    pub standing: Standing,
    /// What was ticked.
    pub ticks: Ticks,
    /// What became of it.
    pub fate: Fate,
}

impl History {
    /// The newest entries that are kept. Whoever validates every week keeps two and a half years of one competence;
    /// the stored value stays under its limit of 64 KiB.
    pub const KEPT: usize = 128;

    /// Of entries in any order. Of two with the same id, one is kept, the same on every device.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut history = Self::default();
        for entry in entries {
            history.insert(entry);
        }
        history
    }

    /// Puts an entry in its place, from the end: there are few, and they mostly come in order.
    fn insert(&mut self, entry: Entry) {
        match self.entries.iter().position(|known| known.id == entry.id) {
            Some(known) if self.entries[known].order() <= entry.order() => return,
            Some(known) => {
                self.entries.remove(known);
            }
            None => {}
        }
        let later = self.entries.iter().rev().take_while(|known| known.order() > entry.order()).count();
        self.entries.insert(self.entries.len() - later, entry);
    }

    /// Every entry, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number for the next entry.
    pub fn next_seq(&self) -> u32 {
        self.entries.last().map_or(1, |entry| entry.seq.saturating_add(1))
    }

    /// The validations, newest first, each with what became of it.
    pub fn timeline(&self) -> Vec<Line> {
        // Only a later entry can withdraw one, so walking back meets each withdrawal before its target.
        let mut withdrawals: Vec<&Entry> = Vec::new();
        let mut lines = Vec::new();
        let mut current_found = false;
        for entry in self.entries.iter().rev() {
            let by =
                withdrawals.iter().find(|later| matches!(&later.act, Act::Withdraw(id) if *id == entry.id));
            match &entry.act {
                Act::Withdraw(_) if by.is_none() => withdrawals.push(entry),
                Act::Withdraw(_) => {}
                Act::Place { standing, ticks } => {
                    let fate = match by {
                        Some(by) => Fate::Withdrawn { on: by.on, by: by.id },
                        None if current_found => Fate::Former,
                        None => {
                            current_found = true;
                            Fate::Current
                        }
                    };
                    lines.push(Line {
                        id: entry.id,
                        at: entry.at,
                        on: entry.on,
                        standing: *standing,
                        ticks: *ticks,
                        fate,
                    });
                }
            }
        }
        lines
    }

    /// The validation that says where the person stands.
    pub fn current(&self) -> Option<Line> {
        self.timeline().into_iter().find(|line| line.fate == Fate::Current)
    }

    /// The same as if an entry had never been.
    #[must_use]
    pub fn without(&self, id: EntryId) -> Self {
        Self { entries: self.entries.iter().filter(|entry| entry.id != id).copied().collect() }
    }

    /// The same with one more entry.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        let mut history = self.clone();
        history.insert(entry);
        history
    }
}

#[cfg(test)]
mod tests;
