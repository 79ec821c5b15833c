//! Badges of an establishment, for its administrator: whether signing is open, with which keys, and what was signed.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use greffon_protocol::Capability;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::administration::administrator;
use super::form::Form;
use crate::badge::{Issuer, key, register};
use crate::error::Error;
use crate::host::Host;
use crate::instance;
use crate::query::Query;
use crate::session::Visitor;

/// The capability that opens signing.
const SIGNING: &str = "service:badge.sign";

/// A widget that can ask for signatures.
#[derive(Debug, Serialize)]
struct SignerRow {
    id: String,
    title: String,
    open: bool,
}

/// A key.
#[derive(Debug, Serialize)]
struct KeyRow {
    name: String,
    made: String,
    retired: Option<String>,
}

/// A signed badge.
#[derive(Debug, Serialize)]
struct BadgeRow {
    number: i64,
    name: String,
    person: String,
    on: String,
    shown: Option<String>,
    revoked: Option<String>,
}

/// The page.
pub async fn list(
    State(host): State<Host>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let establishment = host.directory.establishment(visitor.person.establishment).await?;
    let mut signers = Vec::new();
    for widget in host.widgets.all() {
        let manifest = &widget.manifest;
        if manifest.wishes().any(|wish| wish.name.as_str() == SIGNING) {
            let decisions = instance::decisions(&host.database, establishment.id, &manifest.id).await?;
            signers.push(SignerRow {
                id: manifest.id.clone(),
                title: manifest.title.get(frame.locale.tag()).to_owned(),
                open: decisions.get(&Capability::from(SIGNING)) == Some(&true),
            });
        }
    }
    let keys: Vec<KeyRow> = key::published(&host.database, establishment.id)
        .await?
        .into_iter()
        .map(|key| KeyRow {
            name: key.multikey,
            made: frame.locale.date(key.made),
            retired: key.retired.map(|at| frame.locale.date(at)),
        })
        .collect();
    let badges = badge_rows(&host, &frame, establishment.id).await?;
    let matter = context! {
        did => Issuer::new(&host.origin(&headers)?, &establishment).did,
        signers => Serde(&signers),
        keys => Serde(&keys),
        badges => Serde(&badges),
        said => match query.one("said") {
            Some("key") => Some(frame.locale.text("badges.said.key")),
            Some("revoked") => Some(frame.locale.text("badges.said.revoked")),
            _ => None,
        },
    };
    Ok(frame.show(StatusCode::OK, "admin-badges.html", matter).await)
}

async fn badge_rows(host: &Host, frame: &Frame<'_>, establishment: i64) -> Result<Vec<BadgeRow>, Error> {
    let mut names = HashMap::new();
    let mut rows = Vec::new();
    for badge in register::of_establishment(&host.database, establishment).await? {
        if let std::collections::hash_map::Entry::Vacant(place) = names.entry(badge.person) {
            let person = host.directory.person(badge.person).await?;
            place.insert(person.map(|person| person.name()).unwrap_or_default());
        }
        rows.push(BadgeRow {
            number: badge.number,
            name: badge.credential["name"].as_str().unwrap_or_default().to_owned(),
            person: names[&badge.person].clone(),
            on: frame.locale.date(badge.at),
            shown: badge.shown.then(|| format!("/badges/{}", badge.uuid)),
            revoked: badge.revoked.map(|at| frame.locale.date(at)),
        });
    }
    Ok(rows)
}

/// Puts a new key in the place of the one that signs.
pub async fn renew_key(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    Form::read(&host, &visitor, &headers, body).await?;
    key::renew(&host.database, visitor.person.establishment).await?;
    Ok(Redirect::to("/admin/badges?said=key").into_response())
}

/// Takes a badge back.
pub async fn revoke(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let number = form.text("badge").parse().map_err(|_| Error::NoBadge)?;
    register::revoke(&host.database, visitor.person.establishment, number).await?;
    Ok(Redirect::to("/admin/badges?said=revoked").into_response())
}
