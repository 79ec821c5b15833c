//! What the people of the pictures did before: written by the same contract, and under the same rules, as their widgets do.

use anyhow::{Context, Result, ensure};
use greffon_crcn_model::badge::uuid;
use reqwest::Method;
use serde_json::{Value, json};

use crate::ent::{Caller, Ent, people};
use crate::{badges, tools};

/// Gives every widget something to show.
pub(super) async fn live(ent: &Ent) -> Result<()> {
    pupil_with_a_past(ent).await?;
    pupil_with_badges(ent).await?;
    class_that_is_counted(ent).await
}

/// Where the pupil of the pictures stands: competence, level, and the day of it.
const PAST: [(&str, u64, &str); 6] = [
    ("1.1", 3, "2026-09-14"),
    ("1.2", 3, "2026-09-21"),
    ("1.3", 2, "2026-10-05"),
    ("2.1", 3, "2026-10-12"),
    ("2.3", 4, "2026-11-03"),
    ("3.1", 1, "2026-11-16"),
];

async fn pupil_with_a_past(ent: &Ent) -> Result<()> {
    let (caller, instance, id) = member(ent, people::LEO, "crcn").await?;
    let framework = framework()?;
    for (number, (code, level, on)) in PAST.iter().enumerate() {
        let entry = json!({
            "seq": 1, "at": format!("{on}T09:12:00.000Z"), "on": on, "state": "level", "level": level,
            "ticks": statements(&framework, code, *level),
        });
        let mut entries = json!({ format!("picture-{number}"): entry });
        if *code == "1.1" {
            // A level that grew: the history has two lines.
            entries["picture-before"] = json!({
                "seq": 1, "at": "2026-03-09T08:40:00.000Z", "on": "2026-03-09", "state": "level", "level": 2,
                "ticks": statements(&framework, code, 2),
            });
            entries["picture-0"]["seq"] = json!(2);
        }
        let key = format!("positions/{id}/crcn-2019/{code}");
        caller.set(&instance, "shared", &key, &json!({ "entries": entries })).await?;
    }
    Ok(())
}

/// Two badges of the same pupil: one signed and shown, one that a teacher still has to look at.
async fn pupil_with_badges(ent: &Ent) -> Result<()> {
    ent.grant_all("crcn").await?;
    let (leo, instance, id) = member(ent, people::LEO, "crcn").await?;
    let (amina, _, peer) = member(ent, people::AMINA, "crcn").await?;
    let (claire, _, teacher) = member(ent, people::TEACHER, "crcn").await?;
    let claims = [
        (
            uuid([0, 1]),
            "toulouse/creation",
            0,
            "J’ai monté un film de 2 minutes sur notre sortie.",
            "2026-11-09",
        ),
        (
            uuid([0, 2]),
            "montpellier/s-informer",
            2,
            "Mon exposé sur les abeilles, avec trois sources.",
            "2026-11-20",
        ),
    ];
    for (badge, name, level, because, on) in &claims {
        let mut claim = json!({ "badge": name, "because": because, "on": on });
        if *level > 0 {
            claim["level"] = (*level).into();
        }
        for key in [
            format!("badges/{id}/{badge}"),
            format!("badge-asked/{peer}/{id}/{badge}"),
            format!("badge-asked/{teacher}/{id}/{badge}"),
        ] {
            leo.set(&instance, "shared", &key, &claim).await?;
        }
    }
    let word = json!({ "on": "2026-11-12", "comment": "Je l’ai vu monter le film en classe." });
    let badge = &claims[0].0;
    amina.set(&instance, "shared", &format!("badge-answers/{id}/{peer}/{badge}"), &word).await?;
    let credential = badges::draft("toulouse/creation", 0, badge, claims[0].3)?;
    let signed = badges::signed(&claire, &instance, &id, credential).await?;
    let award = json!({ "on": "2026-11-16", "credential": signed });
    claire.set(&instance, "shared", &format!("badge-awards/{id}/{teacher}/{badge}"), &award).await?;
    let args = json!({ "args": { "id": format!("urn:uuid:{badge}"), "shown": true } });
    let (status, body) = leo.send(Method::POST, &format!("/i/{instance}/service/badge.show"), &args).await?;
    ensure!(status.is_success(), "{status} {body}");
    Ok(())
}

/// Enough classmates who let themselves be counted, so that some numbers are told and some are masked.
async fn class_that_is_counted(ent: &Ent) -> Result<()> {
    for (number, login) in people::CLASSMATES.iter().enumerate() {
        let (caller, instance, id) = member(ent, login, "crcn").await?;
        for (code, level) in
            [("1.1", 3), ("1.2", 2 + number / 6), ("2.1", 1 + number % 2), ("2.3", 3), ("4.1", 2)]
        {
            let key = format!("counted/{id}/crcn-2019/{code}");
            caller.set(&instance, "shared", &key, &json!({ "level": level })).await?;
        }
    }
    Ok(())
}

/// A person signed in, their instance of a widget, and their id in it.
async fn member(ent: &Ent, login: &str, widget: &str) -> Result<(Caller, String, String)> {
    let caller = ent.caller(login).await?;
    let instance = caller.instance(widget).await?;
    let describe = caller.get(&format!("/i/{instance}")).await?;
    let id = describe["user"]["id"].as_str().with_context(|| format!("{login} has no id"))?.to_owned();
    Ok((caller, instance, id))
}

fn framework() -> Result<Value> {
    let file = tools::repository().join("widgets/crcn/data/crcn-2019.json");
    Ok(serde_json::from_str(&std::fs::read_to_string(file)?)?)
}

/// The ids of the statements of a competence up to a level, as the tracker makes them: level and number.
fn statements(framework: &Value, code: &str, level: u64) -> Vec<String> {
    let competences = framework["domains"].as_array().into_iter().flatten();
    let competence = competences
        .flat_map(|domain| domain["competences"].as_array().into_iter().flatten())
        .find(|competence| competence["code"] == code);
    let levels = competence.and_then(|competence| competence["levels"].as_array()).into_iter().flatten();
    levels
        .filter_map(|rung| Some((rung["level"].as_u64()?, rung["statements"].as_array()?.len())))
        .filter(|(rung, _)| *rung <= level)
        .flat_map(|(rung, count)| (1..=count).map(move |number| format!("{rung}-{number}")))
        .collect()
}
