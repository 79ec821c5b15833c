//! Fetching, through a small script that node runs.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Value, json};

use super::node;
use crate::workspace::Workspace;

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The address after redirections.
    pub(crate) url: String,
    pub(crate) status: u64,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// Empty where it is not text.
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The media type without its parameters.
    pub(crate) fn media_type(&self) -> String {
        self.header("content-type")
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase()
    }
}

#[derive(Debug)]
pub(crate) struct Fetcher<'workspace> {
    workspace: &'workspace Workspace,
    cookie: Option<String>,
}

impl<'workspace> Fetcher<'workspace> {
    pub(crate) fn new(workspace: &'workspace Workspace, cookie: Option<String>) -> Self {
        Self { workspace, cookie }
    }

    pub(crate) fn one(&self, url: &str) -> Result<Answer> {
        self.all(&[url])?.pop().context("no answer came back")
    }

    pub(crate) fn two(&self, first: &str, second: &str) -> Result<[Answer; 2]> {
        <[Answer; 2]>::try_from(self.all(&[first, second])?).map_err(|_| anyhow!("two answers were due"))
    }

    fn all(&self, urls: &[&str]) -> Result<Vec<Answer>> {
        let mut child = node(self.workspace)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("starting node, which does the fetching (`cargo xtask setup` installs it)")?;
        if let Some(mut pipe) = child.stdin.take() {
            pipe.write_all(json!({ "urls": urls, "cookie": self.cookie }).to_string().as_bytes())?;
        }
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "fetching failed:\n{}", String::from_utf8_lossy(&output.stderr));
        let answers: Vec<Value> =
            serde_json::from_slice(&output.stdout).context("reading what was fetched")?;
        answers.iter().map(answer).collect()
    }
}

fn answer(told: &Value) -> Result<Answer> {
    let url = told["url"].as_str().unwrap_or_default().to_owned();
    if let Some(error) = told["error"].as_str() {
        bail!("{url} cannot be fetched: {error}");
    }
    let headers = told["headers"].as_object().context("an answer without headers")?;
    Ok(Answer {
        url,
        status: told["status"].as_u64().unwrap_or_default(),
        headers: headers
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect(),
        body: told["body"].as_str().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An answer 200 with these headers.
    pub(crate) fn answered(url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        Answer {
            url: url.into(),
            status: 200,
            headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            body: body.into(),
        }
    }

    #[test]
    fn an_answer_is_read_and_a_failure_is_told() {
        let told = json!({ "url": "http://a/", "status": 200, "headers": { "content-type": "Text/HTML; charset=utf-8" }, "body": "x" });
        assert_eq!(answer(&told).expect("an answer").media_type(), "text/html");
        let error =
            answer(&json!({ "url": "http://a/", "error": "connect ECONNREFUSED" })).expect_err("a failure");
        assert!(error.to_string().contains("ECONNREFUSED"));
    }
}
