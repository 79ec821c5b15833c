//! Instances: a widget that an administrator allowed for a class, with the people it is about.

mod grants;
mod seat;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use greffon_protocol::{Capability, Limits, Profile, Scope};
use sqlx::Row;

use crate::database::Database;
use crate::directory::{Class, Directory, Establishment};
use crate::error::Error;
use crate::locale::Locale;
use crate::retention;
use crate::secret::InstallationSecret;
use crate::widgets::{Widget, Widgets};

pub(crate) use grants::assigned;
pub use grants::{
    allow, decide, decisions, granted_at_first, holders, holders_now, release, set_read_only, withdraw,
};
pub use seat::Seat;

/// Somebody whom an instance is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who, in the directory.
    pub person: i64,
    /// Whether they are a pupil.
    pub pupil: bool,
    /// The classes they are in.
    pub classes: Vec<i64>,
}

/// A widget in a class.
#[derive(Debug)]
pub struct Instance {
    /// On the wire and in addresses.
    pub id: String,
    /// Which widget.
    pub widget: Arc<Widget>,
    /// Where.
    pub establishment: Establishment,
    /// For which class.
    pub class: Class,
    /// Whether it may be opened now.
    pub allowed: bool,
    /// Whether the administrator closed it for changes.
    pub read_only: bool,
    /// The last day on which it keeps what it holds, as `2027-08-31`.
    pub last_day: Option<String>,
    /// What the administrator decided of each capability.
    pub decisions: BTreeMap<Capability, bool>,
    /// The people of the class by pairwise id.
    pub members: HashMap<String, Member>,
    ids: HashMap<i64, String>,
    secret: InstallationSecret,
}

impl Instance {
    /// What people call it: `Mes compétences numériques – 6e B`.
    pub fn title(&self, locale: Locale) -> String {
        format!("{} – {}", self.widget.manifest.title.get(locale.tag()), self.class.name)
    }

    /// The pairwise id of a person, of the class or not.
    pub fn id_of(&self, person: i64) -> String {
        self.ids
            .get(&person)
            .cloned()
            .unwrap_or_else(|| self.secret.person(person, &self.widget.manifest.id, self.establishment.id))
    }

    /// The opaque id of its class.
    pub fn group(&self) -> String {
        self.secret.class(self.class.id, &self.widget.manifest.id, self.establishment.id)
    }

    /// The limits that are advertised and enforced.
    pub fn limits(&self, host: &Limits) -> Limits {
        Limits {
            keys: u32::try_from(self.widget.keys(Scope::Shared, host)).unwrap_or(u32::MAX),
            quota_user: self.widget.quota(Scope::User, host),
            quota_shared: self.widget.quota(Scope::Shared, host),
            ..host.clone()
        }
    }
}

/// A line of a list of instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The instance.
    pub id: String,
    /// Its widget.
    pub widget: String,
    /// Its class.
    pub class: i64,
    /// Whether it may be opened now.
    pub allowed: bool,
    /// Whether it is closed for changes.
    pub read_only: bool,
}

/// Finds instances; each is kept in memory until the administration or the directory changes.
#[derive(Debug)]
pub struct Instances {
    database: Database,
    secret: InstallationSecret,
    known: RwLock<HashMap<String, Arc<Instance>>>,
    changes: AtomicU64,
    /// A thousand streams that look again at once load an instance once.
    loading: tokio::sync::Mutex<()>,
}

impl Instances {
    /// The instances of that database.
    pub fn new(database: Database, secret: InstallationSecret) -> Self {
        Self {
            database,
            secret,
            known: RwLock::default(),
            changes: AtomicU64::new(0),
            loading: tokio::sync::Mutex::default(),
        }
    }

    /// After a change: nothing that was read before is trusted.
    pub fn forget(&self) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        self.changes.fetch_add(1, Ordering::SeqCst);
        known.clear();
    }

    /// An instance by its id.
    pub async fn get(
        &self,
        id: &str,
        widgets: &Widgets,
        directory: &Directory,
    ) -> Result<Option<Arc<Instance>>, Error> {
        let known = || self.known.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some(instance) = known() {
            return Ok(Some(instance));
        }
        let _turn = self.loading.lock().await;
        if let Some(instance) = known() {
            return Ok(Some(instance));
        }
        let before = self.changes.load(Ordering::SeqCst);
        let Some(instance) = self.load(id, widgets, directory).await?.map(Arc::new) else { return Ok(None) };
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        // What was read while somebody changed it may be old: it serves once and is not kept.
        if self.changes.load(Ordering::SeqCst) == before {
            known.insert(id.to_owned(), Arc::clone(&instance));
        }
        Ok(Some(instance))
    }

    async fn load(
        &self,
        id: &str,
        widgets: &Widgets,
        directory: &Directory,
    ) -> Result<Option<Instance>, Error> {
        let row = sqlx::query("SELECT widget, class, allowed, read_only FROM instance WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.database.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        // A widget that left the site cannot be opened; its data stay.
        let Some(widget) = widgets.get(row.try_get("widget")?) else { return Ok(None) };
        let Some(class) = directory.class(row.try_get("class")?).await? else { return Ok(None) };
        let establishment = directory.establishment(class.establishment).await?;
        let decisions = grants::decisions(&self.database, establishment.id, &widget.manifest.id).await?;
        let mut members = HashMap::new();
        let mut ids = HashMap::new();
        let people = if class.whole {
            directory.everybody(establishment.id).await?
        } else {
            directory.members(class.id).await?
        };
        for person in people {
            let id = self.secret.person(person.id, &widget.manifest.id, establishment.id);
            ids.insert(person.id, id.clone());
            let member = Member {
                person: person.id,
                pupil: person.is(Profile::Pupil),
                classes: person.classes.clone(),
            };
            members.insert(id, member);
        }
        Ok(Some(Instance {
            id: id.to_owned(),
            widget,
            establishment,
            class,
            allowed: row.try_get("allowed")?,
            read_only: row.try_get("read_only")?,
            last_day: retention::last_day(&self.database, id).await?,
            decisions,
            members,
            ids,
            secret: self.secret.clone(),
        }))
    }

    /// The instances of an establishment, withdrawn ones included.
    pub async fn list(&self, establishment: i64) -> Result<Vec<Listed>, Error> {
        let rows = sqlx::query(
            "SELECT instance.id, widget, class, allowed, read_only FROM instance
             JOIN class ON class.id = class WHERE establishment = ? ORDER BY widget, class.name",
        )
        .bind(establishment)
        .fetch_all(&self.database.reader)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Listed {
                    id: row.try_get("id")?,
                    widget: row.try_get("widget")?,
                    class: row.try_get("class")?,
                    allowed: row.try_get("allowed")?,
                    read_only: row.try_get("read_only")?,
                })
            })
            .collect()
    }
}
