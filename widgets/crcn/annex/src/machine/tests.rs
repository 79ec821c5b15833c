//! Journeys: several people, one school.

use greffon_crcn_model::framework::{Lang, Level};
use greffon_crcn_model::goal::{GoalFault, Progress};
use greffon_crcn_model::note::TypingFault;
use greffon_crcn_model::opinion::Layer;
use serde_json::{Value, json};

use crate::class::{ClassTab, Counts, CountsLayer};
use crate::file::Kind;
use crate::import::{ImportFault, ImportView, PixRefusal};
use crate::testing::{GROUP, Person, School};
use crate::{Effect, Field, Msg, Page, Problem, Say, update};

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

/// A pupil's own level, as the tracker stores it, opened to teachers.
fn place(school: &mut School, who: &str, code: &str, to: u8) {
    let entry = json!({ "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "level", "level": to, "ticks": [] });
    let own = json!({ "entries": { "entry-placed": entry } });
    school.stored.insert(format!("positions/{who}/crcn-2019/{code}"), own);
    let shown = json!({ "level": to, "on": "2026-11-23" });
    school.stored.insert(format!("shown/{who}/crcn-2019/{code}"), shown);
}

fn says(person: &Person) -> Option<&Say> {
    person.model.toast().map(|toast| &toast.say)
}

#[test]
fn a_classmate_and_a_teacher_answer_beside_and_nothing_is_merged() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut amina = school.enter("amina", "competence/1.2");
    for whom in ["leo", "claire"] {
        school.type_in(&mut amina, Field::AskWhom, whom);
        school.type_in(&mut amina, Field::AskNote, "Tu es d’accord ?");
        school.tell(&mut amina, Msg::Ask);
    }
    assert_eq!(amina.model.around().unwrap().sent.len(), 2);

    let mut leo = school.enter("leo", "asked");
    let asked = leo.model.asked().unwrap();
    assert_eq!((asked.waiting.len(), asked.waiting[0].who.as_deref()), (1, Some("Amina Benali")));
    assert_eq!(asked.waiting[0].request.level, Some(level(2)));
    assert!(
        leo.model.items.all().all(|(key, _)| key.starts_with("asked/leo/")),
        "and sees nothing else of her"
    );
    school.tell(&mut leo, Msg::OpenRequest(Some(asked.waiting[0].key.clone())));
    school.type_in(&mut leo, Field::AnswerLevel, "3");
    school.type_in(&mut leo, Field::AnswerComment, "Tu m’as aidé 🙂");
    school.tell(&mut leo, Msg::Answer);
    assert_eq!(leo.model.asked().unwrap().answered.len(), 1);

    let mut claire = school.enter("claire", "asked");
    let key = claire.model.asked().unwrap().waiting[0].key.clone();
    school.tell(&mut claire, Msg::OpenRequest(Some(key)));
    school.type_in(&mut claire, Field::AnswerLevel, "1");
    school.tell(&mut claire, Msg::Answer);

    school.show(&mut amina);
    let around = amina.model.around().unwrap();
    let said: Vec<(Layer, Option<Level>)> = around.said.iter().map(|said| (said.layer, said.level)).collect();
    let expected = [(Layer::Own, 2), (Layer::Peer, 3), (Layer::Teacher, 1)];
    assert_eq!(
        said,
        expected.map(|(layer, number)| (layer, Some(level(number)))),
        "side by side, each its own"
    );
    assert!(around.sent.iter().all(|line| line.answered));
    assert_eq!(amina.model.own_level(1), Some(level(2)), "nobody changed what she says");
}

#[test]
fn nobody_asks_themself_or_nobody_and_what_was_typed_stays() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "competence/1.2");
    school.type_in(&mut amina, Field::AskNote, "Alors ?");
    school.tell(&mut amina, Msg::Ask);
    assert_eq!(amina.model.problem(Field::AskWhom), Some(Problem::Nobody));
    school.type_in(&mut amina, Field::AskWhom, "amina");
    school.tell(&mut amina, Msg::Ask);
    assert_eq!(amina.model.problem(Field::AskWhom), Some(Problem::Oneself));
    assert!(school.stored.is_empty());
    assert_eq!(amina.model.typed(Field::AskNote), "Alors ?");
    let askable = amina.model.around().unwrap().askable.unwrap();
    assert!(askable.iter().all(|someone| someone.id != "amina"), "and is not offered herself");
}

