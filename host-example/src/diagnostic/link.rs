//! Links: made by whoever may change computers, for one computer or one room, until a moment.

use std::sync::Arc;
use std::time::Duration;

use greffon_certification_diagnostic::WIDGET;
use greffon_certification_model::desk::report::Place;
use greffon_protocol::{Key, Scope};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::access::Act;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::secret::random_id;
use crate::session::{Session, Visitor};

/// The longest that a link can last.
pub const MONTH: Duration = Duration::from_hours(24 * 31);
/// Links that an instance holds at most.
const MOST: i64 = 500;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What stands in its address: `k7mq-x2pa-4dne`.
    pub code: String,
    /// Which board.
    pub instance: String,
    /// Who made it.
    pub person: i64,
    /// For which computer or room.
    pub place: Place,
    /// Until when.
    pub until: Moment,
}

impl Link {
    fn read(row: &SqliteRow) -> Result<Self, Error> {
        let place: String = row.try_get("place")?;
        Ok(Self {
            code: row.try_get("code")?,
            instance: row.try_get("instance")?,
            person: row.try_get("person")?,
            place: Place::from_id(&place).ok_or(Error::Internal)?,
            until: Moment(row.try_get("until")?),
        })
    }
}

/// A link that is good, with the place of its maker on the board.
#[derive(Debug)]
pub struct Guest {
    /// The link.
    pub link: Link,
    /// In whose name things are written.
    pub seat: Seat,
}

/// Insists that somebody may start diagnostics.
pub fn may_start(seat: &Seat) -> Result<(), Error> {
    let widget = &seat.instance.widget.manifest.id;
    seat.need("service:diagnostic")?;
    seat.need_scope(Scope::Shared)?;
    let any = Key::new("machines/any").map_err(|_| Error::Internal)?;
    if widget == WIDGET && seat.may(Act::Write, Scope::Shared, &any) {
        Ok(())
    } else {
        Err(Error::NoRule(any.to_string()))
    }
}

/// Makes a link.
pub async fn make(host: &Host, seat: &Seat, place: &Place, lasts: Duration) -> Result<Link, Error> {
    may_start(seat)?;
    seat.need_writable()?;
    let mut code = random_id();
    // Sixty bits: no guess, and still to be typed from a sheet of paper.
    code.truncate(12);
    let code = [&code[..4], &code[4..8], &code[8..]].join("-");
    let until = Moment::now().plus(lasts.min(MONTH));
    let link =
        Link { code, instance: seat.instance.id.clone(), person: seat.person(), place: place.clone(), until };
    let kept = link.clone();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query("DELETE FROM diagnostic_link WHERE until < ?")
                    .bind(Moment::now().0)
                    .execute(&mut *connection)
                    .await?;
                let there: i64 = sqlx::query_scalar("SELECT count(*) FROM diagnostic_link WHERE instance = ?")
                    .bind(&kept.instance)
                    .fetch_one(&mut *connection)
                    .await?;
                if there >= MOST {
                    return Err(Error::KeysFull { limit: MOST.cast_unsigned() });
                }
                sqlx::query(
                    "INSERT INTO diagnostic_link (code, instance, person, place, until) VALUES (?, ?, ?, ?, ?)",
                )
                .bind(&kept.code)
                .bind(&kept.instance)
                .bind(kept.person)
                .bind(kept.place.id())
                .bind(kept.until.0)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await?;
    Ok(link)
}

/// The links of a board that still hold, the newest end first.
pub async fn list(host: &Host, instance: &str) -> Result<Vec<Link>, Error> {
    let rows = sqlx::query(
        "SELECT code, instance, person, place, until FROM diagnostic_link
         WHERE instance = ? AND until > ? ORDER BY until DESC, code",
    )
    .bind(instance)
    .bind(Moment::now().0)
    .fetch_all(&host.database.reader)
    .await?;
    rows.iter().map(Link::read).collect()
}

/// Ends a link of that board.
pub async fn end(host: &Host, seat: &Seat, code: &str) -> Result<(), Error> {
    may_start(seat)?;
    let (code, instance) = (code.to_owned(), seat.instance.id.clone());
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query("DELETE FROM diagnostic_link WHERE code = ? AND instance = ?")
                    .bind(code)
                    .bind(instance)
                    .execute(connection)
                    .await?;
                Ok(())
            })
        })
        .await
}

/// The link of that code, if it still holds and its maker still may.
pub async fn find(host: &Host, code: &str) -> Result<Guest, Error> {
    let row = sqlx::query(
        "SELECT code, instance, person, place, until FROM diagnostic_link WHERE code = ? AND until > ?",
    )
    .bind(code)
    .bind(Moment::now().0)
    .fetch_optional(&host.database.reader)
    .await?;
    let link = row.as_ref().map(Link::read).transpose()?.ok_or(Error::NoDiagnostic)?;
    let person = host.directory.person(link.person).await?.ok_or(Error::NoDiagnostic)?;
    let session = Arc::new(Session::of_nobody(person.id));
    let seat = Seat::take(host, Visitor { session, person }, &link.instance).await;
    let seat = seat.map_err(|_| Error::NoDiagnostic)?;
    may_start(&seat).map_err(|_| Error::NoDiagnostic)?;
    Ok(Guest { link, seat })
}
