//! What is forgotten with time: tombstones after 30 days, remembered `opId`s after 24 hours.

use std::time::Duration;

use greffon_protocol::limits::{OP_ID_HOURS, TOMBSTONE_DAYS};

use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;

/// Forgets what is old at that moment. The horizon of a place rises to the newest tombstone that goes, so that
/// whoever saw less than that starts anew instead of keeping what was deleted.
pub async fn purge(database: &Database, now: Moment) -> Result<(), Error> {
    let tombstones = now.minus(Duration::from_secs(u64::from(TOMBSTONE_DAYS) * 86_400)).0;
    let operations = now.minus(Duration::from_secs(u64::from(OP_ID_HOURS) * 3_600)).0;
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE space SET horizon = max(horizon, gone.rev)
                     FROM (SELECT space, max(rev) AS rev FROM item
                           WHERE value IS NULL AND at < ? GROUP BY space) AS gone
                     WHERE gone.space = space.id",
                )
                .bind(tombstones)
                .execute(&mut *connection)
                .await?;
                sqlx::query("DELETE FROM item WHERE value IS NULL AND at < ?")
                    .bind(tombstones)
                    .execute(&mut *connection)
                    .await?;
                sqlx::query("DELETE FROM operation WHERE at < ?")
                    .bind(operations)
                    .execute(&mut *connection)
                    .await?;
                Ok(())
            })
        })
        .await
}
