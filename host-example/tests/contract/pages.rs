//! The pages: whole, for the right people, in both languages, under a strict policy.

use reqwest::{Method, StatusCode};

use super::ent::{Ent, Someone, between};

#[tokio::test]
async fn a_pupil_finds_their_widget_and_a_head_finds_no_class() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let home = pupil.page("/").await;
    assert!(home.contains("Bonjour Amina") && home.contains("6e B") && home.contains("Collège Rosa-Parks"));
    let page = pupil.page(&format!("/w/{}", pupil.instance)).await;
    let element = between(&page, "<greffon-widget", ">").unwrap();
    assert!(element.contains(&format!("instance=\"{}\"", pupil.instance)), "{element}");
    assert!(element.contains("backend=\"/i\"") && element.contains("mode=\"frame\""), "{element}");
    assert!(element.contains("widget.json?v="), "{element}");
    assert!(page.contains("data de toi") || page.contains("garde de toi"), "pupils are « tu »");
    let same_page = pupil.page(&format!("/w/{}?mode=page", pupil.instance)).await;
    assert!(between(&same_page, "<greffon-widget", ">").unwrap().contains("mode=\"page\""));

    let teacher = ent.sign_in("claire.moreau").await;
    let home = teacher.page("/").await;
    assert!(home.contains("6e B") && home.contains("5e A"));
    let page = teacher.page(&format!("/w/{}", teacher.instance)).await;
    assert!(page.contains("garde de vous"), "staff are « vous »");
    let head = ent.sign_in("nadia.haddad").await;
    assert!(head.page("/").await.contains("Aucune classe n’est rattachée"));
}

