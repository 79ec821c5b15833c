//! The harness's own little web server: the second and third origins of the conformance tests.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A server on an origin of its own.
pub struct Site {
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
    contacts: Arc<AtomicUsize>,
    listener: JoinHandle<()>,
}

/// What a site answers.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    kind: String,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl Reply {
    /// A body with its media type.
    pub fn new(kind: &str, body: impl Into<Bytes>) -> Self {
        Self { status: 200, kind: kind.to_owned(), headers: Vec::new(), body: body.into() }
    }

    /// Nothing under that address.
    pub fn missing() -> Self {
        Self { status: 404, ..Self::new("text/plain; charset=utf-8", "not here") }
    }

    /// The file at `path` under `folder`, or [`missing`](Self::missing).
    pub fn file(folder: &Path, path: &str) -> Self {
        let Some(file) = within(folder, path) else { return Self::missing() };
        std::fs::read(&file).map_or_else(|_| Self::missing(), |bytes| Self::new(media_type(&file), bytes))
    }

    /// With one header more.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether there is something.
    pub fn found(&self) -> bool {
        self.status == 200
    }
}

impl Site {
    /// Listens on a free port of the loopback; `answer` gets the site's own origin and a path with its query.
    pub async fn start(answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(answer);
        let contacts = Arc::new(AtomicUsize::new(0));
        let accepting = accept(listener, origin.clone(), Arc::clone(&asked), Arc::clone(&contacts), answer);
        Ok(Self { origin, asked, contacts, listener: tokio::spawn(accepting) })
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many connections were opened to it, whether anything was asked or not.
    pub fn contacts(&self) -> usize {
        self.contacts.load(Ordering::Relaxed)
    }

    /// Every path and query that was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("origin", &self.origin).finish_non_exhaustive()
    }
}

async fn accept(
    listener: TcpListener,
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
    contacts: Arc<AtomicUsize>,
    answer: Arc<impl Fn(&str, &str) -> Reply + Send + Sync + 'static>,
) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        contacts.fetch_add(1, Ordering::Relaxed);
        let (origin, asked, answer) = (origin.clone(), Arc::clone(&asked), Arc::clone(&answer));
        tokio::spawn(async move {
            let service = service_fn(|request: Request<Incoming>| {
                let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
                asked.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
                let reply = answer(&origin, &path);
                async move { respond(reply) }
            });
            // A browser that goes away in mid-answer is no failure of ours.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn respond(reply: Reply) -> Result<Response<Full<Bytes>>, hyper::http::Error> {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::builder().status(status).header("content-type", reply.kind);
    for (name, value) in reply.headers {
        response = response.header(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    response.header("cache-control", "no-store").body(Full::new(reply.body))
}

/// `path` without its query, inside `folder`, unless it tries to leave it.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.split(['?', '#']).next()?.trim_start_matches('/'));
    relative.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(relative))
}

/// The media type by the file's extension.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::within;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = Path::new("/srv/site");
        assert_eq!(within(folder, "/a/b.js?v=1"), Some(folder.join("a/b.js")), "an inner file");
        assert_eq!(within(folder, "/../etc/passwd"), None, "upwards");
        assert_eq!(within(folder, "//etc/passwd"), Some(folder.join("etc/passwd")), "no absolute path");
    }
}
