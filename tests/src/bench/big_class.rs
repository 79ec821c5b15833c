//! A level of 1,200 pupils before their teacher: the list by name, its scrolling, and the results of a campaign of 5,000.
//!
//! Twelve hundred people cannot each sign in and write for a bench. The directory and the opened levels are written into
//! the database of the stopped host instead, in the form in which the host keeps them; everything after that is real.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use greffon_crcn_model::framework::Framework;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};

use super::gestures::{PAINTED, has, slow_down};
use super::{Figure, Report, Samples};
use crate::engine::Engine;
use crate::ent::people;
use crate::stage::{Mode, Stage, Visitor, Wings};
use crate::wait::until;
use crate::widget::Widget;

const PUPILS: usize = 1200;
const ROWS: usize = 5000;

/// The class and the import.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let wings = Arc::new(Wings::default());
    let stage = Stage::new(Engine::Chromium, Mode::Page, Arc::clone(&wings));
    let visitor = stage.visitor().await?;
    let filled = fill(&stage).await?;
    anyhow::ensure!(filled == PUPILS * 16, "{filled} levels are opened");
    let widget = visitor.open(people::TEACHER, "crcn", stage.mode()).await?;
    the_list(report, &visitor, &widget).await?;
    the_import(report, &visitor, &widget).await?;
    drop((widget, visitor));
    stage.strike().await?;
    wings.empty().await;
    Ok(())
}

async fn connect(file: &Path) -> Result<SqliteConnection> {
    Ok(SqliteConnectOptions::new().filename(file).connect().await?)
}

/// Fills the class of the teacher with pupils who opened all their levels. Gives how many levels are there.
async fn fill(stage: &Stage) -> Result<usize> {
    let ent = stage.ent().await?;
    // Somebody of the class writes something, so that the place is there.
    let pupil = ent.caller(people::AMINA).await?;
    let instance = pupil.instance("crcn").await?;
    let id = pupil.get(&format!("/i/{instance}")).await?["user"]["id"].as_str().context("an id")?.to_owned();
    pupil.set(&instance, "shared", &format!("counted/{id}/crcn-2019/1.1"), &json!({ "level": 1 })).await?;

    ent.kill();
    let mut database = connect(&ent.database()).await?;
    let (class, establishment): (i64, i64) = sqlx::query_as(
        "SELECT class.id, class.establishment FROM instance JOIN class ON class.id = instance.class WHERE instance.id = ?",
    )
    .bind(&instance)
    .fetch_one(&mut database)
    .await?;
    sqlx::query("BEGIN").execute(&mut database).await?;
    for number in 0..PUPILS {
        let person: i64 = sqlx::query_scalar(
            "INSERT INTO person (establishment, login, given_name, family_name, password) VALUES (?, ?, ?, ?, '') RETURNING id",
        )
        .bind(establishment)
        .bind(format!("bench.{number}"))
        .bind(format!("Prénom{number}"))
        .bind(format!("Nom{number}"))
        .fetch_one(&mut database)
        .await?;
        sqlx::query("INSERT INTO profile (person, name) VALUES (?, 'National_ELV')")
            .bind(person)
            .execute(&mut database)
            .await?;
        sqlx::query("INSERT INTO membership (class, person) VALUES (?, ?)")
            .bind(class)
            .bind(person)
            .execute(&mut database)
            .await?;
    }
    sqlx::query("COMMIT").execute(&mut database).await?;
    drop(database);

    ent.restart().await?;
    let teacher = ent.caller(people::TEACHER).await?;
    let group = teacher.get(&format!("/i/{instance}")).await?["user"]["groups"][0]["id"].clone();
    let asked = json!({ "args": { "group": group } });
    let (_, answer) =
        teacher.send(reqwest::Method::POST, &format!("/i/{instance}/service/people"), &asked).await?;
    let ids: Vec<String> = answer["data"]["people"]
        .as_array()
        .context("people")?
        .iter()
        .filter(|one| one["name"].as_str().is_some_and(|name| name.starts_with("Prénom")))
        .filter_map(|one| Some(one["id"].as_str()?.to_owned()))
        .collect();

    ent.kill();
    let mut database = connect(&ent.database()).await?;
    let space: i64 = sqlx::query_scalar("SELECT id FROM space WHERE instance = ? AND scope = 'shared'")
        .bind(&instance)
        .fetch_one(&mut database)
        .await?;
    sqlx::query("BEGIN").execute(&mut database).await?;
    let framework = Framework::crcn();
    let mut count = 0_usize;
    for (pupil, id) in ids.iter().enumerate() {
        for (number, competence) in framework.competences.iter().enumerate() {
            let rungs = &competence.rungs;
            let level = rungs[(pupil + number) % rungs.len()].level.number();
            sqlx::query("INSERT INTO item (space, key, rev, value, at) VALUES (?, ?, 2, ?, 1795420800000)")
                .bind(space)
                .bind(format!("shown/{id}/crcn-2019/{}", competence.code))
                .bind(json!({ "level": level, "on": "2026-11-20" }).to_string())
                .execute(&mut database)
                .await?;
            count += 1;
        }
    }
    sqlx::query(
        "UPDATE space SET rev = 2, keys = (SELECT count(*) FROM item WHERE space = ?1),
         bytes = (SELECT sum(octet_length(key) + octet_length(value)) FROM item WHERE space = ?1) WHERE id = ?1",
    )
    .bind(space)
    .execute(&mut database)
    .await?;
    sqlx::query("COMMIT").execute(&mut database).await?;
    drop(database);
    ent.restart().await?;
    Ok(count)
}

