//! What is to be sent, what came of it, and the memory of what was told to whom.

use std::time::Duration;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, SqlitePool};

use super::letter::{Kind, Letter};
use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;

/// Messages that one pass takes.
const PASS: i64 = 50;
/// How long what was sent, or could not be, is shown.
const SHOWN: Duration = Duration::from_hours(30 * 24);
/// Rows of a list on the administrator's page.
const LISTED: i64 = 100;
/// Attempts before a message is given up: four within three hours, then one a day for five days.
const ATTEMPTS: i64 = 9;

/// How long to wait after so many attempts; `None`: no more.
fn patience(attempts: i64) -> Option<Duration> {
    match attempts {
        ..=1 => Some(Duration::from_mins(1)),
        2 => Some(Duration::from_mins(5)),
        3 => Some(Duration::from_mins(30)),
        4 => Some(Duration::from_hours(2)),
        5..ATTEMPTS => Some(Duration::from_hours(24)),
        _ => None,
    }
}

/// Puts a letter in the queue, if its matter was not told to that recipient, nor at that address, before. What lacked an
/// address, or was refused at another one, is sent where it can be now.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    letter: &Letter,
    now: Moment,
) -> Result<(), Error> {
    let state = if letter.covered {
        "covered"
    } else if letter.address.is_empty() {
        "unaddressed"
    } else {
        "waiting"
    };
    sqlx::query(
        "INSERT INTO mail (instance, person, matter, recipient, kind, name, address, subject, body, state, created, next_try)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, iif(?10 = 'waiting', ?11, NULL)
         WHERE NOT EXISTS (SELECT 1 FROM mail WHERE matter = ?3 AND recipient <> ?4 AND lower(address) = lower(?7) AND ?7 <> '')
         ON CONFLICT (matter, recipient) DO UPDATE SET person = excluded.person, name = excluded.name,
         address = excluded.address, subject = excluded.subject, body = excluded.body, state = excluded.state,
         attempts = 0, next_try = excluded.next_try, error = NULL
         WHERE mail.state IN ('unaddressed', 'failed') AND excluded.address NOT IN ('', mail.address)",
    )
    .bind(&letter.instance)
    .bind(letter.person)
    .bind(&letter.matter)
    .bind(&letter.recipient)
    .bind(letter.kind.name())
    .bind(&letter.name)
    .bind(&letter.address)
    .bind(&letter.subject)
    .bind(&letter.body)
    .bind(state)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether that recipient was told of that matter, or is about to be.
pub(super) async fn knows(reader: &SqlitePool, letter: &Letter) -> Result<bool, Error> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM mail WHERE matter = ?1 AND (recipient = ?2 OR lower(address) = lower(?3) AND ?3 <> '')
         AND NOT (state IN ('unaddressed', 'failed') AND address <> ?3 AND ?3 <> '')",
    )
    .bind(&letter.matter)
    .bind(&letter.recipient)
    .bind(&letter.address)
    .fetch_optional(reader)
    .await?;
    Ok(found.is_some())
}

/// Drops what did not go out and does not hold any more: a ticket that was solved or handed on meanwhile, the digest of
/// another day. `hold` is a JSON list of matters.
pub(super) async fn drop_others(
    connection: &mut SqliteConnection,
    instance: &str,
    hold: &str,
) -> Result<(), Error> {
    sqlx::query(
        "DELETE FROM mail WHERE instance = ?1 AND kind IN ('ticket', 'steps') AND state IN ('waiting', 'unaddressed')
         AND matter NOT LIKE 'several/%' AND matter NOT IN (SELECT value FROM json_each(?2))",
    )
    .bind(instance)
    .bind(hold)
    .execute(connection)
    .await?;
    Ok(())
}

/// A person does not want to be told of that any more.
pub(super) async fn drop_kind(
    connection: &mut SqliteConnection,
    person: i64,
    kind: Kind,
) -> Result<(), Error> {
    sqlx::query("DELETE FROM mail WHERE person = ? AND kind = ? AND state IN ('waiting', 'unaddressed')")
        .bind(person)
        .bind(kind.name())
        .execute(connection)
        .await?;
    Ok(())
}

