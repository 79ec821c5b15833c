//! Accounts: who may sign in, and with what.

mod attempts;
mod password;

use std::net::IpAddr;

use sqlx::Row;

use crate::database::Database;
use crate::error::Error;

pub use attempts::Attempts;
pub use password::{Passwords, WeakPassword, check_strength, invent};

/// The result of a try to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    /// It is this person.
    Person(i64),
    /// Login or password is wrong; which of them is not told.
    Wrong,
    /// Too many wrong tries; again in so many seconds.
    TooOften(u64),
}

/// Checks a login and a password, with the brakes of [`Attempts`].
pub async fn sign_in(
    database: &Database,
    passwords: &Passwords,
    attempts: &Attempts,
    address: IpAddr,
    login: &str,
    password: &str,
) -> Result<SignIn, Error> {
    if let Err(seconds) = attempts.begin(login, address) {
        return Ok(SignIn::TooOften(seconds));
    }
    let row = sqlx::query("SELECT id, password FROM person WHERE login = ?")
        .bind(login.trim())
        .fetch_optional(&database.reader)
        .await?;
    // An unknown login costs the same time as a wrong password, so that nobody can learn who has an account.
    let (person, hash) = match &row {
        Some(row) => (Some(row.try_get::<i64, _>("id")?), Some(row.try_get::<String, _>("password")?)),
        None => (None, None),
    };
    let right = passwords.verify(password.to_owned(), hash).await?;
    match person {
        Some(person) if right => {
            attempts.succeeded(login, address);
            Ok(SignIn::Person(person))
        }
        _ => Ok(SignIn::Wrong),
    }
}

/// Gives a person another password. Other sessions of theirs are the caller's to close.
pub async fn set_password(
    database: &Database,
    passwords: &Passwords,
    person: i64,
    password: &str,
) -> Result<(), Error> {
    let hash = passwords.hash(password.to_owned()).await?;
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query("UPDATE person SET password = ? WHERE id = ?")
                    .bind(hash)
                    .bind(person)
                    .execute(connection)
                    .await?;
                Ok(())
            })
        })
        .await
}
