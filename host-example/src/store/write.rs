//! Writing a batch: checked whole, then applied whole.

use std::collections::HashMap;

use greffon_protocol::storage::OpKind;
use greffon_protocol::{Key, Op, Rev};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::{Row, SqliteConnection};

use super::{Kept, Place};
use crate::clock::Moment;
use crate::database::Change;
use crate::error::{Error, Winner};
use crate::events::{Batch, Hub};
use crate::instance::Seat;

/// What a place may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Most keys.
    pub keys: u64,
    /// Most bytes, of keys and values as JSON text.
    pub bytes: u64,
}

/// A batch to write. Rights, schemas, sizes and the shape of the operations were checked before.
#[derive(Debug)]
pub struct Write {
    place: Place,
    seat: Seat,
    op_id: String,
    ops: Vec<Prepared>,
    digest: Vec<u8>,
    room: Room,
    now: Moment,
    hub: Hub,
}

/// An operation with its value as the text that is stored.
#[derive(Debug)]
struct Prepared {
    key: Key,
    value: Option<(Value, String)>,
    if_rev: Option<Rev>,
}

/// A batch that is on the disk.
#[derive(Debug)]
pub struct Written {
    /// Its number.
    pub rev: Rev,
    /// What to tell those who follow; `None` where the batch had been written before.
    batch: Option<Batch>,
}

/// What stands under a key.
struct Standing {
    rev: Rev,
    bytes: u64,
}

impl Write {
    /// Prepares a batch of that person.
    pub fn new(seat: Seat, place: Place, op_id: String, ops: Vec<Op>, room: Room, hub: Hub) -> Self {
        let mut digest = Sha256::new();
        let prepare = |op: Op| {
            let value = match op.op {
                // JSON null is a value like any other; serde reads it as absent.
                OpKind::Set => Some(op.value.unwrap_or(Value::Null)),
                OpKind::Delete => None,
            };
            let value = value.map(|value| {
                let text = value.to_string();
                (value, text)
            });
            digest.update(format!(
                "{}\n{:?}\n{:?}\n",
                op.key,
                op.if_rev,
                value.as_ref().map(|(_, text)| text)
            ));
            Prepared { key: op.key, value, if_rev: op.if_rev }
        };
        let ops = ops.into_iter().map(prepare).collect();
        Self { place, seat, op_id, ops, digest: digest.finalize().to_vec(), room, now: Moment::now(), hub }
    }

    async fn standing(
        &self,
        connection: &mut SqliteConnection,
        space: i64,
    ) -> Result<HashMap<String, Standing>, Error> {
        let keys = serde_json::to_string(&self.ops.iter().map(|op| op.key.as_str()).collect::<Vec<_>>())
            .map_err(|_| Error::Internal)?;
        let rows = sqlx::query(
            "SELECT key, rev, octet_length(value) AS bytes FROM item
             WHERE space = ? AND key IN (SELECT value FROM json_each(?)) AND value IS NOT NULL",
        )
        .bind(space)
        .bind(keys)
        .fetch_all(connection)
        .await?;
        rows.iter()
            .map(|row| {
                let rev: i64 = row.try_get("rev")?;
                let bytes: i64 = row.try_get("bytes")?;
                Ok((row.try_get("key")?, Standing { rev: rev.cast_unsigned(), bytes: bytes.cast_unsigned() }))
            })
            .collect()
    }

    /// What a refused writer needs to merge without reading again.
    async fn winner(
        &self,
        connection: &mut SqliteConnection,
        space: i64,
        key: &Key,
        rev: Rev,
    ) -> Result<Error, Error> {
        let row =
            sqlx::query("SELECT key, rev, value, author, at, op_id FROM item WHERE space = ? AND key = ?")
                .bind(space)
                .bind(key.as_str())
                .fetch_optional(connection)
                .await?;
        let kept = row.as_ref().map(super::read::kept).transpose()?;
        let (by, at) =
            kept.as_ref().map_or((None, None), |kept| (kept.by(&self.seat), Some(kept.at.rfc3339())));
        let value = kept.and_then(|kept| kept.value);
        Ok(Error::Conflict(Box::new(Winner { key: key.clone(), rev, value, by, at })))
    }
}

