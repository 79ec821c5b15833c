//! Data of an instance: for an administrator to hand out and erase, and for a person to erase their own.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
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
use crate::instance::{Instance, Seat};
use crate::locale::Locale;
use crate::personal::{self, Of};
use crate::query::Query;
use crate::retention::{self, Wrong};
use crate::session::Visitor;

/// A person of the class.
#[derive(Debug, Serialize)]
struct PersonChoice {
    id: i64,
    name: String,
}

/// A line of what was erased after a last day.
#[derive(Debug, Serialize)]
struct ReceiptRow {
    at: String,
    items: i64,
    files: i64,
    badges: i64,
    traces: i64,
}

/// Whose data a page is about.
struct Subject {
    instance: Arc<Instance>,
    of: Of,
    /// `me`, `instance` or a person's number, as in the address.
    word: String,
    /// The person's name, where it is somebody else.
    name: Option<String>,
}

/// Finds whose data are meant by `me`, `instance` or a person's number, and whether the visitor may.
async fn subject(host: &Host, visitor: &Visitor, instance: &str, word: &str) -> Result<Subject, Error> {
    if word == "me" || word.is_empty() {
        let seat = Seat::take(host, visitor.clone(), instance).await?;
        let of = Of::Person(seat.person());
        return Ok(Subject { instance: seat.instance, of, word: "me".to_owned(), name: None });
    }
    let instance = administered(host, visitor, instance).await?;
    if word == "instance" {
        return Ok(Subject { instance, of: Of::Everybody, word: word.to_owned(), name: None });
    }
    let id = word.parse().map_err(|_| Error::NoPage)?;
    let person = host.directory.person(id).await?.ok_or(Error::NoPage)?;
    if person.establishment != visitor.person.establishment {
        return Err(Error::NoPage);
    }
    Ok(Subject { instance, of: Of::Person(id), word: word.to_owned(), name: Some(person.name()) })
}

/// An instance of the administrator's own establishment.
async fn administered(host: &Host, visitor: &Visitor, instance: &str) -> Result<Arc<Instance>, Error> {
    administrator(visitor)?;
    let found =
        host.instances.get(instance, &host.widgets, &host.directory).await?.ok_or(Error::NoInstance)?;
    if found.establishment.id == visitor.person.establishment {
        Ok(found)
    } else {
        Err(Error::NotAdministrator)
    }
}

/// The data of an instance: whose can be handed out or erased.
pub async fn overview(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let instance = administered(&host, &visitor, &instance).await?;
    let said = query.one("said").is_some().then_some("retention.said");
    show(&host, &visitor, &headers, &instance, None, said).await
}

/// Shows the page; with a day that was typed and what is wrong with it.
async fn show(
    host: &Host,
    visitor: &Visitor,
    headers: &HeaderMap,
    instance: &Arc<Instance>,
    refused: Option<(&str, Wrong)>,
    said: Option<&str>,
) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, Some(visitor))?;
    let people: Vec<PersonChoice> = host
        .directory
        .members(instance.class.id)
        .await?
        .iter()
        .map(|person| PersonChoice {
            id: person.id,
            name: format!("{} {}", person.family_name, person.given_name),
        })
        .collect();
    let export = personal::export(&host.database, instance, Of::Everybody, frame.locale).await?;
    let receipts: Vec<ReceiptRow> = retention::receipts(&host.database, &instance.id)
        .await?
        .into_iter()
        .map(|receipt| ReceiptRow {
            at: frame.locale.date(receipt.at),
            items: receipt.items,
            files: receipt.files,
            badges: receipt.badges,
            traces: receipt.traces,
        })
        .collect();
    let wrong = refused.map(|(_, wrong)| match wrong {
        Wrong::Day => "retention.wrong-day",
        Wrong::Past => "retention.wrong-past",
        Wrong::Far => "retention.wrong-far",
    });
    let day = match (refused, &instance.last_day) {
        (Some((typed, _)), _) => typed.to_owned(),
        (None, Some(day)) => day.clone(),
        (None, None) => retention::proposed(Moment::now()).to_string(),
    };
    let matter = context! {
        day,
        wrong,
        said,
        kept_until => instance.last_day.as_deref().and_then(retention::noon).map(|at| frame.locale.date(at)),
        receipts => Serde(&receipts),
        instance => &instance.id,
        widget => &instance.widget.manifest.id,
        title => instance.title(frame.locale),
        items => export.scopes.iter().map(|scope| scope.items.len()).sum::<usize>(),
        files => export.files.len(),
        badges => export.badges.len(),
        traces => export.traces.len(),
        people => Serde(&people),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(frame.show(status, "admin-data.html", matter).await)
}

/// Sets until which day everything is kept, or that no day is set.
pub async fn keep_until(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let instance = administered(&host, &visitor, &instance).await?;
    let typed = form.text("day");
    let day = if form.text("do") == "none" {
        None
    } else {
        match retention::read(typed, Moment::now()) {
            Ok(day) => Some(day),
            Err(wrong) => {
                return show(&host, &visitor, &headers, &instance, Some((typed, wrong)), None).await;
            }
        }
    };
    retention::set(&host, &instance.id, day).await?;
    Ok(Redirect::to(&format!("/data/{}?said=retention", instance.id)).into_response())
}

/// Hands out one person's data, or everybody's.
pub async fn export(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let subject = subject(&host, &visitor, &instance, query.one("of").unwrap_or("me")).await?;
    let locale = Locale::of_request(&headers);
    let document = personal::export(&host.database, &subject.instance, subject.of, locale).await?;
    let name = format!("attachment; filename=\"{}-{}.json\"", document.widget, document.instance);
    let name = HeaderValue::from_str(&name).map_err(|_| Error::Internal)?;
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(document)).into_response())
}

/// Shows what would be erased, and asks: this cannot be undone.
pub async fn ask(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let subject = subject(&host, &visitor, &instance, query.one("of").unwrap_or("me")).await?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let export =
        personal::export(&host.database, &subject.instance, subject.of.clone(), frame.locale).await?;
    let matter = context! {
        instance => &subject.instance.id,
        title => subject.instance.title(frame.locale),
        of => subject.word,
        person => subject.name,
        items => export.scopes.iter().map(|scope| scope.items.len()).sum::<usize>(),
        files => export.files.len(),
        badges => export.badges.len(),
        traces => export.traces.len(),
    };
    Ok(frame.show(StatusCode::OK, "erase.html", matter).await)
}

/// Erases, and says what was erased.
pub async fn carry_out(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let subject = subject(&host, &visitor, &instance, form.text("of")).await?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let erased = personal::erase(&host.database, &host.hub, &subject.instance, subject.of).await?;
    let matter = context! {
        title => subject.instance.title(frame.locale),
        of => subject.word,
        person => subject.name,
        items => erased.items.len(),
        files => erased.files.len(),
        badges => erased.badges.len(),
        traces => erased.traces,
        anonymised => erased.anonymised,
    };
    Ok(frame.show(StatusCode::OK, "erased.html", matter).await)
}
