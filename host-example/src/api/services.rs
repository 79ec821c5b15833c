//! `POST /i/{instance}/service/{name}`.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use greffon_protocol::message::ServiceResult;
use serde::Deserialize;
use serde_json::Value;

use super::seat_to_write;
use crate::body::read_json;
use crate::error::Error;
use crate::host::Host;
use crate::services;
use crate::session::Visitor;

/// The body of a call.
#[derive(Debug, Deserialize)]
struct Call {
    #[serde(default)]
    args: Value,
}

/// Calls a service. Those of this host that change something say themselves what a second call means, so an
/// `Idempotency-Key` makes no difference: a badge is signed once by its id, shown or hidden as often as asked.
pub async fn call(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ServiceResult>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    let call: Call = read_json(&headers, body, host.config.limits.message).await?;
    let origin = host.origin(&headers)?;
    Ok(Json(ServiceResult { data: services::call(&host, &seat, &origin, &name, call.args).await? }))
}
