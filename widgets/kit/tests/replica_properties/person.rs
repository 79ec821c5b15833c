//! A person with a widget, and the page that hosts it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use greffon_kit::replica::{Config, ListById, Policy, Replica};
use greffon_protocol::storage::{WriteParams, WriteResult};
use greffon_protocol::{Key, Rev, RpcError, Scope};
use serde_json::Value;

const POLICIES: &[Policy] =
    &[Policy { prefix: "", lists: &[ListById { at: "/entries", id: "id" }], gestures: &["/place"] }];

/// A watch that the page keeps for the widget.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watch {
    pub(crate) id: u32,
    /// The counter told last.
    pub(crate) told: Rev,
    /// A telling is on its way.
    pub(crate) due: bool,
}

#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) replica: Replica,
    /// What the screen shows: renewed only where the replica says `Changed`.
    pub(crate) screen: BTreeMap<Key, Value>,
    /// The number of this port; what was meant for an earlier one is not delivered.
    pub(crate) port: u32,
    pub(crate) online: bool,
    pub(crate) watches: Vec<Watch>,
    pub(crate) last_watch: u32,
    /// Each with the port it came by.
    pub(crate) outbox: VecDeque<(u32, WriteParams)>,
    /// What became of writes of the outbox, by `opId`: a retry is answered from here, never queued again.
    pub(crate) outcomes: BTreeMap<String, Result<WriteResult, RpcError>>,
    /// A write of the outbox is on its way.
    pub(crate) replaying: bool,
    /// Requests without an answer yet.
    pub(crate) waiting: BTreeSet<u64>,
    /// Writes without an answer yet: `(request, opId, whether its outcome was told otherwise)`.
    pub(crate) open: Vec<(u64, String, bool)>,
    lives: u64,
    with_outbox: bool,
    seed: u64,
}

impl Person {
    pub(crate) fn new(seed: u64, with_outbox: bool) -> Self {
        Self {
            replica: replica(seed, 0, with_outbox),
            screen: BTreeMap::new(),
            port: 0,
            online: true,
            watches: Vec::new(),
            last_watch: 0,
            outbox: VecDeque::new(),
            outcomes: BTreeMap::new(),
            replaying: false,
            waiting: BTreeSet::new(),
            open: Vec::new(),
            lives: 0,
            with_outbox,
            seed,
        }
    }

    /// The widget is gone and comes back; the page and its outbox stay.
    pub(crate) fn reborn(&mut self) {
        self.lives += 1;
        self.replica = replica(self.seed, self.lives, self.with_outbox);
        self.screen.clear();
        self.new_port();
    }

    pub(crate) fn new_port(&mut self) {
        self.port += 1;
        self.watches.clear();
        self.waiting.clear();
        self.open.clear();
    }

    pub(crate) fn view(&self) -> BTreeMap<Key, Value> {
        self.replica.items().map(|item| (item.key.clone(), item.value.clone())).collect()
    }
}

fn replica(seed: u64, life: u64, outbox: bool) -> Replica {
    Replica::new(Config { policies: POLICIES, outbox, ..Config::new(Scope::Shared, "", [seed, life]) })
}
