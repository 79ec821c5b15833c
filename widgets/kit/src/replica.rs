//! The person's own copy of the stored items of one scope and prefix (protocol, section 8).
//!
//! A [`Replica`] holds what is **confirmed** and what is **pending**, and shows the two as one: a change is visible
//! at once and sent behind. It recognises the echo of its own writes, notices gaps, resumes after a cut, sends again
//! under the same `opId` when an answer is missing, and merges field by field when somebody else was first.
//!
//! It is a machine without I/O: every call takes what happened and returns what to do about it ([`Effect`]).
//! It never reads a clock, draws a random number, or touches a port.
//!
//! ```text
//!   person ── apply · undo · redo · settle ──▶ ┌─────────┐ ──▶ Write · Watch · Read · Unwatch ──▶ host
//!                                              │ Replica │
//!   screen ◀── get · items · status ── Changed └─────────┘ ◀── written · watched · read · changed ── host
//! ```
//!
//! Four rules it lives by:
//!
//! 1. **Facts are ordered by revision**, not by arrival. Late, doubled or shuffled news of an item changes nothing.
//! 2. **What was sent is not touched** until its outcome is known: a retry is the same to the letter.
//! 3. **What is confirmed stands.** Where two people changed the same place, the one who came second is told, and
//!    gets their value back ([`Trouble::Conflict`]); nobody's saved work is replaced by somebody who never saw it.
//! 4. **Nothing typed is lost silently.** A change ends confirmed, or in a report with its values.

mod cells;
mod edit;
mod following;
mod history;
mod merge;
mod pace;
mod policy;
mod report;
mod sending;
mod view;

use greffon_protocol::storage::{ReadParams, WatchParams, WriteParams};
use greffon_protocol::{Key, Rev, Scope};
use serde_json::Value;

pub use edit::{ApplyError, Bond, Edit};
pub use merge::{Clash, Side};
pub use policy::{ListById, Policy};
pub use report::{Choice, Report, Status, TakenBack, Trouble};

use cells::Cells;
use following::{Follow, Pages};
use history::History;
use pace::Pace;
use sending::{Batch, State};
use view::Cell;

/// What a replica holds, and how.
#[derive(Debug, Clone)]
pub struct Config {
    /// Whose data.
    pub scope: Scope,
    /// Which items: all whose key starts so.
    pub prefix: String,
    /// 128 random bits that no other replica was given: they begin every `opId`.
    pub seed: [u64; 2],
    /// How items are merged.
    pub policies: &'static [Policy],
    /// Most items in one change (`limits.batch`).
    pub batch: usize,
    /// Whether the host keeps writes while there is no link (feature `outbox`).
    pub outbox: bool,
    /// Whether the host tells of changes (level 2). Where it turns out that it does not, the replica reads instead.
    pub watch: bool,
}

impl Config {
    /// A replica with the defaults of section 9, for a host of level 2 without an outbox.
    pub fn new(scope: Scope, prefix: impl Into<String>, seed: [u64; 2]) -> Self {
        Self { scope, prefix: prefix.into(), seed, policies: &[], batch: 50, outbox: false, watch: true }
    }
}

/// What the caller has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send `storage.write`; answer with [`Replica::written`].
    Write(WriteParams),
    /// Send `storage.watch`; answer with [`Replica::watched`], and pass on its changes with [`Replica::changed`].
    Watch {
        /// To be given back with the answer.
        ticket: u32,
        /// What to send.
        params: WatchParams,
    },
    /// Send `storage.unwatch`.
    Unwatch {
        /// Which.
        watch: u32,
    },
    /// Send `storage.read`; answer with [`Replica::read`].
    Read {
        /// To be given back with the answer.
        ticket: u32,
        /// What to send.
        params: ReadParams,
    },
    /// Call [`Replica::retry`] after that time. Several may run at once.
    RetryAfter {
        /// How long, in ms.
        ms: u32,
    },
    /// These items look different now, in order of keys.
    Changed(Vec<Key>),
    /// Tell the person. What needs an answer also waits in [`Replica::reports`].
    Report(Report),
}

