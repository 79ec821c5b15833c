//! No mouse, large text, a small screen, another language, a dark room, paper.

use anyhow::{Context, Result, ensure};
use greffon_tests::engine::Engine;
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button, heading};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use greffon_tests::words::Words;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            the_main_job_is_done_by_keyboard_alone,
            every_screen_fits_a_phone_with_large_text,
            every_screen_passes_axe_in_both_themes_and_languages,
            theme_and_language_reach_the_widget_live,
            the_overview_goes_to_paper_without_its_buttons,
    ]
    .to_vec()
}

/// The screens of a pupil, each with the way there from the one before.
async fn each_screen(pupil: &Tracker, mut look: impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
    look("my competences").await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    look("a competence, ticked").await?;
    pupil.validate().await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    look("a competence, validated").await?;
    pupil.widget.click(&button(&pupil.words.get("tab.overview")?)).await?;
    pupil.widget.find(&heading(&pupil.words.get("over.title")?)).await?;
    look("the overview").await
}

/// Presses Tab until the focus is on what `query` describes; checks on the way that the focus can be seen.
async fn tab_to(pupil: &Tracker, query: &Query) -> Result<()> {
    let browser = &pupil.visitor.browser;
    for _ in 0..120 {
        browser.top().await?;
        browser.press(Key::Tab).await?;
        let script = "let e = document.activeElement;
            while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
            return e";
        let focused = pupil.widget.element(script).await?;
        let found = pupil.widget.find_all(query).await?;
        if let (Some(focused), Some(found)) = (focused, found.first())
            && focused.element_id() == found.element_id()
        {
            let seen: bool = browser
                .run(
                    "const shown = (e) => { const s = getComputedStyle(e);
                       return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'; };
                     const e = arguments[0];
                     return shown(e) || [...(e.labels ?? [])].some(shown)",
                    vec![focused.to_json()?],
                )
                .await?;
            ensure!(seen, "the focus on {query} cannot be seen");
            return Ok(());
        }
    }
    anyhow::bail!("120 presses of Tab do not lead to {query}")
}

async fn the_main_job_is_done_by_keyboard_alone(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    let browser = &pupil.visitor.browser;
    tab_to(&pupil, &Query::role("button").containing("1.1").within(".crcn-cards")).await?;
    browser.press(Key::Enter).await?;
    pupil.widget.find(&Query::role("heading").containing("1.1")).await?;
    let boxes: Vec<String> = pupil
        .widget
        .run("return [...root.querySelectorAll('input[id^=\"crcn-tick-1-\"]')].map((box) => box.id)", vec![])
        .await?;
    for id in &boxes {
        tab_to(&pupil, &Query::css(&format!("[id=\"{id}\"]"))).await?;
        browser.press(" ").await?;
    }
    tab_to(&pupil, &button(&pupil.words.get("comp.validate")?)).await?;
    browser.press(Key::Enter).await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.saved().await?;
    // The focus is somewhere sensible, not lost at the top of the page.
    let script = "let e = document.activeElement;
        while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        return e && e !== document.body ? e : null";
    ensure!(pupil.widget.element(script).await?.is_some(), "the focus is lost after validating");
    Ok(())
}

async fn every_screen_fits_a_phone_with_large_text(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    let browser = &pupil.visitor.browser;
    each_screen(&pupil, async |screen| {
        for (width, text) in [(320, ""), (320, "200%"), (360, ""), (768, "200%")] {
            browser.resize(width, 800).await?;
            browser.text_size(text).await?;
            browser
                .check_no_sideways_scroll()
                .await
                .with_context(|| format!("{screen}, {width} px, text {text}"))?;
        }
        browser.text_size("").await?;
        browser.resize(1280, 900).await
    })
    .await
}

