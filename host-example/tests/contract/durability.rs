//! What was acknowledged survives SIGKILL in the middle of a rush, whole batches only.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use super::ent::{Someone, site};

/// The program itself, as people start it.
fn spawn(database: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_greffon-host-example"))
        .args(["--listen", "127.0.0.1:0", "--demo", "--database"])
        .arg(database)
        .arg("--site")
        .arg(site())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let base = loop {
        let line = lines.next().expect("the host starts").unwrap();
        if let Some((_, address)) = line.split_once("http://") {
            break format!("http://{address}");
        }
    };
    // Whatever it prints later must find a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (child, base)
}

/// One acknowledged batch of two keys.
type Acknowledged = (String, u64, u64);

async fn rush(who: Someone, number: usize, stop: Arc<AtomicBool>, done: Arc<Mutex<Vec<Acknowledged>>>) {
    let mut count = 0_u64;
    while !stop.load(Ordering::Relaxed) {
        let key = format!("board/{number}/{}", count % 5);
        let pair = format!("{key}-twin");
        let seen: u64 = {
            let done = done.lock().unwrap();
            done.iter().rev().find(|one| one.0 == key).map_or(0, |one| one.2)
        };
        let ops = json!([
            { "op": "set", "key": key, "value": count, "ifRev": seen },
            { "op": "set", "key": pair, "value": count, "ifRev": seen },
        ]);
        let request =
            who.posting("/shared", &json!({ "ops": ops })).header("Idempotency-Key", super::ent::fresh());
        let Ok(answer) = request.send().await else { return };
        if answer.status() == 429 {
            tokio::time::sleep(Duration::from_millis(60)).await;
            continue;
        }
        assert!(answer.status().is_success(), "{}", answer.status());
        let Ok(body) = answer.json::<serde_json::Value>().await else { return };
        done.lock().unwrap().push((key, count, body["rev"].as_u64().unwrap()));
        count += 1;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_write_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("ent.sqlite");
    let logins =
        ["amina.benali", "leo.martin", "ines.garcia", "mamadou.diallo", "chloe.lefevre", "claire.moreau"];
    let mut done: Vec<Vec<Acknowledged>> = Vec::new();
    for round in 0..3 {
        let (mut child, base) = spawn(&database);
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = Vec::new();
        let mut lists = Vec::new();
        for (number, login) in logins.iter().enumerate() {
            let who = Someone::sign_in(&base, login).await;
            let list = Arc::new(Mutex::new(Vec::new()));
            lists.push(Arc::clone(&list));
            tasks.push(tokio::spawn(rush(who, round * 10 + number, Arc::clone(&stop), list)));
        }
        tokio::time::sleep(Duration::from_millis(900)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        for task in tasks {
            task.await.unwrap();
        }
        done.extend(lists.into_iter().map(|list| Arc::into_inner(list).unwrap().into_inner().unwrap()));
    }
    let acknowledged: usize = done.iter().map(Vec::len).sum();
    assert!(acknowledged > 100, "{acknowledged} writes were acknowledged before the kills");

    let (mut child, base) = spawn(&database);
    let reader = Someone::sign_in(&base, "claire.moreau").await;
    let (mut items, mut after) = (std::collections::HashMap::new(), String::new());
    let mut counter = 0;
    loop {
        let page = reader.get(&format!("/shared?prefix=board/&limit=1000{after}")).await.ok();
        counter = counter.max(page["rev"].as_u64().unwrap());
        for item in page["items"].as_array().unwrap() {
            items.insert(
                item["key"].as_str().unwrap().to_owned(),
                (item["value"].as_u64().unwrap(), item["rev"].as_u64().unwrap()),
            );
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    for (key, count, rev) in done.iter().flatten() {
        let (value, stands) = items[key];
        // A later write of the same key may have been applied and never acknowledged.
        assert!((value, stands) >= (*count, *rev), "{key}: {count} at {rev} became {value} at {stands}");
        assert!(*rev <= counter);
    }
    for (key, stands) in items.iter().filter(|(key, _)| !key.ends_with("-twin")) {
        assert_eq!(items[&format!("{key}-twin")], *stands, "the batch of {key} is whole");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