/// Presses a tab of the class by its place.
const TAB: &str = "const press = (place) => [...root.querySelectorAll('.crcn-annex nav')].at(-1).querySelectorAll('button')[place].click();";

async fn the_list(report: &mut Report, visitor: &Visitor, widget: &Widget) -> Result<()> {
    has(widget, ".crcn-annex nav button").await?;
    // The levels of everybody and the names have come.
    until("twelve hundred pupils", async || {
        let script = format!(
            "{TAB} press(1); return root.querySelectorAll('#crcn-pupils tbody tr').length >= 60
               && root.querySelector('.crcn-annex .gf-lead')?.textContent.replace(/\\s/gu, '').includes('1228')"
        );
        widget.run(&script, vec![]).await
    })
    .await?;
    slow_down(visitor, 4).await?;
    let script = format!(
        "return (async () => {{ {PAINTED} {TAB}
           const all = [];
           for (let run = 0; run < 10; run += 1) {{
             press(0); await painted(); await painted();
             const begun = performance.now();
             press(1);
             all.push(await painted() - begun);
           }}
           return all }})()"
    );
    let times: Vec<f64> = widget.run(&script, vec![]).await?;
    slow_down(visitor, 1).await?;
    let samples = Samples::new(times);
    let how = "Chromium, processor slowed 4×, 1,200 pupils × 16 levels here: from the press on the list by name to the painted table (60 pupils a page)";
    let value = samples.percentile(95).context("nothing was timed")?;
    report.add(
        Figure::new("CRCN, class of 1,200 first painted, p95", value, "ms")
            .at_most(300.0)
            .runs(samples.len())
            .by(how),
    );

    let script = "return (async () => {
        const frame = () => new Promise(requestAnimationFrame);
        const all = [];
        let before = await frame();
        for (let step = 0; step < 120; step += 1) {
          scrollBy(0, 24);
          const now = await frame();
          all.push(now - before);
          before = now;
        }
        return all })()";
    let frames = Samples::new(widget.run(script, vec![]).await?);
    let middle = frames.median().context("no frame")?;
    report.add(
        Figure::new("CRCN, frames a second while scrolling the class", 1000.0 / middle, "fps")
            .at_least(58.0)
            .runs(frames.len())
            .by("Chromium without a screen, unslowed, the same table scrolled at each frame, by the median"),
    );
    report.add(Figure::new("  p95 between frames", frames.percentile(95).context("no frame")?, "ms"));
    Ok(())
}

/// An export of Pix Orga of five thousand rows, the pupils of the class among them.
fn campaign() -> String {
    let mut text = String::from(
        "\u{feff}\"Nom de l'organisation\";\"Nom de la campagne\";\"Nom du Participant\";\"Prénom du Participant\";\"Partage (O/N)\";\"Date du partage\";\"Niveau pour la compétence Mener une recherche et une veille d’information\";\"Niveau pour la compétence Gérer des données\"\n",
    );
    for row in 0..ROWS {
        // A String takes everything that is written to it.
        let _ = writeln!(
            text,
            "\"Collège\";\"Rentrée\";\"Nom{row}\";\"Prénom{row}\";\"Oui\";\"2026-11-20\";\"{}\";\"{}\"",
            row % 6,
            (row + 1) % 6
        );
    }
    text
}

async fn the_import(report: &mut Report, visitor: &Visitor, widget: &Widget) -> Result<()> {
    has(widget, "[name=\"pick-pix\"]").await?;
    // The system's own window cannot be driven: the file is handed over where it would have.
    let script = "const text = arguments[0];
        HTMLInputElement.prototype.click = function () {
          const chosen = new DataTransfer();
          chosen.items.add(new File([text], 'campagne.csv', { type: 'text/csv' }));
          this.files = chosen.files;
          this.dispatchEvent(new Event('change'));
        };
        root.querySelector('[name=\"pick-pix\"]').click();
        return null";
    widget.run::<Value>(script, vec![campaign().into()]).await?;
    let pressed = "const deep = (at) => [...at.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
        const yes = () => deep(document).find((one) => one.tagName === 'DIALOG' && one.open)?.querySelector('button:not([value=\"\"]), button.yes, form button:last-of-type');
        return !!yes()";
    until("the question of the host", async || visitor.browser.run(pressed, vec![]).await).await?;
    let script = "return (async () => {
        const deep = (at) => [...at.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
        const dialog = deep(document).find((one) => one.tagName === 'DIALOG' && one.open);
        const yes = [...dialog.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Choisir');
        const gaps = [];
        const begun = performance.now();
        yes.click();
        let before = begun;
        while (!root.querySelector('[name=\"accept-import\"]') && performance.now() - begun < 30_000) {
          await new Promise(requestAnimationFrame);
          const now = performance.now();
          gaps.push(now - before);
          before = now;
        }
        return [performance.now() - begun, ...gaps] })()";
    let mut gaps: Vec<f64> = widget.run(script, vec![]).await?;
    let whole = gaps.remove(0);
    let longest = gaps.iter().copied().fold(0.0, f64::max);
    let how = "Chromium, unslowed: a Pix Orga export of 5,000 rows, 1,200 of them pupils of the class, from the chosen file to the preview";
    report.add(
        Figure::new("CRCN, import of 5,000 rows, read and matched", whole, "ms")
            .at_most(2000.0)
            .runs(1)
            .by(how),
    );
    report.add(
        Figure::new("  longest frame meanwhile", longest, "ms")
            .at_most(50.0)
            .runs(gaps.len())
            .by("between two frames of the same import"),
    );
    Ok(())
}
