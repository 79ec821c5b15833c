//! A line that breaks, a server that is unwell, a session that ends: said in words, and nothing is lost.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::Query;
use greffon_tests::proxy::{Fault, Rule};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::{until, until_some};
use serde_json::Value;

use crate::tracker::Tracker;

/// The cookie without which the ENT knows nobody.
const SESSION: &str = "greffon-session";

/// A back end is asked again after a growing while.
const LONG: Duration = Duration::from_mins(1);

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            three_changes_wait_for_the_network_and_arrive,
            an_unwell_server_is_said_and_nothing_is_lost,
            a_lost_acknowledgement_is_not_written_twice;
        &[Mode::Frame] =>
            a_silent_server_is_said_and_nothing_is_lost,
            what_waits_outlives_a_reload,
            an_expired_session_is_said_and_nothing_is_lost,
            a_page_that_cannot_load_says_so,
            what_cannot_be_read_yet_comes_later,
    ]
    .to_vec()
}

/// What the server holds of this pupil's positions.
async fn stored(stage: &Stage) -> Result<Vec<Value>> {
    let caller = stage.ent().await?.caller(people::AMINA).await?;
    let instance = caller.instance("crcn").await?;
    let all = caller.get(&format!("/i/{instance}/shared?prefix=positions/")).await?;
    Ok(all["items"].as_array().cloned().unwrap_or_default())
}

/// Waits as long as a back end may be left alone, then for the words “saved”.
async fn saved_at_last(pupil: &Tracker) -> Result<()> {
    let saved = Query::text(&pupil.kit.get("save.saved")?);
    until_some("everything to be saved", LONG, async || {
        Ok((!pupil.widget.find_all(&saved).await?.is_empty()).then_some(()))
    })
    .await
}

/// Places the pupil at level 1 of a competence, from the cards.
async fn place(pupil: &Tracker, code: &str) -> Result<()> {
    pupil.go_to(code).await?;
    pupil.tick_level(1).await?;
    pupil.validate().await?;
    pupil.stands_at(&pupil.level(1)?).await
}

async fn three_changes_wait_for_the_network_and_arrive(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.visitor.line.cut();
    for code in ["1.1", "1.2", "2.1"] {
        place(&pupil, code).await?;
        pupil.go_back().await?;
    }
    pupil.waiting(3).await?;
    ensure!(stored(stage).await?.is_empty(), "the line is not cut");
    pupil.visitor.line.mend();
    saved_at_last(&pupil).await?;
    ensure!(stored(stage).await?.len() == 3, "the server has {:?}", stored(stage).await?);
    pupil.reload().await?;
    pupil.go_to("2.1").await?;
    pupil.stands_at(&pupil.level(1)?).await
}

async fn an_unwell_server_is_said_and_nothing_is_lost(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.visitor.line.break_requests(Rule::new("/i/", Fault::Status(500)).method("POST"));
    place(&pupil, "1.1").await?;
    pupil.waiting(1).await?;
    ensure!(stored(stage).await?.is_empty(), "the server is well");
    pupil.visitor.line.mend();
    saved_at_last(&pupil).await?;
    ensure!(stored(stage).await?.len() == 1, "the server has {:?}", stored(stage).await?);
    pupil.history_has(1).await
}

async fn a_silent_server_is_said_and_nothing_is_lost(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.visitor.line.silence();
    place(&pupil, "1.1").await?;
    let waiting = Query::text(&pupil.kit.count("save.waiting", 1, &[])?);
    until_some("the silence to be said", LONG, async || {
        Ok((!pupil.widget.find_all(&waiting).await?.is_empty()).then_some(()))
    })
    .await?;
    pupil.visitor.line.mend();
    saved_at_last(&pupil).await?;
    ensure!(stored(stage).await?.len() == 1, "the server has {:?}", stored(stage).await?);
    pupil.history_has(1).await
}

async fn a_lost_acknowledgement_is_not_written_twice(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.visitor.line.break_requests(Rule::new("/i/", Fault::CutAfter).method("POST").times(1));
    place(&pupil, "1.1").await?;
    saved_at_last(&pupil).await?;
    let items = stored(stage).await?;
    ensure!(items.len() == 1, "the server has {items:?}");
    let entries = items[0]["value"]["entries"].as_object().context("entries")?;
    ensure!(entries.len() == 1 && items[0]["rev"] == 1, "written more than once: {items:?}");
    pupil.history_has(1).await
}

async fn what_waits_outlives_a_reload(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    // Reading works, writing does not.
    pupil.visitor.line.break_requests(Rule::new("/i/", Fault::CutBefore).method("POST"));
    place(&pupil, "1.1").await?;
    pupil.waiting(1).await?;
    pupil.reload().await?;
    pupil.visitor.line.mend();
    until_some("the server to get what waited", LONG, async || {
        Ok((stored(stage).await?.len() == 1).then_some(()))
    })
    .await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.history_has(1).await
}

async fn an_expired_session_is_said_and_nothing_is_lost(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    pupil.visitor.browser.top().await?;
    pupil.visitor.browser.webdriver().delete_cookie(SESSION).await?;
    pupil.validate().await?;
    let words = pupil.kit.get("error.session")?;
    let first_sentence = words.split(['.', ':']).next().unwrap_or_default().to_owned();
    until("the end of the session to be said", async || {
        let in_widget = !pupil.widget.find_all(&Query::text(&first_sentence)).await?.is_empty();
        Ok(in_widget || !pupil.visitor.browser.find_all(&Query::text("session")).await?.is_empty())
    })
    .await?;
    // What was chosen is still there.
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.visitor.open(people::AMINA, "crcn", stage.mode()).await?;
    until_some("the server to get what waited", LONG, async || {
        Ok((stored(stage).await?.len() == 1).then_some(()))
    })
    .await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.level(1)?).await
}

async fn what_cannot_be_read_yet_comes_later(stage: &Stage) -> Result<()> {
    let first = Tracker::open(stage, people::AMINA).await?;
    place(&first, "1.1").await?;
    first.saved().await?;
    let page = first.visitor.widget_page("crcn", stage.mode()).await?;
    first.visitor.line.break_requests(Rule::new("/shared/since", Fault::Status(500)));
    first.visitor.visit(&page).await?;
    let saved = first.kit.get("save.saved")?;
    until("the first try to fail", async || {
        Ok(first.visitor.line.exchanges().iter().any(|exchange| exchange.status == Some(500)))
    })
    .await?;
    // Nobody is told that all is saved while nothing could be read.
    first.widget.until_ready().await?;
    first.widget.gone(&Query::text(&saved)).await?;
    first.visitor.line.mend();
    until_some("what is stored to come", LONG, async || {
        Ok((!first.widget.find_all(&Query::role("button").containing("1.1")).await?.is_empty()).then_some(()))
    })
    .await?;
    first.go_to("1.1").await?;
    first.stands_at(&first.level(1)?).await
}

async fn a_page_that_cannot_load_says_so(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.sign_in(people::AMINA).await?;
    let page = visitor.widget_page("crcn", stage.mode()).await?;
    visitor.line.break_requests(Rule::new(".wasm", Fault::Status(500)));
    visitor.visit(&page).await?;
    let again = Query::role("button").within("greffon-widget");
    visitor.browser.top().await?;
    visitor.browser.find(&again).await?;
    visitor.browser.check_accessibility("the card of a widget whose files do not load").await?;
    visitor.line.mend();
    visitor.browser.top().await?;
    visitor.browser.click(&again).await?;
    visitor.widget(stage.mode()).until_ready().await
}
