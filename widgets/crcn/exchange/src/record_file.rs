//! A person's own record in one file: what they validated, collected and aimed at, with the identifiers of CASE, so that
//! it can be read in another school, by another widget, years later.
//!
//! The file holds no name and no id of anybody. What others said is in it for its owner to read; it is not taken over
//! elsewhere, because nobody could check there who said it.

use greffon_crcn_model::badge::{Claim, is_uuid};
use greffon_crcn_model::evidence::Evidence;
use greffon_crcn_model::framework::{Framework, Stage};
use greffon_crcn_model::goal::Goal;
use greffon_crcn_model::moment::Moment;
use greffon_crcn_model::opinion::Opinion;
use greffon_crcn_model::pix::PixResult;
use greffon_crcn_model::position::EntryId;
use greffon_crcn_model::stored::PositionItem;
use serde_json::{Map, Value};

use crate::framework::case::identifier;

/// What the file calls itself.
const KIND: &str = "greffon-crcn-record";
/// The form that is written, and the newest that is read. Form 1 had no badges and no traces.
const FORM: u64 = 2;

/// What a file holds, competences by their index. Values are in the form in which they are stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecordFile {
    /// Every validation of a competence.
    pub positions: Vec<(usize, Value)>,
    /// Evidence, with its id.
    pub evidence: Vec<(usize, String, Value)>,
    /// Goals.
    pub goals: Vec<(usize, Value)>,
    /// What peers and teachers said, by layer: `peer` or `teacher`.
    pub opinions: Vec<(usize, String, Value)>,
    /// Results of Pix.
    pub pix: Vec<Value>,
    /// The school stage.
    pub stage: Option<Stage>,
    /// Badges: the UUID, what the person says, and the signed credential, where there is one.
    pub badges: Vec<(String, Value, Option<Value>)>,
    /// Traces that left, for their owner to read: what they say is kept where they went.
    pub traces: Vec<Value>,
}

/// Why a file is not read. Nothing of it is taken then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// The text is no JSON, from this line on; where a download broke off, it is the last.
    NotJson {
        /// From 1.
        line: usize,
    },
    /// It is JSON, but no record of this tracker.
    Foreign,
    /// It was written by a newer version, in a form that this one does not know.
    Newer(u64),
    /// It is of another framework, or another version of it.
    OtherFramework(String),
    /// Something in it cannot be read: its place, as a pointer.
    Damaged(String),
}

