//! Coming in, not coming in, and being sent out.

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, heading};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage};
use greffon_tests::wait::until;
use thirtyfour::Key;

const ONCE: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        ONCE =>
            a_wrong_password_is_said_and_keeps_the_login,
            guessing_is_braked,
            signing_in_works_by_keyboard_alone,
            a_page_asked_for_before_signing_in_comes_after_it,
            signing_out_ends_the_session,
    ]
    .to_vec()
}

async fn a_wrong_password_is_said_and_keeps_the_login(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.visit("/sign-in").await?;
    visitor.try_to_sign_in(people::AMINA, "Greffe-demo").await?;
    let alert = visitor.browser.find(&Query::role("alert")).await?.text().await?;
    ensure!(alert.contains("mot de passe"), "the message says nothing of the password: {alert}");
    ensure!(!alert.contains("inconnu"), "the message tells which logins exist: {alert}");
    let login: String =
        visitor.browser.run("return document.querySelector('[name=login]').value", vec![]).await?;
    ensure!(login == people::AMINA, "what was typed is lost: “{login}”");
    visitor.browser.check_accessibility("the sign-in page with its message").await?;
    visitor.browser.top().await?;
    visitor.try_to_sign_in(people::AMINA, greffon_tests::ent::PASSWORD).await?;
    visitor.browser.find(&Query::role("heading").containing("Bonjour Amina")).await?;
    Ok(())
}

async fn guessing_is_braked(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.visit("/sign-in").await?;
    let mut said = String::new();
    for guess in 0..12 {
        visitor.try_to_sign_in(people::LEO, &format!("guess-{guess}")).await?;
        said = visitor.browser.find(&Query::role("alert")).await?.text().await?;
        if said.contains("min") && said.contains("essais") {
            break;
        }
    }
    ensure!(said.contains("Attendez"), "after twelve wrong guesses: {said}");
    // Nobody else pays for it.
    let ent = stage.ent().await?;
    ent.caller(people::AMINA).await.context("another person is braked too")?;
    ensure!(ent.caller(people::LEO).await.is_err(), "the right password comes through the brake");
    Ok(())
}

async fn signing_in_works_by_keyboard_alone(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.visit("/sign-in").await?;
    // The login field has the focus already.
    visitor.until_focused().await?;
    visitor.browser.press(people::AMINA).await?;
    visitor.browser.press(Key::Tab).await?;
    visitor.browser.press(greffon_tests::ent::PASSWORD).await?;
    visitor.browser.press(Key::Enter).await?;
    visitor.browser.find(&Query::role("heading").containing("Bonjour Amina")).await?;
    Ok(())
}

async fn a_page_asked_for_before_signing_in_comes_after_it(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.visit("/account").await?;
    visitor.try_to_sign_in(people::AMINA, greffon_tests::ent::PASSWORD).await?;
    until("the account page", async || Ok(visitor.path().await? == "/account")).await
}

async fn signing_out_ends_the_session(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.sign_in(people::AMINA).await?;
    visitor.sign_out().await?;
    visitor.visit("/account").await?;
    visitor.browser.find(&heading("Se connecter")).await?;
    ensure!(visitor.path().await? == "/sign-in", "a page of the person is shown to nobody");
    Ok(())
}
