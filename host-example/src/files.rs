//! Files kept in an instance: a photograph, a plan. Their type is what their bytes say, never what the sender says.

use greffon_protocol::message::FilePutResult;
use sqlx::{Row, SqliteConnection};

use crate::clock::Moment;
use crate::database::{Change, Database};
use crate::error::Error;
use crate::instance::Seat;

/// Bytes that the files of one instance may have together.
const TOGETHER: u64 = 256 * 1024 * 1024;
/// Longest id of a file.
const LONGEST_ID: usize = 64;

/// A kept file.
#[derive(Debug)]
pub struct File {
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file of a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// Its id in the instance.
    pub file: String,
    /// Bytes.
    pub size: i64,
    /// Its media type.
    pub mime: String,
    /// When it came, RFC 3339 UTC.
    pub at: String,
}

/// Checks a file id: 1 to 64 of `a-z`, `0-9` and `-`.
pub fn check_id(id: &str) -> Result<(), Error> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(plain) { Ok(()) } else { Err(Error::BadFileId) }
}

/// The media type that the bytes say.
pub fn sniff(bytes: &[u8]) -> &'static str {
    match infer::get(bytes) {
        Some(kind) => kind.mime_type(),
        None if std::str::from_utf8(bytes).is_ok() => "text/plain",
        None => "application/octet-stream",
    }
}

struct Put {
    instance: String,
    id: String,
    person: i64,
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Change for Put {
    type Outcome = FilePutResult;
    // Everything is checked before the one statement that writes.
    const REFUSES_LATE: bool = false;

    async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<FilePutResult, Error> {
        let owner: Option<i64> = sqlx::query_scalar("SELECT person FROM file WHERE instance = ? AND id = ?")
            .bind(&self.instance)
            .bind(&self.id)
            .fetch_optional(&mut *connection)
            .await?;
        if owner.is_some_and(|owner| owner != self.person) {
            return Err(Error::NotYourFile);
        }
        let others: i64 = sqlx::query_scalar(
            "SELECT coalesce(sum(octet_length(bytes)), 0) FROM file WHERE instance = ? AND id <> ?",
        )
        .bind(&self.instance)
        .bind(&self.id)
        .fetch_one(&mut *connection)
        .await?;
        let size = self.bytes.len() as u64;
        if others.cast_unsigned() + size > TOGETHER {
            return Err(Error::FilesFull { limit: TOGETHER });
        }
        sqlx::query(
            "INSERT INTO file (instance, id, person, mime, at, bytes) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (instance, id) DO UPDATE SET mime = excluded.mime, at = excluded.at, bytes = excluded.bytes",
        )
        .bind(&self.instance)
        .bind(&self.id)
        .bind(self.person)
        .bind(self.mime)
        .bind(Moment::now().0)
        .bind(std::mem::take(&mut self.bytes))
        .execute(connection)
        .await?;
        Ok(FilePutResult { file: self.id.clone(), size, mime: self.mime.to_owned() })
    }
}

/// Keeps a file, or replaces the person's own of that id.
pub async fn put(
    database: &Database,
    seat: &Seat,
    id: String,
    bytes: Vec<u8>,
) -> Result<FilePutResult, Error> {
    check_id(&id)?;
    if bytes.is_empty() {
        return Err(Error::EmptyFile);
    }
    let mime = sniff(&bytes);
    let instance = seat.instance.id.clone();
    database.writer.run(Put { instance, id, person: seat.person(), mime, bytes }).await
}

/// Reads a file.
pub async fn get(database: &Database, seat: &Seat, id: &str) -> Result<File, Error> {
    check_id(id)?;
    let row = sqlx::query("SELECT mime, bytes FROM file WHERE instance = ? AND id = ?")
        .bind(&seat.instance.id)
        .bind(id)
        .fetch_optional(&database.reader)
        .await?
        .ok_or(Error::NoFile)?;
    Ok(File { mime: row.try_get("mime")?, bytes: row.try_get("bytes")? })
}

/// Removes a file of the person's own.
pub async fn delete(database: &Database, seat: &Seat, id: String) -> Result<(), Error> {
    check_id(&id)?;
    let (instance, person) = (seat.instance.id.clone(), seat.person());
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let owner: Option<i64> =
                    sqlx::query_scalar("SELECT person FROM file WHERE instance = ? AND id = ?")
                        .bind(&instance)
                        .bind(&id)
                        .fetch_optional(&mut *connection)
                        .await?;
                match owner {
                    None => Err(Error::NoFile),
                    Some(owner) if owner != person => Err(Error::NotYourFile),
                    Some(_) => {
                        sqlx::query("DELETE FROM file WHERE instance = ? AND id = ?")
                            .bind(&instance)
                            .bind(&id)
                            .execute(connection)
                            .await?;
                        Ok(())
                    }
                }
            })
        })
        .await
}

/// The files of an instance, or of one person in it.
pub async fn list(database: &Database, instance: &str, person: Option<i64>) -> Result<Vec<Listed>, Error> {
    let rows = sqlx::query(
        "SELECT id, mime, at, octet_length(bytes) AS size FROM file
         WHERE instance = ?1 AND (?2 IS NULL OR person = ?2) ORDER BY id",
    )
    .bind(instance)
    .bind(person)
    .fetch_all(&database.reader)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                file: row.try_get("id")?,
                size: row.try_get("size")?,
                mime: row.try_get("mime")?,
                at: Moment(row.try_get("at")?).rfc3339(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png");
        assert_eq!(sniff("une note".as_bytes()), "text/plain");
        assert_eq!(sniff(&[0, 159, 146, 150]), "application/octet-stream");
    }

    #[test]
    fn ids_are_plain() {
        assert!(check_id("photo-1").is_ok());
        for bad in ["", "../x", "A", "a/b", "a.png", &"a".repeat(65)] {
            assert!(check_id(bad).is_err(), "{bad}");
        }
    }
}
