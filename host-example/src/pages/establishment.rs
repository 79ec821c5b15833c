//! The establishment: its name, its town and its national number, which is checked and never blocks.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use greffon_protocol::Uai;
use greffon_protocol::uai::UaiWarning;
use minijinja::context;

use super::Frame;
use super::administration::administrator;
use super::form::Form;
use crate::error::Error;
use crate::host::Host;
use crate::session::Visitor;

/// Longest name, in characters.
const LONGEST: usize = 120;

/// The page.
pub async fn page(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    administrator(&visitor)?;
    let establishment = host.directory.establishment(visitor.person.establishment).await?;
    let values = [establishment.uai.as_str(), &establishment.name, &establishment.city];
    show(&host, &visitor, &headers, values, None, false).await
}

async fn show(
    host: &Host,
    visitor: &Visitor,
    headers: &HeaderMap,
    [uai, name, city]: [&str; 3],
    wrong: Option<&str>,
    saved: bool,
) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, Some(visitor))?;
    let (warning, letter) = match Uai::read(uai).1 {
        Some(UaiWarning::Shape) => (Some("establishment.uai-shape"), String::new()),
        Some(UaiWarning::CheckLetter(letter)) => (Some("establishment.uai-letter"), letter.to_string()),
        None => (None, String::new()),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let matter = context! { uai, school => name, city, warning, letter, wrong, saved };
    Ok(frame.show(status, "admin-establishment.html", matter).await)
}

/// Keeps what was typed.
pub async fn change(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let (uai, _) = Uai::read(form.text("uai"));
    let (name, city) = (form.text("school").trim().to_owned(), form.text("city").trim().to_owned());
    let id = visitor.person.establishment;
    let taken: Option<i64> = sqlx::query_scalar("SELECT id FROM establishment WHERE uai = ? AND id <> ?")
        .bind(uai.as_str())
        .bind(id)
        .fetch_optional(&host.database.reader)
        .await?;
    let wrong = if name.is_empty() || name.chars().count() > LONGEST || city.chars().count() > LONGEST {
        Some("establishment.wrong-name")
    } else if uai.as_str().is_empty() || uai.as_str().len() > 16 {
        Some("establishment.uai-missing")
    } else if taken.is_some() {
        Some("establishment.uai-taken")
    } else {
        None
    };
    if wrong.is_none() {
        let (uai, name, city) = (uai.as_str().to_owned(), name.clone(), city.clone());
        host.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE establishment SET uai = ?, name = ?, city = ? WHERE id = ?")
                        .bind(uai)
                        .bind(name)
                        .bind(city)
                        .bind(id)
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await?;
        host.changed();
    }
    show(&host, &visitor, &headers, [uai.as_str(), &name, &city], wrong, wrong.is_none()).await
}
