//! `POST /i/{instance}/event`: a learning trace.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use greffon_protocol::message::{EventEmit, EventResult};

use super::seat_to_write;
use crate::body::read_json;
use crate::error::Error;
use crate::host::Host;
use crate::session::Visitor;
use crate::trace;

/// Keeps it.
pub async fn keep(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<EventResult>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    seat.need("event")?;
    seat.need_writable()?;
    let event: EventEmit = read_json(&headers, body, host.config.limits.message).await?;
    let id = trace::keep(&host.database, &seat, &host.origin(&headers)?, &event).await?;
    Ok(Json(EventResult { id }))
}
