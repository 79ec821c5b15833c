//! What the person does: change, undo, redo, settle a report.

use greffon_protocol::Key;
use serde_json::Value;

use super::history::{Step, Turn};
use super::merge::{Merge, put, same};
use super::policy::Policy;
use super::report::{Choice, TakenBack, Trouble};
use super::sending::{Batch, Pending};
use super::{Effect, Ground, Replica};

/// One item as it shall be.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The item.
    pub key: Key,
    /// Its new value; `None` deletes it.
    pub value: Option<Value>,
}

impl Edit {
    /// The item shall have this value.
    pub const fn set(key: Key, value: Value) -> Self {
        Self { key, value: Some(value) }
    }

    /// The item shall be gone.
    pub const fn delete(key: Key) -> Self {
        Self { key, value: None }
    }
}

/// How a change behaves where it meets another person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// What can be merged is stored; what cannot is reported. Right for almost everything.
    Loose,
    /// All of it stands or none: taking the last computer and writing one's name on it. Where any place of it was
    /// taken first, all of it comes back as [`Trouble::Refused`].
    Together,
}

/// Why a change was not taken. Nothing has happened then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The items are not loaded yet: nobody can have seen what they change.
    #[error("the items are not loaded yet")]
    NotLoaded,
    /// A key of another replica.
    #[error("the key {0} is not under this replica's prefix")]
    Outside(Key),
    /// More items than one write may hold. Split where a part may stand without the rest.
    #[error("a change has at most {limit} items, this one has {count}")]
    TooMany {
        /// How many it has.
        count: usize,
        /// How many it may have.
        limit: usize,
    },
}

impl Replica {
    /// Changes items at once, in the view and on the way to the host. The label names the change in undo and in
    /// reports. What already is as it shall be is left out.
    pub fn apply(&mut self, edits: Vec<Edit>, label: &str, bond: Bond) -> Result<Vec<Effect>, ApplyError> {
        if self.ground == Ground::Unknown {
            return Err(ApplyError::NotLoaded);
        }
        if let Some(edit) = edits.iter().find(|edit| !edit.key.as_str().starts_with(&self.config.prefix)) {
            return Err(ApplyError::Outside(edit.key.clone()));
        }
        let mut ops: Vec<Pending> = Vec::new();
        for edit in edits {
            // A key that stands twice: the last word counts.
            ops.retain(|op| op.key != edit.key);
            let base = self.get(edit.key.as_str()).cloned();
            if !same(base.as_ref(), edit.value.as_ref()) {
                ops.push(Pending::new(edit.key, base, edit.value));
            }
        }
        if ops.len() > self.config.batch {
            return Err(ApplyError::TooMany { count: ops.len(), limit: self.config.batch });
        }
        if let Some(step) = self.enter(ops, label, bond == Bond::Together, false) {
            self.history.did(step);
        }
        Ok(self.finish())
    }

    /// Puts a change among those to be sent. Gives what undoing it takes.
    fn enter(&mut self, mut ops: Vec<Pending>, label: &str, together: bool, restoring: bool) -> Option<Step> {
        if ops.is_empty() {
            return None;
        }
        for op in &mut ops {
            op.if_rev = self.confirmed_rev(&op.key);
        }
        self.last_batch += 1;
        let turns = ops.iter().map(|op| Turn {
            key: op.key.clone(),
            before: op.base.clone(),
            after: op.mine.clone(),
        });
        let step = Step { batch: self.last_batch, label: label.to_owned(), together, edits: turns.collect() };
        let keys: Vec<Key> = ops.iter().map(|op| op.key.clone()).collect();
        self.batches.push(Batch::new(self.last_batch, label.to_owned(), together, restoring, ops));
        self.refresh(&keys);
        self.pump();
        Some(step)
    }

    /// The label of what [`Self::undo`] would take back.
    pub fn can_undo(&self) -> Option<&str> {
        self.history.done.last().map(|step| step.label.as_str())
    }

    /// The label of what [`Self::redo`] would bring back.
    pub fn can_redo(&self) -> Option<&str> {
        self.history.undone.last().map(|step| step.label.as_str())
    }

    /// Takes back this person's last change, and nothing of anybody else: a place that others changed since stays
    /// as they left it and is reported.
    pub fn undo(&mut self) -> Vec<Effect> {
        if let Some(step) = self.history.done.pop()
            && let Some(inverse) = self.invert(step)
        {
            self.history.push(inverse, true);
        }
        self.finish()
    }

    /// Brings back what was undone last.
    pub fn redo(&mut self) -> Vec<Effect> {
        if let Some(step) = self.history.undone.pop()
            && let Some(inverse) = self.invert(step)
        {
            self.history.push(inverse, false);
        }
        self.finish()
    }

    fn invert(&mut self, step: Step) -> Option<Step> {
        let mut ops = Vec::new();
        let mut clashes = Vec::new();
        for turn in step.edits {
            let policy = Policy::of(self.config.policies, turn.key.as_str());
            let now = self.get(turn.key.as_str()).cloned();
            let mut merge = Merge::reverting(policy);
            let restored = merge.run(turn.after.as_ref(), turn.before.as_ref(), now.as_ref());
            clashes.extend(merge.clashes.into_iter().map(|clash| (turn.key.clone(), clash)));
            if !same(restored.as_ref(), now.as_ref()) {
                ops.push(Pending::new(turn.key, now, restored));
            }
        }
        if step.together && !clashes.is_empty() {
            ops.clear();
        }
        for (key, clash) in clashes {
            self.report(&step.label, Trouble::Conflict { key, clash, restoring: true });
        }
        self.enter(ops, &step.label, step.together, true)
    }

    /// The person settles a report. `false` where it cannot be done as asked (the item was deleted since, or the
    /// report is gone): the report stays.
    pub fn settle(&mut self, report: u32, choice: Choice) -> (bool, Vec<Effect>) {
        let Some(index) = self.reports.iter().position(|waiting| waiting.id == report) else {
            return (false, self.finish());
        };
        let done = choice == Choice::Theirs || self.insist(index);
        if done {
            self.reports.retain(|waiting| waiting.id != report);
        }
        (done, self.finish())
    }

    /// Applies what a report gave back.
    fn insist(&mut self, index: usize) -> bool {
        let report = self.reports[index].clone();
        let (taken_back, together) = match report.trouble {
            Trouble::Conflict { key, clash, .. } => {
                let now = self.get(key.as_str()).cloned();
                let mut mine = now.clone();
                let policy = Policy::of(self.config.policies, key.as_str());
                if !put(&mut mine, &clash.path, clash.mine, policy) {
                    return false;
                }
                (vec![TakenBack { key, base: now, mine }], false)
            }
            Trouble::Refused { taken_back, together, .. } => (taken_back, together),
            Trouble::Unreadable { .. } => {
                let effects = self.start();
                self.out = effects;
                return true;
            }
        };
        let mut ops = Vec::new();
        for TakenBack { key, base, mine } in taken_back {
            let policy = Policy::of(self.config.policies, key.as_str());
            let now = self.get(key.as_str()).cloned();
            let wanted = Merge::insisting(policy).run(base.as_ref(), mine.as_ref(), now.as_ref());
            if !same(wanted.as_ref(), now.as_ref()) {
                ops.push(Pending::new(key, now, wanted));
            }
        }
        if let Some(step) = self.enter(ops, &report.label, together, false) {
            self.history.did(step);
        }
        true
    }
}
