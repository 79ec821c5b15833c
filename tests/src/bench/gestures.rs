//! How long a person waits for what they do: a level ticked, a board filled and filtered, a table dragged among two thousand.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greffon_archiclasse_plan::Id;
use serde_json::{Value, json};

use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::ent::{Caller, people};
use crate::stage::{Mode, Stage, Visitor, Wings};
use crate::wait::until;
use crate::widget::Widget;

/// Script: a promise of the moment after the next frame was painted.
pub(super) const PAINTED: &str = "const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  }));";
/// Gestures that are timed.
const GESTURES: usize = 40;
/// Items of one write.
const BATCH: usize = 50;

/// All gestures.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let wings = Arc::new(Wings::default());
    for part in [0, 1, 2] {
        let stage = Stage::new(Engine::Chromium, Mode::Page, Arc::clone(&wings));
        let visitor = stage.visitor().await?;
        match part {
            0 => place_oneself(report, &stage, &visitor).await?,
            1 => a_full_board(report, &stage, &visitor).await?,
            _ => a_full_plan(report, &stage, &visitor).await?,
        }
        drop(visitor);
        stage.strike().await?;
    }
    wings.empty().await;
    Ok(())
}

/// Slows the processor so many times.
pub(super) async fn slow_down(visitor: &Visitor, rate: u32) -> Result<()> {
    let cdp = visitor.browser.webdriver().cdp();
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
    Ok(())
}

pub(super) async fn has(widget: &Widget, selector: &str) -> Result<()> {
    until(&format!("{selector} to come"), async || {
        widget.run("return !!root.querySelector(arguments[0])", vec![selector.into()]).await
    })
    .await
}

/// Runs the script for a gesture and gives the times that it returns.
async fn times(widget: &Widget, script: &str) -> Result<Samples> {
    let body = format!("return (async () => {{ {PAINTED} {script} }})()");
    let times: Vec<f64> = widget.run(&body, vec![GESTURES.into()]).await?;
    ensure!(!times.is_empty(), "nothing was timed");
    Ok(Samples::new(times))
}

fn tell(report: &mut Report, name: &str, samples: &Samples, most: f64, how: &str) -> Result<()> {
    let value = samples.percentile(95).context("nothing was timed")?;
    report.add(Figure::new(&format!("{name}, p95"), value, "ms").at_most(most).runs(samples.len()).by(how));
    let middle = samples.median().context("nothing was timed")?;
    report.add(Figure::new("  median", middle, "ms").runs(samples.len()));
    Ok(())
}

async fn place_oneself(report: &mut Report, stage: &Stage, visitor: &Arc<Visitor>) -> Result<()> {
    let widget = visitor.open(people::AMINA, "crcn", stage.mode()).await?;
    has(&widget, "[data-code=\"1.1\"]").await?;
    widget.run::<Value>("root.querySelector('[data-code=\"1.1\"]').click()", vec![]).await?;
    has(&widget, ".crcn-level input").await?;
    slow_down(visitor, 4).await?;
    let ticked = times(
        &widget,
        "const all = [];
         for (let run = 0; run < arguments[0]; run += 1) {
           await painted();
           const boxes = [...root.querySelectorAll('.crcn-level input')];
           const begun = performance.now();
           boxes[run % boxes.length].click();
           all.push(await painted() - begun);
         }
         return all",
    )
    .await?;
    slow_down(visitor, 1).await?;
    let how =
        "Chromium, processor slowed 4×: from the click on a tick to the frame after the one that shows it";
    tell(report, "CRCN, a tick on screen", &ticked, 50.0, how)
}

