//! From what a person wants to the one atomic batch that does it.
//!
//! Revisions are the replica's business: operations leave here without `ifRev`.

use greffon_protocol::{Key, Op};
use serde_json::Value;

use crate::framework::{Framework, Stage};
use crate::position::{Act, Entry, EntryId, Fate, History, Line, Stamp, Standing, Ticks};
use crate::record::{Record, Stored};
use crate::stored::{self, Choices, PositionItem, Share, Slot};

/// What a person wants stored. Competences by their index in the framework.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Validate a position.
    Validate {
        /// Of which competence.
        competence: usize,
        /// What they say.
        standing: Standing,
        /// What they ticked.
        ticks: Ticks,
        /// When, and under which id.
        stamp: Stamp,
    },
    /// Take an entry back: a validation, or a withdrawal (which brings the validation back).
    Withdraw {
        /// Of which competence.
        competence: usize,
        /// Which entry.
        entry: EntryId,
        /// When, and under which id.
        stamp: Stamp,
    },
    /// Choose who sees one competence.
    Share {
        /// Which.
        competence: usize,
        /// Who.
        share: Share,
    },
    /// Choose who sees all of them.
    ShareAll(Share),
    /// Choose whether the person's guardians see every level.
    Family(bool),
    /// Say at which stage of school one is, or no longer.
    Stage(Option<Stage>),
    /// Give up what is stored of a competence and cannot be read.
    Restart {
        /// Which.
        competence: usize,
    },
    /// Bring `counted`, `shown` and `family` back in line with positions and choices, after a merge.
    Mend,
}

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The framework has no such competence, or its code fits no key.
    NoSuchCompetence,
    /// The competence has no such level: 4.1 has no level 1.
    NoSuchLevel,
    /// The competence has no such indicator.
    NoSuchTick,
    /// There is no such entry, or it was already taken back.
    NoSuchEntry,
    /// An entry of that id exists.
    IdTaken,
    /// It already stands so.
    NothingNew,
    /// What is stored cannot be read: it is not written over unasked.
    Unreadable,
}

/// The operations that do it, to be written as one batch: at most 49, where 50 are allowed.
pub fn batch(framework: &Framework, record: &Record, intent: &Intent) -> Result<Vec<Op>, Refusal> {
    Batch { framework, record, ops: Vec::new() }.of(intent)
}

struct Batch<'a> {
    framework: &'a Framework,
    record: &'a Record,
    ops: Vec<Op>,
}

