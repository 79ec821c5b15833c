//! Home: one's classes and the widgets in them.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::session::Visitor;

/// A class on the page.
#[derive(Debug, Serialize)]
struct ClassCard {
    name: String,
    widgets: Vec<WidgetCard>,
}

/// A widget on the page.
#[derive(Debug, Serialize)]
struct WidgetCard {
    instance: String,
    title: String,
    description: String,
    read_only: bool,
}

/// The page.
pub async fn page(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let person = &visitor.person;
    let listed = host.instances.list(person.establishment).await?;
    let mut classes = Vec::new();
    for class in host.directory.places(person.establishment).await? {
        if !person.sees(&class) {
            continue;
        }
        let mut widgets = Vec::new();
        for instance in listed.iter().filter(|instance| instance.class == class.id && instance.allowed) {
            let Ok(seat) = Seat::take(&host, visitor.clone(), &instance.id).await else { continue };
            // A widget that would only say that it is not for them is not offered.
            if seat.is_of_use() {
                let manifest = &seat.instance.widget.manifest;
                widgets.push(WidgetCard {
                    instance: instance.id.clone(),
                    title: manifest.title.get(frame.locale.tag()).to_owned(),
                    description: manifest.description.get(frame.locale.tag()).to_owned(),
                    read_only: instance.read_only,
                });
            }
        }
        // An establishment without a widget of its own is nothing to show; a class is one's own, widgets or not.
        if !class.whole || !widgets.is_empty() {
            classes.push(ClassCard { name: class.name, widgets });
        }
    }
    let matter = context! { classes => Serde(&classes), given_name => &person.given_name };
    Ok(frame.show(StatusCode::OK, "home.html", matter).await)
}