#[test]
fn evidence_is_taken_or_refused_with_what_was_typed_still_there() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "competence/1.2");
    school.type_in(&mut amina, Field::EvidenceText, "Mon tableau 🦊");
    school.type_in(&mut amina, Field::EvidenceLink, "javascript:alert(1)");
    school.tell(&mut amina, Msg::AddEvidence);
    assert_eq!(amina.model.problem(Field::EvidenceLink), Some(Problem::Typing(TypingFault::NotWeb)));
    assert_eq!(amina.model.typed(Field::EvidenceText), "Mon tableau 🦊");
    school.type_in(&mut amina, Field::EvidenceText, &"a".repeat(10_000));
    school.type_in(&mut amina, Field::EvidenceLink, "");
    school.tell(&mut amina, Msg::AddEvidence);
    assert_eq!(amina.model.problem(Field::EvidenceText), Some(Problem::Typing(TypingFault::TooLong(10_000))));
    assert_eq!(amina.model.typed(Field::EvidenceText).len(), 10_000, "nothing is cut");
    assert!(school.stored.is_empty());

    school.type_in(&mut amina, Field::EvidenceText, "Mon tableau");
    school.type_in(&mut amina, Field::EvidenceLink, "https://ent.example/tableau");
    school.tell(&mut amina, Msg::AddEvidence);
    let line = amina.model.around().unwrap().evidence.remove(0);
    assert_eq!(line.evidence.link.as_deref(), Some("https://ent.example/tableau"));
    assert_eq!(
        (amina.model.typed(Field::EvidenceText), amina.model.problem(Field::EvidenceText)),
        ("", None)
    );
    school.tell(&mut amina, Msg::RemoveEvidence(line.key));
    assert!(amina.model.around().unwrap().evidence.is_empty());
    school.tell(&mut amina, Msg::Undo);
    assert_eq!(amina.model.around().unwrap().evidence.len(), 1, "undone");
}

#[test]
fn a_refused_write_gives_back_what_was_typed() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "competence/1.2");
    school.type_in(&mut amina, Field::EvidenceText, "Mon tableau");
    let stamp = school.stamp();
    let effects = update(&mut amina.model, Msg::AddEvidence, &stamp);
    let Some(Effect::Write { label, .. }) = effects.first() else { panic!("{effects:?}") };
    update(&mut amina.model, Msg::Refused(*label), &stamp);
    assert_eq!(amina.model.typed(Field::EvidenceText), "Mon tableau");
    assert_eq!(says(&amina), Some(&Say::NotSaved));
}

#[test]
fn a_goal_has_a_level_that_there_is_and_a_day_to_come() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "competence/4.1");
    assert!(!amina.model.around().unwrap().goal_levels.contains(&level(1)), "4.1 begins at level 2");
    school.tell(&mut amina, Msg::SetGoal);
    assert_eq!(amina.model.problem(Field::GoalLevel), Some(Problem::NoLevel));
    school.type_in(&mut amina, Field::GoalLevel, "1");
    school.type_in(&mut amina, Field::GoalDue, "2027-01-31");
    school.tell(&mut amina, Msg::SetGoal);
    assert_eq!(amina.model.problem(Field::GoalLevel), Some(Problem::Goal(GoalFault::NoSuchLevel)));
    school.type_in(&mut amina, Field::GoalLevel, "3");
    school.type_in(&mut amina, Field::GoalDue, "2026-11-25");
    school.tell(&mut amina, Msg::SetGoal);
    assert_eq!(amina.model.problem(Field::GoalDue), Some(Problem::Goal(GoalFault::Past)));
    school.type_in(&mut amina, Field::GoalDue, "2027-01-31");
    school.tell(&mut amina, Msg::SetGoal);
    let (goal, progress) = amina.model.around().unwrap().goal.unwrap();
    assert_eq!((goal.level, progress), (level(3), Progress::Open));
    place(&mut school, "amina", "4.1", 3);
    school.show(&mut amina);
    assert_eq!(amina.model.around().unwrap().goal.unwrap().1, Progress::Reached);
}

