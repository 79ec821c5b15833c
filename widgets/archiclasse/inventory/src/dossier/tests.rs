use greffon_archiclasse_plan::{Kind, Object, Ref};
use greffon_archiclasse_rules::Check;

use super::*;
use crate::testing::Drawn;

fn dossier(drawn: &Drawn) -> Dossier {
    let checker = Checker::new(&drawn.plan, &drawn.catalogue, None);
    Dossier::of(&drawn.plan, &drawn.catalogue, &checker, &Stock::default(), &PriceList::default())
}

/// An oasis with two islands, a screen and a cart; a cupboard in no space.
fn oasis() -> (Drawn, Id) {
    let mut drawn = Drawn::room();
    let zone = drawn.zone(Space::Oasis, 6000, 8);
    for (item, x) in [
        ("ilot-4", 1000),
        ("ilot-4", 3000),
        ("ecran-groupe", 2000),
        ("chariot-16", 5000),
        ("prises-4-rj45-2", 5500),
    ] {
        let id = drawn.piece(item, x, 2000);
        drawn.furnish(id, zone);
    }
    drawn.piece("armoire", 8000, 5000);
    (drawn, zone)
}

#[test]
fn a_space_has_its_floor_its_people_its_supply_and_its_pieces() {
    let (drawn, zone) = oasis();
    let dossier = dossier(&drawn);
    let sheet = &dossier.spaces[0];
    assert_eq!(
        (sheet.zone, sheet.area, sheet.people, sheet.activity.as_str()),
        (zone, 24_000_000, 8, "Lire")
    );
    // Screen and cart: a socket and a RJ45 each.
    let supply = Supply {
        sockets: 4,
        sockets_needed: 2,
        network: 2,
        network_needed: 2,
        access_points: 0,
        devices: 16,
    };
    assert_eq!((sheet.supply, dossier.supply), (supply, supply));
    assert_eq!(sheet.bill.line("ilot-4").map(|line| line.needed), Some(2));
    assert_eq!(
        dossier.elsewhere.lines.iter().map(|line| line.item.as_str()).collect::<Vec<_>>(),
        ["armoire"]
    );
    assert_eq!(dossier.bill.lines.iter().map(|line| line.needed).sum::<u32>(), 6);
    assert_eq!(dossier.rooms.len(), 1);
}

#[test]
fn a_piece_whose_zone_is_gone_is_listed_elsewhere() {
    let (mut drawn, zone) = oasis();
    drawn.plan.zones.take(zone);
    let dossier = dossier(&drawn);
    assert_eq!((dossier.spaces.len(), dossier.elsewhere.lines.len()), (0, 5));
}

#[test]
fn answers_go_with_their_questions_and_outlive_them() {
    let (mut drawn, _) = oasis();
    let question =
        |drawn: &Drawn| dossier(drawn).questions.into_iter().find(|one| one.finding.check == Check::NoDoor);
    let asked = question(&drawn).expect("there is no door");
    assert_eq!(asked.answer, None);
    let answer = |check: &str, about: &str| Answer {
        check: check.into(),
        about: about.into(),
        text: "Convenu le 12.".into(),
    };
    drawn
        .plan
        .put(Ref::new(Kind::Answer, Id::of(1)), Object::Answer(answer("no-door", &asked.finding.about)));
    drawn
        .plan
        .put(Ref::new(Kind::Answer, Id::of(2)), Object::Answer(answer("exits", "openings/2222222222223")));
    assert_eq!(question(&drawn).and_then(|one| one.answer), Some("Convenu le 12.".into()));
    let dossier = dossier(&drawn);
    assert_eq!(dossier.settled, [answer("exits", "openings/2222222222223")]);
    assert!(dossier.questions.last().is_some_and(|last| last.answer.is_some()), "answered ones come last");
}
