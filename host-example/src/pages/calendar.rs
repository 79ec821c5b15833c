//! Where a person takes the steps of the certification board into their agenda, and what the agenda fetches.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use greffon_certification_model::files::icalendar;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::form::Form;
use crate::calendar::{end as end_feed, list, make as make_feed, may_subscribe, read};
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::query::Query;
use crate::session::Visitor;

/// An address on the page.
#[derive(Debug, Serialize)]
struct Row {
    code: String,
    address: String,
    /// The same for a program that takes `webcal:` in.
    subscribe: String,
    mine: bool,
}

/// The page.
pub async fn page(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    may_subscribe(&seat)?;
    let origin = host.origin(&headers)?;
    let row = |feed: crate::calendar::Feed| {
        let address = format!("{}/calendar/{}.ics", origin.as_str(), feed.code);
        let place = address.split_once("://").map_or(address.as_str(), |(_, place)| place);
        Row { subscribe: format!("webcal://{place}"), code: feed.code, mine: feed.mine, address }
    };
    let feeds: Vec<Row> = list(&host, &seat).await?.into_iter().map(row).collect();
    let matter = context! {
        instance => &instance,
        widget_title => seat.instance.widget.manifest.title.get(frame.locale.tag()),
        feeds => Serde(&feeds),
        said => match query.one("said") {
            Some("made") => Some(frame.locale.text("calendar.said.made")),
            Some("ended") => Some(frame.locale.text("calendar.said.ended")),
            _ => None,
        },
    };
    Ok(frame.show(StatusCode::OK, "calendar.html", matter).await)
}

/// Makes an address.
pub async fn make(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let locale = Frame::new(&host, &headers, Some(&visitor))?.locale;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    make_feed(&host, &seat, form.text("which") == "mine", locale).await?;
    Ok(Redirect::to(&format!("/w/{instance}/calendar?said=made")).into_response())
}

/// Ends an address.
pub async fn end(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    end_feed(&host, &seat, form.text("code")).await?;
    Ok(Redirect::to(&format!("/w/{instance}/calendar?said=ended")).into_response())
}

/// What an agenda fetches: `/calendar/<code>.ics`.
pub async fn feed(State(host): State<Host>, Path(file): Path<String>) -> Result<Response, Error> {
    let code = file.strip_suffix(".ics").ok_or(Error::NoFeed)?;
    let text = read(&host, code).await?;
    let kind = format!("{}; charset=utf-8", icalendar::MIME);
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&kind).map_err(|_| Error::Internal)?);
    // Whoever asks again wants what is new, and nobody between may keep it.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}
