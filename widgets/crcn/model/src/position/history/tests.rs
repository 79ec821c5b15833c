use proptest::prelude::*;

use super::*;
use crate::testing::{level, stamp, ticks};

fn entry(history: &History, number: u32, act: Act) -> Entry {
    let stamp = stamp(number);
    Entry { id: stamp.id, seq: history.next_seq(), at: stamp.at, on: stamp.on, act }
}

fn place(history: &History, number: u32, to: u8) -> History {
    let act = Act::Place { standing: Standing::Level(level(to)), ticks: ticks(&["1-1"]) };
    history.with(entry(history, number, act))
}

fn withdraw(history: &History, number: u32, target: EntryId) -> History {
    history.with(entry(history, number, Act::Withdraw(target)))
}

fn shown(history: &History) -> Vec<(u8, &'static str)> {
    let fate = |fate: &Fate| match fate {
        Fate::Current => "current",
        Fate::Former => "former",
        Fate::Withdrawn { .. } => "withdrawn",
    };
    let number = |standing: Standing| standing.level().unwrap().number();
    history.timeline().iter().map(|line| (number(line.standing), fate(&line.fate))).collect()
}

#[test]
fn the_newest_that_stands_is_current() {
    let history = place(&place(&place(&History::default(), 1, 1), 2, 2), 3, 4);
    assert_eq!(shown(&history), [(4, "current"), (2, "former"), (1, "former")]);
}

#[test]
fn taking_back_and_bringing_back_leave_their_trace() {
    let history = place(&place(&History::default(), 1, 1), 2, 3);
    let last = history.current().unwrap().id;
    let taken = withdraw(&history, 3, last);
    assert_eq!(shown(&taken), [(3, "withdrawn"), (1, "current")]);
    let Fate::Withdrawn { on, by } = taken.timeline()[0].fate else { panic!("withdrawn") };
    assert_eq!((on, by), (stamp(3).on, stamp(3).id));
    let back = withdraw(&taken, 4, by);
    assert_eq!(shown(&back), [(3, "current"), (1, "former")]);
    assert_eq!(back.entries().len(), 4, "nothing is erased");
    let gone = withdraw(&withdraw(&back, 5, last), 6, stamp(1).id);
    assert_eq!(gone.current(), None);
}

#[test]
fn a_clock_that_runs_ahead_does_not_stop_time() {
    // Placed in 2027 by a wrong clock, then corrected in 2026.
    let history = place(&place(&History::default(), 300, 5), 1, 2);
    assert_eq!(history.current().unwrap().standing, Standing::Level(level(2)));
}

#[test]
fn a_withdrawal_of_something_later_has_no_effect() {
    let first = entry(&History::default(), 1, Act::Withdraw(stamp(2).id));
    let history = place(&History::new(vec![first]), 2, 3);
    assert_eq!(shown(&history), [(3, "current")]);
}

proptest! {
    #[test]
    fn to_withdraw_is_to_be_where_one_was(
        levels in prop::collection::vec(1_u8..=8, 1..12),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut number = 0;
        let mut next = || { number += 1; number };
        let mut history = History::default();
        for to in levels {
            history = place(&history, next(), to);
        }
        for index in taken {
            let lines = history.timeline();
            history = withdraw(&history, next(), lines[index.index(lines.len())].id);
        }
        let Some(current) = history.current() else { return Ok(()) };
        let former = history.timeline().into_iter().find(|line| line.fate == Fate::Former);
        let then = withdraw(&history, next(), current.id);
        prop_assert_eq!(then.current().map(|line| line.id), former.map(|line| line.id));
        prop_assert_eq!(then.timeline().len(), history.timeline().len());
        prop_assert_eq!(then.current().map(|line| line.standing), history.without(current.id).current().map(|line| line.standing));
        // And undoing the undoing brings it back.
        let by = then.entries().last().unwrap().id;
        prop_assert_eq!(withdraw(&then, next(), by).current().map(|line| line.id), Some(current.id));
    }

    #[test]
    fn the_order_in_which_entries_arrive_does_not_matter(levels in prop::collection::vec(1_u8..=8, 1..10), seed in any::<u64>()) {
        let mut history = History::default();
        for (number, to) in (1..).zip(levels) {
            history = place(&history, number, to);
        }
        let mut entries = history.entries().to_vec();
        let count = entries.len() as u64;
        entries.rotate_left(usize::try_from(seed % count).unwrap());
        entries.reverse();
        prop_assert_eq!(History::new(entries), history);
    }
}
