//! What the administrator takes away is gone, in pages that are open too, and people are told.

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::Query;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage, Visitor};
use greffon_tests::wait::until;

use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_revoked_capability_is_said_and_keeps_the_ticks;
        &[Mode::Frame] =>
            a_widget_closed_to_changes_can_still_be_read,
    ]
    .to_vec()
}

/// Ticks or clears a box on a page of the administration, and sends its form.
async fn decide(administrator: &Visitor, page: &str, name: &str, value: &str) -> Result<()> {
    administrator.visit(page).await?;
    let tick = Query::css(&format!("input[name=\"{name}\"][value=\"{value}\"]"));
    administrator.browser.click(&tick).await?;
    let send = "return document.querySelector(`input[name=\"${arguments[0]}\"]`).form.querySelector('button[type=submit]')";
    let button =
        administrator.browser.element(send, vec![name.into()]).await?.context("a form has a button")?;
    button.click().await?;
    administrator.browser.find(&Query::role("status")).await?;
    Ok(())
}

async fn a_revoked_capability_is_said_and_keeps_the_ticks(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    let administrator = stage.visitor().await?;
    administrator.sign_in(people::ADMINISTRATOR).await?;
    decide(&administrator, "/admin/widgets/crcn", "capability", "storage:shared").await?;
    pupil.validate().await?;
    // Said beside what was chosen, which stays.
    until("the refusal to be said", async || {
        let text = pupil.widget.text().await?;
        let said = [
            pupil.kit.get("error.denied")?,
            pupil.kit.get("save.attention")?,
            pupil.kit.get("save.read_only")?,
        ];
        Ok(said.iter().any(|words| text.contains(words.as_str())))
    })
    .await?;
    let ticked: usize = pupil
        .widget
        .run("return root.querySelectorAll('input[type=checkbox]:checked').length", vec![])
        .await?;
    ensure!(ticked > 0, "the ticks are gone");
    // Who comes now gets a card that says so, before anything is downloaded.
    let other = stage.visitor().await?;
    other.sign_in(people::LEO).await?;
    let offered = other.widget_page("crcn", stage.mode()).await;
    if let Ok(page) = offered {
        other.line.forget();
        other.visit(&page).await?;
        other.browser.find(&Query::text("autoris").within("greffon-widget")).await?;
        let loaded = other.line.exchanges().iter().any(|exchange| exchange.file().contains("_bg.wasm"));
        ensure!(!loaded, "the widget was downloaded all the same");
    }
    Ok(())
}

async fn a_widget_closed_to_changes_can_still_be_read(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    pupil.validate().await?;
    pupil.saved().await?;
    let administrator = stage.visitor().await?;
    administrator.sign_in(people::ADMINISTRATOR).await?;
    administrator.visit("/admin/widgets/crcn").await?;
    let find = "return [...document.querySelectorAll('input[name=closed]')]
        .find((box) => box.closest('tr').textContent.includes('6e B')).value";
    let class: String = administrator.browser.run(find, vec![]).await?;
    decide(&administrator, "/admin/widgets/crcn", "closed", &class).await?;
    pupil.reload().await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.widget.find(&Query::text(&pupil.words.get("comp.blocked_read_only")?)).await?;
    Ok(())
}
