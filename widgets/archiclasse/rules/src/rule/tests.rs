use super::*;

#[test]
fn every_check_has_its_rule_and_every_rule_its_check() {
    let rules = Rules::built_in();
    let table: Value = serde_json::from_str(BUILT_IN).expect("JSON");
    let listed = table["rules"].as_array().map_or(0, Vec::len);
    assert_eq!((rules.all().len(), listed), (Check::ALL.len(), Check::ALL.len()));
    for (rule, check) in rules.all().iter().zip(Check::ALL) {
        assert_eq!(rule.check, *check, "in the order of the checks");
    }
}

#[test]
fn what_is_no_geometry_says_where_and_when_it_was_read() {
    for rule in Rules::built_in().all() {
        let sourced = matches!(rule.certainty, Certainty::Read | Certainty::Reported | Certainty::Disputed);
        assert!(!sourced || !rule.origins.is_empty(), "{:?} has a source", rule.check);
        assert_eq!(rule.certainty != Certainty::Evident, rule.read == "2026-11-23", "{:?}", rule.check);
        assert!(rule.force != Force::Law || sourced, "{:?}: a law was read somewhere", rule.check);
        assert!(
            rule.certainty != Certainty::Disputed || rule.doubt.is_some(),
            "{:?}: says the doubt",
            rule.check
        );
    }
}

#[test]
fn every_check_asks_and_never_judges() {
    for rule in Rules::built_in().all() {
        for question in [&rule.question.fr, &rule.question.en] {
            assert!(question.contains('?'), "{question}");
            for word in ["illégal", "interdit", "illegal", "forbidden", "must", "doit", "conforme", "!"] {
                assert!(!question.contains(word), "{question}");
            }
        }
    }
}

#[test]
fn both_languages_name_the_same_figures() {
    let names = |text: &str| {
        let mut names: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .collect();
        names.sort();
        names
    };
    for rule in Rules::built_in().all() {
        assert_eq!(names(&rule.question.fr), names(&rule.question.en), "{:?}", rule.check);
        assert_ne!(rule.name.fr, "", "{:?}", rule.check);
    }
}

#[test]
fn a_count_is_said_so_that_one_reads_as_well_as_many() {
    for rule in Rules::built_in().all() {
        for question in [&rule.question.fr, &rule.question.en] {
            assert!(!question.contains("(s)"), "{question}");
            for count in ["{count} ", "{behind} "] {
                assert!(!question.contains(count), "a noun after a count is not inflected: {question}");
            }
            assert!(!question.contains("{found} unit"), "{question}");
        }
    }
}
