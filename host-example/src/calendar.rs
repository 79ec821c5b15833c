//! The steps and sessions of a certification board for an agenda: addresses that need no account, and what they give.
//!
//! An agenda fetches the address by itself, again and again, and cannot sign in. Its code is no guess, shows what its owner
//! may read and nothing more, and is dead once they end it or lose that right. What is written is the widget's own
//! iCalendar file (`greffon-certification-model`).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use greffon_certification_diagnostic::WIDGET;
use greffon_certification_model::app::Card;
use greffon_certification_model::day::Moment as At;
use greffon_certification_model::files::icalendar;
use greffon_certification_model::record::Record;
use greffon_certification_model::rights::Rights;
use greffon_protocol::{Key, Scope};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::access::Act;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;
use crate::locale::Locale;
use crate::secret::random_id;
use crate::session::{Session, Visitor};
use crate::store::{self, Place};

/// Addresses that one person holds for one board at most: an agenda each for computer, phone and office is plenty.
const MOST: i64 = 10;

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What stands in it.
    pub code: String,
    /// Only the steps of its owner's functions.
    pub mine: bool,
    instance: String,
    person: i64,
    locale: Locale,
}

impl Feed {
    fn read(row: &SqliteRow) -> Result<Self, Error> {
        let locale: String = row.try_get("locale")?;
        Ok(Self {
            code: row.try_get("code")?,
            mine: row.try_get("mine")?,
            instance: row.try_get("instance")?,
            person: row.try_get("person")?,
            locale: Locale::from_tag(&locale).unwrap_or_default(),
        })
    }
}

/// Insists that somebody may have the steps in an agenda: that they may read them.
pub fn may_subscribe(seat: &Seat) -> Result<(), Error> {
    seat.need("service:calendar")?;
    seat.need_scope(Scope::Shared)?;
    let any = Key::new("steps/any").map_err(|_| Error::Internal)?;
    let board = seat.instance.widget.manifest.id == WIDGET;
    if board && seat.may(Act::Read, Scope::Shared, &any) {
        Ok(())
    } else {
        Err(Error::NoRule(any.to_string()))
    }
}

/// Makes an address.
pub async fn make(host: &Host, seat: &Seat, mine: bool, locale: Locale) -> Result<(), Error> {
    may_subscribe(seat)?;
    let code = [random_id(), random_id()].concat();
    let (instance, person) = (seat.instance.id.clone(), seat.person());
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let held: i64 = sqlx::query_scalar(
                    "SELECT count(*) FROM calendar_feed WHERE instance = ? AND person = ?",
                )
                .bind(&instance)
                .bind(person)
                .fetch_one(&mut *connection)
                .await?;
                if held >= MOST {
                    return Err(Error::KeysFull { limit: MOST.cast_unsigned() });
                }
                sqlx::query(
                    "INSERT INTO calendar_feed (code, instance, person, mine, locale) VALUES (?, ?, ?, ?, ?)",
                )
                .bind(code)
                .bind(instance)
                .bind(person)
                .bind(mine)
                .bind(locale.tag())
                .execute(connection)
                .await?;
                Ok(())
            })
        })
        .await
}

/// The addresses that somebody holds for a board.
pub async fn list(host: &Host, seat: &Seat) -> Result<Vec<Feed>, Error> {
    let rows = sqlx::query(
        "SELECT code, instance, person, mine, locale FROM calendar_feed
         WHERE instance = ? AND person = ? ORDER BY mine DESC, code",
    )
    .bind(&seat.instance.id)
    .bind(seat.person())
    .fetch_all(&host.database.reader)
    .await?;
    rows.iter().map(Feed::read).collect()
}

