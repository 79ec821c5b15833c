//! Writing an error out: as JSON for programs, as a page for people, in the language of the request.

use std::any::Any;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use greffon_protocol::http::{ErrorBody, HttpError};

use super::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::pages;

/// Replaces the bare answer of an [`Error`] by one that says what it is.
pub async fn write_out(State(host): State<Host>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // The back-end contract, and what the diagnostic page asks: its own address has one name less.
    let program = path.starts_with("/i/") || (path.starts_with("/d/") && path.matches('/').count() > 2);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let asked = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let Some(error) = error_of(&response) else { return response };

    let mut written = if program {
        let message = error.text(Locale::of_request(&headers));
        let body = ErrorBody { error: HttpError { message, data: error.data() } };
        (error.status(), Json(body)).into_response()
    } else if matches!(*error, Error::SignedOut) {
        // A form that was sent too late: after signing in, the person starts from home.
        let next = if reads { asked } else { "/".to_owned() };
        Redirect::to(&pages::sign_in::address(&next)).into_response()
    } else {
        pages::failure::page(&host, &headers, &error).await
    };
    if let Some(after) = response.headers().get(header::RETRY_AFTER) {
        written.headers_mut().insert(header::RETRY_AFTER, after.clone());
    }
    written
}

fn error_of(response: &Response) -> Option<Arc<Error>> {
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        return Some(Arc::clone(error));
    }
    // The router's own refusal.
    (response.status() == StatusCode::METHOD_NOT_ALLOWED).then(|| Arc::new(Error::Method))
}

/// A panic in a handler is an error of the host like another, and touches nobody else.
pub fn of_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    tracing::error!(panic = text.as_deref().unwrap_or("?"), "a handler panicked");
    Error::Internal.into_response()
}
