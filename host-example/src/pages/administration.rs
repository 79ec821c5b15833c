//! "Widgets autorisés": what an administrator lets into the classes, and what each widget may do there.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use greffon_protocol::manifest::{Place, Wish};
use greffon_protocol::{Manifest, Profile};
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::form::Form;
use crate::clock::Moment;
use crate::directory::assign;
use crate::error::Error;
use crate::host::Host;
use crate::instance::{self, Listed};
use crate::locale::Locale;
use crate::mail;
use crate::query::Query;
use crate::session::Visitor;
use crate::widgets::Widget;

/// A widget of the list.
#[derive(Debug, Serialize)]
struct WidgetRow {
    id: String,
    title: String,
    description: String,
    version: String,
    classes: usize,
}

/// A widget that cannot be used, and why.
#[derive(Debug, Serialize)]
struct RefusedRow {
    folder: String,
    problems: Vec<String>,
}

/// A capability to decide.
#[derive(Debug, Serialize)]
struct CapabilityRow {
    name: String,
    purpose: String,
    required: bool,
    offered: bool,
    granted: bool,
}

/// A class to decide.
#[derive(Debug, Serialize)]
struct ClassRow {
    id: i64,
    name: String,
    allowed: bool,
    read_only: bool,
    instance: Option<String>,
}

/// A role that is given by hand.
#[derive(Debug, Serialize)]
struct RoleRow {
    name: String,
    title: String,
    people: Vec<HolderRow>,
}

/// Somebody who may have it.
#[derive(Debug, Serialize)]
struct HolderRow {
    id: i64,
    name: String,
    holds: bool,
}

/// Insists on an administrator.
pub(super) fn administrator(visitor: &Visitor) -> Result<(), Error> {
    if visitor.person.administrator { Ok(()) } else { Err(Error::NotAdministrator) }
}

/// The list.
pub async fn list(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    administrator(&visitor)?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let instances = host.instances.list(visitor.person.establishment).await?;
    let widgets: Vec<WidgetRow> = host
        .widgets
        .all()
        .map(|widget| WidgetRow {
            id: widget.manifest.id.clone(),
            title: widget.manifest.title.get(frame.locale.tag()).to_owned(),
            description: widget.manifest.description.get(frame.locale.tag()).to_owned(),
            version: widget.manifest.version.clone(),
            classes: instances
                .iter()
                .filter(|instance| instance.allowed && instance.widget == widget.manifest.id)
                .count(),
        })
        .collect();
    let refused: Vec<RefusedRow> = host
        .widgets
        .refused()
        .map(|(folder, problems)| RefusedRow {
            folder: folder.to_owned(),
            problems: problems.iter().map(ToString::to_string).collect(),
        })
        .collect();
    let matter = context! {
        widgets => Serde(&widgets),
        refused => Serde(&refused),
    };
    Ok(frame.show(StatusCode::OK, "admin-widgets.html", matter).await)
}

/// One widget.
pub async fn widget(
    State(host): State<Host>,
    visitor: Visitor,
    Path(widget): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let widget = host.widgets.get(&widget).ok_or(Error::NoPage)?;
    let manifest = &widget.manifest;
    let establishment = visitor.person.establishment;
    let decisions = instance::decisions(&host.database, establishment, &manifest.id).await?;
    let row = |wish: &Wish, required: bool| CapabilityRow {
        name: wish.name.to_string(),
        purpose: wish.purpose.get(frame.locale.tag()).to_owned(),
        required,
        offered: Widget::host_offers(&wish.name),
        // Before the first decision the page proposes what would be granted.
        granted: if decisions.is_empty() {
            instance::granted_at_first(&wish.name)
        } else {
            decisions.get(&wish.name) == Some(&true)
        },
    };
    let capabilities: Vec<CapabilityRow> = manifest
        .required
        .iter()
        .map(|wish| row(wish, true))
        .chain(manifest.optional.iter().map(|wish| row(wish, false)))
        .collect();
    let classes = class_rows(&host, establishment, manifest).await?;
    let roles = role_rows(&host, establishment, manifest, frame.locale).await?;
    let matter = context! {
        widget => &manifest.id,
        title => manifest.title.get(frame.locale.tag()),
        description => manifest.description.get(frame.locale.tag()),
        version => &manifest.version,
        capabilities => Serde(&capabilities),
        classes => Serde(&classes),
        roles => Serde(&roles),
        said => said(&query, frame.locale),
    };
    Ok(frame.show(StatusCode::OK, "admin-widget.html", matter).await)
}

async fn class_rows(host: &Host, establishment: i64, manifest: &Manifest) -> Result<Vec<ClassRow>, Error> {
    let widget = &manifest.id;
    let instances = host.instances.list(establishment).await?;
    let of = |class: i64| instances.iter().find(|listed| listed.class == class && listed.widget == *widget);
    let row = |class: crate::directory::Class| {
        let found: Option<&Listed> = of(class.id);
        ClassRow {
            id: class.id,
            name: class.name,
            allowed: found.is_some_and(|listed| listed.allowed),
            read_only: found.is_some_and(|listed| listed.read_only),
            instance: found.map(|listed| listed.id.clone()),
        }
    };
    let places = host.directory.places(establishment).await?;
    let fits = |place: &crate::directory::Class| place.whole == (manifest.place == Place::Establishment);
    Ok(places.into_iter().filter(fits).map(row).collect())
}

