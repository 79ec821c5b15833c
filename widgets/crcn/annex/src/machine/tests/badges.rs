//! Badges and traces: a pupil, a classmate, a teacher, and a host that signs, shows and keeps traces.

use greffon_crcn_model::badge::bake::{bake_png, unbake};
use greffon_crcn_model::badge::shelf::State;
use greffon_crcn_model::framework::Lang;
use greffon_crcn_model::trace::Event;
use greffon_protocol::{ErrorKind, RpcError};
use serde_json::{Value, json};

use super::{level, place, says};
use crate::badges::{BadgeFile, HeldLine, PictureForm};
use crate::testing::{Person, School};
use crate::{Effect, Field, Msg, Offers, Problem, Say};

/// Recognises a badge in oneself.
fn claim(school: &mut School, person: &mut Person, badge: &str, degree: &str) -> HeldLine {
    school.tell(person, Msg::OpenBadge(Some(badge.to_owned())));
    school.type_in(person, Field::BadgeLevel, degree);
    school.type_in(person, Field::BadgeBecause, "J’ai monté un film");
    school.tell(person, Msg::ClaimBadge);
    person.model.badges(Lang::Fr).unwrap().held.remove(0)
}

fn ask(school: &mut School, person: &mut Person, id: &str, whom: &str) {
    school.tell(person, Msg::OpenHeld(Some(id.to_owned())));
    school.type_in(person, Field::BadgeWhom, whom);
    school.tell(person, Msg::AskBadge);
}

/// The call of a service that waits for its answer.
fn call(person: &mut Person, wanted: &str) -> Option<(u32, Value)> {
    let at = person
        .out
        .iter()
        .position(|effect| matches!(effect, Effect::Call { name, .. } if *name == wanted))?;
    match person.out.remove(at) {
        Effect::Call { call, args, .. } => Some((call, args)),
        _ => None,
    }
}

/// What waits to leave.
fn emitted(person: &mut Person) -> Option<(u32, Value)> {
    let at = person.out.iter().position(|effect| matches!(effect, Effect::Emit { .. }))?;
    match person.out.remove(at) {
        Effect::Emit { call, event } => Some((call, event)),
        _ => None,
    }
}

fn open_question(school: &mut School, person: &mut Person) {
    let of = person.model.badge_desk(Lang::Fr).unwrap().lines[0].of.clone();
    school.tell(person, Msg::OpenQuestion(Some(of)));
}

fn sign(args: &Value) -> Value {
    let mut credential = args["credential"].clone();
    credential["issuer"] = json!({ "name": "Collège" });
    credential["validFrom"] = "2026-11-26T09:00:00.000Z".into();
    credential["proof"] = json!({ "type": "DataIntegrityProof" });
    json!({ "credential": credential })
}

#[test]
fn a_badge_goes_from_oneself_by_a_classmate_to_signed_shown_and_taken_away() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "badges");
    let held = claim(&mut school, &mut amina, "toulouse/creation", "");
    assert_eq!((held.state, held.peers_missing), (State::Claimed, 1));
    for whom in ["leo", "claire"] {
        ask(&mut school, &mut amina, &held.id, whom);
    }

    // The teacher sees that a classmate's word is missing, and cannot complete before it.
    let mut claire = school.enter("claire", "asked");
    open_question(&mut school, &mut claire);
    school.tell(&mut claire, Msg::CompleteBadge(Lang::Fr));
    assert_eq!(call(&mut claire, "badge.sign"), None);

    let mut leo = school.enter("leo", "asked");
    assert!(leo.model.items.all().all(|(key, _)| key.starts_with("badge-asked/leo/")), "nothing else of her");
    open_question(&mut school, &mut leo);
    school.type_in(&mut leo, Field::BadgeComment, "Vu en classe");
    school.tell(&mut leo, Msg::ConfirmBadge);
    assert!(leo.model.badge_desk(Lang::Fr).unwrap().lines[0].settled);

    school.show(&mut claire);
    let line = claire.model.badge_desk(Lang::Fr).unwrap().lines.remove(0);
    assert_eq!((line.peers_missing, line.answers[0].0.as_deref()), (0, Some("Léo Martin")));
    open_question(&mut school, &mut claire);
    school.tell(&mut claire, Msg::CompleteBadge(Lang::Fr));
    let (number, args) = call(&mut claire, "badge.sign").unwrap();
    assert_eq!(args["recipient"], "amina");
    for unknown in ["leo", "Léo", "amina", "Amina"] {
        assert!(!args["credential"].to_string().contains(unknown), "{unknown} in the badge");
    }
    school.tell(&mut claire, Msg::Answered(number, Ok(sign(&args))));
    assert!(matches!(says(&claire), Some(Say::BadgeCompleted(_, true))));

    // Her page asks the host who sees what came.
    school.show(&mut amina);
    let (number, _) = call(&mut amina, "badge.show").unwrap();
    let holdings = |shown: bool| {
        let id = format!("urn:uuid:{}", held.id);
        json!({ "badges": [{ "id": id, "shown": shown, "url": "https://ent.example/b", "revoked": false }] })
    };
    school.tell(&mut amina, Msg::Answered(number, Ok(holdings(false))));
    let line = amina.model.badges(Lang::Fr).unwrap().held.remove(0);
    assert_eq!((line.state, line.holding.map(|holding| holding.shown)), (State::Completed, Some(false)));
    school.tell(&mut amina, Msg::ShowBadge(held.id.clone(), true));
    let (number, args) = call(&mut amina, "badge.show").unwrap();
    assert_eq!(args, json!({ "id": format!("urn:uuid:{}", held.id), "shown": true }));
    school.tell(&mut amina, Msg::Answered(number, Ok(holdings(true))));
    assert!(amina.model.badges(Lang::Fr).unwrap().held[0].holding.as_ref().unwrap().shown);

    amina.out.clear();
    school.tell(&mut amina, Msg::TakeBadge(held.id.clone(), PictureForm::Svg, Lang::Fr, "Brouillon"));
    let Some(Effect::Save { text, .. }) = amina.out.pop() else { panic!("{:?}", amina.out) };
    read(&mut school, &mut amina, text.as_bytes());
    let Some(BadgeFile::Read(badge, same)) = amina.model.badge_file() else { panic!("not read") };
    assert_eq!((badge.signed, *same, badge.issuer.as_deref()), (true, Some(true), Some("Collège")));
    // So is one that came as a text.
    school.tell(&mut amina, Msg::PickBadge);
    let Some(Effect::Pick { call, .. }) = amina.out.pop() else { panic!("{:?}", amina.out) };
    school.tell(&mut amina, Msg::Answered(call, Ok(json!({ "name": "badge", "text": text }))));
    assert!(matches!(amina.model.badge_file(), Some(BadgeFile::Read(_, Some(true)))));
    // A change of one word is seen.
    read(&mut school, &mut amina, text.replace("Collège", "Lycée").as_bytes());
    assert!(matches!(amina.model.badge_file(), Some(BadgeFile::Read(_, Some(false)))));

    school.tell(&mut amina, Msg::TakeBadge(held.id, PictureForm::Png, Lang::Fr, "Brouillon"));
    let Some(Effect::SaveBadge { credential, marks, .. }) = amina.out.pop() else { panic!("no picture") };
    assert!(!marks.is_empty() && credential.contains("DataIntegrityProof"));
}

