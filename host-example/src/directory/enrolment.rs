//! Adding to the directory. These run on the writer's connection, inside its transaction.

use greffon_protocol::uai::UaiWarning;
use greffon_protocol::{Profile, Uai};
use sqlx::SqliteConnection;

use crate::error::Error;

/// Login and password hash of a new person.
#[derive(Debug, Clone)]
pub struct Account {
    /// Unique in the installation, whatever its case.
    pub login: String,
    /// As argon2 writes it.
    pub password_hash: String,
}

/// A person to add.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Where.
    pub establishment: i64,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// SDET profiles.
    pub profiles: Vec<Profile>,
    /// Whether they allow widgets.
    pub administrator: bool,
    /// What they sign in with.
    pub account: Account,
}

/// Adds an establishment. A doubtful UAI is kept, and said.
pub async fn add_establishment(
    connection: &mut SqliteConnection,
    uai: &str,
    name: &str,
    city: &str,
) -> Result<(i64, Option<UaiWarning>), Error> {
    let (uai, warning) = Uai::read(uai);
    let id = sqlx::query_scalar("INSERT INTO establishment (uai, name, city) VALUES (?, ?, ?) RETURNING id")
        .bind(uai.as_str())
        .bind(name)
        .bind(city)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO class (establishment, name, whole) VALUES (?, '', 1)")
        .bind(id)
        .execute(connection)
        .await?;
    Ok((id, warning))
}

/// Adds a class.
pub async fn add_class(
    connection: &mut SqliteConnection,
    establishment: i64,
    name: &str,
) -> Result<i64, Error> {
    let id = sqlx::query_scalar("INSERT INTO class (establishment, name) VALUES (?, ?) RETURNING id")
        .bind(establishment)
        .bind(name)
        .fetch_one(connection)
        .await?;
    Ok(id)
}

/// Adds a person.
pub async fn add_person(connection: &mut SqliteConnection, person: NewPerson) -> Result<i64, Error> {
    let id = sqlx::query_scalar(
        "INSERT INTO person (establishment, login, given_name, family_name, password, administrator)
         VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(person.establishment)
    .bind(person.account.login)
    .bind(person.given_name)
    .bind(person.family_name)
    .bind(person.account.password_hash)
    .bind(person.administrator)
    .fetch_one(&mut *connection)
    .await?;
    for profile in person.profiles {
        sqlx::query("INSERT INTO profile (person, name) VALUES (?, ?)")
            .bind(id)
            .bind(profile.name())
            .execute(&mut *connection)
            .await?;
    }
    Ok(id)
}

/// Puts a person in a class.
pub async fn add_member(connection: &mut SqliteConnection, class: i64, person: i64) -> Result<(), Error> {
    sqlx::query("INSERT OR IGNORE INTO membership (class, person) VALUES (?, ?)")
        .bind(class)
        .bind(person)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives a person a role of a widget that no profile gives.
pub async fn assign(
    connection: &mut SqliteConnection,
    widget: &str,
    person: i64,
    role: &str,
) -> Result<(), Error> {
    sqlx::query("INSERT OR IGNORE INTO assignment (widget, person, role) VALUES (?, ?, ?)")
        .bind(widget)
        .bind(person)
        .bind(role)
        .execute(connection)
        .await?;
    Ok(())
}

/// Makes a person the guardian of a pupil.
pub async fn add_guardianship(
    connection: &mut SqliteConnection,
    guardian: i64,
    pupil: i64,
) -> Result<(), Error> {
    sqlx::query("INSERT OR IGNORE INTO guardianship (guardian, pupil) VALUES (?, ?)")
        .bind(guardian)
        .bind(pupil)
        .execute(connection)
        .await?;
    Ok(())
}
