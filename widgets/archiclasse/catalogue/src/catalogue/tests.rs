use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn shipped() -> Value {
    serde_json::from_str(BUILT_IN).expect("JSON")
}

fn own(piece: Value) -> Value {
    json!({ "format": FORMAT, "version": 1, "name": "Collège", "pieces": [piece] })
}

fn problems(file: &Value) -> Vec<(String, Reason)> {
    Catalogue::read(file).1.into_iter().map(|problem| (problem.place, problem.reason)).collect()
}

#[test]
fn what_ships_is_read_whole() {
    let (catalogue, problems) = Catalogue::read(&shipped());
    assert_eq!(problems, []);
    assert!(catalogue.pieces.len() >= 60, "{}", catalogue.pieces.len());
    let families: BTreeSet<Family> = catalogue.pieces.iter().map(|piece| piece.family).collect();
    assert_eq!(families.len(), Family::ALL.len(), "every family has a piece");
    for piece in &catalogue.pieces {
        assert!(catalogue.source(&piece.source).is_some(), "{} has its source", piece.id);
        assert_ne!(piece.name.fr, piece.name.en, "{} is translated", piece.id);
    }
}

#[test]
fn the_blocks_of_what_ships_fill_its_sizes() {
    for piece in Catalogue::built_in().pieces {
        let real: Vec<&Solid> = piece.solids.iter().filter(|solid| solid.role != Role::Use).collect();
        let reach = |side: fn(&Solid) -> i32| real.iter().map(|solid| side(solid)).max().unwrap_or_default();
        let start = |side: fn(&Solid) -> i32| real.iter().map(|solid| side(solid)).min().unwrap_or_default();
        let (left, right) = (start(|solid| solid.x), reach(|solid| solid.x + solid.width));
        // The frame of a chair is a centimetre wider than its seat at each side.
        assert!(right - left + 20 >= piece.width, "{}", piece.id);
        let (back, front) = (start(|solid| solid.y), reach(|solid| solid.y + solid.depth));
        assert_eq!((back, front), (0, piece.depth), "{}", piece.id);
        assert_eq!(reach(|solid| solid.to), piece.height, "{}", piece.id);
        let seats = piece.of_role(Role::Seat).count();
        assert_eq!(u32::try_from(seats), Ok(piece.seats), "{} has a block for each seat", piece.id);
    }
}

/// Seat and top heights by size, in mm: EN 1729, row 36 of the table of figures.
#[test]
fn chairs_and_tables_have_the_heights_of_the_standard() {
    let catalogue = Catalogue::built_in();
    for (size, seat, top) in [
        (1, 260, 460),
        (2, 310, 530),
        (3, 350, 590),
        (4, 380, 640),
        (5, 430, 710),
        (6, 460, 760),
        (7, 510, 820),
    ] {
        let chair = catalogue.piece(&format!("chaise-t{size}")).expect("a chair");
        assert!(chair.of_role(Role::Seat).all(|solid| solid.to == seat), "chair {size}");
        let tables: Vec<&Piece> = catalogue
            .pieces
            .iter()
            .filter(|piece| piece.family == Family::Table && piece.id.ends_with(&format!("t{size}")))
            .collect();
        assert!(!tables.is_empty() && tables.iter().all(|table| table.height == top), "table {size}");
        for set in catalogue
            .pieces
            .iter()
            .filter(|piece| piece.family == Family::Set && piece.id.ends_with(&format!("t{size}")))
        {
            assert!(set.of_role(Role::Seat).all(|solid| solid.to == seat), "{}", set.id);
            assert!(set.of_role(Role::Top).all(|solid| solid.to == top), "{}", set.id);
        }
    }
}

/// Ministry answer QR 110: top at 0.80 m at most, a void 0.30 deep, 0.60 wide and 0.70 high.
#[test]
fn what_serves_a_wheelchair_user_has_room_for_knees() {
    for piece in Catalogue::built_in().pieces.iter().filter(|piece| piece.traits.wheelchair) {
        let fits = piece.of_role(Role::Top).any(|top| {
            top.to <= 800
                && top.from >= 700
                && top.width.max(top.depth) >= 600
                && top.depth.min(top.width) >= 300
        });
        assert!(fits, "{}", piece.id);
    }
}

#[test]
fn a_negative_size_is_refused_with_its_place_and_value() {
    let table = json!({ "id": "a", "family": "table", "name": "Table", "size": [700, -500, 760] });
    assert_eq!(problems(&own(table)), [("/pieces/0/size/1".into(), Reason::NotPositive(-500))]);
    let table = json!({ "id": "a", "family": "table", "name": "Table", "size": [700, 0, 760] });
    assert_eq!(problems(&own(table)), [("/pieces/0/size/1".into(), Reason::NotPositive(0))]);
}