#[tokio::test]
async fn every_page_is_under_the_strict_policy_and_has_no_inline_code() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let pupil = ent.sign_in("amina.benali").await;
    let widget = format!("/w/{}", pupil.instance);
    let data = format!("/data/{}", pupil.instance);
    let erase = format!("/data/{}/erase", pupil.instance);
    let visits: [(&Someone, &str, u16); 11] = [
        (&pupil, "/", 200),
        (&pupil, &widget, 200),
        (&pupil, "/account", 200),
        (&pupil, &erase, 200),
        (&pupil, "/admin", 403),
        (&pupil, "/nowhere", 404),
        (&admin, "/admin", 200),
        (&admin, "/admin/widgets/crcn", 200),
        (&admin, "/admin/people", 200),
        (&admin, "/admin/establishment", 200),
        (&admin, &data, 200),
    ];
    for (who, path, status) in visits {
        for language in ["fr", "en"] {
            let request = who.request(Method::GET, path).header("accept-language", language);
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status().as_u16(), status, "{path}");
            let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(
                policy.starts_with(
                    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"
                )
            );
            assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
            assert_eq!(answer.headers()["cross-origin-opener-policy"], "same-origin");
            assert_eq!(answer.headers()["referrer-policy"], "same-origin");
            assert_eq!(answer.headers()["cache-control"], "no-store");
            let html = answer.text().await.unwrap();
            assert!(html.contains(&format!("<html lang=\"{language}\"")), "{path}");
            assert!(
                !html.contains(" style=") && !html.contains("<script>") && !html.contains("???"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn what_people_type_is_never_code() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let list = "<script>alert(1)</script>;Eve\"><img src=x>;élève;<b>6e</b>";
    let answer = admin.form("/admin/people/import", &[("list", list)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let html = answer.text().await.unwrap();
    assert!(
        !html.contains("<script>alert") && !html.contains("<img src=x>") && html.contains("&lt;script&gt;")
    );
    let people = admin.page("/admin/people").await;
    assert!(!people.contains("<b>6e</b>") && people.contains("&lt;b&gt;6e"));
}

#[tokio::test]
async fn a_list_with_an_error_changes_nothing_and_keeps_what_was_typed() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let list = "Nouveau;Élève;élève;4e C\nSans;Profil;astronaute;4e C";
    let answer = admin.form("/admin/people/import", &[("list", list)]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text().await.unwrap();
    assert!(html.contains("Ligne 2") && html.contains("astronaute") && html.contains("Nouveau;Élève"));
    assert!(!admin.page("/admin/people").await.contains("4e C"));

    let answer = admin.form("/admin/people/import", &[("list", "Martin;Léo;élève;4e C")]).await;
    let html = answer.text().await.unwrap();
    assert!(html.contains("leo.martin2"), "the login is taken by another Léo Martin");
    let people = admin.page("/admin/people").await;
    assert!(people.contains("4e C") && people.contains("leo.martin2"));
    admin.form("/admin/people/class", &[("class", "4e C")]).await;
    let again = admin.form("/admin/people/class", &[("class", "4e C")]).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_doubtful_uai_is_warned_of_and_kept() {
    let ent = Ent::start().await;
    let admin = ent.sign_in("sophie.petit").await;
    let change = |uai: &'static str| {
        let admin = admin.clone();
        async move {
            let fields = [("school", "Collège Rosa-Parks"), ("city", "Villeneuve"), ("uai", uai)];
            let answer = admin.form("/admin/establishment", &fields).await;
            (answer.status(), answer.text().await.unwrap())
        }
    };
    let (status, html) = change(" 075 0655a").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("attendue pour ces chiffres est E") && html.contains("value=\"0750655A\""),
        "{html}"
    );
    let (status, html) = change("0750655E").await;
    assert!(status == StatusCode::OK && !html.contains("attendue"));
    let (status, _) = change("9990002Y").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the lycée has it");
    let pupil = ent.sign_in("amina.benali").await;
    assert_eq!(pupil.get("").await.ok()["context"]["uai"], "0750655E", "widgets are told");
}

#[tokio::test]
async fn language_and_theme_are_kept() {
    let ent = Ent::start().await;
    let pupil = ent.sign_in("amina.benali").await;
    let request = pupil
        .request(Method::POST, "/preferences")
        .header("referer", format!("{}/account", ent.base()))
        .body("locale=en&theme=dark");
    let answer = request.send().await.unwrap();
    assert_eq!(super::ent::location(&answer), "/account");
    let locale = super::ent::cookie(answer.headers(), "locale").unwrap();
    let theme = super::ent::cookie(answer.headers(), "theme").unwrap();
    let mut english = pupil.clone();
    english.cookies = format!("{}; locale={locale}; theme={theme}", pupil.cookies);
    let page = english.page(&format!("/w/{}", pupil.instance)).await;
    assert!(page.contains("<html lang=\"en\" data-theme=\"dark\">"));
    let element = between(&page, "<greffon-widget", ">").unwrap();
    assert!(element.contains("locale=\"en\"") && element.contains("theme=\"dark\""), "{element}");
    let error = english.get("/other").await.refused("not_found");
    assert!(error["message"].as_str().unwrap().starts_with("There is no scope"), "{error}");
}

#[tokio::test]
async fn a_new_widget_comes_to_the_demonstration_and_a_withdrawn_one_does_not_come_back() {
    use greffon_host_example::{Config, Running};
    let folder = tempfile::tempdir().unwrap();
    let made = tempfile::tempdir().unwrap();
    let start = async || {
        let path = folder.path().join("ent.sqlite");
        let mut config = Config::new("127.0.0.1:0".parse().unwrap(), path, made.path().to_owned());
        config.demo = true;
        Running::start(config).await.unwrap()
    };
    let running = start().await;
    let pupil = Someone::sign_in(&format!("http://{}", running.address), "amina.benali").await;
    assert_eq!(pupil.instance, "", "the site is not built yet");
    running.stop().await;

    std::fs::create_dir_all(made.path().join("widgets/crcn")).unwrap();
    let manifest = super::ent::site().join("widgets/crcn/widget.json");
    std::fs::copy(manifest, made.path().join("widgets/crcn/widget.json")).unwrap();
    let running = start().await;
    let base = format!("http://{}", running.address);
    assert_ne!(Someone::sign_in(&base, "amina.benali").await.instance, "");
    let admin = Someone::sign_in(&base, "sophie.petit").await;
    admin.form("/admin/widgets/crcn/classes", &[]).await;
    running.stop().await;

    let running = start().await;
    let pupil = Someone::sign_in(&format!("http://{}", running.address), "amina.benali").await;
    assert_eq!(pupil.instance, "", "the administrator's decision stands");
    running.stop().await;
}
