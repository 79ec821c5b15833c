//! The main job: a pupil says where they stand, and it is still there.

use anyhow::{Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};

use crate::tracker::Tracker;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_position_outlives_a_reload_and_a_killed_server,
            a_validation_can_be_undone,
    ]
    .to_vec()
}

async fn a_position_outlives_a_reload_and_a_killed_server(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.words.get("standing.none")?).await?;
    let ticks = pupil.tick_level(1).await?;
    ensure!(ticks > 0, "nothing to tick");
    // Nothing counts before it is validated.
    pupil.stands_at(&pupil.words.get("standing.none")?).await?;
    pupil.widget.find(&Query::text(&pupil.words.with("comp.follows", &[("level", "1")])?)).await?;
    pupil.validate().await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.saved().await?;

    pupil.reload().await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.history_has(1).await?;

    let ent = stage.ent().await?;
    ent.kill();
    ent.restart().await?;
    pupil.reload().await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.history_has(1).await
}

async fn a_validation_can_be_undone(stage: &Stage) -> Result<()> {
    let pupil = Tracker::open(stage, people::AMINA).await?;
    pupil.go_to("1.1").await?;
    pupil.tick_level(1).await?;
    pupil.validate().await?;
    pupil.stands_at(&pupil.level(1)?).await?;
    pupil.widget.click(&button(&pupil.kit.get("undo")?)).await?;
    pupil.stands_at(&pupil.words.get("standing.none")?).await?;
    pupil.saved().await?;
    pupil.reload().await?;
    pupil.go_to("1.1").await?;
    pupil.stands_at(&pupil.words.get("standing.none")?).await
}
