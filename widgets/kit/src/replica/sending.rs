//! Changes on their way to the host.
//!
//! One write waits for its answer at a time. The scope's counter puts all writes in a row anyway, so a second one
//! would gain nothing but the time of one trip, and it could not know the revision that the first one makes.
//! Only what the host took into its outbox is left behind (its outcome comes with `storage.changed`), and
//! [`Replica::flush`] sends everything at once, because the widget is about to go.

use greffon_protocol::storage::{OpKind, Rejected, WriteParams, WriteResult};
use greffon_protocol::{Change, ErrorData, ErrorKind, Key, Op, Rev, RpcError};
use serde_json::Value;

use super::merge::{Merge, same};
use super::policy::Policy;
use super::report::{TakenBack, Trouble};
use super::{Effect, Ground, Replica};

/// How often a host may answer `conflict` without saying anything new before the change goes back to the person.
const MOST_EMPTY_CONFLICTS: u8 = 3;
/// From so many conflicts in a row on, writers who race for one item step aside for a moment.
const RACE: u8 = 3;
/// First wait before asking after a write in the host's outbox, in ms.
const ASK_AFTER: u32 = 5_000;

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The host has not seen it; it is merged as news comes in.
    Draft,
    /// Sent; its answer is awaited. From here on it is not touched: a retry must be the same to the letter.
    Sent,
    /// To be sent again under the same `opId`: it may or may not have been carried out.
    Again,
    /// In the host's outbox.
    Queued,
}

/// An atomic change.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) id: u32,
    pub(super) label: String,
    pub(super) together: bool,
    pub(super) restoring: bool,
    pub(super) ops: Vec<Pending>,
    pub(super) state: State,
    /// Empty on a draft.
    pub(super) op_id: String,
    /// `internal` answers: worth one more try.
    failures: u8,
    /// Conflicts in a row.
    conflicts: u8,
    /// Conflicts that told nothing new.
    empty_conflicts: u8,
}

/// One item in a change.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) key: Key,
    /// What stood there, in the person's view or since the last merge.
    pub(super) base: Option<Value>,
    /// What they made of it.
    pub(super) mine: Option<Value>,
    /// The revision of the confirmed value that `base` is, or was built on: what it is sent with.
    pub(super) if_rev: Rev,
}

impl Pending {
    /// A change of what stands in the view. Its `if_rev` is set where it enters.
    pub(super) const fn new(key: Key, base: Option<Value>, mine: Option<Value>) -> Self {
        Self { key, base, mine, if_rev: 0 }
    }

    /// Whether it was made of what the other made.
    fn is_on(&self, earlier: &Self) -> bool {
        same(self.base.as_ref(), earlier.mine.as_ref())
    }
}

impl Batch {
    pub(super) const fn new(
        id: u32,
        label: String,
        together: bool,
        restoring: bool,
        ops: Vec<Pending>,
    ) -> Self {
        Self {
            id,
            label,
            together,
            restoring,
            ops,
            state: State::Draft,
            op_id: String::new(),
            failures: 0,
            conflicts: 0,
            empty_conflicts: 0,
        }
    }

    fn keys(&self) -> Vec<Key> {
        self.ops.iter().map(|op| op.key.clone()).collect()
    }
}

impl Replica {
    /// The answer to [`Effect::Write`].
    pub fn written(&mut self, op_id: &str, answer: Result<WriteResult, RpcError>) -> Vec<Effect> {
        self.take_answer(op_id, answer);
        self.finish()
    }

    /// Everything that waits, now and in one go: the widget is about to be closed. The writes are posted in the
    /// order they were made; the port keeps that order. Only what would arrive behind a later change of the same item
    /// stays behind.
    pub fn flush(&mut self) -> Vec<Effect> {
        let mut index = 0;
        while index < self.batches.len() {
            let stays = self.is_overtaken(index) || self.send(index);
            index += usize::from(stays);
        }
        self.finish()
    }

    /// Sends what may be sent.
    pub(super) fn pump(&mut self) {
        self.ask_after_queue();
        if self.ground != Ground::Sound || self.pace.paused || !(self.online || self.config.outbox) {
            return;
        }
        while !self.batches.iter().any(|batch| batch.state == State::Sent) {
            let Some(index) = (0..self.batches.len()).find(|index| self.is_ready(*index)) else { return };
            self.send(index);
        }
    }

