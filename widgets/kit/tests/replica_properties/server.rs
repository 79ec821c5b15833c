//! A back end with the very semantics of section 8, in memory, that watches over its own rules.

use std::collections::BTreeMap;

use greffon_protocol::storage::{OpKind, ReadParams, ReadResult, WriteParams, WriteResult};
use greffon_protocol::{Change, ErrorKind, Key, Op, Rev, RpcError, StoredItem};
use serde_json::Value;

#[derive(Debug, Clone)]
struct Stored {
    rev: Rev,
    /// `None`: a tombstone.
    value: Option<Value>,
    author: usize,
    op_id: String,
}

/// One operation that was carried out.
#[derive(Debug, Clone)]
pub(crate) struct Done {
    pub(crate) rev: Rev,
    pub(crate) author: usize,
    pub(crate) key: Key,
    pub(crate) before: Option<Value>,
    pub(crate) after: Option<Value>,
}

#[derive(Debug, Default)]
pub(crate) struct Server {
    pub(crate) rev: Rev,
    items: BTreeMap<Key, Stored>,
    /// Tombstones up to here are gone.
    horizon: Rev,
    memory: BTreeMap<String, (Vec<Op>, Result<WriteResult, RpcError>)>,
    pub(crate) journal: Vec<Done>,
    /// New keys are refused.
    pub(crate) full: bool,
    /// Whether a host may lift `ifRev` of a write that followed another one of the same person.
    lifted: bool,
}

impl Server {
    pub(crate) fn new(lifted: bool) -> Self {
        Self { lifted, ..Self::default() }
    }

    pub(crate) fn write(&mut self, author: usize, params: &WriteParams) -> Result<WriteResult, RpcError> {
        assert!((1..=50).contains(&params.ops.len()), "a batch has 1 to 50 operations");
        if let Some((ops, result)) = self.memory.get(&params.op_id) {
            let bare =
                |ops: &[Op]| -> Vec<Op> { ops.iter().cloned().map(|op| Op { if_rev: None, ..op }).collect() };
            let same = if self.lifted { bare(ops) == bare(&params.ops) } else { *ops == params.ops };
            assert!(same, "an opId came with another content: {ops:?} {:?}", params.ops);
            return result.clone();
        }
        let result = self.carry_out(author, params);
        self.memory.insert(params.op_id.clone(), (params.ops.clone(), result.clone()));
        result
    }

    fn carry_out(&mut self, author: usize, params: &WriteParams) -> Result<WriteResult, RpcError> {
        for op in &params.ops {
            let found = self.items.get(&op.key).filter(|stored| stored.value.is_some());
            if op.key.as_str().starts_with("no/") {
                return Err(RpcError::new(ErrorKind::Denied, "denied"));
            }
            if self.full && found.is_none() && op.op == OpKind::Set {
                return Err(RpcError::new(ErrorKind::Quota, "full"));
            }
            let if_rev = op.if_rev.expect("ifRev is mandatory");
            if if_rev != found.map_or(0, |stored| stored.rev) {
                let mut error = RpcError::new(ErrorKind::Conflict, "conflict");
                error.data.key = Some(op.key.clone());
                error.data.rev = Some(found.map_or(0, |stored| stored.rev));
                error.data.value = found.and_then(|stored| stored.value.clone());
                return Err(error);
            }
        }
        self.rev += 1;
        for op in &params.ops {
            let value = match op.op {
                OpKind::Set => Some(op.value.clone().unwrap_or_default()),
                OpKind::Delete => None,
            };
            let stored = Stored { rev: self.rev, value: value.clone(), author, op_id: params.op_id.clone() };
            let before = self.items.insert(op.key.clone(), stored).and_then(|stored| stored.value);
            self.journal.push(Done { rev: self.rev, author, key: op.key.clone(), before, after: value });
        }
        Ok(WriteResult { rev: self.rev, queued: None })
    }

    /// What changed since, and whether it is everything there is.
    pub(crate) fn since(&self, reader: usize, prefix: &str, since: Rev) -> (Vec<Change>, bool) {
        let reset = since > self.rev || (since != 0 && since < self.horizon);
        let since = if reset { 0 } else { since };
        let mut items: Vec<Change> = self
            .items
            .iter()
            .filter(|(key, stored)| key.as_str().starts_with(prefix) && stored.rev > since)
            .filter(|(_, stored)| !(reset && stored.value.is_none()))
            .map(|(key, stored)| Change {
                key: key.clone(),
                rev: stored.rev,
                value: stored.value.clone(),
                deleted: stored.value.is_none(),
                by: Some(stored.author.to_string()),
                at: None,
                op_id: (stored.author == reader).then(|| stored.op_id.clone()),
            })
            .collect();
        items.sort_by_key(|item| item.rev);
        (items, reset)
    }

    pub(crate) fn read(&self, params: &ReadParams, page: usize) -> ReadResult {
        let prefix = params.prefix.clone().unwrap_or_default();
        let mut items = self
            .items
            .iter()
            .filter(|(key, _)| key.as_str().starts_with(&prefix) && Some(*key) > params.after.as_ref())
            .filter_map(|(key, stored)| {
                stored.value.clone().map(|value| StoredItem {
                    key: key.clone(),
                    rev: stored.rev,
                    value,
                    by: None,
                    at: String::new(),
                })
            });
        let page: Vec<StoredItem> = items.by_ref().take(page).collect();
        let next = items.next().and_then(|_| page.last().map(|item| item.key.clone()));
        ReadResult { rev: self.rev, items: page, next }
    }

    pub(crate) fn purge_tombstones(&mut self) {
        self.items.retain(|_, stored| stored.value.is_some());
        self.horizon = self.rev;
    }

    pub(crate) fn forget_op_ids(&mut self) {
        self.memory.clear();
    }

    pub(crate) fn values(&self) -> BTreeMap<Key, Value> {
        self.items.iter().filter_map(|(key, stored)| Some((key.clone(), stored.value.clone()?))).collect()
    }
}
