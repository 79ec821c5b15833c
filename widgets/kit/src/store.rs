//! The replica of `shared`, carried over the port: what it wants sent is sent, what comes back goes in.

use gloo_timers::callback::Timeout;
use greffon_protocol::message::LinkState;
use greffon_protocol::storage::{ReadResult, StorageChanged, UnwatchParams, WatchResult, WriteResult};
use greffon_protocol::{Key, Method, RpcError, Scope, wire};
use yew::Callback;

use crate::chance::random_bits;
use crate::link::Link;
use crate::replica::{Bond, Choice, Config, Edit, Effect, Policy, Replica, Report, Status, Trouble};
use crate::ui::SaveState;

/// What the port has for the store.
#[derive(Debug)]
pub enum StoreNews {
    /// `storage.changed`.
    Changed(StorageChanged),
    /// The answer to a watch, with its ticket.
    Watched(u32, Result<WatchResult, RpcError>),
    /// The answer to a read, with its ticket.
    Read(u32, Result<ReadResult, RpcError>),
    /// The answer to a write.
    Written(String, Result<WriteResult, RpcError>),
    /// The time to try again has come.
    Retry,
    /// The link came or went.
    Link(LinkState),
}

/// The items of the instance that this person may see.
pub struct Store {
    replica: Replica,
    batch: usize,
    link: Link,
    news: Callback<StoreNews>,
    changed: Vec<Key>,
    last_report: u32,
    when_sent: Vec<Box<dyn FnOnce()>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("replica", &self.replica).finish_non_exhaustive()
    }
}

/// How a store is opened.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// How items are merged.
    pub policies: &'static [Policy],
    /// Most operations in a write.
    pub batch: usize,
    /// Whether the host keeps writes while there is no link.
    pub outbox: bool,
    /// Whether the host tells of changes.
    pub watch: bool,
}

impl Store {
    /// Begins to follow everything readable in `shared`; answers come by `news`.
    pub fn open(link: Link, news: Callback<StoreNews>, terms: Terms) -> Self {
        let config = Config {
            policies: terms.policies,
            batch: terms.batch,
            outbox: terms.outbox,
            watch: terms.watch,
            ..Config::new(Scope::Shared, "", random_bits())
        };
        let mut store = Self {
            replica: Replica::new(config),
            batch: terms.batch,
            link,
            news,
            changed: Vec::new(),
            last_report: 0,
            when_sent: Vec::new(),
        };
        let effects = store.replica.start();
        store.carry_out(effects);
        store
    }

    /// The items, own pending changes included.
    pub const fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Changes items. Before the items are loaded nothing can be changed, and no screen offers it. More than one write
    /// may hold is sent as several under one label, which are undone as one.
    pub fn write(&mut self, edits: Vec<Edit>, label: &str) {
        for part in edits.chunks(self.batch.max(1)) {
            if let Ok(effects) = self.replica.apply(part.to_vec(), label, Bond::Loose) {
                self.carry_out(effects);
            }
        }
    }

    /// Takes the person's last change back: all that stands under its label.
    pub fn undo(&mut self) {
        let label = self.replica.can_undo().map(str::to_owned);
        while label.is_some() && self.replica.can_undo() == label.as_deref() {
            let effects = self.replica.undo();
            self.carry_out(effects);
        }
    }

    /// Brings back what was undone last.
    pub fn redo(&mut self) {
        let label = self.replica.can_redo().map(str::to_owned);
        while label.is_some() && self.replica.can_redo() == label.as_deref() {
            let effects = self.replica.redo();
            self.carry_out(effects);
        }
    }

    /// What the person must be told, if anything.
    pub fn report(&self) -> Option<&Report> {
        self.replica.reports().first()
    }

    /// The person has decided about a report.
    pub fn settle(&mut self, report: u32, choice: Choice) {
        let (_, effects) = self.replica.settle(report, choice);
        self.carry_out(effects);
    }

    /// Takes in what came over the port.
    pub fn take_in(&mut self, news: StoreNews) {
        let effects = match news {
            StoreNews::Changed(change) => self.replica.changed(change),
            StoreNews::Watched(ticket, answer) => self.replica.watched(ticket, answer),
            StoreNews::Read(ticket, answer) => self.replica.read(ticket, answer),
            StoreNews::Written(op_id, answer) => self.replica.written(&op_id, answer),
            StoreNews::Retry => self.replica.retry(),
            StoreNews::Link(state) => self.replica.set_online(state != LinkState::Offline),
        };
        self.carry_out(effects);
        if self.replica.unconfirmed() == 0 {
            for done in std::mem::take(&mut self.when_sent) {
                done();
            }
        }
    }

    /// Calls `done` as soon as nothing waits to be confirmed; at once where nothing does.
    pub fn when_saved(&mut self, done: impl FnOnce() + 'static) {
        if self.replica.unconfirmed() == 0 {
            done();
        } else {
            self.when_sent.push(Box::new(done));
        }
    }

    /// The items that look different since this was asked last.
    pub fn take_changed(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.changed)
    }

    /// The labels of the writes that were refused since this was asked last.
    pub fn take_refused(&mut self) -> Vec<String> {
        let last = self.last_report;
        let fresh = || self.replica.reports().iter().filter(move |report| report.id > last);
        let refused = fresh()
            .filter(|report| matches!(report.trouble, Trouble::Refused { .. }))
            .map(|report| report.label.clone())
            .collect();
        self.last_report = fresh().map(|report| report.id).max().unwrap_or(last);
        refused
    }

    /// Whether all is saved.
    pub fn save_state(&self) -> SaveState {
        match self.replica.status() {
            Status::Saved => SaveState::Saved,
            Status::Saving(_) => SaveState::Saving,
            Status::Waiting(count) => SaveState::Waiting(u32::try_from(count).unwrap_or(u32::MAX)),
            Status::Attention(_) => SaveState::Attention,
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let news = self.news.clone();
            match effect {
                Effect::Write(params) => self.link.request(Method::StorageWrite, &params, {
                    let op_id = params.op_id.clone();
                    move |answer| news.emit(StoreNews::Written(op_id, answer.and_then(wire::read)))
                }),
                Effect::Watch { ticket, params } => {
                    self.link.request(Method::StorageWatch, &params, move |answer| {
                        news.emit(StoreNews::Watched(ticket, answer.and_then(wire::read)));
                    });
                }
                Effect::Read { ticket, params } => {
                    self.link.request(Method::StorageRead, &params, move |answer| {
                        news.emit(StoreNews::Read(ticket, answer.and_then(wire::read)));
                    });
                }
                Effect::Unwatch { watch } => {
                    self.link.request(Method::StorageUnwatch, &UnwatchParams { watch }, drop);
                }
                Effect::RetryAfter { ms } => {
                    Timeout::new(ms, move || news.emit(StoreNews::Retry)).forget();
                }
                Effect::Changed(keys) => self.changed.extend(keys),
                // Read from the replica, where it waits for the person.
                Effect::Report(_) => {}
            }
        }
    }
}
