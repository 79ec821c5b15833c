//! The instruments of the harness, tried in each engine on screens whose faults are known.
//!
//! A journey that passes proves something only if its instruments can fail.

use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button, field, heading};
use greffon_tests::runner;
use greffon_tests::site::{Reply, Site};
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;

const ONE_MODE: &[Mode] = &[Mode::Page];

fn main() -> ExitCode {
    runner::run(&journeys![ONE_MODE =>
        policy_violations_are_seen_in_nested_frames,
        axe_finds_what_is_wrong_in_frames_and_shadow_roots,
        axe_passes_a_good_page,
        things_are_found_by_role_and_name,
        windows_are_as_narrow_as_a_phone,
        a_cut_line_is_noticed_by_the_page,
    ])
}

/// A page in good order, with `body` in it.
fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=fr><head><meta charset=utf-8><title>Essai</title>\
         <meta name=viewport content='width=device-width'></head><body><main><h1>Essai</h1>{body}</main></body></html>"
    )
}

async fn site(pages: &'static [(&'static str, &'static str, &'static str)]) -> Result<Site> {
    Site::start(|origin, path| {
        let Some((_, policy, body)) = pages.iter().find(|(known, ..)| Some(*known) == path.split('?').next())
        else {
            return Reply::missing();
        };
        let reply = match path.rsplit_once('.') {
            Some((_, "js")) => Reply::new("text/javascript", (*body).to_owned()),
            _ => Reply::new("text/html", page(body)),
        };
        reply.header("content-security-policy", &policy.replace("'O'", origin))
    })
    .await
}

async fn policy_violations_are_seen_in_nested_frames(stage: &Stage) -> Result<()> {
    let site = site(&[
        ("/", "frame-src 'O'", "<iframe title=a src=/outer></iframe>"),
        ("/outer", "frame-src 'O'", "<iframe title=b src=/inner sandbox=allow-scripts></iframe>"),
        (
            "/inner",
            "default-src 'none'; style-src 'O'; sandbox allow-scripts",
            "<p style='color:red'>style</p>",
        ),
    ])
    .await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.expect_violations();
    visitor.visit("/").await?;
    until("the report of the inner frame", async || {
        Ok(visitor.line.violations().iter().any(|report| report.to_string().contains("style-src")))
    })
    .await
}

async fn axe_finds_what_is_wrong_in_frames_and_shadow_roots(stage: &Stage) -> Result<()> {
    let site = site(&[
        ("/", "", "<iframe title=a src=/inner sandbox=allow-scripts></iframe><div id=host></div><script src=/shadow.js></script>"),
        ("/inner", "default-src 'none'; img-src 'O'; sandbox allow-scripts", "<img src=x.png>"),
        ("/shadow.js", "", "host.attachShadow({ mode: 'open' }).innerHTML = '<input type=text>';"),
    ])
    .await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.visit("/").await?;
    let complaint =
        visitor.browser.check_accessibility("the bad page").await.err().context("axe saw nothing")?;
    let complaint = complaint.to_string();
    ensure!(complaint.contains("/0/: image-alt"), "the frame's picture was not seen: {complaint}");
    ensure!(complaint.contains("/: label"), "the shadow root's field was not seen: {complaint}");
    Ok(())
}

async fn axe_passes_a_good_page(stage: &Stage) -> Result<()> {
    let site =
        site(&[("/", "default-src 'none'; img-src 'O'", "<p>Bonjour.</p><button>Valider</button>")]).await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.visit("/").await?;
    visitor.browser.check_accessibility("the good page").await
}

async fn things_are_found_by_role_and_name(stage: &Stage) -> Result<()> {
    let site = site(&[
        (
            "/",
            "",
            "<button>Valider\u{a0}!</button><label>Ton nom <input id=nom></label>\
             <label><input type=checkbox> Je sais <em>trier</em></label>\
             <button hidden>Caché</button><div id=host></div><script src=/shadow.js></script>",
        ),
        ("/shadow.js", "", "host.attachShadow({ mode: 'open' }).innerHTML = '<h2>Dans <b>l’ombre</b></h2>';"),
    ])
    .await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.visit("/").await?;
    let browser = &visitor.browser;
    browser.find(&button("Valider !")).await?;
    browser.find(&heading("Dans l’ombre")).await?;
    browser.find(&heading("Dans l’ombre").within("#host")).await?;
    ensure!(
        browser.find_all(&heading("Essai").within("#host")).await?.is_empty(),
        "found outside of its place"
    );
    ensure!(browser.find_all(&button("Caché")).await?.is_empty(), "found what nobody sees");
    browser.fill(&field("Ton nom"), "Zoé").await?;
    ensure!(browser.run::<String>("return nom.value", vec![]).await? == "Zoé", "typed elsewhere");
    let tick = Query::role("checkbox").named("Je sais trier");
    browser.click(&tick).await?;
    ensure!(browser.find(&tick).await?.is_selected().await?, "the click missed");
    browser.find(&Query::text("Valider")).await?;
    Ok(())
}

async fn windows_are_as_narrow_as_a_phone(stage: &Stage) -> Result<()> {
    let site = site(&[("/", "", "<p>Étroit.</p>")]).await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.visit("/").await?;
    for width in [320, 360, 1280] {
        visitor.browser.resize(width, 800).await?;
        until(&format!("a width of {width} px"), async || {
            Ok(visitor.browser.run::<u32>("return innerWidth", vec![]).await? == width)
        })
        .await?;
    }
    Ok(())
}

async fn a_cut_line_is_noticed_by_the_page(stage: &Stage) -> Result<()> {
    let site = site(&[("/", "", "<p>En ligne.</p>")]).await?;
    let visitor = stage.visitor_to(site.origin()).await?;
    visitor.visit("/").await?;
    let ask = "return await fetch('/?' + Math.random()).then((r) => r.status, () => 0)";
    ensure!(visitor.browser.run_async::<u16>(ask, vec![]).await? == 200, "the line should work");
    visitor.line.cut();
    ensure!(visitor.browser.run_async::<u16>(ask, vec![]).await? == 0, "the line should be cut");
    visitor.line.mend();
    ensure!(visitor.browser.run_async::<u16>(ask, vec![]).await? == 200, "the line should be mended");
    Ok(())
}
