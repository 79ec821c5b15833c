//! The services that a widget can call by name.

use greffon_protocol::http::TallyArgs;
use serde_json::Value;

use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::tally;

/// The services of this host.
const NAMES: [&str; 1] = ["tally"];

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
    let args: TallyArgs =
        serde_json::from_value(args).map_err(|error| Error::Arguments(error.to_string()))?;
    let result = tally::count(&host.database, seat, &args).await?;
    serde_json::to_value(result).map_err(|_| Error::Internal)
}
