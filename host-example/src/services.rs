//! The services that a widget can call by name.

use greffon_protocol::http::TallyArgs;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::{people, tally};

/// The services of this host.
const NAMES: [&str; 2] = ["people", "tally"];

/// Whether there is a service of that name.
pub fn exists(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Calls a service for that person.
pub async fn call(host: &Host, seat: &Seat, name: &str, args: Value) -> Result<Value, Error> {
    if !exists(name) {
        return Err(Error::NoService(name.to_owned()));
    }
    seat.need(&format!("service:{name}"))?;
    let result = match name {
        "people" => serde_json::to_value(people::list(host, seat, &read(args)?).await?),
        _ => serde_json::to_value(tally::count(&host.database, seat, &read::<TallyArgs>(args)?).await?),
    };
    result.map_err(|_| Error::Internal)
}

fn read<T: DeserializeOwned>(args: Value) -> Result<T, Error> {
    serde_json::from_value(args).map_err(|error| Error::Arguments(error.to_string()))
}
