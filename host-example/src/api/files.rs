//! `PUT|GET|DELETE /i/{instance}/file/{id}`.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use greffon_protocol::message::FilePutResult;
use serde_json::{Value, json};

use super::{seat, seat_to_write};
use crate::body;
use crate::error::Error;
use crate::files;
use crate::host::Host;
use crate::session::Visitor;

/// Keeps the bytes of the body.
pub async fn put(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<FilePutResult>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    seat.need("file:keep")?;
    seat.need_writable()?;
    files::check_id(&id)?;
    let bytes = body::read(&headers, body, host.config.limits.file).await?;
    Ok(Json(files::put(&host.database, &seat, id, bytes).await?))
}

/// Gives the bytes back, as something to save and never as something to run.
pub async fn get(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let seat = seat(&host, visitor, &instance).await?;
    seat.need("file:keep")?;
    let file = files::get(&host.database, &seat, &id).await?;
    let mime = HeaderValue::from_str(&file.mime)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let name =
        HeaderValue::from_str(&format!("attachment; filename=\"{id}\"")).map_err(|_| Error::BadFileId)?;
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, mime),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, file.bytes).into_response())
}

/// Removes a file of the person's own.
pub async fn delete(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    seat.need("file:keep")?;
    seat.need_writable()?;
    files::delete(&host.database, &seat, id).await?;
    Ok(Json(json!({})))
}