    /// Whether a batch may go next. One that was built on another of unknown outcome, in the outbox, goes along with
    /// it, so that the host keeps it too; unless only the outcome can tell what to send: where something else is
    /// known to have happened to the item, where the other is not any more what this one was built on, or where the
    /// other is an atomic change of several items, which must not become visible by halves.
    fn is_ready(&self, index: usize) -> bool {
        let batch = &self.batches[index];
        match batch.state {
            State::Again => true,
            State::Sent | State::Queued => false,
            State::Draft if self.is_overtaken(index) => false,
            State::Draft => batch.ops.iter().all(|op| {
                self.before(index, &op.key).is_none_or(|(earlier, on)| {
                    earlier.state != State::Draft
                        && earlier.ops.len() == 1
                        && op.is_on(on)
                        && on.if_rev == self.confirmed_rev(&op.key)
                })
            }),
        }
    }

    /// Whether a draft came back while a later batch on one of its items is still out. Sent now, it would arrive
    /// behind that one, and whoever sees the two would take it for the later word.
    fn is_overtaken(&self, index: usize) -> bool {
        let batch = &self.batches[index];
        let mut later = self.batches[index + 1..].iter().filter(|later| later.state != State::Draft);
        batch.state == State::Draft
            && later.any(|later| later.ops.iter().any(|op| batch.ops.iter().any(|own| own.key == op.key)))
    }

    /// The last operation on an item before a batch.
    fn before(&self, index: usize, key: &Key) -> Option<(&Batch, &Pending)> {
        let earlier = self.batches[..index].iter().rev();
        earlier.flat_map(|batch| batch.ops.iter().map(move |op| (batch, op))).find(|(_, op)| op.key == *key)
    }

    /// What `ifRev` says of an item: 0 where it does not exist.
    pub(super) fn confirmed_rev(&self, key: &Key) -> Rev {
        self.cells.get(key.as_str()).map_or(0, |cell| if cell.value.is_some() { cell.rev } else { 0 })
    }

    /// Sends one batch, if it is to be sent. `false`: nothing was left of it, and it is gone.
    fn send(&mut self, index: usize) -> bool {
        match self.batches[index].state {
            State::Sent | State::Queued => return true,
            State::Again => {}
            State::Draft => {
                if !self.seal(index) {
                    return false;
                }
            }
        }
        let batch = &mut self.batches[index];
        batch.state = State::Sent;
        let ops = batch.ops.iter().map(|op| Op {
            op: if op.mine.is_some() { OpKind::Set } else { OpKind::Delete },
            key: op.key.clone(),
            value: op.mine.clone(),
            if_rev: Some(op.if_rev),
        });
        let params = WriteParams {
            scope: self.config.scope,
            op_id: batch.op_id.clone(),
            ops: ops.collect(),
            queue: self.config.outbox.then_some(true),
        };
        self.out.push(Effect::Write(params));
        true
    }

    /// Gives a draft its id and revisions. What is confirmed already is left out. `false`: that was everything, and
    /// the batch is gone.
    fn seal(&mut self, index: usize) -> bool {
        let mut done = Vec::new();
        for number in 0..self.batches[index].ops.len() {
            let op = &self.batches[index].ops[number];
            let root = if let Some((_, earlier)) = self.before(index, &op.key) {
                // Never the newest revision: what is sent was not merged with that.
                if op.is_on(earlier) { earlier.if_rev } else { op.if_rev }
            } else {
                let confirmed = self.cells.get(op.key.as_str()).and_then(|cell| cell.value.as_ref());
                if same(op.mine.as_ref(), confirmed) {
                    done.push(op.key.clone());
                }
                self.confirmed_rev(&op.key)
            };
            self.batches[index].ops[number].if_rev = root;
        }
        let batch = &mut self.batches[index];
        batch.ops.retain(|op| !done.contains(&op.key));
        let left = !batch.ops.is_empty();
        if left {
            batch.op_id = self.pace.op_id();
        } else {
            self.batches.remove(index);
        }
        self.refresh(&done);
        left
    }

    fn take_answer(&mut self, op_id: &str, answer: Result<WriteResult, RpcError>) {
        let Some(index) = self.sealed(op_id) else { return };
        match answer {
            Ok(result) if result.queued == Some(true) => {
                self.batches[index].state = State::Queued;
            }
            Ok(result) => {
                self.pace.setbacks = 0;
                self.confirm(index, result.rev);
            }
            Err(error) => self.failed(index, error),
        }
        self.pump();
    }

