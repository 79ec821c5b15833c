//! Batches: atomic, compare-and-swap, replayed, within their limits.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use super::ent::{Answer, Ent, fresh};

#[tokio::test]
async fn fifty_racing_writes_have_one_winner_and_the_losers_get_its_value() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let writes = (0..50).map(|number| {
        let pupil = pupil.clone();
        async move {
            pupil
                .write("shared", json!([{ "op": "set", "key": "board/race", "value": number, "ifRev": 0 }]))
                .await
        }
    });
    let answers = join_all(writes).await;
    let won: Vec<&Answer> = answers.iter().filter(|answer| answer.status.is_success()).collect();
    assert_eq!(won.len(), 1);
    let rev = won[0].body["rev"].clone();
    let stands = pupil.get("/shared?key=board/race").await.ok();
    for answer in answers {
        if !answer.status.is_success() {
            let error = answer.refused("conflict");
            assert_eq!((&error["key"], &error["rev"]), (&json!("board/race"), &rev));
            assert_eq!(error["value"], stands["items"][0]["value"]);
            assert_eq!(error["by"], json!(pupil.id().await));
            assert_eq!(error["at"], stands["items"][0]["at"]);
        }
    }
}

#[tokio::test]
async fn a_batch_is_all_or_nothing_and_takes_one_number() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let set =
        |key: &str, if_rev: u64| json!({ "op": "set", "key": key, "value": { "n": 1 }, "ifRev": if_rev });
    let rev = pupil.write("shared", json!([set("board/a", 0), set("board/b", 0)])).await.ok()["rev"].clone();
    assert_eq!(rev, 1);

    let refused = pupil.write("shared", json!([set("board/c", 0), set("board/a", 7)])).await;
    assert_eq!(refused.refused("conflict")["rev"], 1);
    let read = pupil.get("/shared?prefix=board/").await.ok();
    assert_eq!(read["rev"], 1, "a refused batch takes no number");
    let keys: Vec<&str> =
        read["items"].as_array().unwrap().iter().map(|i| i["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["board/a", "board/b"]);

    let delete = json!([{ "op": "delete", "key": "board/a", "ifRev": 1 }, set("board/b", 1)]);
    assert_eq!(pupil.write("shared", delete).await.ok()["rev"], 2);
    let again = pupil.write("shared", json!([{ "op": "delete", "key": "board/a", "ifRev": 1 }])).await;
    let error = again.refused("conflict");
    assert_eq!(error["rev"], 0, "it does not exist");
    assert!(error.get("value").is_none());
    assert_eq!(pupil.write("shared", json!([set("board/a", 0)])).await.ok()["rev"], 3, "it may come back");
}

#[tokio::test]
async fn a_retry_finds_its_first_result_and_writes_nothing() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let ops = json!([{ "op": "set", "key": "board/a", "value": 1, "ifRev": 0 }]);
    let op_id = fresh();
    assert_eq!(pupil.write_as("shared", ops.clone(), &op_id).await.ok()["rev"], 1);
    pupil.write("shared", json!([{ "op": "set", "key": "board/a", "value": 2, "ifRev": 1 }])).await.ok();
    assert_eq!(pupil.write_as("shared", ops.clone(), &op_id).await.ok()["rev"], 1, "the first result");
    assert_eq!(pupil.get("/shared?key=board/a").await.ok()["items"][0]["value"], 2);

    let retries = join_all((0..10).map(|_| {
        let (pupil, op_id) = (pupil.clone(), format!("{op_id}-together"));
        async move {
            pupil
                .write_as(
                    "shared",
                    json!([{ "op": "set", "key": "board/b", "value": 1, "ifRev": 0 }]),
                    &op_id,
                )
                .await
        }
    }))
    .await;
    assert!(retries.into_iter().all(|answer| answer.ok()["rev"] == 3), "ten at once are one");

    let other = json!([{ "op": "set", "key": "board/a", "value": 9, "ifRev": 2 }]);
    pupil.write_as("shared", other, &op_id).await.refused("invalid");
    let teacher = ent.sign_in("claire.moreau").await;
    let same_name = json!([{ "op": "set", "key": "board/t", "value": 1, "ifRev": 0 }]);
    assert_eq!(
        teacher.write_as("shared", same_name, &op_id).await.ok()["rev"],
        4,
        "an opId is a person's own"
    );
}

#[tokio::test]
async fn any_json_value_comes_back_as_it_went() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let values =
        [json!(null), json!(false), json!(-0.5), json!(""), json!("é😀\u{0}\"\\"), json!([]), json!({})];
    for (number, value) in values.iter().enumerate() {
        let key = format!("board/{number}");
        pupil.write("shared", json!([{ "op": "set", "key": key, "value": value, "ifRev": 0 }])).await.ok();
        assert_eq!(&pupil.get(&format!("/shared?key={key}")).await.ok()["items"][0]["value"], value);
    }
}

