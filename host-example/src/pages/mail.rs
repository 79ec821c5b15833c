//! Mail of an establishment, for its administrator: what waits, what was refused, and who could not be told.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::administration::administrator;
use super::form::Form;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::mail::{self, Relay, Shown};
use crate::query::Query;
use crate::session::Visitor;

/// A message of a list.
#[derive(Debug, Serialize)]
struct Row {
    id: i64,
    to: String,
    subject: String,
    created: String,
    attempts: i64,
    next: String,
    error: Option<String>,
}

impl Row {
    fn new(locale: Locale, shown: Shown) -> Self {
        let to = match (shown.name.as_str(), shown.address.as_str()) {
            (name, "") => name.to_owned(),
            ("", address) => address.to_owned(),
            (name, address) => format!("{name} <{address}>"),
        };
        Self {
            id: shown.id,
            to,
            subject: shown.subject,
            created: mail::written(locale, shown.created),
            attempts: shown.attempts,
            next: shown.next_try.map(|at| mail::written(locale, at)).unwrap_or_default(),
            error: shown.error,
        }
    }
}

/// The page.
pub async fn page(
    State(host): State<Host>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let overview = mail::overview(&host.database, visitor.person.establishment).await?;
    let rows = |shown: Vec<Shown>| -> Vec<Row> {
        shown.into_iter().map(|shown| Row::new(frame.locale, shown)).collect()
    };
    let matter = context! {
        server => host.config.relay.as_ref().map(Relay::server),
        sender => host.config.relay.as_ref().map(Relay::sender),
        sent => overview.sent,
        last => overview.last.map(|at| mail::written(frame.locale, at)),
        waiting => Serde(&rows(overview.waiting)),
        failed => Serde(&rows(overview.failed)),
        unaddressed => Serde(&rows(overview.unaddressed)),
        said => query.one("said").filter(|said| *said == "retried").map(|_| frame.locale.text("mails.said.retried")),
    };
    Ok(frame.show(StatusCode::OK, "admin-mail.html", matter).await)
}

/// Tries again at once: one message, or all.
pub async fn retry(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let one = match form.text("mail") {
        "" => None,
        number => Some(number.parse().map_err(|_| Error::NoPage)?),
    };
    mail::retry(&host.database, visitor.person.establishment, one, Moment::now()).await?;
    host.post.nudge();
    Ok(Redirect::to("/admin/mail?said=retried").into_response())
}
