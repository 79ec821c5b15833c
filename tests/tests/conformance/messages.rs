//! Sections 3, 5 and 9: what a host does with messages that are too large, too deep, twice there, or none at all.

use anyhow::{Result, ensure};
use greffon_tests::journeys;
use greffon_tests::locate::Query;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use serde_json::{Value, json};

use greffon_tests::house::{House, Policy, Portal};

const FRAME: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            malformed_messages_are_refused_by_kind,
            the_limit_of_a_message_is_exact,
            prototype_keys_change_nothing,
            an_id_in_flight_cannot_be_taken,
            too_much_at_once_is_rate_limited_and_recovers,
            a_cancelled_request_is_cancelled_behind,
            errors_of_the_back_end_keep_their_kind,
            what_is_not_granted_or_not_known_is_refused;
        FRAME =>
            a_flood_pauses_the_widget_behind_a_card,
    ]
    .to_vec()
}

async fn ready(stage: &Stage) -> Result<Portal> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::Strict, 1).await?;
    portal.mount_ready("one").await?;
    Ok(portal)
}

async fn kinds(portal: &Portal, body: &str) -> Result<Value> {
    let script = format!(
        "const kind = (answer) => answer?.error?.data?.kind ?? (answer?.result ? 'ok' : null);\n{body}"
    );
    portal.probe("one", &script).await
}

async fn malformed_messages_are_refused_by_kind(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let body = "
        const nest = (depth) => (depth ? { a: nest(depth - 1) } : 0);
        const said = {};
        const say = async (name, raw) => {
          probe.heard.length = 0;
          probe.raw(raw);
          const answer = await probe.hears((m) => !m.method, 1500);
          said[name] = [kind(answer), answer?.id ?? null, answer?.error?.code ?? null];
        };
        const message = (id, method, params) => JSON.stringify({ jsonrpc: '2.0', id, method, params });
        await say('not json', '{\"jsonrpc\": \"2.0\", ');
        await say('a batch', '[' + message(901, '$ping', {}) + ']');
        await say('no version', JSON.stringify({ id: 902, method: '$ping', params: {} }));
        await say('a negative id', message(-1, '$ping', {}));
        await say('a text id', message('x', '$ping', {}));
        await say('an id and a half', message(1.5, '$ping', {}));
        await say('too deep', message(903, '$ping', nest(32)));
        await say('deep enough', message(904, '$ping', nest(30)));
        await say('params in a list', message(905, '$ping', [1]));
        await say('an object', { jsonrpc: '2.0', id: 906, method: '$ping', params: {} });
        await say('a number', 7);
        await say('nothing', null);
        return said";
    let said = kinds(&portal, body).await?;
    let parse = json!(["parse", null, -32700]);
    let invalid = json!(["invalid", null, -32602]);
    ensure!(said["not json"] == parse, "not json: {said}");
    for name in ["a batch", "a negative id", "a text id", "an id and a half"] {
        ensure!(said[name] == invalid, "{name}: {said}");
    }
    for name in ["no version", "too deep", "params in a list", "an object", "a number", "nothing"] {
        let kind = said[name][0].as_str().unwrap_or_default();
        ensure!(kind == "invalid" || kind == "parse", "{name}: {said}");
    }
    ensure!(said["deep enough"][0] == "ok", "a depth of 32 is allowed: {said}");
    portal.check_no_errors().await
}

async fn the_limit_of_a_message_is_exact(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let body = "
        const limit = probe.welcome.limits.message;
        const sized = (id, size) => {
          const bare = JSON.stringify({ jsonrpc: '2.0', id, method: '$ping', params: { pad: '' } });
          return JSON.stringify({ jsonrpc: '2.0', id, method: '$ping', params: { pad: 'é'.repeat(size - bare.length) } });
        };
        probe.raw(sized(800, limit));
        const fits = await probe.hears((m) => m.id === 800);
        probe.heard.length = 0;
        probe.raw(sized(801, limit + 1));
        const over = await probe.hears((m) => m.error);
        return [kind(fits), kind(over), over?.error?.data?.limit === limit]";
    let said = kinds(&portal, body).await?;
    ensure!(said == json!(["ok", "too_large", true]), "{said}");
    portal.check_no_errors().await
}

async fn prototype_keys_change_nothing(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let body = "
        const answers = {};
        for (const [index, key] of ['__proto__', 'constructor', 'prototype'].entries()) {
          probe.heard.length = 0;
          const inner = `{\"scope\":\"user\",\"opId\":\"o\",\"ops\":[{\"op\":\"set\",\"key\":\"k\",\"value\":{\"${key}\":{\"spoilt\":true}}}]}`;
          probe.raw(`{\"jsonrpc\":\"2.0\",\"id\":${700 + index},\"method\":\"storage.write\",\"params\":${inner}}`);
          answers[key] = kind(await probe.hears((m) => m.error || m.result));
        }
        for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
          answers[`method ${name}`] = kind(await probe.ask(name, {}));
        }
        return answers";
    let answers = kinds(&portal, body).await?;
    for (name, kind) in answers.as_object().into_iter().flatten() {
        let wanted = if name.starts_with("method") { "unsupported" } else { "invalid" };
        ensure!(kind == wanted, "{name} was answered {kind}");
    }
    let (spoilt, calls): (bool, Value) =
        portal.page("return ['spoilt' in {}, portal.look('one').calls]", vec![]).await?;
    ensure!(!spoilt && calls == json!({}), "the page's objects are spoilt: {spoilt}; calls {calls}");
    portal.check_no_errors().await
}

