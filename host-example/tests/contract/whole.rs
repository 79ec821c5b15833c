//! Widgets of a whole establishment, and roles that an administrator assigns.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::ent::{Ent, Someone, between};

/// The board's instance, as the person's home page offers it; empty where it does not.
async fn board(person: &Someone) -> String {
    let home = person.page("/").await;
    let section = home.split("<section").find(|section| section.contains("<h2>Collège Rosa-Parks</h2>"));
    section.and_then(|section| between(section, "href=\"/w/", "\"")).unwrap_or_default().to_owned()
}

async fn describe(person: &Someone, instance: &str) -> (u16, serde_json::Value) {
    let answer = person.request(Method::GET, &format!("/i/{instance}")).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

#[tokio::test]
async fn an_establishment_has_one_board_and_only_people_with_a_role_are_offered_it() {
    let ent = Ent::start().await;
    let referent = ent.sign_in("claire.moreau").await;
    let authority = ent.sign_in("marie.delmas").await;
    let instance = board(&referent).await;
    assert!(!instance.is_empty());
    assert_eq!(board(&authority).await, instance, "one for all");
    for other in ["amina.benali", "nadia.haddad", "jade.rousseau"] {
        assert_eq!(board(&ent.sign_in(other).await).await, "", "{other}");
    }
    assert_eq!(describe(&referent, &instance).await.1["user"]["roles"], json!(["referent"]));
    assert_eq!(describe(&authority, &instance).await.1["user"]["roles"], json!(["authority"]));
    // The tracker of the classes is not offered for the establishment, nor the board in a class.
    let home = referent.page("/").await;
    assert_eq!(home.matches("<h3><a href=\"/w/").count(), 3, "two classes and the establishment");
}

#[tokio::test]
async fn what_a_role_may_follows_the_administrator_at_once() {
    let ent = Ent::start().await;
    let mut referent = ent.sign_in("claire.moreau").await;
    referent.instance = board(&referent).await;
    let write = json!([{ "op": "set", "key": "board/a", "value": 1, "ifRev": 0 }]);
    assert_eq!(referent.write("shared", write.clone()).await.status, StatusCode::OK);

    let admin = ent.sign_in("sophie.petit").await;
    let page = admin.page("/admin/widgets/certification").await;
    assert!(page.contains("Claire Moreau") && page.contains("Yann Le Gall"));
    assert!(!page.contains("Amina Benali"), "pupils get no such role");
    let id = |name: &str| {
        let before = page.split(name).next().unwrap_or_default();
        let value = before.rsplit("name=\"referent\" value=\"").next().unwrap_or_default();
        value.split('"').next().unwrap_or_default().to_owned()
    };
    let yann = id("Yann Le Gall");
    let answer = admin
        .form("/admin/widgets/certification/roles", &[("referent", &yann), ("referent", "999999")])
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);

    let refused = json!([{ "op": "set", "key": "board/b", "value": 1, "ifRev": 0 }]);
    assert_eq!(referent.write("shared", refused.clone()).await.status, StatusCode::FORBIDDEN);
    let mut yann = ent.sign_in("yann.legall").await;
    yann.instance = board(&yann).await;
    assert_eq!(yann.write("shared", refused).await.status, StatusCode::OK);
    let pupil = ent.sign_in("amina.benali").await;
    let answer = pupil.form("/admin/widgets/certification/roles", &[]).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}
