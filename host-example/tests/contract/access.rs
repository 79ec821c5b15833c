//! Who may what: rules, capabilities, membership, and requests that were not meant.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::ent::{Answer, Ent, fresh};

fn set(key: &str, value: Value) -> Value {
    json!([{ "op": "set", "key": key, "value": value, "ifRev": 0 }])
}

#[tokio::test]
async fn another_persons_place_can_be_neither_read_nor_written() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let teacher = ent.sign_in("claire.moreau").await;
    assert_eq!(amina.instance, leo.instance);
    let id = amina.id().await;
    assert_ne!(id, leo.id().await);
    amina.write("shared", set(&format!("positions/{id}/1.1"), json!({ "level": 3 }))).await.ok();
    amina.write("shared", set(&format!("open/{id}/1.1"), json!("look"))).await.ok();

    for other in [&leo, &teacher] {
        let mine = format!("positions/{id}/1.1");
        other.write("shared", set(&mine, json!({ "level": 1 }))).await.refused("denied");
        let error = other.get(&format!("/shared?key={mine}")).await.refused("denied");
        assert_eq!(error["key"], mine);
        other.get(&format!("/shared?prefix=positions/{id}/")).await.refused("denied");
        other.get(&format!("/shared/since?rev=0&prefix=positions/{id}/")).await.refused("denied");
        other.get(&format!("/shared/events?since=0&prefix=positions/{id}/1")).await.refused("denied");
        assert_eq!(other.get("/shared?prefix=positions/").await.ok()["items"], json!([]));
    }
    let told = teacher.get("/shared/since?rev=0").await.ok();
    let keys: Vec<&str> =
        told["items"].as_array().unwrap().iter().map(|i| i["key"].as_str().unwrap()).collect();
    assert_eq!(keys, [format!("open/{id}/1.1")], "the teacher sees what was opened");
    assert_eq!(told["to"], 2, "and that something else happened");
    leo.get(&format!("/shared?key=open/{id}/1.1")).await.refused("denied");
    amina.write("shared", set("unruled/x", json!(1))).await.refused("denied");
}

#[tokio::test]
async fn who_asks_signs_and_only_who_is_asked_reads() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let ines = ent.sign_in("ines.garcia").await;
    let teacher = ent.sign_in("claire.moreau").await;
    let (from, to) = (amina.id().await, leo.id().await);
    let key = format!("asked/{to}/{from}/1.1");
    amina.write("shared", set(&key, json!({ "note": "alors ?" }))).await.ok();
    for reader in [&amina, &leo] {
        let read = reader.get("/shared?prefix=asked/").await.ok();
        assert_eq!(read["items"][0]["key"], key);
    }
    for other in [&ines, &teacher] {
        assert_eq!(other.get("/shared?prefix=asked/").await.ok()["items"], json!([]));
        other.get(&format!("/shared?key={key}")).await.refused("denied");
    }
    // In another's name, and over another's words.
    ines.write("shared", set(&format!("asked/{to}/{from}/1.2"), json!(1))).await.refused("denied");
    leo.write("shared", json!([{ "op": "delete", "key": key, "ifRev": 1 }])).await.refused("denied");
    teacher
        .write("shared", set(&format!("asked/{to}/{}/1.1", teacher.id().await), json!(1)))
        .await
        .refused("denied");
}

#[tokio::test]
async fn people_of_a_class_are_named_to_those_who_are_in_it() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let group = amina.get("").await.ok()["user"]["groups"][0]["id"].clone();
    let ask = json!({ "args": { "group": group } });
    let answer = amina.post("/service/people", &ask).await.ok();
    let people = answer["data"]["people"].as_array().unwrap();
    assert_eq!(people.len(), 30, "28 pupils and two teachers");
    let is_leo = |person: &&Value| person["name"] == "Léo Martin" && person["roles"] == json!(["pupil"]);
    assert_eq!(people.iter().filter(is_leo).count(), 1);
    amina.post("/service/people", &json!({ "args": { "group": "other" } })).await.refused("denied");
    amina.post("/service/people", &json!({ "args": {} })).await.refused("invalid");
}

