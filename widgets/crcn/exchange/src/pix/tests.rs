use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::parse("2026-11-26").unwrap()
}

fn open(text: &str) -> Result<PixFile, PixFault> {
    PixFile::open(text.to_owned(), &Framework::crcn(), today())
}

fn rows(text: &str) -> Vec<Result<PixRow, Refused>> {
    let mut file = open(text).unwrap();
    std::iter::from_fn(|| file.row()).collect()
}

/// As Pix Orga writes the results of a collection of profiles.
const PROFILES: &str = "\u{feff}\"Nom de l'organisation\";\"ID Campagne\";\"Code\";\"Nom de la campagne\";\"Nom du Participant\";\"Prénom du Participant\";\"Classe\";\"Envoi (O/N)\";\"Date de l'envoi\";\"Nombre de pix total\";\"Certifiable (O/N)\";\"Nombre de compétences certifiables\";\"Niveau pour la compétence Mener une recherche et une veille d’information\";\"Nombre de pix pour la compétence Mener une recherche et une veille d’information\";\"Niveau pour la compétence Construire un environnement numérique\"
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\r\n6e\";\"Benali\";\"Amina\";\"6e B\";\"Oui\";\"02/10/2026\";87;\"Non\";2;3;25;1
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\";\"'=Martin\";\"Léo 🦊\";\"6e B\";\"Oui\";\"2026-10-03\";NA;NA;NA;0;4;NA
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\";\"Garcia\";\"Inès\";\"6e B\";\"Non\";\"NA\";\"NA\";\"NA\";\"NA\";\"NA\";\"NA\";\"NA\"
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\";\"Diallo\";\"Mamadou\";\"6e B\";\"Oui\";\"02/10/2026\";87;\"Non\";2;9;25;1
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\";\"\";\" \";\"6e B\";\"Oui\";\"02/10/2026\";87;\"Non\";2;3;25;1
\"Collège Rosa-Parks\";12;\"ABC123456\";\"Rentrée\";\"Kaya\";\"Lina\";\"6e B\";\"Oui\";\"31/02/2026\";87;\"Non\";2;3;25;1
";

#[test]
fn profiles_are_read_by_header_and_bad_rows_refused_with_their_line() {
    let rows = rows(PROFILES);
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.line, first.given.as_str(), first.family.as_str()), (2, "Amina", "Benali"));
    assert_eq!(first.class.as_deref(), Some("6e B"));
    let levels: Vec<(&str, u8)> =
        first.result.levels.iter().map(|(code, level)| (code.as_str(), *level)).collect();
    assert_eq!(levels, [("1.1", 3), ("5.2", 1)], "5.2 under the name that Pix long gave it");
    assert_eq!((first.result.pix, first.result.on.as_str()), (Some(87), "2026-10-02"));
    let second = rows[1].as_ref().unwrap();
    assert_eq!((second.line, second.family.as_str(), second.given.as_str()), (4, "=Martin", "Léo 🦊"));
    assert_eq!(second.result.levels.len(), 1, "level 0 is a result, NA is none");
    let refused: Vec<(usize, &RowFault)> =
        rows.iter().filter_map(|row| row.as_ref().err()).map(|row| (row.line, &row.fault)).collect();
    assert_eq!(refused[0], (5, &RowFault::NotShared));
    assert!(matches!(refused[1], (6, RowFault::BadNumber { cell, .. }) if cell == "9"), "{:?}", refused[1]);
    assert_eq!(refused[2], (7, &RowFault::NoName));
    assert_eq!(refused[3], (8, &RowFault::BadDay("31/02/2026".to_owned())));
}

#[test]
fn columns_may_stand_in_any_order_and_unknown_ones_are_left_alone() {
    let text = "Prénom du Participant,Inconnue,Niveau pour la compétence Interagir,Nom du Participant\nZoé,\"a,b\",2,Perrin\n";
    let row = rows(text).remove(0).unwrap();
    assert_eq!((row.given.as_str(), row.family.as_str(), row.result.levels[0].1), ("Zoé", "Perrin", 2));
    assert_eq!(row.result.on, today(), "a row without a day is of today");
}

#[test]
fn an_evaluation_tells_mastery_and_no_level() {
    let text = "Nom du Participant;Prénom du Participant;Partage (O/N);% de maitrise des acquis de la compétence Interagir;Nombre d'acquis du profil cible dans la compétence Interagir\nPerrin;Zoé;Oui;0,645;12\nPham;Victor;Oui;64,5 %;12\nPetrov;Ivan;Oui;1,2;12\n";
    let rows = rows(text);
    for row in &rows[..2] {
        let result = &row.as_ref().unwrap().result;
        assert_eq!((result.levels.len(), result.mastery[0].1), (0, 65), "{row:?}");
    }
    assert!(rows[2].is_err(), "more than all cannot be mastered");
}

#[test]
fn what_is_no_export_says_what_it_lacks() {
    assert_eq!(open(""), Err(PixFault::Empty));
    assert_eq!(open("a;b\n1;2"), Err(PixFault::NoColumn("Nom du Participant")));
    assert_eq!(open("Nom du Participant;b\n1;2"), Err(PixFault::NoColumn("Prénom du Participant")));
    assert_eq!(open("Nom du Participant;Prénom du Participant\n1;2"), Err(PixFault::NoCompetence));
    assert_eq!(open("\"Nom;b\n1;2"), Err(PixFault::Unclosed(1)));
}

#[test]
fn five_thousand_rows_are_read_to_the_end_with_progress() {
    let mut text =
        "Nom du Participant;Prénom du Participant;Niveau pour la compétence Interagir\n".to_owned();
    for number in 0..5000 {
        text.extend([format!("Nom{number};\"Prénom\n{number}\";{}\n", number % 6)]);
    }
    let mut file = open(&text).unwrap();
    let (mut read, mut percent) = (0, 0);
    while let Some(row) = file.row() {
        row.unwrap();
        read += 1;
        assert!(file.percent() >= percent);
        percent = file.percent();
    }
    assert_eq!((read, percent), (5000, 100));
}

proptest! {
    #[test]
    fn no_file_panics(rest in "[0-9a-zé;,\"\n %'=]{0,200}") {
        let head = "Nom du Participant;Prénom du Participant;Niveau pour la compétence Interagir\n";
        let mut file = open(&[head, &rest].concat()).unwrap();
        while let Some(row) = file.row() {
            if let Ok(row) = row {
                prop_assert!(row.result.levels.iter().all(|(_, level)| *level <= 8));
            }
        }
    }
}
