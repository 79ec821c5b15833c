//! Looking at the boards: what there is to tell, worked out of what is stored.
//!
//! Nothing is noted while people write. What each board says is compared with the memory of what was told, in one
//! transaction with the revision that was looked at: after a crash the same is worked out again, and told once.

mod steps;
mod tickets;

use std::collections::HashMap;
use std::time::Duration;

use greffon_certification_diagnostic::WIDGET;
use greffon_certification_model::day::Day;
use greffon_certification_model::record::Record;
use greffon_protocol::Scope;
use sqlx::Row;

use super::letter::{Kind, Letter, Paper};
use super::people::People;
use super::{paris, queue};
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Instance;
use crate::locale::Locale;
use crate::store::{self, Place};

/// How often a board is looked at where nobody changes it: days pass, and promises with them.
const AGAIN: Duration = Duration::from_mins(10);
/// What is read of a board; the log is long, and tells nothing that is not elsewhere.
const PREFIXES: [&str; 9] =
    ["team/", "sessions/", "steps/", "rooms/", "machines/", "reports/", "tickets/", "routing/", "settings/"];

/// A board as it stands.
struct Board<'a> {
    record: Record,
    /// When each item was last written, by this machine's clock.
    written: HashMap<String, Moment>,
    people: People,
    paper: Paper<'a>,
    /// Nothing of before is told.
    since: Moment,
    now: Moment,
    today: Day,
}

impl Board<'_> {
    /// Whether an item was written since mail is sent.
    fn is_news(&self, key: &str) -> bool {
        self.written.get(key).is_some_and(|at| *at >= self.since)
    }
}

/// Looks at the boards that changed, or that were not looked at for a while, and queues what is to be told.
pub async fn watch(host: &Host, now: Moment) -> Result<(), Error> {
    if host.config.relay.is_none() {
        return Ok(());
    }
    let rows = sqlx::query(
        "SELECT instance.id, coalesce(space.rev, 0) AS rev, since, mail_watch.rev AS seen, at FROM instance
         LEFT JOIN space ON space.instance = instance.id AND scope = ?
         LEFT JOIN mail_watch ON mail_watch.instance = instance.id WHERE widget = ? AND allowed",
    )
    .bind(Scope::Shared.name())
    .bind(WIDGET)
    .fetch_all(&host.database.reader)
    .await?;
    for row in rows {
        let id: String = row.try_get("id")?;
        let rev: i64 = row.try_get("rev")?;
        let seen: Option<i64> = row.try_get("seen")?;
        let at: Option<i64> = row.try_get("at")?;
        let since = row.try_get::<Option<i64>, _>("since")?.map_or(host.post.since, Moment);
        let fresh = at.is_some_and(|at| {
            (0..i64::try_from(AGAIN.as_millis()).unwrap_or(i64::MAX)).contains(&(now.0 - at))
        });
        if seen == Some(rev) && fresh {
            continue;
        }
        // One board that cannot be read keeps nobody else from their mail.
        if let Err(error) = look(host, &id, since, now).await {
            tracing::error!(%error, instance = id, "a board was not looked at for mail");
        }
    }
    Ok(())
}

async fn look(host: &Host, id: &str, since: Moment, now: Moment) -> Result<(), Error> {
    let Some(instance) = host.instances.get(id, &host.widgets, &host.directory).await? else { return Ok(()) };
    let (board, rev) = read(host, &instance, since, now).await?;
    let mut letters = referents(&board);
    let (about_tickets, mut hold) = tickets::letters(host, &board).await?;
    letters.extend(about_tickets);
    letters.extend(steps::letters(&board));
    hold.push(steps::matter(id, board.today));
    let hold = serde_json::to_string(&hold).map_err(|_| Error::Internal)?;
    let id = id.to_owned();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                for letter in &letters {
                    queue::put(connection, letter, now).await?;
                }
                queue::drop_others(connection, &id, &hold).await?;
                sqlx::query(
                    "INSERT INTO mail_watch (instance, since, rev, at) VALUES (?, ?, ?, ?)
                     ON CONFLICT (instance) DO UPDATE SET rev = excluded.rev, at = excluded.at",
                )
                .bind(&id)
                .bind(since.0)
                .bind(rev)
                .bind(now.0)
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

async fn read<'a>(
    host: &'a Host,
    instance: &'a Instance,
    since: Moment,
    now: Moment,
) -> Result<(Board<'a>, i64), Error> {
    let place = Place { instance: instance.id.clone(), scope: Scope::Shared, person: 0 };
    let mut record = Record::default();
    let mut written = HashMap::new();
    // Each prefix is read at a moment of its own: what came between is looked at again.
    let mut rev = u64::MAX;
    for prefix in PREFIXES {
        let read = store::each_under(&host.database, &place, prefix, |kept| {
            record.put(kept.key.as_str(), kept.value.as_ref());
            written.insert(kept.key.into(), kept.at);
        })
        .await?;
        rev = rev.min(read);
    }
    let people = People::of(host, instance).await?;
    let paper =
        Paper { instance: &instance.id, origin: host.post.origin(), school: &instance.establishment.name };
    let today = paris::day(now);
    Ok((Board { record, written, people, paper, since, now, today }, rev.cast_signed()))
}

/// Whoever the directory names référent.
fn referents(board: &Board<'_>) -> Vec<Letter> {
    let mut letters = Vec::new();
    for kept in &board.record.team {
        let Some(named) = kept.item.referent.filter(|_| board.is_news(&format!("team/{}", kept.id))) else {
            continue;
        };
        let to = board.people.contact(&kept.id, &kept.item);
        if !to.wants(Kind::Referent) {
            continue;
        }
        let words = [("school", board.paper.school()), ("day", date(to.locale, named))];
        let matter = format!("referent/{}/{}/{}", board.paper.instance, kept.id, named.text());
        let subject = to.locale.text_with("mail.referent.subject", &words);
        let says = to.locale.text_with("mail.referent.says", &words);
        letters.push(board.paper.letter(&to, Kind::Referent, matter, &subject, &says, &[]));
    }
    letters
}

/// A day as people write it: `23/11/2026`.
fn date(locale: Locale, day: Day) -> String {
    locale.date(Moment(i64::from(day.0) * 86_400_000))
}
