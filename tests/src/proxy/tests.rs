//! The line, tried with a plain client: each fault does what it says, and ends when it is mended.

use std::time::{Duration, Instant};

use crate::site::{Reply, Site};

use super::{Fault, FaultProxy, Rule, Shape};

async fn line() -> (Site, FaultProxy, reqwest::Client) {
    let site = Site::start(|origin, path| {
        Reply::new("text/plain", format!("at {path}").into_bytes())
            .header("content-security-policy", &format!("script-src {origin}"))
            .header("location", &format!("{origin}/elsewhere"))
    })
    .await
    .unwrap();
    let proxy = FaultProxy::start(site.origin()).await.unwrap();
    let client = reqwest::Client::builder().timeout(Duration::from_secs(2)).build().unwrap();
    (site, proxy, client)
}

async fn get(client: &reqwest::Client, proxy: &FaultProxy, path: &str) -> Result<String, reqwest::Error> {
    client.get(format!("{}{path}", proxy.origin())).send().await?.error_for_status()?.text().await
}

#[tokio::test]
async fn what_passes_is_untouched_and_counted() {
    let (_site, proxy, client) = line().await;
    assert_eq!(get(&client, &proxy, "/x?y=1").await.unwrap(), "at /x?y=1");
    let exchanges = proxy.exchanges();
    assert_eq!(exchanges.len(), 1, "{exchanges:?}");
    assert_eq!((exchanges[0].status, exchanges[0].body_bytes), (Some(200), 9));
    assert_eq!(exchanges[0].file(), "/x");
}

#[tokio::test]
async fn headers_name_the_proxy_and_ask_for_reports() {
    let (site, proxy, client) = line().await;
    let answer = client.get(proxy.origin()).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert_eq!(policy, format!("script-src {0}; report-uri {0}/.policy-reports", proxy.origin()));
    assert_eq!(answer.headers()["location"], format!("{}/elsewhere", proxy.origin()).as_str());
    assert!(!policy.contains(site.origin()), "the server's own origin shows");
}

#[tokio::test]
async fn reports_are_kept() {
    let (_site, proxy, client) = line().await;
    let body = r#"{"csp-report":{"violated-directive":"style-src"}}"#;
    client.post(format!("{}/.policy-reports", proxy.origin())).body(body).send().await.unwrap();
    assert_eq!(proxy.violations()[0]["csp-report"]["violated-directive"], "style-src");
    assert!(proxy.exchanges().is_empty(), "a report is no exchange of the page");
}

#[tokio::test]
async fn a_cut_line_refuses_until_it_is_mended() {
    let (site, proxy, client) = line().await;
    get(&client, &proxy, "/before").await.unwrap();
    proxy.cut();
    assert!(get(&client, &proxy, "/during").await.is_err(), "the line was cut");
    proxy.mend();
    get(&client, &proxy, "/after").await.unwrap();
    assert_eq!(site.asked(), ["/before", "/after"], "what the server heard");
}

#[tokio::test]
async fn silence_hangs_until_it_is_mended() {
    let (_site, proxy, client) = line().await;
    proxy.silence();
    let error = get(&client, &proxy, "/lost").await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    proxy.mend();
    get(&client, &proxy, "/found").await.unwrap();
}

#[tokio::test]
async fn a_lost_acknowledgement_is_work_done() {
    let (site, proxy, client) = line().await;
    proxy.break_requests(Rule::new("/write", Fault::CutAfter).times(1));
    // POST: a client may repeat a GET by itself when its connection ends.
    let lost = client.post(format!("{}/write", proxy.origin())).send().await;
    assert!(lost.is_err(), "{lost:?}");
    assert_eq!(site.asked(), ["/write"], "the server did the work");
    get(&client, &proxy, "/write").await.unwrap();
}

#[tokio::test]
async fn a_status_never_reaches_the_server() {
    let (site, proxy, client) = line().await;
    proxy.break_requests(Rule::new("/i/", Fault::Status(500)));
    let error = get(&client, &proxy, "/i/one").await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    get(&client, &proxy, "/other").await.unwrap();
    assert_eq!(site.asked(), ["/other"], "what the server heard");
}

#[tokio::test]
async fn a_server_that_is_down_looks_like_a_cut() {
    let (site, proxy, client) = line().await;
    drop(site);
    let error = get(&client, &proxy, "/x").await.unwrap_err();
    assert!(error.status().is_none(), "{error:?}");
}

#[tokio::test]
async fn a_shaped_line_takes_its_time() {
    let site = Site::start(|_, _| Reply::new("text/plain", vec![b'x'; 50_000])).await.unwrap();
    let proxy = FaultProxy::start(site.origin()).await.unwrap();
    proxy.shape(Shape { bits_per_second: 1_000_000, latency: Duration::from_millis(50) });
    let start = Instant::now();
    let client = reqwest::Client::new();
    let both = tokio::join!(get(&client, &proxy, "/a"), get(&client, &proxy, "/b"));
    both.0.unwrap();
    both.1.unwrap();
    // 800,000 bits at 1 Mbit/s, after two latencies.
    let took = start.elapsed().as_secs_f64();
    assert!((0.85..1.6).contains(&took), "took {took} s");
}
