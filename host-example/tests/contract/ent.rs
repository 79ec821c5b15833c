//! A host to ask, and people who ask it.

use std::path::PathBuf;
use std::time::Duration;

use greffon_host_example::directory::demo;
use greffon_host_example::{Config, Running};
use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The small site that the tests serve.
pub(crate) fn site() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/site")
}

/// A demo host of its own.
pub(crate) struct Ent {
    pub(crate) running: Running,
    pub(crate) folder: TempDir,
}

impl Ent {
    /// Starts one whose people may go as fast as they like.
    pub(crate) async fn start() -> Self {
        Self::with(|config| {
            config.limits.rate = 100_000;
            config.limits.burst = 100_000;
        })
        .await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config =
            Config::new("127.0.0.1:0".parse().unwrap(), folder.path().join("ent.sqlite"), site());
        config.demo = true;
        change(&mut config);
        Self { running: Running::start(config).await.unwrap(), folder }
    }

    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.running.address)
    }

    pub(crate) async fn sign_in(&self, login: &str) -> Someone {
        Someone::sign_in(&self.base(), login).await
    }
}

/// A client that follows no redirect and keeps no cookie by itself.
pub(crate) fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

/// Somebody signed in, with the instance of their class.
#[derive(Clone)]
pub(crate) struct Someone {
    pub(crate) client: Client,
    pub(crate) base: String,
    pub(crate) cookies: String,
    pub(crate) xsrf: String,
    /// Of the 6e B where they are in it, else of their first class; empty where there is none.
    pub(crate) instance: String,
}

impl Someone {
    pub(crate) async fn sign_in(base: &str, login: &str) -> Self {
        let client = client();
        let answer = try_sign_in(&client, base, login, demo::PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{login} signs in");
        let session = cookie(answer.headers(), "greffon-session").unwrap();
        let xsrf = cookie(answer.headers(), "XSRF-TOKEN").unwrap();
        let cookies = format!("greffon-session={session}; XSRF-TOKEN={xsrf}");
        let mut someone = Self { client, base: base.to_owned(), cookies, xsrf, instance: String::new() };
        let home = someone.page("/").await;
        let class = home.split("<section").find(|section| section.contains("<h2>6e B</h2>")).unwrap_or(&home);
        between(class, "href=\"/w/", "\"").unwrap_or_default().clone_into(&mut someone.instance);
        someone
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base)).header(COOKIE, &self.cookies)
    }

    /// A page that must come.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.request(Method::GET, path).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        text
    }

    /// A form, sent with its XSRF field.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("xsrf", &self.xsrf);
        body.extend_pairs(fields);
        self.request(Method::POST, path).body(body.finish()).send().await.unwrap()
    }

    /// The path of the instance.
    pub(crate) fn at(&self, rest: &str) -> String {
        format!("/i/{}{rest}", self.instance)
    }

    pub(crate) async fn get(&self, rest: &str) -> Answer {
        Answer::of(self.request(Method::GET, &self.at(rest)).send().await.unwrap()).await
    }

    pub(crate) fn posting(&self, rest: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, &self.at(rest)).header("X-XSRF-TOKEN", &self.xsrf).json(body)
    }

    pub(crate) async fn post(&self, rest: &str, body: &Value) -> Answer {
        Answer::of(self.posting(rest, body).send().await.unwrap()).await
    }

    /// Writes a batch under a fresh `opId`.
    pub(crate) async fn write(&self, scope: &str, ops: Value) -> Answer {
        self.write_as(scope, ops, &fresh()).await
    }

    pub(crate) async fn write_as(&self, scope: &str, ops: Value, op_id: &str) -> Answer {
        let request = self.posting(&format!("/{scope}"), &json!({ "ops": ops }));
        Answer::of(request.header("Idempotency-Key", op_id).send().await.unwrap()).await
    }

    /// The pairwise id that the widget knows the person by.
    pub(crate) async fn id(&self) -> String {
        let described = self.get("").await.ok();
        described["user"]["id"].as_str().unwrap().to_owned()
    }

    /// Opens a stream of events.
    pub(crate) async fn follow(&self, rest: &str) -> Stream {
        let answer = self.request(Method::GET, &self.at(rest)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{rest}");
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Stream { answer, text: String::new() }
    }
}

