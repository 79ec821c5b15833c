//! One's own account: the password, and one's own data.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::form::Form;
use crate::accounts::{self, SignIn, WeakPassword};
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::session::Visitor;

/// A widget that may hold something of the person.
#[derive(Debug, Serialize)]
struct Holding {
    instance: String,
    title: String,
}

/// The page.
pub async fn page(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    show(&host, &visitor, &headers, StatusCode::OK, None).await
}

async fn show(
    host: &Host,
    visitor: &Visitor,
    headers: &HeaderMap,
    status: StatusCode,
    said: Option<&str>,
) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, Some(visitor))?;
    let mut holdings = Vec::new();
    for listed in host.instances.list(visitor.person.establishment).await? {
        if let Ok(seat) = Seat::take(host, visitor.clone(), &listed.id).await {
            holdings.push(Holding { title: seat.instance.title(frame.locale), instance: listed.id });
        }
    }
    let matter = context! {
        login => &visitor.person.login,
        holdings => Serde(&holdings),
        shared_computer => visitor.session.shared_computer,
        said,
        failed => status != StatusCode::OK,
    };
    Ok(frame.show(status, "account.html", matter).await)
}

/// Takes another password; the person's other sessions end.
pub async fn change_password(
    State(host): State<Host>,
    visitor: Visitor,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let login = &visitor.person.login;
    let wrong = |said: &'static str| (StatusCode::UNPROCESSABLE_ENTITY, said);
    let checked = accounts::sign_in(
        &host.database,
        &host.passwords,
        &host.attempts,
        host.address_of(peer, &headers),
        login,
        form.text("current"),
    )
    .await?;
    let (status, said) = match (checked, accounts::check_strength(login, form.text("new"))) {
        (SignIn::TooOften(_), _) => (StatusCode::TOO_MANY_REQUESTS, "account.too-often"),
        (SignIn::Wrong, _) => wrong("account.wrong-current"),
        (_, Err(WeakPassword::TooShort)) => wrong("account.too-short"),
        (_, Err(WeakPassword::TooLong)) => wrong("account.too-long"),
        (_, Err(WeakPassword::SameAsLogin)) => wrong("account.same-as-login"),
        (SignIn::Person(person), Ok(())) => {
            accounts::set_password(&host.database, &host.passwords, person, form.text("new")).await?;
            host.sessions.close_others(&visitor.session).await?;
            host.hub.decided();
            (StatusCode::OK, "account.changed")
        }
    };
    show(&host, &visitor, &headers, status, Some(said)).await
}
