//! A badge from the catalogue to a page that names nobody, and a learning trace from what is shown to what is taken back.

use anyhow::{Context, Result, ensure};
use greffon_crcn_model::badge::bake::unbake;
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, field};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::{until, until_some};
use serde_json::Value;

use crate::around::{choose, place, tab, words};
use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_badge_goes_from_the_catalogue_to_a_page_without_a_name;
        &[Mode::Frame] =>
            a_trace_is_shown_sent_and_taken_back,
    ]
    .to_vec()
}

/// A badge of the catalogue that wants a classmate's word.
const BADGE: &str = "toulouse/creation";

fn named(name: &str) -> Query {
    Query::css(&format!("button[name=\"{name}\"]"))
}

/// Asks somebody about the badge on the shelf.
async fn ask(amina: &Tracker, whom: &str) -> Result<()> {
    let words = words()?;
    amina.widget.click(&named("open-ask-badge")).await?;
    choose(amina, &words.get("ask.whom")?, whom).await?;
    amina.widget.click(&named("ask-badge")).await?;
    amina.widget.find(&Query::text(whom).within(".crcn-asked")).await?;
    amina.saved().await
}

/// A script that reaches the page's own objects, as `page`: Firefox shows scripts of a driver copies of them.
fn in_page(script: &str) -> String {
    ["const page = window.wrappedJSObject ?? window;\n", script].concat()
}

/// Keeps the bytes of what the page hands out from now on.
async fn catch_files(amina: &Tracker) -> Result<()> {
    amina.visitor.browser.top().await?;
    let script = "const make = page.URL.createObjectURL;
        page.URL.createObjectURL = (blob) => { page.caught = blob; return make.call(page.URL, blob); };
        return true";
    amina.visitor.browser.run::<bool>(&in_page(script), vec![]).await.map(drop)
}

/// Takes the badge away and gives the bytes of the file.
async fn take(amina: &Tracker, name: &str) -> Result<Vec<u8>> {
    amina.visitor.browser.top().await?;
    amina.visitor.browser.run::<bool>(&in_page("delete page.caught; return true"), vec![]).await?;
    amina.widget.click(&named(name)).await?;
    amina.visitor.browser.top().await?;
    until_some("the file", greffon_tests::wait::PATIENCE, async || {
        let script = "return page.caught ? [...new Uint8Array(await page.caught.arrayBuffer())] : null";
        amina.visitor.browser.run_async::<Option<Vec<u8>>>(&in_page(script), vec![]).await
    })
    .await
}

/// Picks the file that was caught last, as a person does in the browser's own dialog.
async fn read_back(amina: &Tracker, name: &str) -> Result<()> {
    amina.visitor.browser.top().await?;
    let script = "const [name] = arguments;
        page.HTMLInputElement.prototype.click = function () {
            const files = new DataTransfer();
            files.items.add(new File([page.caught], name, { type: page.caught.type }));
            this.files = files.files;
            this.dispatchEvent(new Event('change'));
        };
        return true";
    amina.visitor.browser.run::<bool>(&in_page(script), vec![name.into()]).await?;
    amina.widget.click(&named("pick-badge")).await?;
    amina.visitor.browser.top().await?;
    let agree = "const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one]);
        const dialog = all(document).find((one) => one.localName === 'dialog' && one.open);
        const yes = dialog?.querySelector('.acts button');
        yes?.click();
        return Boolean(yes)";
    until("the question of the portal", async || amina.visitor.browser.run(agree, vec![]).await).await
}