#[tokio::test]
async fn settings_are_read_by_all_and_written_by_teachers() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let teacher = ent.sign_in("claire.moreau").await;
    pupil.write("widget", set("settings/bands", json!(2))).await.refused("denied");
    teacher.write("widget", set("settings/bands", json!(2))).await.ok();
    teacher.write("widget", set("unruled", json!(2))).await.refused("denied");
    let read = pupil.get("/widget?prefix=settings/").await.ok();
    assert_eq!(read["items"][0]["value"], 2);
    assert_eq!(read["items"][0]["by"], teacher.id().await);
}

#[tokio::test]
async fn a_person_has_another_id_in_every_widget_and_the_widget_sees_no_more_than_was_granted() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let described = pupil.get("").await.ok();
    assert_eq!(described["widget"], "crcn");
    assert_eq!(described["level"], 3);
    assert_eq!(described["title"], "Mes compétences numériques – 6e B");
    assert_eq!(described["user"]["profile"], json!(["National_ELV"]));
    assert_eq!(described["user"]["roles"], json!(["pupil"]));
    assert_eq!(described["user"]["name"], "Amina Benali");
    assert_eq!(described["user"]["groups"][0]["name"], "6e B");
    assert_eq!(described["context"]["uai"], "9990001X");
    assert_eq!(described["limits"]["keys"], 5_000, "as the manifest asks");
    assert_eq!(described["limits"]["quotaShared"], 16 * 1024 * 1024);
    // Signatures and traces are off until the administrator decides on them.
    let off = ["service:badge.sign", "event"].map(|name| json!({ "name": name, "reason": "administrator" }));
    assert_eq!(described["denied"], json!(off));
    let id = described["user"]["id"].as_str().unwrap();
    assert!(id.len() == 26 && greffon_protocol::Key::new(id).is_ok(), "{id}");
    // The typed shape of the protocol reads it whole.
    let typed: greffon_protocol::http::Describe = serde_json::from_value(described.clone()).unwrap();
    assert_eq!(typed.instance, pupil.instance);
}

#[tokio::test]
async fn only_the_class_comes_in() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    for outsider in ["jade.rousseau", "elise.roussel", "nadia.haddad", "sophie.petit"] {
        let mut outsider = ent.sign_in(outsider).await;
        outsider.instance.clone_from(&pupil.instance);
        outsider.get("").await.refused("denied");
        outsider.get("/shared").await.refused("denied");
        outsider.write("shared", set("board/a", json!(1))).await.refused("denied");
    }
    let mut nowhere = pupil.clone();
    nowhere.instance = "nothing".to_owned();
    nowhere.get("").await.refused("not_found");
}

#[tokio::test]
async fn guardians_read_what_their_own_child_opened_and_nothing_else() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let guardian = ent.sign_in("karim.benali").await;
    assert_eq!(guardian.instance, amina.instance, "the class of their child");
    assert_eq!(guardian.get("").await.ok()["user"]["roles"], json!(["guardian"]));
    let level = json!({ "level": 3, "on": "2026-11-26" });
    for pupil in [&amina, &leo] {
        let id = pupil.id().await;
        let key = |head: &str| format!("{head}/{id}/1.1");
        pupil.write("shared", set(&key("family"), level.clone())).await.ok();
        pupil.write("shared", set(&key("open"), level.clone())).await.ok();
    }
    let read = guardian.get("/shared").await.ok();
    let keys: Vec<&str> =
        read["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect();
    let id = amina.id().await;
    assert_eq!(keys, [format!("family/{id}/1.1")]);
    guardian.write("shared", set(&format!("family/{id}/1.1"), level)).await.refused("denied");
    let group = guardian.get("").await.ok()["user"]["groups"][0]["id"].clone();
    let people = guardian.post("/service/people", &json!({ "args": { "group": group } })).await.ok();
    let names: Vec<&str> = people["data"]["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Amina Benali"], "and no name of anybody else's child");
}

