//! Where diagnostics start from: links for rooms and computers, and what the checks prevent.

use std::fmt::Write as _;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use greffon_certification_diagnostic::{CHECKS_JSON, checks};
use greffon_certification_model::desk::report::Place;
use greffon_certification_model::record::Record;
use minijinja::context;
use minijinja::value::Serde;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;

use super::form::Form;
use super::{Frame, diagnostic};
use crate::diagnostic::{end as end_link, list, make as make_link, may_start, read_board};
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::query::Query;
use crate::session::Visitor;

/// A room or a computer that a link can be made for.
#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    name: String,
}

/// A link on the page.
#[derive(Debug, Serialize)]
struct LinkRow {
    code: String,
    place: String,
    address: String,
    until: String,
    /// Dots along a side of its QR code, the quiet zone included.
    size: i32,
    /// The dots, as a path.
    dots: String,
}

/// A line of the prevention map.
#[derive(Debug, Serialize)]
struct MapRow {
    name: String,
    codes: String,
    failing: usize,
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
    may_start(&seat)?;
    let record = read_board(&host, &seat).await?;
    let origin = host.origin(&headers)?;
    let words = diagnostic::words(frame.locale);
    let mut links = Vec::new();
    for link in list(&host, &instance).await? {
        let address = format!("{}/d/{}", origin.as_str(), link.code);
        let (size, dots) = picture(&address);
        links.push(LinkRow {
            place: name_of(&record, &link.place)
                .unwrap_or_else(|| frame.locale.text("diagnostic.gone").to_owned()),
            until: frame.locale.date(link.until),
            code: link.code,
            address,
            size,
            dots,
        });
    }
    let data: serde_json::Value = serde_json::from_str(CHECKS_JSON).map_err(|_| Error::Internal)?;
    let map: Vec<MapRow> = checks()
        .iter()
        .map(|check| {
            let code = |code: &String| {
                format!("{code} ({})", words.get(&format!("code.{code}")).map_or("", String::as_str))
            };
            MapRow {
                name: words.get(&format!("check.{}", check.id)).cloned().unwrap_or_default(),
                codes: check.codes.iter().map(code).collect::<Vec<_>>().join(", "),
                failing: failing(&record, &check.id),
            }
        })
        .collect();
    let room = |name: &str, count: usize| {
        frame.locale.text_with("diagnostic.room", &[("name", name.to_owned()), ("count", count.to_string())])
    };
    let in_room = |id: &str| record.machines.iter().filter(|kept| kept.item.room == id).count();
    let mut rooms: Vec<Choice> = record
        .rooms
        .iter()
        .map(|kept| Choice { id: format!("r-{}", kept.id), name: room(&kept.item.name, in_room(&kept.id)) })
        .collect();
    rooms.sort_by(|one, two| one.name.cmp(&two.name));
    let mut machines: Vec<Choice> = record
        .machines
        .iter()
        .map(|kept| Choice { id: format!("m-{}", kept.id), name: kept.item.name.clone() })
        .collect();
    machines.sort_by(|one, two| one.name.cmp(&two.name));
    let matter = context! {
        instance => &instance,
        widget_title => seat.instance.widget.manifest.title.get(frame.locale.tag()),
        rooms => Serde(&rooms),
        machines => Serde(&machines),
        chosen => query.one("place").unwrap_or_default(),
        links => Serde(&links),
        map => Serde(&map),
        diagnosed => record.machines.iter().filter(|kept| kept.item.diagnosed.is_some()).count(),
        codes_version => data["codes"]["version"].as_str(),
        codes_source => data["codes"]["source"].as_str(),
        said => match query.one("said") {
            Some("made") => Some(frame.locale.text("diagnostic.said.made")),
            Some("ended") => Some(frame.locale.text("diagnostic.said.ended")),
            _ => None,
        },
    };
    Ok(frame.show(StatusCode::OK, "diagnostic-links.html", matter).await)
}

/// On how many computers a check failed the last time.
fn failing(record: &Record, check: &str) -> usize {
    let mine = |name: &str| name == check || name.split_once('.').is_some_and(|(kind, _)| kind == check);
    record
        .machines
        .iter()
        .filter(|kept| {
            let results = kept.raw["diagnostic"]["results"].as_object();
            results.into_iter().flatten().any(|(name, result)| mine(name) && result["is"] == "bad")
        })
        .count()
}

fn name_of(record: &Record, place: &Place) -> Option<String> {
    match place {
        Place::Room(id) => record.rooms.get(id).map(|room| room.name.clone()),
        Place::Machine(id) => record.machines.get(id).map(|machine| machine.name.clone()),
        Place::School => None,
    }
}

/// The QR code of an address: dots along a side, and a path of unit squares.
fn picture(address: &str) -> (i32, String) {
    const QUIET: i32 = 4;
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else { return (1, String::new()) };
    let mut dots = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let _ = write!(dots, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    (code.size() + 2 * QUIET, dots)
}

/// Makes a link.
pub async fn make(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    may_start(&seat)?;
    let record = read_board(&host, &seat).await?;
    let place = Place::from_id(form.text("place")).filter(|place| name_of(&record, place).is_some());
    let place = place.ok_or(Error::NoDiagnostic)?;
    let days = form.text("lasts").parse().unwrap_or(1_u64).clamp(1, 31);
    make_link(&host, &seat, &place, Duration::from_hours(24 * days)).await?;
    Ok(Redirect::to(&format!("/w/{instance}/diagnostic?said=made")).into_response())
}

/// Ends a link.
pub async fn end(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    end_link(&host, &seat, form.text("code")).await?;
    Ok(Redirect::to(&format!("/w/{instance}/diagnostic?said=ended")).into_response())
}