impl Batch<'_> {
    fn of(mut self, intent: &Intent) -> Result<Vec<Op>, Refusal> {
        let choices = self.record.choices();
        match intent {
            Intent::Validate { competence, standing, ticks, stamp } => {
                let rungs = self.framework.competences.get(*competence).ok_or(Refusal::NoSuchCompetence)?;
                if !standing.is_possible(rungs) {
                    return Err(Refusal::NoSuchLevel);
                }
                if !ticks.iter().all(|id| rungs.has_indicator(id)) {
                    return Err(Refusal::NoSuchTick);
                }
                let act = Act::Place { standing: *standing, ticks: *ticks };
                self.append(*competence, act, *stamp)?;
            }
            Intent::Withdraw { competence, entry, stamp } => {
                let item = self.item(*competence)?;
                if !can_withdraw(&item.history, *entry) {
                    return Err(Refusal::NoSuchEntry);
                }
                self.append(*competence, Act::Withdraw(*entry), *stamp)?;
            }
            Intent::Share { competence, share } => {
                let code =
                    &self.framework.competences.get(*competence).ok_or(Refusal::NoSuchCompetence)?.code;
                let choices = choices.with_share(*code, *share);
                self.choose(&choices)?;
                self.open(*competence, self.record.current(*competence).as_ref(), &choices)?;
            }
            Intent::ShareAll(share) => {
                let choices = choices.with_share_of_all(*share);
                self.choose(&choices)?;
                self.open_all(&choices)?;
            }
            Intent::Family(family) => {
                let choices = choices.with_family(*family);
                self.choose(&choices)?;
                self.open_all(&choices)?;
            }
            Intent::Stage(stage) => self.choose(&choices.with_stage(*stage))?,
            Intent::Restart { competence } => {
                if !self.record.is_unreadable(*competence) {
                    return Err(Refusal::NothingNew);
                }
                let key = self.key(Slot::Position(*competence))?;
                self.ops.push(Op::delete(key));
                self.open(*competence, None, choices)?;
            }
            Intent::Mend => self.open_all(choices)?,
        }
        if self.ops.is_empty() { Err(Refusal::NothingNew) } else { Ok(self.ops) }
    }

    /// Adds an entry to a history, and what follows from it.
    fn append(&mut self, competence: usize, act: Act, stamp: Stamp) -> Result<(), Refusal> {
        let item = self.item(competence)?;
        if item.history.entries().iter().any(|entry| entry.id == stamp.id) {
            return Err(Refusal::IdTaken);
        }
        let entry = Entry { id: stamp.id, seq: item.history.next_seq(), at: stamp.at, on: stamp.on, act };
        let key = self.key(Slot::Position(competence))?;
        self.ops.push(Op::set(key, item.with(&entry)));
        let current = item.history.with(entry).current();
        self.open(competence, current.as_ref(), self.record.choices())
    }

    fn choose(&mut self, choices: &Choices) -> Result<(), Refusal> {
        if choices != self.record.choices() {
            let key = self.key(Slot::Choices)?;
            self.ops.push(Op::set(key, choices.stored()));
        }
        Ok(())
    }

    fn open_all(&mut self, choices: &Choices) -> Result<(), Refusal> {
        (0..self.framework.competences.len()).try_for_each(|competence| {
            // What cannot be read is left as it is, opened or not, until the person decides.
            if self.record.is_unreadable(competence) {
                return Ok(());
            }
            self.open(competence, self.record.current(competence).as_ref(), choices)
        })
    }

    /// What others may know of a competence, given where the person stands and what they chose.
    fn open(&mut self, competence: usize, current: Option<&Line>, choices: &Choices) -> Result<(), Refusal> {
        let place = self.record.place(competence).ok_or(Refusal::NoSuchCompetence)?;
        let share = choices.share(self.framework.competences[competence].code);
        let level = current.and_then(|line| Some((line.standing.level()?, line.on)));
        let counted = level.filter(|_| share >= Share::Counted).map(|(level, _)| stored::counted(level));
        let shown = level.filter(|_| share == Share::Named).map(|(level, on)| stored::shown(level, on));
        let counted_key = self.key(Slot::Counted(competence))?;
        self.settle(counted_key, place.counted.as_ref(), counted);
        let shown_key = self.key(Slot::Shown(competence))?;
        self.settle(shown_key, place.shown.as_ref(), shown);
        let family = level.filter(|_| choices.family()).map(|(level, on)| stored::shown(level, on));
        let family_key = self.key(Slot::Family(competence))?;
        self.settle(family_key, place.family.as_ref(), family);
        Ok(())
    }

    /// Sets or deletes, only where something changes. Members that a newer version put there are no difference, or two
    /// versions on two devices would write against each other for ever.
    fn settle(&mut self, key: Key, stored: Option<&Value>, wanted: Option<Value>) {
        let agrees = match (stored, &wanted) {
            (Some(stored), Some(Value::Object(wanted))) => {
                wanted.iter().all(|(name, value)| stored.get(name) == Some(value))
            }
            (stored, wanted) => stored.is_none() && wanted.is_none(),
        };
        if agrees {
            return;
        }
        self.ops.push(match wanted {
            Some(value) => Op::set(key, value),
            None => Op::delete(key),
        });
    }

    fn item(&self, competence: usize) -> Result<PositionItem, Refusal> {
        match &self.record.place(competence).ok_or(Refusal::NoSuchCompetence)?.position {
            Stored::Nothing => Ok(PositionItem::default()),
            Stored::Item(item) => Ok(item.clone()),
            Stored::Unreadable => Err(Refusal::Unreadable),
        }
    }

    fn key(&self, slot: Slot) -> Result<Key, Refusal> {
        self.record.keys().key(self.framework, slot).ok_or(Refusal::NoSuchCompetence)
    }
}

/// Whether the entry is there and still stands: a validation that was not taken back, or the withdrawal that took one.
fn can_withdraw(history: &History, entry: EntryId) -> bool {
    history.timeline().iter().any(|line| match &line.fate {
        Fate::Withdrawn { by, .. } => *by == entry,
        Fate::Current | Fate::Former => line.id == entry,
    })
}

#[cfg(test)]
mod tests;
