//! Erasing: the rows go at once, without tombstones, and those who follow are told.
//!
//! The horizon of each place rises to the erasure, so that nobody can resume from before it and keep what is gone.

use std::sync::Arc;

use greffon_protocol::{Key, Scope};
use serde::Serialize;
use sqlx::{Row, SqliteConnection};

use super::{Of, Ownership};
use crate::clock::Moment;
use crate::database::{Change, Database};
use crate::error::Error;
use crate::events::{Batch, Hub};
use crate::instance::Instance;
use crate::store::{Kept, Place};

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Erased {
    /// The items.
    pub items: Vec<ErasedItem>,
    /// The files.
    pub files: Vec<String>,
    /// The ids of the signed badges. What was revoked of them stays revoked.
    pub badges: Vec<String>,
    /// How many learning traces.
    pub traces: u64,
    /// Items of common places that stay, and no longer say who wrote them.
    pub anonymised: u64,
}

/// An erased item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErasedItem {
    /// Where it was.
    pub scope: Scope,
    /// Its key.
    pub key: Key,
}

/// Erasing, as a change of the database.
#[derive(Debug)]
pub struct Erase {
    ownership: Ownership,
    hub: Hub,
    told: Vec<(Place, Batch)>,
}

/// Erases, and says what.
pub async fn erase(
    database: &Database,
    hub: &Hub,
    instance: &Arc<Instance>,
    of: Of,
) -> Result<Erased, Error> {
    let erased = database.writer.run(Erase::new(hub, Arc::clone(instance), of)).await?;
    // The log still holds the pages of before.
    database.writer.fold().await?;
    Ok(erased)
}

impl Erase {
    /// What is that person's, or everybody's, in an instance.
    pub fn new(hub: &Hub, instance: Arc<Instance>, of: Of) -> Self {
        Self { ownership: Ownership { instance, of }, hub: hub.clone(), told: Vec::new() }
    }

    async fn erase_space(
        &mut self,
        connection: &mut SqliteConnection,
        space: i64,
        place: Place,
        erased: &mut Erased,
    ) -> Result<(), Error> {
        // Tombstones count too: their keys can hold a person's id.
        let rows = sqlx::query("SELECT key, value IS NULL AS gone FROM item WHERE space = ?")
            .bind(space)
            .fetch_all(&mut *connection)
            .await?;
        let rev: i64 = sqlx::query_scalar("SELECT rev FROM space WHERE id = ?")
            .bind(space)
            .fetch_one(&mut *connection)
            .await?;
        let rev = rev + 1;
        let mut changed = Vec::new();
        let mut found = false;
        for row in rows {
            let key = Key::new(row.try_get::<String, _>("key")?).map_err(|_| Error::Internal)?;
            if place.scope != Scope::User && !self.ownership.covers(place.scope, &key) {
                continue;
            }
            found = true;
            sqlx::query("DELETE FROM item WHERE space = ? AND key = ?")
                .bind(space)
                .bind(key.as_str())
                .execute(&mut *connection)
                .await?;
            if !row.try_get::<bool, _>("gone")? {
                erased.items.push(ErasedItem { scope: place.scope, key: key.clone() });
                changed.push(Kept {
                    key,
                    rev: rev.cast_unsigned(),
                    value: None,
                    author: None,
                    at: Moment::now(),
                    op_id: None,
                });
            }
        }
        if found {
            sqlx::query(
                "UPDATE space SET rev = ?1, horizon = ?1,
                 keys = (SELECT count(*) FROM item WHERE space = ?2 AND value IS NOT NULL),
                 bytes = (SELECT coalesce(sum(octet_length(key) + octet_length(value)), 0)
                          FROM item WHERE space = ?2 AND value IS NOT NULL)
                 WHERE id = ?2",
            )
            .bind(rev)
            .bind(space)
            .execute(&mut *connection)
            .await?;
            self.told.push((place, Batch::new(rev.cast_unsigned(), changed)));
        }
        Ok(())
    }
}

impl Change for Erase {
    type Outcome = Erased;

    async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<Erased, Error> {
        let instance = self.ownership.instance.id.clone();
        let person = self.ownership.person();
        let mut erased = Erased::default();
        let spaces = sqlx::query("SELECT id, scope, person FROM space WHERE instance = ?")
            .bind(&instance)
            .fetch_all(&mut *connection)
            .await?;
        for row in spaces {
            let Some(scope) = Scope::from_name(row.try_get("scope")?) else { continue };
            let owner: i64 = row.try_get("person")?;
            let space: i64 = row.try_get("id")?;
            if scope == Scope::User && person.is_some_and(|person| person != owner) {
                continue;
            }
            let place = Place { instance: instance.clone(), scope, person: owner };
            self.erase_space(connection, space, place, &mut erased).await?;
            erased.anonymised +=
                sqlx::query("UPDATE item SET author = NULL, op_id = NULL WHERE space = ?1 AND author = ?2")
                    .bind(space)
                    .bind(person)
                    .execute(&mut *connection)
                    .await?
                    .rows_affected();
            sqlx::query("DELETE FROM operation WHERE space = ?1 AND (?2 IS NULL OR person = ?2)")
                .bind(space)
                .bind(person)
                .execute(&mut *connection)
                .await?;
        }
        crate::mail::forget_person(connection, &instance, person).await?;
        erased.files = sqlx::query_scalar(
            "DELETE FROM file WHERE instance = ?1 AND (?2 IS NULL OR person = ?2) RETURNING id",
        )
        .bind(&instance)
        .bind(person)
        .fetch_all(&mut *connection)
        .await?;
        erased.badges = sqlx::query_scalar(
            "DELETE FROM badge WHERE instance = ?1 AND (?2 IS NULL OR person = ?2) RETURNING 'urn:uuid:' || uuid",
        )
        .bind(&instance)
        .bind(person)
        .fetch_all(&mut *connection)
        .await?;
        sqlx::query("UPDATE badge SET signer = NULL WHERE instance = ?1 AND signer = ?2")
            .bind(&instance)
            .bind(person)
            .execute(&mut *connection)
            .await?;
        erased.traces = sqlx::query("DELETE FROM trace WHERE instance = ?1 AND (?2 IS NULL OR person = ?2)")
            .bind(&instance)
            .bind(person)
            .execute(connection)
            .await?
            .rows_affected();
        Ok(erased)
    }

    fn committed(&mut self, _: &Erased) {
        for (place, batch) in std::mem::take(&mut self.told) {
            self.hub.tell(&place, batch);
        }
    }
}
