//! The servers of the conformance kit and the page that holds the probes; the round-trip bench lives there too.

use std::sync::Arc;

use crate::browser::Browser;
use crate::proxy::FaultProxy;
use crate::site::{Reply, Site};
use crate::stage::{Mode, Stage, Visitor};
use crate::tools;
use crate::wait::until;
use crate::widget::Widget;
use anyhow::{Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Three origins: the portal, the widgets, and somebody who should never hear of anything.
#[derive(Debug)]
pub struct House {
    portal: Site,
    widgets: Site,
    /// Counts who calls: nobody should.
    pub third: Site,
}

/// Whether the portal has a policy of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The strict one that the guide recommends.
    Strict,
    /// None at all, like many a portal.
    None,
}

/// The portal, open in a browser.
#[derive(Debug)]
pub struct Portal {
    /// Whose browser it is.
    pub visitor: Arc<Visitor>,
    /// The line to the widgets' server.
    pub widgets: Arc<FaultProxy>,
    mode: Mode,
    /// Its servers live as long as the page.
    _house: Arc<House>,
}

impl House {
    /// Starts the three servers.
    pub async fn build() -> Result<Arc<Self>> {
        ensure!(
            tools::www().join("sdk/greffon-host.js").is_file(),
            "the host SDK is not at {}",
            tools::www().display()
        );
        Ok(Arc::new(Self {
            portal: Site::start(portal_page).await?,
            widgets: Site::start(widget_file).await?,
            third: Site::start(|_, _| Reply::new("text/plain", "thank you")).await?,
        }))
    }

    /// Opens the portal; timers of 5 s and more run `hurry` times faster in it.
    pub async fn open(self: &Arc<Self>, stage: &Stage, policy: Policy, hurry: u32) -> Result<Portal> {
        let visitor = stage.visitor_to(self.portal.origin()).await?;
        let widgets = visitor.line_to(self.widgets.origin()).await?;
        let policy = if policy == Policy::Strict { "strict" } else { "none" };
        visitor
            .visit(&format!("/portal.html?widgets={}&policy={policy}&hurry={hurry}", widgets.origin()))
            .await?;
        until("the portal's script", async || {
            visitor.browser.run("return document.documentElement.dataset.portal === 'ready'", vec![]).await
        })
        .await?;
        Ok(Portal { visitor, widgets, mode: stage.mode(), _house: Arc::clone(self) })
    }
}

impl Portal {
    /// The browser that shows it.
    pub fn browser(&self) -> &Browser {
        &self.visitor.browser
    }

    /// Mounts a probe under a name, in this run's mode unless `options` say otherwise.
    pub async fn mount(&self, name: &str, mut options: Value) -> Result<()> {
        if options.get("mode").is_none() {
            options["mode"] = json!(self.mode.name());
        }
        self.page("portal.mount(...arguments); return null", vec![json!(name), options]).await
    }

    /// Mounts a well-behaved probe and waits until it is shown.
    pub async fn mount_ready(&self, name: &str) -> Result<()> {
        self.mount(name, json!({})).await?;
        self.until_ready(name).await
    }

    /// Waits until the host shows it.
    pub async fn until_ready(&self, name: &str) -> Result<()> {
        until(&format!("{name} to be ready"), async || Ok(self.look(name).await?["ready"] == "ready")).await
    }

    /// What the portal knows of a place.
    pub async fn look(&self, name: &str) -> Result<Value> {
        self.page("return portal.look(arguments[0])", vec![json!(name)]).await
    }

    /// Runs the body of a function in the portal.
    pub async fn page<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        self.browser().top().await?;
        self.browser().run(body, arguments).await
    }

    /// Runs the body of an async function in the portal.
    pub async fn page_async<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        self.browser().top().await?;
        self.browser().run_async(body, arguments).await
    }

    /// Runs the body of an async function where the probe lives; `probe` in it is the probe.
    pub async fn probe<T: DeserializeOwned>(&self, name: &str, body: &str) -> Result<T> {
        self.widget(name).enter().await?;
        let find = match self.mode {
            Mode::Frame => "const probe = window.probe;".to_owned(),
            Mode::Page => format!(
                "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e.probe, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
                 const probe = deep(document.querySelector('#{name}')).find(Boolean);"
            ),
        };
        self.browser().run_async(&format!("{find}\n{body}"), vec![]).await
    }

    /// The probe of a place, as a widget.
    pub fn widget(&self, name: &str) -> Widget {
        Widget::new(&self.visitor, self.mode, &format!("#{name}"))
    }

    /// Waits until the portal's log has a line with this code.
    pub async fn until_logged(&self, name: &str, code: &str) -> Result<()> {
        until(&format!("the log of {name} to say {code}"), async || {
            let look = self.look(name).await?;
            Ok(look["log"].as_array().is_some_and(|lines| lines.iter().any(|line| line["code"] == code)))
        })
        .await
    }

    /// Nothing was thrown in the page itself.
    pub async fn check_no_errors(&self) -> Result<()> {
        let errors: Vec<String> = self.page("return portal.errors", vec![]).await?;
        ensure!(errors.is_empty(), "the page threw: {errors:#?}");
        Ok(())
    }
}

