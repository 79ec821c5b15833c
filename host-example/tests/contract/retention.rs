//! The last day: set by the administrator, told to the widget, and kept by the host alone.

use greffon_host_example::clock::Moment;
use greffon_host_example::retention;
use reqwest::StatusCode;
use serde_json::json;

use super::ent::Ent;

/// Noon of a day after the one that the test sets, in UTC.
const AFTER: Moment = Moment(1_819_800_000_000);

#[tokio::test]
async fn everything_goes_after_the_last_day_and_a_receipt_stays() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let id = amina.id().await;
    let key = format!("open/{id}/1.1");
    amina
        .write("shared", json!([{ "op": "set", "key": key, "value": "secret-word", "ifRev": 0 }]))
        .await
        .ok();
    let mut admin = ent.sign_in("sophie.petit").await;
    admin.instance.clone_from(&amina.instance);
    let path = format!("/data/{}", admin.instance);
    let page = admin.page(&path).await;
    assert!(
        page.contains("Aucune date n’est fixée") && page.contains("-08-31\""),
        "the end of the year is proposed"
    );

    // A slip is said, and what was typed stays.
    for (day, said) in
        [("2020-01-01", "Ce jour est passé"), ("31 août", "jour du calendrier"), ("2999-08-31", "dix ans")]
    {
        let answer = admin.form(&format!("{path}/retention"), &[("day", day), ("do", "set")]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        let text = answer.text().await.unwrap();
        assert!(text.contains(said) && text.contains(&format!("value=\"{day}\"")), "{day}");
    }
    assert!(amina.get("").await.ok()["context"]["lastDay"].is_null());
    amina.form(&format!("{path}/retention"), &[("day", "2027-08-31"), ("do", "set")]).await;
    assert!(amina.get("").await.ok()["context"]["lastDay"].is_null(), "a pupil sets no day");

    let mut watching = amina.follow("/shared/events?since=0").await;
    watching.next().await.unwrap();
    admin.form(&format!("{path}/retention"), &[("day", "2027-08-31"), ("do", "set")]).await;
    assert_eq!(amina.get("").await.ok()["context"]["lastDay"], "2027-08-31");
    assert!(admin.page(&path).await.contains("Tout est gardé jusqu’au 31&#x2f;08&#x2f;2027"));

    // The day itself is kept; the night after it is not.
    let noon = Moment(AFTER.0 - 24 * 3_600_000);
    assert_eq!((noon.day().to_string(), AFTER.day().to_string()), ("2027-08-31".into(), "2027-09-01".into()));
    retention::carry_out(&ent.running.host, noon).await.unwrap();
    assert_eq!(amina.get("/shared").await.ok()["items"].as_array().unwrap().len(), 1);
    retention::carry_out(&ent.running.host, AFTER).await.unwrap();
    assert_eq!(amina.get("/shared").await.ok()["items"], json!([]));
    assert!(amina.get("").await.ok()["context"]["lastDay"].is_null());
    let page = admin.page(&path).await;
    assert!(page.contains("01&#x2f;09&#x2f;2027\u{a0}: 1 éléments"), "the receipt says how much");
    retention::carry_out(&ent.running.host, AFTER).await.unwrap();
    assert_eq!(admin.page(&path).await.matches("01&#x2f;09&#x2f;2027").count(), 1, "once");
}

#[tokio::test]
async fn a_day_is_taken_back() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let mut admin = ent.sign_in("sophie.petit").await;
    admin.instance.clone_from(&amina.instance);
    let path = format!("/data/{}/retention", admin.instance);
    admin.form(&path, &[("day", "2027-08-31"), ("do", "set")]).await;
    admin.form(&path, &[("day", ""), ("do", "none")]).await;
    assert!(amina.get("").await.ok()["context"]["lastDay"].is_null());
    let key = format!("open/{}/1.1", amina.id().await);
    amina.write("shared", json!([{ "op": "set", "key": key, "value": 1, "ifRev": 0 }])).await.ok();
    retention::carry_out(&ent.running.host, AFTER).await.unwrap();
    assert_eq!(amina.get("/shared").await.ok()["items"].as_array().unwrap().len(), 1);
}