#[test]
fn each_fault_says_what_and_where() {
    let good = json!({ "id": "a", "family": "table", "name": "Table", "size": [700, 500, 760] });
    assert_eq!(problems(&own(good.clone())), []);
    let cases = [
        ("id", json!("Table É"), "/pieces/0/id", Reason::Id("Table É".into())),
        ("family", json!("meuble"), "/pieces/0/family", Reason::Unknown("meuble".into())),
        ("name", json!(" "), "/pieces/0/name", Reason::Text),
        ("size", json!([700, 500]), "/pieces/0/size", Reason::List),
        ("size", json!([700, "500", 760]), "/pieces/0/size/1", Reason::Number),
        ("size", json!([700, 50_000, 760]), "/pieces/0/size/1", Reason::Range(50_000, 1, 20_000)),
        ("size", Value::Null, "/pieces/0/size", Reason::Missing),
        ("solids", json!(["body 0 0"]), "/pieces/0/solids/0", Reason::Shape("body 0 0".into())),
        (
            "solids",
            json!(["body r 0 0 800 500 0 760"]),
            "/pieces/0/solids/0",
            Reason::Outside("body r 0 0 800 500 0 760".into()),
        ),
        ("marks", json!(["circle"]), "/pieces/0/marks/0", Reason::Shape("circle".into())),
        ("for", json!(["fac"]), "/pieces/0/for/0", Reason::Unknown("fac".into())),
        ("price_cents", json!(-1), "/pieces/0/price_cents", Reason::Range(-1, 0, i64::from(i32::MAX))),
    ];
    for (name, value, place, reason) in cases {
        let mut piece = good.clone();
        piece[name] = value;
        assert_eq!(problems(&own(piece)), [(place.to_owned(), reason)], "{name}");
    }
}

#[test]
fn one_bad_piece_does_not_lose_the_others() {
    let piece =
        |id: &str, width: i64| json!({ "id": id, "family": "table", "name": id, "size": [width, 500, 760] });
    let mut file = own(piece("a", 700));
    file["pieces"] = json!([piece("a", 700), piece("b", -1), piece("c", 800), piece("a", 900)]);
    let (catalogue, problems) = Catalogue::read(&file);
    assert_eq!(catalogue.pieces.iter().map(|piece| piece.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[1].reason, Reason::Duplicate("a".into()));
}

#[test]
fn another_format_or_a_newer_version_is_refused_whole() {
    assert_eq!(problems(&json!({})), [(String::new(), Reason::Format)]);
    assert_eq!(problems(&json!([1])), [(String::new(), Reason::Format)]);
    let mut file = shipped();
    file["version"] = json!(2);
    assert_eq!(Catalogue::read(&file).0.pieces.len(), 0);
    assert_eq!(problems(&file), [("/version".into(), Reason::Newer(2))]);
}

#[test]
fn a_school_s_own_piece_takes_the_place_of_ours() {
    let table = json!({ "id": "pouf", "family": "soft", "name": "Notre pouf", "size": [600, 600, 400], "price_cents": 8900 });
    let (added, problems) = Catalogue::read(&own(table));
    assert_eq!(problems, []);
    let count = Catalogue::built_in().pieces.len();
    let both = Catalogue::built_in().with(added);
    let pouf = both.piece("pouf").expect("a pouffe");
    assert_eq!(
        (both.pieces.len(), pouf.width, pouf.price, pouf.name.get(crate::Lang::En)),
        (count, 600, Some(8900), "Notre pouf")
    );
}

#[test]
fn put_away_pieces_stack() {
    let catalogue = Catalogue::built_in();
    let chair = catalogue.piece("chaise-t6").expect("a chair");
    assert_eq!(chair.stored_area(13), 3 * 450 * 480, "stacks of 6");
    let stage = catalogue.piece("praticable").expect("a deck");
    assert_eq!(stage.stored_area(2), 2 * 2000 * 200, "on its side");
    let desk = catalogue.piece("bureau-enseignant").expect("a desk");
    assert_eq!(desk.stored_area(1), 1400 * 700, "as it stands");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_value_anywhere_makes_it_fall(at in 0_usize..60, name in "[a-z]{2,6}", number in any::<i64>(), text in ".{0,20}") {
        let mut file = shipped();
        file["pieces"][at][&name] = json!(number);
        file["pieces"][at + 1]["size"][at % 3] = json!(text);
        file["pieces"][at + 2]["solids"][0] = json!(text);
        let (catalogue, problems) = Catalogue::read(&file);
        prop_assert!(!problems.is_empty());
        let listed = file["pieces"].as_array().map_or(0, Vec::len);
        prop_assert_eq!(catalogue.pieces.len() + problems.len(), listed);
    }
}
