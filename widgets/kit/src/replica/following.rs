//! What comes from the host: the first load, changes, gaps, and the link going and coming.

use greffon_protocol::storage::{ReadParams, ReadResult, StorageChanged, WatchParams, WatchResult};
use greffon_protocol::{Change, ErrorKind, Key, Rev, RpcError};

use super::report::Trouble;
use super::sending::State;
use super::{Effect, Ground, Replica};

/// Where following stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// Not begun.
    Idle,
    /// Asked, from that counter on.
    Asked(Option<Rev>),
    /// Reading page by page.
    Reading,
    /// Told of every change, under that watch; 0 where this host does not tell.
    Live(u32),
    /// To be tried again.
    Failed,
}

/// A load that comes in pages.
#[derive(Debug)]
pub(super) struct Pages {
    /// The counter when the first page was read: what changed since will be asked for.
    rev: Rev,
    /// The page that is awaited.
    after: Option<Key>,
    items: Vec<Change>,
}

impl Replica {
    /// Begins: asks for the items and for all changes from then on.
    pub fn start(&mut self) -> Vec<Effect> {
        if self.follow == Follow::Idle {
            self.follow_on();
        }
        self.finish()
    }

    /// The answer to [`Effect::Watch`], with its ticket. Only the last question counts.
    pub fn watched(&mut self, ticket: u32, answer: Result<WatchResult, RpcError>) -> Vec<Effect> {
        match (self.follow, answer) {
            (Follow::Asked(since), Ok(result)) if ticket == self.ticket => self.take_watch(since, result),
            (Follow::Asked(_), Err(error)) if ticket == self.ticket => self.follow_failed(error),
            // A late answer to an earlier question. Its watch is one too many.
            (_, Ok(result)) => self.out.push(Effect::Unwatch { watch: result.watch }),
            (_, Err(_)) => {}
        }
        self.finish()
    }

    fn take_watch(&mut self, since: Option<Rev>, result: WatchResult) {
        self.follow = Follow::Live(result.watch);
        let WatchResult { rev, items, reset, .. } = result;
        let whole = since.is_none_or(|since| since == 0) || reset == Some(true);
        if !whole && since.is_some_and(|since| rev < since) {
            // The counter went backwards and nobody said so.
            return self.distrust();
        }
        self.hear_echoes(&items);
        if whole {
            self.reset(items, rev);
        } else {
            for item in items {
                self.learn(item);
            }
            self.advance(rev);
        }
        self.loaded();
        if self.overheard > rev {
            self.follow_on();
        }
        self.pump();
    }

    /// The answer to [`Effect::Read`], with its ticket. Only the last question counts.
    pub fn read(&mut self, ticket: u32, answer: Result<ReadResult, RpcError>) -> Vec<Effect> {
        if self.follow == Follow::Reading && ticket == self.ticket {
            match answer {
                Ok(result) => self.take_page(result),
                Err(error) => self.follow_failed(error),
            }
        }
        self.finish()
    }

    fn take_page(&mut self, result: ReadResult) {
        let mut pages =
            self.pages.take().unwrap_or(Pages { rev: result.rev, after: None, items: Vec::new() });
        pages.items.extend(result.items.into_iter().map(Change::from));
        if result.next.is_some() && result.next > pages.after {
            pages.after.clone_from(&result.next);
            self.pages = Some(pages);
            return self.ask_page(result.next);
        }
        self.reset(pages.items, pages.rev);
        self.loaded();
        if self.config.watch {
            self.ask_watch(Some(self.reach));
        } else {
            self.follow = Follow::Live(0);
        }
        self.pump();
    }

    fn loaded(&mut self) {
        self.ground = Ground::Sound;
        self.pace.setbacks = 0;
        // Shows what is new under what waits.
        let keys = self.pending_keys();
        self.refresh(&keys);
    }

    /// `storage.changed`, of this replica's watch ([`Self::watch`]) or of one that nobody knows yet.
    pub fn changed(&mut self, event: StorageChanged) -> Vec<Effect> {
        let StorageChanged { watch, from, to, items, rejected } = event;
        match self.follow {
            Follow::Live(live) if live == watch && watch != 0 => {
                if from > self.reach {
                    self.follow_on();
                } else {
                    self.hear_echoes(&items);
                    let keys: Vec<Key> = items.iter().map(|item| item.key.clone()).collect();
                    for item in items {
                        self.learn(item);
                    }
                    self.advance(to);
                    self.refresh(&keys);
                }
            }
            // It may belong to the watch whose number is still on its way.
            Follow::Asked(_) => self.overheard = self.overheard.max(to),
            _ => {}
        }
        self.take_rejected(rejected);
        self.pump();
        self.finish()
    }

