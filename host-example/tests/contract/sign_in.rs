//! Signing in: brakes, one message for all failures, cookies out of reach.

use std::time::{Duration, Instant};

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Method, StatusCode};

use super::ent::{Ent, client, location, try_sign_in};

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_look_the_same() {
    let ent = Ent::start().await;
    let (client, base) = (client(), ent.base());
    let mut texts = Vec::new();
    let mut times = Vec::new();
    for login in ["amina.benali", "nobody.here", "amina.benali", "nobody.here"] {
        let started = Instant::now();
        let answer = try_sign_in(&client, &base, login, "wrong password").await;
        times.push(started.elapsed());
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let text = answer.text().await.unwrap();
        assert!(text.contains(&format!("value=\"{login}\"")), "what was typed is kept");
        assert!(!text.contains("wrong password"), "but not the password");
        let alert = super::ent::between(&text, "role=\"alert\"", "</p>").unwrap().to_owned();
        texts.push(alert);
    }
    assert!(texts.iter().all(|text| *text == texts[0]));
    // Both spend a password hash: neither is over in an instant.
    let shortest = times.iter().min().unwrap();
    assert!(*shortest > Duration::from_millis(10), "{times:?}");
}

#[tokio::test]
async fn guessing_is_stopped_with_a_time_to_come_back() {
    let ent = Ent::start().await;
    let (client, base) = (client(), ent.base());
    let mut stopped = None;
    for number in 0..12 {
        let answer = try_sign_in(&client, &base, "amina.benali", &format!("guess {number}")).await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            stopped = Some((number, answer));
            break;
        }
    }
    let (number, answer) = stopped.unwrap();
    assert_eq!(number, 8);
    let seconds: u64 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((500..=601).contains(&seconds), "{seconds}");
    assert!(answer.text().await.unwrap().contains("10\u{a0}min"));
    let right = try_sign_in(&client, &base, "amina.benali", "greffe-demo").await;
    assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS, "even with the right one");
    ent.sign_in("leo.martin").await;
}

#[tokio::test]
async fn a_session_is_a_cookie_that_no_script_reads_and_ends_when_signed_out() {
    let ent = Ent::start().await;
    let answer = try_sign_in(&client(), &ent.base(), "AMINA.benali ", "greffe-demo").await;
    assert_eq!((answer.status(), location(&answer)), (StatusCode::SEE_OTHER, "/"));
    let cookies: Vec<&str> =
        answer.headers().get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("greffon-session=")).unwrap();
    assert!(session.contains("HttpOnly") && session.contains("SameSite=Lax"), "{session}");
    let token = session.split(['=', ';']).nth(1).unwrap();
    let database = std::fs::read(ent.folder.path().join("ent.sqlite-wal")).unwrap();
    assert!(
        !database.windows(token.len()).any(|window| window == token.as_bytes()),
        "the token is kept nowhere"
    );

    let pupil = ent.sign_in("amina.benali").await;
    assert_eq!(
        pupil.request(Method::POST, "/sign-out").send().await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
    pupil.page("/").await;
    let out = pupil.form("/sign-out", &[]).await;
    assert_eq!(location(&out), "/sign-in");
    let home = pupil.request(Method::GET, "/account").send().await.unwrap();
    assert_eq!(location(&home), "/sign-in?next=%2Faccount");
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in() {
    let ent = Ent::start().await;
    let send = |cookie: &str, field: &str, origin: Option<&str>| {
        let body = format!("xsrf={field}&login=amina.benali&password=greffe-demo");
        let mut request = client().post(format!("{}/sign-in", ent.base())).body(body);
        if !cookie.is_empty() {
            request = request.header(COOKIE, format!("XSRF-TOKEN={cookie}"));
        }
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        async { request.send().await.unwrap().status() }
    };
    assert_eq!(send("", "", None).await, StatusCode::FORBIDDEN);
    assert_eq!(send("a", "b", None).await, StatusCode::FORBIDDEN);
    assert_eq!(send("a", "a", Some("https://evil.example")).await, StatusCode::FORBIDDEN);
    assert_eq!(send("a", "a", None).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_shared_computer_is_said_to_the_widget() {
    let ent = Ent::start().await;
    let mut pupil = ent.sign_in("amina.benali").await;
    assert_eq!(pupil.get("").await.ok()["sharedComputer"], false);
    let body = "xsrf=a&login=amina.benali&password=greffe-demo&shared=1";
    let request = client().post(format!("{}/sign-in", ent.base())).header(COOKIE, "XSRF-TOKEN=a").body(body);
    let answer = request.send().await.unwrap();
    let session = super::ent::cookie(answer.headers(), "greffon-session").unwrap();
    pupil.cookies = format!("greffon-session={session}");
    assert_eq!(pupil.get("").await.ok()["sharedComputer"], true);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let ent = Ent::start().await;
    let here = ent.sign_in("amina.benali").await;
    let elsewhere = ent.sign_in("amina.benali").await;
    let change = |current: &'static str, new: &'static str| {
        let here = here.clone();
        async move { here.form("/account/password", &[("current", current), ("new", new)]).await.status() }
    };
    assert_eq!(change("wrong", "trois mots simples").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change("greffe-demo", "court").await, StatusCode::UNPROCESSABLE_ENTITY);
    elsewhere.get("").await.ok();
    assert_eq!(change("greffe-demo", "trois mots simples").await, StatusCode::OK);
    elsewhere.get("").await.refused("session_expired");
    here.get("").await.ok();
    let answer = try_sign_in(&client(), &ent.base(), "amina.benali", "trois mots simples").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}
