//! Mail from the certification board: who is told what, where it waits, and how it goes out.
//!
//! What is to be told is worked out of the board as it stands ([`watch`]) and put in a queue that remembers what was told
//! to whom, so that a crash between a change and its message loses nothing and tells nothing twice. The queue is emptied
//! over SMTP ([`deliver`]) as the server takes it; what it refuses is kept and shown to the administrator.

mod choice;
mod delivery;
mod letter;
mod paris;
mod people;
mod queue;
mod relay;
mod role;
mod watch;

use std::net::SocketAddr;
use std::sync::OnceLock;

use tokio::sync::Notify;

use crate::clock::Moment;
use crate::origin::Origin;

pub use choice::{Choice, is_address};
pub use delivery::deliver;
pub use paris::written;
pub use queue::{Overview, Shown, overview, purge, retry};
pub use relay::{Encryption, NoRelay, Relay};
pub use watch::watch;

pub(crate) use choice::{choice_of, choose};
pub(crate) use delivery::carry;
pub(crate) use queue::{forget_person, put};
pub(crate) use role::told_of_role;

/// What the postman of a running host knows.
#[derive(Debug)]
pub struct Post {
    /// Since when the host runs: what happened before mail was first turned on is not mailed.
    since: Moment,
    origin: OnceLock<String>,
    nudge: Notify,
    /// One pass at a time: what is on its way is not taken a second time.
    turn: tokio::sync::Mutex<()>,
}

impl Default for Post {
    fn default() -> Self {
        Self {
            since: Moment::now(),
            origin: OnceLock::new(),
            nudge: Notify::new(),
            turn: tokio::sync::Mutex::default(),
        }
    }
}

impl Post {
    /// Says where links lead. A message is written without a request that could say how people reach this host.
    pub(crate) fn opened_at(&self, public: Option<&Origin>, address: SocketAddr) {
        let origin = public.map_or_else(|| format!("http://{address}"), ToString::to_string);
        let _ = self.origin.set(origin);
    }

    /// Where links lead.
    fn origin(&self) -> &str {
        self.origin.get().map_or("", String::as_str)
    }

    /// There is something to do now.
    pub fn nudge(&self) {
        self.nudge.notify_one();
    }
}
