//! A replica and short words for what the host says to it.

use greffon_kit::replica::{Bond, Clash, Config, Edit, Effect, ListById, Policy, Replica, Report, Trouble};
use greffon_protocol::storage::{StorageChanged, WatchParams, WatchResult, WriteParams, WriteResult};
use greffon_protocol::{Change, ErrorKind, Key, Rev, RpcError, Scope};
use serde_json::Value;

/// The widget's policies in these tests.
pub(crate) const POLICIES: &[Policy] = &[Policy {
    prefix: "",
    lists: &[ListById { at: "/entries", id: "id" }, ListById { at: "/entries/*/notes", id: "n" }],
    gestures: &["/place"],
}];

pub(crate) struct Desk {
    pub(crate) replica: Replica,
    pub(crate) effects: Vec<Effect>,
}

impl Desk {
    /// Loaded with these items, all of revision 1, at counter 1.
    pub(crate) fn with(items: &[(&str, Value)]) -> Self {
        Self::configured(items, |_| {})
    }

    /// The same on a host that keeps an outbox.
    pub(crate) fn with_outbox(items: &[(&str, Value)]) -> Self {
        Self::configured(items, |config| config.outbox = true)
    }

    pub(crate) fn configured(items: &[(&str, Value)], configure: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config { policies: POLICIES, ..Config::new(Scope::Shared, "", [7, 11]) };
        configure(&mut config);
        let mut desk = Self { replica: Replica::new(config), effects: Vec::new() };
        let effects = desk.replica.start();
        desk.take(effects);
        desk.watched(1, 1, items.iter().map(|(key, value)| set(key, 1, value.clone())).collect());
        desk.effects.clear();
        desk
    }

    pub(crate) fn take(&mut self, effects: Vec<Effect>) {
        self.effects.extend(effects);
    }

    /// The person edits one item.
    pub(crate) fn edit(&mut self, key: &str, value: Value) {
        self.change(vec![Edit::set(k(key), value)], Bond::Loose);
    }

    pub(crate) fn change(&mut self, edits: Vec<Edit>, bond: Bond) {
        let effects = self.replica.apply(edits, "edit", bond).expect("the edit is taken");
        self.take(effects);
    }

    /// The last watch that was asked for.
    pub(crate) fn asked(&self) -> WatchParams {
        self.question().1
    }

    /// The same with its ticket.
    pub(crate) fn question(&self) -> (u32, WatchParams) {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Watch { ticket, params } => Some((*ticket, params.clone())),
            _ => None,
        });
        asked.expect("a watch was asked for")
    }

    pub(crate) fn watched(&mut self, watch: u32, rev: Rev, items: Vec<Change>) {
        self.watch_answer(WatchResult { watch, rev, items, reset: None });
    }

    pub(crate) fn watch_answer(&mut self, result: WatchResult) {
        let ticket = self.question().0;
        let effects = self.replica.watched(ticket, Ok(result));
        self.take(effects);
    }

    pub(crate) fn changed(&mut self, from: Rev, to: Rev, items: Vec<Change>) {
        let effects =
            self.replica.changed(StorageChanged { watch: 1, from, to, items, rejected: Vec::new() });
        self.take(effects);
    }

    /// The writes that were sent since the last look.
    pub(crate) fn writes(&mut self) -> Vec<WriteParams> {
        let (writes, rest) = self.effects.drain(..).partition(|effect| matches!(effect, Effect::Write(_)));
        self.effects = rest;
        let writes: Vec<Effect> = writes;
        writes
            .into_iter()
            .filter_map(|effect| if let Effect::Write(params) = effect { Some(params) } else { None })
            .collect()
    }

    /// The one write that was sent since the last look.
    pub(crate) fn write(&mut self) -> WriteParams {
        let mut writes = self.writes();
        assert_eq!(writes.len(), 1, "one write was sent: {writes:?}");
        writes.remove(0)
    }

    pub(crate) fn saved(&mut self, write: &WriteParams, rev: Rev) {
        let effects = self.replica.written(&write.op_id, Ok(WriteResult { rev, queued: None }));
        self.take(effects);
    }

    pub(crate) fn queued(&mut self, write: &WriteParams) {
        let effects = self.replica.written(&write.op_id, Ok(WriteResult { rev: 1, queued: Some(true) }));
        self.take(effects);
    }

    pub(crate) fn failed(&mut self, write: &WriteParams, error: RpcError) {
        let effects = self.replica.written(&write.op_id, Err(error));
        self.take(effects);
    }

    pub(crate) fn retry(&mut self) {
        let effects = self.replica.retry();
        self.take(effects);
    }

    pub(crate) fn undo(&mut self) {
        let effects = self.replica.undo();
        self.take(effects);
    }

    pub(crate) fn redo(&mut self) {
        let effects = self.replica.redo();
        self.take(effects);
    }

    pub(crate) fn wait(&self) -> Option<u32> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::RetryAfter { ms } => Some(*ms),
            _ => None,
        })
    }

    pub(crate) fn see(&self, key: &str) -> Value {
        self.replica.get(key).cloned().unwrap_or_default()
    }

    pub(crate) fn reports(&self) -> &[Report] {
        self.replica.reports()
    }

    /// The conflicts that were told, gestures included.
    pub(crate) fn clashes(&self) -> Vec<Clash> {
        let clash = |effect: &Effect| match effect {
            Effect::Report(Report { trouble: Trouble::Conflict { clash, .. }, .. }) => {
                Some((**clash).clone())
            }
            _ => None,
        };
        self.effects.iter().filter_map(clash).collect()
    }
}

pub(crate) fn k(key: &str) -> Key {
    Key::new(key).expect("a key")
}

pub(crate) fn set(key: &str, rev: Rev, value: Value) -> Change {
    Change { key: k(key), rev, value: Some(value), deleted: false, by: None, at: None, op_id: None }
}

pub(crate) fn deleted(key: &str, rev: Rev) -> Change {
    Change { key: k(key), rev, value: None, deleted: true, by: None, at: None, op_id: None }
}

pub(crate) fn echo(mut change: Change, write: &WriteParams) -> Change {
    change.op_id = Some(write.op_id.clone());
    change
}

pub(crate) fn error(kind: ErrorKind) -> RpcError {
    RpcError::new(kind, kind.name())
}

/// Somebody wrote first; `None`: deleted it.
pub(crate) fn conflict(key: &str, rev: Rev, value: Option<Value>) -> RpcError {
    let mut error = error(ErrorKind::Conflict);
    error.data.key = Some(k(key));
    error.data.rev = Some(rev);
    error.data.value = value;
    error
}
