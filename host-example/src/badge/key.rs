//! The keys of an establishment: one that signs, and those of before, of which only the public half is left.
//!
//! The secret half never leaves the database, whose file only the host's own account may read. A key that is renewed
//! has its secret half overwritten at once; its public half stays published, so that what it signed stays verifiable.

use ed25519_dalek::SigningKey;
use sqlx::{Row, SqliteConnection};

use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;

/// A key as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// The Multikey text: `z6Mk…`. Names the key too.
    pub multikey: String,
    /// When it was made.
    pub made: Moment,
    /// When another took its place.
    pub retired: Option<Moment>,
}

/// Bytes as multibase: base58btc.
pub(super) fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// An Ed25519 public key as a Multikey: the code of its kind, then its bytes.
pub(super) fn multikey(public: &[u8]) -> String {
    multibase(&[&[0xed, 0x01], public].concat())
}

/// The key that signs for an establishment now; made where there is none.
pub(super) async fn current(
    connection: &mut SqliteConnection,
    establishment: i64,
) -> Result<SigningKey, Error> {
    let kept: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT seed FROM signing_key WHERE establishment = ? AND retired IS NULL")
            .bind(establishment)
            .fetch_optional(&mut *connection)
            .await?;
    match kept {
        Some(seed) => {
            let seed: [u8; 32] = seed.try_into().map_err(|_| Error::Internal)?;
            Ok(SigningKey::from_bytes(&seed))
        }
        None => make(connection, establishment).await,
    }
}

async fn make(connection: &mut SqliteConnection, establishment: i64) -> Result<SigningKey, Error> {
    let key = SigningKey::from_bytes(&rand::random());
    sqlx::query("INSERT INTO signing_key (establishment, public, seed, made) VALUES (?, ?, ?, ?)")
        .bind(establishment)
        .bind(key.verifying_key().as_bytes().as_slice())
        .bind(key.as_bytes().as_slice())
        .bind(Moment::now().0)
        .execute(connection)
        .await?;
    Ok(key)
}

/// Makes a key for every establishment that has none: at the start of the host.
pub async fn make_missing(database: &Database) -> Result<(), Error> {
    let without: Vec<i64> = sqlx::query_scalar(
        "SELECT id FROM establishment WHERE id NOT IN
         (SELECT establishment FROM signing_key WHERE retired IS NULL)",
    )
    .fetch_all(&database.reader)
    .await?;
    if without.is_empty() {
        return Ok(());
    }
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                for establishment in without {
                    make(&mut *connection, establishment).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Puts a new key in the place of the one that signs.
pub async fn renew(database: &Database, establishment: i64) -> Result<(), Error> {
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE signing_key SET seed = NULL, retired = ? WHERE establishment = ? AND retired IS NULL",
                )
                .bind(Moment::now().0)
                .bind(establishment)
                .execute(&mut *connection)
                .await?;
                make(connection, establishment).await?;
                Ok(())
            })
        })
        .await?;
    // The log still holds the page with the secret half.
    database.writer.fold().await
}

/// Every key that ever signed for an establishment, newest first.
pub async fn published(database: &Database, establishment: i64) -> Result<Vec<PublicKey>, Error> {
    let rows =
        sqlx::query("SELECT public, made, retired FROM signing_key WHERE establishment = ? ORDER BY id DESC")
            .bind(establishment)
            .fetch_all(&database.reader)
            .await?;
    rows.iter()
        .map(|row| {
            Ok(PublicKey {
                multikey: multikey(&row.try_get::<Vec<u8>, _>("public")?),
                made: Moment(row.try_get("made")?),
                retired: row.try_get::<Option<i64>, _>("retired")?.map(Moment),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_key_is_written_as_others_write_it() {
        // The key pair of the test vectors of W3C vc-di-eddsa.
        let secret = bs58::decode("3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq").into_vec().unwrap();
        let seed: [u8; 32] = secret[2..].try_into().unwrap();
        let public = SigningKey::from_bytes(&seed).verifying_key();
        assert_eq!(multikey(public.as_bytes()), "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    }
}
