//! Streams: resumed, in order, without a gap, paced, and only what may be read.

use std::time::{Duration, Instant};

use greffon_host_example::clock::Moment;
use reqwest::Method;
use serde_json::{Value, json};

use super::ent::{Ent, Someone, Told, between};

async fn put(who: &Someone, key: &str, value: Value) -> u64 {
    let read = who.get(&format!("/shared?key={key}")).await.ok();
    let seen = read["items"][0]["rev"].as_u64().unwrap_or(0);
    let ops = json!([{ "op": "set", "key": key, "value": value, "ifRev": seen }]);
    who.write("shared", ops).await.ok()["rev"].as_u64().unwrap()
}

fn span(told: &Told) -> (u64, u64) {
    (told.data["from"].as_u64().unwrap(), told.data["to"].as_u64().unwrap())
}

#[tokio::test]
async fn what_one_writes_another_is_told_at_once() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let mut stream = leo.follow("/shared/events?since=0&prefix=board/").await;
    let started = Instant::now();
    put(&amina, "board/a", json!("hello")).await;
    let told = stream.next().await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!((told.event.as_str(), told.id.as_deref(), span(&told)), ("changed", Some("1"), (0, 1)));
    let item = &told.data["items"][0];
    assert_eq!(
        (&item["key"], &item["value"], &item["by"]),
        (&json!("board/a"), &json!("hello"), &json!(amina.id().await))
    );
    assert!(item.get("opId").is_none(), "an opId is told to its author only");

    let ops = json!([{ "op": "delete", "key": "board/a", "ifRev": 1 }]);
    leo.write_as("shared", ops, "echo-1").await.ok();
    let told = stream.next().await.unwrap();
    let item = &told.data["items"][0];
    assert_eq!((&item["deleted"], &item["opId"]), (&json!(true), &json!("echo-1")), "one's own echo");
    assert!(item.get("value").is_none());
}

#[tokio::test]
async fn what_may_not_be_read_is_an_empty_step() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let teacher = ent.sign_in("claire.moreau").await;
    let mut stream = teacher.follow("/shared/events?since=0").await;
    let id = amina.id().await;
    put(&amina, &format!("positions/{id}/1.1"), json!({ "level": 2 })).await;
    let told = stream.next().await.unwrap();
    assert_eq!((span(&told), told.items().len()), ((0, 1), 0));
    put(&amina, &format!("open/{id}/1.1"), json!(1)).await;
    let told = stream.next().await.unwrap();
    assert_eq!((span(&told), told.items()), ((1, 2), vec![(format!("open/{id}/1.1"), 2)]));
}

#[tokio::test]
async fn a_cut_stream_resumes_where_it_was() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let mut stream = pupil.follow("/shared/events?since=0&prefix=board/").await;
    put(&pupil, "board/a", json!(1)).await;
    let last = stream.next().await.unwrap();
    drop(stream);
    put(&pupil, "board/b", json!(1)).await;
    put(&pupil, "board/a", json!(2)).await;
    pupil.write("shared", json!([{ "op": "delete", "key": "board/b", "ifRev": 2 }])).await.ok();

    let mut stream = pupil.follow(&format!("/shared/events?since={}&prefix=board/", last.data["to"])).await;
    let told = stream.next().await.unwrap();
    assert_eq!(
        (span(&told), told.items()),
        ((1, 4), vec![("board/a".to_owned(), 3), ("board/b".to_owned(), 4)])
    );
    assert_eq!(told.data["items"][1]["deleted"], true);

    // A browser that reconnects by itself sends the last id.
    let path = pupil.at("/shared/events?since=0&prefix=board/");
    let answer = pupil.request(Method::GET, &path).header("Last-Event-ID", "4").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let since = pupil.get("/shared/since?rev=1&prefix=board/").await.ok();
    assert_eq!((&since["from"], &since["to"]), (&json!(1), &json!(4)), "polling tells the same");
    assert_eq!(since["items"], told.data["items"]);
}

