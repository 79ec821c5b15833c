//! All that was ever validated on one competence. Nothing is overwritten: taking back is an entry of its own.

use super::{Act, Entry, EntryId, Standing, Ticks};
use crate::moment::{Day, Moment};

/// The entries of one competence, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
}

/// What became of a validation.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            if !kept.iter().any(|known| known.id == entry.id) {
                kept.push(entry);
            }
        }
        Self { entries: kept }
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
                        Some(by) => Fate::Withdrawn { on: by.on.clone(), by: by.id.clone() },
                        None if current_found => Fate::Former,
                        None => {
                            current_found = true;
                            Fate::Current
                        }
                    };
                    lines.push(Line {
                        id: entry.id.clone(),
                        at: entry.at.clone(),
                        on: entry.on.clone(),
                        standing: *standing,
                        ticks: ticks.clone(),
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
    pub fn without(&self, id: &EntryId) -> Self {
        Self { entries: self.entries.iter().filter(|entry| entry.id != *id).cloned().collect() }
    }

    /// The same with one more entry.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        let mut entries = self.entries.clone();
        entries.push(entry);
        Self::new(entries)
    }
}

#[cfg(test)]
mod tests;