/// The file, as JSON text; `at` is now.
pub fn write(record: &RecordFile, framework: &Framework, at: Moment) -> String {
    let mut competences = Map::new();
    let mut put = |index: usize, name: &str, below: Option<&str>, value: &Value| {
        let Some(competence) = framework.competences.get(index) else { return };
        let code = competence.code.as_str();
        let place = competences.entry(code.to_owned()).or_insert_with(|| {
            let case = identifier(framework.id, framework.version, code);
            Value::Object([("case".to_owned(), case.into())].into_iter().collect())
        });
        match below {
            None => place[name] = value.clone(),
            Some(id) => place[name][id] = value.clone(),
        }
    };
    for (index, value) in &record.positions {
        put(*index, "position", None, value);
    }
    for (index, id, value) in &record.evidence {
        put(*index, "evidence", Some(id), value);
    }
    for (index, value) in &record.goals {
        put(*index, "goal", None, value);
    }
    for (number, (index, layer, value)) in record.opinions.iter().enumerate() {
        let mut value = value.clone();
        value["layer"] = layer.clone().into();
        put(*index, "opinions", Some(&number.to_string()), &value);
    }
    let mut head = Map::new();
    let mut say = |name: &str, value: Value| head.insert(name.to_owned(), value);
    say("kind", KIND.into());
    say("form", FORM.into());
    say("at", at.as_str().into());
    say("framework", framework.segment().into());
    say("case", identifier(framework.id, framework.version, "").into());
    if let Some(stage) = record.stage {
        say("stage", stage.id().into());
    }
    say("competences", Value::Object(competences));
    if !record.pix.is_empty() {
        say("pix", record.pix.clone().into());
    }
    if !record.badges.is_empty() {
        let badge = |(id, claim, credential): &(String, Value, Option<Value>)| {
            let mut members = Map::new();
            members.insert("claim".to_owned(), claim.clone());
            if let Some(credential) = credential {
                members.insert("credential".to_owned(), credential.clone());
            }
            (id.clone(), Value::Object(members))
        };
        say("badges", Value::Object(record.badges.iter().map(badge).collect()));
    }
    if !record.traces.is_empty() {
        say("traces", record.traces.clone().into());
    }
    let mut text = serde_json::to_string_pretty(&Value::Object(head)).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a file.
///
/// # Errors
/// Why it is not read: the first thing that is wrong with it.
pub fn read(text: &str, framework: &Framework) -> Result<RecordFile, FileFault> {
    let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| FileFault::NotJson { line: error.line() })?;
    if file["kind"] != KIND {
        return Err(FileFault::Foreign);
    }
    match file["form"].as_u64() {
        Some(1..=FORM) => {}
        Some(newer) if newer > FORM => return Err(FileFault::Newer(newer)),
        _ => return Err(FileFault::Damaged("/form".to_owned())),
    }
    if file["framework"] != framework.segment() {
        return Err(FileFault::OtherFramework(file["framework"].as_str().unwrap_or_default().to_owned()));
    }
    let mut record = RecordFile::default();
    if let Some(stage) = file.get("stage") {
        let stage = stage.as_str().and_then(Stage::from_id);
        record.stage = Some(stage.ok_or_else(|| FileFault::Damaged("/stage".to_owned()))?);
    }
    let competences = file["competences"].as_object();
    for (code, holds) in competences.ok_or_else(|| FileFault::Damaged("/competences".to_owned()))? {
        let place = ["/competences/", code].concat();
        let damaged = |below: &str| FileFault::Damaged([&place, below].concat());
        let index = framework.index(code).ok_or_else(|| damaged(""))?;
        let competence = &framework.competences[index];
        if let Some(position) = holds.get("position") {
            // A history of which a part cannot be read would come back poorer than it left.
            match PositionItem::read(code, position, competence) {
                Ok((_, troubles)) if troubles.is_empty() => record.positions.push((index, position.clone())),
                Ok((_, troubles)) | Err(troubles) => {
                    let below = troubles.first().map_or("", |damage| damage.place.as_str());
                    return Err(damaged(&["/position", below].concat()));
                }
            }
        }
        for (id, evidence) in members(holds, "evidence", &damaged)? {
            let read = EntryId::parse(id).and_then(|_| Evidence::read(evidence, None));
            let read = read.ok_or_else(|| damaged(&["/evidence/", id].concat()))?;
            record.evidence.push((index, id.clone(), read.stored()));
        }
        if let Some(goal) = holds.get("goal") {
            let goal = Goal::read(goal, competence).ok_or_else(|| damaged("/goal"))?;
            record.goals.push((index, goal.stored()));
        }
        for (number, opinion) in members(holds, "opinions", &damaged)? {
            let place = ["/opinions/", number].concat();
            let layer = opinion["layer"].as_str().ok_or_else(|| damaged(&place))?.to_owned();
            let opinion = Opinion::read(opinion, competence).ok_or_else(|| damaged(&place))?;
            record.opinions.push((index, layer, opinion.stored()));
        }
    }
    for (number, result) in file["pix"].as_array().into_iter().flatten().enumerate() {
        let read = PixResult::read(result, framework);
        let read = read.ok_or_else(|| FileFault::Damaged(["/pix/", &number.to_string()].concat()))?;
        record.pix.push(read.stored());
    }
    let damaged = |below: &str| FileFault::Damaged(below.to_owned());
    for (id, badge) in members(&file, "badges", &damaged)? {
        let place = ["/badges/", id].concat();
        let claim = Claim::read(&badge["claim"]).filter(|_| is_uuid(id)).ok_or_else(|| damaged(&place))?;
        let credential = badge.get("credential");
        if credential.is_some_and(|credential| !is_signed(credential, id)) {
            return Err(damaged(&[&place, "/credential"].concat()));
        }
        record.badges.push((id.clone(), claim.asked(), credential.cloned()));
    }
    for (number, trace) in file["traces"].as_array().into_iter().flatten().enumerate() {
        if !trace.is_object() {
            return Err(damaged(&["/traces/", &number.to_string()].concat()));
        }
        record.traces.push(trace.clone());
    }
    Ok(record)
}

