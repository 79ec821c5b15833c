//! Following a place: what was written is told, in order, to everyone who may read it (protocol, section 8).

mod follow;
mod pending;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use greffon_protocol::Rev;
use greffon_protocol::message::LiveMessage;
use tokio::sync::{broadcast, watch};

use crate::error::Error;
use crate::store::{Kept, Place};

pub use follow::Follow;

/// Batches that a slow reader may be behind before it reads the database instead.
const BEHIND: usize = 64;
/// Live messages that a slow reader may be behind before it misses some: they may be dropped.
const LIVE_BEHIND: usize = 64;
/// Channels kept without a listener before they are cleared away.
const IDLE_CHANNELS: usize = 256;

/// A committed batch, shared by all who are told.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its number.
    pub rev: Rev,
    /// What it changed.
    pub items: Arc<[Kept]>,
}

impl Batch {
    /// A batch to tell.
    pub fn new(rev: Rev, items: Vec<Kept>) -> Self {
        Self { rev, items: items.into() }
    }
}

/// A live message on its way.
#[derive(Debug)]
pub struct LiveNote {
    /// The session that sent it, which is not told.
    pub session: Arc<crate::session::Session>,
    /// Who sent it.
    pub person: i64,
    /// What the others get.
    pub message: LiveMessage,
}

/// Where writers tell and readers listen. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hub(Arc<Channels>);

#[derive(Debug)]
struct Channels {
    places: Mutex<HashMap<Place, broadcast::Sender<Batch>>>,
    live: Mutex<HashMap<String, broadcast::Sender<Arc<LiveNote>>>>,
    decisions: watch::Sender<u64>,
    /// Open streams by person.
    open: Mutex<HashMap<i64, usize>>,
}

/// A person's right to one open stream; given back when dropped.
#[derive(Debug)]
struct Turn {
    hub: Hub,
    person: i64,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut open = self.hub.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.person);
            }
        }
    }
}

impl Default for Hub {
    fn default() -> Self {
        let channels = Channels {
            places: Mutex::default(),
            live: Mutex::default(),
            decisions: watch::Sender::new(0),
            open: Mutex::default(),
        };
        Self(Arc::new(channels))
    }
}

impl Hub {
    /// Tells a batch to those who follow the place. Called by the writer, in the order of the commits.
    pub fn tell(&self, place: &Place, batch: Batch) {
        let places = self.0.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = places.get(place) {
            // Nobody listening is no error.
            let _ = channel.send(batch);
        }
    }

    /// Sends a live message to those who follow the instance.
    pub fn send_live(&self, instance: &str, note: LiveNote) {
        let live = self.0.live.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = live.get(instance) {
            let _ = channel.send(Arc::new(note));
        }
    }

    /// Says that rights, grants or sessions changed: every open stream looks again at what it may tell.
    pub fn decided(&self) {
        self.0.decisions.send_modify(|count| *count += 1);
    }

    /// Counts one more stream of a person, of which there are not too many.
    fn turn(&self, person: i64, most: usize) -> Result<Turn, Error> {
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(person).or_default();
        if *count >= most {
            return Err(Error::TooFast { retry_after_ms: 10_000 });
        }
        *count += 1;
        Ok(Turn { hub: self.clone(), person })
    }

    fn listen(&self, place: &Place) -> broadcast::Receiver<Batch> {
        subscribe(&self.0.places, place.clone(), BEHIND)
    }

    fn listen_live(&self, instance: &str) -> broadcast::Receiver<Arc<LiveNote>> {
        subscribe(&self.0.live, instance.to_owned(), LIVE_BEHIND)
    }

    fn listen_decisions(&self) -> watch::Receiver<u64> {
        self.0.decisions.subscribe()
    }
}

fn subscribe<K, T>(
    channels: &Mutex<HashMap<K, broadcast::Sender<T>>>,
    key: K,
    room: usize,
) -> broadcast::Receiver<T>
where
    K: std::hash::Hash + Eq,
    T: Clone,
{
    let mut channels = channels.lock().unwrap_or_else(PoisonError::into_inner);
    if channels.len() > IDLE_CHANNELS && !channels.contains_key(&key) {
        channels.retain(|_, channel| channel.receiver_count() > 0);
    }
    channels.entry(key).or_insert_with(|| broadcast::Sender::new(room)).subscribe()
}
