use super::*;
use crate::testing::*;

fn hall() -> Drawn {
    let mut drawn = Drawn::room(16_000, 9000);
    drawn.door(TOP, 1000, 1400);
    drawn
}

/// A cave beside a lab: 1 m apart is asked about, 3 m is not.
#[test]
fn noise_beside_silence() {
    for (apart, asked) in [(1000, 1), (2990, 1), (3000, 0), (0, 1)] {
        let mut drawn = hall();
        let lab = drawn.zone(Space::Labo, (0, 3000), (5000, 4000), 0);
        let cave = drawn.zone(Space::Grotte, (5000 + apart, 3000), (4000, 4000), 0);
        let found = drawn.asks(Check::Noise);
        assert_eq!(found.len(), asked, "{apart}");
        for finding in found {
            assert_eq!(finding.objects, [zone(lab), zone(cave)], "the loud one first");
            assert_eq!(figure(&finding, "found"), apart);
        }
    }
}

#[test]
fn lively_spaces_bear_each_other() {
    let mut drawn = hall();
    drawn.zone(Space::Labo, (0, 3000), (5000, 4000), 0);
    drawn.zone(Space::Oasis, (5500, 3000), (4000, 4000), 0);
    assert_eq!(drawn.asks(Check::Noise), []);
}

#[test]
fn an_acoustic_screen_between_them_helps() {
    let mut drawn = hall();
    drawn.zone(Space::Labo, (0, 3000), (5000, 4000), 0);
    drawn.zone(Space::Grotte, (6500, 3000), (4000, 4000), 0);
    assert_eq!(drawn.asks_once(Check::Noise).cure, Some(Cure::Add(Needed::Absorber, 1)));
    let curtain = drawn.piece("rideau-acoustique", 5750, 4000, 90);
    drawn.change(curtain, |piece| piece.size.width = 5000);
    assert_eq!(drawn.asks(Check::Noise), []);
}

/// A window with its upper edge at 2.10 m: light as far as 4.20 m. The middle of the cave is 4.00 m, then 5.00 m from it.
#[test]
fn daylight_reaches_twice_the_height_of_the_window() {
    let mut drawn = hall();
    let cave = drawn.zone(Space::Grotte, (9000, 2900), (2000, 2000), 0);
    assert_eq!(drawn.asks_once(Check::Daylight).cure, Some(Cure::Add(Needed::Window, 1)));
    drawn.window(TOP, 8000, 4000);
    assert_eq!(drawn.asks(Check::Daylight), []);
    let mut own = drawn.plan.zones.get(cave).cloned().expect("a zone");
    own.outline = own.outline.moved(Point::new(0, 1000));
    drawn.plan.zones.put(cave, own);
    let found = drawn.asks_once(Check::Daylight);
    assert!(
        (4900..=5100).contains(&figure(&found, "found")) && figure(&found, "wanted") == 4200,
        "{found:?}"
    );
}

/// "Îlots de quatre" takes 2.2 m² a person: 16 people ask for 35.2 m².
#[test]
fn a_zone_holds_the_people_of_its_sheet() {
    let mut drawn = hall();
    let id = drawn.zone(Space::Oasis, (0, 3000), (6000, 5000), 16);
    let mut own = drawn.plan.zones.get(id).cloned().expect("a zone");
    own.variation = "oasis-ilots".to_owned();
    drawn.plan.zones.put(id, own.clone());
    let found = drawn.asks_once(Check::ZoneArea);
    assert_eq!(
        (found.figure("found"), found.figure("wanted")),
        (Some(&Figure::Area(30_000_000)), Some(&Figure::Area(35_200_000)))
    );
    assert_eq!(found.cure, Some(Cure::People(13)));
    own.heads = 13;
    drawn.plan.zones.put(id, own);
    assert_eq!(drawn.asks(Check::ZoneArea), []);
}

#[test]
fn a_cave_is_seen_from_where_adults_work() {
    let mut drawn = hall();
    drawn.zone(Space::Grotte, (10_000, 3000), (3000, 3000), 0);
    assert_eq!(drawn.asks(Check::Supervision), [], "nobody works here");
    drawn.piece("bureau-enseignant", 3000, 4500, 0);
    assert_eq!(drawn.asks(Check::Supervision), []);
    let shelf = drawn.piece("etagere-double", 7000, 4500, 90);
    drawn.asks_once(Check::Supervision);
    drawn.change(shelf, |piece| piece.size.height = 1200);
    assert_eq!(drawn.asks(Check::Supervision), []);
}