async fn a_badge_goes_from_the_catalogue_to_a_page_without_a_name(stage: &Stage) -> Result<()> {
    let words = words()?;
    stage.ent().await?.grant_all("crcn").await?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    tab(&amina, "tab.badges").await?;
    amina.widget.click(&named("claim").within(&format!("[data-badge=\"{BADGE}\"]"))).await?;
    amina.widget.fill(&field(&words.get("badge.because")?), "J’ai monté un film").await?;
    amina.widget.click(&named("claim-do")).await?;
    amina.widget.find(&named("open-ask-badge")).await?;
    amina.visitor.browser.check_accessibility("badges").await?;
    for whom in ["Léo Martin", "Claire Moreau"] {
        ask(&amina, whom).await?;
    }

    let leo = Tracker::open(stage, people::LEO).await?;
    tab(&leo, "tab.asked").await?;
    leo.widget.click(&named("look")).await?;
    leo.widget.fill(&field(&words.get("badge.comment")?), "Vu en classe").await?;
    leo.widget.click(&named("confirm")).await?;
    leo.widget.find(&Query::text(&words.get("badge.confirmed")?)).await?;
    leo.saved().await?;
    leo.visitor.sign_out().await?;

    let claire = Tracker::open(stage, people::TEACHER).await?;
    tab(&claire, "tab.asked").await?;
    claire.widget.find(&Query::text("Vu en classe")).await?;
    claire.widget.click(&named("look")).await?;
    claire.visitor.browser.check_accessibility("a badge to complete").await?;
    claire.widget.click(&named("complete")).await?;
    claire.widget.gone(&named("complete")).await?;
    claire.saved().await?;
    claire.visitor.sign_out().await?;

    // Hers, signed, hidden until she shows it.
    let show = Query::css(".crcn-showing input");
    amina.widget.find(&show).await?;
    amina.widget.is_ticked(&show, false).await?;
    amina.widget.click(&show).await?;
    let address: String = until_some("the address", greffon_tests::wait::PATIENCE, async || {
        let script = "return root.querySelector('.crcn-address')?.textContent ?? null";
        amina.widget.run::<Option<String>>(script, vec![]).await
    })
    .await?;
    let path =
        address.find("/badges/").map(|at| address[at..].to_owned()).context("an address of a badge")?;
    let stranger = stage.visitor().await?;
    stranger.visit(&path).await?;
    let page: String = stranger.browser.run("return document.body.textContent", vec![]).await?;
    ensure!(
        page.contains("Création") || page.contains("création"),
        "the page does not say which badge: {page}"
    );
    for name in ["Amina", "Benali", "Léo", "Martin", "Claire"] {
        ensure!(!page.contains(name), "{name} stands on the page of the badge");
    }
    stranger.browser.check_accessibility("the page of a badge").await?;
    let anybody = stage.ent().await?.caller(people::LEO).await?;
    let credential = anybody.get(&format!("{path}/credential.json")).await?;

    // The file holds what was signed, in both forms, and is read back.
    catch_files(&amina).await?;
    for (name, file) in [("take-svg", "badge.svg"), ("take-png", "badge.png")] {
        let bytes = take(&amina, name).await?;
        let baked = unbake(&bytes).map_err(|fault| anyhow::anyhow!("{file}: {fault:?}"))?;
        let baked: Value = serde_json::from_str(&baked)?;
        ensure!(baked == credential, "{file} holds something else than what was signed");
        read_back(&amina, file).await?;
        amina.widget.find(&Query::text(&words.get("badge.read_same")?)).await?;
    }

    amina.widget.click(&show).await?;
    amina.widget.gone(&Query::css(".crcn-address")).await?;
    stranger.visit(&path).await?;
    let page: String = stranger.browser.run("return document.body.textContent", vec![]).await?;
    ensure!(!page.contains("réation"), "a hidden badge is still shown");
    Ok(())
}

async fn a_trace_is_shown_sent_and_taken_back(stage: &Stage) -> Result<()> {
    let words = words()?;
    let ent = stage.ent().await?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    place(&amina, "1.2").await?;
    amina.widget.find(&Query::css("#crcn-evidence")).await?;
    ensure!(
        amina.widget.find_all(&Query::css("#crcn-traces")).await?.is_empty(),
        "traces are offered though nobody opened them"
    );
    ent.grant_all("crcn").await?;
    amina.reload().await?;
    amina.go_to("1.2").await?;
    amina.widget.click(&named("offer-trace")).await?;
    let shown: String = until_some("what would leave", greffon_tests::wait::PATIENCE, async || {
        let script = "return root.querySelector('.crcn-json')?.textContent ?? null";
        amina.widget.run::<Option<String>>(script, vec![]).await
    })
    .await?;
    let shown: Value = serde_json::from_str(&shown)?;
    let caller = ent.caller(people::AMINA).await?;
    let export = format!("/i/{}/export", caller.instance("crcn").await?);
    let kept =
        async || anyhow::Ok(caller.get(&export).await?["traces"].as_array().cloned().unwrap_or_default());
    ensure!(kept().await?.is_empty(), "something left before it was sent");
    amina.visitor.browser.check_accessibility("a trace").await?;
    amina.widget.click(&named("send-trace")).await?;
    let withdraw = Query::role("button").containing(&words.get("trace.withdraw")?).within("[data-trace]");
    amina.widget.find(&withdraw).await?;
    amina.saved().await?;
    let statements = kept().await?;
    ensure!(statements.len() == 1 && statements[0]["id"] == shown["id"], "{statements:?}");
    for member in ["object", "result"] {
        ensure!(statements[0][member] == shown[member], "{member} is not what was shown");
    }
    // From the record as well: everything that left stands there.
    tab(&amina, "tab.file").await?;
    amina.widget.click(&withdraw).await?;
    amina.widget.find(&Query::text(&words.get("trace.withdrawn")?)).await?;
    let statements = kept().await?;
    let voids = statements.iter().any(|statement| statement["object"]["id"] == shown["id"]);
    ensure!(statements.len() == 2 && voids, "{statements:?}");
    Ok(())
}
