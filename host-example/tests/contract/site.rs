//! The static files: types, policies, caching, compression.

use std::fs;

use reqwest::StatusCode;

use super::ent::{Ent, client, site};

/// A host on a site made for the test, as the build leaves one.
async fn ent() -> (Ent, tempfile::TempDir) {
    let made = tempfile::tempdir().unwrap();
    let root = made.path();
    for folder in ["widgets/crcn/lazy", "sdk", "gallery"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    fs::copy(site().join("widgets/crcn/widget.json"), root.join("widgets/crcn/widget.json")).unwrap();
    for (file, text) in [
        ("widgets/crcn/index.html", "<!doctype html>widget"),
        ("widgets/cage.html", "<!doctype html>cage"),
        ("gallery/index.html", "<!doctype html>gallery"),
        ("sdk/greffon-element.min.js", "export {}"),
        ("sdk/greffon-element.min.js.br", "as brotli"),
        ("sdk/greffon-element.min.js.gz", "as gzip"),
        ("widgets/crcn/crcn_bg.wasm", "\0asm"),
        ("secret.txt", "not served"),
    ] {
        fs::write(root.join(file), text).unwrap();
    }
    let path = root.to_owned();
    (Ent::with(|config| config.site = path).await, made)
}

#[tokio::test]
async fn documents_have_the_policy_of_the_protocol() {
    let (ent, _made) = ent().await;
    let o = ent.base();
    let policy = |path: &'static str| {
        let url = format!("{o}{path}");
        async move {
            let answer = client().get(url).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            answer.headers()["content-security-policy"].to_str().unwrap().to_owned()
        }
    };
    assert_eq!(
        policy("/widgets/crcn/index.html").await,
        format!(
            "default-src 'none'; script-src {o} 'wasm-unsafe-eval'; style-src {o}; img-src {o} data: blob:; \
             font-src {o}; connect-src {o}; webrtc 'block'; base-uri 'none'; form-action 'none'; \
             sandbox allow-scripts"
        )
    );
    assert_eq!(
        policy("/widgets/cage.html").await,
        format!("default-src 'none'; script-src {o}; frame-src {o}; webrtc 'block'")
    );
    let first = client().get(format!("{o}/widgets/crcn/index.html")).send().await.unwrap();
    let again = client()
        .get(format!("{o}/widgets/crcn/index.html"))
        .header("if-none-match", &first.headers()["etag"]);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    for name in ["content-security-policy", "connection-allowlist"] {
        let sent = [&first, &again].map(|answer| answer.headers()[name].clone());
        assert_eq!(sent[0], sent[1], "a browser takes the {name} of the later answer");
    }
    for (path, allowed) in
        [("/widgets/crcn/", true), ("/widgets/cage.html", true), ("/gallery/", false), ("/sdk/", false)]
    {
        let answer = client().get(format!("{o}{path}")).send().await.unwrap();
        let allowlist = answer.headers().get("connection-allowlist").map(|value| value.to_str().unwrap());
        assert_eq!(allowlist, allowed.then_some("(response-origin)"), "{path}");
    }
    assert!(policy("/gallery/").await.contains("script-src 'self' 'wasm-unsafe-eval'"));
}

#[tokio::test]
async fn a_public_origin_is_written_out_instead_of_the_host_header() {
    let (ent, made) = ent().await;
    let path = made.path().to_owned();
    let behind = Ent::with(|config| {
        config.site = path;
        config.public_origin = Some("https://ent.example.fr".parse_origin());
    })
    .await;
    drop(ent);
    let answer = client().get(format!("{}/widgets/cage.html", behind.base())).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert_eq!(
        policy,
        "default-src 'none'; script-src https://ent.example.fr; frame-src https://ent.example.fr; webrtc 'block'"
    );
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
}

trait ParseOrigin {
    fn parse_origin(&self) -> greffon_host_example::origin::Origin;
}

impl ParseOrigin for str {
    fn parse_origin(&self) -> greffon_host_example::origin::Origin {
        greffon_host_example::origin::Origin::parse(self).unwrap()
    }
}

#[tokio::test]
async fn files_have_their_type_may_be_fetched_from_anywhere_and_are_kept_when_versioned() {
    let (ent, _made) = ent().await;
    let base = ent.base();
    let wasm = client().get(format!("{base}/widgets/crcn/crcn_bg.wasm?v=0123")).send().await.unwrap();
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    assert_eq!(wasm.headers()["access-control-allow-origin"], "*");
    assert_eq!(wasm.headers()["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(wasm.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(wasm.headers()["x-content-type-options"], "nosniff");

    let plain = client().get(format!("{base}/widgets/crcn/widget.json")).send().await.unwrap();
    assert_eq!(plain.headers()["content-type"], "application/json");
    assert_eq!(plain.headers()["cache-control"], "no-cache");
    let etag = plain.headers()["etag"].clone();
    let again = client().get(format!("{base}/widgets/crcn/widget.json")).header("if-none-match", etag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(again.headers()["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn the_smallest_stored_form_is_sent() {
    let (ent, _made) = ent().await;
    let get = |accept: &'static str| {
        let url = format!("{}/sdk/greffon-element.min.js", ent.base());
        async move {
            let answer = client().get(url).header("accept-encoding", accept).send().await.unwrap();
            let encoding =
                answer.headers().get("content-encoding").map(|name| name.to_str().unwrap().to_owned());
            assert_eq!(answer.headers()["content-type"], "text/javascript; charset=utf-8");
            assert!(answer.headers()["vary"].to_str().unwrap().contains("accept-encoding"));
            (encoding, answer.text().await.unwrap())
        }
    };
    assert_eq!(get("gzip, br").await, (Some("br".to_owned()), "as brotli".to_owned()));
    assert_eq!(get("gzip").await, (Some("gzip".to_owned()), "as gzip".to_owned()));
    assert_eq!(get("identity").await, (None, "export {}".to_owned()));
}

#[tokio::test]
async fn nothing_but_the_site_is_served() {
    let (ent, _made) = ent().await;
    for path in
        ["/secret.txt", "/sdk/%2e%2e/secret.txt", "/sdk/..%2fsecret.txt", "/widgets/none.js", "/nothing"]
    {
        let answer = client().get(format!("{}{path}", ent.base())).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().await.unwrap().contains("not served"));
    }
}