/// A person has another address, or none any more: what waits goes there, or nowhere.
pub(super) async fn readdress(
    connection: &mut SqliteConnection,
    person: i64,
    address: &str,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE mail SET address = ?2, error = NULL, attempts = 0,
         state = iif(?2 = '', 'unaddressed', 'waiting'), next_try = iif(?2 = '', NULL, created)
         WHERE person = ?1 AND address <> ?2
         AND (state = 'waiting' OR state IN ('unaddressed', 'failed') AND kind = 'referent')",
    )
    .bind(person)
    .bind(address)
    .execute(connection)
    .await?;
    Ok(())
}

/// A message whose turn it is.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) created: Moment,
    attempts: i64,
    next_try: i64,
}

/// Those whose turn it is, the oldest first.
pub(super) async fn due(database: &Database, now: Moment) -> Result<Vec<Waiting>, Error> {
    let rows = sqlx::query(
        "SELECT id, name, address, subject, body, created, attempts, next_try FROM mail
         WHERE state = 'waiting' AND next_try <= ? ORDER BY next_try, id LIMIT ?",
    )
    .bind(now.0)
    .bind(PASS)
    .fetch_all(&database.reader)
    .await?;
    let read = |row: &SqliteRow| {
        Ok(Waiting {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            address: row.try_get("address")?,
            subject: row.try_get("subject")?,
            body: row.try_get("body")?,
            created: Moment(row.try_get("created")?),
            attempts: row.try_get("attempts")?,
            next_try: row.try_get("next_try")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Takes a message for an attempt: whatever happens then, nobody tries it again before its time. `false` where another
/// pass has it, or it changed meanwhile.
pub(super) async fn take(database: &Database, waiting: &Waiting, now: Moment) -> Result<bool, Error> {
    let (id, before) = (waiting.id, waiting.next_try);
    let attempts = waiting.attempts + 1;
    let next = now.plus(patience(attempts).unwrap_or(Duration::from_hours(24))).0;
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let taken = sqlx::query(
                    "UPDATE mail SET attempts = ?, next_try = ? WHERE id = ? AND next_try = ? AND state = 'waiting'",
                )
                .bind(attempts)
                .bind(next)
                .bind(id)
                .bind(before)
                .execute(connection)
                .await?;
                Ok(taken.rows_affected() == 1)
            })
        })
        .await
}

/// Notes that the server has it.
pub(super) async fn sent(database: &Database, id: i64, now: Moment) -> Result<(), Error> {
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail SET state = 'sent', sent = ?, next_try = NULL, error = NULL WHERE id = ?",
                )
                .bind(now.0)
                .bind(id)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

/// Notes what the server said instead of taking it.
pub(super) async fn refused(
    database: &Database,
    waiting: &Waiting,
    words: String,
    for_ever: bool,
) -> Result<(), Error> {
    let id = waiting.id;
    let over = for_ever || patience(waiting.attempts + 1).is_none();
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail SET error = ?2, state = iif(?3, 'failed', state), next_try = iif(?3, NULL, next_try)
                     WHERE id = ?1 AND state = 'waiting'",
                )
                .bind(id)
                .bind(words)
                .bind(over)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

/// A message on the administrator's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: i64,
    /// Who it is for.
    pub name: String,
    /// Where it goes; empty where nobody knows.
    pub address: String,
    /// What it is about.
    pub subject: String,
    /// When it came into the queue.
    pub created: Moment,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried again.
    pub next_try: Option<Moment>,
    /// What the server said last.
    pub error: Option<String>,
}

/// What an administrator is shown of an establishment's mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Those that wait, the next first.
    pub waiting: Vec<Shown>,
    /// Those that are not tried any more.
    pub failed: Vec<Shown>,
    /// Those that nobody knows where to send.
    pub unaddressed: Vec<Shown>,
    /// How many went out in the last thirty days.
    pub sent: i64,
    /// When the last one did.
    pub last: Option<Moment>,
}

