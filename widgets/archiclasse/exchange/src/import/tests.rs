use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_inventory::price::Price;
use greffon_archiclasse_inventory::stock::Held;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::export::json;
use crate::testing::classroom;

fn told<T>(import: &Import<T>) -> Vec<(usize, &str, &Reason)> {
    import.troubles.iter().map(|trouble| (trouble.line, trouble.place.as_str(), &trouble.reason)).collect()
}

#[test]
fn a_supplier_s_table_in_windows_1252() {
    let text = b"R\xe9f\xe9rence;D\xe9signation;Famille;Largeur (cm);Profondeur (cm);Hauteur (cm);Prix TTC (\x80)\r\n\
        T-70;Table \xe9l\xe8ve;Table;70;50;76;1 089,50\r\n;Chaise verte;Si\xe8ge;45,5;48;80;\r\n";
    let import = catalogue(text);
    assert_eq!(told(&import), []);
    let table = import.value.piece("t-70").expect("a table");
    assert_eq!(
        (table.width, table.depth, table.height, table.price, table.name.fr.as_str()),
        (700, 500, 760, Some(108_950), "Table élève")
    );
    let chair = import.value.piece("chaise-verte").expect("a chair");
    assert_eq!((chair.width, chair.price), (455, None));
}

#[test]
fn every_separator_unit_and_decimal_mark() {
    for (text, width) in [
        ("name,family,width_m,depth_m,height_m\nTable,table,1.3,0.5,0.76", 1300),
        ("nom\tfamille\tlargeur_mm\tprofondeur_mm\thauteur_mm\nTable\ttable\t1300\t500\t760", 1300),
        (
            "\u{feff}\"nom\";\"famille\";\"largeur cm\";\"profondeur cm\";\"hauteur cm\"\n\"Table\";\"table\";\"130\";\"50\";\"76\"",
            1300,
        ),
    ] {
        let import = catalogue(text.as_bytes());
        assert_eq!(told(&import), [], "{text}");
        assert_eq!(import.value.pieces[0].width, width);
    }
}

#[test]
fn a_negative_size_is_refused_with_its_line_and_its_column() {
    let text = "nom;famille;largeur_cm;profondeur_cm;hauteur_cm\nA;table;70;50;76\nB;table;70;-50;76\n\nC;table;70;0;76\nD;table;70;douze;76\nE;table;3000;50;76\nF;;70;50;76\nG;table;;50;76\nA;table;70;50;76\n";
    let import = catalogue(text.as_bytes());
    assert_eq!(
        told(&import),
        [
            (3, "profondeur_cm", &Reason::Number(NoNumber::Negative)),
            (5, "profondeur_cm", &Reason::Catalogue(known::Reason::NotPositive(0))),
            (6, "profondeur_cm", &Reason::Number(NoNumber::NotANumber)),
            (7, "largeur_cm", &Reason::Catalogue(known::Reason::Range(30_000, 1, 20_000))),
            (8, "famille", &Reason::Family(String::new())),
            (9, "largeur_cm", &Reason::NoCell),
            (10, "nom", &Reason::Catalogue(known::Reason::Duplicate("a".into()))),
        ]
    );
    assert_eq!(import.value.pieces.len(), 1, "A is kept");
}

#[test]
fn a_missing_column_says_how_it_is_called() {
    let import = catalogue(b"nom;famille;largeur;profondeur_cm;hauteur_cm\nA;table;70;50;76");
    assert_eq!(told(&import), [(1, "", &Reason::NoColumn("largeur"))]);
}

#[test]
fn a_json_catalogue_tells_lines() {
    let text = "{\n \"format\": \"greffon-archiclasse-catalogue\",\n \"version\": 1,\n \"name\": \"Ours\",\n \"pieces\": [\n  { \"id\": \"a\", \"family\": \"table\", \"name\": \"A\",\n    \"size\": [700, -500, 760] },\n  { \"id\": \"b\", \"family\": \"table\", \"name\": \"B\", \"size\": [700, 500, 760] }\n ]\n}";
    let import = catalogue(text.as_bytes());
    assert_eq!(
        told(&import),
        [(7, "/pieces/0/size/1", &Reason::Catalogue(known::Reason::NotPositive(-500)))]
    );
    assert_eq!(import.value.pieces.len(), 1);
    let broken = catalogue(&text.as_bytes()[..text.len() - 8]);
    assert_eq!((broken.troubles[0].reason.clone(), broken.troubles[0].line >= 8), (Reason::NotJson, true));
}