#[test]
fn a_teacher_sees_by_name_what_was_opened_validates_beside_and_groups_by_need() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    place(&mut school, "leo", "1.2", 4);
    school.stored.remove("shown/leo/crcn-2019/1.2");
    let mut claire = school.enter("claire", "class");
    school.tell(&mut claire, Msg::ClassTab(ClassTab::Pupils));
    let pupils = claire.model.pupils();
    assert_eq!(
        (pupils.total, pupils.lines[0].name.as_deref()),
        (1, Some("Amina Benali")),
        "Léo opened nothing"
    );

    school.tell(&mut claire, Msg::OpenPupil(Some("amina".to_owned())));
    school.tell(&mut claire, Msg::Validate);
    assert_eq!(claire.model.problem(Field::Competence), Some(Problem::NoCompetence));
    school.type_in(&mut claire, Field::Competence, "1.2");
    school.type_in(&mut claire, Field::AnswerLevel, "9");
    school.tell(&mut claire, Msg::Validate);
    assert_eq!(
        claire.model.problem(Field::AnswerLevel),
        Some(Problem::Typing(TypingFault::Nothing)),
        "no level 9"
    );
    school.type_in(&mut claire, Field::AnswerLevel, "3");
    school.tell(&mut claire, Msg::Validate);
    // A colleague at the same time: each their own item.
    let mut yann = school.enter("yann", "class");
    school.tell(&mut yann, Msg::OpenPupil(Some("amina".to_owned())));
    school.type_in(&mut yann, Field::Competence, "1.2");
    school.type_in(&mut yann, Field::AnswerLevel, "1");
    school.tell(&mut yann, Msg::Validate);
    school.show(&mut claire);
    let open = claire.model.pupils().open.unwrap();
    assert_eq!(open.lines[0].3.len(), 2, "two teachers, two validations");
    assert_eq!(claire.model.pupils().lines[0].cells[1].own, Some(level(2)), "what the pupil says stays");

    school.tell(&mut claire, Msg::ClassTab(ClassTab::Needs));
    school.type_in(&mut claire, Field::Competence, "1.2");
    let needs = claire.model.needs();
    assert_eq!((needs.groups.len(), needs.groups[0].level), (1, level(2)));
    school.type_in(&mut claire, Field::GoalLevel, "3");
    school.type_in(&mut claire, Field::GoalDue, "2027-01-31");
    school.tell(&mut claire, Msg::SetClassGoal);
    let mut amina = school.enter("amina", "competence/1.2");
    let around = amina.model.around().unwrap();
    assert_eq!(around.class_goals[0].who.as_deref(), Some("Claire Moreau"));
    school.tell(&mut amina, Msg::TakeGoal(around.class_goals[0].key.clone()));
    assert_eq!(amina.model.around().unwrap().goal.unwrap().0.level, level(3));
}

#[test]
fn the_report_suggests_a_median_and_stores_what_the_teacher_settles() {
    let mut school = School::default();
    for (code, number) in [("1.1", 1), ("1.2", 3), ("1.3", 2), ("2.1", 4)] {
        place(&mut school, "amina", code, number);
    }
    let mut claire = school.enter("claire", "class");
    school.tell(&mut claire, Msg::ClassTab(ClassTab::Report));
    let line =
        |claire: &Person| claire.model.report().lines.into_iter().find(|line| line.id == "amina").unwrap();
    assert_eq!(line(&claire).figures[0].suggested, Some(level(2)), "the median of 1, 3 and 2");
    assert_eq!(line(&claire).figures[2].suggested, None, "nothing is made up");
    school.tell(&mut claire, Msg::Figure("amina".to_owned(), 0, Some(level(3))));
    assert_eq!(line(&claire).figures[0].settled, Some(level(3)));
    assert_eq!(claire.model.report().open, 1);
    school.tell(&mut claire, Msg::SettleAll);
    assert_eq!((line(&claire).figures[1].settled, claire.model.report().open), (Some(level(4)), 0));
    let csv = claire.model.report_csv(Lang::Fr, "Élève");
    assert!(csv.contains("Amina Benali;3;4;;;\r\n"), "{csv}");
}

