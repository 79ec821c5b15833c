//! A person without a browser: the back-end contract by plain HTTP, with the same cookies and tokens.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail, ensure};
use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode, Url};
use serde_json::{Value, json};

/// Numbers the writes of this process, so that none repeats another's operation.
static OPERATIONS: AtomicU64 = AtomicU64::new(0);

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Caller {
    client: Client,
    jar: Arc<Jar>,
    origin: Url,
}

impl Caller {
    /// Signs in by the same form as everybody.
    pub async fn sign_in(origin: &str, login: &str, password: &str) -> Result<Self> {
        let jar = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(Arc::clone(&jar)).redirect(Policy::none()).build()?;
        let caller = Self { client, jar, origin: origin.parse()? };
        caller.client.get(caller.address("/sign-in")?).send().await?.error_for_status()?;
        let form =
            [("xsrf", caller.token()?), ("login", login.to_owned()), ("password", password.to_owned())];
        let body = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>();
        let answer = caller
            .client
            .post(caller.address("/sign-in")?)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.join("&"))
            .send()
            .await?;
        ensure!(answer.status().is_redirection(), "{login} could not sign in: {}", answer.status());
        Ok(caller)
    }

    /// The first instance of `widget` that this person's home page offers.
    pub async fn instance(&self, widget: &str) -> Result<String> {
        let home = self.client.get(self.address("/")?).send().await?.error_for_status()?.text().await?;
        let mut offered = home.split("href=\"/w/").skip(1).filter_map(|rest| rest.split(['"', '?']).next());
        for instance in offered.by_ref() {
            let describe = self.get(&format!("/i/{instance}")).await?;
            if describe["widget"] == widget {
                return Ok(instance.to_owned());
            }
        }
        bail!("no {widget} on the home page")
    }

    /// A `GET` of the contract; anything but success is an error with the body.
    pub async fn get(&self, path: &str) -> Result<Value> {
        read(self.client.get(self.address(path)?).send().await?).await
    }

    /// Opens a stream of events of the contract.
    pub async fn stream(&self, path: &str) -> Result<Response> {
        let answer =
            self.client.get(self.address(path)?).header("accept", "text/event-stream").send().await?;
        Ok(answer.error_for_status()?)
    }

    /// The text of a page.
    pub async fn text(&self, path: &str) -> Result<String> {
        Ok(self.client.get(self.address(path)?).send().await?.error_for_status()?.text().await?)
    }

    /// What a page of the ENT sends that has no account: the status and the body, good or bad.
    pub async fn send_as_page(&self, path: &str, body: &Value) -> Result<(StatusCode, Value)> {
        let own = self.origin.origin().ascii_serialization();
        let answer = Client::new().post(self.address(path)?).header("origin", own).json(body).send().await?;
        let status = answer.status();
        Ok((status, answer.json().await.unwrap_or(Value::Null)))
    }

    /// A call of the contract that changes something: the status and the body, good or bad.
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Result<(StatusCode, Value)> {
        let operation =
            format!("caller-{}-{}", std::process::id(), OPERATIONS.fetch_add(1, Ordering::Relaxed));
        let answer = self
            .client
            .request(method, self.address(path)?)
            .header("x-xsrf-token", self.token()?)
            .header("idempotency-key", operation)
            .json(body)
            .send()
            .await?;
        let status = answer.status();
        Ok((status, answer.json().await.unwrap_or(Value::Null)))
    }

    /// Writes one item, whatever stood there.
    pub async fn set(&self, instance: &str, scope: &str, key: &str, value: &Value) -> Result<u64> {
        let there = self.get(&format!("/i/{instance}/{scope}?key={key}")).await?;
        let known = there["items"][0]["rev"].as_u64().unwrap_or(0);
        let operation = json!({ "op": "set", "key": key, "value": value, "ifRev": known });
        let path = format!("/i/{instance}/{scope}");
        let (status, body) = self.send(Method::POST, &path, &json!({ "ops": [operation] })).await?;
        ensure!(status.is_success(), "writing {key}: {status} {body}");
        body["rev"].as_u64().context("an acknowledged write has a revision")
    }

    /// Sends a form of a page, as its button does.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Result<StatusCode> {
        let token = self.token()?;
        let pairs = fields.iter().copied().chain([("xsrf", token.as_str())]);
        let body: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = self.client.post(self.address(path)?);
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").body(body.join("&"));
        Ok(request.send().await?.status())
    }

    fn address(&self, path: &str) -> Result<Url> {
        Ok(self.origin.join(path)?)
    }

    /// The token that a page's script echoes.
    fn token(&self) -> Result<String> {
        let cookies = self.jar.cookies(&self.origin).context("no cookie at all")?;
        let cookies = cookies.to_str()?.to_owned();
        let token = cookies.split("; ").find_map(|pair| pair.strip_prefix("XSRF-TOKEN="));
        token.map(str::to_owned).context("no XSRF cookie")
    }
}

async fn read(answer: Response) -> Result<Value> {
    let status = answer.status();
    let text = answer.text().await?;
    ensure!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).with_context(|| format!("no JSON: {text}"))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
