//! The board behind a link: which computers it is about, and what a run changes there.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use greffon_certification_diagnostic::{Run, Taken};
use greffon_certification_model::day::Moment as At;
use greffon_certification_model::desk::report::Place as Where;
use greffon_certification_model::machine::State;
use greffon_certification_model::record::Record;
use greffon_protocol::storage::OpKind;
use greffon_protocol::{Key, Op, Rev, Scope};
use serde::Serialize;

use super::link::Guest;
use crate::api::items;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::instance;
use crate::secret::{digest, random_uuid};
use crate::store::{self, Place, Room, Write};

/// What of the board a run is read against.
const PREFIXES: [&str; 5] = ["machines/", "reports/", "rooms/", "routing/", "tickets/"];
/// How often a run is read again because somebody wrote meanwhile.
const TRIES: usize = 5;
/// Items of a batch.
const BATCH: usize = 50;

/// A computer that a link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Its id on the board.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A ticket, told to the page.
#[derive(Debug, Serialize)]
pub struct Told {
    problem: &'static str,
    site: String,
    holder: &'static str,
    row: Option<usize>,
    known: bool,
    room: bool,
}

/// What the page is told of its run.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// When it was kept.
    pub at: String,
    /// Where its problems went.
    pub tickets: Vec<Told>,
    /// How many tickets it ended.
    pub repaired: usize,
}

/// The board as it stands, and the revision of each item.
async fn read(
    host: &Host,
    instance: &instance::Seat,
    prefixes: &[&str],
) -> Result<(Record, HashMap<Key, Rev>), Error> {
    let place = Place::of(instance, Scope::Shared);
    let mut record = Record::default();
    let mut revs = HashMap::new();
    for prefix in prefixes {
        store::each_under(&host.database, &place, prefix, |kept| {
            record.put(kept.key.as_str(), kept.value.as_ref());
            revs.insert(kept.key, kept.rev);
        })
        .await?;
    }
    Ok((record, revs))
}

/// The rooms and computers of a board.
pub async fn read_board(host: &Host, seat: &instance::Seat) -> Result<Record, Error> {
    Ok(read(host, seat, &["machines/", "rooms/"]).await?.0)
}

/// What a link is for, in words, and its computers by seat: those that are in use.
pub async fn seats(host: &Host, guest: &Guest) -> Result<(String, Vec<Seat>), Error> {
    let (record, _) = read(host, &guest.seat, &["machines/", "rooms/"]).await?;
    let seat = |id: &str, name: &str| Seat { id: id.to_owned(), name: name.to_owned() };
    match &guest.link.place {
        Where::Machine(id) => {
            let machine = record.machines.get(id).ok_or(Error::NoDiagnostic)?;
            Ok((machine.name.clone(), vec![seat(id, &machine.name)]))
        }
        Where::Room(id) => {
            let name = record.rooms.get(id).ok_or(Error::NoDiagnostic)?.name.clone();
            let in_use = |state: State| matches!(state, State::InService | State::Reserve);
            let mut found: Vec<_> = record
                .machines
                .iter()
                .filter(|kept| kept.item.room == *id && in_use(kept.item.state))
                .collect();
            found.sort_by_key(|kept| (kept.item.seat, kept.id.clone()));
            Ok((name, found.iter().map(|kept| seat(&kept.id, &kept.item.name)).collect()))
        }
        Where::School => Err(Error::NoDiagnostic),
    }
}

/// Keeps a run: everything that it changes on the board, in the name of whoever made the link.
pub async fn take(host: &Host, guest: &Guest, run: &Run) -> Result<Answer, Error> {
    let _turn = host.diagnostics.turn.lock().await;
    guest.seat.need_writable()?;
    let tag = &HEXLOWER.encode(&digest(run.machine.as_bytes()))[..10];
    let mut tries = 0;
    loop {
        let (record, revs) = read(host, &guest.seat, &PREFIXES).await?;
        let at = Moment::now();
        let taken = greffon_certification_diagnostic::take(&record, run, At(at.0), &guest.seat.id, tag)
            .ok_or(Error::NoDiagnostic)?;
        tries += 1;
        match write(host, guest, &taken, &revs).await {
            // Somebody changed the computer or the ticket meanwhile: the run is read against what they left.
            Err(Error::Conflict(_)) if tries < TRIES => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(answer(at, taken)),
        }
    }
}

fn answer(at: Moment, taken: Taken) -> Answer {
    let told = taken.tickets.into_iter().map(|ticket| Told {
        problem: ticket.problem.id(),
        site: ticket.site,
        holder: ticket.holder.id(),
        row: ticket.row,
        known: ticket.known,
        room: ticket.room,
    });
    Answer { at: at.rfc3339(), tickets: told.collect(), repaired: taken.repaired }
}

async fn write(host: &Host, guest: &Guest, taken: &Taken, revs: &HashMap<Key, Rev>) -> Result<(), Error> {
    let seat = &guest.seat;
    let limits = &host.config.limits;
    let widget = &seat.instance.widget;
    for items in taken.items.chunks(BATCH) {
        let op = |(key, value): &(Key, serde_json::Value)| Op {
            op: OpKind::Set,
            key: key.clone(),
            value: Some(value.clone()),
            if_rev: Some(revs.get(key).copied().unwrap_or(0)),
        };
        let ops: Vec<Op> = items.iter().map(op).collect();
        // The same rights and schemas as for everybody.
        items::check(seat, Scope::Shared, &ops, limits)?;
        let room =
            Room { keys: widget.keys(Scope::Shared, limits), bytes: widget.quota(Scope::Shared, limits) };
        let place = Place::of(seat, Scope::Shared);
        let write = Write::new(seat.clone(), place, random_uuid(), ops, room, host.hub.clone());
        host.database.writer.run(write).await?;
    }
    Ok(())
}