    fn sealed(&self, op_id: &str) -> Option<usize> {
        self.batches.iter().position(|batch| batch.op_id == op_id && batch.state != State::Draft)
    }

    /// Looks for the echoes of own writes in what came in.
    pub(super) fn hear_echoes(&mut self, items: &[Change]) {
        for item in items {
            if let Some(index) = item.op_id.as_ref().and_then(|op_id| self.sealed(op_id)) {
                self.pace.setbacks = 0;
                self.confirm(index, item.rev);
            }
        }
    }

    /// The batch was carried out and took that number.
    fn confirm(&mut self, index: usize, rev: Rev) {
        let settled = self.settled_with(index);
        let batch = self.batches.remove(index);
        self.batches.retain(|earlier| !settled.contains(&earlier.id));
        let keys = batch.keys();
        for op in batch.ops {
            // An equal revision means that the host told the outcome first, and it knows it better.
            if self.cells.get(op.key.as_str()).is_none_or(|cell| cell.rev < rev) {
                let (deleted, value) = (op.mine.is_none(), op.mine);
                self.learn(Change { key: op.key, rev, value, deleted, by: None, at: None, op_id: None });
            }
        }
        self.refresh(&keys);
    }

    /// The batches whose outcome is known with that of a later one that was built on them: what they did is in it.
    /// Their own echoes are swallowed when the host replays its outbox quickly.
    fn settled_with(&self, index: usize) -> Vec<u32> {
        let mut settled = Vec::new();
        for op in &self.batches[index].ops {
            let (mut index, mut op) = (index, op);
            while let Some((earlier, on)) = self.before(index, &op.key) {
                if earlier.state == State::Draft || earlier.ops.len() > 1 || !op.is_on(on) {
                    break;
                }
                settled.push(earlier.id);
                index = self.batches.iter().position(|batch| batch.id == earlier.id).unwrap_or(0);
                op = on;
            }
        }
        settled
    }

    fn failed(&mut self, index: usize, error: RpcError) {
        match error.kind() {
            ErrorKind::Conflict => self.lost_race(index, error),
            ErrorKind::RateLimited => {
                self.batches[index].state = State::Again;
                let wait = error.data.retry_after_ms.unwrap_or(0).max(self.pace.dodge());
                self.pause(wait);
            }
            ErrorKind::Timeout
            | ErrorKind::Backend
            | ErrorKind::Offline
            | ErrorKind::SessionExpired
            | ErrorKind::Closed
            | ErrorKind::Cancelled => {
                self.batches[index].state = State::Again;
                self.set_back();
            }
            ErrorKind::Internal if self.batches[index].failures == 0 => {
                self.batches[index].failures = 1;
                self.batches[index].state = State::Again;
                self.set_back();
            }
            _ => self.refuse(index, error),
        }
    }

    /// Somebody wrote first. Merge with the winner and try again, under a new id: this one has had its answer.
    fn lost_race(&mut self, index: usize, error: RpcError) {
        let batch = &mut self.batches[index];
        batch.state = State::Draft;
        batch.op_id.clear();
        batch.conflicts = batch.conflicts.saturating_add(1);
        let (conflicts, keys) = (batch.conflicts, batch.keys());
        let sent = batch.ops.iter().find(|op| Some(&op.key) == error.data.key.as_ref());
        let sent = sent.map(|op| (op.key.clone(), op.if_rev));
        let news = sent.is_some_and(|(key, if_rev)| self.meet_winner(key, if_rev, &error.data));
        if !news {
            let batch = &mut self.batches[index];
            batch.empty_conflicts += 1;
            if batch.empty_conflicts > MOST_EMPTY_CONFLICTS {
                return self.refuse(index, error);
            }
            // Without a key, the host only says that it was not carried out, as of what was built on a write that
            // lost. Else, or again: what we believe is wrong, and everything has to be read anew.
            if error.data.key.is_some() || batch.empty_conflicts > 1 {
                self.distrust();
            }
        }
        self.refresh(&keys);
        if conflicts > RACE {
            let wait = self.pace.dodge();
            self.pause(wait);
        }
    }