/// Tells the masked and the told of a layer's row.
#[test]
fn counts_of_an_old_group_say_nothing_of_the_new_one() {
    let mut school = School::default();
    let mut claire = school.enter("claire", "class");
    assert_eq!(claire.model.counts(CountsLayer::Own, Lang::Fr), Counts::Loading);
    let calls: Vec<u32> = claire
        .out
        .iter()
        .filter_map(|effect| match effect {
            Effect::Call { call, name: "tally", .. } => Some(*call),
            _ => None,
        })
        .collect();
    assert_eq!(calls.len(), 2, "what pupils say, and what teachers validated");
    let other = json!({ "group": "other", "population": { "count": 9 }, "cells": [] });
    school.tell(&mut claire, Msg::Answered(calls[0], Ok(other)));
    assert_eq!(claire.model.counts(CountsLayer::Own, Lang::Fr), Counts::Failed);
    let told = json!({ "group": GROUP, "members": 28, "population": { "count": 9 },
        "cells": [{ "by": ["1.2", 3, "crcn-2019"], "count": 9 }, { "by": ["1.2", 3, "ecole-1"], "count": 7 }] });
    school.tell(&mut claire, Msg::Answered(calls[1], Ok(told)));
    let Counts::Ready(counts) = claire.model.counts(CountsLayer::Teacher, Lang::Fr) else {
        panic!("no counts")
    };
    assert_eq!((counts.strays, counts.domains[0].rows[1].total), (0, Some(9)), "of this framework alone");
}

fn pick(school: &mut School, person: &mut Person, msg: Msg, text: &str) {
    person.out.clear();
    school.tell(person, msg);
    let Some(Effect::Pick { call, .. }) = person.out.first() else { panic!("{:?}", person.out) };
    let call = *call;
    school.tell(person, Msg::Answered(call, Ok(json!({ "name": "f", "text": text }))));
    // The clock of the shell.
    while person.out.iter().any(|effect| matches!(effect, Effect::Later(_))) {
        person.out.clear();
        school.tell(person, Msg::Slice);
    }
}

const PIX: &str = "Nom du Participant;Prénom du Participant;Envoi (O/N);Niveau pour la compétence Gérer des données\n\
    BENALI;Amina;Oui;3\nMartin;Leo;Oui;2\nInconnu;Jean;Oui;1\nMartin;Léo;Oui;4\nBenali;Amina;Non;3\n";

#[test]
fn a_campaign_of_pix_is_shown_first_and_stored_in_its_own_layer() {
    let mut school = School::default();
    let mut claire = school.enter("claire", "class");
    school.tell(&mut claire, Msg::ClassTab(ClassTab::Pupils));
    pick(&mut school, &mut claire, Msg::PickPix, PIX);
    let Some(ImportView::Pix(preview)) = claire.model.import() else { panic!("{:?}", claire.model.import()) };
    assert_eq!((preview.found.len(), preview.total), (2, 5));
    let refused: Vec<(usize, &PixRefusal)> = preview.refused.iter().map(|row| (row.line, &row.why)).collect();
    assert_eq!(refused[0], (4, &PixRefusal::Unknown));
    assert_eq!(refused[1], (5, &PixRefusal::Older(3)), "the same pupil twice");
    assert!(matches!(refused[2], (6, PixRefusal::Row(_))));
    assert!(school.stored.is_empty(), "nothing before the teacher accepts");
    school.tell(&mut claire, Msg::CancelImport);
    school.tell(&mut claire, Msg::AcceptImport);
    assert!(school.stored.is_empty(), "and nothing after a cancel");

    pick(&mut school, &mut claire, Msg::PickPix, PIX);
    school.tell(&mut claire, Msg::AcceptImport);
    assert_eq!(says(&claire), Some(&Say::FileTaken(2)));
    let amina = school.enter("amina", "competence/1.2");
    let said = amina.model.around().unwrap().said;
    assert_eq!((said.len(), said[0].layer, said[0].level), (1, Layer::Pix, Some(level(3))));
    assert_eq!(amina.model.own_level(1), None, "Pix places nobody by itself");
    pick(&mut school, &mut claire, Msg::PickPix, "a;b\n1;2\n");
    assert!(matches!(claire.model.import(), Some(ImportView::Fault(ImportFault::Pix(_)))));
}

