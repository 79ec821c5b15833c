//! A person of the directory.

use greffon_protocol::Profile;
use sqlx::Row;

use super::Class;
use crate::database::Database;
use crate::error::Error;

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Ours; never leaves the back end.
    pub id: i64,
    /// Where.
    pub establishment: i64,
    /// What they sign in with.
    pub login: String,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// SDET profiles, at least one.
    pub profiles: Vec<Profile>,
    /// Whether they allow widgets in the establishment.
    pub administrator: bool,
    /// Classes they are in, as pupil or as staff.
    pub classes: Vec<i64>,
    /// The pupils that they are guardian of.
    pub pupils: Vec<i64>,
    /// Classes of the pupils they are guardian of.
    pub classes_of_pupils: Vec<i64>,
}

impl Person {
    /// As it is shown: `Amina Benali`.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// Whether they have that profile.
    pub fn is(&self, profile: Profile) -> bool {
        self.profiles.contains(&profile)
    }

    /// Whether they see what stands in that class: they are in it, or a pupil of theirs is.
    pub fn sees(&self, class: &Class) -> bool {
        class.whole || self.classes.contains(&class.id) || self.classes_of_pupils.contains(&class.id)
    }
}

/// Reads one with everything that belongs to them.
pub(super) async fn load(database: &Database, id: i64) -> Result<Option<Person>, Error> {
    let row = sqlx::query(
        "SELECT establishment, login, given_name, family_name, administrator FROM person WHERE id = ?",
    )
    .bind(id)
    .fetch_optional(&database.reader)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let profiles: Vec<String> = sqlx::query_scalar("SELECT name FROM profile WHERE person = ? ORDER BY name")
        .bind(id)
        .fetch_all(&database.reader)
        .await?;
    let classes = sqlx::query_scalar(
        "SELECT class FROM membership JOIN class ON class.id = class WHERE person = ? ORDER BY class.name",
    )
    .bind(id)
    .fetch_all(&database.reader)
    .await?;
    let classes_of_pupils = sqlx::query_scalar(
        "SELECT DISTINCT class FROM guardianship JOIN membership ON membership.person = pupil WHERE guardian = ?",
    )
    .bind(id)
    .fetch_all(&database.reader)
    .await?;
    let pupils = sqlx::query_scalar("SELECT pupil FROM guardianship WHERE guardian = ? ORDER BY pupil")
        .bind(id)
        .fetch_all(&database.reader)
        .await?;
    Ok(Some(Person {
        id,
        establishment: row.try_get("establishment")?,
        login: row.try_get("login")?,
        given_name: row.try_get("given_name")?,
        family_name: row.try_get("family_name")?,
        // An unknown profile gives no right: it is left out rather than refused.
        profiles: profiles.into_iter().filter_map(|name| Profile::try_from(name).ok()).collect(),
        administrator: row.try_get("administrator")?,
        classes,
        pupils,
        classes_of_pupils,
    }))
}