/// Ends an address of one's own.
pub async fn end(host: &Host, seat: &Seat, code: &str) -> Result<(), Error> {
    let (code, instance, person) = (code.to_owned(), seat.instance.id.clone(), seat.person());
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                sqlx::query("DELETE FROM calendar_feed WHERE code = ? AND instance = ? AND person = ?")
                    .bind(code)
                    .bind(instance)
                    .bind(person)
                    .execute(connection)
                    .await?;
                Ok(())
            })
        })
        .await
}

/// What an agenda gets under a code: an iCalendar file.
pub async fn read(host: &Host, code: &str) -> Result<String, Error> {
    let row = sqlx::query("SELECT code, instance, person, mine, locale FROM calendar_feed WHERE code = ?")
        .bind(code)
        .fetch_optional(&host.database.reader)
        .await?;
    let feed = row.as_ref().map(Feed::read).transpose()?.ok_or(Error::NoFeed)?;
    let person = host.directory.person(feed.person).await?.ok_or(Error::NoFeed)?;
    let visitor = Visitor { session: Arc::new(Session::of_nobody(person.id)), person };
    let seat = Seat::take(host, visitor, &feed.instance).await.map_err(|_| Error::NoFeed)?;
    may_subscribe(&seat).map_err(|_| Error::NoFeed)?;

    let mut record = Record::default();
    for prefix in ["sessions/", "steps/"] {
        store::each_under(&host.database, &Place::of(&seat, Scope::Shared), prefix, |kept| {
            record.put(kept.key.as_str(), kept.value.as_ref());
        })
        .await?;
    }
    Ok(write(&record, &feed, &seat))
}

fn write(record: &Record, feed: &Feed, seat: &Seat) -> String {
    let rights = Rights::new(&seat.roles, true);
    let shown = record
        .steps
        .iter()
        .filter(|kept| !feed.mine || kept.item.owner.is_some_and(|owner| rights.is_mine(owner)));
    let steps: Vec<Card<'_>> =
        shown.map(|kept| Card { id: &kept.id, step: &kept.item, late: false, waits: 0 }).collect();
    let word = |key: &str| words(feed.locale).get(key).map_or("", String::as_str);
    let words = icalendar::Words {
        title: word("plan.calendar_title"),
        session: word("field.session"),
        step: word("field.title"),
    };
    let at = (seat.instance.id.as_str(), At(Moment::now().0));
    icalendar::write(record.sessions.iter(), &steps, at, words, |card| {
        let named = |group: &str, id: &str| word(&[group, ".", &id.replace('-', "_")].concat());
        let owner = card.step.owner.map_or(word("nobody"), |owner| named("fn", owner.id()));
        [owner, ", ", named("state", card.step.state.id())].concat()
    })
}

/// The words of the board, which is not asked to write the file.
pub(crate) fn words(locale: Locale) -> &'static HashMap<String, String> {
    static WORDS: LazyLock<[HashMap<String, String>; 2]> = LazyLock::new(|| {
        let read = |text| {
            let all: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(text).unwrap_or_default();
            let plain = all.into_iter().filter_map(|(key, text)| Some((key, text.as_str()?.to_owned())));
            plain.collect()
        };
        [
            read(include_str!("../../widgets/certification/locales/fr.json")),
            read(include_str!("../../widgets/certification/locales/en.json")),
        ]
    });
    &WORDS[usize::from(locale == Locale::English)]
}

#[cfg(test)]
mod tests {
    use greffon_certification_model::function::Function;
    use greffon_certification_model::plan::State;

    use super::*;

    #[test]
    fn every_word_of_an_entry_is_in_the_catalogue_of_the_board() {
        let functions = Function::ALL.map(|function| format!("fn.{}", function.id().replace('-', "_")));
        let states = State::ALL.map(|state| format!("state.{}", state.id().replace('-', "_")));
        let others = ["plan.calendar_title", "field.session", "field.title", "nobody"].map(str::to_owned);
        for locale in [Locale::French, Locale::English] {
            for key in functions.iter().chain(&states).chain(&others) {
                assert!(words(locale).contains_key(key), "{key}");
            }
        }
    }
}
