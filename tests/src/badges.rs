//! Badges without a browser: the credential as the tracker makes it, signed by the contract.

use anyhow::{Context, Result, ensure};
use greffon_crcn_model::badge::credential::{Matter, Status};
use greffon_crcn_model::badge::{Catalogue, Claim, catalogue};
use greffon_crcn_model::framework::{Framework, Lang};
use greffon_crcn_model::moment::Day;
use reqwest::Method;
use serde_json::{Value, json};

use crate::ent::Caller;

/// The unsigned credential of a badge `catalogue/badge` at a level (0 where it has none), under that UUID.
pub fn draft(badge: &str, level: usize, id: &str, because: &str) -> Result<Value> {
    let framework = Framework::crcn();
    let catalogues = Catalogue::shipped(&framework);
    let (found, class) = catalogue::find(&catalogues, badge).context("a shipped badge")?;
    let on = Day::parse("2026-11-26").context("a day")?;
    let claim =
        Claim { badge: badge.to_owned(), level, because: Some(because.to_owned()), on, brought: None };
    let matter = Matter {
        framework: &framework,
        catalogue: found,
        badge: class,
        id,
        claim: &claim,
        answers: &[],
        lang: Lang::Fr,
    };
    matter.unsigned(Status::Completed).context("the badge has that level")
}

/// The same, signed at a teacher's wish for the pupil of that id, in an instance of both.
pub async fn signed(teacher: &Caller, instance: &str, recipient: &str, credential: Value) -> Result<Value> {
    let path = format!("/i/{instance}/service/badge.sign");
    let args = json!({ "args": { "recipient": recipient, "credential": credential } });
    let (status, body) = teacher.send(Method::POST, &path, &args).await?;
    ensure!(status.is_success(), "{status} {body}");
    Ok(body["data"]["credential"].clone())
}
