use greffon_crcn_model::framework::{Framework, Lang};
use proptest::prelude::*;

use super::*;

const AT: &str = "2026-11-26T09:00:00+00:00";

fn crcn() -> Pack {
    Pack::of(&Framework::crcn(), Lang::Fr)
}

fn through_all(pack: &Pack) {
    assert_eq!(case::read(&case::write(pack, AT)).as_ref(), Ok(pack));
    assert_eq!(moodle::read(moodle::write(pack)).as_ref(), Ok(pack));
    assert_eq!(simple::read(simple::write(pack)).as_ref(), Ok(pack));
}

#[test]
fn the_framework_that_ships_comes_back_as_it_left_in_all_three_forms() {
    let pack = crcn();
    assert_eq!(pack.counts()[..2], [5, 16]);
    assert_eq!(pack.counts()[3], 162, "the indicators of the éduscol sheets");
    through_all(&pack);
    through_all(&Pack::of(&Framework::crcn(), Lang::En));
}

#[test]
fn identifiers_are_the_same_in_every_school() {
    let one = case::identifier("crcn", "2019", "1.2");
    assert_eq!(one, case::identifier("crcn", "2019", "1.2"));
    assert_ne!(one, case::identifier("crcn", "2032", "1.2"));
}

/// The members that CASE 1.0 demands, and their forms, as far as our package holds them. Written from the table of
/// required members of its `OpenAPI` description; the description itself does not ship with us.
fn case_schema() -> serde_json::Value {
    use serde_json::json;
    let uuid = json!({ "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" });
    let uri = json!({ "type": "string", "pattern": "^https?://\\S+$" });
    let moment = json!({ "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$" });
    let link = json!({ "type": "object", "required": ["title", "identifier", "uri"],
        "properties": { "title": { "type": "string" }, "identifier": uuid, "uri": uri }, "additionalProperties": false });
    let text = json!({ "type": "string", "minLength": 1 });
    let object = |required: &[&str], properties: serde_json::Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let document = object(
        &["identifier", "uri", "creator", "title", "lastChangeDateTime"],
        json!({ "identifier": uuid, "uri": uri, "creator": text, "title": text, "lastChangeDateTime": moment,
            "officialSourceURL": uri, "version": text, "language": text, "CFPackageURI": link,
            "adoptionStatus": { "enum": ["Private Draft", "Draft", "Adopted", "Deprecated"] },
            "subject": { "type": "array", "items": text } }),
    );
    let item = object(
        &["identifier", "fullStatement", "uri", "lastChangeDateTime"],
        json!({ "identifier": uuid, "uri": uri, "fullStatement": text, "lastChangeDateTime": moment,
            "CFDocumentURI": link, "humanCodingScheme": text, "listEnumeration": text, "CFItemType": text, "language": text }),
    );
    let association = object(
        &[
            "identifier",
            "associationType",
            "uri",
            "originNodeURI",
            "destinationNodeURI",
            "lastChangeDateTime",
        ],
        json!({ "identifier": uuid, "uri": uri, "CFDocumentURI": link, "originNodeURI": link, "destinationNodeURI": link,
            "sequenceNumber": { "type": "integer" }, "lastChangeDateTime": moment,
            "associationType": { "enum": ["isChildOf", "isPartOf", "isPeerOf", "isRelatedTo", "exactMatchOf", "precedes",
                "replacedBy", "exemplar", "hasSkillLevel"] } }),
    );
    let level = object(
        &["identifier", "uri", "lastChangeDateTime"],
        json!({ "identifier": uuid, "uri": uri, "lastChangeDateTime": moment, "position": { "type": "integer" },
            "quality": text, "score": { "type": "number" }, "description": text }),
    );
    let criterion = object(
        &["identifier", "uri", "lastChangeDateTime"],
        json!({ "identifier": uuid, "uri": uri, "lastChangeDateTime": moment, "category": text, "CFItemURI": link,
            "position": { "type": "integer" }, "CFRubricCriterionLevels": { "type": "array", "items": level } }),
    );
    let rubric = object(
        &["identifier", "uri", "lastChangeDateTime"],
        json!({ "identifier": uuid, "uri": uri, "lastChangeDateTime": moment, "title": text,
            "CFRubricCriteria": { "type": "array", "items": criterion } }),
    );
    object(
        &["CFDocument", "CFItems", "CFAssociations"],
        json!({ "CFDocument": document, "CFItems": { "type": "array", "items": item },
            "CFAssociations": { "type": "array", "items": association },
            "CFRubrics": { "type": "array", "items": rubric } }),
    )
}

