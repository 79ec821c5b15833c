//! One request through the line: the fault, the server, the answer on its way back.

use std::sync::Arc;
use std::time::Instant;

use futures_util::StreamExt as _;
use futures_util::stream;
use http_body_util::{BodyExt as _, BodyStream, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use super::fault::{self, Fault};
use super::ledger::Exchange;
use super::shape::Bucket;
use super::{Line, lock};

/// Where browsers send their policy reports.
const REPORTS: &str = "/.policy-reports";

/// Pieces in which a shaped body travels: small enough to flow, large enough not to burn the processor.
const PIECE: usize = 4 * 1024;

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Body = UnsyncBoxBody<Bytes, Failure>;
pub(super) type Upstream = Client<HttpConnector, Incoming>;

/// Ends the connection: hyper drops it when a service fails.
#[derive(Debug, thiserror::Error)]
#[error("the line is cut")]
pub(super) struct Cut;

pub(super) fn client() -> Upstream {
    Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http()
}

pub(super) async fn answer(
    line: Arc<Line>,
    client: Upstream,
    request: Request<Incoming>,
) -> Result<Response<Body>, Failure> {
    if request.uri().path() == REPORTS {
        return keep_report(&line, request).await;
    }
    let method = request.method().as_str().to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let entry = enter(&line, &method, &path);
    let bucket = lock(&line.shape).clone();
    if let Some(bucket) = &bucket {
        bucket.latency().await;
    }
    let fault = fault::find(&mut lock(&line.rules), &method, &path);
    wait_out_silence(&line).await;
    match fault {
        Some(Fault::CutBefore) => return Err(Cut.into()),
        Some(Fault::Hang) => std::future::pending::<()>().await,
        Some(Fault::Status(status)) => return Ok(refuse(&line, entry, status)),
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::CutAfter) | None => (),
    }
    let response = match client.request(towards_server(&line, request)?).await {
        Ok(response) => response,
        // The server is not there: to the browser that is a line that ends.
        Err(error) => return Err(error.into()),
    };
    if fault == Some(Fault::CutAfter) {
        // The work is done only once the whole answer is there.
        let _ = response.into_body().collect().await;
        return Err(Cut.into());
    }
    Ok(towards_browser(line, entry, bucket, response))
}

/// A line of the ledger, by its index and its time.
#[derive(Debug, Clone, Copy)]
struct Entry {
    at: Instant,
}

fn enter(line: &Line, method: &str, path: &str) -> Entry {
    let at = Instant::now();
    lock(&line.ledger).push(Exchange {
        method: method.to_owned(),
        path: path.to_owned(),
        at,
        status: None,
        encoding: String::new(),
        body_bytes: 0,
        took: None,
    });
    Entry { at }
}

impl Entry {
    fn change(self, line: &Line, change: impl FnOnce(&mut Exchange)) {
        // By its time, not its place: the ledger may have been emptied since.
        if let Some(exchange) = lock(&line.ledger).iter_mut().find(|exchange| exchange.at == self.at) {
            change(exchange);
        }
    }
}

async fn keep_report(line: &Line, request: Request<Incoming>) -> Result<Response<Body>, Failure> {
    let bytes = request.into_body().collect().await?.to_bytes();
    let report = serde_json::from_slice::<Value>(&bytes)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
    lock(&line.violations).push(report);
    let mut response = Response::new(full(Bytes::new()));
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

fn refuse(line: &Line, entry: Entry, status: u16) -> Response<Body> {
    let mut response = Response::new(full(Bytes::from_static(b"<h1>The server is unwell</h1>")));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert("content-type", HeaderValue::from_static("text/html; charset=utf-8"));
    entry.change(line, |exchange| {
        exchange.status = Some(status);
        exchange.took = Some(entry.at.elapsed());
    });
    response
}

async fn wait_out_silence(line: &Line) {
    let mut state = line.state.subscribe();
    // The sender lives as long as the line.
    let _ = state.wait_for(|state| !state.silent).await;
}

fn towards_server(line: &Line, request: Request<Incoming>) -> Result<Request<Incoming>, Failure> {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = format!("{}{path}", line.upstream).parse()?;
    swap(&mut parts.headers, &line.origin, &line.upstream);
    let host = line.upstream.trim_start_matches("http://");
    parts.headers.insert(HOST, HeaderValue::from_str(host)?);
    parts.headers.remove("connection");
    Ok(Request::from_parts(parts, body))
}

fn towards_browser(
    line: Arc<Line>,
    entry: Entry,
    bucket: Option<Arc<Bucket>>,
    response: Response<Incoming>,
) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    swap(&mut parts.headers, &line.upstream, &line.origin);
    ask_for_reports(&mut parts.headers, &line.origin);
    entry.change(&line, |exchange| {
        exchange.status = Some(parts.status.as_u16());
        exchange.encoding = header(&parts.headers, "content-encoding");
    });
    let frames = BodyStream::new(body).flat_map(|frame| stream::iter(pieces(frame)));
    let flow = stream::unfold((frames, line, bucket), move |(mut frames, line, bucket)| async move {
        let Some(frame) = frames.next().await else {
            entry.change(&line, |exchange| exchange.took = Some(entry.at.elapsed()));
            return None;
        };
        let bytes = frame.as_ref().ok().and_then(Frame::data_ref).map_or(0, Bytes::len);
        if let Some(bucket) = &bucket {
            bucket.carry(bytes).await;
        }
        wait_out_silence(&line).await;
        entry.change(&line, |exchange| exchange.body_bytes += bytes as u64);
        Some((frame, (frames, line, bucket)))
    });
    Response::from_parts(parts, StreamBody::new(Box::pin(flow)).boxed_unsync())
}

fn pieces(frame: Result<Frame<Bytes>, hyper::Error>) -> Vec<Result<Frame<Bytes>, Failure>> {
    match frame.map(Frame::into_data) {
        Ok(Ok(mut data)) => {
            let mut pieces = Vec::with_capacity(data.len() / PIECE + 1);
            while data.len() > PIECE {
                pieces.push(Ok(Frame::data(data.split_to(PIECE))));
            }
            pieces.push(Ok(Frame::data(data)));
            pieces
        }
        Ok(Err(other)) => vec![Ok(other)],
        Err(error) => vec![Err(error.into())],
    }
}

/// Adds the report address to every policy.
fn ask_for_reports(headers: &mut HeaderMap, origin: &str) {
    let name = HeaderName::from_static("content-security-policy");
    let policies: Vec<_> = headers
        .get_all(&name)
        .iter()
        .filter_map(|policy| policy.to_str().ok())
        .map(|policy| format!("{}; report-uri {origin}{REPORTS}", policy.trim_end_matches([';', ' '])))
        .filter_map(|policy| HeaderValue::from_str(&policy).ok())
        .collect();
    headers.remove(&name);
    for policy in policies {
        headers.append(&name, policy);
    }
}

/// Replaces one origin by another wherever a header names it.
fn swap(headers: &mut HeaderMap, from: &str, to: &str) {
    for value in headers.values_mut() {
        let Ok(text) = value.to_str() else { continue };
        if text.contains(from)
            && let Ok(changed) = HeaderValue::from_str(&text.replace(from, to))
        {
            *value = changed;
        }
    }
}

fn header(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

fn full(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never| match never {}).boxed_unsync()
}