#[test]
fn five_thousand_rows_are_read_in_slices_that_can_be_stopped() {
    let mut text =
        "Nom du Participant;Prénom du Participant;Niveau pour la compétence Gérer des données\n".to_owned();
    for number in 0..5000 {
        text.extend([format!("Nom{number};Prénom;{}\n", number % 9)]);
    }
    let mut school = School::default();
    let mut claire = school.enter("claire", "class");
    school.tell(&mut claire, Msg::PickPix);
    let Some(Effect::Pick { call, .. }) = claire.out.last() else { panic!("no pick") };
    let call = *call;
    school.tell(&mut claire, Msg::Answered(call, Ok(json!({ "name": "f", "text": text }))));
    school.tell(&mut claire, Msg::Slice);
    let Some(ImportView::Reading(percent)) = claire.model.import() else { panic!("not reading") };
    assert!((1..20).contains(&percent), "{percent}");
    school.tell(&mut claire, Msg::CancelImport);
    assert_eq!(claire.model.import(), None);
    school.tell(&mut claire, Msg::Slice);
    assert_eq!(claire.model.import(), None, "a late slice brings nothing back");
}

fn saved(school: &mut School, person: &mut Person) -> String {
    person.out.clear();
    school.tell(person, Msg::SaveRecord);
    match person.out.pop() {
        Some(Effect::Save { text, .. }) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn my_file_follows_me_to_another_school_under_another_id() {
    let mut college = School::default();
    place(&mut college, "amina", "1.2", 2);
    let mut amina = college.enter("amina", "competence/1.2");
    college.type_in(&mut amina, Field::EvidenceText, "Mon tableau");
    college.tell(&mut amina, Msg::AddEvidence);
    college.type_in(&mut amina, Field::GoalLevel, "3");
    college.type_in(&mut amina, Field::GoalDue, "2027-01-31");
    college.tell(&mut amina, Msg::SetGoal);
    let badge = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";
    let credential = json!({
        "id": (format!("urn:uuid:{badge}")), "issuer": { "name": "Collège Rosa-Parks" },
        "credentialSubject": {}, "validFrom": "2026-11-25T09:00:00Z", "proof": { "type": "DataIntegrityProof" }
    });
    for (key, value) in [
        (
            format!("badges/amina/{badge}"),
            json!({ "badge": "montpellier/creer", "level": 2, "on": "2026-11-24" }),
        ),
        (
            format!("badge-awards/amina/claire/{badge}"),
            json!({ "on": "2026-11-25", "credential": credential }),
        ),
        (
            format!("traces/amina/{}", badge.replace('0', "1")),
            json!({ "competence": "1.2", "what": "placed", "level": 2, "on": "2026-11-24" }),
        ),
    ] {
        college.stored.insert(key, value);
    }
    college.show(&mut amina);
    let file = saved(&mut college, &mut amina);
    assert!(file.contains("\"traces\""), "what left is in it, to be read");
    assert!(!file.contains("amina") && !file.contains("Benali"), "no name and no id: {file}");

    // Another school, another opaque id, something there already.
    let mut lycee = School::default();
    place(&mut lycee, "leo", "2.1", 4);
    let mut there = lycee.enter("leo", "file");
    let before = lycee.stored.clone();
    pick(&mut lycee, &mut there, Msg::PickRecord, &file);
    let Some(ImportView::Record(preview)) = there.model.import() else {
        panic!("{:?}", there.model.import())
    };
    let line = &preview.lines[0];
    assert_eq!((line.code.as_str(), line.validations, line.evidence, line.goal), ("1.2", 1, 1, true));
    assert_eq!(lycee.stored, before, "nothing before it is accepted");
    assert_eq!(preview.badges, 1);
    lycee.tell(&mut there, Msg::AcceptImport);
    assert_eq!(there.model.own_level(1), Some(level(2)));
    let held = there.model.badges(Lang::Fr).unwrap().held;
    let (issuer, on) = held[0].brought.as_ref().unwrap();
    assert_eq!((issuer.as_deref(), on.as_str()), (Some("Collège Rosa-Parks"), "2026-11-25"));
    assert_eq!(held[0].award, None, "nobody of this school vouches for it");
    assert!(
        saved(&mut lycee, &mut there).contains("DataIntegrityProof"),
        "and it goes on to the next school"
    );
    assert!(lycee.stored.contains_key("positions/leo/crcn-2019/2.1"), "what was there stays");
    pick(&mut lycee, &mut there, Msg::PickRecord, &file);
    let Some(ImportView::Record(preview)) = there.model.import() else { panic!("no preview") };
    assert!(preview.nothing_new, "twice changes nothing");
}

#[test]
fn whoever_changes_class_keeps_their_own_and_old_teachers_read_no_more() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut amina = school.enter("amina", "competence/1.2");
    school.type_in(&mut amina, Field::AskWhom, "leo");
    school.tell(&mut amina, Msg::Ask);
    let mut leo = school.enter("leo", "asked");
    let key = leo.model.asked().unwrap().waiting[0].key.clone();
    school.tell(&mut leo, Msg::OpenRequest(Some(key)));
    school.type_in(&mut leo, Field::AnswerLevel, "3");
    school.tell(&mut leo, Msg::Answer);
    school.leave("amina");
    school.show(&mut amina);
    assert_eq!(amina.model.own_level(1), Some(level(2)), "what is hers stays");
    let said = amina.model.around().unwrap().said;
    assert!(
        said.iter().any(|said| said.layer == Layer::Peer && said.level == Some(level(3))),
        "and what was said"
    );
    let claire = school.enter("claire", "class");
    assert!(claire.model.pupils().lines.is_empty(), "her former teacher reads nothing of her any more");
}

#[test]
fn an_id_that_changed_starts_anew_and_the_file_brings_everything_back() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut amina = school.enter("amina", "file");
    let file = saved(&mut school, &mut amina);
    // The host knows her by another id now: what is under the old one is nobody's to write.
    let mut renamed = school.enter("yann", "file");
    assert_eq!(renamed.model.own_level(1), None);
    pick(&mut school, &mut renamed, Msg::PickRecord, &file);
    school.tell(&mut renamed, Msg::AcceptImport);
    assert_eq!(renamed.model.own_level(1), Some(level(2)));
    assert!(school.stored.contains_key("positions/amina/crcn-2019/1.2"), "the old one is not touched");
}

