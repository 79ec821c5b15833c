//! Establishments, classes and people.

pub mod demo;
mod enrolment;
mod first;
mod login;
mod person;
pub mod roll;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use greffon_protocol::Uai;
use sqlx::Row;

use crate::database::Database;
use crate::error::Error;

pub use enrolment::{
    Account, NewPerson, add_class, add_establishment, add_guardianship, add_member, add_person, assign,
};
pub use first::FirstAdministrator;
pub use login::login;
pub use person::Person;

/// A school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Establishment {
    /// Ours.
    pub id: i64,
    /// The national number; a doubtful one is kept and warned of.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub city: String,
}

/// A class of an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Ours.
    pub id: i64,
    /// Whose.
    pub establishment: i64,
    /// As people call it, as in `6e B`; the name of the establishment where it is all of it.
    pub name: String,
    /// It is no class but the whole establishment: everybody is in it.
    pub whole: bool,
}

/// Reads the directory; people are kept in memory until it changes.
#[derive(Debug)]
pub struct Directory {
    database: Database,
    people: RwLock<HashMap<i64, Arc<Person>>>,
    changes: AtomicU64,
}

impl Directory {
    /// The directory of that database.
    pub fn new(database: Database) -> Self {
        Self { database, people: RwLock::default(), changes: AtomicU64::new(0) }
    }

    /// After a change: nothing that was read before is trusted.
    pub fn forget(&self) {
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        self.changes.fetch_add(1, Ordering::SeqCst);
        people.clear();
    }

    /// A person with profiles and classes.
    pub async fn person(&self, id: i64) -> Result<Option<Arc<Person>>, Error> {
        let known = self.people.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let before = self.changes.load(Ordering::SeqCst);
        let Some(person) = person::load(&self.database, id).await?.map(Arc::new) else { return Ok(None) };
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        // What was read while somebody changed the directory may be old: it serves once and is not kept.
        if self.changes.load(Ordering::SeqCst) == before {
            people.insert(id, Arc::clone(&person));
        }
        Ok(Some(person))
    }

    /// An establishment.
    pub async fn establishment(&self, id: i64) -> Result<Establishment, Error> {
        let row = sqlx::query("SELECT id, uai, name, city FROM establishment WHERE id = ?")
            .bind(id)
            .fetch_one(&self.database.reader)
            .await?;
        let uai: String = row.try_get("uai")?;
        Ok(Establishment {
            id: row.try_get("id")?,
            uai: Uai::read(&uai).0,
            name: row.try_get("name")?,
            city: row.try_get("city")?,
        })
    }

    /// The classes of an establishment, by name.
    pub async fn classes(&self, establishment: i64) -> Result<Vec<Class>, Error> {
        let mut places = self.places(establishment).await?;
        places.retain(|place| !place.whole);
        Ok(places)
    }

    /// Where widgets can be: the whole of an establishment, then its classes by name.
    pub async fn places(&self, establishment: i64) -> Result<Vec<Class>, Error> {
        let rows = sqlx::query(
            "SELECT class.id, establishment, iif(whole, establishment.name, class.name) AS name, whole
             FROM class JOIN establishment ON establishment.id = establishment
             WHERE establishment = ? ORDER BY whole DESC, class.name",
        )
        .bind(establishment)
        .fetch_all(&self.database.reader)
        .await?;
        rows.iter().map(read_class).collect()
    }

    /// A class.
    pub async fn class(&self, id: i64) -> Result<Option<Class>, Error> {
        let row = sqlx::query(
            "SELECT class.id, establishment, iif(whole, establishment.name, class.name) AS name, whole
             FROM class JOIN establishment ON establishment.id = establishment WHERE class.id = ?",
        )
        .bind(id)
        .fetch_optional(&self.database.reader)
        .await?;
        row.as_ref().map(read_class).transpose()
    }

    /// The people of a class: pupils and staff, by name.
    pub async fn members(&self, class: i64) -> Result<Vec<Arc<Person>>, Error> {
        self.people_of(
            "SELECT person.id FROM person JOIN membership ON membership.person = person.id
             WHERE membership.class = ? ORDER BY family_name, given_name",
            class,
        )
        .await
    }

    /// Everybody of an establishment, by name.
    pub async fn everybody(&self, establishment: i64) -> Result<Vec<Arc<Person>>, Error> {
        self.people_of(
            "SELECT id FROM person WHERE establishment = ? ORDER BY family_name, given_name",
            establishment,
        )
        .await
    }

    /// Whether there is an account of that login.
    pub async fn has_login(&self, login: &str) -> Result<bool, Error> {
        let found: Option<i64> = sqlx::query_scalar("SELECT id FROM person WHERE login = ?")
            .bind(login)
            .fetch_optional(&self.database.reader)
            .await?;
        Ok(found.is_some())
    }

    /// Whether there is no account at all.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT id FROM person LIMIT 1").fetch_optional(&self.database.reader).await?;
        Ok(found.is_none())
    }

    async fn people_of(&self, ids: &'static str, parent: i64) -> Result<Vec<Arc<Person>>, Error> {
        let ids: Vec<i64> = sqlx::query_scalar(ids).bind(parent).fetch_all(&self.database.reader).await?;
        let mut people = Vec::with_capacity(ids.len());
        for id in ids {
            people.extend(self.person(id).await?);
        }
        Ok(people)
    }
}

fn read_class(row: &sqlx::sqlite::SqliteRow) -> Result<Class, Error> {
    Ok(Class {
        id: row.try_get("id")?,
        establishment: row.try_get("establishment")?,
        name: row.try_get("name")?,
        whole: row.try_get("whole")?,
    })
}
