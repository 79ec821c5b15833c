//! Handing out and erasing.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::ent::{Ent, Someone};

async fn fill(who: &Someone) -> String {
    let id = who.id().await;
    let set = |key: String, value: Value| json!({ "op": "set", "key": key, "value": value, "ifRev": 0 });
    let ops = json!([
        set(format!("positions/{id}/1.1"), json!({ "level": 3 })),
        set(format!("open/{id}/1.1"), json!("secret-word")),
        set(format!("board/{id}"), json!("common")),
    ]);
    who.write("shared", ops).await.ok();
    who.write("user", json!([{ "op": "set", "key": "draft", "value": "secret-word" }])).await.ok();
    let path = who.at("/file/note");
    let put = who.request(Method::PUT, &path).header("X-XSRF-TOKEN", &who.xsrf).body("secret-word");
    assert_eq!(put.send().await.unwrap().status(), StatusCode::OK);
    id
}

fn items(export: &Value, scope: &str) -> Vec<String> {
    let scopes = export["scopes"].as_array().unwrap().iter().filter(|one| one["scope"] == scope);
    let items = scopes.flat_map(|one| one["items"].as_array().unwrap());
    items.map(|item| item["key"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_person_takes_and_erases_their_own_and_nothing_else() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let id = fill(&amina).await;
    let leo = ent.sign_in("leo.martin").await;
    leo.write("shared", json!([{ "op": "set", "key": "board/leo", "value": 1, "ifRev": 0 }])).await.ok();

    let export = amina.get("/export").await.ok();
    assert_eq!(export["person"], id);
    assert_eq!(items(&export, "user"), ["draft"]);
    assert_eq!(items(&export, "shared"), [format!("open/{id}/1.1"), format!("positions/{id}/1.1")]);
    assert_eq!(export["files"][0]["file"], "note");

    // The first event says that the stream stands where the erasure finds it.
    let mut watching = leo.follow("/shared/events?since=1").await;
    assert_eq!(watching.next().await.unwrap().items(), [("board/leo".to_owned(), 2)]);
    let erased = amina.post("/erase", &json!({})).await.ok();
    let keys: Vec<&str> =
        erased["items"].as_array().unwrap().iter().map(|i| i["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
    assert_eq!(erased["files"], json!(["note"]));
    assert_eq!(erased["anonymised"], 1);

    let told = watching.next().await.unwrap();
    assert_eq!(told.data["items"], json!([]), "what Léo could not read is erased without his knowing which");
    let common = leo.get(&format!("/shared?key=board/{id}")).await.ok();
    assert_eq!(common["items"][0]["value"], "common");
    assert!(common["items"][0].get("by").is_none(), "and nobody's any more");
    let left = amina.get("/export").await.ok();
    assert!(
        items(&left, "user").is_empty() && items(&left, "shared").is_empty() && left["files"] == json!([])
    );
    amina.get("/file/note").await.refused("not_found");

    let since = amina.get("/shared/since?rev=1").await.ok();
    assert_eq!(since["reset"], true, "nobody resumes from before the erasure");
    let rev = since["to"].as_u64().unwrap();
    amina.write("user", json!([{ "op": "set", "key": "draft", "value": 2 }])).await.ok();
    let set =
        json!([{ "op": "set", "key": format!("positions/{id}/1.1"), "value": { "level": 1 }, "ifRev": 0 }]);
    assert_eq!(amina.write("shared", set).await.ok()["rev"], rev + 1, "the counter went on");
}

#[tokio::test]
async fn erased_means_gone_from_the_disk() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    fill(&amina).await;
    let on_disk = || {
        let files = std::fs::read_dir(ent.folder.path()).unwrap();
        files.flatten().any(|file| {
            let bytes = std::fs::read(file.path()).unwrap_or_default();
            bytes.windows(11).any(|window| window == b"secret-word")
        })
    };
    assert!(on_disk());
    amina.post("/erase", &json!({})).await.ok();
    assert!(!on_disk());
}

#[tokio::test]
async fn an_administrator_hands_out_and_erases_an_instance() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let (amina_id, leo_id) = (fill(&amina).await, leo.id().await);
    leo.write(
        "shared",
        json!([{ "op": "set", "key": format!("open/{leo_id}/1.1"), "value": 1, "ifRev": 0 }]),
    )
    .await
    .ok();
    amina.get("/export?of=instance").await.refused("denied");
    amina.post("/erase", &json!({ "of": "instance" })).await.refused("denied");
    amina.get("/export?of=everything").await.refused("invalid");

    let mut admin = ent.sign_in("sophie.petit").await;
    admin.instance.clone_from(&amina.instance);
    let mut stranger = ent.sign_in("helene.castel").await;
    stranger.instance.clone_from(&amina.instance);
    stranger.get("/export?of=instance").await.refused("denied");
    let export = admin.get("/export?of=instance").await.ok();
    assert_eq!(items(&export, "shared").len(), 4);

    let page = admin.page(&format!("/data/{}", admin.instance)).await;
    let option = page.split("<option").find(|option| option.contains("Benali Amina")).unwrap();
    let person = super::ent::between(option, "value=\"", "\"").unwrap();
    let answer = admin.form(&format!("/data/{}/erase", admin.instance), &[("of", person)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.text().await.unwrap().contains("Amina Benali"));
    let export = admin.get("/export?of=instance").await.ok();
    assert_eq!(items(&export, "shared"), [format!("board/{amina_id}"), format!("open/{leo_id}/1.1")]);

    let erased = admin.post("/erase", &json!({ "of": "instance" })).await.ok();
    assert_eq!(erased["items"].as_array().unwrap().len(), 2);
    assert!(items(&admin.get("/export?of=instance").await.ok(), "shared").is_empty());
}
