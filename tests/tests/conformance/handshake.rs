//! Section 2: who may have the port, and when.

use anyhow::{Result, ensure};
use greffon_tests::journeys;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use serde_json::{Value, json};

use greffon_tests::house::{House, Policy, Portal};

const FRAME: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        FRAME =>
            a_forged_hello_from_a_sibling_frame_gets_no_port,
            a_wrong_nonce_closes_the_port,
            a_document_that_took_the_place_gets_nothing,
            a_second_hello_starts_afresh,
            a_reloaded_document_starts_afresh,
            the_document_is_told_nothing_by_the_window;
        Mode::BOTH =>
            calls_before_init_are_refused,
            only_what_is_granted_is_told,
    ]
    .to_vec()
}

async fn a_forged_hello_from_a_sibling_frame_gets_no_port(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    let forger = format!("{}/widgets/probe/forger.html", portal.widgets.origin());
    let add = "const frame = document.createElement('iframe'); frame.id = 'forger'; frame.title = 'forger';
        frame.src = arguments[0]; document.body.append(frame); return null";
    let _: Value = portal.page(add, vec![json!(forger)]).await?;
    portal.mount_ready("one").await?;
    let ports: u32 = portal.widget("one").run("return boot.ports.length", vec![]).await?;
    ensure!(ports == 1, "the widget was handed {ports} ports by its parent");
    portal.browser().top().await?;
    portal.browser().enter_frame("#forger").await?;
    until("the forger to have tried", async || portal.browser().run("return tried > 5", vec![]).await)
        .await?;
    let loot: Value = portal.browser().run("return loot", vec![]).await?;
    ensure!(loot == json!([]), "the forger got {loot}");
    portal.check_no_errors().await
}

/// Nothing went into any port of the page but refusals.
async fn check_nothing_private_was_sent(portal: &Portal) -> Result<()> {
    let sent: Vec<String> = portal.page("return sentByPorts()", vec![]).await?;
    let private: Vec<_> = sent.iter().filter(|message| !message.contains("\"error\"")).collect();
    ensure!(private.is_empty(), "the host sent {private:?}");
    Ok(())
}

async fn a_wrong_nonce_closes_the_port(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount("liar", json!({ "widget": "liar" })).await?;
    portal.until_logged("liar", "nonce").await?;
    until("the port to be closed", async || {
        Ok(portal.page::<u32>("return ledger().ports", vec![]).await? == 0)
    })
    .await?;
    check_nothing_private_was_sent(&portal).await?;
    let look = portal.look("liar").await?;
    ensure!(look["ready"] != "ready" && look["calls"] == json!({}), "the liar got somewhere: {look}");
    portal.check_no_errors().await
}

async fn a_document_that_took_the_place_gets_nothing(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    let _: Value = portal.page("holdMessages(); return null", vec![]).await?;
    portal.mount("restless", json!({ "widget": "restless" })).await?;
    let thief = portal.widget("restless");
    until("the thief to take the place", async || {
        thief
            .run::<bool>(
                "return location.pathname.endsWith('/thief.html') && document.readyState === 'complete'",
                vec![],
            )
            .await
    })
    .await?;
    // Only now does the page hear the hello of the document that has gone.
    let _: Value = portal.page("releaseMessages(); return null", vec![]).await?;
    portal.until_logged("restless", "nonce").await?;
    check_nothing_private_was_sent(&portal).await?;
    let look = portal.look("restless").await?;
    ensure!(look["ready"] != "ready" && look["calls"] == json!({}), "the thief got somewhere: {look}");
    portal.check_no_errors().await
}

async fn a_second_hello_starts_afresh(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount_ready("one").await?;
    let again = "window.before = probe; boot.nonce = 'a-second-nonce'; boot.hello();
        while (window.probe === window.before || !window.probe.welcome) await window.before.later(10);
        return { instance: window.probe.welcome.instance, ports: boot.ports.length,
            old: await Promise.race([window.before.ask('$ping', {}), window.before.later(300)]) }";
    let seen: Value = portal.probe("one", again).await?;
    ensure!(seen == json!({ "instance": "one", "ports": 2, "old": null }), "after a second hello: {seen}");
    until("it to be shown again", async || Ok(portal.look("one").await?["state"] == "ready")).await?;
    portal.check_no_errors().await
}

async fn a_reloaded_document_starts_afresh(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount_ready("one").await?;
    let _: Value = portal.probe("one", "probe.marked = true; location.reload(); return null").await?;
    until("a new probe", async || {
        portal.widget("one").run("return !!window.probe?.welcome && !window.probe.marked", vec![]).await
    })
    .await?;
    until("it to be shown again", async || Ok(portal.look("one").await?["state"] == "ready")).await?;
    portal.check_no_errors().await
}

async fn the_document_is_told_nothing_by_the_window(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount_ready("one").await?;
    let heard: Vec<Value> = portal.probe("one", "return boot.heard").await?;
    for message in &heard {
        let known =
            *message == json!({ "greffon": "welcome", "v": 1 }) || *message == json!({ "greffon": "probe" });
        ensure!(known, "by the window came {message}");
    }
    ensure!(heard.iter().any(|message| message["greffon"] == "welcome"), "no welcome came: {heard:?}");
    Ok(())
}

async fn calls_before_init_are_refused(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount("eager", json!({ "widget": "eager" })).await?;
    portal.until_ready("eager").await?;
    let early: Vec<Value> = portal.probe("eager", "return probe.early").await?;
    ensure!(early.len() == 3, "{early:?}");
    for answer in &early {
        ensure!(answer["error"]["data"]["kind"] == "invalid", "before session.init: {answer}");
    }
    let calls = portal.look("eager").await?["calls"].clone();
    ensure!(calls == json!({}), "the back end was asked: {calls}");
    portal.check_no_errors().await
}

async fn only_what_is_granted_is_told(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount_ready("one").await?;
    let welcome: Value = portal.probe("one", "return probe.welcome").await?;
    ensure!(welcome["user"]["id"] == "p-1", "user:id is granted: {welcome}");
    ensure!(!welcome.to_string().contains("Secret"), "user:name is not granted: {welcome}");
    let granted: Vec<String> = serde_json::from_value(welcome["granted"].clone())?;
    // What the back end gives, and the manifest names.
    ensure!(granted == ["storage:user", "storage:shared", "user:id", "service:echo"], "granted: {granted:?}");
    Ok(())
}