/// Writes items that are not there yet.
pub(super) async fn fill(caller: &Caller, instance: &str, items: &[(String, Value)]) -> Result<()> {
    for some in items.chunks(BATCH) {
        let ops: Vec<Value> = some
            .iter()
            .map(|(key, value)| json!({ "op": "set", "key": key, "value": value, "ifRev": 0 }))
            .collect();
        let path = format!("/i/{instance}/shared");
        let body = json!({ "ops": ops });
        loop {
            let (status, answer) = caller.send(reqwest::Method::POST, &path, &body).await?;
            // The host lets nobody write without a pause.
            let Some(pause) = answer["error"]["retryAfterMs"].as_u64() else {
                ensure!(status.is_success(), "filling: {status} {answer}");
                break;
            };
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }
    Ok(())
}

/// 400 computers, 2,000 tickets, 2,500 steps and 2,500 lines of the log.
pub(super) fn board(person: &str) -> Vec<(String, Value)> {
    const PROBLEMS: [&str; 5] = ["sound", "screen", "browser", "keyboard", "software"];
    let mut items =
        vec![("sessions/juin".to_owned(), json!({ "name": "Session de juin", "on": "2027-06-10" }))];
    for room in 0..25 {
        items.push((format!("rooms/s{room}"), json!({ "name": format!("S{room}") })));
    }
    for machine in 0..400 {
        let value = json!({ "name": format!("PC-{machine}"), "room": format!("s{}", machine / 16), "seat": machine % 16 + 1 });
        items.push((format!("machines/pc{machine}"), value));
        for (number, problem) in PROBLEMS.iter().enumerate() {
            let at = format!("2026-11-{:02}T08:{:02}:00.000Z", machine % 27 + 1, number);
            let report =
                json!({ "at": at, "problem": problem, "place": format!("m-pc{machine}"), "by": "staff" });
            items.push((format!("reports/{person}/r{machine}-{number}"), report));
            let taken =
                json!({ "events": { format!("event-{machine}-{number}"): { "at": at, "do": "take" } } });
            items.push((format!("tickets/{problem}.m-pc{machine}/1"), taken));
        }
    }
    for step in 0..2500 {
        let state = ["to-do", "doing", "waiting", "done"][step % 4];
        let value = json!({ "title": format!("Étape {step} de la préparation"), "session": "juin", "state": state,
            "rank": format!("b{step:05}z"), "due": format!("2027-0{}-{:02}", step % 5 + 1, step % 28 + 1) });
        items.push((format!("steps/juin.e{step}"), value));
    }
    items
}

async fn a_full_board(report: &mut Report, stage: &Stage, visitor: &Arc<Visitor>) -> Result<()> {
    let caller = stage.ent().await?.caller(people::TEACHER).await?;
    let instance = caller.instance("certification").await?;
    let described = caller.get(&format!("/i/{instance}")).await?;
    let person = described["user"]["id"].as_str().context("the référent has an id")?.to_owned();
    fill(&caller, &instance, &board(&person)).await?;

    visitor.sign_in(people::TEACHER).await?;
    let page = visitor.widget_page("certification", stage.mode()).await?;
    let watch = json!({ "source": include_str!("first_view.js") });
    visitor.browser.webdriver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", watch).await?;
    slow_down(visitor, 4).await?;
    let mut waits = Vec::new();
    for _ in 0..5 {
        visitor.visit(&page).await?;
        let shown = until_shown(visitor).await?;
        waits.push(shown);
    }
    slow_down(visitor, 1).await?;
    let waits = Samples::new(waits);
    let how = "Chromium, processor slowed 4×, 400 computers, 2,000 tickets, 2,500 steps: from the last byte of the items to the painted first screen";
    let middle = waits.median().context("nothing was timed")?;
    report.add(
        Figure::new("certification, first view after data", middle, "ms")
            .at_most(1000.0)
            .runs(waits.len())
            .by(how),
    );

    let widget = visitor.widget(stage.mode());
    widget.until_ready().await?;
    has(&widget, ".cert-top button").await?;
    let plan = "[...root.querySelectorAll('.cert-top button')][1].click()";
    widget.run::<Value>(plan, vec![]).await?;
    has(&widget, "#cert-words").await?;
    let filtered = times(
        &widget,
        "const all = [];
         const field = root.querySelector('#cert-words');
         for (let run = 0; run < arguments[0]; run += 1) {
           await painted();
           const begun = performance.now();
           field.value = String(run % 10 + 1).repeat(1 + run % 2);
           field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
           all.push(await painted() - begun);
         }
         return all",
    )
    .await?;
    let how = "Chromium, unslowed, the board of 2,500 steps: from the typed letter to the frame after the one that shows what is left";
    tell(report, "certification, filter of the board", &filtered, 50.0, how)
}

async fn until_shown(visitor: &Visitor) -> Result<f64> {
    crate::wait::until_some("the first view", crate::wait::PATIENCE, async || {
        visitor.browser.run::<Option<f64>>("return window.firstView ?? null", vec![]).await
    })
    .await
}

async fn a_full_plan(report: &mut Report, stage: &Stage, visitor: &Arc<Visitor>) -> Result<()> {
    let widget = visitor.open(people::TEACHER, "archiclasse", stage.mode()).await?;
    has(&widget, ".arc-templates button").await?;
    widget.run::<Value>("root.querySelectorAll('.arc-templates button')[1].click()", vec![]).await?;
    has(&widget, ".arc-canvas .arc-room").await?;
    let caller = stage.ent().await?.caller(people::TEACHER).await?;
    visitor.browser.top().await?;
    let instance: String =
        visitor.browser.run("return location.pathname.slice('/w/'.length)", vec![]).await?;
    let key: String = crate::wait::until_some("the plan to be stored", crate::wait::PATIENCE, async || {
        let plans = caller.get(&format!("/i/{instance}/shared?prefix=plans/")).await?;
        Ok(plans["items"][0]["key"].as_str().map(str::to_owned))
    })
    .await?;
    let plan = key.trim_start_matches("plans/");
    let tables: Vec<(String, Value)> = (0..2000_u64)
        .map(|number| {
            let id = Id::of(1_000_003 * (number + 1)).text();
            let at = json!([number % 50 * 900, number / 50 * 900]);
            (format!("pieces/{plan}/{id}"), json!({ "item": "table-simple-t6", "at": at, "turn": 0, "width": 700, "depth": 500, "height": 760 }))
        })
        .collect();
    fill(&caller, &instance, &tables).await?;
    until("two thousand tables", async || {
        let count = "return root.querySelectorAll('.arc-canvas .arc-piece').length";
        Ok(widget.run::<usize>(count, vec![]).await? >= 2000)
    })
    .await?;
    let frames = times(
        &widget,
        "const canvas = root.querySelector('.arc-canvas');
         const box = root.querySelector('.arc-canvas .arc-piece').getBoundingClientRect();
         const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
           bubbles: true, composed: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, clientX: x, clientY: y,
         }));
         const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
         send('pointerdown', x, y);
         const all = [];
         let before = await new Promise(requestAnimationFrame);
         for (let step = 1; step <= 3 * arguments[0]; step += 1) {
           send('pointermove', x + step, y + step / 2);
           const now = await new Promise(requestAnimationFrame);
           all.push(now - before);
           before = now;
         }
         send('pointerup', x + 3 * arguments[0], y + 1.5 * arguments[0]);
         return all",
    )
    .await?;
    let middle = frames.median().context("nothing was timed")?;
    report.add(
        Figure::new("space editor, frames a second in a drag", 1000.0 / middle, "fps")
            .at_least(58.0)
            .runs(frames.len())
            .by("Chromium without a screen, unslowed, a plan of 2,000 tables: a table moved at each frame, by the median"),
    );
    report.add(Figure::new("  p95 between frames", frames.percentile(95).context("no frame")?, "ms"));
    let moved = times(
        &widget,
        "const canvas = root.querySelector('.arc-canvas');
         canvas.focus();
         const all = [];
         for (let run = 0; run < arguments[0]; run += 1) {
           await painted();
           const begun = performance.now();
           const key = run % 2 ? 'ArrowLeft' : 'ArrowRight';
           canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
           all.push(await painted() - begun);
         }
         return all",
    )
    .await?;
    let idle = times(
        &widget,
        "const all = [];
         for (let run = 0; run < arguments[0]; run += 1) {
           await painted();
           const begun = performance.now();
           all.push(await painted() - begun);
         }
         return all",
    )
    .await?;
    let how = "Chromium, unslowed, the same plan: from an arrow key to the frame after the one that shows the table moved";
    tell(report, "space editor, an edit on screen", &moved, 16.7, how)?;
    let waited = idle.median().context("no frame")?;
    report.add(Figure::new("  of which the wait for a frame, median", waited, "ms").runs(idle.len()));
    Ok(())
}
