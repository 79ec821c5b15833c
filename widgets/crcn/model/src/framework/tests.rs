use super::*;

/// How many official indicators each competence has at levels 1 to 5 (éduscol sheets of the CRCN).
const OFFICIAL: [(&str, [usize; 5]); 16] = [
    ("1.1", [2, 2, 3, 3, 2]),
    ("1.2", [1, 1, 2, 3, 3]),
    ("1.3", [1, 1, 2, 2, 3]),
    ("2.1", [1, 2, 3, 3, 2]),
    ("2.2", [1, 4, 4, 3, 2]),
    ("2.3", [1, 1, 1, 1, 1]),
    ("2.4", [1, 1, 3, 3, 4]),
    ("3.1", [1, 1, 2, 2, 2]),
    ("3.2", [1, 1, 2, 3, 1]),
    ("3.3", [1, 1, 4, 2, 2]),
    ("3.4", [1, 1, 3, 2, 2]),
    ("4.1", [0, 1, 1, 3, 2]),
    ("4.2", [1, 3, 4, 4, 3]),
    ("4.3", [1, 3, 5, 3, 2]),
    ("5.1", [1, 1, 2, 2, 2]),
    ("5.2", [2, 1, 2, 2, 3]),
];

fn every_wording(framework: &Framework) -> Vec<&Wording> {
    let mut all = vec![&framework.title, &framework.source];
    all.extend(framework.scale.iter().flat_map(|degree| [&degree.band, &degree.meaning]));
    all.extend(framework.domains.iter().map(|domain| &domain.name));
    for competence in &framework.competences {
        all.push(&competence.name);
        all.extend(competence.mapping.iter().filter_map(|row| row.part.as_ref()));
        for rung in &competence.rungs {
            all.push(&rung.statement);
            all.extend(rung.indicators.iter().map(|indicator| &indicator.text));
        }
    }
    all
}

#[test]
fn there_is_one_indicator_for_each_official_one() {
    let framework = Framework::crcn();
    let codes: Vec<&str> = framework.competences.iter().map(|competence| competence.code.as_str()).collect();
    assert_eq!(codes, OFFICIAL.map(|(code, _)| code));
    for (code, counts) in OFFICIAL {
        let competence = framework.competence(code).unwrap();
        for (level, count) in Level::all().zip(counts) {
            let found = competence.rung(level).map_or(0, |rung| rung.indicators.len());
            assert_eq!(found, count, "{code}, level {}", level.number());
        }
    }
    let sum: usize = framework.competences.iter().map(Competence::indicator_count).sum();
    assert_eq!(sum, 162);
}

#[test]
fn only_4_1_starts_at_level_2_and_all_go_up_to_8() {
    for competence in &Framework::crcn().competences {
        let levels: Vec<u8> = competence.rungs.iter().map(|rung| rung.level.number()).collect();
        let from = if competence.code == *"4.1" { 2 } else { 1 };
        assert_eq!(levels, (from..=8).collect::<Vec<u8>>(), "{}", competence.code);
        for rung in &competence.rungs {
            assert_eq!(rung.indicators.is_empty(), rung.level.number() > 5, "{}", competence.code);
            if let [only] = rung.indicators.as_slice() {
                assert_eq!(rung.statement, only.text, "{}", competence.code);
            }
        }
    }
}

#[test]
fn names_and_scale_are_the_official_ones() {
    let framework = Framework::crcn();
    assert_eq!(framework.segment(), "crcn-2019");
    let domains: Vec<(&str, &str)> =
        framework.domains.iter().map(|domain| (domain.code.as_str(), domain.name.fr)).collect();
    assert_eq!(
        domains,
        [
            ("1", "Information et données"),
            ("2", "Communication et collaboration"),
            ("3", "Création de contenu"),
            ("4", "Protection et sécurité"),
            ("5", "Environnement numérique"),
        ]
    );
    let bands: Vec<&str> = framework.scale.iter().map(|degree| degree.band.fr).collect();
    assert_eq!(
        bands,
        ["novice", "novice", "indépendant", "indépendant", "avancé", "avancé", "expert", "expert"]
    );
    let last = framework.competences.last().unwrap();
    assert_eq!((last.name.fr, last.domain), ("Évoluer dans un environnement numérique", 4));
    let sizes: Vec<usize> = (0..5).map(|domain| framework.of_domain(domain).count()).collect();
    assert_eq!(sizes, [3, 4, 4, 3, 2]);
}

