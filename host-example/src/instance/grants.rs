//! What administrators decide: widgets for classes, and capabilities for widgets.

use std::collections::BTreeMap;

use greffon_protocol::{Capability, Manifest};
use sqlx::{Row, SqliteConnection};

use crate::database::Database;
use crate::error::Error;
use crate::secret::random_id;

/// What was decided of each capability of a widget.
pub async fn decisions(
    database: &Database,
    establishment: i64,
    widget: &str,
) -> Result<BTreeMap<Capability, bool>, Error> {
    let rows =
        sqlx::query("SELECT capability, granted FROM widget_grant WHERE establishment = ? AND widget = ?")
            .bind(establishment)
            .bind(widget)
            .fetch_all(&database.reader)
            .await?;
    rows.iter()
        .map(|row| {
            let name: String = row.try_get("capability")?;
            Ok((Capability::new(name), row.try_get("granted")?))
        })
        .collect()
}

/// The roles of a widget that an administrator assigned to a person.
pub(crate) async fn assigned(
    database: &Database,
    manifest: &Manifest,
    person: i64,
) -> Result<Vec<String>, Error> {
    // Nearly no widget has such a role, and every request asks.
    if manifest.assignable().next().is_none() {
        return Ok(Vec::new());
    }
    let roles: Vec<String> =
        sqlx::query_scalar("SELECT role FROM assignment WHERE widget = ? AND person = ?")
            .bind(&manifest.id)
            .bind(person)
            .fetch_all(&database.reader)
            .await?;
    Ok(roles.into_iter().filter(|role| manifest.assignable().any(|known| known.name == *role)).collect())
}

const HOLDERS: &str = "SELECT person FROM assignment JOIN person ON person.id = person
    WHERE widget = ? AND role = ? AND establishment = ?";

/// Who has an assigned role of a widget in an establishment.
pub async fn holders(
    database: &Database,
    establishment: i64,
    widget: &str,
    role: &str,
) -> Result<Vec<i64>, Error> {
    Ok(sqlx::query_scalar(HOLDERS)
        .bind(widget)
        .bind(role)
        .bind(establishment)
        .fetch_all(&database.reader)
        .await?)
}

/// The same within a change: who has it at that very moment.
pub async fn holders_now(
    connection: &mut SqliteConnection,
    establishment: i64,
    widget: &str,
    role: &str,
) -> Result<Vec<i64>, Error> {
    Ok(sqlx::query_scalar(HOLDERS).bind(widget).bind(role).bind(establishment).fetch_all(connection).await?)
}

/// Takes a role of a widget from everybody of an establishment.
pub async fn release(
    connection: &mut SqliteConnection,
    establishment: i64,
    widget: &str,
    role: &str,
) -> Result<(), Error> {
    sqlx::query(
        "DELETE FROM assignment WHERE widget = ? AND role = ?
         AND person IN (SELECT id FROM person WHERE establishment = ?)",
    )
    .bind(widget)
    .bind(role)
    .bind(establishment)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a capability is granted when a widget is first allowed. Traces of what pupils do, and signatures in the
/// name of the establishment, are decided on by themselves.
pub fn granted_at_first(capability: &Capability) -> bool {
    !matches!(capability.as_str(), "event" | "service:badge.sign")
}

/// Allows a widget for a class, and gives the instance: the one of before, with its data, where there was one.
///
/// The first time in an establishment every capability that the manifest wishes is granted, but for those that are off
/// until they are decided on: the administrator read them on the same page. What a later version wishes for beyond them is not.
pub async fn allow(
    connection: &mut SqliteConnection,
    establishment: i64,
    class: i64,
    manifest: &Manifest,
) -> Result<String, Error> {
    let decided: i64 =
        sqlx::query_scalar("SELECT count(*) FROM widget_grant WHERE establishment = ? AND widget = ?")
            .bind(establishment)
            .bind(&manifest.id)
            .fetch_one(&mut *connection)
            .await?;
    if decided == 0 {
        for wish in manifest.wishes() {
            let granted = granted_at_first(&wish.name);
            decide(connection, establishment, &manifest.id, wish.name.as_str(), granted).await?;
        }
    }
    let id = sqlx::query_scalar(
        "INSERT INTO instance (id, widget, class, allowed) VALUES (?, ?, ?, 1)
         ON CONFLICT (widget, class) DO UPDATE SET allowed = 1 RETURNING id",
    )
    .bind(random_id())
    .bind(&manifest.id)
    .bind(class)
    .fetch_one(connection)
    .await?;
    Ok(id)
}

/// Withdraws a widget from a class. Its data stay until they are erased.
pub async fn withdraw(connection: &mut SqliteConnection, class: i64, widget: &str) -> Result<(), Error> {
    sqlx::query("UPDATE instance SET allowed = 0 WHERE class = ? AND widget = ?")
        .bind(class)
        .bind(widget)
        .execute(connection)
        .await?;
    Ok(())
}

/// Grants or refuses a capability in an establishment.
pub async fn decide(
    connection: &mut SqliteConnection,
    establishment: i64,
    widget: &str,
    capability: &str,
    granted: bool,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO widget_grant (establishment, widget, capability, granted) VALUES (?, ?, ?, ?)
         ON CONFLICT (establishment, widget, capability) DO UPDATE SET granted = excluded.granted",
    )
    .bind(establishment)
    .bind(widget)
    .bind(capability)
    .bind(granted)
    .execute(connection)
    .await?;
    Ok(())
}

/// Closes an instance for changes, or opens it again.
pub async fn set_read_only(
    connection: &mut SqliteConnection,
    instance: &str,
    read_only: bool,
) -> Result<(), Error> {
    sqlx::query("UPDATE instance SET read_only = ? WHERE id = ?")
        .bind(read_only)
        .bind(instance)
        .execute(connection)
        .await?;
    Ok(())
}
