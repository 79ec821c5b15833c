//! Reading: items by key or prefix, and what changed since a revision. Each answer is of one moment.

use futures_util::TryStreamExt;
use greffon_protocol::{Key, Rev};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, Sqlite, Transaction};

use super::{Kept, Place};
use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;

/// An answer stays below a message's limit (section 9), whatever the size of the values.
const ANSWER_BYTES: usize = 160 * 1024;

/// A counter and what hangs on it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Space {
    pub(super) id: i64,
    pub(super) rev: Rev,
    pub(super) horizon: Rev,
    pub(super) keys: u64,
    pub(super) bytes: u64,
}

/// A page of items, in order of keys.
#[derive(Debug)]
pub struct Page {
    /// The counter.
    pub rev: Rev,
    /// The items.
    pub items: Vec<Kept>,
    /// The key to go on after.
    pub next: Option<Key>,
}

/// What changed between two revisions, in order of revisions.
#[derive(Debug)]
pub struct Stretch {
    /// The counter before.
    pub from: Rev,
    /// The counter that the items reach to.
    pub to: Rev,
    /// The latest state of each key that changed.
    pub items: Vec<Kept>,
    /// Traces are gone: the items are everything, up to `to`.
    pub reset: bool,
    /// There is more after `to`.
    pub more: bool,
}

pub(super) fn kept(row: &SqliteRow) -> Result<Kept, Error> {
    let key: String = row.try_get("key")?;
    let rev: i64 = row.try_get("rev")?;
    let value: Option<&str> = row.try_get("value")?;
    Ok(Kept {
        key: Key::new(key).map_err(|_| Error::Internal)?,
        rev: rev.cast_unsigned(),
        value: value.map(serde_json::from_str).transpose().map_err(|_| Error::Internal)?,
        author: row.try_get("author")?,
        at: Moment(row.try_get("at")?),
        op_id: row.try_get("op_id")?,
    })
}

async fn space(connection: &mut SqliteConnection, place: &Place) -> Result<Option<Space>, Error> {
    let row = sqlx::query(
        "SELECT id, rev, horizon, keys, bytes FROM space WHERE instance = ? AND scope = ? AND person = ?",
    )
    .bind(&place.instance)
    .bind(place.scope.name())
    .bind(place.person)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let number = |name: &str| row.try_get::<i64, _>(name).map(i64::cast_unsigned);
        Ok(Space {
            id: row.try_get("id")?,
            rev: number("rev")?,
            horizon: number("horizon")?,
            keys: number("keys")?,
            bytes: number("bytes")?,
        })
    })
    .transpose()
}

/// The counter of a place, made at the first write.
pub(super) async fn space_or_new(connection: &mut SqliteConnection, place: &Place) -> Result<Space, Error> {
    if let Some(space) = space(connection, place).await? {
        return Ok(space);
    }
    let id = sqlx::query_scalar(
        "INSERT INTO space (instance, scope, person, rev, horizon, keys, bytes) VALUES (?, ?, ?, 0, 0, 0, 0)
         RETURNING id",
    )
    .bind(&place.instance)
    .bind(place.scope.name())
    .bind(place.person)
    .fetch_one(connection)
    .await?;
    Ok(Space { id, ..Space::default() })
}

/// One moment: counter and items are of the same state.
async fn moment(database: &Database, place: &Place) -> Result<(Transaction<'static, Sqlite>, Space), Error> {
    let mut transaction = database.reader.begin().await?;
    let space = space(&mut transaction, place).await?.unwrap_or_default();
    Ok((transaction, space))
}

/// The items of those keys that exist.
pub async fn read_keys(database: &Database, place: &Place, keys: &[Key]) -> Result<Page, Error> {
    let (mut transaction, space) = moment(database, place).await?;
    let keys = serde_json::to_string(keys).map_err(|_| Error::Internal)?;
    let rows = sqlx::query(
        "SELECT key, rev, value, author, at, op_id FROM item
         WHERE space = ? AND key IN (SELECT value FROM json_each(?)) AND value IS NOT NULL ORDER BY key",
    )
    .bind(space.id)
    .bind(keys)
    .fetch_all(&mut *transaction)
    .await?;
    let items = rows.iter().map(kept).collect::<Result<_, _>>()?;
    Ok(Page { rev: space.rev, items, next: None })
}

