//! The items as the person sees them: what is confirmed, and on top of it what is not yet.

use greffon_protocol::{Change, Key, Rev};
use serde_json::Value;

use super::cells::in_order;
use super::merge::{Merge, same};
use super::policy::Policy;
use super::report::Trouble;
use super::sending::State;
use super::{Effect, Replica};

/// One item.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// The batch up to which the confirmed half is known; 0 where the item never was there.
    pub(super) rev: Rev,
    /// Confirmed.
    pub(super) value: Option<Value>,
    pub(super) by: Option<String>,
    pub(super) at: Option<String>,
    /// Whether changes of this item wait; `shown` counts only then.
    pub(super) pending: bool,
    pub(super) shown: Option<Value>,
}

impl Cell {
    pub(super) const fn view(&self) -> Option<&Value> {
        if self.pending { self.shown.as_ref() } else { self.value.as_ref() }
    }
}

impl Replica {
    /// Takes in one fact. Facts may come late, twice and in any order: the higher revision counts, and whatever lies
    /// within reach is already known, an item that is absent there included.
    pub(super) fn learn(&mut self, change: Change) {
        let value = if change.deleted { None } else { Some(change.value.unwrap_or_default()) };
        if !change.key.as_str().starts_with(&self.config.prefix) {
            return;
        }
        let known = self.cells.get(change.key.as_str()).map(|cell| cell.rev);
        let stale = known.is_some_and(|known| change.rev < known)
            || (change.rev <= self.reach && known != Some(change.rev));
        if stale {
            return;
        }
        let cell = self.cells.of(&change.key);
        let news = !same(cell.value.as_ref(), value.as_ref()) || cell.by != change.by;
        if value.is_none() {
            self.graves.push(change.key.clone());
        }
        cell.rev = change.rev;
        cell.value = value;
        cell.by = change.by;
        cell.at = change.at;
        if news {
            self.changed.push(change.key);
        }
    }

    /// From now on everything up to that counter is known. Tombstones within reach are not needed any more.
    pub(super) fn advance(&mut self, rev: Rev) {
        self.reach = self.reach.max(rev);
        let (reach, cells) = (self.reach, &mut self.cells);
        self.graves.retain(|key| match cells.get(key.as_str()) {
            Some(cell) if cell.value.is_none() && !cell.pending => {
                if cell.rev <= reach {
                    cells.remove(key.as_str());
                    false
                } else {
                    true
                }
            }
            _ => false,
        });
    }

    /// Takes in everything there is. What was learnt beyond that counter stays; unless the counter went backwards
    /// (a back end restored from a copy): then nothing that was known counts any more.
    pub(super) fn reset(&mut self, items: Vec<Change>, rev: Rev) {
        let backwards = rev < self.reach;
        let before = core::mem::take(&mut self.cells);
        self.reach = 0;
        self.graves.clear();
        let mut changed = core::mem::take(&mut self.changed);
        for item in items {
            self.learn(item);
        }
        changed.extend(self.changed.drain(..).filter(|key| before.get(key.as_str()).is_none()));
        self.changed = changed;
        for (key, old) in before.into_all() {
            let new = self.cells.of(&key);
            if !backwards && old.rev > rev.max(new.rev) {
                new.rev = old.rev;
                new.value.clone_from(&old.value);
                new.by.clone_from(&old.by);
                new.at.clone_from(&old.at);
            }
            new.pending = old.pending;
            new.shown = old.shown;
            if new.value.is_none() {
                self.graves.push(key.clone());
            }
            if !same(new.value.as_ref(), old.value.as_ref()) || new.by != old.by {
                self.changed.push(key);
            }
        }
        self.advance(rev);
    }

    /// Works out anew what is shown of these items, after what is confirmed or what waits has changed.
    ///
    /// Batches that the host has not seen are merged for good here, and clashes reported. A batch whose outcome is
    /// unknown stays as it was sent: either it was carried out before what we now know, or it will come back as a
    /// conflict; showing the merge is right in both cases. What comes after it on the same item waits with it.
    pub(super) fn refresh(&mut self, keys: &[Key]) {
        for key in keys {
            if let Some(batch) = self.refresh_key(key) {
                // This works the item out again, without that batch.
                self.give_up(batch);
            }
        }
    }

    /// Gives the first batch that cannot stand as a whole any more.
    fn refresh_key(&mut self, key: &Key) -> Option<u32> {
        let policy = Policy::of(self.config.policies, key.as_str());
        let mut shown = self.cells.get(key.as_str()).and_then(|cell| cell.value.clone());
        let confirmed_rev = self.confirmed_rev(key);
        let mut pending = false;
        let mut settled = true;
        let mut broken = None;
        let mut clashes = Vec::new();
        for batch in &mut self.batches {
            let Some(op) = batch.ops.iter_mut().find(|op| op.key == *key) else { continue };
            pending = true;
            settled &= batch.state == State::Draft;
            if same(op.base.as_ref(), shown.as_ref()) {
                if settled {
                    op.if_rev = confirmed_rev;
                }
                shown.clone_from(&op.mine);
                continue;
            }
            let mut merge = Merge::new(policy);
            let merged = merge.run(op.base.as_ref(), op.mine.as_ref(), shown.as_ref());
            if settled && batch.together && merge.lost() {
                broken = Some(batch.id);
                break;
            }
            if settled {
                self.history.merged(batch.id, key, shown.as_ref(), merged.as_ref());
                op.base = shown;
                op.if_rev = confirmed_rev;
                op.mine.clone_from(&merged);
                let restoring = batch.restoring;
                clashes
                    .extend(merge.clashes.into_iter().map(|clash| (batch.label.clone(), clash, restoring)));
            }
            shown = merged;
        }
        for (label, clash, restoring) in clashes {
            self.report(&label, Trouble::Conflict { key: key.clone(), clash: Box::new(clash), restoring });
        }
        if broken.is_none() {
            self.show(key, pending, shown);
        }
        broken
    }

    fn show(&mut self, key: &Key, pending: bool, shown: Option<Value>) {
        if !pending && self.cells.get(key.as_str()).is_none() {
            return;
        }
        let cell = self.cells.of(key);
        if !same(cell.view(), shown.as_ref()) {
            self.changed.push(key.clone());
        }
        cell.pending = pending;
        cell.shown = if pending { shown } else { None };
        if !pending && cell.value.is_none() {
            if cell.rev <= self.reach {
                self.cells.remove(key.as_str());
            } else {
                self.graves.push(key.clone());
            }
        }
    }

    /// All items that wait for something.
    pub(super) fn pending_keys(&self) -> Vec<Key> {
        in_order(self.batches.iter().flat_map(|batch| &batch.ops).map(|op| op.key.clone()).collect())
    }

    /// Tells the person, and keeps the report until they settle it. A gesture that won is told and not kept.
    pub(super) fn report(&mut self, label: &str, trouble: Trouble) {
        self.last_report += 1;
        let report = super::Report { id: self.last_report, label: label.to_owned(), trouble };
        let told_only =
            matches!(&report.trouble, Trouble::Conflict { clash, .. } if clash.kept == super::Side::Mine);
        if !told_only {
            self.reports.push(report.clone());
        }
        self.out.push(Effect::Report(report));
    }
}