/// Whether it has what a signed credential of that badge has. Whether its proof holds is for a verifier to say.
fn is_signed(credential: &Value, id: &str) -> bool {
    let has = |name: &str| !credential[name].is_null();
    credential["id"].as_str().and_then(|of| of.strip_prefix("urn:uuid:")) == Some(id)
        && has("issuer")
        && has("credentialSubject")
        && has("proof")
}

fn members<'v>(
    of: &'v Value,
    name: &str,
    damaged: &dyn Fn(&str) -> FileFault,
) -> Result<Vec<(&'v String, &'v Value)>, FileFault> {
    match of.get(name) {
        None => Ok(Vec::new()),
        Some(Value::Object(members)) => Ok(members.iter().collect()),
        Some(_) => Err(damaged(&["/", name].concat())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const BADGE: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    fn credential() -> Value {
        json!({
            "id": (["urn:uuid:", BADGE].concat()),
            "issuer": { "id": "https://ent.example/issuers/1", "name": "Collège Rosa-Parks" },
            "credentialSubject": { "type": ["AchievementSubject"] },
            "proof": { "type": "DataIntegrityProof" }
        })
    }

    fn record() -> RecordFile {
        let entry = json!({ "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "level", "level": 3, "ticks": ["1-1"] });
        RecordFile {
            positions: vec![(0, json!({ "entries": { "9b2f6c1e-0000-4000-8000-000000000001": entry } }))],
            evidence: vec![(
                0,
                "entry-0001".to_owned(),
                json!({ "on": "2026-11-24", "text": "Mon exposé 🦊", "link": "https://ent.example/1" }),
            )],
            goals: vec![(3, json!({ "level": 2, "due": "2027-01-31", "on": "2026-11-24" }))],
            opinions: vec![(
                0,
                "peer".to_owned(),
                json!({ "on": "2026-11-25", "level": 3, "comment": "D’accord" }),
            )],
            pix: vec![json!({ "source": "profile", "on": "2026-11-24", "levels": { "1.1": 2 } })],
            stage: Some(Stage::Cycle3),
            badges: vec![
                (
                    BADGE.to_owned(),
                    json!({ "badge": "montpellier/creer", "level": 2, "on": "2026-11-24" }),
                    Some(credential()),
                ),
                (
                    BADGE.replace('0', "1"),
                    json!({ "badge": "montpellier/creer", "because": "Vidéo 🎬", "on": "2026-11-24" }),
                    None,
                ),
            ],
            traces: vec![json!({ "competence": "1.1", "what": "placed", "level": 3, "on": "2026-11-24" })],
        }
    }

    fn written() -> String {
        write(&record(), &Framework::crcn(), Moment::parse("2026-11-26T09:00:00.000Z").unwrap())
    }

    fn read_changed(change: impl FnOnce(&mut Value)) -> Result<RecordFile, FileFault> {
        let mut file: Value = serde_json::from_str(&written()).unwrap();
        change(&mut file);
        read(&file.to_string(), &Framework::crcn())
    }

    #[test]
    fn a_record_comes_back_as_it_left() {
        assert_eq!(read(&written(), &Framework::crcn()), Ok(record()));
        assert_eq!(read(&["\u{feff}", &written()].concat(), &Framework::crcn()), Ok(record()));
        let file: Value = serde_json::from_str(&written()).unwrap();
        assert_eq!(file["competences"]["1.1"]["case"], identifier("crcn", "2019", "1.1"));
    }

    #[test]
    fn a_file_of_the_first_form_is_read_for_ever() {
        let old = read_changed(|file| {
            file["form"] = 1.into();
            let members = file.as_object_mut().unwrap();
            members.remove("badges");
            members.remove("traces");
        });
        assert_eq!(old, Ok(RecordFile { badges: Vec::new(), traces: Vec::new(), ..record() }));
    }

    #[test]
    fn a_damaged_a_foreign_and_a_newer_file_each_get_their_answer() {
        let framework = Framework::crcn();
        let half = &written()[..written().len() / 2];
        assert!(matches!(read(half, &framework), Err(FileFault::NotJson { line }) if line > 1));
        assert_eq!(read("", &framework), Err(FileFault::NotJson { line: 1 }));
        assert_eq!(read("{\"kind\": \"europass\"}", &framework), Err(FileFault::Foreign));
        assert_eq!(read("[1, 2]", &framework), Err(FileFault::Foreign));
        assert_eq!(read_changed(|file| file["form"] = 3.into()), Err(FileFault::Newer(3)));
        assert_eq!(
            read_changed(|file| file["form"] = "x".into()),
            Err(FileFault::Damaged("/form".to_owned()))
        );
        assert_eq!(
            read_changed(|file| file["framework"] = "digcomp-3.0".into()),
            Err(FileFault::OtherFramework("digcomp-3.0".to_owned()))
        );
    }

    #[test]
    fn whatever_cannot_be_read_stops_the_whole_with_its_place() {
        let entry = "9b2f6c1e-0000-4000-8000-000000000001";
        let damaged = |place: &str| Err(FileFault::Damaged(place.to_owned()));
        assert_eq!(
            read_changed(|file| file["competences"]["1.1"]["position"]["entries"][entry]["level"] = 9.into()),
            damaged(&format!("/competences/1.1/position/entries/{entry}/level"))
        );
        assert_eq!(
            read_changed(|file| file["competences"]["1.1"]["evidence"]["entry-0001"] =
                json!({ "on": "2026-11-24", "link": "javascript:x" })),
            damaged("/competences/1.1/evidence/entry-0001")
        );
        assert_eq!(
            read_changed(|file| file["competences"]["4.1"] =
                json!({ "goal": { "level": 1, "due": "2027-01-31", "on": "2026-11-24" } })),
            damaged("/competences/4.1/goal")
        );
        assert_eq!(read_changed(|file| file["competences"]["9.9"] = json!({})), damaged("/competences/9.9"));
        let credential = format!("/badges/{BADGE}/credential");
        assert_eq!(
            read_changed(|file| file["badges"][BADGE]["credential"]["id"] = "urn:uuid:another".into()),
            damaged(&credential)
        );
        assert_eq!(
            read_changed(|file| file["badges"][BADGE]["credential"]["proof"] = Value::Null),
            damaged(&credential)
        );
        assert_eq!(read_changed(|file| file["badges"]["x"] = json!({})), damaged("/badges/x"));
        assert_eq!(read_changed(|file| file["traces"][0] = 1.into()), damaged("/traces/0"));
        assert_eq!(read_changed(|file| file["pix"][0]["source"] = "guess".into()), damaged("/pix/0"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            let _ = read(&text, &Framework::crcn());
        }

        #[test]
        fn a_file_cut_anywhere_is_told(at in any::<prop::sample::Index>()) {
            let text = written();
            let at = at.index(text.trim_end().len());
            if text.is_char_boundary(at) {
                prop_assert!(read(&text[..at], &Framework::crcn()).is_err());
            }
        }
    }
}
