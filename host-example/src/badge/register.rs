//! The badges that were signed: signing one, showing and hiding it, taking it back.

use greffon_protocol::Profile;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{Row, SqliteConnection};

use super::{Issuer, key, proof, recipient, request, status};
use crate::access::Actor;
use crate::clock::Moment;
use crate::database::Database;
use crate::directory::Establishment;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::origin::Origin;

/// The arguments of the service `badge.sign`.
#[derive(Debug, Deserialize)]
pub struct Order {
    /// The pairwise id of the pupil whose badge it is.
    recipient: String,
    /// The unsigned credential.
    credential: Value,
}

/// What a holder has of a badge: an entry of the answer of `badge.show`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// The credential's id.
    pub id: String,
    /// Whether everybody who has its address sees it.
    pub shown: bool,
    /// The address of its page; it answers only while the badge is shown.
    pub url: String,
    /// Whether the establishment took it back.
    pub revoked: bool,
}

/// A signed badge, for pages.
#[derive(Debug, Clone)]
pub struct Badge {
    /// Its number in the status list.
    pub number: i64,
    /// The UUID of its id.
    pub uuid: String,
    /// The person whose it is.
    pub person: i64,
    /// Whose name it was signed in.
    pub establishment: i64,
    /// When it was signed.
    pub at: Moment,
    /// Whether its holder shows it.
    pub shown: bool,
    /// When it was taken back.
    pub revoked: Option<Moment>,
    /// The signed credential.
    pub credential: Value,
}

/// The UUID of a credential's id.
fn uuid_of(id: &str) -> Result<&str, Error> {
    id.strip_prefix("urn:uuid:").ok_or(Error::NoBadge)
}

/// Signs a badge for a pupil of a common group, and keeps it. One that was signed already is given as it was signed.
pub async fn sign(host: &Host, seat: &Seat, origin: &Origin, order: Order) -> Result<Value, Error> {
    let member = seat.instance.members.get(&order.recipient).filter(|member| member.pupil);
    let member = member.filter(|_| seat.shares_group_with(&order.recipient)).ok_or(Error::NotYourGroup)?;
    let names = names_of_pupils(host, seat, member.person).await?;
    let mut credential = request::check(order.credential, &names)?;
    let uuid = uuid_of(credential["id"].as_str().unwrap_or_default())?.to_owned();
    let issuer = Issuer::new(origin, &seat.instance.establishment);
    let now = Moment::now();
    credential["issuer"] = issuer.profile();
    credential["validFrom"] = now.rfc3339().into();
    credential["credentialSubject"]["identifier"] = recipient::hashed(&order.recipient);
    let signing = Signing {
        instance: seat.instance.id.clone(),
        establishment: seat.instance.establishment.id,
        person: member.person,
        signer: seat.person(),
        issuer,
        uuid,
        now,
    };
    host.database
        .writer
        .change(move |connection| Box::pin(async move { signing.carry_out(connection, credential).await }))
        .await
}

/// What no badge of this pupil may hold: their family name, and the whole name of anybody of the class.
async fn names_of_pupils(host: &Host, seat: &Seat, recipient: i64) -> Result<Vec<String>, Error> {
    let people = host.directory.members(seat.instance.class.id).await?;
    let mut names = Vec::new();
    for person in people.iter().filter(|person| person.is(Profile::Pupil)) {
        names.push(person.name());
        names.push(format!("{} {}", person.family_name, person.given_name));
        if person.id == recipient {
            names.push(person.family_name.clone());
        }
    }
    Ok(names)
}

struct Signing {
    instance: String,
    establishment: i64,
    person: i64,
    signer: i64,
    issuer: Issuer,
    uuid: String,
    now: Moment,
}

impl Signing {
    async fn carry_out(
        self,
        connection: &mut SqliteConnection,
        mut credential: Value,
    ) -> Result<Value, Error> {
        let taken = sqlx::query("SELECT instance, person, credential FROM badge WHERE uuid = ?")
            .bind(&self.uuid)
            .fetch_optional(&mut *connection)
            .await?;
        if let Some(row) = taken {
            // A retry whose answer was lost, or a colleague at the same time: what was signed is what is signed.
            let theirs = row.try_get::<i64, _>("person")? == self.person
                && row.try_get::<String, _>("instance")? == self.instance;
            let text: String = row.try_get("credential")?;
            return if theirs {
                serde_json::from_str(&text).map_err(|_| Error::Internal)
            } else {
                Err(Error::BadgeTwice)
            };
        }
        let key = key::current(connection, self.establishment).await?;
        let number: i64 = sqlx::query_scalar(
            "INSERT INTO badge (uuid, establishment, instance, person, signer, at, credential)
             VALUES (?, ?, ?, ?, ?, ?, '') RETURNING number",
        )
        .bind(&self.uuid)
        .bind(self.establishment)
        .bind(&self.instance)
        .bind(self.person)
        .bind(self.signer)
        .bind(self.now.0)
        .fetch_one(&mut *connection)
        .await?;
        credential["credentialStatus"] = status::entry(&self.issuer, number);
        let method = self.issuer.method(&key::multikey(key.verifying_key().as_bytes()));
        let signed = proof::sign(credential, &key, &method, &self.now.rfc3339())
            .map_err(|error| Error::Unsignable { pointer: String::new(), rule: error.to_string() })?;
        sqlx::query("UPDATE badge SET credential = ? WHERE number = ?")
            .bind(signed.to_string())
            .bind(number)
            .execute(connection)
            .await?;
        Ok(signed)
    }
}

