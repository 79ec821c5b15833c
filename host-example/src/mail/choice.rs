//! Where a person wants their mail, in which language, and of what.

use std::collections::HashMap;

use greffon_certification_model::directory::is_mail;
use lettre::Address;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::letter::Kind;
use super::queue;
use crate::database::Database;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;

/// What somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Empty: nowhere.
    pub address: String,
    /// In which language.
    pub locale: Locale,
    /// That they were named référent.
    pub referent: bool,
    /// Tickets that are theirs.
    pub tickets: bool,
    /// Steps of theirs that are due.
    pub steps: bool,
}

impl Choice {
    /// Before anything was chosen: nowhere yet, and of everything once there is an address.
    pub fn new(locale: Locale) -> Self {
        Self { address: String::new(), locale, referent: true, tickets: true, steps: true }
    }

    fn read(row: &SqliteRow) -> Result<Self, Error> {
        let locale: String = row.try_get("locale")?;
        Ok(Self {
            address: row.try_get("address")?,
            locale: Locale::from_tag(&locale).unwrap_or_default(),
            referent: row.try_get("referent")?,
            tickets: row.try_get("tickets")?,
            steps: row.try_get("steps")?,
        })
    }
}

/// Whether mail can be sent there. Signs beyond ASCII are refused: few servers take them.
pub fn is_address(text: &str) -> bool {
    let fits = text.len() <= 160 && text.is_ascii() && !text.contains(|sign: char| sign.is_control());
    fits && is_mail(text) && text.parse::<Address>().is_ok()
}

/// What a person chose, if they did.
pub(crate) async fn choice_of(database: &Database, person: i64) -> Result<Option<Choice>, Error> {
    let row =
        sqlx::query("SELECT address, locale, referent, tickets, steps FROM mail_choice WHERE person = ?")
            .bind(person)
            .fetch_optional(&database.reader)
            .await?;
    row.as_ref().map(Choice::read).transpose()
}

/// What the people of an establishment chose.
pub(super) async fn choices(database: &Database, establishment: i64) -> Result<HashMap<i64, Choice>, Error> {
    let rows = sqlx::query(
        "SELECT person, address, locale, referent, tickets, steps FROM mail_choice
         JOIN person ON person.id = person WHERE establishment = ?",
    )
    .bind(establishment)
    .fetch_all(&database.reader)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("person")?, Choice::read(row)?))).collect()
}

/// Keeps a choice. The boards are looked at again: what could not be told for want of an address can be now.
pub(crate) async fn choose(host: &Host, person: i64, choice: Choice) -> Result<(), Error> {
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO mail_choice (person, address, locale, referent, tickets, steps)
                     VALUES (?, ?, ?, ?, ?, ?)
                     ON CONFLICT (person) DO UPDATE SET address = excluded.address, locale = excluded.locale,
                     referent = excluded.referent, tickets = excluded.tickets, steps = excluded.steps",
                )
                .bind(person)
                .bind(&choice.address)
                .bind(choice.locale.tag())
                .bind(choice.referent)
                .bind(choice.tickets)
                .bind(choice.steps)
                .execute(&mut *connection)
                .await?;
                for (kind, wanted) in [
                    (Kind::Referent, choice.referent),
                    (Kind::Ticket, choice.tickets),
                    (Kind::Steps, choice.steps),
                ] {
                    if !wanted {
                        queue::drop_kind(connection, person, kind).await?;
                    }
                }
                queue::readdress(connection, person, &choice.address).await?;
                sqlx::query("UPDATE mail_watch SET at = 0").execute(connection).await?;
                Ok(())
            })
        })
        .await?;
    host.post.nudge();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_line_of_plain_signs() {
        for good in ["claire.moreau@ac-lille.fr", "a+pix@b.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "claire", "é@b.fr", "a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "a b@c.fr", "a@b"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