    /// Learns from a conflict what stands there now. `false`: it told nothing that would change the next attempt.
    fn meet_winner(&mut self, key: Key, if_rev: Rev, winner: &ErrorData) -> bool {
        let rev = winner.rev.unwrap_or(0);
        match &winner.value {
            Some(value) if rev > 0 => self.learn(Change {
                key: key.clone(),
                rev,
                value: Some(value.clone()),
                deleted: false,
                by: winner.by.clone(),
                at: winner.at.clone(),
                op_id: None,
            }),
            // It is gone. When, we may not be told; believe it unless we have learnt something newer since.
            _ => {
                if let Some(cell) = self.cells.get_mut(key.as_str())
                    && (rev > cell.rev || cell.rev == if_rev)
                {
                    cell.rev = rev.max(cell.rev);
                    cell.value = None;
                    self.changed.push(key.clone());
                }
            }
        }
        self.confirmed_rev(&key) != if_rev
    }

    /// Takes a batch back out of the view and gives it to the person; with it what changed an item that it was to
    /// create.
    fn refuse(&mut self, index: usize, error: RpcError) {
        let mut keys = Vec::new();
        let mut refused = vec![self.batches[index].id];
        while let Some(index) = self.batches.iter().position(|batch| refused.contains(&batch.id)) {
            let batch = self.batches.remove(index);
            self.history.forget(batch.id);
            keys.extend(batch.keys());
            for op in &batch.ops {
                self.unbuild(op, index, &mut refused);
            }
            let taken_back = batch.ops.into_iter();
            let taken_back =
                taken_back.map(|op| TakenBack { key: op.key, base: op.base, mine: op.mine }).collect();
            let error = error.clone();
            self.report(&batch.label, Trouble::Refused { taken_back, together: batch.together, error });
        }
        self.refresh(&keys);
    }

    /// A batch that has to stand as a whole met another person's change.
    pub(super) fn give_up(&mut self, id: u32) {
        if let Some(index) = self.batches.iter().position(|batch| batch.id == id) {
            self.refuse(index, RpcError::new(ErrorKind::Conflict, ""));
        }
    }

    /// Later drafts of an item may hold what a change that is gone made of it. Where they do, put back what was there
    /// before; what they did themselves stays as the person left it. Notes those that changed an item which now never
    /// came to be.
    fn unbuild(&mut self, gone: &Pending, from: usize, orphans: &mut Vec<u32>) {
        let policy = Policy::of(self.config.policies, gone.key.as_str());
        let without = |value: Option<&Value>| {
            Merge::reverting(policy).run(gone.mine.as_ref(), gone.base.as_ref(), value)
        };
        for batch in &mut self.batches[from..] {
            let Some(op) = batch.ops.iter_mut().find(|op| op.key == gone.key) else { continue };
            if batch.state != State::Draft {
                return;
            }
            let (base, mine) = (without(op.base.as_ref()), without(op.mine.as_ref()));
            if base.is_none() && op.base.is_some() && mine.is_some() {
                orphans.push(batch.id);
            }
            self.history.merged(batch.id, &gone.key, base.as_ref(), mine.as_ref());
            op.base = base;
            op.mine = mine;
        }
    }

    /// What became of the writes in the outbox.
    pub(super) fn take_rejected(&mut self, rejected: Vec<Rejected>) {
        for Rejected { op_id, error } in rejected {
            if self.sealed(&op_id).is_some() {
                self.take_answer(&op_id, Err(error));
            } else if !self.pace.made(&op_id)
                && error.data.key.as_ref().is_some_and(|key| key.as_str().starts_with(&self.config.prefix))
            {
                // Queued in an earlier life of this widget.
                self.report("", Trouble::Refused { taken_back: Vec::new(), together: false, error });
            }
        }
    }

    /// The echo of a queued write may be swallowed when others overwrite it at once, and its rejection may have gone
    /// to a port that is no more. So ask after the first one when it takes long: the same `opId` is answered with
    /// what became of it.
    fn ask_after_queue(&mut self) {
        let queued = self.batches.iter().any(|batch| batch.state == State::Queued);
        if queued && self.online && !self.pace.asking {
            self.pace.asking = true;
            let ms = ASK_AFTER + self.pace.next_wait();
            self.out.push(Effect::RetryAfter { ms });
        }
    }

    /// Waits for longer each time.
    pub(super) fn set_back(&mut self) {
        let wait = self.pace.next_wait();
        self.pause(wait);
    }

    pub(super) fn pause(&mut self, ms: u32) {
        if !self.pace.paused {
            self.pace.paused = true;
            self.out.push(Effect::RetryAfter { ms });
        }
    }
}
