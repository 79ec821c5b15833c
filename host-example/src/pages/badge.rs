//! The page of a badge that its holder shows: what it is, who issued it, whether it still holds. Never whose it is.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minijinja::context;
use serde_json::Value;

use super::Frame;
use crate::badge::{Badge, Issuer, register};
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;

/// The page.
pub async fn page(
    State(host): State<Host>,
    Path(uuid): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let badge = register::shown(&host.database, &uuid).await?;
    let frame = Frame::new(&host, &headers, None)?;
    let text = |pointer: &str| badge.credential.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let achievement = "/credentialSubject/achievement";
    let matter = context! {
        badge => &badge.uuid,
        name => text("/name"),
        language => text(&format!("{achievement}/inLanguage")),
        description => text(&format!("{achievement}/description")),
        criteria => text(&format!("{achievement}/criteria/narrative")),
        level => level(&badge),
        picture => text(&format!("{achievement}/image/id")),
        caption => text(&format!("{achievement}/image/caption")),
        issuer => text("/issuer/name"),
        issuer_address => text("/issuer/url"),
        on => frame.locale.date(badge.at),
        until => text("/validUntil").get(..10).unwrap_or_default(),
        expired => expired(&badge, Moment::now()),
        revoked => badge.revoked.map(|at| frame.locale.date(at)),
    };
    let mut response = frame.show(StatusCode::OK, "badge.html", matter).await;
    // Who was given the address may look; nobody should come upon a pupil's badge by searching.
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}

/// The name of the level that was reached.
fn level(badge: &Badge) -> &str {
    let reached = badge.credential.pointer("/credentialSubject/result/0/achievedLevel");
    let levels = badge
        .credential
        .pointer("/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel")
        .and_then(Value::as_array);
    let found = levels.into_iter().flatten().find(|level| reached.is_some_and(|id| level["id"] == *id));
    found.and_then(|level| level["name"].as_str()).unwrap_or_default()
}

/// Whether it was to hold until a moment that is past: texts of UTC moments order as time does.
fn expired(badge: &Badge, now: Moment) -> bool {
    badge.credential["validUntil"].as_str().is_some_and(|until| until < now.rfc3339().as_str())
}

/// The signed credential, for whoever verifies it.
pub async fn credential(State(host): State<Host>, Path(uuid): Path<String>) -> Result<Response, Error> {
    let badge = register::shown(&host.database, &uuid).await?;
    Ok((open_to_verifiers("application/ld+json"), Json(badge.credential)).into_response())
}

/// Verifiers stand on other sites.
pub(super) fn open_to_verifiers(media: &'static str) -> [(HeaderName, HeaderValue); 3] {
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ]
}

/// The establishment of that number, as the issuer under the origin of the request.
pub(super) async fn issuer(
    host: &Host,
    headers: &HeaderMap,
    establishment: i64,
) -> Result<(Issuer, crate::directory::Establishment), Error> {
    let known: Option<i64> = sqlx::query_scalar("SELECT id FROM establishment WHERE id = ?")
        .bind(establishment)
        .fetch_optional(&host.database.reader)
        .await?;
    let establishment = host.directory.establishment(known.ok_or(Error::NoPage)?).await?;
    Ok((Issuer::new(&host.origin(headers)?, &establishment), establishment))
}
