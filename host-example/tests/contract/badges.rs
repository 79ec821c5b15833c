//! Badges: who may have one signed, what is in it, where it can be verified, and how it is taken back.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::ent::{Ent, Someone, client};

const ID: &str = "urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

fn draft(id: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Chercher et vérifier",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:greffon:badge:essai:chercher",
                "type": ["Achievement"],
                "name": "Chercher et vérifier",
                "description": "Trouver une information sûre.",
                "criteria": { "narrative": "Avoir comparé trois sources." }
            }
        }
    })
}

/// The administrator opens signing, or closes it.
async fn open_signing(ent: &Ent, open: bool) {
    let administrator = ent.sign_in("sophie.petit").await;
    let mut fields: Vec<(&str, &str)> =
        ["storage:shared", "user:id", "user:role", "user:groups", "service:badge.show"]
            .map(|name| ("capability", name))
            .to_vec();
    if open {
        fields.push(("capability", "service:badge.sign"));
    }
    let answer = administrator.form("/admin/widgets/crcn/capabilities", &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

async fn sign(who: &Someone, recipient: &str, credential: Value) -> super::ent::Answer {
    let args = json!({ "args": { "recipient": recipient, "credential": credential } });
    who.post("/service/badge.sign", &args).await
}

async fn page(ent: &Ent, path: &str) -> (StatusCode, reqwest::header::HeaderMap, String) {
    let answer = client().get(format!("{}{path}", ent.base())).send().await.unwrap();
    (answer.status(), answer.headers().clone(), answer.text().await.unwrap())
}

#[tokio::test]
async fn signing_is_closed_until_it_is_opened_and_for_teachers_only() {
    let ent = Ent::start().await;
    let (teacher, pupil) = (ent.sign_in("claire.moreau").await, ent.sign_in("amina.benali").await);
    let recipient = pupil.id().await;
    sign(&teacher, &recipient, draft(ID)).await.refused("not_granted");
    open_signing(&ent, true).await;
    sign(&pupil, &recipient, draft(ID)).await.refused("denied");
    sign(&teacher, &teacher.id().await, draft(ID)).await.refused("denied");
    sign(&teacher, "nobody", draft(ID)).await.refused("denied");
    let signed = sign(&teacher, &recipient, draft(ID)).await.ok();
    let mut again = draft(ID);
    again["name"] = json!("Autre chose");
    assert_eq!(
        sign(&teacher, &recipient, again).await.ok(),
        signed,
        "what was signed stays as it was signed"
    );
    let leo = ent.sign_in("leo.martin").await.id().await;
    sign(&teacher, &leo, draft(ID)).await.refused("invalid");
    open_signing(&ent, false).await;
    sign(&teacher, &recipient, draft(&ID.replace('0', "1"))).await.refused("not_granted");
}

#[tokio::test]
async fn a_badge_says_who_issued_it_and_never_whose_it_is() {
    let ent = Ent::start().await;
    open_signing(&ent, true).await;
    let (teacher, pupil) = (ent.sign_in("claire.moreau").await, ent.sign_in("amina.benali").await);
    let recipient = pupil.id().await;
    let signed = sign(&teacher, &recipient, draft(ID)).await.ok()["data"]["credential"].clone();
    let did = signed["issuer"]["id"].as_str().unwrap();
    assert!(did.starts_with("did:web:127.0.0.1%3A") && did.ends_with(":issuers:1"), "{did}");
    let text = signed.to_string();
    for secret in [recipient.as_str(), "Amina", "Benali", "amina"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let identity = &signed["credentialSubject"]["identifier"][0];
    assert_eq!((&identity["hashed"], &identity["identityType"]), (&json!(true), &json!("systemId")));
    // The holder, who knows their id, can show that the hash is theirs.
    let salted = format!("{recipient}{}", identity["salt"].as_str().unwrap());
    let hash = data_encoding::HEXLOWER.encode(&greffon_host_example::secret::digest(salted.as_bytes()));
    assert_eq!(identity["identityHash"], format!("sha256${hash}"));

    let mut named = draft(&ID.replace('0', "1"));
    named["credentialSubject"]["narrative"] = "Bravo à BENALI pour son exposé".into();
    let refused = sign(&teacher, &recipient, named).await.refused("invalid");
    assert_eq!(refused["pointer"], "/credentialSubject/narrative");
    let mut odd = draft(&ID.replace('0', "2"));
    odd["credentialSubject"]["achievement"]["grade"] = 20.into();
    let refused = sign(&teacher, &recipient, odd).await.refused("invalid");
    assert_eq!(refused["pointer"], "/credentialSubject/achievement");
}

#[tokio::test]
async fn old_keys_stay_published_and_their_secret_is_gone() {
    let ent = Ent::start().await;
    open_signing(&ent, true).await;
    let (teacher, pupil) = (ent.sign_in("claire.moreau").await, ent.sign_in("amina.benali").await);
    let recipient = pupil.id().await;
    let method = |signed: &Value| signed["proof"]["verificationMethod"].as_str().unwrap().to_owned();
    let first = sign(&teacher, &recipient, draft(ID)).await.ok()["data"]["credential"].clone();
    let administrator = ent.sign_in("sophie.petit").await;
    assert_eq!(administrator.form("/admin/badges/key", &[]).await.status(), StatusCode::SEE_OTHER);
    let second =
        sign(&teacher, &recipient, draft(&ID.replace('0', "1"))).await.ok()["data"]["credential"].clone();
    assert_ne!(method(&first), method(&second));
    let (status, headers, text) = page(&ent, "/issuers/1/did.json").await;
    assert_eq!((status, headers["access-control-allow-origin"].to_str().unwrap()), (StatusCode::OK, "*"));
    let document: Value = serde_json::from_str(&text).unwrap();
    let published = document["assertionMethod"].as_array().unwrap();
    assert!(published.contains(&method(&first).into()) && published.contains(&method(&second).into()));
    let seeds: Vec<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT seed FROM signing_key WHERE establishment = 1 ORDER BY id")
            .fetch_all(&ent.running.host.database.reader)
            .await
            .unwrap();
    assert!(seeds[0].is_none() && seeds[1].as_ref().is_some_and(|seed| seed.len() == 32));
}

#[tokio::test]
async fn a_badge_is_seen_while_its_holder_shows_it_and_names_nobody() {
    let ent = Ent::start().await;
    open_signing(&ent, true).await;
    let (teacher, pupil) = (ent.sign_in("claire.moreau").await, ent.sign_in("amina.benali").await);
    sign(&teacher, &pupil.id().await, draft(ID)).await.ok();
    let path = ID.replace("urn:uuid:", "/badges/");
    assert_eq!(page(&ent, &path).await.0, StatusCode::NOT_FOUND, "hidden at first");

    let show = |who: Someone, shown: bool| async move {
        who.post("/service/badge.show", &json!({ "args": { "id": ID, "shown": shown } })).await
    };
    show(ent.sign_in("leo.martin").await, true).await.refused("not_found");
    let answer = show(pupil.clone(), true).await.ok();
    let holding = &answer["data"]["badges"][0];
    assert_eq!((&holding["shown"], &holding["revoked"]), (&json!(true), &json!(false)));
    assert_eq!(holding["url"], format!("{}{path}", ent.base()));

    let (status, headers, html) = page(&ent, &path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    assert_eq!(headers["x-robots-tag"], "noindex");
    assert!(html.contains("Chercher et vérifier") && html.contains("Rosa-Parks"));
    for name in ["Amina", "Benali", "Claire", "Moreau"] {
        assert!(!html.contains(name), "{name}");
    }
    let (_, headers, text) = page(&ent, &format!("{path}/credential.json")).await;
    assert_eq!(headers["content-type"], "application/ld+json");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["id"], ID);

    show(pupil, false).await.ok();
    assert_eq!(page(&ent, &path).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_taken_back_stays_so_after_an_erasure() {
    let ent = Ent::start().await;
    open_signing(&ent, true).await;
    let (teacher, pupil) = (ent.sign_in("claire.moreau").await, ent.sign_in("amina.benali").await);
    let signed = sign(&teacher, &pupil.id().await, draft(ID)).await.ok()["data"]["credential"].clone();
    let list = signed["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let list = list.strip_prefix(&ent.base()).unwrap().to_owned();
    let bits = |text: &str| {
        serde_json::from_str::<Value>(text).unwrap()["credentialSubject"]["encodedList"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let before = bits(&page(&ent, &list).await.2);
    let administrator = ent.sign_in("sophie.petit").await;
    let admin_page = administrator.page("/admin/badges").await;
    assert!(admin_page.contains("Amina Benali"), "the administrator sees whose it is");
    let number = super::ent::between(&admin_page, "name=\"badge\" value=\"", "\"").unwrap().to_owned();
    let answer = administrator.form("/admin/badges/revoke", &[("badge", &number)]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let after = bits(&page(&ent, &list).await.2);
    assert_ne!(before, after);

    let export = pupil.get("/export").await.ok();
    assert_eq!(export["badges"][0]["id"], ID, "one’s own badges are handed out");
    let erased = pupil.post("/erase", &json!({ "of": "me" })).await.ok();
    assert_eq!(erased["badges"], json!([ID]));
    assert_eq!(pupil.get("/export").await.ok()["badges"], json!([]));
    assert_eq!(bits(&page(&ent, &list).await.2), after);
    assert_eq!(page(&ent, "/issuers/1/status/7").await.0, StatusCode::NOT_FOUND);
    assert_eq!(page(&ent, "/issuers/9/did.json").await.0, StatusCode::NOT_FOUND);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_hosts_own_account_reads_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let ent = Ent::start().await;
    for name in ["ent.sqlite", "ent.sqlite-wal"] {
        let mode = std::fs::metadata(ent.folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} is {mode:o}");
    }
}