#[test]
fn the_package_has_the_form_of_case() {
    let schema = case_schema();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let package: serde_json::Value = serde_json::from_str(&case::write(&crcn(), AT)).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(&package)
        .map(|error| format!("{} {error}", error.instance_path()))
        .take(5)
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    // The schema can say no.
    let mut broken = package.clone();
    broken["CFItems"][0].as_object_mut().unwrap().remove("fullStatement");
    assert!(!validator.is_valid(&broken));
    broken = package;
    broken["CFAssociations"][0]["associationType"] = "isFriendOf".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn every_fault_of_a_table_is_told_with_its_line() {
    let text = "Code;Niveau;Repère;Texte\n1;;;Domaine\n1.1;;;Compétence\n1.1;9;;trop haut\n1.1;2;;deux\n1.1;1;;à l'envers\n1.1;3;1;sans niveau\n2.1;;;sans domaine\n1.1;;;encore\nÉ;;;code\n1.2;;;\n";
    let faults = simple::read(text.to_owned()).unwrap_err();
    let lines: Vec<Option<usize>> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [4, 6, 7, 8, 9, 10, 11].map(Some));
    assert_eq!(faults[0].what, What::Level("9".to_owned()));
    assert_eq!(faults[3].what, What::NoParent("2".to_owned()));
    assert_eq!(faults[4].what, What::Twice("1.1".to_owned()));
    let faults = simple::read("Code;Texte\n".to_owned()).unwrap_err();
    assert_eq!(faults[0], Fault::at_line(1, What::Missing("Niveau")));
    assert_eq!(
        simple::read("Code;Niveau;Repère;Texte\n\"1;;;x".to_owned()).unwrap_err()[0],
        Fault::at_line(2, What::Unclosed)
    );
    assert_eq!(simple::read(String::new()).unwrap_err()[0].what, What::NoCompetence);
}

#[test]
fn what_is_no_table_of_moodle_or_no_package_of_case_is_told() {
    assert_eq!(moodle::read("a,b\n1,2\n".to_owned()).unwrap_err()[0].what, What::Missing("Is framework"));
    let twice = moodle::write(&crcn());
    let row = twice.lines().nth(1).unwrap();
    let faults = moodle::read([twice.as_str(), row, "\r\n"].concat()).unwrap_err();
    assert_eq!((faults[0].line, &faults[0].what), (Some(twice.lines().count() + 1), &What::TwoFrameworks));
    assert_eq!(case::read("{\n oops").unwrap_err()[0], Fault::at_line(2, What::NotJson));
    assert_eq!(case::read("{}").unwrap_err().len(), 2);
    let mut package: serde_json::Value = serde_json::from_str(&case::write(&crcn(), AT)).unwrap();
    package["CFItems"][3]["fullStatement"] = " ".into();
    let faults = case::read(&package.to_string()).unwrap_err();
    assert_eq!(faults[0], Fault::at("/CFItems/3/fullStatement", What::Empty));
}

#[test]
fn no_row_of_moodle_is_longer_than_it_keeps() {
    let mut pack = crcn();
    pack.domains[0].name = "x".repeat(300);
    let table = moodle::write(&pack);
    let mut reader = crate::csv::Reader::new(table.clone());
    while let Some(Ok(record)) = reader.record() {
        assert_eq!(record.cells.len(), 14);
        assert!(record.cell(1).chars().count() <= 100 && record.cell(2).chars().count() <= 100);
    }
    assert_eq!(moodle::read(table), Ok(pack), "and the whole name is not lost");
}

fn some_text() -> impl Strategy<Value = String> {
    "[A-Za-zé’«»;,\"=+ -]{0,20}[a-z]".prop_map(|text| text.trim().to_owned())
}

fn some_pack() -> impl Strategy<Value = Pack> {
    let level = (some_text(), prop::collection::vec(some_text(), 0..3));
    let competence = (some_text(), 1_u8..4, prop::collection::vec(level, 1..4));
    let domain = (some_text(), prop::collection::vec(competence, 1..3));
    (some_text(), prop::collection::vec(domain, 1..3)).prop_map(|(title, domains)| Pack {
        id: "ecole".to_owned(),
        version: "2027".to_owned(),
        title,
        source: "https://ecole.example/referentiel".to_owned(),
        domains: (1..)
            .zip(domains)
            .map(|(number, (name, competences))| PackDomain {
                code: number.to_string(),
                name,
                competences: (1..)
                    .zip(competences)
                    .map(|(below, (name, from, levels))| PackCompetence {
                        code: format!("{number}.{below}"),
                        name,
                        levels: (from..)
                            .zip(levels)
                            .map(|(level, (statement, indicators))| PackLevel {
                                level,
                                statement,
                                indicators,
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect(),
    })
}

proptest! {
    #[test]
    fn any_framework_comes_back_as_it_left(pack in some_pack()) {
        through_all(&pack);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,120}") {
        let _ = case::read(&text);
        let _ = moodle::read(text.clone());
        let _ = simple::read(text);
    }
}