/// Keeps what was ticked among the capabilities; open pages are told at once.
pub async fn decide(
    State(host): State<Host>,
    visitor: Visitor,
    Path(widget): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let widget = host.widgets.get(&widget).ok_or(Error::NoPage)?;
    let granted: BTreeSet<String> = form.all("capability").into_iter().collect();
    let establishment = visitor.person.establishment;
    let id = widget.manifest.id.clone();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                for wish in widget.manifest.wishes() {
                    let name = wish.name.as_str();
                    let granted = granted.contains(name);
                    instance::decide(connection, establishment, &widget.manifest.id, name, granted).await?;
                }
                Ok(())
            })
        })
        .await?;
    host.changed();
    Ok(Redirect::to(&format!("/admin/widgets/{id}?said=capabilities")).into_response())
}

/// Keeps what was ticked among the classes: allowed or withdrawn, open or closed for changes.
pub async fn classes(
    State(host): State<Host>,
    visitor: Visitor,
    Path(widget): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let widget = host.widgets.get(&widget).ok_or(Error::NoPage)?;
    let numbers =
        |name: &str| form.all(name).iter().filter_map(|id| id.parse().ok()).collect::<BTreeSet<i64>>();
    let (allowed, closed) = (numbers("class"), numbers("closed"));
    let establishment = visitor.person.establishment;
    let rows = class_rows(&host, establishment, &widget.manifest).await?;
    let id = widget.manifest.id.clone();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                for row in rows {
                    if allowed.contains(&row.id) {
                        let instance =
                            instance::allow(connection, establishment, row.id, &widget.manifest).await?;
                        instance::set_read_only(connection, &instance, closed.contains(&row.id)).await?;
                    } else if row.allowed {
                        instance::withdraw(connection, row.id, &widget.manifest.id).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    host.changed();
    Ok(Redirect::to(&format!("/admin/widgets/{id}?said=classes")).into_response())
}

/// The roles that an administrator gives, each with the adults of the establishment.
async fn role_rows(
    host: &Host,
    establishment: i64,
    manifest: &Manifest,
    locale: Locale,
) -> Result<Vec<RoleRow>, Error> {
    let mut rows = Vec::new();
    for role in manifest.assignable() {
        let holders = instance::holders(&host.database, establishment, &manifest.id, &role.name).await?;
        let everybody = host.directory.everybody(establishment).await?;
        let adults =
            everybody.iter().filter(|person| !person.is(Profile::Pupil) && !person.is(Profile::Guardian));
        let people = adults.map(|person| HolderRow {
            id: person.id,
            name: person.name(),
            holds: holders.contains(&person.id),
        });
        let title = role.title.as_ref().map_or(role.name.as_str(), |title| title.get(locale.tag()));
        rows.push(RoleRow { name: role.name.clone(), title: title.to_owned(), people: people.collect() });
    }
    Ok(rows)
}

/// Keeps who was ticked for the assigned roles.
pub async fn roles(
    State(host): State<Host>,
    visitor: Visitor,
    Path(widget): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let widget = host.widgets.get(&widget).ok_or(Error::NoPage)?;
    let establishment = visitor.person.establishment;
    let id = widget.manifest.id.clone();
    // Only people of this establishment, and no pupils: whoever else is named is left out.
    let rows = role_rows(&host, establishment, &widget.manifest, Locale::default()).await?;
    let chosen: Vec<(String, Vec<i64>)> = rows
        .into_iter()
        .map(|row| {
            let ticked: BTreeSet<i64> = form.all(&row.name).iter().filter_map(|id| id.parse().ok()).collect();
            let people = row.people.iter().map(|person| person.id).filter(|id| ticked.contains(id)).collect();
            (row.name, people)
        })
        .collect();
    let mut letters = Vec::new();
    for (role, people) in &chosen {
        letters.push(mail::told_of_role(&host, establishment, &widget.manifest.id, role, people).await?);
    }
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                for ((role, people), letters) in chosen.iter().zip(&letters) {
                    let before =
                        instance::holders_now(connection, establishment, &widget.manifest.id, role).await?;
                    instance::release(connection, establishment, &widget.manifest.id, role).await?;
                    for person in people {
                        assign(connection, &widget.manifest.id, *person, role).await?;
                        if let Some(letter) = letters.get(person).filter(|_| !before.contains(person)) {
                            mail::put(connection, letter, Moment::now()).await?;
                        }
                    }
                }
                Ok(())
            })
        })
        .await?;
    host.changed();
    host.post.nudge();
    Ok(Redirect::to(&format!("/admin/widgets/{id}?said=roles")).into_response())
}

/// What a form that led back here has done.
fn said(query: &Query, locale: Locale) -> Option<&'static str> {
    match query.one("said") {
        Some("capabilities") => Some(locale.text("admin.said.capabilities")),
        Some("classes") => Some(locale.text("admin.said.classes")),
        Some("roles") => Some(locale.text("admin.said.roles")),
        _ => None,
    }
}
