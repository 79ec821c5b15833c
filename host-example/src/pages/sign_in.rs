//! Signing in and out.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::form::Form;
use crate::accounts::{self, SignIn};
use crate::directory::demo;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::query::Query;
use crate::session::{Visitor, cookies};

/// A demo account on the page.
#[derive(Debug, Serialize)]
struct Shown {
    login: &'static str,
    who: &'static str,
}

/// What the page says about a try that failed.
#[derive(Debug, Default)]
struct Failed {
    status: StatusCode,
    login: String,
    wrong: bool,
    stale: bool,
    minutes: Option<u64>,
}

/// The address of the page, coming back to `next`.
pub fn address(next: &str) -> String {
    if next.is_empty() || next == "/" {
        return "/sign-in".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// A path of this host, and nothing that a browser would take for another one.
fn local(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    if local { next } else { "/" }
}

/// The page.
pub async fn page(State(host): State<Host>, query: Query, headers: HeaderMap) -> Result<Response, Error> {
    let next = local(query.one("next").unwrap_or("/"));
    if Visitor::of_request(&host, &headers).await?.is_some() {
        return Ok(Redirect::to(next).into_response());
    }
    show(&host, &headers, next, Failed::default()).await
}

async fn show(host: &Host, headers: &HeaderMap, next: &str, failed: Failed) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, None)?;
    let french = frame.locale == Locale::French;
    let shown = |account: &demo::DemoAccount| Shown {
        login: account.login,
        who: if french { account.who.0 } else { account.who.1 },
    };
    let accounts: Vec<_> = demo::ACCOUNTS.iter().map(shown).collect();
    let matter = context! {
        next => next,
        login => failed.login,
        wrong => failed.wrong,
        stale => failed.stale,
        minutes => failed.minutes,
        accounts => Serde(if host.config.demo { accounts } else { Vec::new() }),
        password => demo::PASSWORD,
    };
    Ok(frame.show(failed.status, "sign-in.html", matter).await)
}

/// The form, sent.
pub async fn send(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = match Form::read_unsigned(&host, &headers, body).await {
        // The cookie went while the page stood open: show it anew, and say so.
        Err(Error::Xsrf) => {
            let failed = Failed { status: StatusCode::FORBIDDEN, stale: true, ..Failed::default() };
            return show(&host, &headers, "/", failed).await;
        }
        form => form?,
    };
    let login = form.text("login").trim().to_owned();
    let next = local(form.text("next"));
    let tried = accounts::sign_in(
        &host.database,
        &host.passwords,
        &host.attempts,
        host.address_of(peer, &headers),
        &login,
        form.text("password"),
    )
    .await?;
    match tried {
        SignIn::Person(person) => {
            let (token, session) = host.sessions.open(person, form.ticked("shared")).await?;
            let secure = host.origin(&headers)?.is_secure();
            let mut response = Redirect::to(next).into_response();
            let made = [
                cookies::set(cookies::SESSION, &token, true, secure),
                cookies::set(cookies::XSRF, &session.xsrf, false, secure),
            ];
            for cookie in made.into_iter().flatten() {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        SignIn::Wrong => {
            let failed = Failed { status: StatusCode::UNAUTHORIZED, login, wrong: true, ..Failed::default() };
            show(&host, &headers, next, failed).await
        }
        SignIn::TooOften(seconds) => {
            let minutes = Some(seconds.div_ceil(60));
            let failed =
                Failed { status: StatusCode::TOO_MANY_REQUESTS, login, minutes, ..Failed::default() };
            let mut response = show(&host, &headers, next, failed).await?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
    }
}

/// Signs out: the session ends everywhere it is open, and the browser forgets what it kept of the person.
pub async fn leave(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    Form::read(&host, &visitor, &headers, body).await?;
    host.sessions.close(&visitor.session).await?;
    host.hub.decided();
    let mut response = Redirect::to("/sign-in").into_response();
    for cookie in [cookies::remove(cookies::SESSION), cookies::remove(cookies::XSRF)].into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if visitor.session.shared_computer {
        // Whatever the widgets' host kept in this browser goes with the person.
        let value = HeaderValue::from_static("\"storage\"");
        response.headers_mut().insert("clear-site-data", value);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for foreign in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:1", "/\t/x"]
        {
            assert_eq!(local(foreign), "/", "{foreign}");
        }
        assert_eq!(local("/w/abc?mode=page"), "/w/abc?mode=page");
        assert_eq!(address("/w/abc?mode=page"), "/sign-in?next=%2Fw%2Fabc%3Fmode%3Dpage");
    }
}
