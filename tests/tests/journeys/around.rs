//! Around a level: a classmate and a teacher answer beside it, evidence is added or refused, goals are set.

use anyhow::{Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button, field, heading};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use greffon_tests::words::Words;

use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            others_answer_beside_ones_own_level,
            a_guardian_reads_what_the_pupil_opens_and_no_longer_what_she_closes;
        &[Mode::Frame] =>
            evidence_is_refused_with_a_reason_and_kept,
            a_goal_is_set_undone_and_seen_in_the_record,
            a_portfolio_holds_what_the_pupil_chooses,
            a_teacher_validates_beside_and_settles_the_report;
    ]
    .to_vec()
}

pub(crate) fn words() -> Result<Words> {
    Words::of_part("crcn", "annex", "fr")
}

/// Chooses in a select, as a person does who knows how the option begins.
pub(crate) async fn choose(tracker: &Tracker, label: &str, option: &str) -> Result<()> {
    until(&format!("the choice “{option}” of “{label}”"), async || {
        let script = "const label = [...root.querySelectorAll('label')].find((one) => one.textContent.trim() === arguments[0]);
            const select = label && root.getElementById(label.htmlFor);
            const option = [...select?.options ?? []].find((one) => one.text.startsWith(arguments[1]));
            if (!option) return false;
            select.value = option.value;
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        tracker.widget.run(script, vec![label.into(), option.into()]).await
    })
    .await
}

/// To a tab of the tracker.
pub(crate) async fn tab(tracker: &Tracker, key: &str) -> Result<()> {
    tracker.widget.click(&button(&tracker.words.get(key)?)).await
}

/// Opens a competence and validates a level there.
pub(crate) async fn place(tracker: &Tracker, code: &str) -> Result<()> {
    tracker.go_to(code).await?;
    tracker.tick_level(1).await?;
    tracker.validate().await?;
    tracker.saved().await
}

async fn others_answer_beside_ones_own_level(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    place(&amina, "1.2").await?;
    for whom in ["Léo Martin", "Claire Moreau"] {
        choose(&amina, &words.get("ask.whom")?, whom).await?;
        amina.widget.fill(&field(&words.get("ask.note")?), "Tu es d’accord ?").await?;
        amina.widget.click(&button(&words.get("ask.send")?)).await?;
        amina.widget.find(&Query::text(whom).within(".crcn-lines")).await?;
    }
    amina.saved().await?;
    for (login, level) in [(people::LEO, "niveau 2"), (people::TEACHER, "niveau 3")] {
        let other = Tracker::open(stage, login).await?;
        tab(&other, "tab.asked").await?;
        other.widget.find(&Query::text("Amina Benali").within(".crcn-requests")).await?;
        other
            .widget
            .click(&Query::role("button").containing(&words.get("asked.open")?).within(".crcn-requests"))
            .await?;
        choose(&other, &words.get("answer.level")?, level).await?;
        other.widget.click(&button(&words.get("asked.send")?)).await?;
        other.widget.find(&Query::text(&words.get("asked.yours")?)).await?;
        other.saved().await?;
        other.visitor.sign_out().await?;
    }
    // What they said stands beside her own level, in three marks; hers is what it was.
    until("three opinions side by side", async || {
        let script =
            "return [...root.querySelectorAll('.crcn-said > li')].map((line) => line.dataset.layer).join()";
        Ok(amina.widget.run::<String>(script, vec![]).await? == "own,peer,teacher")
    })
    .await?;
    amina.stands_at(&amina.level(1)?).await?;
    amina.visitor.browser.check_accessibility("around a competence").await
}

async fn evidence_is_refused_with_a_reason_and_kept(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    amina.go_to("1.2").await?;
    let (text, link, add) = (
        field(&words.get("evidence.text")?),
        field(&words.get("evidence.link")?),
        button(&words.get("evidence.add")?),
    );
    amina.widget.fill(&text, "Mon tableau").await?;
    amina.widget.fill(&link, "javascript:alert(1)").await?;
    amina.widget.click(&add).await?;
    amina.widget.find(&Query::text(&words.get("problem.not_web")?)).await?;
    let kept: String =
        amina.widget.run("return root.querySelector('#crcn-evidencetext').value", vec![]).await?;
    ensure!(kept == "Mon tableau", "what was typed is lost: {kept:?}");
    amina.widget.fill(&link, "https://ent.example/tableau").await?;
    amina.widget.click(&add).await?;
    amina.widget.find(&Query::text("https://ent.example/tableau").within(".crcn-lines")).await?;
    amina.saved().await?;
    amina.reload().await?;
    amina.go_to("1.2").await?;
    amina.widget.find(&Query::text("Mon tableau").within(".crcn-lines")).await.map(drop)
}

