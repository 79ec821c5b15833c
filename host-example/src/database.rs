//! The embedded database: one SQLite file, many readers, one writer.
//!
//! What was acknowledged survives the loss of the process and of the machine: write-ahead log with
//! `synchronous = FULL`, and no answer before the commit has returned (see [`Writer`]).

mod writer;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Executor};

use crate::secret::InstallationSecret;

pub use writer::{Change, Writer};

/// What leads from each form of the tables to the next, from form 1 on. A step that was released is never changed.
const STEPS: [&str; 6] = [
    include_str!("database/form-2.sql"),
    include_str!("database/form-3.sql"),
    include_str!("database/form-4.sql"),
    include_str!("database/form-5.sql"),
    include_str!("database/form-6.sql"),
    include_str!("database/form-7.sql"),
];

/// The form of the tables that this version reads and writes, kept in `PRAGMA user_version`: 1 and a step each.
const FORM: i64 = 7;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it.
    #[error("the database {0} is open in another process; stop that one first, or give another --database")]
    InUse(PathBuf),
    /// The lock file could not be made.
    #[error("cannot write beside the database {path}: {source}")]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Others may read it, and that cannot be changed.
    #[error(
        "cannot keep the database {path} to this account alone: {source}; give it to the account that runs the host"
    )]
    Private {
        /// The database.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Made by a later version.
    #[error("the database {path} has form {found}, this version knows form {FORM}; use a later version")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its form.
        found: i64,
    },
    /// The installation's secret is not 32 bytes.
    #[error("the database {0} has a damaged installation secret; restore it from a backup")]
    DamagedSecret(PathBuf),
    /// SQLite's own word.
    #[error("cannot open the database {path}: {source}")]
    Sqlite {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        source: sqlx::Error,
    },
}

/// The open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    /// For reading only, several at once.
    pub reader: SqlitePool,
    /// The one way to change anything.
    pub writer: Writer,
    // Held until the last clone goes; the system frees it even after SIGKILL.
    _lock: Arc<File>,
}

impl Database {
    /// Opens the file, making it and its tables at first start. Gives the installation's secret too, and whether
    /// the database was made just now.
    pub async fn open(path: &Path) -> Result<(Self, InstallationSecret, bool), OpenError> {
        let lock = lock(path)?;
        make_private(path).map_err(|source| OpenError::Private { path: path.to_owned(), source })?;
        let sqlite = |source| OpenError::Sqlite { path: path.to_owned(), source };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Erased means overwritten, not only unlinked.
            .pragma("secure_delete", "ON")
            .pragma("cache_size", "-8000");

        let mut connection = SqliteConnection::connect_with(&options).await.map_err(sqlite)?;
        let form: i64 =
            sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut connection).await.map_err(sqlite)?;
        if form > FORM {
            return Err(OpenError::Newer { path: path.to_owned(), found: form });
        }
        let fresh = form == 0;
        if fresh {
            create(&mut connection).await.map_err(sqlite)?;
        }
        for (next, step) in (2..=FORM).zip(STEPS) {
            if form < next {
                upgrade(&mut connection, next, step).await.map_err(sqlite)?;
            }
        }
        let bytes: Vec<u8> = sqlx::query_scalar("SELECT value FROM installation WHERE name = 'secret'")
            .fetch_one(&mut connection)
            .await
            .map_err(sqlite)?;
        let secret = InstallationSecret::from_bytes(&bytes)
            .ok_or_else(|| OpenError::DamagedSecret(path.to_owned()))?;

        let reader = SqlitePoolOptions::new()
            .max_connections(4)
            .min_connections(1)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(sqlite)?;
        Ok((Self { reader, writer: Writer::start(connection), _lock: Arc::new(lock) }, secret, fresh))
    }

    /// Finishes what was accepted, then closes the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.stop().await;
    }
}

fn lock(path: &Path) -> Result<File, OpenError> {
    let mut name = path.as_os_str().to_owned();
    name.push("-lock");
    let lock_path = PathBuf::from(name);
    let file =
        File::create(&lock_path).map_err(|source| OpenError::Lock { path: lock_path.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.to_owned())),
        Err(TryLockError::Error(source)) => Err(OpenError::Lock { path: lock_path, source }),
    }
}

/// Tables, secret and form in one transaction: a start that is cut leaves nothing half made.
async fn create(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    transaction.execute(include_str!("database/schema.sql")).await?;
    sqlx::query("INSERT INTO installation (name, value) VALUES ('secret', ?)")
        .bind(InstallationSecret::generate().as_bytes())
        .execute(&mut *transaction)
        .await?;
    transaction.execute("PRAGMA user_version = 1").await?;
    transaction.commit().await
}

/// One form further, wholly or not at all.
async fn upgrade(
    connection: &mut SqliteConnection,
    form: i64,
    statements: &'static str,
) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    transaction.execute(statements).await?;
    transaction.execute(sqlx::AssertSqlSafe(format!("PRAGMA user_version = {form}"))).await?;
    transaction.commit().await
}

/// Secrets are in it: only the host's own account may read the file, and those that SQLite makes after its example.
#[cfg(unix)]
fn make_private(path: &Path) -> std::io::Result<()> {
    use std::fs::{OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)?
        .set_permissions(Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_secret_is_made_once_and_the_file_has_one_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ent.sqlite");
        let (database, secret, fresh) = Database::open(&path).await.unwrap();
        assert!(fresh);
        assert!(matches!(Database::open(&path).await, Err(OpenError::InUse(_))));
        database.close().await;
        drop(database);

        let (_database, again, fresh) = Database::open(&path).await.unwrap();
        assert!(!fresh);
        assert_eq!(again.as_bytes(), secret.as_bytes());
    }

    #[tokio::test]
    async fn a_database_of_the_first_form_gets_what_came_since_and_keeps_what_it_had() {
        assert_eq!(FORM, 1 + i64::try_from(STEPS.len()).unwrap(), "one step for each form");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ent.sqlite");
        let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        create(&mut connection).await.unwrap();
        let secret: Vec<u8> = sqlx::query_scalar("SELECT value FROM installation WHERE name = 'secret'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        let (database, kept, fresh) = Database::open(&path).await.unwrap();
        assert!(!fresh && kept.as_bytes() == secret.as_slice());
        let badges: i64 =
            sqlx::query_scalar("SELECT count(*) FROM badge").fetch_one(&database.reader).await.unwrap();
        let form: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&database.reader).await.unwrap();
        assert_eq!((badges, form), (0, FORM));
    }

    #[tokio::test]
    async fn a_database_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ent.sqlite");
        let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        connection.execute("PRAGMA user_version = 9").await.unwrap();
        connection.close().await.unwrap();
        assert!(matches!(Database::open(&path).await, Err(OpenError::Newer { found: 9, .. })));
    }
}