/// An item as the person sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item<'a> {
    /// Its key.
    pub key: &'a Key,
    /// Its value, own pending changes included.
    pub value: &'a Value,
    /// Who wrote it last, as a pairwise id, where that may be known.
    pub by: Option<&'a str>,
    /// When it was confirmed last, RFC 3339 UTC.
    pub at: Option<&'a str>,
    /// Whether a change of this person still waits to be confirmed.
    pub pending: bool,
}

/// What the confirmed half is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// Nothing was loaded yet.
    Unknown,
    /// The host said something that does not fit: shown, but nothing is built on it before it was read anew.
    Doubtful,
    /// As the back end has it, up to `reach`.
    Sound,
}

/// The copy. See the [module](self).
#[derive(Debug)]
pub struct Replica {
    config: Config,
    pace: Pace,

    cells: Cells,
    /// Everything up to this counter is known.
    reach: Rev,
    /// Items known to be deleted beyond reach, so that older news does not bring them back.
    graves: Vec<Key>,
    ground: Ground,

    follow: Follow,
    /// The last question.
    ticket: u32,
    /// The highest counter told by a watch whose number is not known yet.
    overheard: Rev,
    in_pages: bool,
    pages: Option<Pages>,

    batches: Vec<Batch>,
    last_batch: u32,
    history: History,
    reports: Vec<Report>,
    last_report: u32,

    online: bool,

    changed: Vec<Key>,
    out: Vec<Effect>,
}

impl Replica {
    /// An empty copy. Nothing happens before [`Self::start`].
    pub fn new(config: Config) -> Self {
        Self {
            pace: Pace::new(config.seed),
            config,
            cells: Cells::default(),
            reach: 0,
            graves: Vec::new(),
            ground: Ground::Unknown,
            follow: Follow::Idle,
            ticket: 0,
            overheard: 0,
            in_pages: false,
            pages: None,
            batches: Vec::new(),
            last_batch: 0,
            history: History::default(),
            reports: Vec::new(),
            last_report: 0,
            online: true,
            changed: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Whether the items have been loaded once: before, an empty view means nothing.
    pub fn is_loaded(&self) -> bool {
        self.ground != Ground::Unknown
    }

    /// The value of an item.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.cells.get(key).and_then(Cell::view)
    }

    /// An item with what is known about it.
    pub fn item(&self, key: &str) -> Option<Item<'_>> {
        self.cells.get_key_value(key).and_then(|(key, cell)| item(key, cell))
    }

    /// Whether a change of this item, a deletion included, waits to be confirmed.
    pub fn is_pending(&self, key: &str) -> bool {
        self.cells.get(key).is_some_and(|cell| cell.pending)
    }

    /// All items, in order of keys.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.cells.iter().filter_map(|(key, cell)| item(key, cell))
    }

    /// The counter up to which everything is known.
    pub const fn reach(&self) -> Rev {
        self.reach
    }

    /// The watch that is alive, to route `storage.changed` by.
    pub const fn watch(&self) -> Option<u32> {
        match self.follow {
            Follow::Live(watch) if watch != 0 => Some(watch),
            _ => None,
        }
    }

    /// What waits for the person, oldest first.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Whether everything is kept, in one word and a number.
    pub fn status(&self) -> Status {
        let waits = |batch: &Batch| matches!(batch.state, State::Again | State::Queued);
        if !self.reports.is_empty() {
            Status::Attention(self.reports.len())
        } else if self.batches.is_empty() {
            Status::Saved
        } else if !self.online || self.batches.iter().any(waits) {
            Status::Waiting(self.batches.len())
        } else {
            Status::Saving(self.batches.len())
        }
    }

    /// How many changes are not confirmed yet, whatever else there is to say: what `ui.dirty` is about.
    pub const fn unconfirmed(&self) -> usize {
        self.batches.len()
    }

    fn finish(&mut self) -> Vec<Effect> {
        let mut effects = core::mem::take(&mut self.out);
        let changed = core::mem::take(&mut self.changed);
        if !changed.is_empty() {
            effects.insert(0, Effect::Changed(cells::in_order(changed)));
        }
        effects
    }
}

fn item<'a>(key: &'a Key, cell: &'a Cell) -> Option<Item<'a>> {
    cell.view().map(|value| Item {
        key,
        value,
        by: cell.by.as_deref(),
        at: cell.at.as_deref(),
        pending: cell.pending,
    })
}
