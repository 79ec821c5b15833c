//! The brake on requests.

use std::time::Duration;

use super::ent::Ent;

#[tokio::test]
async fn a_person_who_hurries_is_told_when_to_come_back_and_others_are_not() {
    let ent = Ent::with(|config| config.limits.burst = 10).await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let mut refused = None;
    for _ in 0..40 {
        let answer = amina.get("/shared").await;
        if !answer.status.is_success() {
            refused = Some(answer);
            break;
        }
    }
    let answer = refused.expect("40 requests at once are more than 10");
    assert_eq!(answer.headers["retry-after"], "1");
    let error = answer.refused("rate_limited");
    let wait = error["retryAfterMs"].as_u64().unwrap();
    assert!((1..=50).contains(&wait), "{wait}");
    assert_eq!(error["retryable"], true);
    leo.get("/shared").await.ok();
    tokio::time::sleep(Duration::from_millis(wait + 20)).await;
    amina.get("/shared").await.ok();
}

#[tokio::test]
async fn a_person_has_only_so_many_streams_and_gets_them_back() {
    let ent = Ent::with(|config| config.streams = 3).await;
    let amina = ent.sign_in("amina.benali").await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(amina.follow("/shared/events?since=0").await);
    }
    amina.get("/shared/events?since=0").await.refused("rate_limited");
    let leo = ent.sign_in("leo.martin").await;
    leo.follow("/shared/events?since=0").await;
    open.pop();
    // The host notices a line that was dropped when it writes on it.
    let ops = serde_json::json!([{ "op": "set", "key": "board/a", "value": 1, "ifRev": 0 }]);
    amina.write("shared", ops).await.ok();
    tokio::time::sleep(Duration::from_millis(300)).await;
    open.push(amina.follow("/shared/events?since=0").await);
}