async fn an_id_in_flight_cannot_be_taken(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let _: Value = portal.page("portal.places.one.memory.hangs = true; return null", vec![]).await?;
    let body = "
        const first = probe.ask('storage.read', { scope: 'user', prefix: '' }, 600);
        probe.raw(JSON.stringify({ jsonrpc: '2.0', id: 600, method: '$ping', params: {} }));
        const second = await probe.hears((m) => m.id === 600);
        return kind(second)";
    let second = kinds(&portal, body).await?;
    ensure!(second == "invalid", "the second use of an id was answered {second}");
    let pending = portal.look("one").await?["pending"].clone();
    ensure!(pending == 1, "the first request is still served: {pending}");
    portal.check_no_errors().await
}

async fn too_much_at_once_is_rate_limited_and_recovers(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let body = "
        const answers = [];
        // Never more at once than may be under way.
        for (let round = 0; round < 10; round += 1) {
          answers.push(...(await Promise.all(Array.from({ length: 20 }, () => probe.ask('$ping', {})))));
        }
        const refused = answers.filter((answer) => kind(answer) === 'rate_limited');
        const wait = refused[0]?.error.data.retryAfterMs;
        const retryable = refused.every((answer) => answer.error.data.retryable === true);
        await probe.later(wait + 100);
        return [answers.filter((answer) => kind(answer) === 'ok').length, refused.length, wait > 0 && wait < 5000, retryable,
          kind(await probe.ask('$ping', {}))]";
    let said = kinds(&portal, body).await?;
    let (served, refused) = (said[0].as_u64().unwrap_or_default(), said[1].as_u64().unwrap_or_default());
    ensure!((40..=80).contains(&served) && served + refused == 200, "a burst of 60 is allowed: {said}");
    ensure!(said[2] == true && said[3] == true && said[4] == "ok", "{said}");
    portal.check_no_errors().await
}

async fn a_cancelled_request_is_cancelled_behind(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let _: Value = portal.page("portal.places.one.memory.hangs = true; return null", vec![]).await?;
    let _: Value = portal
        .probe("one", "probe.ask('storage.read', { scope: 'user', prefix: '' }, 500); return null")
        .await?;
    until("the request to hang", async || Ok(portal.look("one").await?["pending"] == 1)).await?;
    let _: Value = portal.probe("one", "probe.note('$cancel', { id: 500 }); return null").await?;
    until("the back end to be told", async || Ok(portal.look("one").await?["pending"] == 0)).await?;
    portal.check_no_errors().await
}

async fn errors_of_the_back_end_keep_their_kind(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let kinds_of_it =
        ["session_expired", "denied", "not_found", "too_large", "quota", "read_only", "backend", "offline"];
    for kind in kinds_of_it {
        let _: Value = portal
            .page("portal.places.one.memory.failure = arguments[0]; return null", vec![json!(kind)])
            .await?;
        let answer: Value = portal
            .probe("one", "return await probe.ask('storage.read', { scope: 'user', prefix: '' })")
            .await?;
        ensure!(answer["error"]["data"]["kind"] == kind, "{kind} became {answer}");
        ensure!(answer["error"]["code"].is_i64() && answer["error"]["message"].is_string(), "{answer}");
    }
    portal.check_no_errors().await
}

async fn what_is_not_granted_or_not_known_is_refused(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let body = "
        const asked = {
          'storage.read widget': ['storage.read', { scope: 'widget', prefix: '' }],
          'storage.read nonsense': ['storage.read', { scope: 'constructor', prefix: '' }],
          'service.call other': ['service.call', { name: 'other', args: {} }],
          'file.save': ['file.save', { name: 'a.txt', mime: 'text/plain' }],
          'ui.print': ['ui.print', {}],
          'ui.open': ['ui.open', { url: 'https://example.org/' }],
          'no.such': ['no.such', {}],
        };
        const said = {};
        for (const [name, [method, params]] of Object.entries(asked)) said[name] = kind(await probe.ask(method, params));
        probe.note('no.such.note', {});
        said['after an unknown note'] = kind(await probe.ask('$ping', {}));
        return said";
    let said = kinds(&portal, body).await?;
    for (name, kind) in said.as_object().into_iter().flatten() {
        let wanted = match name.as_str() {
            "no.such" => "unsupported",
            "after an unknown note" => "ok",
            _ => "not_granted",
        };
        ensure!(kind == wanted, "{name}: {kind}, not {wanted}");
    }
    ensure!(portal.look("one").await?["calls"] == json!({}), "the back end was asked");
    portal.check_no_errors().await
}

async fn a_flood_pauses_the_widget_behind_a_card(stage: &Stage) -> Result<()> {
    let portal = ready(stage).await?;
    let flood = "window.flood = setInterval(() => { for (let i = 0; i < 40; i++) probe.note('ui.announce', { text: 'x' }); }, 50);
        return null";
    let _: Value = portal.probe("one", flood).await?;
    portal.until_logged("one", "paused").await?;
    let alive: u32 = portal.page("return 1", vec![]).await?;
    ensure!(alive == 1, "the page itself lives on");
    portal.browser().check_accessibility("the card of a paused widget").await?;
    portal.browser().top().await?;
    ensure!(
        !portal.browser().find_all(&Query::role("button").within("#one")).await?.is_empty(),
        "the card offers nothing to do"
    );
    portal.check_no_errors().await
}
