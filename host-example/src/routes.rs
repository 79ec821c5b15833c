//! Every address of the host, in one place.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::trace::TraceLayer;

use crate::error::{Error, answer};
use crate::host::Host;
use crate::{api, headers, pages, site};

/// The whole application.
pub fn routes(host: Host) -> Router {
    // Neither streams nor images; and wasm was compressed by the build, better than there is time for here.
    let worth_compressing = DefaultPredicate::new().and(NotForContentType::const_new("application/wasm"));
    contract()
        .merge(people())
        .merge(diagnostics())
        .merge(static_files())
        .fallback(async || Error::NoPage)
        .layer(CompressionLayer::new().compress_when(worth_compressing))
        .layer(CatchPanicLayer::custom(answer::of_panic))
        .layer(from_fn_with_state(host.clone(), answer::write_out))
        .layer(from_fn_with_state(host.clone(), headers::on_every_answer))
        .layer(TraceLayer::new_for_http())
        .with_state(host)
}

/// The back-end contract (protocol, section 8).
fn contract() -> Router<Host> {
    Router::new()
        .route("/i/{instance}", get(api::describe::describe))
        .route("/i/{instance}/export", get(api::personal::export))
        .route("/i/{instance}/erase", post(api::personal::erase))
        .route("/i/{instance}/event", post(api::traces::keep))
        .route("/i/{instance}/live", post(api::events::send_live))
        .route("/i/{instance}/service/{name}", post(api::services::call))
        .route(
            "/i/{instance}/file/{id}",
            put(api::files::put).get(api::files::get).delete(api::files::delete),
        )
        .route("/i/{instance}/{scope}", get(api::items::read).post(api::items::write))
        .route("/i/{instance}/{scope}/since", get(api::items::since))
        .route("/i/{instance}/{scope}/events", get(api::events::follow))
}

/// The pages of the ENT.
fn people() -> Router<Host> {
    Router::new()
        .route("/", get(pages::home::page))
        .route("/sign-in", get(pages::sign_in::page).post(pages::sign_in::send))
        .route("/sign-out", post(pages::sign_in::leave))
        .route("/preferences", post(pages::preferences::choose))
        .route("/w/{instance}", get(pages::widget::page))
        .route(
            "/w/{instance}/diagnostic",
            get(pages::diagnostic_links::page).post(pages::diagnostic_links::make),
        )
        .route("/w/{instance}/diagnostic/end", post(pages::diagnostic_links::end))
        .route("/w/{instance}/calendar", get(pages::calendar::page).post(pages::calendar::make))
        .route("/w/{instance}/calendar/end", post(pages::calendar::end))
        .route("/calendar/{file}", get(pages::calendar::feed))
        .route("/account", get(pages::account::page))
        .route("/account/password", post(pages::account::change_password))
        .route("/account/mail", post(pages::account::change_mail))
        .route("/data/{instance}", get(pages::erasure::overview))
        .route("/data/{instance}/retention", post(pages::erasure::keep_until))
        .route("/data/{instance}/export", get(pages::erasure::export))
        .route("/data/{instance}/erase", get(pages::erasure::ask).post(pages::erasure::carry_out))
        .route("/admin", get(pages::administration::list))
        .route("/admin/widgets/{widget}", get(pages::administration::widget))
        .route("/admin/widgets/{widget}/capabilities", post(pages::administration::decide))
        .route("/admin/widgets/{widget}/classes", post(pages::administration::classes))
        .route("/admin/widgets/{widget}/roles", post(pages::administration::roles))
        .route("/admin/establishment", get(pages::establishment::page).post(pages::establishment::change))
        .route("/admin/people", get(pages::people::page))
        .route("/admin/people/class", post(pages::people::add_class))
        .route("/admin/people/import", post(pages::people::import))
        .route("/admin/mail", get(pages::mail::page))
        .route("/admin/mail/retry", post(pages::mail::retry))
        .route("/admin/badges", get(pages::badges::list))
        .route("/admin/badges/key", post(pages::badges::renew_key))
        .route("/admin/badges/revoke", post(pages::badges::revoke))
        .route("/badges/{badge}", get(pages::badge::page))
        .route("/badges/{badge}/credential.json", get(pages::badge::credential))
        .route("/issuers/{establishment}", get(pages::issuer::page))
        .route("/issuers/{establishment}/did.json", get(pages::issuer::document))
        .route("/issuers/{establishment}/status/{list}", get(pages::issuer::status_list))
        .route("/ent/{file}", get(pages::assets::serve))
}

/// The diagnostic page, which needs no account, and what it asks.
fn diagnostics() -> Router<Host> {
    Router::new()
        .route("/d/{code}", get(pages::diagnostic::page))
        .route("/d/{code}/now", get(api::diagnostic::now))
        .route("/d/{code}/bytes", get(api::diagnostic::give_bytes).post(api::diagnostic::take_bytes))
        .route("/d/{code}/wait", post(api::diagnostic::wait))
        .route("/d/{code}/report", post(api::diagnostic::report))
        .route("/diagnostic/{version}/{file}", get(pages::diagnostic::serve))
}

/// The built site.
fn static_files() -> Router<Host> {
    let mut router = Router::new();
    for folder in site::FOLDERS {
        router = router
            .route(&format!("/{folder}/"), get(site::serve))
            .route(&format!("/{folder}/{{*path}}"), get(site::serve));
    }
    router
}
