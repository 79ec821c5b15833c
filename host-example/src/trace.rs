//! Learning traces (`event.emit`): kept as xAPI 1.0.3 statements, for one person, and only where the administrator
//! opened them.
//!
//! The widget says what was done and to what; who, where and when are the host's to say. A statement is never changed:
//! whoever made it takes it back by a second one that voids it. Both go when the person is erased.

use std::sync::LazyLock;

use greffon_protocol::message::EventEmit;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use sqlx::{Row, SqliteConnection};

use crate::clock::Moment;
use crate::database::Database;
use crate::error::Error;
use crate::instance::Seat;
use crate::origin::Origin;
use crate::secret::random_uuid;

/// The verb that takes a statement back (xAPI 1.0.3, part two, 2.3.2).
const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";
/// Statements that one person may leave in an instance: 16 competences, a few times a week, for years.
const MOST: i64 = 10_000;

static SCHEMA: LazyLock<Option<Validator>> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("trace.schema.json")).ok()?;
    jsonschema::draft202012::new(&schema).ok()
});

/// Verbs by their words for people; others go without.
const DISPLAYS: [(&str, &str, &str); 5] = [
    ("http://id.tincanapi.com/verb/rated", "s’est positionné", "rated"),
    ("http://id.tincanapi.com/verb/reviewed", "a regardé", "reviewed"),
    ("https://w3id.org/xapi/tla/verbs/planned", "s’est donné pour but", "planned"),
    ("https://w3id.org/xapi/tla/verbs/deselected", "a retiré de ses buts", "deselected"),
    (VOIDED, "a retiré", "voided"),
];

/// Keeps a trace, and gives the id of its statement.
pub async fn keep(
    database: &Database,
    seat: &Seat,
    origin: &Origin,
    event: &EventEmit,
) -> Result<String, Error> {
    let said = serde_json::to_value(event).map_err(|_| Error::Internal)?;
    let schema = SCHEMA.as_ref().ok_or(Error::Internal)?;
    if let Some(error) = schema.iter_errors(&said).next() {
        return Err(Error::TraceForm {
            pointer: error.instance_path().to_string(),
            rule: error.schema_path().to_string().rsplit('/').next().unwrap_or_default().to_owned(),
        });
    }
    let reference = event.object["objectType"] == "StatementRef";
    let voids = (event.verb == VOIDED).then(|| event.object["id"].as_str().unwrap_or_default().to_owned());
    if voids.is_some() && !reference {
        return Err(Error::TraceForm { pointer: "/object".to_owned(), rule: "StatementRef".to_owned() });
    }
    let now = Moment::now();
    let id = event.id.clone().unwrap_or_else(random_uuid);
    let statement = statement(&id, now, seat, origin, event);
    let keeping =
        Keeping { id, instance: seat.instance.id.clone(), person: seat.person(), now, voids, statement };
    database
        .writer
        .change(move |connection| Box::pin(async move { keeping.carry_out(connection).await }))
        .await
}

fn statement(id: &str, now: Moment, seat: &Seat, origin: &Origin, event: &EventEmit) -> Value {
    let mut verb = json!({ "id": event.verb });
    if let Some((_, fr, en)) = DISPLAYS.iter().find(|(verb, ..)| *verb == event.verb) {
        verb["display"] = json!({ "fr": fr, "en": en });
    }
    let mut context = event.context.as_ref().and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
    if event.object["objectType"] != "StatementRef" {
        // Only where the object is an activity (xAPI 1.0.3, part two, 2.4.6).
        context.insert("platform".to_owned(), seat.instance.widget.manifest.title.fr.clone().into());
    }
    let at = now.rfc3339();
    let mut statement = json!({
        "id": id,
        "version": "1.0.0",
        "timestamp": at,
        "stored": at,
        "actor": {
            "objectType": "Agent",
            "account": { "homePage": origin.as_str(), "name": seat.id },
        },
        "verb": verb,
        "object": event.object,
    });
    if let Some(result) = &event.result {
        statement["result"] = result.clone();
    }
    if !context.is_empty() {
        statement["context"] = context.into();
    }
    statement
}

struct Keeping {
    id: String,
    instance: String,
    person: i64,
    now: Moment,
    voids: Option<String>,
    statement: Value,
}

impl Keeping {
    async fn carry_out(self, connection: &mut SqliteConnection) -> Result<String, Error> {
        let text = self.statement.to_string();
        let known = sqlx::query("SELECT instance, person, statement FROM trace WHERE id = ?")
            .bind(&self.id)
            .fetch_optional(&mut *connection)
            .await?;
        if let Some(row) = known {
            let own = row.try_get::<i64, _>("person")? == self.person
                && row.try_get::<String, _>("instance")? == self.instance;
            // A retry whose answer was lost: what was said is the same, whenever it was said.
            return if own && same_but_for_time(&row.try_get::<String, _>("statement")?, &self.statement) {
                Ok(self.id)
            } else {
                Err(Error::TraceTwice)
            };
        }
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM trace WHERE instance = ? AND person = ?")
            .bind(&self.instance)
            .bind(self.person)
            .fetch_one(&mut *connection)
            .await?;
        if left >= MOST {
            return Err(Error::KeysFull { limit: MOST.unsigned_abs() });
        }
        if let Some(voided) = &self.voids {
            let taken_back = sqlx::query(
                "UPDATE trace SET voided_by = ?1 WHERE id = ?2 AND instance = ?3 AND person = ?4 AND voided_by IS NULL
                 AND json_extract(statement, '$.verb.id') <> ?5",
            )
            .bind(&self.id)
            .bind(voided)
            .bind(&self.instance)
            .bind(self.person)
            .bind(VOIDED)
            .execute(&mut *connection)
            .await?;
            if taken_back.rows_affected() == 0 {
                return Err(Error::NoTrace);
            }
        }
        sqlx::query("INSERT INTO trace (id, instance, person, stored, statement) VALUES (?, ?, ?, ?, ?)")
            .bind(&self.id)
            .bind(&self.instance)
            .bind(self.person)
            .bind(self.now.0)
            .bind(text)
            .execute(connection)
            .await?;
        Ok(self.id)
    }
}

fn same_but_for_time(kept: &str, said: &Value) -> bool {
    let timeless = |mut statement: Value| {
        for member in ["timestamp", "stored"] {
            statement.as_object_mut().map(|members| members.remove(member));
        }
        statement
    };
    serde_json::from_str(kept).is_ok_and(|kept: Value| timeless(kept) == timeless(said.clone()))
}

/// The statements of an instance, or of one person in it, oldest first; voided ones too, as xAPI wants.
pub async fn statements(
    database: &Database,
    instance: &str,
    person: Option<i64>,
) -> Result<Vec<Value>, Error> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT statement FROM trace WHERE instance = ?1 AND (?2 IS NULL OR person = ?2) ORDER BY stored, id",
    )
    .bind(instance)
    .bind(person)
    .fetch_all(&database.reader)
    .await?;
    rows.iter().map(|text| serde_json::from_str(text).map_err(|_| Error::Internal)).collect()
}