async fn a_goal_is_set_undone_and_seen_in_the_record(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    amina.go_to("1.2").await?;
    choose(&amina, &words.get("goal.level")?, "niveau 3").await?;
    let script = "const field = root.querySelector('#crcn-goaldue');
        field.value = '2099-06-30'; field.dispatchEvent(new Event('input', { bubbles: true })); return true";
    amina.widget.run::<bool>(script, vec![]).await?;
    amina.widget.click(&button(&words.get("goal.set")?)).await?;
    let drop_it = button(&words.get("goal.drop")?);
    amina.widget.find(&drop_it).await?;
    amina.widget.click(&drop_it).await?;
    amina.widget.click(&button(&amina.kit.get("undo")?)).await?;
    amina.widget.find(&drop_it).await?;
    tab(&amina, "tab.file").await?;
    amina.widget.find(&Query::text(&words.get("goal.open")?)).await?;
    amina.visitor.browser.check_accessibility("the record").await
}

async fn a_teacher_validates_beside_and_settles_the_report(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    place(&amina, "1.2").await?;
    let share = amina.words.get("share.named")?;
    amina.widget.click(&Query::role("radio").containing(&share)).await?;
    amina.saved().await?;
    let claire = Tracker::open(stage, people::TEACHER).await?;
    claire.widget.click(&button(&words.get("class.pupils")?)).await?;
    claire.widget.click(&button("Amina Benali")).await?;
    choose(&claire, &words.get("competence")?, "1.2").await?;
    choose(&claire, &words.get("answer.level")?, "niveau 2").await?;
    claire.widget.click(&button(&words.get("pupil.validate_do")?)).await?;
    claire.widget.find(&Query::role("button").containing(&words.get("pupil.unvalidate")?)).await?;
    claire.visitor.browser.check_accessibility("a pupil").await?;
    claire.widget.click(&button(&words.get("class.report")?)).await?;
    claire.widget.click(&button(&words.count("report.settle_all", 1, &[])?)).await?;
    until("the suggestion is settled", async || {
        claire.widget.run("return !!root.querySelector('select[data-settled=\"true\"]')", vec![]).await
    })
    .await?;
    claire.saved().await
}

async fn a_guardian_reads_what_the_pupil_opens_and_no_longer_what_she_closes(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    place(&amina, "1.2").await?;
    let karim = Tracker::open(stage, people::GUARDIAN).await?;
    karim.widget.find(&heading("Amina Benali")).await?;
    karim.widget.find(&Query::text(&words.get("family.nothing")?)).await?;
    let family = Query::role("checkbox").containing(&amina.words.get("share.family")?);
    tab(&amina, "tab.home").await?;
    amina.widget.click(&Query::css("summary")).await?;
    amina.widget.click(&family).await?;
    amina.saved().await?;
    // Live, in the other browser, without a reload.
    karim.widget.find(&Query::text("1.2").within(".crcn-requests")).await?;
    karim.visitor.browser.check_accessibility("the family").await?;
    amina.widget.click(&family).await?;
    amina.saved().await?;
    karim.widget.gone(&Query::text("1.2").within(".crcn-requests")).await?;
    karim.widget.find(&Query::text(&words.get("family.nothing")?)).await.map(drop)
}

async fn a_portfolio_holds_what_the_pupil_chooses(stage: &Stage) -> Result<()> {
    let words = words()?;
    let amina = Tracker::open(stage, people::AMINA).await?;
    place(&amina, "1.2").await?;
    amina.widget.fill(&field(&words.get("evidence.text")?), "Mon tableau").await?;
    amina.widget.click(&button(&words.get("evidence.add")?)).await?;
    amina.saved().await?;
    tab(&amina, "tab.file").await?;
    amina.widget.click(&button(&words.get("portfolio.open")?)).await?;
    amina.widget.find(&heading(&words.get("portfolio.title")?)).await?;
    amina.widget.find(&Query::text("Mon tableau").within(".crcn-portfolio")).await?;
    amina.visitor.browser.check_accessibility("the portfolio").await?;
    let on_paper = "return root.querySelectorAll('.crcn-portfolio > li:not(.gf-noprint)').length";
    ensure!(amina.widget.run::<usize>(on_paper, vec![]).await? == 1, "the competence is on the paper");
    amina.widget.click(&Query::role("checkbox").containing(&words.get("portfolio.show")?)).await?;
    until("the competence to be left out", async || {
        Ok(amina.widget.run::<usize>(on_paper, vec![]).await? == 0)
    })
    .await?;
    amina.visitor.browser.check_accessibility("the portfolio, something left out").await
}
