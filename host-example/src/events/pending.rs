//! What waits to be told on one stream: at most ten times a second, the latest value of a key.

use std::collections::BTreeMap;
use std::time::Duration;

use greffon_protocol::http::Changes;
use greffon_protocol::{Change, Key, Rev};
use tokio::time::Instant;

/// Between two events of a stream.
pub(super) const PACE: Duration = Duration::from_millis(100);

/// Changes gathered between two events.
#[derive(Debug)]
pub(super) struct Pending {
    items: BTreeMap<Key, Change>,
    to: Option<Rev>,
    next: Instant,
}

impl Default for Pending {
    fn default() -> Self {
        Self { items: BTreeMap::new(), to: None, next: Instant::now() }
    }
}

impl Pending {
    /// Takes what one batch changed; nothing readable is worth telling too, so that no number is missing.
    pub(super) fn add(&mut self, rev: Rev, items: impl IntoIterator<Item = Change>) {
        for item in items {
            self.items.insert(item.key.clone(), item);
        }
        self.to = Some(rev);
    }

    /// When the next event is due, if there is anything to tell.
    pub(super) fn due(&self) -> Option<Instant> {
        self.to.map(|_| self.next)
    }

    /// The event, from that revision on; the next one waits its time.
    pub(super) fn take(&mut self, from: Rev) -> Option<Changes> {
        let to = self.to.take()?;
        self.next = Instant::now() + PACE;
        let mut items: Vec<Change> = std::mem::take(&mut self.items).into_values().collect();
        items.sort_by_key(|item| item.rev);
        Some(Changes { from, to, items, reset: None })
    }

    /// Forgets all: the database will be read instead.
    pub(super) fn clear(&mut self) {
        self.items.clear();
        self.to = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(key: &str, rev: Rev) -> Change {
        let key = Key::new(key).unwrap();
        Change { key, rev, value: Some(rev.into()), deleted: false, by: None, at: None, op_id: None }
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_becomes_one_event_with_the_latest_values() {
        let mut pending = Pending::default();
        assert!(pending.due().is_none());
        pending.add(1, [change("a", 1)]);
        assert!(pending.due().unwrap() <= Instant::now(), "the first is told at once");
        assert_eq!(pending.take(0).unwrap().to, 1);

        pending.add(2, [change("b", 2)]);
        pending.add(3, [change("a", 3)]);
        pending.add(4, [change("b", 4)]);
        pending.add(5, []);
        assert_eq!(pending.due().unwrap(), Instant::now() + PACE);
        let told = pending.take(1).unwrap();
        assert_eq!((told.from, told.to), (1, 5));
        assert_eq!(
            told.items.iter().map(|item| (item.key.as_str(), item.rev)).collect::<Vec<_>>(),
            [("a", 3), ("b", 4)]
        );
        assert!(pending.take(5).is_none());
    }
}
