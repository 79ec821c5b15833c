//! Reading, writing and polling of stored items.

use std::collections::HashSet;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use greffon_protocol::http::{Changes, WriteBody};
use greffon_protocol::storage::{OpKind, ReadResult, WriteResult};
use greffon_protocol::{Key, Limits, Op, Scope};

use super::{scope, seat, seat_to_write};
use crate::access::Act;
use crate::body::read_json;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::query::Query;
use crate::session::Visitor;
use crate::store::{self, Page, Place, Room, Write};

/// Items a page holds where none is asked.
const PAGE: u64 = 200;
/// Items a page holds at most.
const LARGEST_PAGE: u64 = 1000;

/// `GET /i/{instance}/{scope}`: by keys, or by prefix in pages.
pub async fn read(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, scope_name)): Path<(String, String)>,
    query: Query,
) -> Result<Json<ReadResult>, Error> {
    let seat = seat(&host, visitor, &instance).await?;
    let scope = scope(&scope_name)?;
    seat.need_scope(scope)?;
    let keys = query.all("key").map(Query::key).collect::<Result<Vec<_>, _>>()?;
    let page = if keys.is_empty() {
        read_page(&host, &seat, scope, &query).await?
    } else {
        read_keys(&host, &seat, scope, &keys).await?
    };
    let items = page.items.into_iter().filter_map(|item| item.item_for(&seat)).collect();
    Ok(Json(ReadResult { rev: page.rev, items, next: page.next }))
}

async fn read_keys(host: &Host, seat: &Seat, scope: Scope, keys: &[Key]) -> Result<Page, Error> {
    let limit = host.config.limits.batch;
    if keys.len() > limit as usize {
        return Err(Error::BatchSize { count: keys.len(), limit });
    }
    if let Some(key) = keys.iter().find(|key| !seat.may(Act::Read, scope, key)) {
        return Err(Error::NoRule(key.to_string()));
    }
    store::read_keys(&host.database, &Place::of(seat, scope), keys).await
}

async fn read_page(host: &Host, seat: &Seat, scope: Scope, query: &Query) -> Result<Page, Error> {
    let prefix = readable_prefix(seat, scope, query)?;
    let after = query.one("after").map(Query::key).transpose()?;
    let limit = query.number("limit")?.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let reach = seat.instance.widget.rules.reach(scope, prefix, seat);
    store::read_prefix(
        &host.database,
        &Place::of(seat, scope),
        &reach,
        after.as_ref(),
        usize::try_from(limit).unwrap_or(usize::MAX),
        |key| seat.may(Act::Read, scope, key),
    )
    .await
}

/// The prefix asked for; somebody else's own place is refused rather than shown empty.
pub(super) fn readable_prefix<'q>(seat: &Seat, scope: Scope, query: &'q Query) -> Result<&'q str, Error> {
    let prefix = query.prefix()?;
    if seat.instance.widget.rules.is_somebody_elses(scope, prefix, seat) {
        return Err(Error::NoRule(prefix.to_owned()));
    }
    Ok(prefix)
}

/// `GET /i/{instance}/{scope}/since`: what changed since a revision.
pub async fn since(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, scope_name)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Changes>, Error> {
    let seat = seat(&host, visitor, &instance).await?;
    let scope = scope(&scope_name)?;
    seat.need_scope(scope)?;
    let prefix = readable_prefix(&seat, scope, &query)?;
    let stretch = store::since(&host.database, &Place::of(&seat, scope), query.rev("rev")?, |key| {
        key.as_str().starts_with(prefix) && seat.may(Act::Read, scope, key)
    })
    .await?;
    Ok(Json(Changes {
        from: stretch.from,
        to: stretch.to,
        items: stretch.items.iter().map(|item| item.change_for(&seat)).collect(),
        reset: stretch.reset.then_some(true),
    }))
}

/// `POST /i/{instance}/{scope}`: one atomic batch.
pub async fn write(
    State(host): State<Host>,
    visitor: Visitor,
    Path((instance, scope_name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<WriteResult>, Error> {
    let seat = seat_to_write(&host, visitor, &instance, &headers).await?;
    let scope = scope(&scope_name)?;
    seat.need_scope(scope)?;
    seat.need_writable()?;
    let limits = &host.config.limits;
    let op_id = op_id(&headers)?;
    let body: WriteBody = read_json(&headers, body, limits.message).await?;
    check(&seat, scope, &body.ops, limits)?;

    let widget = &seat.instance.widget;
    let room = Room { keys: widget.keys(scope, limits), bytes: widget.quota(scope, limits) };
    let place = Place::of(&seat, scope);
    let write = Write::new(seat, place, op_id, body.ops, room, host.hub.clone());
    let written = host.database.writer.run(write).await?;
    Ok(Json(WriteResult { rev: written.rev, queued: None }))
}

fn op_id(headers: &HeaderMap) -> Result<String, Error> {
    headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .filter(|text| (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or(Error::BadOpId)
}

/// Everything about a batch that can be told without looking at what is stored.
pub(crate) fn check(seat: &Seat, scope: Scope, ops: &[Op], limits: &Limits) -> Result<(), Error> {
    if ops.is_empty() || ops.len() > limits.batch as usize {
        return Err(Error::BatchSize { count: ops.len(), limit: limits.batch });
    }
    let mut keys = HashSet::new();
    for op in ops {
        if !keys.insert(&op.key) {
            return Err(Error::KeyTwice(op.key.clone()));
        }
        if scope.needs_if_rev() && op.if_rev.is_none() {
            return Err(Error::IfRevMissing(op.key.clone()));
        }
        if !seat.may(Act::Write, scope, &op.key) {
            return Err(Error::NoRule(op.key.to_string()));
        }
        if op.op == OpKind::Set {
            check_value(seat, scope, op, limits)?;
        }
    }
    Ok(())
}

fn check_value(seat: &Seat, scope: Scope, op: &Op, limits: &Limits) -> Result<(), Error> {
    let null = serde_json::Value::Null;
    let value = op.value.as_ref().unwrap_or(&null);
    if value.to_string().len() > limits.value as usize {
        return Err(Error::ValueTooLarge { key: op.key.clone(), limit: u64::from(limits.value) });
    }
    let widget = &seat.instance.widget;
    match widget.rules.schema(scope, op.key.as_str()) {
        Some(schema) => widget.schemas.check(schema, &op.key, value).map_err(Error::Mismatch),
        None => Ok(()),
    }
}
