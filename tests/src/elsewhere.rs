//! The Internet behind a school's filter, in small: servers of the loopback that answer as sites, filters and dead lines do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Manner {
    /// The true site: its picture, and a page.
    True,
    /// A filter that answers anything with its own page.
    BlockPage,
    /// A filter that forbids.
    Forbidden,
    /// A filter that cannot reach the site.
    BadGateway,
    /// A filter that sends to its page, elsewhere.
    SentAway,
    /// A line that takes the call and never says a word.
    Silent,
}

const MANNERS: [Manner; 6] = [
    Manner::True,
    Manner::BlockPage,
    Manner::Forbidden,
    Manner::BadGateway,
    Manner::SentAway,
    Manner::Silent,
];

/// The picture that the true site has.
pub const PICTURE: &str = "/logo.svg";

/// A server at an address of its own.
#[derive(Debug)]
pub struct Elsewhere {
    host: String,
    manner: Arc<AtomicU8>,
    server: JoinHandle<()>,
}

impl Elsewhere {
    /// Starts one at `127.0.0.{last}`, on a free port.
    pub async fn start(last: u8, manner: Manner) -> Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, last], 0))).await?;
        let host = listener.local_addr()?.to_string();
        let manner = Arc::new(AtomicU8::new(manner as u8));
        let now = Arc::clone(&manner);
        let server = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                tokio::spawn(answer(stream, MANNERS[usize::from(now.load(Ordering::SeqCst))]));
            }
        });
        Ok(Self { host, manner, server })
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// From now on it answers so.
    pub fn turn(&self, manner: Manner) {
        self.manner.store(manner as u8, Ordering::SeqCst);
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Host and port where nobody listens.
pub async fn refused(last: u8) -> Result<String> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, last], 0))).await?;
    Ok(listener.local_addr()?.to_string())
}

async fn answer(mut stream: TcpStream, manner: Manner) {
    let mut asked = Vec::new();
    let mut part = [0; 4096];
    while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return,
            Ok(count) => asked.extend_from_slice(&part[..count]),
        }
    }
    let picture = asked.starts_with(format!("GET {PICTURE}").as_bytes());
    let page = "<!doctype html><title>Accès refusé</title><h1>Accès refusé par le filtrage</h1>";
    let svg =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>"#;
    let (status, media, body) = match manner {
        Manner::True if picture => ("200 OK", "image/svg+xml", svg),
        Manner::True | Manner::BlockPage => ("200 OK", "text/html", page),
        Manner::Forbidden => ("403 Forbidden", "text/html", page),
        Manner::BadGateway => ("502 Bad Gateway", "text/html", page),
        Manner::SentAway => ("302 Found\r\nLocation: http://127.0.0.200:9/blocked", "text/html", ""),
        Manner::Silent => {
            // Until the browser gives up.
            while stream.read(&mut part).await.is_ok_and(|count| count > 0) {}
            return;
        }
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
    let _ = stream.shutdown().await;
}
