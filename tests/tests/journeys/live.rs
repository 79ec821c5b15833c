//! What one person does, another sees: at once, and never more than they may.

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::{Caller, people};
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::{until, until_some};
use reqwest::Method;
use serde_json::json;

use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_second_browser_of_the_same_pupil_follows,
            the_teacher_sees_counts_move_and_never_few,
            two_browsers_that_validated_apart_keep_both;
        &[Mode::Frame] =>
            nobody_reads_or_writes_what_is_anothers,
    ]
    .to_vec()
}

async fn a_second_browser_of_the_same_pupil_follows(stage: &Stage) -> Result<()> {
    let first = Tracker::open(stage, people::AMINA).await?;
    let second = Tracker::open(stage, people::AMINA).await?;
    first.go_to("1.1").await?;
    second.go_to("1.1").await?;
    first.tick_level(1).await?;
    first.validate().await?;
    second.stands_at(&first.level(1)?).await?;
    second.history_has(1).await?;
    // And back again.
    second.tick_level(2).await?;
    second.validate().await?;
    first.stands_at(&first.level(2)?).await?;
    first.history_has(2).await
}

/// What a pupil who opened their levels to be counted leaves for the tally.
async fn be_counted(caller: &Caller, instance: &str, code: &str, level: u8) -> Result<()> {
    let describe = caller.get(&format!("/i/{instance}")).await?;
    let id = describe["user"]["id"].as_str().context("a pupil has an id")?;
    let key = format!("counted/{id}/crcn-2019/{code}");
    caller.set(instance, "shared", &key, &json!({ "level": level })).await?;
    Ok(())
}

/// The cells of a competence's row in the teacher's table; empty while there is no table.
async fn cells(teacher: &Tracker, code: &str) -> Result<Vec<String>> {
    let script = "const row = [...root.querySelectorAll('.crcn-class tr')]
          .find((row) => row.querySelector('.crcn-card__code')?.textContent === arguments[0]);
        return row ? [...row.querySelectorAll('td')].map((cell) => cell.firstElementChild?.textContent ?? cell.textContent) : []";
    teacher.widget.run(script, vec![code.into()]).await
}

async fn the_teacher_sees_counts_move_and_never_few(stage: &Stage) -> Result<()> {
    let ent = stage.ent().await?;
    let teacher = Tracker::open(stage, people::TEACHER).await?;
    let too_few = Query::text(&teacher.words.get("class.too_few")?);
    teacher.widget.find(&too_few).await?;
    let mut instance = String::new();
    for (number, login) in people::CLASSMATES.iter().take(4).enumerate() {
        let caller = ent.caller(login).await?;
        instance = caller.instance("crcn").await?;
        be_counted(&caller, &instance, "1.1", 3).await?;
        // The fourth is still one too few.
        ensure!(
            number < 4 && cells(&teacher, "1.1").await?.is_empty(),
            "counts are shown for {} pupils",
            number + 1
        );
    }
    teacher.widget.find(&too_few).await?;

    // The fifth is a pupil at a screen: places herself, and lets it be counted.
    let amina = Tracker::open(stage, people::AMINA).await?;
    amina.go_to("1.1").await?;
    for level in 1..=3 {
        amina.tick_level(level).await?;
    }
    amina.validate().await?;
    amina.stands_at(&amina.level(3)?).await?;
    let counted = amina.words.get("share.counted")?;
    amina.widget.click(&Query::role("radio").named(&counted)).await?;
    amina.saved().await?;
    let at_level_3 = async |count: &str| {
        let mut seen = Vec::new();
        until_some(&format!("{count} pupils at level 3"), greffon_tests::wait::PATIENCE, async || {
            seen = cells(&teacher, "1.1").await?;
            Ok((seen.get(2).map(String::as_str) == Some(count)).then_some(()))
        })
        .await
        .with_context(|| format!("the row of 1.1 is {seen:?}"))
    };
    at_level_3("5").await?;

    // A sixth, while the teacher looks.
    be_counted(&ent.caller(people::CLASSMATES[4]).await?, &instance, "1.1", 3).await?;
    at_level_3("6").await?;

    // One at another level: a cell of one, which is masked.
    be_counted(&ent.caller(people::CLASSMATES[5]).await?, &instance, "1.1", 1).await?;
    let masked = teacher.words.get("class.masked_short")?;
    until(
        "the cell of one to be masked",
        async || Ok(cells(&teacher, "1.1").await?.first() == Some(&masked)),
    )
    .await?;
    let row = cells(&teacher, "1.1").await?;
    ensure!(!row.iter().any(|cell| cell == "1"), "a single pupil is shown: {row:?}");
    // It cannot be worked out from the rest either: the other cell, or the total, is hidden with it.
    ensure!(
        row.get(2) == Some(&masked) || row.last().is_some_and(|total| total.parse::<u32>().is_err()),
        "{row:?}"
    );
    Ok(())
}

async fn two_browsers_that_validated_apart_keep_both(stage: &Stage) -> Result<()> {
    let at_school = Tracker::open(stage, people::AMINA).await?;
    let at_home = Tracker::open(stage, people::AMINA).await?;
    at_school.go_to("1.1").await?;
    at_home.go_to("1.1").await?;
    at_home.visitor.line.cut();
    at_home.tick_level(1).await?;
    at_home.validate().await?;
    at_home.waiting(1).await?;
    let not_worked = at_school.words.get("comp.not_worked")?;
    at_school.widget.click(&Query::role("radio").named(&not_worked)).await?;
    at_school.validate().await?;
    at_school.saved().await?;
    at_home.visitor.line.mend();
    at_home.saved().await?;
    for browser in [&at_home, &at_school] {
        browser.history_has(2).await?;
    }
    // Both stand at the same.
    let standing = "return root.querySelector('.crcn-verdict strong').textContent";
    let one: String = at_home.widget.run(standing, vec![]).await?;
    at_school.stands_at(&one).await?;
    // Either can still be taken back.
    let withdraw = at_home.words.get("comp.withdraw")?;
    ensure!(
        at_home.widget.find_all(&Query::role("button").containing(&withdraw)).await?.len() == 2,
        "two lines to take back"
    );
    at_home.widget.click(&button(&at_home.words.get("comp.back")?)).await
}

async fn nobody_reads_or_writes_what_is_anothers(stage: &Stage) -> Result<()> {
    let ent = stage.ent().await?;
    let amina = ent.caller(people::AMINA).await?;
    let instance = amina.instance("crcn").await?;
    let describe = amina.get(&format!("/i/{instance}")).await?;
    let id = describe["user"]["id"].as_str().context("an id")?;
    let mine = format!("choices/{id}/crcn-2019");
    amina.set(&instance, "shared", &mine, &json!({ "share": "named" })).await?;
    for other in [people::LEO, people::TEACHER, people::ADMINISTRATOR] {
        let caller = ent.caller(other).await?;
        let read = caller.get(&format!("/i/{instance}/shared?prefix=choices/")).await;
        if let Ok(read) = read {
            ensure!(read["items"].as_array().is_some_and(Vec::is_empty), "{other} reads {read}");
        }
        let write =
            json!({ "ops": [{ "op": "set", "key": mine, "value": { "share": "nobody" }, "ifRev": 1 }] });
        let (status, body) = caller.send(Method::POST, &format!("/i/{instance}/shared"), &write).await?;
        ensure!(status.as_u16() == 403, "{other} writes: {status} {body}");
    }
    Ok(())
}
