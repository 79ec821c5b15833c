//! What a first visit downloads, and when a person can first do something.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{Figure, Report, Samples};
use crate::browser::Browser;
use crate::driver::Wishes;
use crate::engine::Engine;
use crate::ent::{Ent, people};
use crate::proxy::{Exchange, Shape};
use crate::stage::{Mode, Stage, Visitor, Wings};
use crate::tools;
use crate::wait::until_some;

/// The line of a school in the country.
const LINE: Shape = Shape { bits_per_second: 2_000_000, latency: Duration::from_millis(50) };

/// How many cold loads are timed in each mode.
const RUNS: usize = 9;

/// Files of the site with a budget of their own, as gzip left them: the file, what it is, bytes.
const FILES: [(&str, &str, f64); 4] = [
    ("sdk/greffon-host.min.js", "host SDK core", 4096.0),
    ("sdk/http-backend.min.js", "HTTP adapter, loaded at once", 1024.0),
    ("sdk/outbox.min.js", "outbox", 1024.0),
    ("widgets/crcn/boot.js", "a widget's bootstrap", 614.0),
];

/// Bytes of a cold load of the CRCN page, as they travelled, by file.
pub(super) async fn sizes(report: &mut Report) -> Result<()> {
    for (file, name, most) in FILES {
        let packed = tools::built_site().join(format!("{file}.gz"));
        let bytes = packed.metadata().with_context(|| format!("{} is not built", packed.display()))?.len();
        let figure = Figure::new(&format!("{name}, gzip"), f64::from(u32::try_from(bytes)?), "B");
        report.add(figure.at_most(most).by(&format!("{file}.gz of the built site")));
    }
    let wings = Arc::new(Wings::default());
    for mode in Mode::BOTH {
        let stage = Stage::new(Engine::Chromium, *mode, Arc::clone(&wings));
        let (visitor, page) = at_the_door(&stage, stage.visitor().await?).await?;
        visitor.line.forget();
        visitor.browser.goto(&page).await?;
        visitor.widget(*mode).until_ready().await?;
        let exchanges = visitor.line.exchanges();
        let mut by_file = BTreeMap::new();
        for exchange in exchanges.iter().filter(|exchange| is_file(exchange)) {
            let encoding = if exchange.encoding.is_empty() { "plain" } else { &exchange.encoding };
            println!("    {:<44} {:>8} B  {encoding}", exchange.file(), exchange.body_bytes);
            *by_file.entry(part(exchange.file())).or_insert(0) += exchange.body_bytes;
        }
        let widget = by_file.get("widget").copied().unwrap_or(0);
        ensure!(widget > 0, "the page loaded no widget");
        let name = mode.name();
        report.add(
            Figure::new(&format!("CRCN, cold load, {name} mode"), kib(widget), "KB").at_most(100.0).by(
                "every file under /widgets/ that a first visit fetches, bodies as they travelled (br), 1 KB = 1,000 B",
            ),
        );
        for (other, bytes) in by_file.iter().filter(|(part, _)| **part != "widget") {
            report.add(Figure::new(&format!("  besides: {other}"), kib(*bytes), "KB"));
        }
        drop(visitor);
        stage.strike().await?;
    }
    wings.empty().await;
    Ok(())
}

/// From the click on a link to the first thing that a pupil can do, on a slow line and a slow machine.
pub(super) async fn first_action(report: &mut Report) -> Result<()> {
    for mode in Mode::BOTH {
        // One process for the page and its frames, so that the slowed processor is slow for all of them.
        let wishes = Wishes { one_process: true, ..Wishes::default() };
        let browser = Browser::start_with(Engine::Chromium, &wishes).await?;
        let ent = Ent::start().await?;
        let visitor = Arc::new(Visitor::bring(browser, ent.origin()).await?);
        let page = door(&visitor, *mode).await?;
        watch_for_first_action(&visitor).await?;
        let mut times = Vec::new();
        visitor.line.shape(LINE);
        visitor
            .browser
            .webdriver()
            .cdp()
            .send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
            .await?;
        for _ in 0..RUNS {
            visitor.browser.webdriver().cdp().send_raw("Network.clearBrowserCache", json!({})).await?;
            visitor.browser.goto("about:blank").await?;
            visitor.browser.goto(&page).await?;
            times.push(first_action_of(&visitor).await?);
        }
        let times = Samples::new(times);
        let median = times.median().context("nothing was timed")?;
        report.add(
            Figure::new(&format!("first useful action, {} mode", mode.name()), median / 1000.0, "s")
                .at_most(2.0)
                .runs(times.len())
                .by("Chromium, cold cache, 2 Mbit/s and 50 ms by the line, processor slowed 4× by CDP: from the \
                     navigation to the painted, enabled first control of the widget; median"),
        );
        let worst = times.percentile(100).context("nothing was timed")?;
        report.add(Figure::new("  the slowest of them", worst / 1000.0, "s").runs(times.len()));
        let visitor = Arc::try_unwrap(visitor).ok().context("somebody kept the visitor")?;
        visitor.leave().await?;
    }
    Ok(())
}

/// Signs a pupil in; gives the address of the widget's page in this stage's mode.
async fn at_the_door(stage: &Stage, visitor: Arc<Visitor>) -> Result<(Arc<Visitor>, String)> {
    let page = door(&visitor, stage.mode()).await?;
    visitor.browser.webdriver().cdp().send_raw("Network.clearBrowserCache", json!({})).await?;
    Ok((visitor, page))
}

async fn door(visitor: &Arc<Visitor>, mode: Mode) -> Result<String> {
    visitor.sign_in(people::AMINA).await?;
    let page = visitor.widget_page("crcn", mode).await?;
    Ok(visitor.address(&page))
}

/// Script for every new document: notes when a first enabled control is painted, and in the page when the widget's
/// place is shown.
async fn watch_for_first_action(visitor: &Visitor) -> Result<()> {
    let source = include_str!("first_action.js");
    let parameters = json!({ "source": source });
    let cdp = visitor.browser.webdriver().cdp();
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", parameters).await?;
    Ok(())
}

/// Milliseconds from the navigation to the first thing that can be done.
async fn first_action_of(visitor: &Visitor) -> Result<f64> {
    until_some("the first action", Duration::from_secs(30), async || {
        let mut start = None;
        let mut shown = None;
        let mut control = None;
        visitor
            .browser
            .each_document(async |path| {
                let seen: Value = visitor.browser.run("return window.firstAction ?? null", vec![]).await?;
                if seen.is_null() {
                    bail!("document {path} was not watched: is it in a process of its own?");
                }
                if path == "/" {
                    start = seen["origin"].as_f64();
                    shown = seen["shown"].as_f64();
                }
                control = control.or(seen["control"].as_f64());
                Ok(())
            })
            .await?;
        let (Some(start), Some(shown), Some(control)) = (start, shown, control) else { return Ok(None) };
        Ok(Some(shown.max(control) - start))
    })
    .await
}

/// The files of the site; pages, API and pictures of the ENT are its own matter.
fn is_file(exchange: &Exchange) -> bool {
    exchange.method == "GET" && !exchange.file().starts_with("/i/") && exchange.status == Some(200)
}

fn part(file: &str) -> &'static str {
    if file.starts_with("/widgets/") {
        "widget"
    } else if file.starts_with("/sdk/") {
        "host SDK"
    } else {
        "the ENT's own page"
    }
}

fn kib(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}