/// Picks a file, as its bytes.
fn read(school: &mut School, person: &mut Person, bytes: &[u8]) {
    person.out.clear();
    school.tell(person, Msg::PickBadge);
    let Some(Effect::Pick { call, .. }) = person.out.first() else { panic!("{:?}", person.out) };
    let call = *call;
    let sign = |byte: &u8| char::from_u32(if *byte < 0x80 { 0 } else { 0xf700 } + u32::from(*byte)).unwrap();
    let text: String = bytes.iter().map(sign).collect();
    school.tell(person, Msg::Answered(call, Ok(json!({ "name": "badge", "text": text }))));
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_lost() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "badges");
    school.tell(&mut amina, Msg::OpenBadge(Some("montpellier/creer".to_owned())));
    school.type_in(&mut amina, Field::BadgeBecause, "Mon affiche");
    school.tell(&mut amina, Msg::ClaimBadge);
    assert_eq!(amina.model.problem(Field::BadgeLevel), Some(Problem::NoDegree));
    assert_eq!(amina.model.typed(Field::BadgeBecause), "Mon affiche");
    let held = claim(&mut school, &mut amina, "montpellier/creer", "2");
    ask(&mut school, &mut amina, &held.id, "");
    assert_eq!(amina.model.problem(Field::BadgeWhom), Some(Problem::Nobody));
    ask(&mut school, &mut amina, &held.id, "claire");
    ask(&mut school, &mut amina, &held.id, "claire");
    assert_eq!(amina.model.problem(Field::BadgeWhom), Some(Problem::AskedAlready));

    // The host finds a name in it: the teacher reads why, and nothing is completed.
    let mut claire = school.enter("claire", "asked");
    open_question(&mut school, &mut claire);
    school.tell(&mut claire, Msg::CompleteBadge(Lang::Fr));
    let (number, args) = call(&mut claire, "badge.sign").unwrap();
    let error = RpcError::new(ErrorKind::Invalid, "Ce badge contient un nom.");
    school.tell(&mut claire, Msg::Answered(number, Err(error)));
    let line = claire.model.badge_desk(Lang::Fr).unwrap().lines.remove(0);
    assert_eq!((line.refused.as_deref(), line.award), (Some("Ce badge contient un nom."), None));
    school.tell(&mut claire, Msg::CompleteBadge(Lang::Fr));
    let (number, _) = call(&mut claire, "badge.sign").expect("one may try again");
    school.tell(&mut claire, Msg::Answered(number, Ok(sign(&args))));
    assert!(claire.model.badge_desk(Lang::Fr).unwrap().lines[0].award.is_some());

    for (bytes, text) in [(&b"GIF89a"[..], "another picture"), (b"<svg></svg>", "an empty one")] {
        read(&mut school, &mut amina, bytes);
        assert!(matches!(amina.model.badge_file(), Some(BadgeFile::Fault(_))), "{text}");
    }
}

