//! Tickets: whose they are now, whose word is missing, and whose promised day has passed.

use std::collections::BTreeMap;

use greffon_certification_model::day::Moment as At;
use greffon_certification_model::desk::event::Act;
use greffon_certification_model::desk::report::Place;
use greffon_certification_model::desk::ticket::{Status, Ticket};

use super::{Board, date};
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::mail::letter::{Kind, Letter, title, word};
use crate::mail::people::Recipient;
use crate::mail::{paris, queue};

/// Working days after which a holder who said nothing is asked until when.
const SILENT: i32 = 2;
/// More tickets than that at once are told in one message.
const APART: usize = 3;

/// What there is to tell of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    Yours,
    Silent,
    Overdue,
}

impl News {
    const fn name(self) -> &'static str {
        match self {
            Self::Yours => "yours",
            Self::Silent => "silent",
            Self::Overdue => "overdue",
        }
    }
}

/// Something that one recipient is to be told, by itself or as a line of a message of several.
struct Told {
    to: Recipient,
    letter: Letter,
    line: String,
}

/// The letters about all open tickets, and all that still holds of them, told or not.
pub(super) async fn letters(host: &Host, board: &Board<'_>) -> Result<(Vec<Letter>, Vec<String>), Error> {
    let mut piles: BTreeMap<(String, News), Vec<Told>> = BTreeMap::new();
    let mut hold = Vec::new();
    for ticket in board.record.tickets().iter().filter(|ticket| ticket.status.is_open()) {
        let found = news(board, ticket);
        hold.extend(found.iter().map(|(_, matter)| matter.clone()));
        if !is_news(board, ticket) {
            continue;
        }
        for to in board.people.of_function(&board.record, ticket.holder) {
            if !to.wants(Kind::Ticket) {
                continue;
            }
            for (news, matter) in &found {
                let letter = one(board, &to, *news, matter.clone(), ticket);
                if !queue::knows(&host.database.reader, &letter).await? {
                    let line = line(board, to.locale, ticket);
                    piles.entry((to.key.clone(), *news)).or_default().push(Told {
                        to: to.clone(),
                        letter,
                        line,
                    });
                }
            }
        }
    }
    let mut letters = Vec::new();
    for ((_, news), pile) in piles {
        if pile.len() > APART {
            letters.extend(several(board, news, &pile));
        }
        let covered = pile.len() > APART;
        // Without an address each stays by itself, to be told once there is one.
        letters.extend(
            pile.into_iter()
                .map(|told| Letter { covered: covered && !told.to.address.is_empty(), ..told.letter }),
        );
    }
    Ok((letters, hold))
}

/// Whether anything was written about it since mail is sent.
fn is_news(board: &Board<'_>, ticket: &Ticket) -> bool {
    board.is_news(&format!("tickets/{}", ticket.id))
        || ticket.reports.iter().any(|(id, _)| board.is_news(&format!("reports/{id}")))
}

/// What is to be told, each with what it is remembered by.
fn news(board: &Board<'_>, ticket: &Ticket) -> Vec<(News, String)> {
    let (turn, since) = turn(ticket);
    let about = |news: News, what: &str| {
        (news, format!("ticket/{}/{}/{}/{what}", board.paper.instance, ticket.id, news.name()))
    };
    let mut found = vec![about(News::Yours, &turn)];
    let from = since.local_day(paris::offset(board.now));
    if ticket.status == Status::New
        && ticket.promised.is_none()
        && board.record.calendar.working_days(from, board.today) >= SILENT
    {
        found.push(about(News::Silent, &turn));
    }
    if let Some(promised) = ticket.promised.filter(|_| ticket.is_overdue(board.today)) {
        found.push(about(News::Overdue, &promised.text()));
    }
    found
}

/// Since when, and by what, the holder has it: by the last hand-over or reopening, or from the start.
fn turn(ticket: &Ticket) -> (String, At) {
    let given = ticket
        .events
        .iter()
        .rev()
        .find(|(event, counts)| *counts && matches!(event.act, Act::Hand(_) | Act::Reopen));
    let (id, at) = given.map_or(("0", ticket.opened), |(event, _)| (event.id.as_str(), event.at));
    (format!("{id}.{}.{}", ticket.holder.id(), ticket.reopened), at)
}

fn one(board: &Board<'_>, to: &Recipient, news: News, matter: String, ticket: &Ticket) -> Letter {
    let day = ticket.promised.map(|day| date(to.locale, day)).unwrap_or_default();
    let words = [
        ("what", line(board, to.locale, ticket)),
        ("day", day),
        ("function", word(to.locale, "fn", ticket.holder.id())),
        ("school", board.paper.school()),
    ];
    let text = |part: &str| to.locale.text_with(&format!("mail.ticket.{}.{part}", news.name()), &words);
    board.paper.letter(to, Kind::Ticket, matter, &text("subject"), &text("says"), &[])
}

/// One message for many: a room whose computers all fail is one thing to know.
fn several(board: &Board<'_>, news: News, pile: &[Told]) -> Option<Letter> {
    let first = pile.first().filter(|told| !told.to.address.is_empty())?;
    let to = &first.to;
    let words = [("count", pile.len().to_string()), ("school", board.paper.school())];
    let text =
        |part: &str| to.locale.text_with(&format!("mail.ticket.{}.several-{part}", news.name()), &words);
    let lines: Vec<String> = pile.iter().map(|told| told.line.clone()).collect();
    let matter = format!("several/{}", first.letter.matter);
    Some(board.paper.letter(to, Kind::Ticket, matter, &text("subject"), &text("says"), &lines))
}

/// The kind of problem and its place: never the words of whoever reported it.
fn line(board: &Board<'_>, locale: Locale, ticket: &Ticket) -> String {
    let named = |name: Option<&str>, other: &str| match name {
        Some(name) if !name.trim().is_empty() => title(name),
        _ => locale.text(other).to_owned(),
    };
    let record = &board.record;
    let place = match &ticket.place {
        Place::Machine(id) => {
            named(record.machines.get(id).map(|machine| machine.name.as_str()), "mail.place.machine")
        }
        Place::Room(id) => named(record.rooms.get(id).map(|room| room.name.as_str()), "mail.place.room"),
        Place::School => locale.text("mail.place.school").to_owned(),
    };
    format!("{}, {place}", word(locale, "problem", ticket.problem.id()))
}