#[tokio::test]
async fn a_burst_is_paced_and_loses_nothing() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let watcher = ent.sign_in("leo.martin").await;
    let mut stream = watcher.follow("/shared/events?since=0&prefix=board/").await;
    let mut rev = 0;
    let started = Instant::now();
    for number in 0..200 {
        let key = format!("board/{}", number % 7);
        let seen =
            pupil.get(&format!("/shared?key={key}")).await.ok()["items"][0]["rev"].as_u64().unwrap_or(0);
        let ops = json!([{ "op": "set", "key": key, "value": number, "ifRev": seen }]);
        rev = pupil.write("shared", ops).await.ok()["rev"].as_u64().unwrap();
    }
    let (mut known, mut events, mut at) = (std::collections::BTreeMap::new(), 0, 0);
    while at < rev {
        let told = stream.next().await.unwrap();
        let (from, to) = span(&told);
        assert_eq!(from, at, "no gap");
        assert!(told.items().len() <= 7, "the latest value of a key only");
        for item in told.data["items"].as_array().unwrap() {
            known.insert(item["key"].as_str().unwrap().to_owned(), item["value"].clone());
        }
        (at, events) = (to, events + 1);
    }
    let most = 2 + started.elapsed().as_millis() / 100;
    assert!(events <= most, "{events} events in {:?}", started.elapsed());
    let read = pupil.get("/shared?prefix=board/").await.ok();
    for item in read["items"].as_array().unwrap() {
        assert_eq!(known[item["key"].as_str().unwrap()], item["value"]);
    }
}

#[tokio::test]
async fn a_reader_far_behind_catches_up_in_steps_that_fit() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    for number in 0..12 {
        put(&pupil, &format!("board/{number}"), json!("x".repeat(60_000))).await;
    }
    let mut stream = pupil.follow("/shared/events?since=0").await;
    let (mut at, mut keys, mut events) = (0, 0, 0);
    while at < 12 {
        let told = stream.next().await.unwrap();
        assert_eq!(span(&told).0, at);
        assert!(told.data.to_string().len() < 256 * 1024);
        (at, keys, events) = (span(&told).1, keys + told.items().len(), events + 1);
    }
    assert_eq!(keys, 12);
    assert!(events > 2);
}

#[tokio::test]
async fn who_comes_back_after_the_tombstones_starts_anew() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    put(&pupil, "board/a", json!(1)).await;
    put(&pupil, "board/b", json!(1)).await;
    pupil.write("shared", json!([{ "op": "delete", "key": "board/a", "ifRev": 1 }])).await.ok();
    put(&pupil, "board/c", json!(1)).await;

    // A sweep of a month ahead takes the sessions of today with it.
    ent.running.host.sweep(Moment::now().plus(Duration::from_hours(29 * 24))).await.unwrap();
    let pupil = ent.sign_in("amina.benali").await;
    assert_eq!(pupil.get("/shared/since?rev=1").await.ok().get("reset"), None, "29 days: the trace is there");
    ent.running.host.sweep(Moment::now().plus(Duration::from_hours(31 * 24))).await.unwrap();
    let pupil = ent.sign_in("amina.benali").await;

    let since = pupil.get("/shared/since?rev=1").await.ok();
    assert_eq!((&since["reset"], &since["from"], &since["to"]), (&json!(true), &json!(1), &json!(4)));
    let keys: Vec<&str> =
        since["items"].as_array().unwrap().iter().map(|i| i["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["board/b", "board/c"]);
    assert_eq!(pupil.get("/shared/since?rev=3").await.ok().get("reset"), None, "who saw the delete goes on");
    assert_eq!(
        pupil.get("/shared/since?rev=0").await.ok().get("reset"),
        None,
        "who knows nothing has nothing to forget"
    );
    assert_eq!(pupil.get("/shared/since?rev=99").await.ok()["reset"], true, "of another database");

    let mut stream = pupil.follow("/shared/events?since=1").await;
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), told.id.as_deref()), ("reset", Some("4")));
    assert_eq!(told.data["items"].as_array().unwrap().len(), 2);
    put(&pupil, "board/d", json!(1)).await;
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), span(&told)), ("changed", (4, 5)));
}