impl Change for Write {
    type Outcome = Written;
    // Everything is checked before the first statement that changes an item.
    const REFUSES_LATE: bool = false;

    async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<Written, Error> {
        let space = super::read::space_or_new(connection, &self.place).await?;
        let before =
            sqlx::query("SELECT digest, rev FROM operation WHERE space = ? AND person = ? AND op_id = ?")
                .bind(space.id)
                .bind(self.seat.person())
                .bind(&self.op_id)
                .fetch_optional(&mut *connection)
                .await?;
        if let Some(row) = before {
            let digest: Vec<u8> = row.try_get("digest")?;
            let rev: i64 = row.try_get("rev")?;
            if digest != self.digest {
                return Err(Error::OpIdReused);
            }
            return Ok(Written { rev: rev.cast_unsigned(), batch: None });
        }

        let standing = self.standing(connection, space.id).await?;
        let (mut keys, mut bytes) = (space.keys, space.bytes);
        for op in &self.ops {
            let stands = standing.get(op.key.as_str());
            let rev = stands.map_or(0, |stands| stands.rev);
            if op.if_rev.is_some_and(|seen| seen != rev) {
                return Err(self.winner(connection, space.id, &op.key, rev).await?);
            }
            let size = |text: u64| text + op.key.as_str().len() as u64;
            keys = keys + u64::from(op.value.is_some()) - u64::from(stands.is_some());
            bytes = bytes + op.value.as_ref().map_or(0, |(_, text)| size(text.len() as u64))
                - stands.map_or(0, |stands| size(stands.bytes));
        }
        // Making room is allowed in a place that is too full, however that came about.
        if keys > self.room.keys && keys > space.keys {
            return Err(Error::KeysFull { limit: self.room.keys });
        }
        if bytes > self.room.bytes && bytes > space.bytes {
            return Err(Error::BytesFull { limit: self.room.bytes });
        }

        let rev = space.rev + 1;
        let author = self.seat.person();
        let mut changed = Vec::with_capacity(self.ops.len());
        for op in std::mem::take(&mut self.ops) {
            let (value, text) = op.value.unzip();
            if text.is_none() && !standing.contains_key(op.key.as_str()) {
                // Nothing was there: a delete of nothing leaves no trace.
                continue;
            }
            sqlx::query(
                "INSERT INTO item (space, key, rev, value, author, at, op_id) VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (space, key) DO UPDATE SET rev = excluded.rev, value = excluded.value,
                 author = excluded.author, at = excluded.at, op_id = excluded.op_id",
            )
            .bind(space.id)
            .bind(op.key.as_str())
            .bind(rev.cast_signed())
            .bind(text)
            .bind(author)
            .bind(self.now.0)
            .bind(&self.op_id)
            .execute(&mut *connection)
            .await?;
            let op_id = Some(self.op_id.clone());
            changed.push(Kept { key: op.key, rev, value, author: Some(author), at: self.now, op_id });
        }
        sqlx::query(
            "INSERT INTO operation (space, person, op_id, digest, rev, at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(space.id)
        .bind(author)
        .bind(&self.op_id)
        .bind(&self.digest)
        .bind(rev.cast_signed())
        .bind(self.now.0)
        .execute(&mut *connection)
        .await?;
        sqlx::query("UPDATE space SET rev = ?, keys = ?, bytes = ? WHERE id = ?")
            .bind(rev.cast_signed())
            .bind(keys.cast_signed())
            .bind(bytes.cast_signed())
            .bind(space.id)
            .execute(&mut *connection)
            .await?;
        Ok(Written { rev, batch: Some(Batch::new(rev, changed)) })
    }

    fn committed(&mut self, written: &Written) {
        if let Some(batch) = &written.batch {
            self.hub.tell(&self.place, batch.clone());
        }
    }
}
