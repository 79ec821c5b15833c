//! The steps of the certification board in an agenda, read by a library that is not ours.

use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event};
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::diagnostics::{board, member};
use super::ent::{Ent, Someone, between, client};

/// Makes an address and gives it.
async fn subscribe(who: &Someone, which: &str) -> String {
    let at = format!("/w/{}/calendar", who.instance);
    let made = who.form(&at, &[("which", which)]).await;
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let page = who.page(&at).await;
    between(&page, "<code class=\"long\">", "<").unwrap().replace("&#x2f;", "/")
}

/// What an agenda reads there, without an account.
async fn events(address: &str) -> Vec<Event> {
    let answer = client().get(address).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let text = answer.text().await.unwrap();
    let calendar = Calendar::from(read_calendar(&unfold(&text)).unwrap());
    let events = calendar.components.into_iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

fn titles(events: &[Event]) -> Vec<&str> {
    let mut titles: Vec<&str> = events.iter().filter_map(Event::get_summary).collect();
    titles.sort_unstable();
    titles
}

async fn planned() -> (Ent, Someone) {
    let (ent, referent) = board().await;
    let ops = json!([
        { "op": "set", "key": "sessions/juin", "value": { "name": "Session de juin; 3e", "on": "2027-06-10" }, "ifRev": 0 },
        { "op": "set", "key": "steps/juin.former", "ifRev": 0, "value": {
            "title": "Former l’équipe, puis s’exercer", "session": "juin", "due": "2027-05-03", "state": "doing", "rank": "b",
            "owner": "referent", "note": "Deux heures\nen salle B12" } },
        { "op": "set", "key": "steps/juin.lignes", "ifRev": 0, "value": {
            "title": "Ouvrir les sites", "session": "juin", "due": "2027-05-20", "state": "to-do", "rank": "c", "owner": "authority-it" } },
    ]);
    let written =
        referent.posting("/shared", &json!({ "ops": ops })).header("Idempotency-Key", "plan").send().await;
    let written = written.unwrap();
    assert_eq!(written.status(), StatusCode::OK, "{}", written.text().await.unwrap());
    (ent, referent)
}

#[tokio::test]
async fn an_agenda_reads_sessions_and_steps_and_sees_what_changes() {
    let (_ent, referent) = planned().await;
    let told = referent.post("/service/calendar", &json!({})).await;
    assert!(told.body["data"]["address"].as_str().unwrap().ends_with("/calendar"));
    let address = subscribe(&referent, "all").await;
    let read = events(&address).await;
    assert_eq!(titles(&read), ["Former l’équipe, puis s’exercer", "Ouvrir les sites", "Session de juin; 3e"]);
    let step = read.iter().find(|event| event.get_summary().unwrap().starts_with("Former")).unwrap();
    assert_eq!(step.get_description(), Some("Référent, En cours\nDeux heures\nen salle B12"));
    let Some(DatePerhapsTime::Date(day)) = step.get_start() else { panic!("a whole day") };
    assert_eq!(day.to_string(), "2027-05-03");
    let rev = referent.get("/shared?key=steps/juin.former").await.body["items"][0]["rev"].clone();
    let moved = json!({ "title": "Former l’équipe", "session": "juin", "due": "2027-05-04", "state": "done", "rank": "b", "owner": "referent" });
    let ops = json!([{ "op": "set", "key": "steps/juin.former", "value": moved, "ifRev": rev }]);
    let written =
        referent.posting("/shared", &json!({ "ops": ops })).header("Idempotency-Key", "move").send().await;
    let written = written.unwrap();
    assert_eq!(written.status(), StatusCode::OK, "{}", written.text().await.unwrap());
    let again = events(&address).await;
    let step = again.iter().find(|event| event.get_summary() == Some("Former l’équipe")).expect("it changed");
    assert_eq!(
        step.get_uid(),
        read.iter().find(|event| event.get_summary().unwrap().starts_with("Former")).unwrap().get_uid()
    );
}

#[tokio::test]
async fn mine_are_those_of_my_function_and_an_ended_address_gives_nothing() {
    let (ent, referent) = planned().await;
    let address = subscribe(&referent, "mine").await;
    assert_eq!(titles(&events(&address).await), ["Former l’équipe, puis s’exercer", "Session de juin; 3e"]);
    let code = address.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap();
    let end = |who: &Someone| format!("/w/{}/calendar/end", who.instance);
    // Nobody else ends it.
    let head = member(&ent, "nadia.haddad").await;
    head.form(&end(&head), &[("code", code)]).await;
    assert_eq!(events(&address).await.len(), 2);
    referent.form(&end(&referent), &[("code", code)]).await;
    for gone in [address.clone(), address.replace(".ics", ""), format!("{}/calendar/aaaa.ics", ent.base())] {
        let answer = client().get(gone).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_may_not_read_the_steps_gets_no_address() {
    let (ent, referent) = planned().await;
    let pupil = ent.sign_in("amina.benali").await;
    let at = format!("/w/{}/calendar", referent.instance);
    assert_eq!(pupil.request(Method::GET, &at).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(pupil.form(&at, &[("which", "all")]).await.status(), StatusCode::FORBIDDEN);
}
