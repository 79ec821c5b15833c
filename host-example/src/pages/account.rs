//! One's own account: the password, where mail goes, and one's own data.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use greffon_protocol::Profile;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::form::Form;
use crate::accounts::{self, SignIn, WeakPassword};
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::locale::Locale;
use crate::mail::{Choice, choice_of, choose, is_address};
use crate::session::Visitor;

/// What is said of an address that is none.
const BAD_ADDRESS: &str = "account.mail-bad";

/// A widget that may hold something of the person.
#[derive(Debug, Serialize)]
struct Holding {
    instance: String,
    title: String,
}

/// The page.
pub async fn page(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    show(&host, &visitor, &headers, StatusCode::OK, None, None).await
}

async fn show(
    host: &Host,
    visitor: &Visitor,
    headers: &HeaderMap,
    status: StatusCode,
    said: Option<&str>,
    typed: Option<Choice>,
) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, Some(visitor))?;
    let mut holdings = Vec::new();
    for listed in host.instances.list(visitor.person.establishment).await? {
        if let Ok(seat) = Seat::take(host, visitor.clone(), &listed.id).await {
            holdings.push(Holding { title: seat.instance.title(frame.locale), instance: listed.id });
        }
    }
    // Nothing is ever sent to pupils and guardians: they are not asked for an address.
    let mail = if may_have_mail(visitor) {
        let choice = match typed {
            Some(typed) => typed,
            None => choice_of(&host.database, visitor.person.id)
                .await?
                .unwrap_or_else(|| Choice::new(frame.locale)),
        };
        Some(context! {
            address => choice.address,
            locale => choice.locale.tag(),
            referent => choice.referent,
            tickets => choice.tickets,
            steps => choice.steps,
            wrong => said == Some(BAD_ADDRESS),
            sent => host.config.relay.is_some(),
        })
    } else {
        None
    };
    let matter = context! {
        mail,
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
    show(&host, &visitor, &headers, status, Some(said), None).await
}

fn may_have_mail(visitor: &Visitor) -> bool {
    !visitor.person.is(Profile::Pupil) && !visitor.person.is(Profile::Guardian)
}

/// Keeps where mail goes, and of what. What is no address is said so, and stays in the field.
pub async fn change_mail(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let form = Form::read(&host, &visitor, &headers, body).await?;
    if !may_have_mail(&visitor) {
        return Err(Error::NoPage);
    }
    let choice = Choice {
        address: form.text("address").trim().to_owned(),
        locale: Locale::from_tag(form.text("locale")).unwrap_or_default(),
        referent: form.ticked("referent"),
        tickets: form.ticked("tickets"),
        steps: form.ticked("steps"),
    };
    if !choice.address.is_empty() && !is_address(&choice.address) {
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&host, &visitor, &headers, wrong, Some(BAD_ADDRESS), Some(choice)).await;
    }
    let said = if choice.address.is_empty() { "account.mail-none" } else { "account.mail-kept" };
    choose(&host, visitor.person.id, choice).await?;
    show(&host, &visitor, &headers, StatusCode::OK, Some(said), None).await
}
