//! A widget's life in a page: many at once, changes while it runs, and an end that leaves nothing behind.

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
        Mode::BOTH =>
            twenty_instances_stand_on_one_page,
            removal_in_mid_call_leaves_nothing_behind,
            removal_while_loading_leaves_nothing_behind,
            closing_lets_the_widget_save,
            a_change_of_context_is_told_live,
            a_revoked_capability_is_gone_at_once,
            the_state_of_the_link_is_told,
            what_others_write_arrives_in_order;
        FRAME =>
            a_height_that_feeds_itself_is_frozen,
            the_frame_follows_the_height,
    ]
    .to_vec()
}

async fn open(stage: &Stage) -> Result<Portal> {
    House::build().await?.open(stage, Policy::Strict, 1).await
}

async fn ledger(portal: &Portal) -> Result<Value> {
    portal.page("return ledger()", vec![]).await
}

/// The page's ledger, once it has come back to what it was.
async fn back_to(portal: &Portal, before: &Value) -> Result<()> {
    let mut now = Value::Null;
    let outcome = until("listeners, timers, observers and ports to go", async || {
        now = ledger(portal).await?;
        Ok(now == *before)
    })
    .await;
    outcome.map_err(|error| error.context(format!("before: {before}\nafter: {now}")))
}

async fn twenty_instances_stand_on_one_page(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    // The parts that a host loads once for all are no leak.
    portal.mount_ready("first").await?;
    let _: Value = portal.page("portal.places.first.handle.destroy(); return null", vec![]).await?;
    let before = ledger(&portal).await?;
    for number in 0..20 {
        portal.mount(&format!("n{number}"), json!({})).await?;
    }
    for number in 0..20 {
        portal.until_ready(&format!("n{number}")).await?;
    }
    for number in [0, 7, 19] {
        let name = format!("n{number}");
        let instance: Value = portal.probe(&name, "return probe.welcome.instance").await?;
        ensure!(instance == name.as_str(), "{name} is told to be {instance}");
    }
    let all = "for (const [name, { handle }] of Object.entries(portal.places)) if (name !== 'first') handle.destroy();
        return document.querySelectorAll('iframe').length";
    let frames: u32 = portal.page(all, vec![]).await?;
    ensure!(frames == 0, "{frames} frames are left");
    back_to(&portal, &before).await?;
    portal.check_no_errors().await
}

async fn removal_in_mid_call_leaves_nothing_behind(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("first").await?;
    let _: Value = portal.page("portal.places.first.handle.destroy(); return null", vec![]).await?;
    let before = ledger(&portal).await?;
    portal.mount_ready("one").await?;
    let _: Value = portal.page("portal.places.one.memory.hangs = true; return null", vec![]).await?;
    let ask = "await probe.ask('storage.watch', { scope: 'user', prefix: '' });
        for (let i = 0; i < 5; i++) probe.ask('storage.read', { scope: 'user', prefix: '' }); return null";
    let _: Value = portal.probe("one", ask).await?;
    until("five calls under way", async || Ok(portal.look("one").await?["pending"] == 5)).await?;
    let settled = "const { handle } = portal.places.one;
        const leaving = handle.close('remove').then(() => 'left', () => 'left');
        handle.destroy();
        return await Promise.race([leaving, new Promise((r) => setTimeout(r, 4000, 'pending'))])";
    let left: String = portal.page_async(settled, vec![]).await?;
    ensure!(left == "left", "closing is {left}");
    until("the back end to be told of every one", async || {
        let look = portal.look("one").await?;
        Ok(look["pending"] == 0
            && look["watches"] == 0
            && look["closed"].as_u64() >= Some(1)
            && look["state"] == "closed")
    })
    .await?;
    back_to(&portal, &before).await?;
    portal.check_no_errors().await
}

