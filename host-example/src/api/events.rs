//! `GET /i/{instance}/{scope}/events`: the stream, and `POST /i/{instance}/live`.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use greffon_protocol::message::LiveSend;
use serde_json::{Value, json};

use super::items::readable_prefix;
use super::scope;
use crate::body::read_json;
use crate::error::Error;
use crate::events::Follow;
use crate::host::Host;
use crate::instance::Seat;
use crate::live;
use crate::query::Query;
use crate::session::{Visitor, xsrf};
use crate::store::Place;

/// A silent line is a dead line to many proxies.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Follows a scope from a revision on. A browser that resumes says the last one it got itself (`Last-Event-ID`).
pub async fn follow(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, scope_name)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let seat = Seat::take(&host, visitor, &instance).await?;
    let scope = scope(&scope_name)?;
    seat.need_scope(scope)?;
    let prefix = readable_prefix(&seat, scope, &query)?.to_owned();
    let resumed = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let since = query.rev("since")?.max(resumed.unwrap_or(0));
    let place = Place::of(&seat, scope);
    let stream = Follow::start(host, seat, place, prefix, since)?.into_stream();
    let sse = Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Asks proxies of the nginx family not to gather events.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, sse).into_response())
}

/// Sends a live message.
pub async fn send_live(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Error> {
    xsrf::check_header(&headers, &visitor.session, &host.origin(&headers)?)?;
    let seat = Seat::take(&host, visitor, &instance).await?;
    let message: LiveSend = read_json(&headers, body, host.config.limits.message).await?;
    live::send(&host, &seat, message)?;
    Ok(Json(json!({})))
}