#[tokio::test]
async fn pages_of_items_are_complete_and_bounded() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    for batch in 0..6 {
        let ops: Vec<Value> = (0..50)
            .map(|number| {
                let key = format!("board/{:03}", batch * 50 + number);
                json!({ "op": "set", "key": key, "value": "x".repeat(1200), "ifRev": 0 })
            })
            .collect();
        pupil.write("shared", json!(ops)).await.ok();
    }
    let (mut keys, mut after, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = pupil.get(&format!("/shared?prefix=board/&limit=1000{after}")).await.ok();
        assert!(page.to_string().len() < 256 * 1024, "a page fits a message");
        keys.extend(
            page["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap().to_owned()),
        );
        pages += 1;
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(keys, (0..300).map(|number| format!("board/{number:03}")).collect::<Vec<_>>());
    assert!(pages > 1);
    assert_eq!(pupil.get("/shared?prefix=board/00&limit=3").await.ok()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_is_wrong_with_a_batch_is_said() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let set = |key: &str, value: Value| json!([{ "op": "set", "key": key, "value": value, "ifRev": 0 }]);
    let id = pupil.id().await;

    pupil.write("shared", json!([])).await.refused("invalid");
    let many: Vec<Value> =
        (0..51).map(|n| json!({ "op": "delete", "key": format!("board/{n}"), "ifRev": 0 })).collect();
    assert_eq!(pupil.write("shared", json!(many)).await.refused("too_large")["limit"], 50);
    let error = pupil.write("shared", json!([{ "op": "set", "key": "board/a", "value": 1 }])).await;
    assert_eq!(error.refused("invalid")["key"], "board/a");
    let twice = json!([
        { "op": "set", "key": "board/a", "value": 1, "ifRev": 0 },
        { "op": "delete", "key": "board/a", "ifRev": 0 }
    ]);
    assert_eq!(pupil.write("shared", twice).await.refused("invalid")["key"], "board/a");
    for key in ["", "Board/a", "board/é", "board a", &"a".repeat(129), "board/../x?"] {
        pupil.write("shared", set(key, json!(1))).await.refused("invalid");
    }
    let error = pupil.write("shared", set("board/a", json!("x".repeat(64 * 1024)))).await;
    assert_eq!(error.refused("too_large")["limit"], 64 * 1024);

    let mine = format!("positions/{id}/1.1");
    let error = pupil.write("shared", set(&mine, json!({ "level": 9 }))).await.refused("invalid");
    assert_eq!((&error["key"], &error["pointer"]), (&json!(mine), &json!("/level")));
    assert!(error["message"].as_str().unwrap().contains("maximum"), "{error}");
    let error = pupil.write("shared", set(&mine, json!({ "level": 3, "ticks": ["a", 5] }))).await;
    assert_eq!(error.refused("invalid")["pointer"], "/ticks/1");
    pupil.write("shared", set(&mine, json!({}))).await.refused("invalid");
    pupil.write("shared", set(&mine, json!({ "level": 3 }))).await.ok();

    pupil.write("device", set("a", json!(1))).await.refused("not_found");
    pupil.write("other", set("a", json!(1))).await.refused("not_found");
    pupil.write_as("shared", set("board/z", json!(1)), "with space").await.refused("invalid");
    pupil.write_as("shared", set("board/z", json!(1)), &"x".repeat(65)).await.refused("invalid");
    let without = pupil.posting("/shared", &json!({ "ops": set("board/z", json!(1)) })).send().await.unwrap();
    Answer::of(without).await.refused("invalid");
    assert_eq!(
        pupil.get("/shared?prefix=board/").await.ok()["items"],
        json!([]),
        "nothing of all this was kept"
    );
}

#[tokio::test]
async fn hostile_bodies_are_refused_before_they_are_believed() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let send = |body: String| {
        let request = pupil
            .request(Method::POST, &pupil.at("/shared"))
            .header("X-XSRF-TOKEN", &pupil.xsrf)
            .header("Idempotency-Key", fresh())
            .header("content-type", "application/json");
        async move { Answer::of(request.body(body).send().await.unwrap()).await }
    };
    send("{\"ops\":".to_owned()).await.refused("parse");
    send(String::new()).await.refused("parse");
    send("{}".to_owned()).await.refused("invalid");
    send("[1]".to_owned()).await.refused("invalid");
    send(r#"{"ops":[{"op":"explode","key":"a"}]}"#.to_owned()).await.refused("invalid");
    send(r#"{"ops":[{"op":"set","key":"board/a","value":{"__proto__":1},"ifRev":0}]}"#.to_owned())
        .await
        .refused("invalid");
    send(r#"{"ops":[{"op":"set","key":"board/a","value":1,"ifRev":-1}]}"#.to_owned())
        .await
        .refused("invalid");
    let deep = format!("{}1{}", "[".repeat(40), "]".repeat(40));
    send(format!(r#"{{"ops":[{{"op":"set","key":"board/a","value":{deep},"ifRev":0}}]}}"#))
        .await
        .refused("invalid");
    let long = format!("{{\"ops\":\"{}\"}}", "x".repeat(256 * 1024));
    assert_eq!(send(long).await.refused("too_large")["limit"], 256 * 1024);
    let huge = "x".repeat(2 * 1024 * 1024);
    send(huge).await.refused("too_large");
}

#[tokio::test]
async fn a_full_space_takes_nothing_more_but_lets_room_be_made() {
    let ent = Ent::with(|config| {
        config.limits.rate = 100_000;
        config.limits.burst = 100_000;
        config.limits.keys = 10;
        config.limits.quota_user = 2_000;
    })
    .await;
    let pupil = ent.sign_in("amina.benali").await;
    let set = |key: &str, size: usize| json!([{ "op": "set", "key": key, "value": "x".repeat(size) }]);
    for number in 0..10 {
        pupil.write("user", set(&format!("k{number}"), 10)).await.ok();
    }
    assert_eq!(pupil.write("user", set("k10", 10)).await.refused("quota")["limit"], 10);
    assert_eq!(pupil.write("user", set("k0", 1_990)).await.refused("quota")["limit"], 2_000);
    pupil.write("user", json!([{ "op": "delete", "key": "k1" }])).await.ok();
    pupil.write("user", set("k10", 10)).await.ok();
    pupil.write("user", set("k0", 1_700)).await.ok();
    pupil.write("user", set("k0", 5)).await.ok();

    let classmate = ent.sign_in("leo.martin").await;
    assert_eq!(classmate.get("/user").await.ok()["items"], json!([]), "their own space is empty");
    classmate.write("user", set("k0", 1_700)).await.ok();
}