/// The request to sign in, with the token of the page.
pub(crate) async fn try_sign_in(client: &Client, base: &str, login: &str, password: &str) -> Response {
    let page = client.get(format!("{base}/sign-in")).send().await.unwrap();
    let xsrf = cookie(page.headers(), "XSRF-TOKEN").unwrap();
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("xsrf", &xsrf)
        .append_pair("login", login)
        .append_pair("password", password)
        .finish();
    let request = client.post(format!("{base}/sign-in")).header(COOKIE, format!("XSRF-TOKEN={xsrf}"));
    request.body(body).send().await.unwrap()
}

pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut lines = headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    let start = format!("{name}=");
    lines.find_map(|line| Some(line.strip_prefix(&start)?.split(';').next()?.to_owned()))
}

pub(crate) fn location(answer: &Response) -> &str {
    answer.headers()[LOCATION].to_str().unwrap()
}

pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

/// An `opId` that nobody used.
pub(crate) fn fresh() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("op-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// An answer of the contract.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Self { status, headers, body }
    }

    /// The body of an answer that must be well.
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.body
    }

    /// The error of an answer that must be refused so, with the status that belongs to the kind.
    pub(crate) fn refused(self, kind: &str) -> Value {
        let error = &self.body["error"];
        assert_eq!(error["kind"], kind, "{} {}", self.status, self.body);
        let text = error["message"].as_str().unwrap();
        assert!(text.len() > 10 && !text.contains("???") && !text.contains('{'), "a text for people: {text}");
        let expected = greffon_protocol::ErrorKind::ALL.iter().find(|known| known.name() == kind).unwrap();
        assert_eq!(self.status.as_u16(), expected.http_status(), "{}", self.body);
        self.body["error"].clone()
    }
}

/// An event of a stream.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) event: String,
    pub(crate) id: Option<String>,
    pub(crate) data: Value,
}

impl Told {
    /// The keys and revisions of a `changed` event.
    pub(crate) fn items(&self) -> Vec<(String, u64)> {
        let items = self.data["items"].as_array().unwrap().iter();
        items.map(|item| (item["key"].as_str().unwrap().to_owned(), item["rev"].as_u64().unwrap())).collect()
    }
}

/// An open stream.
pub(crate) struct Stream {
    answer: Response,
    text: String,
}

impl Stream {
    /// The next event; `None` when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Told> {
        tokio::time::timeout(Duration::from_secs(10), self.read()).await.expect("an event within 10 s")
    }

    /// No event comes for so long.
    pub(crate) async fn silent_for(&mut self, duration: Duration) {
        let event = tokio::time::timeout(duration, self.read()).await;
        assert!(event.is_err(), "nothing was to be told: {event:?}");
    }

    async fn read(&mut self) -> Option<Told> {
        loop {
            while let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                if let Some(told) = parse(&block) {
                    return Some(told);
                }
            }
            let chunk = self.answer.chunk().await.ok()??;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

fn parse(block: &str) -> Option<Told> {
    let mut told = Told { event: String::new(), id: None, data: Value::Null };
    for line in block.lines() {
        if let Some(event) = line.strip_prefix("event: ") {
            event.clone_into(&mut told.event);
        } else if let Some(id) = line.strip_prefix("id: ") {
            told.id = Some(id.to_owned());
        } else if let Some(data) = line.strip_prefix("data: ") {
            told.data = serde_json::from_str(data).unwrap();
        }
    }
    (!told.event.is_empty()).then_some(told)
}