async fn removal_while_loading_leaves_nothing_behind(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("first").await?;
    let _: Value = portal.page("portal.places.first.handle.destroy(); return null", vec![]).await?;
    let before = ledger(&portal).await?;
    for (name, wait) in [("at-once", 0), ("soon", 5), ("later", 40)] {
        let script = "portal.mount(args[0], { mode: args[1] });
            if (args[2]) await new Promise((r) => setTimeout(r, args[2]));
            portal.places[args[0]].handle.destroy(); return null";
        let arguments = vec![json!(name), json!(stage.mode().name()), json!(wait)];
        let _: Value = portal.page_async(script, arguments).await?;
        until("its promise to settle", async || {
            let ready = portal.look(name).await?["ready"].clone();
            Ok(ready == "failed: closed" || ready == "ready")
        })
        .await?;
    }
    back_to(&portal, &before).await?;
    portal.check_no_errors().await
}

async fn closing_lets_the_widget_save(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    let save = "probe.before = ({ method }) => method === 'session.close' &&
          probe.ask('storage.write', { scope: 'user', opId: 'last', ops: [{ op: 'set', key: 'k', value: 1 }] });
        return null";
    let _: Value = portal.probe("one", save).await?;
    let _: Value =
        portal.page_async("await portal.places.one.handle.close('navigate'); return null", vec![]).await?;
    let look = portal.look("one").await?;
    ensure!(look["calls"]["storage.write"] == 1, "what the widget wrote on leaving did not arrive: {look}");
    portal.check_no_errors().await
}

async fn a_change_of_context_is_told_live(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    let change =
        "portal.places.one.handle.update({ theme: 'dark', locale: 'en', fontScale: 2 }); return null";
    let _: Value = portal.page(change, vec![]).await?;
    let heard: Value = portal
        .probe(
            "one",
            "return await probe.hears((m) => m.method === 'context.changed' && m.params.theme === 'dark')",
        )
        .await?;
    ensure!(heard["params"]["locale"] == "en" && heard["params"]["fontScale"] == 2, "{heard}");
    portal.check_no_errors().await
}

async fn a_revoked_capability_is_gone_at_once(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    let before: Value = portal
        .probe("one", "return await probe.ask('storage.watch', { scope: 'shared', prefix: '' })")
        .await?;
    ensure!(before["result"]["watch"].is_u64(), "{before}");
    let _: Value =
        portal.page("portal.places.one.handle.revoke(['storage:shared']); return null", vec![]).await?;
    let told: Value =
        portal.probe("one", "return await probe.hears((m) => m.method === 'capability.changed')").await?;
    ensure!(told["params"]["revoked"] == json!(["storage:shared"]), "{told}");
    let after: Value = portal
        .probe("one", "return await probe.ask('storage.read', { scope: 'shared', prefix: '' })")
        .await?;
    ensure!(after["error"]["data"]["kind"] == "not_granted", "{after}");
    let whisper = "portal.places.one.memory.writeAs('somebody', { scope: 'shared', ops: [{ op: 'set', key: 'k', value: 1 }] });
        return null";
    let _: Value = portal.page(whisper, vec![]).await?;
    let heard: Value =
        portal.probe("one", "return await probe.hears((m) => m.method === 'storage.changed', 500)").await?;
    ensure!(heard.is_null(), "its watch goes on: {heard}");
    let _: Value =
        portal.page("portal.places.one.handle.grant(['storage:shared']); return null", vec![]).await?;
    let again: Value = portal
        .probe("one", "return await probe.ask('storage.read', { scope: 'shared', prefix: '' })")
        .await?;
    ensure!(again["result"].is_object(), "{again}");
    portal.check_no_errors().await
}

