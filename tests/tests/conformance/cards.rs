//! What a person sees when a widget does not come: a card that says what happened and what to do, never an empty box.

use anyhow::{Result, ensure};
use greffon_tests::journeys;
use greffon_tests::locate::Query;
use greffon_tests::proxy::Exchange;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use serde_json::{Value, json};

use greffon_tests::house::{House, Policy, Portal};

const FRAME: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        FRAME =>
            a_document_that_never_speaks_gets_a_card,
            a_widget_of_another_age_gets_a_card,
            a_widget_that_is_somebody_else_gets_a_card;
        Mode::BOTH =>
            a_widget_that_never_gets_ready_gets_a_card,
            files_that_do_not_load_get_a_card,
            a_crash_gets_a_card_and_can_be_tried_again,
            a_crash_before_anything_else_gets_a_card,
            a_missing_capability_gets_a_card_before_any_download,
            a_back_end_that_refuses_gets_a_card,
            a_manifest_that_is_none_gets_a_card,
    ]
    .to_vec()
}

/// Deadlines of seconds pass in tenths of them.
const HURRY: u32 = 15;

async fn open(stage: &Stage) -> Result<Portal> {
    House::build().await?.open(stage, Policy::Strict, HURRY).await
}

/// Waits for the card of `name`, and checks that it can be understood and used.
async fn card(portal: &Portal, name: &str) -> Result<String> {
    until(&format!("the card of {name}"), async || Ok(portal.look(name).await?["state"] == "error")).await?;
    portal.browser().top().await?;
    let read = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e.shadowRoot, ...deep(e.shadowRoot)] : []));
        return deep(portal.places[arguments[0]].el).map((r) => r.querySelector('.card, [role=alert]')?.innerText ?? '').join(' ').trim()";
    let mut text = String::new();
    until("words on the card", async || {
        text = portal.page(read, vec![json!(name)]).await?;
        Ok(text.split_whitespace().count() >= 5)
    })
    .await?;
    for jargon in ["undefined", "Error", "null", "[object", "wasm", "timeout"] {
        ensure!(!text.contains(jargon), "a pupil does not understand “{jargon}” in: {text}");
    }
    portal.browser().check_accessibility("the card").await?;
    portal.check_no_errors().await?;
    Ok(text)
}

/// The same, of a trouble that may pass: the card lets people try again.
async fn card_to_try_again(portal: &Portal, name: &str) -> Result<String> {
    let text = card(portal, name).await?;
    let buttons = portal.browser().find_all(&Query::role("button").within(&format!("#{name}"))).await?;
    ensure!(!buttons.is_empty(), "the card offers nothing to do: {text}");
    Ok(text)
}

async fn a_document_that_never_speaks_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("silent", json!({ "widget": "silent" })).await?;
    card_to_try_again(&portal, "silent").await?;
    ensure!(portal.look("silent").await?["ready"] != "ready", "it cannot be ready");
    Ok(())
}

async fn a_widget_of_another_age_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("ancient", json!({ "widget": "ancient" })).await?;
    portal.until_logged("ancient", "version").await?;
    card(&portal, "ancient").await?;
    Ok(())
}

async fn a_widget_that_is_somebody_else_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("stranger", json!({ "widget": "stranger" })).await?;
    card_to_try_again(&portal, "stranger").await?;
    Ok(())
}

async fn a_widget_that_never_gets_ready_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("sleepy", json!({ "widget": "sleepy" })).await?;
    card_to_try_again(&portal, "sleepy").await?;
    Ok(())
}

async fn files_that_do_not_load_get_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("missing", json!({ "widget": "missing" })).await?;
    card_to_try_again(&portal, "missing").await?;
    Ok(())
}

async fn a_crash_gets_a_card_and_can_be_tried_again(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("crasher", json!({ "widget": "crasher" })).await?;
    portal.until_logged("crasher", "crashed").await?;
    card_to_try_again(&portal, "crasher").await?;
    let downloads = |portal: &Portal| {
        let exchanges = portal.widgets.exchanges();
        exchanges
            .iter()
            .filter(|exchange| {
                exchange.file().ends_with("/core.js")
                    || exchange.file().ends_with("/element.js")
                    || exchange.file().ends_with("/index.html")
            })
            .count()
    };
    let before = downloads(&portal);
    portal.browser().top().await?;
    portal.browser().click(&Query::role("button").within("#crasher")).await?;
    until("its files to be loaded again", async || Ok(downloads(&portal) > before)).await?;
    // It crashes again, and that is said again.
    card_to_try_again(&portal, "crasher").await?;
    Ok(())
}

async fn a_crash_before_anything_else_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("stillborn", json!({ "widget": "stillborn" })).await?;
    portal.until_logged("stillborn", "crashed").await?;
    card_to_try_again(&portal, "stillborn").await?;
    Ok(())
}

async fn a_missing_capability_gets_a_card_before_any_download(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    let describe =
        json!({ "granted": [], "denied": [{ "name": "storage:user", "reason": "administrator" }] });
    portal.mount("one", json!({ "describe": describe })).await?;
    card(&portal, "one").await?;
    let exchanges = portal.widgets.exchanges();
    let loaded: Vec<_> =
        exchanges.iter().map(Exchange::file).filter(|file| !file.ends_with("/widget.json")).collect();
    ensure!(loaded.is_empty(), "was downloaded all the same: {loaded:?}");
    Ok(())
}

async fn a_back_end_that_refuses_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    let script = "const original = arguments[1];
        const failing = { open: async () => { throw Object.assign(new Error('x'), { kind: arguments[0] }); },
          request: async () => ({}), watch: async () => ({ rev: 0, items: [], stop() {} }), close() {} };
        portal.mount(arguments[0], { backend: failing, mode: original }); return null";
    for kind in ["session_expired", "offline", "backend", "denied"] {
        let _: Value = portal.page(script, vec![json!(kind), json!(stage.mode().name())]).await?;
        match kind {
            "offline" | "backend" => card_to_try_again(&portal, kind).await?,
            _ => card(&portal, kind).await?,
        };
    }
    Ok(())
}

async fn a_manifest_that_is_none_gets_a_card(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    let origin = portal.widgets.origin();
    for (name, manifest) in [
        ("nowhere", format!("{origin}/nowhere/widget.json")),
        ("no-json", format!("{origin}/widgets/probe/index.html")),
    ] {
        portal.mount(name, json!({ "manifest": manifest })).await?;
        card_to_try_again(&portal, name).await?;
    }
    Ok(())
}