async fn every_screen_passes_axe_in_both_themes_and_languages(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    each_screen(&pupil, async |screen| {
        for theme in ["dark", "light"] {
            pupil.visitor.prefer("theme", theme).await?;
            pupil.visitor.browser.check_accessibility(&format!("{screen}, {theme}")).await?;
        }
        Ok(())
    })
    .await?;
    pupil.visitor.prefer("locale", "en").await?;
    pupil.widget.find(&heading(&Words::of_widget("crcn", "en")?.get("over.title")?)).await?;
    pupil.visitor.browser.check_accessibility("the overview, in English").await?;
    pupil.visitor.prefer("locale", "fr").await?;
    pupil.visitor.sign_out().await?;
    pupil.visitor.open(people::TEACHER, "crcn", stage.mode()).await?;
    pupil.visitor.browser.check_accessibility("the class").await
}

async fn theme_and_language_reach_the_widget_live(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    let brightness =
        "const [r, g, b] = getComputedStyle(root.querySelector('h1')).color.match(/[\\d.]+/g).map(Number);
        return (r + g + b) / 3";
    let before: f64 = pupil.widget.run(brightness, vec![]).await?;
    ensure!(before < 100.0, "the text of the light theme is dark: {before}");
    pupil.visitor.prefer("theme", "dark").await?;
    until("light text on a dark ground", async || {
        Ok(pupil.widget.run::<f64>(brightness, vec![]).await? > 180.0)
    })
    .await?;
    pupil.visitor.prefer("locale", "en").await?;
    let english = Words::of_widget("crcn", "en")?;
    pupil.widget.find(&button(&english.get("comp.validate")?)).await?;
    // Nothing that was ticked is lost by it.
    let ticked: usize = pupil
        .widget
        .run("return root.querySelectorAll('input[type=checkbox]:checked').length", vec![])
        .await?;
    ensure!(ticked > 0, "the ticks are gone");
    pupil.widget.click(&button(&english.get("comp.validate")?)).await?;
    pupil.stands_at(&english.with("standing.level", &[("level", "1")])?).await
}

async fn the_overview_goes_to_paper_without_its_buttons(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    pupil.validate().await?;
    pupil.saved().await?;
    pupil.widget.click(&button(&pupil.words.get("tab.overview")?)).await?;
    pupil.widget.find(&heading(&pupil.words.get("over.title")?)).await?;
    // No dialog of the browser opens in a test: the page's own call to print is taken down instead.
    let watch = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => e.shadowRoot ? [e.shadowRoot, ...deep(e.shadowRoot)] : []);
        window.paper = null;
        for (const root of [document, ...deep(document)]) root.addEventListener('load', ({ target }) => {
          if (!target.srcdoc) return;
          target.contentWindow.print = () => { window.paper = target.contentDocument.body.innerText; };
        }, true);
        return null";
    pupil.visitor.browser.top().await?;
    let _: Value = pupil.visitor.browser.run(watch, vec![]).await?;
    pupil.widget.click(&button(&pupil.words.get("over.print")?)).await?;
    let mut paper = String::new();
    until("the page to print", async || {
        pupil.visitor.browser.top().await?;
        let printed: Option<String> = pupil.visitor.browser.run("return window.paper", vec![]).await?;
        Ok(printed.is_some_and(|text| {
            paper = text;
            true
        }))
    })
    .await?;
    ensure!(
        paper.contains(&pupil.words.get("over.title")?) && paper.contains(&pupil.level(1)?),
        "on paper: {paper}"
    );
    ensure!(!paper.contains(&pupil.words.get("over.print")?), "a button is on the paper: {paper}");

    if stage.engine() == Engine::Chromium && stage.mode() == Mode::Page {
        // The page itself, printed by the browser's own command.
        let cdp = pupil.visitor.browser.webdriver().cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let outcome = until("the page's buttons to go", async || {
            Ok(pupil.widget.find_all(&Query::role("button")).await?.len() <= 16)
        })
        .await;
        cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        outcome?;
    }
    Ok(())
}
