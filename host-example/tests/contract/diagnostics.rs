//! Diagnostics of computers: who makes links, what a link lets through, and what a run changes on the board.

use std::fs;

use greffon_host_example::Config;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::ent::{Answer, Ent, Someone, between, client, site};

/// A host with the certification board itself, and its référent.
pub(super) async fn board() -> (Ent, Someone) {
    board_with(|_| ()).await
}

/// The same, started otherwise.
pub(super) async fn board_with(change: impl FnOnce(&mut Config)) -> (Ent, Someone) {
    let folder = tempfile::tempdir().unwrap().keep();
    for widget in ["crcn", "certification"] {
        fs::create_dir_all(folder.join("widgets").join(widget)).unwrap();
    }
    fs::copy(site().join("widgets/crcn/widget.json"), folder.join("widgets/crcn/widget.json")).unwrap();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../widgets/certification/widget.json");
    fs::copy(manifest, folder.join("widgets/certification/widget.json")).unwrap();
    let ent = Ent::with(|config| {
        config.limits.rate = 100_000;
        config.limits.burst = 100_000;
        config.site = folder;
        change(config);
    })
    .await;
    let referent = member(&ent, "claire.moreau").await;
    let ops = json!([
        { "op": "set", "key": "rooms/b12", "value": { "name": "B12" }, "ifRev": 0 },
        { "op": "set", "key": "machines/b12-1", "value": { "name": "B12-01", "room": "b12", "seat": 1 }, "ifRev": 0 },
        { "op": "set", "key": "machines/b12-2", "value": { "name": "B12-02", "room": "b12", "seat": 2 }, "ifRev": 0 },
        { "op": "set", "key": "machines/cdi-1", "value": { "name": "CDI-01" }, "ifRev": 0 },
    ]);
    let written =
        referent.posting("/shared", &json!({ "ops": ops })).header("Idempotency-Key", "room").send().await;
    assert_eq!(written.unwrap().status(), StatusCode::OK);
    (ent, referent)
}

/// Somebody, before the board.
pub(super) async fn member(ent: &Ent, login: &str) -> Someone {
    let mut someone = ent.sign_in(login).await;
    let home = someone.page("/").await;
    for rest in home.split("href=\"/w/").skip(1) {
        let instance = rest.split('"').next().unwrap().to_owned();
        let described = someone.request(Method::GET, &format!("/i/{instance}")).send().await.unwrap();
        let described: Value = described.json().await.unwrap();
        if described["widget"] == "certification" {
            someone.instance = instance;
        }
    }
    someone
}

