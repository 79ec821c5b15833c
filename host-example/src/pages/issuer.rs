//! Who issues badges: a page for people, the document of the `did:web` and the status lists for verifiers.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use minijinja::context;

use super::Frame;
use super::badge::{issuer, open_to_verifiers};
use crate::badge::{key, register};
use crate::error::Error;
use crate::host::Host;

/// The page.
pub async fn page(
    State(host): State<Host>,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (issuer, establishment) = issuer(&host, &headers, number).await?;
    let frame = Frame::new(&host, &headers, None)?;
    let matter = context! {
        school => establishment.name,
        city => establishment.city,
        did => issuer.did,
        document => format!("{}/did.json", issuer.address),
    };
    Ok(frame.show(StatusCode::OK, "issuer.html", matter).await)
}

/// The document of the DID.
pub async fn document(
    State(host): State<Host>,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (issuer, establishment) = issuer(&host, &headers, number).await?;
    let keys = key::published(&host.database, establishment.id).await?;
    Ok((open_to_verifiers("application/did+json"), Json(issuer.document(&keys))).into_response())
}

/// A status list.
pub async fn status_list(
    State(host): State<Host>,
    Path((number, list)): Path<(i64, i64)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (issuer, establishment) = issuer(&host, &headers, number).await?;
    let list = register::status_list(&host.database, &issuer, &establishment, list).await?;
    Ok((open_to_verifiers("application/vc"), Json(list)).into_response())
}
