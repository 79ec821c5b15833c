//! What stands between one browser and the server, and breaks the line on purpose.
//!
//! Every browser of a journey has its own, so that one person goes offline while the other works on. It speaks
//! HTTP/1.1, so it works alike in the three engines, and it sees all that the page asks for:
//!
//! - **faults**: the line is cut, slow, silent, or the server answers 500; for everything or for some requests;
//! - **shaping**: so many bits a second and so much latency, shared by all connections, as on a real line;
//! - **a ledger** of every exchange, with the bytes of the body as they travelled;
//! - **policy reports**: it adds a report address to each `Content-Security-Policy`, so that a violation in any
//!   frame of any engine is known, without touching the page.
//!
//! To the server the browser seems to come straight: the proxy's own origin is replaced by the server's in request
//! headers, and back in response headers. Bodies pass untouched.

mod fault;
mod forward;
mod ledger;
mod shape;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use fault::{Fault, Rule};
pub use ledger::Exchange;
pub use shape::Shape;

/// A line between one browser and one server.
#[derive(Debug)]
pub struct FaultProxy {
    line: Arc<Line>,
    listener: JoinHandle<()>,
}

/// What the connections of a proxy share.
#[derive(Debug)]
struct Line {
    /// `http://127.0.0.1:port`, as the browser knows it.
    origin: String,
    /// The same of the server.
    upstream: String,
    rules: Mutex<Vec<Rule>>,
    /// Grows whenever the rules change or connections must be dropped.
    state: watch::Sender<State>,
    shape: Mutex<Option<Arc<shape::Bucket>>>,
    ledger: Mutex<Vec<Exchange>>,
    violations: Mutex<Vec<Value>>,
}

/// What every connection watches.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// Connections of an older generation are dropped.
    generation: u64,
    /// Nobody gets through; those who try are turned away at once.
    cut: bool,
    /// Bodies under way stop flowing.
    silent: bool,
}

impl FaultProxy {
    /// Listens on a free port of the loopback and forwards to `upstream` (`http://127.0.0.1:port`).
    pub async fn start(upstream: &str) -> Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let line = Arc::new(Line {
            origin: format!("http://{}", listener.local_addr()?),
            upstream: upstream.trim_end_matches('/').to_owned(),
            rules: Mutex::default(),
            state: watch::Sender::new(State::default()),
            shape: Mutex::default(),
            ledger: Mutex::default(),
            violations: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&line)));
        Ok(Self { line, listener: accepting })
    }

    /// Where the browser goes: `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.line.origin
    }

    /// Drops every connection and turns new ones away: the network cable is out.
    pub fn cut(&self) {
        self.line.state.send_modify(|state| {
            state.generation += 1;
            state.cut = true;
        });
    }

    /// Lets nothing through any more, while every connection stays open: the worst kind of bad network.
    pub fn silence(&self) {
        self.line.state.send_modify(|state| state.silent = true);
    }

    /// Ends [`cut`](Self::cut), [`silence`](Self::silence) and every rule.
    ///
    /// What hung in the silence is lost with its connection, as packets are.
    pub fn mend(&self) {
        lock(&self.line.rules).clear();
        self.line.state.send_modify(|state| {
            if state.silent {
                state.generation += 1;
            }
            state.cut = false;
            state.silent = false;
        });
    }

    /// Adds a rule; the first that matches a request decides.
    pub fn break_requests(&self, rule: Rule) {
        lock(&self.line.rules).push(rule);
    }

    /// Gives the line a speed and a latency, from now on.
    pub fn shape(&self, shape: Shape) {
        *lock(&self.line.shape) = Some(Arc::new(shape::Bucket::new(shape)));
    }

    /// Every exchange since the start or since [`forget`](Self::forget), in order of request.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.line.ledger).clone()
    }

    /// Empties the ledger and the reports.
    pub fn forget(&self) {
        lock(&self.line.ledger).clear();
        lock(&self.line.violations).clear();
    }

    /// The policy violations that browsers reported, as they sent them.
    pub fn violations(&self) -> Vec<Value> {
        lock(&self.line.violations).clone()
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.listener.abort();
        self.line.state.send_modify(|state| {
            state.generation += 1;
            state.cut = true;
        });
    }
}

async fn accept(listener: TcpListener, line: Arc<Line>) {
    // The client keeps its own connections to the server, apart from those of the browser.
    let client = forward::client();
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let line = Arc::clone(&line);
        let client = client.clone();
        tokio::spawn(async move {
            let mut state = line.state.subscribe();
            let born = *state.borrow_and_update();
            if born.cut {
                return;
            }
            let bucket = lock(&line.shape).clone();
            if let Some(bucket) = bucket {
                bucket.latency().await;
            }
            let service = service_fn(|request| forward::answer(Arc::clone(&line), client.clone(), request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::select! {
                // A browser that goes away in mid-answer is no failure of ours.
                _ = connection => (),
                _ = state.wait_for(|state| state.generation != born.generation) => (),
            }
        });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