/// Makes a link and gives its path.
async fn link(who: &Someone, place: &str) -> String {
    let at = format!("/w/{}/diagnostic", who.instance);
    let made = who.form(&at, &[("place", place), ("lasts", "1")]).await;
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let page = who.page(&at).await;
    let codes: Vec<&str> =
        page.split("name=\"code\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let name = if place.ends_with("b12") { "<h3>B12</h3>" } else { "<h3>" };
    assert!(page.contains(name) && page.contains("<path d=\"M4 4h1v1h-1z"), "the link has its picture");
    format!("/d/{}", codes[0])
}

fn run(machine: &str, bad: &[&str]) -> Value {
    let ids = [
        "browser",
        "screen",
        "memory",
        "clock",
        "storage",
        "webgl",
        "network",
        "throughput",
        "keyboard",
        "sound",
        "file",
        "antivirus",
        "disk",
        "companion",
    ];
    let is = |name: &str| if bad.contains(&name) { "bad" } else { "fine" };
    let mut results: Vec<Value> =
        ids.iter().map(|id| json!({ "check": id, "is": is(id), "saw": format!("mesure de {id}") })).collect();
    for host in ["app.pix.fr", "certif.pix.fr", "api.pix.fr"] {
        results.push(json!({ "check": "site", "site": host, "is": is(host), "saw": "verdict" }));
    }
    json!({ "machine": machine, "browser": "Firefox 140", "results": results })
}

async fn send(ent: &Ent, path: &str, body: &Value) -> Answer {
    let sent = client().post(format!("{}{path}/report", ent.base())).json(body);
    Answer::of(sent.header("origin", ent.base()).send().await.unwrap()).await
}

async fn item(who: &Someone, key: &str) -> Value {
    who.get(&format!("/shared?key={key}")).await.body["items"][0]["value"].clone()
}

async fn reports(who: &Someone) -> Vec<Value> {
    who.get("/shared?prefix=reports/").await.body["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn whoever_may_change_computers_makes_links_and_nobody_else() {
    let (ent, referent) = board().await;
    let page = format!("/w/{}/diagnostic", referent.instance);
    for login in ["luc.fontaine", "nadia.haddad", "marie.delmas"] {
        let who = member(&ent, login).await;
        assert!(who.page(&page).await.contains("name=\"place\""), "{login}");
    }
    for login in ["amina.benali", "yann.legall", "paul.ribeiro"] {
        let who = ent.sign_in(login).await;
        let answer = who.request(Method::GET, &page).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{login}");
        let answer = who.form(&page, &[("place", "r-b12"), ("lasts", "1")]).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{login}");
    }
    let told = referent.post("/service/diagnostic", &json!({})).await;
    assert_eq!(told.body["data"]["address"], format!("{}{page}", ent.base()));
    let gone = referent.form(&page, &[("place", "r-nowhere"), ("lasts", "1")]).await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_needs_no_account_and_may_ask_the_listed_sites_only() {
    let (ent, referent) = board().await;
    let path = link(&referent, "r-b12").await;
    let answer = client().get(format!("{}{path}", ent.base())).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
    assert!(policy.contains("connect-src 'self' https://fr.wikipedia.org https://app.pix.fr"), "{policy}");
    let html = answer.text().await.unwrap();
    assert!(html.contains("Diagnostic") && html.contains("\"name\":\"B12-01\"") && !html.contains("CDI-01"));
    for name in ["Claire", "Moreau"] {
        assert!(!html.contains(name), "{name}");
    }
    let script = between(&html, "src=\"", "\"").unwrap().replace("&#x2f;", "/");
    let script = client().get(format!("{}{script}", ent.base())).send().await.unwrap();
    assert_eq!(
        (script.status(), script.headers()["content-type"].to_str().unwrap()),
        (StatusCode::OK, "text/javascript; charset=utf-8")
    );
    let old =
        client().get(format!("{}/diagnostic/0000000000000000/kit.js", ent.base())).send().await.unwrap();
    assert_eq!(old.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_run_is_on_the_computers_record_and_opens_one_ticket() {
    let (ent, referent) = board().await;
    let path = link(&referent, "m-b12-1").await;
    let mut events = referent.follow("/shared/events").await;
    let answer = send(&ent, &path, &run("b12-1", &["sound"])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let ticket = &answer.body["tickets"][0];
    assert_eq!((&ticket["problem"], &ticket["holder"]), (&json!("sound"), &json!("school-technician")));
    // Those who look at the board see it as it comes.
    while !events.next().await.unwrap().data.to_string().contains("mesure de sound") {}
    let machine = item(&referent, "machines/b12-1").await;
    assert_eq!(machine["diagnostic"]["results"]["sound"], json!({ "is": "bad", "saw": "mesure de sound" }));
    assert_eq!(machine["checks"]["hardware"]["diagnostic"]["ok"], false);
    assert_eq!(machine["checks"]["antivirus"]["diagnostic"]["ok"], true);
    assert_eq!(machine["name"], "B12-01");
    let kept = reports(&referent).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (&kept[0]["value"]["by"], &kept[0]["value"]["place"]),
        (&json!("diagnostic"), &json!("m-b12-1"))
    );
    // Again: nothing new. Fine: the ticket ends.
    send(&ent, &path, &run("b12-1", &["sound"])).await;
    assert_eq!(reports(&referent).await.len(), 1);
    let answer = send(&ent, &path, &run("b12-1", &[])).await;
    assert_eq!(answer.body["repaired"], 1);
    let ticket = item(&referent, "tickets/sound.m-b12-1/1").await;
    assert_eq!(ticket["events"].as_object().unwrap().values().next().unwrap()["do"], "solve");
}

#[tokio::test]
async fn computers_that_end_together_make_one_ticket_of_the_room() {
    let (ent, referent) = board().await;
    let path = link(&referent, "r-b12").await;
    let (one, two) = (run("b12-1", &["app.pix.fr"]), run("b12-2", &["app.pix.fr"]));
    let (one, two) = tokio::join!(send(&ent, &path, &one), send(&ent, &path, &two));
    assert_eq!((one.status, two.status), (StatusCode::OK, StatusCode::OK), "{} {}", one.body, two.body);
    let rooms = [&one, &two].iter().filter(|answer| answer.body["tickets"][0]["room"] == true).count();
    assert_eq!(rooms, 1, "the second of them made it the room's");
    let places: Vec<Value> =
        reports(&referent).await.iter().map(|item| item["value"]["place"].clone()).collect();
    assert!(places.contains(&json!("r-b12")), "{places:?}");
    let tickets = referent.get("/shared?prefix=tickets/filtering.m-").await.body["items"].clone();
    assert_eq!(tickets.as_array().unwrap().len(), 1);
    assert!(tickets[0]["value"]["events"].to_string().contains("filtering.r-b12.app.pix.fr/1"), "{tickets}");
}

#[tokio::test]
async fn damaged_runs_and_floods_are_refused_and_say_why() {
    let (ent, referent) = board().await;
    let path = link(&referent, "m-b12-1").await;
    let mut unknown = run("b12-1", &[]);
    unknown["results"][0]["check"] = json!("voltage");
    let mut twice = run("b12-1", &[]);
    twice["results"][1] = twice["results"][0].clone();
    let mut extra = run("b12-1", &[]);
    extra["admin"] = json!(true);
    let mut long = run("b12-1", &[]);
    long["results"][0]["saw"] = json!("é".repeat(161));
    let damaged = [unknown, twice, extra, long, run("b12-2", &[]), run("nothing", &[]), json!([]), json!({})];
    for body in &damaged {
        let answer = send(&ent, &path, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body} {}", answer.body);
        assert!(
            answer.body["error"]["message"].as_str().is_some_and(|text| text.len() > 20),
            "{}",
            answer.body
        );
    }
    let huge = json!({ "machine": "b12-1", "browser": "x".repeat(60_000), "results": [] });
    assert_eq!(send(&ent, &path, &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let foreign = client().post(format!("{}{path}/report", ent.base())).json(&run("b12-1", &[]));
    let foreign = foreign.header("origin", "https://evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(item(&referent, "machines/b12-1").await["diagnostic"], Value::Null, "nothing was kept");
    for _ in 0..6 {
        assert_eq!(send(&ent, &path, &run("b12-1", &[])).await.status, StatusCode::OK);
    }
    let flood = send(&ent, &path, &run("b12-1", &["sound"])).await;
    assert_eq!(flood.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reports(&referent).await.is_empty());
    // Throughput tests have an end too.
    let block = client().get(format!("{}{path}/bytes?n=999999999", ent.base())).send().await.unwrap();
    assert_eq!(block.bytes().await.unwrap().len(), 512 * 1024);
}

#[tokio::test]
async fn a_link_ends_with_its_day_with_a_word_and_with_the_rights_of_its_maker() {
    let (ent, referent) = board().await;
    let technician = member(&ent, "luc.fontaine").await;
    let of_technician = link(&technician, "m-cdi-1").await;
    let status =
        async |path: &str| client().get(format!("{}{path}", ent.base())).send().await.unwrap().status();
    assert_eq!(status(&of_technician).await, StatusCode::OK);
    assert_eq!(status("/d/aaaa-bbbb-cccc").await, StatusCode::NOT_FOUND);
    // The day of the link is over.
    let code = of_technician.rsplit('/').next().unwrap().to_owned();
    let database = ent.running.host.database.clone();
    let age = |code: String| {
        let writer = database.writer.clone();
        async move {
            writer
                .change(move |connection| {
                    Box::pin(async move {
                        sqlx_end(connection, &code).await;
                        Ok(())
                    })
                })
                .await
                .unwrap();
        }
    };
    age(code).await;
    assert_eq!(status(&of_technician).await, StatusCode::NOT_FOUND);
    // A word of whoever may.
    let of_referent = link(&referent, "m-cdi-1").await;
    let code = of_referent.rsplit('/').next().unwrap();
    let end = format!("/w/{}/diagnostic/end", referent.instance);
    assert_eq!(technician.form(&end, &[("code", code)]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(status(&of_referent).await, StatusCode::NOT_FOUND);
    // The administrator closes diagnostics: links that hold are dead, and come back with the right.
    let of_referent = link(&referent, "m-cdi-1").await;
    let administrator = ent.sign_in("sophie.petit").await;
    let without = [("capability", "storage:shared"), ("capability", "user:id"), ("capability", "user:role")];
    administrator.form("/admin/widgets/certification/capabilities", &without).await;
    assert_eq!(status(&of_referent).await, StatusCode::NOT_FOUND);
    let answer = send(&ent, &of_referent, &run("cdi-1", &[])).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// Lets a link be of yesterday.
async fn sqlx_end(connection: &mut sqlx::SqliteConnection, code: &str) {
    sqlx::query("UPDATE diagnostic_link SET until = 1 WHERE code = ?")
        .bind(code)
        .execute(connection)
        .await
        .unwrap();
}

#[tokio::test]
async fn computers_of_a_room_start_together() {
    let (ent, referent) = board().await;
    let path = link(&referent, "r-b12").await;
    let wait = async |machine: &str, go: bool| {
        let sent = client()
            .post(format!("{}{path}/wait", ent.base()))
            .json(&json!({ "machine": machine, "go": go }));
        Answer::of(sent.header("origin", ent.base()).send().await.unwrap()).await
    };
    let first = wait("b12-1", false).await;
    assert_eq!(first.body, json!({ "here": ["b12-1"] }));
    let second = wait("b12-2", false).await;
    let again = wait("b12-1", false).await;
    assert_eq!(second.body["here"], json!(["b12-1", "b12-2"]));
    let (second, again) = (second.body["startIn"].as_u64().unwrap(), again.body["startIn"].as_u64().unwrap());
    assert!(second.abs_diff(again) < 500, "{second} {again}");
    assert_eq!(wait("cdi-1", false).await.status, StatusCode::BAD_REQUEST, "not of this room");
}

#[tokio::test]
async fn a_role_that_is_assigned_has_a_title_for_people() {
    let (ent, _) = board().await;
    let page = ent.sign_in("sophie.petit").await.page("/admin/widgets/certification").await;
    assert!(page.contains("référent de la certification</legend>"), "{page}");
}
