//! `GET /i/{instance}/export` and `POST /i/{instance}/erase`: one's own data, or everybody's for an administrator.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::body::read_json;
use crate::error::Error;
use crate::host::Host;
use crate::instance::{Instance, Seat};
use crate::locale::Locale;
use crate::personal::{self, Erased, Of};
use crate::query::Query;
use crate::session::{Visitor, xsrf};

/// Whose data are meant: `me`, or `instance`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Whose {
    #[default]
    Me,
    Instance,
}

#[derive(Debug, Default, Deserialize)]
struct EraseBody {
    #[serde(default)]
    of: Whose,
}

/// Hands out, as a file to keep.
pub async fn export(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    host.brake.take(visitor.person.id)?;
    let whose = match query.one("of") {
        None | Some("me") => Whose::Me,
        Some("instance") => Whose::Instance,
        Some(other) => {
            let reason = format!("{other:?} is neither me nor instance");
            return Err(Error::Parameter { name: "of", reason });
        }
    };
    let (instance, of) = scope_of(&host, visitor, &instance, whose).await?;
    let document = personal::export(&host.database, &instance, of, Locale::of_request(&headers)).await?;
    let name = format!("attachment; filename=\"{}-{}.json\"", document.widget, document.instance);
    let name = HeaderValue::from_str(&name).map_err(|_| Error::Internal)?;
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(document)).into_response())
}

/// Erases, and answers what was erased.
pub async fn erase(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Erased>, Error> {
    xsrf::check_header(&headers, &visitor.session, &host.origin(&headers)?)?;
    host.brake.take(visitor.person.id)?;
    let body: EraseBody = read_json(&headers, body, host.config.limits.message).await?;
    let (instance, of) = scope_of(&host, visitor, &instance, body.of).await?;
    Ok(Json(personal::erase(&host.database, &host.hub, &instance, of).await?))
}

async fn scope_of(
    host: &Host,
    visitor: Visitor,
    instance: &str,
    whose: Whose,
) -> Result<(Arc<Instance>, Of), Error> {
    match whose {
        Whose::Me => {
            let seat = Seat::take(host, visitor, instance).await?;
            let person = seat.person();
            Ok((seat.instance, Of::Person(person)))
        }
        Whose::Instance => {
            let person = &visitor.person;
            let found = host.instances.get(instance, &host.widgets, &host.directory).await?;
            let found = found.ok_or(Error::NoInstance)?;
            if !person.administrator || person.establishment != found.establishment.id {
                return Err(Error::NotAdministrator);
            }
            Ok((found, Of::Everybody))
        }
    }
}