/// What became of an establishment's mail.
pub async fn overview(database: &Database, establishment: i64) -> Result<Overview, Error> {
    let mut overview = Overview::default();
    for (state, rows) in [
        ("waiting", &mut overview.waiting),
        ("failed", &mut overview.failed),
        ("unaddressed", &mut overview.unaddressed),
    ] {
        let found = sqlx::query(
            "SELECT mail.id, mail.name, address, subject, created, attempts, next_try, error FROM mail
             JOIN instance ON instance.id = instance JOIN class ON class.id = class
             WHERE establishment = ? AND state = ? ORDER BY next_try, created DESC, mail.id LIMIT ?",
        )
        .bind(establishment)
        .bind(state)
        .bind(LISTED)
        .fetch_all(&database.reader)
        .await?;
        for row in &found {
            rows.push(Shown {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                address: row.try_get("address")?,
                subject: row.try_get("subject")?,
                created: Moment(row.try_get("created")?),
                attempts: row.try_get("attempts")?,
                next_try: row.try_get::<Option<i64>, _>("next_try")?.map(Moment),
                error: row.try_get("error")?,
            });
        }
    }
    let row = sqlx::query(
        "SELECT count(*) AS count, max(sent) AS last FROM mail
         JOIN instance ON instance.id = instance JOIN class ON class.id = class
         WHERE establishment = ? AND state = 'sent'",
    )
    .bind(establishment)
    .fetch_one(&database.reader)
    .await?;
    overview.sent = row.try_get("count")?;
    overview.last = row.try_get::<Option<i64>, _>("last")?.map(Moment);
    Ok(overview)
}

/// Tries what waits or was given up once more, at once: one message of the establishment, or (`None`) all.
pub async fn retry(
    database: &Database,
    establishment: i64,
    one: Option<i64>,
    now: Moment,
) -> Result<(), Error> {
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail SET state = 'waiting', attempts = 0, next_try = ?1
                     WHERE state IN ('waiting', 'failed') AND (?2 IS NULL OR id = ?2)
                     AND instance IN (SELECT instance.id FROM instance JOIN class ON class.id = class
                                      WHERE establishment = ?3)",
                )
                .bind(now.0)
                .bind(one)
                .bind(establishment)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

/// Forgets what is old: of a message only what it was about and whom it told stays, without a name or an address.
pub async fn purge(database: &Database, now: Moment) -> Result<(), Error> {
    let old = now.minus(SHOWN).0;
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                // A digest is of its day, which does not come back.
                sqlx::query("DELETE FROM mail WHERE kind = 'steps' AND created < ? AND state <> 'waiting'")
                    .bind(old)
                    .execute(&mut *connection)
                    .await?;
                sqlx::query(
                    "UPDATE mail SET state = 'forgotten', name = '', address = '', subject = '', body = '', error = NULL
                     WHERE created < ? AND state NOT IN ('waiting', 'forgotten')",
                )
                .bind(old)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

/// Forgets who was written to: one person, or (`None`) everybody of an instance.
pub(crate) async fn forget_person(
    connection: &mut SqliteConnection,
    instance: &str,
    person: Option<i64>,
) -> Result<(), Error> {
    // The memory that something was told stays, so that an erasure does not tell it anew.
    sqlx::query(
        "UPDATE mail SET state = 'forgotten', name = '', address = '', subject = '', body = '', error = NULL, next_try = NULL
         WHERE instance = ?1 AND (?2 IS NULL OR person = ?2)",
    )
    .bind(instance)
    .bind(person)
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_for_five_days_and_then_given_up() {
        let waits: Vec<u64> = (1..20).map_while(patience).map(|wait| wait.as_secs() / 60).collect();
        assert_eq!(waits, [1, 5, 30, 120, 1440, 1440, 1440, 1440]);
    }
}
