//! The back-end contract over HTTP (protocol, section 8): `/i/{instance}` and what is under it.
//!
//! Each handler takes the person's place first, then asks for the capability, the pace, the shape and the rights,
//! in that order, and only then does the work.

pub mod describe;
pub mod diagnostic;
pub mod events;
pub mod files;
pub mod items;
pub mod personal;
pub mod services;
pub mod traces;

use axum::http::HeaderMap;
use greffon_protocol::Scope;

use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::session::{Visitor, xsrf};

/// The place of a person who reads.
async fn seat(host: &Host, visitor: Visitor, instance: &str) -> Result<Seat, Error> {
    host.brake.take(visitor.person.id)?;
    Seat::take(host, visitor, instance).await
}

/// The place of a person who changes something: the request must be meant.
async fn seat_to_write(
    host: &Host,
    visitor: Visitor,
    instance: &str,
    headers: &HeaderMap,
) -> Result<Seat, Error> {
    xsrf::check_header(headers, &visitor.session, &host.origin(headers)?)?;
    seat(host, visitor, instance).await
}

/// The scope of a path. `device` is the browser's own and never comes here.
fn scope(name: &str) -> Result<Scope, Error> {
    Scope::from_name(name)
        .filter(|scope| *scope != Scope::Device)
        .ok_or_else(|| Error::UnknownScope(name.to_owned()))
}
