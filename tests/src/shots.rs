//! Pictures of every screen, in both themes and at three widths, for the eye: of the README, of whoever draws, of whoever
//! looks whether a change was meant.
//!
//! The screens are a table ([`screens`]); what their people did before is written by the back-end contract
//! ([`lives`]), so that every screen has something to show. Nothing is compared: journeys do that.

mod lives;
mod screens;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::locate::{Query, button};
use crate::stage::{Mode, Stage, Visitor, Wings};
use crate::tools;
use crate::wait::{until, until_some};
use crate::widget::Widget;
use crate::words::Words;
use screens::{Place, README, SCREENS, Screen, Step};

/// A phone, a tablet, a desk, in CSS px.
const WIDTHS: [u32; 3] = [360, 768, 1280];
const THEMES: [&str; 2] = ["light", "dark"];
/// A screen is photographed whole, up to this height in CSS px.
const HIGHEST: u32 = 6000;
/// Width and height of the README's picture, in CSS px.
const README_SIZE: (u32, u32) = (1120, 960);

/// Photographs the screens whose name contains one of `wanted` (all, where none is given) into `folder`.
///
/// Gives the number of pictures. A screen that cannot be reached is an error with its name, after the others are taken.
pub async fn take(wanted: &[String], folder: &Path) -> Result<usize> {
    let is_wanted =
        |screen: &&Screen| wanted.is_empty() || wanted.iter().any(|part| screen.name.contains(part));
    let chosen: Vec<&Screen> = SCREENS.iter().filter(is_wanted).collect();
    ensure!(!chosen.is_empty(), "no screen is called so; there are {}", names());
    let wings = Arc::new(Wings::default());
    let stage = Stage::new(Engine::Chromium, Mode::Frame, Arc::clone(&wings));
    lives::live(&*stage.ent().await?).await.context("filling the ENT")?;
    let visitor = stage.visitor().await?;
    let mut signed_in = None;
    let mut taken = 0;
    let mut failures = Vec::new();
    for screen in chosen {
        let outcome = async {
            let widget = arrive(&visitor, screen, &mut signed_in).await?;
            let files = photograph(&visitor, screen, folder).await?;
            if screen.name == README {
                visitor.browser.resize(README_SIZE.0, README_SIZE.1).await?;
                at_rest(&visitor).await?;
                visitor.browser.photograph(&folder.join("readme.png")).await?;
            }
            drop(widget);
            Ok::<_, anyhow::Error>(files)
        };
        match outcome.await {
            Ok(files) => {
                println!("  ✓ {:<32} {} pictures", screen.name, files.len());
                taken += files.len();
            }
            Err(error) => {
                println!("  ✗ {:<32} {error:#}", screen.name);
                failures.push(screen.name);
                // Whatever state that left: the next screen starts from the sign-in.
                signed_in = None;
            }
        }
        visitor.browser.resize(1280, 900).await?;
    }
    drop(visitor);
    stage.strike().await?;
    wings.empty().await;
    ensure!(failures.is_empty(), "not reached: {}", failures.join(", "));
    Ok(taken)
}

/// The names of all screens.
pub fn names() -> String {
    SCREENS.iter().map(|screen| screen.name).collect::<Vec<_>>().join(", ")
}

/// The picture of the README in the repository, and where [`take`] leaves a new one below its folder.
pub fn readme(folder: &Path) -> (PathBuf, PathBuf) {
    (tools::repository().join("docs/crcn.png"), folder.join("readme.png"))
}

/// Brings the browser to a screen, as the person who sees it.
async fn arrive(
    visitor: &Arc<Visitor>,
    screen: &Screen,
    signed_in: &mut Option<&'static str>,
) -> Result<Option<Widget>> {
    if *signed_in != screen.who || screen.who.is_none() {
        visitor.browser.webdriver().delete_all_cookies().await?;
        *signed_in = None;
        if let Some(login) = screen.who {
            visitor.sign_in(login).await?;
            *signed_in = Some(login);
        }
    }
    let widget = match screen.place {
        Place::Page(path) => {
            visitor.visit(path).await?;
            None
        }
        Place::Widget(id) => {
            let page = visitor.widget_page(id, Mode::Frame).await?;
            visitor.visit(&page).await?;
            let widget = visitor.widget(Mode::Frame);
            widget.until_ready().await?;
            until("what is stored to come", async || {
                widget
                    .run("return !!root.querySelector('h1') && !root.querySelector('.gf-loading')", vec![])
                    .await
            })
            .await?;
            for step in screen.steps {
                walk(&widget, id, *step).await.with_context(|| format!("{step:?}"))?;
            }
            Some(widget)
        }
    };
    visitor.browser.top().await?;
    Ok(widget)
}

async fn walk(widget: &Widget, id: &str, step: Step) -> Result<()> {
    match step {
        Step::Press(key) => widget.click(&button(&Words::of_widget(id, "fr")?.get(key)?)).await,
        Step::Click(selector) => widget.click(&Query::css(selector)).await,
    }
}

/// Every picture of the screen that the browser shows.
async fn photograph(visitor: &Visitor, screen: &Screen, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for theme in THEMES {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        visitor.browser.webdriver().cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        for width in WIDTHS {
            visitor.browser.resize(width, 800).await?;
            let height = at_rest(visitor).await?;
            visitor.browser.resize(width, height.clamp(640, HIGHEST)).await?;
            at_rest(visitor).await?;
            let file = folder.join(format!("{}-{width}-{theme}.png", screen.name));
            visitor.browser.photograph(&file).await?;
            files.push(file);
        }
    }
    let back = json!({ "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
    visitor.browser.webdriver().cdp().send_raw("Emulation.setEmulatedMedia", back).await?;
    Ok(files)
}

/// Waits until nothing moves and the page keeps its height; gives that height in CSS px.
async fn at_rest(visitor: &Visitor) -> Result<u32> {
    let mut before = Value::Null;
    let mut alike = 0;
    until_some("the page to come to rest", Duration::from_secs(20), async || {
        let mut seen = Vec::new();
        visitor
            .browser
            .each_document(async |_| {
                let script = "const all = (r) => [...r.getAnimations(), ...[...r.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? all(e.shadowRoot) : []))];
                    const moving = all(document).filter((a) => a.playState === 'running' && a.effect?.getComputedTiming().endTime !== Infinity);
                    const drawn = await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
                    return [moving.length, document.scrollingElement.scrollHeight, document.fonts.status, drawn]";
                seen.push(visitor.browser.run_async::<Value>(script, vec![]).await?);
                Ok(())
            })
            .await?;
        let height = seen.first().and_then(|top| top[1].as_u64()).context("a page has a height")?;
        let moving = seen.iter().any(|document| document[0] != 0);
        let now = Value::from(seen);
        alike = if !moving && now == before { alike + 1 } else { 0 };
        before = now;
        // Heights of frames come by messages, at most ten a second: thrice the same is rest.
        Ok((alike >= 3).then(|| u32::try_from(height).unwrap_or(HIGHEST)))
    })
    .await
}