#[test]
fn a_school_that_does_not_sign_completes_all_the_same_and_the_file_says_draft() {
    let mut school = School::default();
    let mut amina = school.enter("amina", "badges");
    let held = claim(&mut school, &mut amina, "montpellier/s-informer", "1");
    ask(&mut school, &mut amina, &held.id, "claire");
    let mut claire = school.enter("claire", "asked");
    school.tell(&mut claire, Msg::Session(false, Offers::default()));
    open_question(&mut school, &mut claire);
    school.tell(&mut claire, Msg::CompleteBadge(Lang::Fr));
    assert!(matches!(says(&claire), Some(Say::BadgeCompleted(_, false))));
    school.show(&mut amina);
    assert_eq!(call(&mut amina, "badge.show"), None, "nothing signed, nothing to show");
    amina.out.clear();
    school.tell(&mut amina, Msg::TakeBadge(held.id, PictureForm::Png, Lang::Fr, "Brouillon, non signé"));
    let Some(Effect::SaveBadge { credential, .. }) = amina.out.pop() else { panic!("no picture") };
    let credential: Value = serde_json::from_str(&credential).unwrap();
    assert_eq!(
        (&credential["issuer"]["name"], credential.get("proof")),
        (&json!("Brouillon, non signé"), None)
    );
    let pixel = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82";
    let baked = bake_png(pixel, &credential.to_string()).unwrap();
    assert_eq!(unbake(&baked).as_deref(), Ok(credential.to_string().as_str()));
}

#[test]
fn no_trace_leaves_unseen_and_each_is_taken_back() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 3);
    let mut amina = school.enter("amina", "competence/1.2");
    assert_eq!(emitted(&mut amina), None, "nothing by itself");
    school.tell(&mut amina, Msg::SendTrace);
    assert_eq!(emitted(&mut amina), None, "nothing that was not shown");
    let offer = amina.model.around().unwrap().traces.unwrap();
    assert_eq!(offer.events, [Event::Placed(level(3))]);
    school.tell(&mut amina, Msg::OfferTrace(Some(offer.events[0]), Lang::Fr));
    let (_, shown) = amina.model.around().unwrap().traces.unwrap().shown.unwrap();
    school.tell(&mut amina, Msg::SendTrace);
    let (number, event) = emitted(&mut amina).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), event, "what was shown is what leaves");
    school.tell(&mut amina, Msg::Answered(number, Ok(json!({ "id": event["id"] }))));
    let offer = amina.model.around().unwrap().traces.unwrap();
    assert_eq!((offer.events.len(), offer.sent.len()), (0, 1));

    school.tell(&mut amina, Msg::WithdrawTrace(offer.sent[0].id.clone()));
    let (number, void) = emitted(&mut amina).unwrap();
    assert_eq!(void["object"], json!({ "objectType": "StatementRef", "id": event["id"] }));
    let offline = RpcError::new(ErrorKind::Offline, "hors ligne");
    school.tell(&mut amina, Msg::Answered(number, Err(offline)));
    assert!(!amina.model.file().unwrap().traces[0].withdrawn, "not before the host says so");
    school.tell(&mut amina, Msg::WithdrawTrace(offer.sent[0].id.clone()));
    let (number, _) = emitted(&mut amina).unwrap();
    school.tell(&mut amina, Msg::Answered(number, Ok(json!({ "id": "x" }))));
    assert!(amina.model.file().unwrap().traces[0].withdrawn);
}

#[test]
fn a_trace_that_the_host_refuses_is_not_on_the_list_and_erasing_takes_all_back() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 3);
    let mut amina = school.enter("amina", "competence/1.2");
    let send = |school: &mut School, amina: &mut Person, answer: Result<Value, RpcError>| {
        school.tell(amina, Msg::OfferTrace(Some(Event::Placed(level(3))), Lang::Fr));
        school.tell(amina, Msg::SendTrace);
        let (number, _) = emitted(amina).unwrap();
        school.tell(amina, Msg::Answered(number, answer));
    };
    send(&mut school, &mut amina, Err(RpcError::new(ErrorKind::Backend, "non")));
    assert_eq!(amina.model.file().unwrap().traces, []);
    send(&mut school, &mut amina, Ok(Value::Null));
    assert_eq!(amina.model.file().unwrap().traces.len(), 1);
    school.tell(&mut amina, Msg::Erase);
    let (number, _) = emitted(&mut amina).expect("erased here, taken back there");
    assert_eq!(amina.model.file().unwrap().traces.len(), 1, "it stays on the list until it is taken back");
    school.tell(&mut amina, Msg::Answered(number, Err(RpcError::new(ErrorKind::NotFound, "inconnue"))));
    assert_eq!(school.stored.keys().filter(|key| key.starts_with("traces/")).count(), 0);
}

#[test]
fn a_host_without_traces_or_pages_offers_none() {
    let mut school = School::default();
    place(&mut school, "amina", "1.2", 3);
    let mut amina = school.enter("amina", "competence/1.2");
    school.tell(&mut amina, Msg::Session(false, Offers::default()));
    assert_eq!(amina.model.around().unwrap().traces, None);
}
