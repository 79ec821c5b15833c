use serde_json::json;

use super::*;
use crate::Catalogue;

fn shipped() -> Value {
    serde_json::from_str(BUILT_IN).expect("JSON")
}

#[test]
fn what_ships_is_read_whole_and_has_four_variations_a_space() {
    let (found, problems) = Variations::read(&shipped());
    assert_eq!(problems, []);
    for space in Space::ALL {
        assert!(found.all.iter().filter(|one| one.space == space).count() >= 4, "{space:?}");
    }
    for kind in Kind::ALL {
        for space in Space::ALL {
            let some = found.all.iter().any(|one| one.space == space && one.kinds.contains(&kind));
            assert!(some, "{space:?} in {kind:?}");
        }
    }
}

#[test]
fn every_part_is_a_piece_that_suits_and_every_source_is_listed() {
    let (found, catalogue) = (Variations::built_in(), Catalogue::built_in());
    for one in &found.all {
        for part in &one.parts {
            let piece =
                catalogue.piece(&part.piece).unwrap_or_else(|| panic!("{} of {}", part.piece, one.id));
            assert!(one.kinds.iter().all(|kind| piece.suits(*kind)), "{} in {}", piece.id, one.id);
        }
        assert!(!one.sources.is_empty(), "{}", one.id);
        for source in &one.sources {
            assert!(found.sources.iter().any(|known| known.id == *source), "{source} of {}", one.id);
        }
    }
    for source in &found.sources {
        assert!(found.all.iter().any(|one| one.sources.contains(&source.id)), "{} is used", source.id);
    }
}

#[test]
fn all_who_come_have_a_seat_or_a_place_to_stand_at() {
    let catalogue = Catalogue::built_in();
    // Where people stand, sit on the floor or walk about, chairs are not counted.
    let on_foot = ["labo-robotique", "sources-pret", "scene-pitch", "feu-gradins"];
    for one in Variations::built_in().all.iter().filter(|one| !on_foot.contains(&one.id.as_str())) {
        let people = one.people.1;
        let seats: u32 = one
            .quantities(people)
            .filter_map(|(part, count)| Some(catalogue.piece(&part.piece)?.seats * count))
            .sum();
        assert!(seats >= people, "{}: {seats} seats for {people}", one.id);
    }
}

#[test]
fn the_area_in_the_sheet_is_the_area_that_is_reckoned_with() {
    for one in Variations::built_in().all {
        let (whole, tenths) = (one.floor_each / 100, one.floor_each % 100 / 10);
        let said = if tenths == 0 { format!("{whole} ") } else { format!("{whole},{tenths} ") }
            .replace(' ', "\u{a0}");
        assert!(one.column(Column::Space).fr.contains(&format!("{said}m²")), "{}: {said}", one.id);
    }
    let islands = Variations::built_in().get("oasis-ilots").cloned().expect("islands");
    assert_eq!(islands.area(28), 61_600_000, "28 × 2.2 m²");
}

/// "1 îlot pour 4": whatever a sheet counts is a part of the variation.
#[test]
fn quantities_are_rounded_up() {
    let islands = Variations::built_in().get("oasis-ilots").cloned().expect("islands");
    let count =
        |piece: &str| islands.quantities(26).find(|(part, _)| part.piece == piece).map(|(_, count)| count);
    assert_eq!(
        (count("ilot-4"), count("table-fauteuil"), count("tableau-mobile")),
        (Some(7), Some(1), Some(4))
    );
}

#[test]
fn wrong_entries_are_told_and_left_out() {
    let mut file = shipped();
    file["variations"][0]["people"] = json!([30, 12]);
    file["variations"][1]["columns"]["digital"] = Value::Null;
    file["variations"][2]["parts"][0] = json!({ "piece": "pouf", "arrange": "arc" });
    file["variations"][3]["floor_each_dm2"] = json!(-120);
    file["variations"][4]["space"] = json!("jardin");
    let (found, problems) = Variations::read(&file);
    let told: Vec<(&str, &Reason)> =
        problems.iter().map(|problem| (problem.place.as_str(), &problem.reason)).collect();
    assert_eq!(
        told,
        [
            ("/variations/0/people/1", &Reason::Range(12, 30, 500)),
            ("/variations/1/columns/digital", &Reason::Missing),
            ("/variations/2/parts/0/count", &Reason::Missing),
            ("/variations/3/floor_each_dm2", &Reason::Range(-120, 20, 2000)),
            ("/variations/4/space", &Reason::Unknown("jardin".into())),
        ]
    );
    assert_eq!(found.all.len() + 5, Variations::built_in().all.len());
}

#[test]
fn an_academy_s_variation_comes_beside_ours() {
    let mut file = shipped();
    file["variations"] = json!([file["variations"][0].clone()]);
    file["variations"][0]["id"] = json!("feu-academie");
    let (added, problems) = Variations::read(&file);
    assert_eq!(problems, []);
    let count = Variations::built_in().all.len();
    assert_eq!(Variations::built_in().with(added.clone()).all.len(), count + 1);
    assert_eq!(Variations::built_in().with(added).sources.len(), Variations::built_in().sources.len());
}
