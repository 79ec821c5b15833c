//! Learning traces: off until they are opened, one’s own, taken back by voiding.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::ent::{Ent, Someone};

const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";
const VOID: &str = "1b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

fn rated(id: &str) -> Value {
    json!({
        "id": id,
        "verb": "http://id.tincanapi.com/verb/rated",
        "object": { "objectType": "Activity", "id": "urn:greffon:crcn:2019:1.2" },
        "result": { "score": { "raw": 3, "min": 0, "max": 8, "scaled": 0.375 } },
        "context": { "language": "fr" }
    })
}

fn void(id: &str, voided: &str) -> Value {
    json!({
        "id": id,
        "verb": "http://adlnet.gov/expapi/verbs/voided",
        "object": { "objectType": "StatementRef", "id": voided }
    })
}

async fn open_traces(ent: &Ent) {
    let administrator = ent.sign_in("sophie.petit").await;
    let names = ["storage:shared", "user:id", "user:role", "event"].map(|name| ("capability", name));
    let answer = administrator.form("/admin/widgets/crcn/capabilities", &names).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

async fn statements(who: &Someone) -> Vec<Value> {
    who.get("/export").await.ok()["traces"].as_array().unwrap().clone()
}

#[tokio::test]
async fn traces_are_off_until_the_administrator_opens_them() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    assert!(!pupil.get("").await.ok()["granted"].as_array().unwrap().contains(&json!("event")));
    pupil.post("/event", &rated(ID)).await.refused("not_granted");
    open_traces(&ent).await;
    assert_eq!(pupil.post("/event", &rated(ID)).await.ok(), json!({ "id": ID }));
    let kept = statements(&pupil).await;
    assert_eq!(kept[0]["actor"]["account"], json!({ "homePage": ent.base(), "name": pupil.id().await }));
    assert_eq!(kept[0]["verb"]["display"]["fr"], "s’est positionné");
}

#[tokio::test]
async fn a_retry_is_one_trace_and_another_s_id_is_refused() {
    let ent = Ent::start().await;
    open_traces(&ent).await;
    let (pupil, other) = (ent.sign_in("amina.benali").await, ent.sign_in("leo.martin").await);
    for _ in 0..2 {
        pupil.post("/event", &rated(ID)).await.ok();
    }
    assert_eq!(statements(&pupil).await.len(), 1);
    let mut changed = rated(ID);
    changed["result"]["score"]["raw"] = 4.into();
    pupil.post("/event", &changed).await.refused("invalid");
    other.post("/event", &rated(ID)).await.refused("invalid");
    assert_eq!(statements(&other).await, Vec::<Value>::new());
}

#[tokio::test]
async fn one_takes_back_one_s_own_traces_and_once() {
    let ent = Ent::start().await;
    open_traces(&ent).await;
    let (pupil, other) = (ent.sign_in("amina.benali").await, ent.sign_in("leo.martin").await);
    pupil.post("/event", &rated(ID)).await.ok();
    other.post("/event", &void(VOID, ID)).await.refused("not_found");
    pupil.post("/event", &void(VOID, ID)).await.ok();
    let again = VOID.replacen('1', "2", 1);
    pupil.post("/event", &void(&again, ID)).await.refused("not_found");
    pupil.post("/event", &void(&again, VOID)).await.refused("not_found");
    assert_eq!(statements(&pupil).await.len(), 2, "the trace and what voids it, as xAPI keeps them");
    let erased = pupil.post("/erase", &json!({ "of": "me" })).await.ok();
    assert_eq!(erased["traces"], 2);
    assert_eq!(statements(&pupil).await, Vec::<Value>::new());
}

#[tokio::test]
async fn texts_of_a_person_and_other_people_are_no_part_of_a_trace() {
    let ent = Ent::start().await;
    open_traces(&ent).await;
    let pupil = ent.sign_in("amina.benali").await;
    for (member, value, place) in [
        ("result", json!({ "response": "mon texte" }), "/result"),
        ("actor", json!({ "mbox": "mailto:a@example.org" }), ""),
        ("context", json!({ "instructor": { "name": "Claire" } }), "/context"),
        ("verb", json!("did it"), "/verb"),
        ("id", json!("7"), "/id"),
    ] {
        let mut trace = rated(ID);
        trace[member] = value;
        let answer = pupil.post("/event", &trace).await;
        if member == "actor" {
            // What the protocol does not know is not taken over.
            answer.ok();
            assert!(!statements(&pupil).await[0].to_string().contains("mailto"));
        } else {
            assert_eq!(answer.refused("invalid")["pointer"], place, "{member}");
        }
    }
}
