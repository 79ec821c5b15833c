//! What programs that are not ours say of what the example ENT signs and keeps: Digital Bazaar's verifier of credentials,
//! Learning Locker's validator of xAPI.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use greffon_crcn_model::badge::uuid;
use greffon_crcn_model::framework::{Framework, Lang, Level};
use greffon_crcn_model::trace::{Event, Object, statement, void};
use greffon_tests::badges::{draft, signed};
use greffon_tests::ent::{Ent, people};
use greffon_tests::tools;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

/// An ENT whose one widget may ask for signatures and leave traces, opened for both by the administrator.
async fn ent() -> Result<Ent> {
    let ent = Ent::start_on(tools::repository().join("host-example/tests/site")).await?;
    ent.grant_all("crcn").await?;
    Ok(ent)
}

/// Asks a script of `verifiers`, which gets its packages from where npm put them.
async fn ask(script: &str, input: &Value) -> Result<Value> {
    let package = tools::npm_file("@digitalbazaar/vc/package.json")?;
    let folder: PathBuf = package.ancestors().nth(4).context("a package lies in node_modules")?.into();
    let mut child = tokio::process::Command::new(tools::find("node")?)
        .arg(tools::repository().join("tests/verifiers").join(script))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("it reads")?.write_all(input.to_string().as_bytes()).await?;
    let output = child.wait_with_output().await?;
    ensure!(output.status.success(), "{script} failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Why the pupil of these tests recognises a badge in themself.
const BECAUSE: &str = "J’ai fait une affiche, \"vue\" en classe.";

#[tokio::test]
async fn signed_badges_verify_and_tampered_ones_do_not() -> Result<()> {
    let ent = ent().await?;
    let (teacher, pupil) = (ent.caller(people::TEACHER).await?, ent.caller(people::AMINA).await?);
    let administrator = ent.caller(people::ADMINISTRATOR).await?;
    let instance = pupil.instance("crcn").await?;
    let described = pupil.get(&format!("/i/{instance}")).await?;
    let recipient = described["user"]["id"].as_str().context("an id is granted")?;
    let verify = async |credential: &Value| {
        ask("badge.mjs", &json!({ "credential": credential, "origin": ent.origin() })).await
    };
    let first =
        signed(&teacher, &instance, recipient, draft("montpellier/creer", 2, &uuid([1, 1]), BECAUSE)?)
            .await?;
    let said = verify(&first).await?;
    ensure!(said["verified"] == true && said["revoked"] == false, "{said}");

    // After the key was renewed, what it signed still holds, and so does what the new one signs.
    ensure!(administrator.form("/admin/badges/key", &[]).await?.is_redirection());
    let second =
        signed(&teacher, &instance, recipient, draft("toulouse/creation", 0, &uuid([2, 2]), BECAUSE)?)
            .await?;
    for credential in [&first, &second] {
        let said = verify(credential).await?;
        ensure!(said["verified"] == true, "{said}");
    }
    let foreign = second["proof"]["verificationMethod"].clone();
    for (pointer, value) in [
        ("/name", json!("Un autre badge")),
        ("/validFrom", json!("2020-01-01T00:00:00.000Z")),
        ("/credentialSubject/achievement/criteria/narrative", json!("Rien de particulier.")),
        ("/credentialSubject/identifier/0/identityHash", json!("sha256$00")),
        ("/credentialSubject/result/0/achievedLevel", json!("urn:greffon:badge:montpellier:2026-1:creer#n4")),
        ("/issuer/name", json!("Un autre collège")),
        ("/proof/verificationMethod", foreign),
    ] {
        let mut tampered = first.clone();
        *tampered.pointer_mut(pointer).with_context(|| format!("no {pointer}"))? = value;
        let said = verify(&tampered).await?;
        ensure!(said["verified"] == false, "{pointer} was changed and verifies: {said}");
    }

    ensure!(administrator.form("/admin/badges/revoke", &[("badge", "1")]).await?.is_redirection());
    ensure!(verify(&first).await?["revoked"] == true, "what was taken back is seen");
    ensure!(verify(&second).await?["revoked"] == false, "and nothing else");
    Ok(())
}

#[tokio::test]
async fn traces_are_valid_xapi() -> Result<()> {
    let ent = ent().await?;
    let pupil = ent.caller(people::AMINA).await?;
    let instance = pupil.instance("crcn").await?;
    let framework = Framework::crcn();
    let competence = framework.competence("1.2").context("a competence")?;
    let object = Object { framework: &framework, competence };
    let level = Level::new(3).context("a level")?;
    let events = [(1, Event::Placed(level)), (2, Event::Planned(level)), (3, Event::Deselected)];
    let mut sent: Vec<_> =
        events.map(|(number, event)| statement(&uuid([7, number]), event, object, Lang::Fr).emit).into();
    sent.push(void(&uuid([8, 8]), &uuid([7, 1])).emit);
    for emit in &sent {
        let path = format!("/i/{instance}/event");
        let (status, body) = pupil.send(Method::POST, &path, &serde_json::to_value(emit)?).await?;
        ensure!(status.is_success(), "{status} {body}");
    }
    let kept = pupil.get(&format!("/i/{instance}/export")).await?["traces"].clone();
    ensure!(kept.as_array().is_some_and(|kept| kept.len() == sent.len()), "{kept}");
    let faults = ask("traces.mjs", &kept).await?;
    ensure!(faults == json!([[], [], [], []]), "{faults}");
    // The instrument can fail.
    let mut odd = kept[0].clone();
    odd["actor"] = json!({});
    let faults = ask("traces.mjs", &json!([odd])).await?;
    ensure!(faults != json!([[]]), "a statement without an actor was not noticed");
    Ok(())
}