async fn the_state_of_the_link_is_told(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    for state in ["offline", "online", "readonly", "expired", "online"] {
        let set = "portal.places.one.handle.setState(arguments[0]); return null";
        let _: Value = portal.page(set, vec![json!(state)]).await?;
    }
    let states: Value = portal
        .probe(
            "one",
            "await probe.hears((m) => m.method === 'session.state' && m.params.state === 'expired');
             await probe.ask('$ping', {});
             const states = probe.heard.filter((m) => m.method === 'session.state').map((m) => m.params.state);
             // A host may say at the start how it is.
             return states[0] === 'online' ? states.slice(1) : states",
        )
        .await?;
    ensure!(states == json!(["offline", "online", "readonly", "expired", "online"]), "{states}");
    let _: Value = portal.page("portal.places.one.handle.setState('readonly'); return null", vec![]).await?;
    let write: Value = portal
        .probe("one", "return await probe.ask('storage.write', { scope: 'user', opId: 'x', ops: [{ op: 'set', key: 'k', value: 1 }] })")
        .await?;
    ensure!(write["error"]["data"]["kind"] == "read_only", "{write}");
    portal.check_no_errors().await
}

async fn what_others_write_arrives_in_order(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    let start: Value = portal
        .probe("one", "return await probe.ask('storage.watch', { scope: 'shared', prefix: 'a/' })")
        .await?;
    let write = "for (let i = 1; i <= 30; i++) {
          const key = i % 3 ? 'a/k' : 'b/k';
          portal.places.one.memory.writeAs('somebody', { scope: 'shared', ops: [{ op: 'set', key, value: i }] });
          await new Promise((r) => setTimeout(r, 10));
        } return null";
    let _: Value = portal.page_async(write, vec![]).await?;
    let changes: Vec<Value> = portal
        .probe(
            "one",
            "await probe.hears((m) => m.method === 'storage.changed' && m.params.to === 30);
             return probe.heard.filter((m) => m.method === 'storage.changed').map((m) => m.params)",
        )
        .await?;
    let mut rev = start["result"]["rev"].as_u64();
    for change in &changes {
        ensure!(change["from"].as_u64() == rev, "a gap: after {rev:?} came {change}");
        ensure!(change["watch"] == start["result"]["watch"], "of another watch: {change}");
        rev = change["to"].as_u64();
        for item in change["items"].as_array().into_iter().flatten() {
            ensure!(item["key"] == "a/k", "not watched: {item}");
        }
    }
    ensure!(rev == Some(30), "the last revision heard is {rev:?}");
    let last = changes.iter().rev().find_map(|change| change["items"].as_array()?.last().cloned());
    ensure!(last.as_ref().is_some_and(|item| item["value"] == 29), "the last value is {last:?}");
    ensure!(changes.len() <= 12, "{} events in half a second is more than ten a second", changes.len());
    portal.check_no_errors().await
}

async fn a_height_that_feeds_itself_is_frozen(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount("one", json!({ "widget": "swelling" })).await?;
    portal.until_ready("one").await?;
    portal.until_logged("one", "resize_loop").await?;
    let told: Value = portal
        .probe("one", "return await probe.hears((m) => m.method === 'context.changed' && m.params.container?.height > 0)")
        .await?;
    ensure!(!told.is_null(), "the widget is not told its fixed height");
    let heights: Vec<f64> = portal
        .page_async(
            "const look = () => portal.places.one.el.getBoundingClientRect().height;
             const first = look(); await new Promise((r) => setTimeout(r, 1500)); return [first, look()]",
            vec![],
        )
        .await?;
    ensure!(
        (heights[0] - heights[1]).abs() < 1.0,
        "the height went on from {} to {}",
        heights[0],
        heights[1]
    );
    portal.check_no_errors().await
}

async fn the_frame_follows_the_height(stage: &Stage) -> Result<()> {
    let portal = open(stage).await?;
    portal.mount_ready("one").await?;
    for height in [400, 180] {
        let _: Value = portal
            .probe("one", &format!("probe.note('ui.resize', {{ height: {height} }}); return null"))
            .await?;
        let look = "const deep = (r) => r.querySelector('iframe') ?? [...r.querySelectorAll('*')]
                .map((e) => e.shadowRoot && deep(e.shadowRoot)).find(Boolean);
            return deep(portal.places.one.el).getBoundingClientRect().height";
        until(&format!("a frame of {height} px"), async || {
            Ok((portal.page::<f64>(look, vec![]).await? - f64::from(height)).abs() < 1.0)
        })
        .await?;
    }
    portal.check_no_errors().await
}