/// The badges of a person in an instance.
pub async fn holdings(host: &Host, seat: &Seat, origin: &Origin) -> Result<Vec<Holding>, Error> {
    let rows = sqlx::query(
        "SELECT uuid, shown, revocation.at AS revoked FROM badge LEFT JOIN revocation USING (number)
         WHERE instance = ? AND person = ? ORDER BY number",
    )
    .bind(&seat.instance.id)
    .bind(seat.person())
    .fetch_all(&host.database.reader)
    .await?;
    rows.iter()
        .map(|row| {
            let uuid: String = row.try_get("uuid")?;
            Ok(Holding {
                url: format!("{origin}/badges/{uuid}"),
                id: format!("urn:uuid:{uuid}"),
                shown: row.try_get("shown")?,
                revoked: row.try_get::<Option<i64>, _>("revoked")?.is_some(),
            })
        })
        .collect()
}

/// Shows or hides a badge of one's own.
pub async fn show(host: &Host, seat: &Seat, id: &str, shown: bool) -> Result<(), Error> {
    let (uuid, person) = (uuid_of(id)?.to_owned(), seat.person());
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let changed = sqlx::query("UPDATE badge SET shown = ? WHERE uuid = ? AND person = ?")
                    .bind(shown)
                    .bind(uuid)
                    .bind(person)
                    .execute(connection)
                    .await?;
                if changed.rows_affected() == 0 { Err(Error::NoBadge) } else { Ok(()) }
            })
        })
        .await
}

macro_rules! badges_where {
    ($condition:literal) => {
        concat!(
            "SELECT number, uuid, badge.establishment, person, badge.at, shown, credential, revocation.at AS revoked
             FROM badge LEFT JOIN revocation USING (number) WHERE ",
            $condition
        )
    };
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Badge, Error> {
    let credential: String = row.try_get("credential")?;
    Ok(Badge {
        number: row.try_get("number")?,
        uuid: row.try_get("uuid")?,
        person: row.try_get("person")?,
        establishment: row.try_get("establishment")?,
        at: Moment(row.try_get("at")?),
        shown: row.try_get("shown")?,
        revoked: row.try_get::<Option<i64>, _>("revoked")?.map(Moment),
        credential: serde_json::from_str(&credential).map_err(|_| Error::Internal)?,
    })
}

/// A badge that its holder shows; a hidden one is as one that there is not.
pub async fn shown(database: &Database, uuid: &str) -> Result<Badge, Error> {
    let row = sqlx::query(badges_where!("uuid = ? AND shown = 1"))
        .bind(uuid)
        .fetch_optional(&database.reader)
        .await?;
    row.as_ref().map(read).ok_or(Error::NoBadge)?
}

/// Every badge signed in the name of an establishment, newest first.
pub async fn of_establishment(database: &Database, establishment: i64) -> Result<Vec<Badge>, Error> {
    let rows = sqlx::query(badges_where!("badge.establishment = ? ORDER BY number DESC"))
        .bind(establishment)
        .fetch_all(&database.reader)
        .await?;
    rows.iter().map(read).collect()
}

/// The signed credentials of an instance, or of one person in it.
pub async fn credentials(
    database: &Database,
    instance: &str,
    person: Option<i64>,
) -> Result<Vec<Value>, Error> {
    let texts: Vec<String> = sqlx::query_scalar(
        "SELECT credential FROM badge WHERE instance = ?1 AND (?2 IS NULL OR person = ?2) ORDER BY number",
    )
    .bind(instance)
    .bind(person)
    .fetch_all(&database.reader)
    .await?;
    texts.iter().map(|text| serde_json::from_str(text).map_err(|_| Error::Internal)).collect()
}

/// Takes a badge back. It cannot be given back: whoever looked in between was told otherwise.
pub async fn revoke(database: &Database, establishment: i64, number: i64) -> Result<(), Error> {
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let changed = sqlx::query(
                    "INSERT INTO revocation (number, establishment, at)
                     SELECT number, establishment, ?1 FROM badge WHERE number = ?2 AND establishment = ?3
                     ON CONFLICT (number) DO NOTHING",
                )
                .bind(Moment::now().0)
                .bind(number)
                .bind(establishment)
                .execute(connection)
                .await?;
                if changed.rows_affected() == 0 { Err(Error::NoBadge) } else { Ok(()) }
            })
        })
        .await
}

/// The signed status list of an establishment.
pub async fn status_list(
    database: &Database,
    issuer: &Issuer,
    establishment: &Establishment,
    list: i64,
) -> Result<Value, Error> {
    let range = (
        list.checked_mul(status::LENGTH),
        list.checked_add(1).and_then(|next| next.checked_mul(status::LENGTH)),
    );
    let (Some(from), Some(to)) = range else { return Err(Error::NoPage) };
    // Beyond the last badge there is no list.
    let newest: Option<i64> = sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = 'badge'")
        .fetch_optional(&database.reader)
        .await?;
    if from < 0 || from > newest.unwrap_or(0) {
        return Err(Error::NoPage);
    }
    let revoked: Vec<i64> = sqlx::query_scalar(
        "SELECT number FROM revocation WHERE establishment = ? AND number >= ? AND number < ?",
    )
    .bind(establishment.id)
    .bind(from)
    .bind(to)
    .fetch_all(&database.reader)
    .await?;
    let now = Moment::now().rfc3339();
    let unsigned = status::list(issuer, list, &revoked, &now)?;
    let (issuer, establishment) = (issuer.clone(), establishment.id);
    database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let key = key::current(connection, establishment).await?;
                let method = issuer.method(&key::multikey(key.verifying_key().as_bytes()));
                proof::sign(unsigned, &key, &method, &now).map_err(|_| Error::Internal)
            })
        })
        .await
}
