//! Until when an instance keeps what it holds: the last day, set by an administrator; the erasure after it, carried out by
//! the host alone; and the receipts of what was erased.
//!
//! Days are those of UTC, which end an hour or two after those of France: nothing goes before its day is over.

use std::sync::Arc;

use sqlx::{Row, SqliteConnection};
use time::macros::format_description;
use time::{Date, Month};

use crate::clock::Moment;
use crate::database::{Change, Database};
use crate::error::Error;
use crate::host::Host;
use crate::personal::{Erase, Erased, Of};

/// A day that was asked for and cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is no day of the form `2027-08-31`.
    Day,
    /// It is over, or it is today.
    Past,
    /// It is more than ten years ahead: surely a slip.
    Far,
}

/// What was erased after a last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The last day.
    pub last_day: String,
    /// When it was carried out.
    pub at: Moment,
    /// How many items.
    pub items: i64,
    /// How many files.
    pub files: i64,
    /// How many signed badges.
    pub badges: i64,
    /// How many learning traces.
    pub traces: i64,
}

/// The day that is proposed: the end of the school year of that moment.
pub fn proposed(now: Moment) -> Date {
    let today = now.day();
    let year = if today.month() as u8 >= 8 { today.year() + 1 } else { today.year() };
    Date::from_calendar_date(year, Month::August, 31).unwrap_or(today)
}

/// Reads a day as a form sends it, and whether it can be a last day.
pub fn read(text: &str, now: Moment) -> Result<Date, Wrong> {
    let form = format_description!("[year]-[month]-[day]");
    let day = Date::parse(text.trim(), form).map_err(|_| Wrong::Day)?;
    if day <= now.day() {
        return Err(Wrong::Past);
    }
    if day.year() > now.day().year() + 10 {
        return Err(Wrong::Far);
    }
    Ok(day)
}

/// Noon of a stored day, to write it for people.
pub fn noon(day: &str) -> Option<Moment> {
    let day = Date::parse(day, format_description!("[year]-[month]-[day]")).ok()?;
    Some(Moment(day.with_hms(12, 0, 0).ok()?.assume_utc().unix_timestamp() * 1000))
}

/// Sets the last day of an instance, or that it has none.
pub async fn set(host: &Host, instance: &str, last_day: Option<Date>) -> Result<(), Error> {
    let instance = instance.to_owned();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                match last_day {
                    Some(day) => {
                        sqlx::query("INSERT INTO retention (instance, last_day) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET last_day = ?2")
                            .bind(&instance)
                            .bind(day.to_string())
                            .execute(connection)
                            .await?
                    }
                    None => {
                        sqlx::query("DELETE FROM retention WHERE instance = ?")
                            .bind(&instance)
                            .execute(connection)
                            .await?
                    }
                };
                Ok(())
            })
        })
        .await?;
    host.changed();
    Ok(())
}

/// The last day of an instance, as `2027-08-31`.
pub async fn last_day(database: &Database, instance: &str) -> Result<Option<String>, Error> {
    let found = sqlx::query_scalar("SELECT last_day FROM retention WHERE instance = ?")
        .bind(instance)
        .fetch_optional(&database.reader)
        .await?;
    Ok(found)
}

/// The receipts of an instance, the newest first; the last ten.
pub async fn receipts(database: &Database, instance: &str) -> Result<Vec<Receipt>, Error> {
    let rows = sqlx::query("SELECT * FROM retention_receipt WHERE instance = ? ORDER BY at DESC LIMIT 10")
        .bind(instance)
        .fetch_all(&database.reader)
        .await?;
    let receipt = |row: &sqlx::sqlite::SqliteRow| -> Result<Receipt, sqlx::Error> {
        Ok(Receipt {
            last_day: row.try_get("last_day")?,
            at: Moment(row.try_get("at")?),
            items: row.try_get("items")?,
            files: row.try_get("files")?,
            badges: row.try_get("badges")?,
            traces: row.try_get("traces")?,
        })
    };
    Ok(rows.iter().map(receipt).collect::<Result<_, _>>()?)
}

/// Erases what stands in instances whose last day is over, and leaves a receipt of each.
pub async fn carry_out(host: &Host, now: Moment) -> Result<(), Error> {
    let due: Vec<String> = sqlx::query_scalar("SELECT instance FROM retention WHERE last_day < ?")
        .bind(now.day().to_string())
        .fetch_all(&host.database.reader)
        .await?;
    for id in &due {
        let Some(instance) = host.instances.get(id, &host.widgets, &host.directory).await? else {
            // Its widget left the site: who is meant by a key is known again when it comes back.
            tracing::warn!(instance = id, "what is due cannot be erased while its widget is missing");
            continue;
        };
        let erase = Erase::new(&host.hub, Arc::clone(&instance), Of::Everybody);
        let erased = host.database.writer.run(EraseDue { erase, instance: id.clone(), now }).await?;
        tracing::info!(instance = id, items = erased.items.len(), "erased after its last day");
    }
    if !due.is_empty() {
        // The log still holds the pages of before.
        host.database.writer.fold().await?;
        host.changed();
    }
    Ok(())
}

/// The erasure and its receipt, both or neither.
struct EraseDue {
    erase: Erase,
    instance: String,
    now: Moment,
}

impl Change for EraseDue {
    type Outcome = Erased;

    async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<Erased, Error> {
        let erased = self.erase.apply(&mut *connection).await?;
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        sqlx::query(
            "INSERT INTO retention_receipt (instance, last_day, at, items, files, badges, traces)
             SELECT instance, last_day, ?2, ?3, ?4, ?5, ?6 FROM retention WHERE instance = ?1",
        )
        .bind(&self.instance)
        .bind(self.now.0)
        .bind(count(erased.items.len()))
        .bind(count(erased.files.len()))
        .bind(count(erased.badges.len()))
        .bind(i64::try_from(erased.traces).unwrap_or(i64::MAX))
        .execute(&mut *connection)
        .await?;
        sqlx::query("DELETE FROM retention WHERE instance = ?")
            .bind(&self.instance)
            .execute(connection)
            .await?;
        Ok(erased)
    }

    fn committed(&mut self, erased: &Erased) {
        self.erase.committed(erased);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T08:00:00Z.
    const NOW: Moment = Moment(1_795_420_800_000);

    #[test]
    fn the_end_of_the_school_year_is_proposed() {
        assert_eq!(proposed(NOW).to_string(), "2027-08-31");
        assert_eq!(proposed(Moment(1_780_000_000_000)).to_string(), "2026-08-31", "in May");
    }

    #[test]
    fn a_last_day_is_one_that_is_still_to_come() {
        assert_eq!(read(" 2027-08-31 ", NOW).map(|day| day.to_string()), Ok("2027-08-31".to_owned()));
        for (text, wrong) in [
            ("", Wrong::Day),
            ("31/08/2027", Wrong::Day),
            ("2027-02-30", Wrong::Day),
            ("2026-11-23", Wrong::Past),
            ("2020-01-01", Wrong::Past),
            ("2207-08-31", Wrong::Far),
        ] {
            assert_eq!(read(text, NOW), Err(wrong), "{text}");
        }
    }
}
