//! One open stream of events: what a person may read of a place, from a revision on.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::Stream;
use greffon_protocol::http::Changes;
use greffon_protocol::message::{CapabilityChanged, LinkState, SessionState};
use greffon_protocol::{Key, Rev, Scope};
use serde::Serialize;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::pending::Pending;
use super::{Batch, LiveNote, Turn};
use crate::access::Act;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::store::{self, Place, Stretch};

/// How often a stream looks whether its session is still open.
const LOOK: Duration = Duration::from_secs(30);

/// A stream under way.
#[derive(Debug)]
pub struct Follow {
    host: Host,
    seat: Seat,
    place: Place,
    prefix: String,
    /// The revision that the reader knows.
    told: Rev,
    batches: broadcast::Receiver<Batch>,
    live: Option<broadcast::Receiver<Arc<LiveNote>>>,
    decisions: watch::Receiver<u64>,
    pending: Pending,
    ready: VecDeque<Event>,
    /// The database has something that the channel has not (any more).
    behind: bool,
    /// What the reader knows is of no use: tell everything anew.
    anew: bool,
    look: Instant,
    ended: bool,
    _turn: Turn,
}

impl Follow {
    /// Starts to follow; the first events bring what changed since that revision.
    pub fn start(host: Host, seat: Seat, place: Place, prefix: String, since: Rev) -> Result<Self, Error> {
        let turn = host.hub.turn(seat.person(), host.config.streams)?;
        // Listening comes first, reading the database second: nothing falls between.
        let batches = host.hub.listen(&place);
        let live = (place.scope == Scope::Shared).then(|| host.hub.listen_live(&place.instance));
        let decisions = host.hub.listen_decisions();
        Ok(Self {
            batches,
            live,
            decisions,
            host,
            seat,
            place,
            prefix,
            told: since,
            pending: Pending::default(),
            ready: VecDeque::new(),
            behind: true,
            anew: false,
            look: Instant::now() + LOOK,
            ended: false,
            _turn: turn,
        })
    }

