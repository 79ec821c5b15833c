//! Files: what their bytes say, harmless when opened, somebody's own.

use reqwest::Method;
use serde_json::json;

use super::ent::{Answer, Ent, Someone};

async fn put(who: &Someone, id: &str, mime: &str, bytes: Vec<u8>) -> Answer {
    let request = who.request(Method::PUT, &who.at(&format!("/file/{id}"))).header("X-XSRF-TOKEN", &who.xsrf);
    Answer::of(request.header("content-type", mime).body(bytes).send().await.unwrap()).await
}

async fn delete(who: &Someone, id: &str) -> Answer {
    let request =
        who.request(Method::DELETE, &who.at(&format!("/file/{id}"))).header("X-XSRF-TOKEN", &who.xsrf);
    Answer::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_as_nothing_that_runs() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let leo = ent.sign_in("leo.martin").await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and more".to_vec();
    let kept = put(&amina, "photo-1", "text/html", png.clone()).await.ok();
    assert_eq!(
        kept,
        json!({ "file": "photo-1", "size": png.len(), "mime": "image/png" }),
        "the bytes say it"
    );

    let answer = leo.request(Method::GET, &leo.at("/file/photo-1")).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "image/png");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"photo-1\"");
    assert_eq!(answer.headers()["content-security-policy"], "default-src 'none'; sandbox");
    assert_eq!(answer.bytes().await.unwrap(), png);

    put(&leo, "photo-1", "image/png", png.clone()).await.refused("denied");
    delete(&leo, "photo-1").await.refused("denied");
    put(&amina, "photo-1", "x/y", b"a note".to_vec()).await.ok();
    let page = put(&amina, "page", "image/png", b"<!doctype html><script>1</script>".to_vec()).await.ok();
    assert_eq!(page["mime"], "text/html");
    delete(&amina, "photo-1").await.ok();
    leo.get("/file/photo-1").await.refused("not_found");
}

#[tokio::test]
async fn a_file_has_its_limits() {
    let ent = Ent::start().await;
    let amina = ent.sign_in("amina.benali").await;
    let limit = 8 * 1024 * 1024;
    put(&amina, "full", "x/y", vec![7; limit]).await.ok();
    let error = put(&amina, "over", "x/y", vec![7; limit + 1]).await.refused("too_large");
    assert_eq!(error["limit"], limit);
    put(&amina, "empty", "x/y", Vec::new()).await.refused("invalid");
    put(&amina, "Bad.Id", "x/y", vec![1]).await.refused("invalid");
    amina.get("/file/over").await.refused("not_found");
}
