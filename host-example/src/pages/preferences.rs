//! Language and theme, for browsers without the page's script; with it they change without a new page.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::frame::THEME_COOKIE;
use crate::body;
use crate::error::Error;
use crate::host::Host;
use crate::locale::{self, Locale};
use crate::query::Query;
use crate::session::{cookies, xsrf};

/// Keeps a choice and comes back. It changes nothing but how pages look here, so it needs no token.
pub async fn choose(State(host): State<Host>, headers: HeaderMap, body: Body) -> Result<Response, Error> {
    let origin = host.origin(&headers)?;
    xsrf::check_origin(&headers, &origin)?;
    let bytes = body::read(&headers, body, 2048).await?;
    let form = Query::read(&String::from_utf8_lossy(&bytes));
    let mut response = Redirect::to(&back(&headers, origin.as_str())).into_response();
    let secure = origin.is_secure();
    let chosen = [
        form.one("locale")
            .and_then(Locale::from_tag)
            .and_then(|locale| cookies::keep(locale::COOKIE, locale.tag(), secure)),
        match form.one("theme") {
            Some(theme @ ("light" | "dark")) => cookies::keep(THEME_COOKIE, theme, secure),
            Some("auto") => cookies::remove(THEME_COOKIE),
            _ => None,
        },
    ];
    for cookie in chosen.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Where the person was, if that is here.
fn back(headers: &HeaderMap, origin: &str) -> String {
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or("");
    match referrer.strip_prefix(origin) {
        Some(path) if path.starts_with('/') && !path.starts_with("//") => path.to_owned(),
        _ => "/".to_owned(),
    }
}