    /// The events, as axum sends them.
    pub fn into_stream(self) -> impl Stream<Item = Result<Event, std::convert::Infallible>> {
        futures_util::stream::unfold(self, |mut follow| async move {
            let event = follow.next().await?;
            Some((Ok(event), follow))
        })
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.ended {
                return None;
            }
            if self.behind {
                self.catch_up().await;
                continue;
            }
            self.wait().await;
        }
    }

    async fn wait(&mut self) {
        let due = self.pending.due();
        tokio::select! {
            biased;
            () = self.host.stopping.cancelled() => self.end("stopping"),
            _ = self.decisions.changed() => self.look_again().await,
            () = sleep_until(due.unwrap_or(self.look)), if due.is_some() => self.tell(),
            batch = self.batches.recv() => self.take(batch),
            note = receive(&mut self.live) => self.take_live(&note),
            () = sleep_until(self.look) => {
                self.look = Instant::now() + LOOK;
                if !self.seat.visitor.session.is_open() {
                    self.expire();
                }
            }
        }
    }

    /// Reads from the database what changed since the reader's revision.
    async fn catch_up(&mut self) {
        self.pending.clear();
        let wanted = |key: &Key| wanted(&self.seat, &self.prefix, self.place.scope, key);
        let database = &self.host.database;
        let read = if self.anew {
            store::since_start(database, &self.place, self.told, wanted).await
        } else {
            store::since(database, &self.place, self.told, wanted).await
        };
        match read {
            Ok(stretch) => self.tell_stretch(stretch),
            Err(error) => {
                tracing::error!(%error, "a stream could not be brought up to date");
                // The reader comes back by itself and resumes from what it knows.
                self.end("backend");
            }
        }
    }

    fn tell_stretch(&mut self, stretch: Stretch) {
        self.behind = stretch.more;
        self.anew = false;
        if !stretch.reset && stretch.to == self.told {
            return;
        }
        let changes = Changes {
            from: stretch.from,
            to: stretch.to,
            items: stretch.items.iter().map(|item| item.change_for(&self.seat)).collect(),
            reset: stretch.reset.then_some(true),
        };
        self.send(if stretch.reset { "reset" } else { "changed" }, &changes, Some(stretch.to));
        self.told = stretch.to;
    }

    fn take(&mut self, batch: Result<Batch, RecvError>) {
        match batch {
            // Told already, from the database.
            Ok(batch) if batch.rev <= self.told => {}
            Ok(batch) => {
                let changes = batch
                    .items
                    .iter()
                    .filter(|item| wanted(&self.seat, &self.prefix, self.place.scope, &item.key))
                    .map(|item| item.change_for(&self.seat));
                self.pending.add(batch.rev, changes);
                if self.pending.due().is_some_and(|due| due <= Instant::now()) {
                    self.tell();
                }
            }
            Err(RecvError::Lagged(_)) => self.behind = true,
            Err(RecvError::Closed) => self.end("stopping"),
        }
    }

    fn tell(&mut self) {
        if let Some(changes) = self.pending.take(self.told) {
            self.told = changes.to;
            let to = changes.to;
            self.send("changed", &changes, Some(to));
        }
    }

    fn take_live(&mut self, note: &LiveNote) {
        // One's own cursor is not news.
        if self.seat.has("live") && !Arc::ptr_eq(&note.session, &self.seat.visitor.session) {
            let mut message = note.message.clone();
            message.from = self.seat.has("user:id").then(|| self.seat.instance.id_of(note.person));
            self.send("live", &message, None);
        }
    }

    /// Something was decided: perhaps about this person, this instance or this session.
    async fn look_again(&mut self) {
        let session = &self.seat.visitor.session;
        if !session.is_open() {
            return self.expire();
        }
        let person = match self.host.directory.person(session.person).await {
            Ok(Some(person)) => person,
            Ok(None) => return self.expire(),
            Err(_) => return self.end("backend"),
        };
        let visitor = crate::session::Visitor { session: Arc::clone(session), person };
        let seat = match Seat::take(&self.host, visitor, &self.place.instance).await {
            Ok(seat) => seat,
            Err(Error::Withdrawn) => return self.end("withdrawn"),
            Err(_) => return self.end("denied"),
        };
        let before = std::mem::replace(&mut self.seat, seat);
        self.tell_grants(&before);
        if before.instance.read_only != self.seat.instance.read_only {
            let state = if self.seat.instance.read_only { LinkState::Readonly } else { LinkState::Online };
            self.send("state", &SessionState { state, until: None }, None);
        }
        if before.roles != self.seat.roles || before.instance.members != self.seat.instance.members {
            // More, or less, may be read now, of what was written long ago.
            self.behind = true;
            self.anew = true;
        }
    }

    fn tell_grants(&mut self, before: &Seat) {
        if before.granted() == self.seat.granted() {
            return;
        }
        let granted: Vec<_> = self.seat.granted().iter().cloned().collect();
        let revoked: Vec<_> = before.granted().difference(self.seat.granted()).cloned().collect();
        self.send("capability", &CapabilityChanged { granted, revoked }, None);
        if self.seat.need_scope(self.place.scope).is_err() {
            self.pending.clear();
            self.end("not_granted");
        }
    }

    fn expire(&mut self) {
        self.send("state", &SessionState { state: LinkState::Expired, until: None }, None);
        self.end("session_expired");
    }

    /// Says goodbye with the reason; the reader knows that the line was not cut.
    fn end(&mut self, reason: &'static str) {
        self.send("bye", &serde_json::json!({ "reason": reason }), None);
        self.ended = true;
    }

    fn send(&mut self, name: &'static str, data: &impl Serialize, id: Option<Rev>) {
        match Event::default().event(name).json_data(data) {
            Ok(event) => self.ready.push_back(match id {
                Some(id) => event.id(id.to_string()),
                None => event,
            }),
            Err(error) => {
                tracing::error!(%error, "an event could not be written");
                self.ended = true;
            }
        }
    }
}

/// Whether a change under that key is to be told.
fn wanted(seat: &Seat, prefix: &str, scope: Scope, key: &Key) -> bool {
    key.as_str().starts_with(prefix) && seat.may(Act::Read, scope, key)
}

/// The next live message; waits for ever where none are told, and skips what was missed.
async fn receive(live: &mut Option<broadcast::Receiver<Arc<LiveNote>>>) -> Arc<LiveNote> {
    loop {
        match live {
            Some(receiver) => match receiver.recv().await {
                Ok(note) => return note,
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => *live = None,
            },
            None => std::future::pending().await,
        }
    }
}
