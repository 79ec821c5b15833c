//! A report in three taps: what, where, send.

use crate::desk::problem::Problem;
use crate::desk::report::Place;
use crate::function::Function;
use crate::order;
use crate::record::Record;

/// A report that is being made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What, once it was said.
    pub problem: Option<Problem>,
    /// Where, once it was said.
    pub place: Option<Place>,
    /// Files of the photographs that go with it.
    pub photos: Vec<String>,
    /// It was sent, and goes to them; whether it joined a ticket that was open.
    pub sent: Option<(Function, bool)>,
}

/// A room with its computers, as the second tap shows them; those of no room last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats<'r> {
    /// Id of the room; empty for none.
    pub room: &'r str,
    /// Its name.
    pub name: &'r str,
    /// Id, seat and name of each computer, by seat.
    pub machines: Vec<(&'r str, u32, &'r str)>,
}

/// All places that a report can be about, beside the whole establishment.
pub fn places(record: &Record) -> Vec<Seats<'_>> {
    let of = |room: &str| {
        let mut machines: Vec<(&str, u32, &str)> = record
            .machines
            .iter()
            .filter(|kept| kept.item.room == room)
            .map(|kept| (kept.id.as_str(), kept.item.seat, kept.item.name.as_str()))
            .collect();
        order::sort_by_key(&mut machines, |(id, seat, _)| (*seat, *id));
        machines
    };
    let mut rooms: Vec<Seats<'_>> = record
        .rooms
        .iter()
        .map(|kept| Seats { room: &kept.id, name: &kept.item.name, machines: of(&kept.id) })
        .collect();
    order::sort_by_key(&mut rooms, |seats| seats.name);
    let loose = of("");
    if !loose.is_empty() {
        rooms.push(Seats { room: "", name: "", machines: loose });
    }
    rooms
}