#[tokio::test]
async fn a_write_that_was_not_meant_is_refused() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let body = json!({ "ops": set("board/a", json!(1)) });
    let bare =
        || pupil.request(Method::POST, &pupil.at("/shared")).header("Idempotency-Key", fresh()).json(&body);
    Answer::of(bare().send().await.unwrap()).await.refused("denied");
    Answer::of(bare().header("X-XSRF-TOKEN", "guessed").send().await.unwrap()).await.refused("denied");
    let other = ent.sign_in("leo.martin").await;
    Answer::of(bare().header("X-XSRF-TOKEN", &other.xsrf).send().await.unwrap()).await.refused("denied");
    let foreign = bare().header("X-XSRF-TOKEN", &pupil.xsrf).header("Origin", "https://evil.example");
    Answer::of(foreign.send().await.unwrap()).await.refused("denied");
    let opaque = bare().header("X-XSRF-TOKEN", &pupil.xsrf).header("Origin", "null");
    Answer::of(opaque.send().await.unwrap()).await.refused("denied");
    let own = bare().header("X-XSRF-TOKEN", &pupil.xsrf).header("Origin", ent.base());
    Answer::of(own.send().await.unwrap()).await.ok();

    for (method, path) in [
        (Method::PUT, "/file/a"),
        (Method::DELETE, "/file/a"),
        (Method::POST, "/erase"),
        (Method::POST, "/live"),
        (Method::POST, "/service/tally"),
    ] {
        let answer = pupil.request(method.clone(), &pupil.at(path)).body("{}").send().await.unwrap();
        Answer::of(answer).await.refused("denied");
    }
    let nobody = pupil.client.get(format!("{}{}", ent.base(), pupil.at(""))).send().await.unwrap();
    Answer::of(nobody).await.refused("session_expired");
}

#[tokio::test]
async fn a_revoked_grant_holds_at_once_and_comes_back() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let pupil = ent.sign_in("amina.benali").await;
    pupil.write("shared", set("board/a", json!(1))).await.ok();
    let decide = |granted: &'static [&'static str]| {
        let fields: Vec<_> = granted.iter().map(|name| ("capability", *name)).collect();
        let admin = admin.clone();
        async move {
            let answer = admin.form("/admin/widgets/crcn/capabilities", &fields).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        }
    };
    decide(&["user:role", "storage:user"]).await;
    pupil.get("/shared").await.refused("not_granted");
    pupil.write("shared", set("board/b", json!(1))).await.refused("not_granted");
    pupil.get("/file/a").await.refused("not_granted");
    let described = pupil.get("").await.ok();
    assert!(described["user"].get("id").is_none() && described["user"].get("name").is_none(), "{described}");
    assert!(
        described["denied"]
            .as_array()
            .unwrap()
            .contains(&json!({ "name": "storage:shared", "reason": "administrator" }))
    );

    decide(&["storage:shared", "user:role"]).await;
    let read = pupil.get("/shared?key=board/a").await.ok();
    assert!(read["items"][0].get("by").is_none(), "who wrote it is part of user:id");
    pupil.form("/admin/widgets/crcn/capabilities", &[]).await;
    pupil.get("/shared").await.ok();
}

#[tokio::test]
async fn a_withdrawn_widget_keeps_its_data_and_a_closed_one_is_read_only() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let pupil = ent.sign_in("amina.benali").await;
    pupil.write("shared", set("board/a", json!(1))).await.ok();
    let page = admin.page("/admin/widgets/crcn").await;
    let row = page.split("<tr>").find(|row| row.contains("6e B")).unwrap();
    let class = super::ent::between(row, "name=\"class\" value=\"", "\"").unwrap().to_owned();

    let closed = [("class", class.as_str()), ("closed", class.as_str())];
    admin.form("/admin/widgets/crcn/classes", &closed).await;
    assert_eq!(pupil.get("").await.ok()["readOnly"], true);
    assert_eq!(pupil.get("/shared?key=board/a").await.ok()["items"][0]["value"], 1);
    pupil.write("shared", set("board/b", json!(1))).await.refused("read_only");

    admin.form("/admin/widgets/crcn/classes", &[]).await;
    pupil.get("/shared").await.refused("denied");
    assert!(!pupil.page("/").await.contains("/w/"), "and home offers it no more");

    admin.form("/admin/widgets/crcn/classes", &[("class", class.as_str())]).await;
    assert_eq!(pupil.get("/shared?key=board/a").await.ok()["items"][0]["value"], 1);
    pupil.write("shared", set("board/b", json!(1))).await.ok();
}
