//! `GET /i/{instance}`: all that a page needs to welcome the widget.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use greffon_protocol::http::Describe;

use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::locale::Locale;
use crate::session::Visitor;

/// Describes an instance to a person.
pub async fn describe(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Describe>, Error> {
    // Not braked: a page that shows twenty widgets asks twenty times at once.
    let seat = Seat::take(&host, visitor, &instance).await?;
    Ok(Json(seat.describe(&host.config.limits, Locale::of_request(&headers))))
}
