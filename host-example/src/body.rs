//! Bodies of requests: read with a limit and a deadline, and looked at strictly before they are believed.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, header};
use greffon_protocol::guard;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// How long a body may take to arrive: long enough for a file on a slow school line.
const DEADLINE: Duration = Duration::from_mins(1);

/// Reads at most `limit` bytes.
pub async fn read(headers: &HeaderMap, body: Body, limit: u64) -> Result<Vec<u8>, Error> {
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|announced| announced > limit) {
        return Err(Error::BodyTooLarge { limit });
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    match tokio::time::timeout(DEADLINE, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(_)) => Err(Error::BodyTooLarge { limit }),
        Err(_) => Err(Error::BodyTooSlow),
    }
}

/// Reads JSON of at most `units` UTF-16 units, with the limits of the protocol's section 3.
pub async fn read_json<T: DeserializeOwned>(headers: &HeaderMap, body: Body, units: u32) -> Result<T, Error> {
    // No UTF-16 unit takes more than three bytes of UTF-8.
    let bytes = read(headers, body, u64::from(units) * 3).await?;
    let text = String::from_utf8(bytes).map_err(|_| Error::NotJson("it is not UTF-8".to_owned()))?;
    guard::check(&text, units).map_err(Error::Guard)?;
    serde_json::from_str(&text).map_err(|error| {
        if error.is_data() { Error::Shape(error.to_string()) } else { Error::NotJson(error.to_string()) }
    })
}
