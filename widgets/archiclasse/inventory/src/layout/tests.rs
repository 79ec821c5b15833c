use proptest::prelude::*;

use super::*;
use crate::testing::Drawn;

#[test]
fn only_what_stands_elsewhere_moves() {
    let mut drawn = Drawn::room();
    let debate = drawn.layout("Débat");
    let [still, moved, turned] = [0, 1, 2].map(|at| drawn.piece("table-simple-t6", 1000 * at, 1000));
    drawn.put(debate, moved, Some((1000, 4000)), 0);
    drawn.put(debate, turned, Some((2000, 1000)), 90);
    let change = change(&drawn.plan, &drawn.catalogue, None, Some(debate), 0);
    let seconds = |piece: Id| change.moves.iter().find(|one| one.piece == piece).map(|one| one.seconds);
    // 3 m there and back: 10 + 3 × 2.083 = 16.25 s, rounded up; one that only turns is picked up and set down.
    assert_eq!([still, moved, turned].map(seconds), [None, Some(17), Some(10)]);
    assert_eq!(change.moves.len(), 2);
}

/// 14 kg: one person; 22 kg: two; 45 kg: four; 80 kg: the staff; a cart of 130 kg on castors: two.
#[test]
fn who_carries_what() {
    for (item, people) in [
        ("table-simple-t6", Some(1)),
        ("table-double-t6", Some(2)),
        ("table-reunion", Some(4)),
        ("armoire", None),
        ("chariot-32", Some(2)),
        ("tableau-mobile", Some(1)),
    ] {
        let mut drawn = Drawn::room();
        let exam = drawn.layout("Examen");
        let piece = drawn.piece(item, 0, 0);
        drawn.put(exam, piece, Some((1000, 0)), 0);
        let change = change(&drawn.plan, &drawn.catalogue, None, Some(exam), 0);
        assert_eq!(change.moves[0].people, people, "{item}");
        assert_eq!(change.for_staff(), usize::from(people.is_none()));
    }
}

/// 12 tables of one person, 17 s each: 204 s of work. One person takes 4 minutes, four 1 minute.
#[test]
fn minutes_for_so_many_people() {
    let mut drawn = Drawn::room();
    let islands = drawn.layout("Îlots");
    for at in 0..12 {
        let table = drawn.piece("table-simple-t6", 700 * at, 0);
        drawn.put(islands, table, Some((700 * at, 3000)), 0);
    }
    let change = change(&drawn.plan, &drawn.catalogue, None, Some(islands), 0);
    assert_eq!((change.minutes(1), change.minutes(4), change.minutes(30)), (Some(4), Some(1), Some(1)));
}

#[test]
fn too_few_people_is_no_number() {
    let mut drawn = Drawn::room();
    let islands = drawn.layout("Îlots");
    let table = drawn.piece("table-reunion", 0, 0);
    drawn.put(islands, table, Some((3000, 0)), 0);
    let change = change(&drawn.plan, &drawn.catalogue, None, Some(islands), 0);
    assert_eq!((change.minutes(3), change.minutes(4)), (None, Some(1)));
}

/// 20 chairs stack by 6: 4 stacks of 0.45 × 0.48 m are 0.864 m², 2 folded tables 2 × 1.40 × 0.25 = 0.70 m².
#[test]
fn what_is_put_away_is_stacked() {
    let mut drawn = Drawn::room();
    let debate = drawn.layout("Débat");
    for _ in 0..20 {
        let chair = drawn.piece("chaise-t6", 0, 0);
        drawn.put(debate, chair, None, 0);
    }
    for _ in 0..2 {
        let table = drawn.piece("table-mobile", 0, 0);
        drawn.put(debate, table, None, 0);
    }
    let change = change(&drawn.plan, &drawn.catalogue, None, Some(debate), 12_000);
    assert_eq!(change.store, Store { pieces: 22, needed: 864_000 + 700_000 });
    assert!(change.store.fits(2_346_000) && !change.store.fits(2_345_000));
    assert_eq!(change.moves[0].seconds, 10 + 25, "12 m to the store: 24.996 s");
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_moves(places in prop::collection::vec((any::<bool>(), 0..9000, 0..6800, 0..360), 1..20)) {
        let mut drawn = Drawn::room();
        let other = drawn.layout("Autre");
        for (kept, x, y, turn) in places {
            let chair = drawn.piece("chaise-t6", x / 2, y / 2);
            drawn.put(other, chair, kept.then_some((x, y)), turn);
        }
        let there = change(&drawn.plan, &drawn.catalogue, None, Some(other), 5000);
        let back = change(&drawn.plan, &drawn.catalogue, Some(other), None, 5000);
        prop_assert_eq!(there.moves.len(), back.moves.len());
        for (one, two) in there.moves.iter().zip(&back.moves) {
            prop_assert_eq!((one.piece, one.from, one.to, one.seconds), (two.piece, two.to, two.from, two.seconds));
        }
        prop_assert_eq!(change(&drawn.plan, &drawn.catalogue, Some(other), Some(other), 5000).moves, vec![]);
    }
}