#[test]
fn every_competence_of_digcomp_is_covered() {
    let framework = Framework::crcn();
    let rows = framework.competences.iter().flat_map(|competence| &competence.mapping);
    assert!(rows.clone().all(|row| row.framework == "digcomp" && row.version == "2.2"));
    let mut codes: Vec<&str> = rows.map(|row| row.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let all: Vec<String> = (1..=5)
        .zip([3, 6, 4, 4, 4])
        .flat_map(|(area, size)| (1..=size).map(move |n| format!("{area}.{n}")))
        .collect();
    assert_eq!(codes, all);
    let parts: Vec<(&str, &str)> = framework
        .competences
        .iter()
        .flat_map(|competence| competence.mapping.iter().map(move |row| (competence, row)))
        .filter_map(|(competence, row)| Some((competence.code.as_str(), row.part.as_ref()?.fr)))
        .collect();
    assert_eq!(parts, [("1.3", "la partie traitement"), ("2.2", "citer, licences")]);
}

#[test]
fn every_text_is_there_once_and_well_set() {
    let framework = Framework::crcn();
    for wording in every_wording(&framework) {
        for text in [wording.fr, wording.en] {
            assert!(!text.trim().is_empty() && text.trim() == text, "{text:?}");
            assert!(!text.contains(['\'', '"', '!']) && !text.contains("..."), "{text:?}");
        }
        for (at, sign) in wording.fr.char_indices() {
            let before = wording.fr[..at].chars().next_back();
            match sign {
                ':' | '»' => assert_eq!(before, Some('\u{a0}'), "{:?}", wording.fr),
                ';' | '?' => assert_eq!(before, Some('\u{202f}'), "{:?}", wording.fr),
                _ => assert_ne!((before, sign), (Some('«'), ' '), "{:?}", wording.fr),
            }
        }
        assert!(!wording.en.contains(['\u{a0}', '\u{202f}', '«']), "{:?}", wording.en);
    }
    for competence in &framework.competences {
        for lang in [Lang::Fr, Lang::En] {
            let mut texts: Vec<Words> = competence
                .indicated()
                .flat_map(|rung| &rung.indicators)
                .map(|indicator| indicator.text.get(lang))
                .collect();
            texts.sort_unstable();
            let count = texts.len();
            texts.dedup();
            assert_eq!(texts.len(), count, "two indicators of {} say the same", competence.code);
        }
    }
}

#[test]
fn indicators_are_found_by_their_ids() {
    let framework = Framework::crcn();
    let competence = framework.competence("4.3").unwrap();
    let id = TickId::parse("3-3").unwrap();
    assert!(competence.indicator(id).unwrap().text.fr.starts_with("Je réagis au cyberharcèlement"));
    assert!(!competence.has_indicator(TickId::parse("3-6").unwrap()));
    assert!(!competence.has_indicator(TickId::parse("6-1").unwrap()));
    assert!(!framework.competence("4.1").unwrap().has_indicator(TickId::parse("1-1").unwrap()));
}

#[test]
fn stages_open_more_and_more_and_keep_their_names() {
    let opened: Vec<u8> = Stage::ALL.map(|stage| stage.opens_up_to().number()).to_vec();
    assert_eq!(opened, [2, 3, 4, 5, 8]);
    assert_eq!(Stage::opens_by_default().number(), 5);
    for stage in Stage::ALL {
        assert_eq!(Stage::from_id(stage.id()), Some(stage));
    }
    assert_eq!(Stage::from_id("maternelle"), None);
}

#[test]
fn languages_are_read_from_tags() {
    let tags = ["fr", "fr-BE", "en", "EN-gb", "e", "", "de"].map(Lang::of);
    assert_eq!(tags, [Lang::Fr, Lang::Fr, Lang::En, Lang::En, Lang::Fr, Lang::Fr, Lang::Fr]);
}
