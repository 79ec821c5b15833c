//! Handing out: everything that an instance holds of a person, or of everybody, as one JSON document.

use std::sync::Arc;

use greffon_protocol::{Rev, Scope};
use serde::Serialize;
use serde_json::Value;
use sqlx::Row;

use super::{Of, Ownership};
use crate::badge::register;
use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;
use crate::files::{self, Listed};
use crate::instance::Instance;
use crate::locale::Locale;
use crate::store::{Place, each_under};
use crate::trace;

/// The document.
#[derive(Debug, Serialize)]
pub struct Export {
    /// The form of this document: 1.
    pub greffon: u32,
    /// When it was made, RFC 3339 UTC.
    pub at: String,
    /// The instance.
    pub instance: String,
    /// What people call it.
    pub title: String,
    /// Its widget, with the version that wrote last.
    pub widget: String,
    /// The version of the widget.
    pub version: String,
    /// The person, as the widget knows them; absent where it is everybody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Everything stored, scope by scope.
    pub scopes: Vec<Scoped>,
    /// The files kept; their bytes are fetched one by one.
    pub files: Vec<Listed>,
    /// The badges that were signed, as they were signed.
    pub badges: Vec<Value>,
    /// The learning traces, as xAPI statements.
    pub traces: Vec<Value>,
}

/// What a scope holds.
#[derive(Debug, Serialize)]
pub struct Scoped {
    /// `user`, `shared` or `widget`.
    pub scope: Scope,
    /// In scope `user`: whose, as the widget knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The counter.
    pub rev: Rev,
    /// The items.
    pub items: Vec<Exported>,
}

/// An item handed out.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Its key.
    pub key: String,
    /// Its revision.
    pub rev: Rev,
    /// Its value.
    pub value: Value,
    /// Who wrote it, as the widget knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, RFC 3339 UTC.
    pub at: String,
}

/// Makes the document.
pub async fn export(
    database: &Database,
    instance: &Arc<Instance>,
    of: Of,
    locale: Locale,
) -> Result<Export, Error> {
    let ownership = Ownership { instance: Arc::clone(instance), of };
    let spaces = sqlx::query("SELECT scope, person FROM space WHERE instance = ? ORDER BY scope, person")
        .bind(&instance.id)
        .fetch_all(&database.reader)
        .await?;
    let mut scopes = Vec::new();
    for space in spaces {
        let Some(scope) = Scope::from_name(space.try_get("scope")?) else { continue };
        let person: i64 = space.try_get("person")?;
        if scope == Scope::User && ownership.person().is_some_and(|asked| asked != person) {
            continue;
        }
        let place = Place { instance: instance.id.clone(), scope, person };
        let mut items = Vec::new();
        let rev = each_under(database, &place, "", |item| {
            if scope == Scope::User || ownership.covers(scope, &item.key) {
                items.push(Exported {
                    key: item.key.into(),
                    rev: item.rev,
                    value: item.value.unwrap_or_default(),
                    by: item.author.map(|author| instance.id_of(author)),
                    at: item.at.rfc3339(),
                });
            }
        })
        .await?;
        let person = (scope == Scope::User).then(|| instance.id_of(person));
        scopes.push(Scoped { scope, person, rev, items });
    }
    Ok(Export {
        greffon: 1,
        at: Moment::now().rfc3339(),
        instance: instance.id.clone(),
        title: instance.title(locale),
        widget: instance.widget.manifest.id.clone(),
        version: instance.widget.manifest.version.clone(),
        person: ownership.person().map(|person| instance.id_of(person)),
        scopes,
        files: files::list(database, &instance.id, ownership.person()).await?,
        badges: register::credentials(database, &instance.id, ownership.person()).await?,
        traces: trace::statements(database, &instance.id, ownership.person()).await?,
    })
}
