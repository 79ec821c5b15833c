//! The crash test of a room: computers that open the same link wait for each other and start at one moment, because
//! what a line bears is seen only when all use it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A computer that has not asked for so long has gone.
const GONE: Duration = Duration::from_secs(6);
/// From the decision to the start: every computer, which asks each second, learns of it before.
const COUNTDOWN: Duration = Duration::from_secs(4);
/// So long after the start a latecomer still joins; whoever started already gathers for the next test.
const OVER: Duration = Duration::from_secs(5);
/// Rooms remembered before those that are empty are dropped.
const REMEMBERED: usize = 512;

/// What a computer that waits is told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// The computers that wait.
    pub here: Vec<String>,
    /// In how many ms they start; absent until that is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_in: Option<u64>,
}

#[derive(Debug, Default)]
struct Gathering {
    /// When each computer last asked.
    seen: BTreeMap<String, Instant>,
    start: Option<Instant>,
}

/// All rooms, by link.
#[derive(Debug, Default)]
pub struct Barrier(Mutex<HashMap<String, Gathering>>);

impl Barrier {
    /// A computer waits, and somebody there may say that those who are there are all. `of` is how many are expected.
    pub fn wait(&self, code: &str, machine: &str, of: usize, go: bool) -> Standing {
        self.wait_at(code, machine, of, go, Instant::now())
    }

    fn wait_at(&self, code: &str, machine: &str, of: usize, go: bool, now: Instant) -> Standing {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.len() > REMEMBERED {
            rooms.retain(|_, room| room.seen.values().any(|seen| now.duration_since(*seen) < GONE));
        }
        let room = rooms.entry(code.to_owned()).or_default();
        let again = room.seen.contains_key(machine);
        if room.start.is_some_and(|start| now > start + OVER || (again && now > start)) {
            *room = Gathering::default();
        }
        if room.start.is_none() {
            room.seen.retain(|_, seen| now.duration_since(*seen) < GONE);
        }
        room.seen.insert(machine.to_owned(), now);
        if room.start.is_none() && (go || room.seen.len() >= of) {
            room.start = Some(now + COUNTDOWN);
        }
        let left = |start: Instant| start.saturating_duration_since(now).as_millis();
        let start_in = room.start.map(|start| u64::try_from(left(start)).unwrap_or(0));
        Standing { here: room.seen.keys().cloned().collect(), start_in }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, ms: u64) -> Instant {
        start + Duration::from_millis(ms)
    }

    fn standing(here: &[&str], start_in: Option<u64>) -> Standing {
        Standing { here: here.iter().map(|id| (*id).to_owned()).collect(), start_in }
    }

    #[test]
    fn all_start_at_one_moment_once_the_last_is_there() {
        let barrier = Barrier::default();
        let start = Instant::now();
        assert_eq!(barrier.wait_at("a", "1", 2, false, start), standing(&["1"], None));
        assert_eq!(barrier.wait_at("b", "9", 2, false, start).here, ["9"], "another room");
        let last = barrier.wait_at("a", "2", 2, false, after(start, 1000));
        assert_eq!(last, standing(&["1", "2"], Some(4000)));
        assert_eq!(barrier.wait_at("a", "1", 2, false, after(start, 1500)).start_in, Some(3500));
        // A latecomer starts at once; whoever started already gathers anew.
        assert_eq!(barrier.wait_at("a", "3", 2, false, after(start, 6000)).start_in, Some(0));
        assert_eq!(barrier.wait_at("a", "1", 2, false, after(start, 7000)), standing(&["1"], None));
    }

    #[test]
    fn who_left_is_not_waited_for_and_somebody_may_say_go() {
        let barrier = Barrier::default();
        let start = Instant::now();
        barrier.wait_at("a", "1", 3, false, start);
        assert_eq!(barrier.wait_at("a", "2", 3, false, after(start, 7000)), standing(&["2"], None));
        assert_eq!(barrier.wait_at("a", "2", 3, true, after(start, 7500)).start_in, Some(4000));
    }
}
