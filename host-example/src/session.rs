//! Sessions: a random cookie that only the browser holds, of which the database keeps the digest alone.

pub mod cookies;
mod visitor;
pub mod xsrf;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use sqlx::Row;

use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;
use crate::secret::{digest, random_token};

pub use visitor::Visitor;

/// How long a session lasts without a request: a school day.
const IDLE: Duration = Duration::from_hours(9);
/// The same on a computer that others use: a double lesson.
const IDLE_SHARED: Duration = Duration::from_hours(2);
/// The database learns of a use only so often.
const NOTED_EVERY: Duration = Duration::from_mins(5);

type Digest = [u8; 32];

/// Somebody who is signed in, in one browser.
#[derive(Debug)]
pub struct Session {
    digest: Digest,
    /// Who.
    pub person: i64,
    /// What every write must echo.
    pub xsrf: String,
    /// Others use this computer: keep nothing on its disk.
    pub shared_computer: bool,
    seen: AtomicI64,
    noted: AtomicI64,
    closed: AtomicBool,
}

impl Session {
    /// The session of no browser: for what somebody left to be done in their name.
    pub fn of_nobody(person: i64) -> Self {
        Self {
            digest: [0; 32],
            person,
            xsrf: String::new(),
            shared_computer: false,
            seen: AtomicI64::new(Moment::now().0),
            noted: AtomicI64::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Whether it was neither closed nor left alone too long.
    pub fn is_open(&self) -> bool {
        !self.closed.load(Ordering::Relaxed) && !self.is_idle(Moment::now())
    }

    fn is_idle(&self, now: Moment) -> bool {
        let limit = if self.shared_computer { IDLE_SHARED } else { IDLE };
        Moment(self.seen.load(Ordering::Relaxed)) < now.minus(limit)
    }
}

/// The open sessions.
#[derive(Debug)]
pub struct Sessions {
    database: Database,
    known: RwLock<HashMap<Digest, Arc<Session>>>,
}

impl Sessions {
    /// None known yet; those of an earlier run are found in the database when they come.
    pub fn new(database: Database) -> Self {
        Self { database, known: RwLock::default() }
    }

    /// Opens a session. The token goes into the cookie and is kept nowhere.
    pub async fn open(&self, person: i64, shared_computer: bool) -> Result<(String, Arc<Session>), Error> {
        let token = random_token();
        let now = Moment::now();
        let session = Arc::new(Session {
            digest: digest(token.as_bytes()),
            person,
            xsrf: random_token(),
            shared_computer,
            seen: AtomicI64::new(now.0),
            noted: AtomicI64::new(now.0),
            closed: AtomicBool::new(false),
        });
        let kept = Arc::clone(&session);
        self.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO session (token, person, xsrf, shared_computer, seen) VALUES (?, ?, ?, ?, ?)",
                    )
                    .bind(&kept.digest[..])
                    .bind(kept.person)
                    .bind(&kept.xsrf)
                    .bind(kept.shared_computer)
                    .bind(now.0)
                    .execute(connection)
                    .await?;
                    Ok(())
                })
            })
            .await?;
        self.remember(&session);
        Ok((token, session))
    }

    /// The session of a cookie's token, if it is open; notes that it was used.
    pub async fn find(&self, token: &str) -> Result<Option<Arc<Session>>, Error> {
        let digest = digest(token.as_bytes());
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
        let session = match known {
            Some(session) => session,
            None => match self.load(digest).await? {
                Some(session) => session,
                None => return Ok(None),
            },
        };
        let now = Moment::now();
        if session.is_idle(now) {
            self.close(&session).await?;
            return Ok(None);
        }
        session.seen.store(now.0, Ordering::Relaxed);
        if Moment(session.noted.load(Ordering::Relaxed)) < now.minus(NOTED_EVERY) {
            session.noted.store(now.0, Ordering::Relaxed);
            self.note(digest, now);
        }
        Ok(Some(session))
    }

    async fn load(&self, digest: Digest) -> Result<Option<Arc<Session>>, Error> {
        let row = sqlx::query("SELECT person, xsrf, shared_computer, seen FROM session WHERE token = ?")
            .bind(&digest[..])
            .fetch_optional(&self.database.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let seen: i64 = row.try_get("seen")?;
        let session = Arc::new(Session {
            digest,
            person: row.try_get("person")?,
            xsrf: row.try_get("xsrf")?,
            shared_computer: row.try_get("shared_computer")?,
            seen: AtomicI64::new(seen),
            noted: AtomicI64::new(seen),
            closed: AtomicBool::new(false),
        });
        // Two requests may load it at once: both must hold the same one, or closing would miss the other.
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Some(Arc::clone(known.entry(digest).or_insert(session))))
    }

    fn remember(&self, session: &Arc<Session>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(session.digest, Arc::clone(session));
    }

    /// Beside the request: it need not wait for the disk.
    fn note(&self, digest: Digest, now: Moment) {
        let writer = self.database.writer.clone();
        tokio::spawn(async move {
            let noted = writer
                .change(move |connection| {
                    Box::pin(async move {
                        sqlx::query("UPDATE session SET seen = ? WHERE token = ?")
                            .bind(now.0)
                            .bind(&digest[..])
                            .execute(connection)
                            .await?;
                        Ok(())
                    })
                })
                .await;
            if let Err(error) = noted {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        });
    }

    /// Ends a session; its open streams notice.
    pub async fn close(&self, session: &Session) -> Result<(), Error> {
        session.closed.store(true, Ordering::Relaxed);
        self.known.write().unwrap_or_else(PoisonError::into_inner).remove(&session.digest);
        let digest = session.digest;
        self.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM session WHERE token = ?")
                        .bind(&digest[..])
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends every session of a person but this one: after a change of password.
    pub async fn close_others(&self, kept: &Session) -> Result<(), Error> {
        {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.retain(|digest, session| {
                let other = session.person == kept.person && *digest != kept.digest;
                if other {
                    session.closed.store(true, Ordering::Relaxed);
                }
                !other
            });
        }
        let (person, digest) = (kept.person, kept.digest);
        self.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM session WHERE person = ? AND token <> ?")
                        .bind(person)
                        .bind(&digest[..])
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Drops the sessions that were left alone too long, here and in the database.
    pub async fn sweep(&self, now: Moment) -> Result<(), Error> {
        self.known.write().unwrap_or_else(PoisonError::into_inner).retain(|_, session| !session.is_idle(now));
        self.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    sqlx::query(
                        "DELETE FROM session WHERE seen < CASE shared_computer WHEN 1 THEN ? ELSE ? END",
                    )
                    // What was noted may be late by as much.
                    .bind(now.minus(IDLE_SHARED + NOTED_EVERY).0)
                    .bind(now.minus(IDLE + NOTED_EVERY).0)
                    .execute(connection)
                    .await?;
                    Ok(())
                })
            })
            .await
    }
}
