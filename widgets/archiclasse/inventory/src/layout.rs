//! From one layout of the same pieces to another: what moves, who carries it, how long that takes, and whether the store
//! holds what is put away.
//!
//! How people carry things is an estimate of ours, to be corrected by those who do it: what has castors is pushed by one
//! person up to 60 kg and by two above; what has none is carried by one up to 15 kg, by two up to 30 kg, by four up to
//! 60 kg, and is left to the technical staff above. Each piece takes 10 s to pick up and set down, 5 s on castors, and
//! walks at 0.8 m/s there and 1.2 m/s back.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::{Angle, Id, Plan, Point};

/// Seconds to pick a piece up and to set it down.
const HANDLING: u32 = 10;
/// The same on castors.
const ROLLING: u32 = 5;
/// Millimetres in a second: 1/0.8 + 1/1.2 s for each metre there and back, in ms.
const WALK_MS_PER_M: u64 = 2083;

/// A piece that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Which piece.
    pub piece: Id,
    /// Where it stands before; `None` in the store.
    pub from: Option<Point>,
    /// Where it stands after; `None` in the store.
    pub to: Option<Point>,
    /// How it is turned after.
    pub turn: Angle,
    /// How many people move it; `None` for the technical staff.
    pub people: Option<u32>,
    /// How long that takes, s.
    pub seconds: u32,
}

/// What is put away, and whether there is room for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Store {
    /// How many pieces are put away.
    pub pieces: usize,
    /// The floor they take, stacked and folded, mm².
    pub needed: u64,
}

/// The change from one layout to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What moves, in the order of the pieces' names.
    pub moves: Vec<Move>,
    /// What is in the store afterwards.
    pub store: Store,
}

/// The place of a piece in a layout, or in the plan itself; `None` in the store.
fn place(plan: &Plan, layout: Option<Id>, piece: Id) -> (Option<Point>, Angle) {
    if let Some(place) = layout.and_then(|layout| plan.place(layout, piece)) {
        return (place.at, place.turn);
    }
    plan.pieces.get(piece).map_or((None, Angle::ZERO), |piece| (Some(piece.at), piece.turn))
}

/// What changes from one layout to another; `None` is the plan itself. Pieces go by the straight way; those that come
/// from the store or go there walk as far as `to_store` mm.
pub fn change(plan: &Plan, catalogue: &Catalogue, from: Option<Id>, to: Option<Id>, to_store: u32) -> Change {
    let mut moves = Vec::new();
    let mut stored: Vec<(&str, u32)> = Vec::new();
    for (id, piece) in plan.pieces.iter() {
        let (before, turn_before) = place(plan, from, id);
        let (after, turn) = place(plan, to, id);
        if after.is_none() {
            match stored.iter_mut().find(|(item, _)| *item == piece.item) {
                Some((_, count)) => *count += 1,
                None => stored.push((&piece.item, 1)),
            }
        }
        if before == after && (turn == turn_before || after.is_none()) {
            continue;
        }
        let known = catalogue.piece(&piece.item);
        let castors = known.is_some_and(|known| known.traits.castors);
        let distance = match (before, after) {
            (Some(before), Some(after)) => before.distance(after),
            _ => f64::from(to_store),
        };
        let handling = if castors { ROLLING } else { HANDLING };
        moves.push(Move {
            piece: id,
            from: before,
            to: after,
            turn,
            people: people(known.map_or(0, |known| known.kg), castors),
            seconds: handling + walk(distance),
        });
    }
    let floor = |(item, count): &(&str, u32)| match catalogue.piece(item) {
        Some(known) => known.stored_area(*count),
        None => 0,
    };
    let pieces = stored.iter().map(|(_, count)| *count as usize).sum();
    Change { moves, store: Store { pieces, needed: stored.iter().map(floor).sum() } }
}

/// How many people move a piece; `None` for the technical staff.
const fn people(kg: u32, castors: bool) -> Option<u32> {
    match (castors, kg) {
        (true, 0..=60) | (false, 0..=15) => Some(1),
        (true, 61..=150) | (false, 16..=30) => Some(2),
        (false, 31..=60) => Some(4),
        _ => None,
    }
}

/// Seconds there and back, rounded up.
fn walk(distance: f64) -> u32 {
    let millimetres = u64::from(greffon_archiclasse_plan::geometry::whole(distance).unsigned_abs());
    u32::try_from((millimetres * WALK_MS_PER_M).div_ceil(1_000_000)).unwrap_or(u32::MAX)
}

impl Change {
    /// How long it takes so many people, in whole minutes rounded up; `None` where a piece takes more people than there
    /// are. What is left to the technical staff is not in it.
    pub fn minutes(&self, people: u32) -> Option<u32> {
        let carried = self.moves.iter().filter_map(|one| Some((one.people?, one.seconds)));
        let mut work = 0_u64;
        let mut longest = 0;
        for (together, seconds) in carried {
            if together > people {
                return None;
            }
            work += u64::from(together) * u64::from(seconds);
            longest = longest.max(seconds);
        }
        if work == 0 {
            return Some(0);
        }
        let seconds = work.div_ceil(u64::from(people.max(1))).max(u64::from(longest));
        u32::try_from(seconds.div_ceil(60)).ok()
    }

    /// How many pieces are left to the technical staff.
    pub fn for_staff(&self) -> usize {
        self.moves.iter().filter(|one| one.people.is_none()).count()
    }
}

impl Store {
    /// Whether a store with so much floor (mm²) holds it. A third of the floor stays free to get at things: our habit.
    pub const fn fits(&self, floor: u64) -> bool {
        self.needed * 3 <= floor * 2
    }
}

#[cfg(test)]
mod tests;
