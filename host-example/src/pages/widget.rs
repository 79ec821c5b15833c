//! A page with a widget in it, as an ENT has them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::context;

use super::Frame;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::query::Query;
use crate::session::Visitor;

/// The element that shows a widget, with all that it needs.
const SDK: &str = "/sdk/greffon-element.min.js";

/// The page. `?mode=page` puts the widget into the page itself instead of a frame.
pub async fn page(
    State(host): State<Host>,
    visitor: Visitor,
    Path(instance): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    let seat = Seat::take(&host, visitor.clone(), &instance).await?;
    let manifest = &seat.instance.widget.manifest;
    let mode = if query.one("mode") == Some("page") { "page" } else { "frame" };
    let matter = context! {
        instance => &seat.instance.id,
        widget => &manifest.id,
        title => manifest.title.get(frame.locale.tag()),
        description => manifest.description.get(frame.locale.tag()),
        class => &seat.instance.class.name,
        manifest => host.site.versioned(&format!("/widgets/{}/widget.json", manifest.id)).await,
        // Where it is missing the page says so: the address stays, to show in the browser's log.
        sdk => host.site.versioned(SDK).await.unwrap_or_else(|| SDK.to_owned()),
        mode,
        read_only => seat.instance.read_only,
        shared_computer => visitor.session.shared_computer,
    };
    Ok(frame.show(StatusCode::OK, "widget.html", matter).await)
}