fn portal_page(origin: &str, path: &str) -> Reply {
    let (file, query) = path.split_once('?').unwrap_or((path, ""));
    if let Some(rest) = file.strip_prefix("/sdk/") {
        return Reply::file(&tools::www().join("sdk"), rest);
    }
    if let Some(peer) = file.strip_prefix("/peers/") {
        return peer_library(peer);
    }
    let reply = Reply::file(&probes().join("portal"), file);
    let setting = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            .unwrap_or_default()
            .to_owned()
    };
    if file != "/portal.html" || setting("policy") == "none" {
        return reply;
    }
    let widgets = setting("widgets");
    reply.header(
        "content-security-policy",
        &format!(
            "default-src 'none'; script-src {origin} {widgets} 'wasm-unsafe-eval'; style-src {origin}; \
             connect-src {origin} {widgets}; frame-src {widgets}; img-src {origin} data:; base-uri 'none'; \
             form-action 'none'"
        ),
    )
}

fn widget_file(origin: &str, path: &str) -> Reply {
    let path = path.split('?').next().unwrap_or_default();
    let Some(inner) = path.strip_prefix("/widgets/") else { return Reply::missing() };
    let Some((id, file)) = inner.split_once('/') else {
        // The cage is the real one.
        return Reply::file(&tools::www().join("widget"), inner)
            .header("access-control-allow-origin", "*")
            .header("connection-allowlist", "(response-origin)")
            .header(
                "content-security-policy",
                &format!("default-src 'none'; script-src {origin}; frame-src {origin}; webrtc 'block'"),
            );
    };
    if id == "missing" && file != "widget.json" {
        return Reply::missing().header("access-control-allow-origin", "*");
    }
    let reply = match file {
        "comlink.mjs" | "penpal.mjs" => peer_library(file),
        _ if id == "peers" => Reply::file(&probes().join("peers"), file),
        "widget.json" => {
            let manifest = std::fs::read_to_string(probes().join("widget/widget.json")).unwrap_or_default();
            Reply::new("application/json", manifest.replace("{{id}}", id))
        }
        _ => Reply::file(&probes().join("widget"), file),
    };
    let reply = reply.header("access-control-allow-origin", "*");
    if file.rsplit('.').next() != Some("html") {
        return reply;
    }
    if file == "thief.html" {
        return reply.header("content-security-policy", "script-src 'unsafe-inline'; sandbox allow-scripts");
    }
    // `webrtc` and the allowlist close what no other directive does, where they are known: Chromium. Elsewhere a
    // widget can still have a connection opened by `preconnect`, through which nothing is asked.
    reply.header("connection-allowlist", "(response-origin)").header(
        "content-security-policy",
        &format!(
            "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; style-src {origin}; webrtc 'block'; \
             img-src {origin} data: blob:; font-src {origin}; connect-src {origin}; base-uri 'none'; \
             form-action 'none'; sandbox allow-scripts"
        ),
    )
}

/// The libraries that the bench compares with.
fn peer_library(name: &str) -> Reply {
    let path = match name {
        "comlink.mjs" => "comlink/dist/esm/comlink.mjs",
        "penpal.mjs" => "penpal/dist/penpal.mjs",
        _ => return Reply::missing(),
    };
    match tools::npm_file(path).map(std::fs::read) {
        Ok(Ok(bytes)) => Reply::new("text/javascript; charset=utf-8", bytes),
        Ok(Err(_)) | Err(_) => Reply::missing(),
    }
}

fn probes() -> std::path::PathBuf {
    tools::repository().join("tests/probe")
}