/// The items under those prefixes (in order and apart) that `readable` lets through, after a key.
pub async fn read_prefix(
    database: &Database,
    place: &Place,
    prefixes: &[String],
    after: Option<&Key>,
    limit: usize,
    readable: impl Fn(&Key) -> bool,
) -> Result<Page, Error> {
    let (mut transaction, space) = moment(database, place).await?;
    let mut page = Page { rev: space.rev, items: Vec::new(), next: None };
    let mut bytes = 0;
    for prefix in prefixes {
        let mut rows = sqlx::query(
            "SELECT key, rev, value, author, at, op_id FROM item
             WHERE space = ? AND key >= ? AND key < ? AND key > ? AND value IS NOT NULL ORDER BY key",
        )
        .bind(space.id)
        .bind(prefix)
        .bind(end_of(prefix))
        .bind(after.map_or("", Key::as_str))
        .fetch(&mut *transaction);
        while let Some(row) = rows.try_next().await? {
            let key = Key::new(row.try_get::<String, _>("key")?).map_err(|_| Error::Internal)?;
            if !readable(&key) {
                continue;
            }
            let text: &str = row.try_get("value")?;
            if page.items.len() == limit || (!page.items.is_empty() && bytes + text.len() > ANSWER_BYTES) {
                page.next = page.items.last().map(|item| item.key.clone());
                return Ok(page);
            }
            bytes += text.len() + key.as_str().len() + 100;
            page.items.push(kept(&row)?);
        }
    }
    Ok(page)
}

/// The first text after all that start with `prefix`: keys have no sign above `~`.
fn end_of(prefix: &str) -> String {
    format!("{prefix}~")
}

/// What changed since a revision; everything, marked as such, where the traces of then are gone.
pub async fn since(
    database: &Database,
    place: &Place,
    since: Rev,
    wanted: impl Fn(&Key) -> bool,
) -> Result<Stretch, Error> {
    let (transaction, space) = moment(database, place).await?;
    // From the start there is nothing to forget. A counter above ours is of a database that was put back.
    let reset = (since != 0 && since < space.horizon) || since > space.rev;
    collect(transaction, space, since, reset, wanted).await
}

/// Everything, to be taken instead of what was known.
pub async fn since_start(
    database: &Database,
    place: &Place,
    from: Rev,
    wanted: impl Fn(&Key) -> bool,
) -> Result<Stretch, Error> {
    let (transaction, space) = moment(database, place).await?;
    collect(transaction, space, from, true, wanted).await
}

async fn collect(
    mut transaction: Transaction<'static, Sqlite>,
    space: Space,
    from: Rev,
    reset: bool,
    wanted: impl Fn(&Key) -> bool,
) -> Result<Stretch, Error> {
    let start = if reset { 0 } else { from };
    let mut stretch = Stretch { from, to: space.rev, items: Vec::new(), reset, more: false };
    // Somebody who starts from nothing has nothing to delete.
    let with_tombstones = start != 0;
    let mut rows = sqlx::query(
        "SELECT key, rev, value, author, at, op_id FROM item
         WHERE space = ? AND rev > ? AND (? OR value IS NOT NULL) ORDER BY rev, key",
    )
    .bind(space.id)
    .bind(start.cast_signed())
    .bind(with_tombstones)
    .fetch(&mut *transaction);
    let mut bytes = 0;
    let mut last = start;
    while let Some(row) = rows.try_next().await? {
        let rev = row.try_get::<i64, _>("rev")?.cast_unsigned();
        // Cut between batches only, and never before the horizon: resuming from there would start all over.
        if rev > last && bytes > ANSWER_BYTES && last >= space.horizon {
            stretch.to = last;
            stretch.more = true;
            break;
        }
        last = rev;
        let key = Key::new(row.try_get::<String, _>("key")?).map_err(|_| Error::Internal)?;
        if wanted(&key) {
            let text: Option<&str> = row.try_get("value")?;
            bytes += text.map_or(0, str::len) + key.as_str().len() + 150;
            stretch.items.push(kept(&row)?);
        }
    }
    Ok(stretch)
}

/// Shows every item under a prefix to `see`; gives the counter that this reaches to.
pub async fn each_under(
    database: &Database,
    place: &Place,
    prefix: &str,
    mut see: impl FnMut(Kept),
) -> Result<Rev, Error> {
    let (mut transaction, space) = moment(database, place).await?;
    let mut rows = sqlx::query(
        "SELECT key, rev, value, author, at, op_id FROM item
         WHERE space = ? AND key >= ? AND key < ? AND value IS NOT NULL ORDER BY key",
    )
    .bind(space.id)
    .bind(prefix)
    .bind(end_of(prefix))
    .fetch(&mut *transaction);
    while let Some(row) = rows.try_next().await? {
        see(kept(&row)?);
    }
    drop(rows);
    Ok(space.rev)
}