    /// `session.state`: the link is there (`online`), or not.
    pub fn set_online(&mut self, online: bool) -> Vec<Effect> {
        let back = online && !self.online;
        self.online = online;
        if back {
            self.pace.paused = false;
            self.pace.setbacks = 0;
            // Whatever the host says it followed meanwhile: one question makes sure.
            if !matches!(self.follow, Follow::Idle | Follow::Reading) {
                self.follow_on();
            }
        }
        self.pump();
        self.finish()
    }

    /// A new port took the place of the old one: no answer that was awaited will come, no watch is alive.
    pub fn reconnected(&mut self) -> Vec<Effect> {
        for batch in self.batches.iter_mut().filter(|batch| batch.state == State::Sent) {
            batch.state = State::Again;
        }
        // A caller that dropped its timers with the port is served too.
        self.pace.paused = false;
        self.pace.asking = false;
        if self.follow != Follow::Idle {
            self.follow = Follow::Failed;
            self.follow_on();
        }
        self.pump();
        self.finish()
    }

    /// The time of an [`Effect::RetryAfter`] is over. Too early or once too often does no harm.
    pub fn retry(&mut self) -> Vec<Effect> {
        if self.pace.paused {
            self.pace.paused = false;
        } else {
            self.pace.asking = false;
            let queued = self.batches.iter_mut().find(|batch| batch.state == State::Queued);
            if let (Some(batch), true) = (queued, self.online) {
                batch.state = State::Again;
            }
        }
        if self.follow == Follow::Failed {
            self.follow_on();
        }
        self.pump();
        self.finish()
    }

    /// Something the host said does not fit what we believe: read everything anew, and send nothing before.
    pub(super) fn distrust(&mut self) {
        self.ground = self.ground.min(Ground::Doubtful);
        self.pages = None;
        self.follow_on();
    }

    /// Follows from what is known; from the start where that is nothing.
    fn follow_on(&mut self) {
        if let Follow::Live(watch) = self.follow
            && watch != 0
        {
            self.out.push(Effect::Unwatch { watch });
        }
        let sound = self.ground == Ground::Sound;
        if self.config.watch && (sound || !self.in_pages) {
            self.ask_watch(sound.then_some(self.reach));
        } else {
            // A page that did not come is asked for again; those before it are kept.
            self.ask_page(self.pages.as_ref().and_then(|pages| pages.after.clone()));
        }
    }

    fn ask_watch(&mut self, since: Option<Rev>) {
        self.follow = Follow::Asked(since);
        self.overheard = 0;
        self.ticket += 1;
        let (scope, prefix) = (self.config.scope, self.config.prefix.clone());
        self.out.push(Effect::Watch { ticket: self.ticket, params: WatchParams { scope, prefix, since } });
    }

    fn ask_page(&mut self, after: Option<Key>) {
        self.follow = Follow::Reading;
        self.ticket += 1;
        let (scope, prefix) = (self.config.scope, Some(self.config.prefix.clone()));
        let params = ReadParams { scope, keys: None, prefix, after, limit: None };
        self.out.push(Effect::Read { ticket: self.ticket, params });
    }

    fn follow_failed(&mut self, error: RpcError) {
        let watching = self.follow != Follow::Reading;
        self.follow = Follow::Failed;
        match error.kind() {
            // The answer would not fit into one message: read it in pages.
            ErrorKind::TooLarge if watching => {
                self.in_pages = true;
                self.distrust();
            }
            // A host of level 1 stores, and does not tell.
            ErrorKind::Unsupported if watching => {
                self.config.watch = false;
                self.follow_on();
            }
            ErrorKind::RateLimited
            | ErrorKind::Timeout
            | ErrorKind::Backend
            | ErrorKind::Offline
            | ErrorKind::SessionExpired
            | ErrorKind::Closed
            | ErrorKind::Cancelled
            | ErrorKind::Internal => self.set_back(),
            _ => {
                self.follow = Follow::Idle;
                self.report("", Trouble::Unreadable { error });
            }
        }
    }
}