#[test]
fn a_price_list_names_pieces_as_people_do() {
    let catalogue = Catalogue::built_in();
    let text = "Pièce;Prix;Réparation\nchaise-t6;39,90;12\nTable simple T6;\"89,50 €\";\nTable volante;12;\nTable simple T5;-3;\nTable simple T4;99 999 999;\n";
    let import = prices(text.as_bytes(), &catalogue);
    assert_eq!(
        told(&import),
        [
            (4, "Pièce", &Reason::Piece("Table volante".into())),
            (5, "Prix", &Reason::Number(NoNumber::Negative)),
            (6, "Prix", &Reason::Number(NoNumber::TooLarge)),
        ]
    );
    assert_eq!(import.value.get("chaise-t6"), Price { buy: Some(3990), repair: Some(1200) });
    assert_eq!(import.value.get("table-simple-t6"), Price { buy: Some(8950), repair: None });
}

#[test]
fn an_inventory_adds_up() {
    let catalogue = Catalogue::built_in();
    let text = "Référence,Quantité,État\nchaise-t6,12,bon\nchaise-t6,3,À réparer\nchaise-t6,5,\narmoire,2,perdu\narmoire,1.4,bon\narmoire,,bon\n";
    let import = inventory(text.as_bytes(), &catalogue);
    assert_eq!(
        told(&import),
        [(5, "État", &Reason::State("perdu".into())), (7, "Quantité", &Reason::NoCell)]
    );
    assert_eq!(
        (import.value.get("chaise-t6"), import.value.get("armoire")),
        (Held { good: 17, repair: 3 }, Held { good: 1, repair: 0 })
    );
    let unnamed = inventory(b"quantite;etat\n3;bon", &catalogue);
    assert_eq!(told(&unnamed), [(2, "", &Reason::NoColumn("reference"))]);
}

#[test]
fn a_plan_comes_back_as_it_went() {
    let (plan_out, _) = classroom();
    let text = json::write(&plan_out, Value::to_string);
    let import = plan(text.as_bytes());
    assert_eq!(told(&import), []);
    assert_eq!(import.value, Some(plan_out));
}

#[test]
fn a_newer_and_a_damaged_plan_are_told_apart() {
    let (plan_out, _) = classroom();
    let text = json::write(&plan_out, Value::to_string);
    let newer = plan(text.replace("\"version\": 1", "\"version\": 2").as_bytes());
    assert_eq!((newer.value.clone(), newer.troubles[0].reason.clone()), (None, Reason::Plan(Fault::Newer)));
    let cut = plan(&text.as_bytes()[..text.len() / 2]);
    assert_eq!((cut.value.clone(), cut.troubles[0].reason.clone()), (None, Reason::NotJson));
    let other = plan(b"{\"a\": 1}");
    assert_eq!(other.troubles[0].reason, Reason::Plan(Fault::NotAPlan));
    assert_eq!(plan(b"").troubles[0].reason, Reason::Empty);
    // One object is damaged: it is left out and told by its line, the others are kept.
    let damaged = text.replacen("\"width\":930", "\"width\":-930", 1);
    let import = plan(damaged.as_bytes());
    assert_eq!(import.troubles.len(), 1, "{:?}", import.troubles);
    let line = damaged.lines().position(|line| line.contains("-930")).map(|at| at + 1);
    assert_eq!(
        (Some(import.troubles[0].line), &import.troubles[0].reason),
        (line, &Reason::Plan(Fault::OutOfBounds))
    );
    assert_eq!(import.value.map(|plan| plan.openings.len()), Some(1));
}

#[test]
fn a_file_too_large_is_not_read() {
    let import = catalogue(&vec![b'a'; LARGEST + 1]);
    assert_eq!(told(&import), [(1, "", &Reason::TooLarge(LARGEST))]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..200), head in 0_usize..3) {
        let heads = ["", "nom;famille;largeur_cm;profondeur_cm;hauteur_cm\n", "reference;quantite;prix\n"];
        let file = [heads[head].as_bytes(), &bytes].concat();
        let known = Catalogue::built_in();
        let _ = (catalogue(&file), variations(&file), prices(&file, &known), inventory(&file, &known), plan(&file));
    }
}
