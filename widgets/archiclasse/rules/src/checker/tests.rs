use greffon_archiclasse_plan::Point;
use greffon_archiclasse_plan::zone::Space;
use proptest::prelude::*;

use super::*;
use crate::finding::piece;
use crate::rule::Check;
use crate::testing::*;

/// Two rooms with pieces of many kinds, some on top of each other.
fn busy() -> (Drawn, Vec<Id>) {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.add_room(Point::new(10_000, 0), 6000, 6800, "Labo");
    drawn.inward_door(TOP, 600, 930);
    drawn.door(4 + BOTTOM, 600, 930);
    drawn.zone(Space::FeuDeCamp, (500, 500), (5000, 5500), 20);
    drawn.zone(Space::Grotte, (6000, 3000), (2500, 3000), 4);
    let mut pieces =
        vec![drawn.piece("tableau-blanc", 3000, 30, 0), drawn.piece("bureau-enseignant", 5000, 900, 180)];
    for number in 0..8 {
        pieces.push(drawn.piece("poste-double-t6", 1500 + number % 2 * 1900, 2500 + number / 2 * 1250, 0));
    }
    for (item, x, y, turn) in [
        ("armoire", 8000, 300, 0),
        ("etagere-double", 7000, 2500, 30),
        ("chariot-16", 8500, 1500, 90),
        ("alcove", 7000, 5000, 0),
        ("paillasse", 12_000, 2000, 0),
        ("tabouret-labo", 12_000, 2700, 0),
        ("table-ronde", 14_000, 4000, 0),
    ] {
        pieces.push(drawn.piece(item, x, y, turn));
    }
    (drawn, pieces)
}

fn all(checker: &Checker) -> Vec<Finding> {
    checker.findings().cloned().collect()
}

#[test]
fn a_busy_plan_asks_many_things_and_each_once() {
    let (drawn, _) = busy();
    let found = all(&drawn.checker());
    assert!(found.len() > 10, "{}", found.len());
    for (at, finding) in found.iter().enumerate() {
        let twin =
            found[at + 1..].iter().find(|other| other.check == finding.check && other.about == finding.about);
        let same =
            twin.filter(|twin| !matches!(finding.check, Check::Aisle | Check::DoorRoom) || *twin == finding);
        assert!(same.is_none(), "{finding:#?}");
    }
}

#[test]
fn a_new_room_is_seen() {
    let (mut drawn, _) = busy();
    let mut checker = drawn.checker();
    let before: Vec<Ref> = drawn.plan.refs();
    drawn.add_room(Point::new(20_000, 0), 5000, 5000, "Réserve");
    let new: Vec<Ref> = drawn.plan.refs().into_iter().filter(|name| !before.contains(name)).collect();
    checker.update(&drawn.plan, &drawn.catalogue, Some(&drawn.variations), &new);
    assert!(checker.findings().any(|finding| finding.check == Check::NoDoor));
    assert_eq!(all(&checker), all(&drawn.checker()));
}

#[test]
fn a_removed_piece_is_gone() {
    let (mut drawn, pieces) = busy();
    let mut checker = drawn.checker();
    drawn.plan.remove(piece(pieces[3]));
    checker.update(&drawn.plan, &drawn.catalogue, Some(&drawn.variations), &[piece(pieces[3])]);
    assert!(checker.findings().all(|finding| !finding.objects.contains(&piece(pieces[3]))));
    assert_eq!(all(&checker), all(&drawn.checker()));
}

#[test]
fn an_empty_plan_asks_nothing() {
    let plan = Plan::default();
    let checker = Checker::new(&plan, &Catalogue::built_in(), None);
    assert_eq!(checker.findings().count(), 0);
}

#[test]
fn a_piece_that_no_catalogue_knows_is_a_block() {
    let (mut drawn, pieces) = busy();
    drawn.change(pieces[2], |piece| piece.item = "inconnu".to_owned());
    drawn.change(pieces[3], |piece| piece.at = Point::new(1600, 2500));
    assert_eq!(drawn.asks(Check::Overlap).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn after_any_moves_it_asks_what_a_fresh_look_asks(
        moves in prop::collection::vec((0_usize..17, -500..17_000, -500..7500, 0..360), 1..6)
    ) {
        let (mut drawn, pieces) = busy();
        let mut checker = drawn.checker();
        for (at, x, y, turn) in moves {
            let id = pieces[at];
            drawn.change(id, |piece| {
                piece.at = Point::new(x, y);
                piece.turn = greffon_archiclasse_plan::Angle::degrees(turn);
            });
            checker.update(&drawn.plan, &drawn.catalogue, Some(&drawn.variations), &[piece(id)]);
            let (kept, fresh) = (all(&checker), all(&drawn.checker()));
            let only = |of: &[Finding], other: &[Finding]| -> Vec<Finding> {
                of.iter().filter(|finding| !other.contains(finding)).cloned().collect()
            };
            prop_assert_eq!(only(&kept, &fresh), only(&fresh, &kept));
            prop_assert_eq!(kept, fresh, "the same, in another order");
        }
    }
}