#[tokio::test]
async fn live_messages_reach_the_others_and_nobody_else() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let mut own = amina.follow("/shared/events?since=0").await;
    let mut other = leo.follow("/shared/events?since=0").await;
    amina.post("/live", &json!({ "topic": "cursors", "data": { "x": 3 } })).await.ok();
    let told = other.next().await.unwrap();
    assert_eq!(told.event, "live");
    assert_eq!(told.data, json!({ "topic": "cursors", "from": amina.id().await, "data": { "x": 3 } }));
    own.silent_for(Duration::from_millis(300)).await;
    let error = amina.post("/live", &json!({ "topic": "c", "data": "x".repeat(5000) })).await;
    assert_eq!(error.refused("too_large")["limit"], 4096);
    amina.post("/live", &json!({ "topic": "", "data": 1 })).await.refused("invalid");
    let mut refused = 0;
    for _ in 0..30 {
        let answer = amina.post("/live", &json!({ "topic": "c", "data": 1 })).await;
        refused += u32::from(answer.status == 429);
    }
    assert!(refused > 0, "20 a second");
}

#[tokio::test]
async fn decisions_reach_open_streams() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let pupil = ent.sign_in("amina.benali").await;
    let page = admin.page("/admin/widgets/crcn").await;
    let row = page.split("<tr>").find(|row| row.contains("6e B")).unwrap();
    let class = between(row, "name=\"class\" value=\"", "\"").unwrap().to_owned();

    let mut stream = pupil.follow("/shared/events?since=0").await;
    let all = ["storage:shared", "user:id", "user:role", "storage:user", "service:tally", "storage:widget"];
    let fields: Vec<_> = all.iter().map(|name| ("capability", *name)).collect();
    admin.form("/admin/widgets/crcn/capabilities", &fields).await;
    let told = stream.next().await.unwrap();
    assert_eq!(told.event, "capability");
    assert_eq!(
        told.data["revoked"],
        json!(["file:keep", "live", "service:badge.show", "service:people", "user:groups", "user:name"])
    );
    assert!(told.data["granted"].as_array().unwrap().contains(&json!("storage:shared")));

    admin.form("/admin/widgets/crcn/classes", &[("class", &class), ("closed", &class)]).await;
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), &told.data["state"]), ("state", &json!("readonly")));
    admin.form("/admin/widgets/crcn/classes", &[("class", &class)]).await;
    assert_eq!(stream.next().await.unwrap().data["state"], "online");

    admin.form("/admin/widgets/crcn/capabilities", &fields[1..]).await;
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), &told.data["revoked"]), ("capability", &json!(["storage:shared"])));
    assert_eq!(stream.next().await.unwrap().event, "bye");
    assert!(stream.next().await.is_none(), "nothing more is told");

    let mut stream = pupil.follow("/user/events?since=0").await;
    admin.form("/admin/widgets/crcn/classes", &[]).await;
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), &told.data["reason"]), ("bye", &json!("withdrawn")));
}

#[tokio::test]
async fn signing_out_ends_the_streams_of_that_session_only() {
    let ent = Ent::start().await;
    let here = ent.sign_in("amina.benali").await;
    let elsewhere = ent.sign_in("amina.benali").await;
    let mut stream = here.follow("/shared/events?since=0").await;
    let mut other = elsewhere.follow("/shared/events?since=0").await;
    here.form("/sign-out", &[]).await;
    assert_eq!(stream.next().await.unwrap().data["state"], "expired");
    assert_eq!(stream.next().await.unwrap().event, "bye");
    assert!(stream.next().await.is_none());
    here.get("").await.refused("session_expired");
    other.silent_for(Duration::from_millis(200)).await;
    elsewhere.get("").await.ok();
}

#[tokio::test]
async fn a_stopping_host_says_goodbye() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let mut stream = pupil.follow("/shared/events?since=0").await;
    let started = Instant::now();
    ent.running.stop().await;
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let told = stream.next().await.unwrap();
    assert_eq!((told.event.as_str(), &told.data["reason"]), ("bye", &json!("stopping")));
    assert!(stream.next().await.is_none());
}
