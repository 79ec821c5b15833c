//! `/d/{code}/…`: what the diagnostic page asks of the host. The code in the address is all that it needs.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use greffon_certification_diagnostic::Run;
use serde::Deserialize;
use serde_json::json;

use crate::body::{self, read_json};
use crate::clock::Moment;
use crate::diagnostic::{self, Answer, Guest, Standing};
use crate::error::Error;
use crate::host::Host;
use crate::query::Query;
use crate::session::xsrf;

/// Most UTF-16 units of a run.
const LONGEST: u32 = 16_000;
/// Most bytes of one block of a throughput test, either way.
const BLOCK: u64 = 512 * 1024;

/// The link of an address, once it was counted.
pub async fn guest(host: &Host, peer: SocketAddr, headers: &HeaderMap, code: &str) -> Result<Guest, Error> {
    let found = diagnostic::find(host, code).await;
    if matches!(found, Err(Error::NoDiagnostic)) {
        host.diagnostics.allowance.guess(host.address_of(peer, headers))?;
    }
    let guest = found?;
    host.diagnostics.allowance.call(&guest.link.code)?;
    Ok(guest)
}

/// `GET /d/{code}/now`: the time of the host, in ms since 1970, for the clock and for the length of the way.
pub async fn now(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    guest(&host, peer, &headers, &code).await?;
    Ok(Json(json!({ "now": Moment::now().0 })).into_response())
}

/// `GET /d/{code}/bytes?n=`: so many bytes that nothing on the way can make smaller.
pub async fn give_bytes(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    guest(&host, peer, &headers, &code).await?;
    let count = query.number("n")?.unwrap_or(0).min(BLOCK);
    host.diagnostics.allowance.bytes(&code, count)?;
    let mut bytes = vec![0_u8; usize::try_from(count).unwrap_or(0)];
    rand::fill(&mut bytes[..]);
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_ENCODING, "identity")];
    Ok((headers, bytes).into_response())
}

/// `POST /d/{code}/bytes`: takes bytes and forgets them.
pub async fn take_bytes(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Error> {
    guest(&host, peer, &headers, &code).await?;
    let bytes = body::read(&headers, body, BLOCK).await?;
    host.diagnostics.allowance.bytes(&code, bytes.len() as u64)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A computer that waits for the others of its room.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    machine: String,
    #[serde(default)]
    go: bool,
}

/// `POST /d/{code}/wait`: a computer waits for the others of its room.
pub async fn wait(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Standing>, Error> {
    xsrf::check_origin(&headers, &host.origin(&headers)?)?;
    let guest = guest(&host, peer, &headers, &code).await?;
    let waiting: Waiting = read_json(&headers, body, LONGEST).await?;
    let (_, seats) = diagnostic::seats(&host, &guest).await?;
    if !seats.iter().any(|seat| seat.id == waiting.machine) {
        return Err(Error::Shape(format!("no computer {:?} here", waiting.machine)));
    }
    Ok(Json(host.diagnostics.barrier.wait(&code, &waiting.machine, seats.len(), waiting.go)))
}

/// `POST /d/{code}/report`: keeps a run.
pub async fn report(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Error> {
    xsrf::check_origin(&headers, &host.origin(&headers)?)?;
    let guest = guest(&host, peer, &headers, &code).await?;
    let run: Run = read_json(&headers, body, LONGEST).await?;
    run.check(&host.diagnostics.sites).map_err(|wrong| Error::Shape(wrong.to_string()))?;
    let (_, seats) = diagnostic::seats(&host, &guest).await?;
    if !seats.iter().any(|seat| seat.id == run.machine) {
        return Err(Error::Shape(format!("no computer {:?} here", run.machine)));
    }
    host.diagnostics.allowance.run(&code, &run.machine)?;
    Ok(Json(diagnostic::take(&host, &guest, &run).await?))
}