#[test]
fn two_teachers_at_once_each_have_their_say_and_neither_is_lost() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut teachers = ["claire", "yann"].map(|id| school.enter(id, "class"));
    for (teacher, said) in teachers.iter_mut().zip(["2", "3"]) {
        school.tell(teacher, Msg::OpenPupil(Some("amina".to_owned())));
        school.type_in(teacher, Field::Competence, "1.2");
        school.type_in(teacher, Field::AnswerLevel, said);
        school.tell(teacher, Msg::Validate);
    }
    let amina = school.enter("amina", "competence/1.2");
    let said = amina.model.around().unwrap().said;
    let levels: Vec<_> =
        said.iter().filter(|said| said.layer == Layer::Teacher).map(|said| said.level).collect();
    assert_eq!(levels.len(), 2, "two opinions side by side: {levels:?}");
}

#[test]
fn a_damaged_a_foreign_or_a_newer_file_changes_nothing() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut amina = school.enter("amina", "file");
    let file = saved(&mut school, &mut amina);
    let before = school.stored.clone();
    for bad in [
        &file[..file.len() / 2],
        "",
        "{\"kind\":\"europass\"}",
        &file.replace("\"form\": 2", "\"form\": 9"),
        &file.replace("\"level\": 2", "\"level\": 12"),
    ] {
        pick(&mut school, &mut amina, Msg::PickRecord, bad);
        assert!(matches!(amina.model.import(), Some(ImportView::Fault(ImportFault::Record(_)))), "{bad}");
        school.tell(&mut amina, Msg::AcceptImport);
        assert_eq!(school.stored, before);
    }
}

#[test]
fn everything_of_ones_own_can_be_seen_and_erased() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 2);
    let mut amina = school.enter("amina", "competence/1.2");
    school.type_in(&mut amina, Field::EvidenceText, "Mon tableau");
    school.tell(&mut amina, Msg::AddEvidence);
    school.type_in(&mut amina, Field::AskWhom, "leo");
    school.tell(&mut amina, Msg::Ask);
    school.tell(&mut amina, Msg::Turn(Page::File));
    let stored = amina.model.file().unwrap().stored;
    let kinds: Vec<Kind> = stored.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Kind::Positions, Kind::Choices, Kind::Evidence, Kind::Requests]);
    school.tell(&mut amina, Msg::Erase);
    assert_eq!(says(&amina), Some(&Say::Erased(4)));
    assert_eq!(school.stored, std::collections::BTreeMap::<String, Value>::new());
    assert!(amina.model.file().unwrap().timeline.is_empty());
}

mod badges;
