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

/// Calls a service. None of this host's changes anything, so an `Idempotency-Key` makes no difference.
pub async fn call(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ServiceResult>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    let call: Call = read_json(&headers, body, host.config.limits.message).await?;
    Ok(Json(ServiceResult { data: services::call(&host, &seat, &name, call.args).await? }))
}
