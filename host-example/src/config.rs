//! How the host is started.

use std::net::SocketAddr;
use std::path::PathBuf;

use greffon_certification_diagnostic::Sites;
use greffon_protocol::Limits;

use crate::mail::Relay;
use crate::origin::Origin;

/// What a host needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The database file, made at first start.
    pub database: PathBuf,
    /// The built site: widgets, SDK, guide and gallery.
    pub site: PathBuf,
    /// Fill a new database with the demonstration's people.
    pub demo: bool,
    /// How people reach this host, where a proxy stands before it. Without it, the `Host` header says.
    pub public_origin: Option<Origin>,
    /// The limits that are advertised and enforced.
    pub limits: Limits,
    /// Streams of events that one person may have open at once, in all their browsers.
    pub streams: usize,
    /// The sites that the diagnostic of a computer tries to reach.
    pub sites: Sites,
    /// Who takes the mail of the certification board to where it goes; without one, nothing is sent.
    pub relay: Option<Relay>,
}

impl Config {
    /// A host with the protocol's own limits.
    pub fn new(listen: SocketAddr, database: PathBuf, site: PathBuf) -> Self {
        Self {
            listen,
            database,
            site,
            demo: false,
            public_origin: None,
            limits: Limits::default(),
            streams: 64,
            sites: Sites::shipped(),
            relay: None,
        }
    }
}
