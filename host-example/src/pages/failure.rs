//! The page of an error: what happened, and what to do.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use minijinja::context;

use super::Frame;
use crate::error::Error;
use crate::host::Host;
use crate::session::Visitor;

/// The page, in the person's surroundings where they can be had.
pub async fn page(host: &Host, headers: &HeaderMap, error: &Error) -> Response {
    // With a broken database the page must still come.
    let visitor = Visitor::of_request(host, headers).await.ok().flatten();
    let Ok(frame) = Frame::new(host, headers, visitor.as_ref()) else {
        return (error.status(), error.to_string()).into_response();
    };
    let matter = context! {
        text => error.text(frame.locale),
        status => error.status().as_u16(),
        retryable => error.kind().retryable(),
    };
    let response = frame.show(error.status(), "error.html", matter).await;
    if response.status() == error.status() {
        return response;
    }
    (error.status(), error.text(frame.locale)).into_response()
}
