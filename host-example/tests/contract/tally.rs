//! Counts without names.

use std::collections::BTreeMap;

use greffon_host_example::directory::login;
use serde_json::{Value, json};

use super::ent::{Ent, Someone};

const PUPILS: [(&str, &str); 9] = [
    ("Amina", "Benali"),
    ("Léo", "Martin"),
    ("Inès", "Garcia"),
    ("Mamadou", "Diallo"),
    ("Chloé", "Lefèvre"),
    ("Noah", "Nguyen"),
    ("Lina", "Kaya"),
    ("Gabriel", "Dubois"),
    ("Awa", "Traoré"),
];

async fn place(who: &Someone, competence: &str, level: u64) {
    let key = format!("counted/{}/{competence}", who.id().await);
    let ops = json!([{ "op": "set", "key": key, "value": { "level": level }, "ifRev": 0 }]);
    who.write("shared", ops).await.ok();
}

async fn ask(who: &Someone) -> super::ent::Answer {
    let group = who.get("").await.ok()["user"]["groups"][0]["id"].clone();
    who.post("/service/tally", &json!({ "args": { "name": "levels", "group": group } })).await
}

fn cells(data: &Value) -> BTreeMap<(String, u64), Option<u64>> {
    let cells = data["cells"].as_array().unwrap().iter();
    cells
        .map(|cell| {
            let by = (cell["by"][0].as_str().unwrap().to_owned(), cell["by"][1].as_u64().unwrap());
            assert_eq!(cell.get("count").is_none(), cell["masked"] == json!(true));
            (by, cell["count"].as_u64())
        })
        .collect()
}

#[tokio::test]
async fn a_teacher_gets_counts_with_small_ones_masked() {
    let ent = Ent::start().await;
    let teacher = ent.sign_in("claire.moreau").await;
    let mut pupils = Vec::new();
    for (given, family) in PUPILS {
        pupils.push(ent.sign_in(&login(given, family)).await);
    }
    for pupil in &pupils[..4] {
        place(pupil, "1.1", 3).await;
    }
    let data = ask(&teacher).await.ok()["data"].clone();
    assert_eq!((&data["members"], &data["population"]), (&json!(28), &json!({ "masked": true })));
    assert_eq!(data["cells"], json!([]), "with four people even the filled cells would tell");

    for pupil in &pupils[4..8] {
        place(pupil, "1.1", 3).await;
    }
    place(&pupils[8], "1.1", 4).await;
    for pupil in &pupils[..5] {
        place(pupil, "1.2", 2).await;
    }
    // A teacher who tries it out is no pupil.
    place(&teacher, "1.1", 3).await;
    let data = ask(&teacher).await.ok()["data"].clone();
    assert_eq!(data["population"], json!({ "count": 9 }));
    let expected =
        [(("1.1".to_owned(), 3), None), (("1.1".to_owned(), 4), None), (("1.2".to_owned(), 2), Some(5))];
    assert_eq!(
        cells(&data),
        BTreeMap::from(expected),
        "8 + 1: both masked, or one would give the other away"
    );
    assert_eq!(data["rev"], 15);

    let key = format!("counted/{}/1.1", pupils[8].id().await);
    pupils[8].write("shared", json!([{ "op": "delete", "key": key, "ifRev": 9 }])).await.ok();
    let data = ask(&teacher).await.ok()["data"].clone();
    assert_eq!(cells(&data)[&("1.1".to_owned(), 3)], Some(8), "what is closed again is not counted");
}

#[tokio::test]
async fn only_those_who_may_ask_get_an_answer() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let teacher = ent.sign_in("claire.moreau").await;
    ask(&pupil).await.refused("denied");
    let asked = json!({ "args": { "name": "levels", "group": "another" } });
    teacher.post("/service/tally", &asked).await.refused("denied");
    let asked = json!({ "args": { "name": "shoe-sizes", "group": "x" } });
    teacher.post("/service/tally", &asked).await.refused("not_found");
    teacher.post("/service/tally", &json!({ "args": { "name": 5 } })).await.refused("invalid");
    teacher.post("/service/weather", &json!({ "args": {} })).await.refused("not_found");
}
