//! The services that a widget can call by name.

use greffon_protocol::http::TallyArgs;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::access::{Actor, Reference};
use crate::badge::register;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::origin::Origin;
use crate::{people, tally};

/// The services of this host.
const NAMES: [&str; 6] = ["badge.show", "badge.sign", "calendar", "diagnostic", "people", "tally"];

/// The arguments of `badge.show`: nothing to ask, a badge and a wish to change.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Show {
    id: Option<String>,
    shown: bool,
}

/// Whether there is a service of that name.
pub fn exists(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Calls a service for that person.
pub async fn call(
    host: &Host,
    seat: &Seat,
    origin: &Origin,
    name: &str,
    args: Value,
) -> Result<Value, Error> {
    if !exists(name) {
        return Err(Error::NoService(name.to_owned()));
    }
    seat.need(&format!("service:{name}"))?;
    may_call(seat, name)?;
    let result = match name {
        "badge.sign" => {
            seat.need_writable()?;
            let credential = register::sign(host, seat, origin, read(args)?).await?;
            Ok(json!({ "credential": credential }))
        }
        "badge.show" => {
            let args: Show = if args.is_null() { Show::default() } else { read(args)? };
            if let Some(id) = &args.id {
                seat.need_writable()?;
                register::show(host, seat, id, args.shown).await?;
            }
            Ok(json!({ "badges": register::holdings(host, seat, origin).await? }))
        }
        // Where the person takes the steps into their agenda.
        "calendar" => {
            Ok(json!({ "address": format!("{}/w/{}/calendar", origin.as_str(), seat.instance.id) }))
        }
        // Where the person starts diagnostics from: the widget has no page but its own.
        "diagnostic" => {
            Ok(json!({ "address": format!("{}/w/{}/diagnostic", origin.as_str(), seat.instance.id) }))
        }
        "people" => serde_json::to_value(people::list(host, seat, &read(args)?).await?),
        _ => serde_json::to_value(tally::count(&host.database, seat, &read::<TallyArgs>(args)?).await?),
    };
    result.map_err(|_| Error::Internal)
}

fn read<T: DeserializeOwned>(args: Value) -> Result<T, Error> {
    serde_json::from_value(args).map_err(|error| Error::Arguments(error.to_string()))
}

/// Insists on a role that the manifest lets call the service. Whom a service is about is for the service to look at.
fn may_call(seat: &Seat, name: &str) -> Result<(), Error> {
    let rule = seat.instance.widget.manifest.services.iter().find(|rule| rule.name == name);
    let lets_in = |reference: &String| match Reference::read(reference) {
        Reference::Owner | Reference::By => false,
        Reference::Role(name) | Reference::RoleInGroup(name) | Reference::RoleInFamily(name) => {
            seat.has_role(&name)
        }
    };
    match rule {
        Some(rule) if !rule.call.iter().any(lets_in) => Err(Error::NoRule(format!("service:{name}"))),
        _ => Ok(()),
    }
}
