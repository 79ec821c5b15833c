//! What a journey plays on: its engine and mode, a fresh ENT, and the people who come with their browsers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use tokio::sync::Mutex;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::ent::Ent;
use crate::proxy::FaultProxy;
use crate::tools;

/// How a page holds a widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In a frame inside the cage.
    Frame,
    /// As an element of the page, with a shadow root.
    Page,
}

impl Mode {
    /// Both, for what must work alike.
    pub const BOTH: &'static [Self] = &[Self::Frame, Self::Page];

    /// The name in addresses, attributes and test names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Page => "page",
        }
    }
}

/// Browsers that wait for the next journey. Starting one costs seconds, clearing one costs milliseconds.
#[derive(Debug, Default)]
pub struct Wings {
    waiting: Mutex<Vec<Browser>>,
}

impl Wings {
    async fn call(&self, engine: Engine) -> Result<Browser> {
        let mut waiting = self.waiting.lock().await;
        let known = waiting.iter().position(|browser| browser.engine() == engine);
        match known {
            Some(index) => Ok(waiting.remove(index)),
            None => Browser::start(engine).await,
        }
    }

    /// Ends every browser.
    pub async fn empty(&self) {
        for browser in self.waiting.lock().await.drain(..) {
            // Its processes are ended in any case.
            let _ = browser.close().await;
        }
    }
}

/// The stage of one journey in one engine and one mode.
#[derive(Debug)]
pub struct Stage {
    engine: Engine,
    mode: Mode,
    wings: Arc<Wings>,
    ent: Mutex<Option<Arc<Ent>>>,
    visitors: Mutex<Vec<Arc<Visitor>>>,
}

/// A person at a computer: a browser, and its own line to the ENT.
#[derive(Debug)]
pub struct Visitor {
    /// The browser.
    pub browser: Browser,
    /// Its line.
    pub line: FaultProxy,
    /// Lines to other servers that the same browser uses.
    others: Mutex<Vec<Arc<FaultProxy>>>,
    expects_violations: AtomicBool,
}

impl Visitor {
    /// Sits down at `browser`, with a line to the server at `origin`.
    pub async fn bring(browser: Browser, origin: &str) -> Result<Self> {
        browser.forget().await?;
        let line = FaultProxy::start(origin).await?;
        Ok(Self { browser, line, others: Mutex::default(), expects_violations: AtomicBool::new(false) })
    }

    /// Closes the browser.
    pub async fn leave(self) -> Result<()> {
        self.browser.close().await
    }

    /// The address of a path of the ENT, through this person's line.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.line.origin())
    }

    /// Goes to a path of the ENT.
    pub async fn visit(&self, path: &str) -> Result<()> {
        self.browser.goto(&self.address(path)).await
    }

    /// One more line for this browser, to another server; its policy reports count too.
    pub async fn line_to(&self, origin: &str) -> Result<Arc<FaultProxy>> {
        let line = Arc::new(FaultProxy::start(origin).await?);
        self.others.lock().await.push(Arc::clone(&line));
        Ok(line)
    }

    /// The policy violations that this browser reported, on every line.
    pub async fn violations(&self) -> Vec<serde_json::Value> {
        let others = self.others.lock().await;
        let elsewhere = others.iter().flat_map(|line| line.violations());
        self.line.violations().into_iter().chain(elsewhere).collect()
    }

    /// The journey provokes policy violations on purpose: they are not counted against it.
    pub fn expect_violations(&self) {
        self.expects_violations.store(true, Ordering::Relaxed);
    }
}

impl Stage {
    /// An empty stage.
    pub fn new(engine: Engine, mode: Mode, wings: Arc<Wings>) -> Self {
        Self { engine, mode, wings, ent: Mutex::default(), visitors: Mutex::default() }
    }

    /// The engine of this run.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The mode of this run.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The ENT of this journey, started on first use with demo accounts and no other data.
    pub async fn ent(&self) -> Result<Arc<Ent>> {
        let mut ent = self.ent.lock().await;
        if let Some(ent) = &*ent {
            return Ok(Arc::clone(ent));
        }
        let started = Arc::new(Ent::start().await?);
        *ent = Some(Arc::clone(&started));
        Ok(started)
    }

    /// Starts the ENT of this journey with a list of sites of its own for diagnostics.
    pub async fn start_with_sites(&self, sites: &str) -> Result<()> {
        *self.ent.lock().await = Some(Arc::new(Ent::start_with_sites(sites).await?));
        Ok(())
    }

    /// One more person comes with a browser of their own, to the ENT.
    pub async fn visitor(&self) -> Result<Arc<Visitor>> {
        let ent = self.ent().await?;
        let visitor = self.visitor_to(ent.origin()).await?;
        if self.engine == Engine::Webkit {
            // The other engines are told their language; this one only knows the locales of the machine.
            visitor.visit("/sign-in").await?;
            let choose = "document.cookie = 'locale=fr; path=/'; return null";
            let _: serde_json::Value = visitor.browser.run(choose, vec![]).await?;
        }
        Ok(visitor)
    }

    /// One more person comes with a browser of their own, to another server.
    pub async fn visitor_to(&self, origin: &str) -> Result<Arc<Visitor>> {
        let browser = self.wings.call(self.engine).await?;
        let visitor = Arc::new(Visitor::bring(browser, origin).await?);
        self.visitors.lock().await.push(Arc::clone(&visitor));
        Ok(visitor)
    }

    /// After a journey that went well: no policy was violated on the way. The browsers wait for the next one.
    pub async fn strike(self) -> Result<()> {
        let mut complaints = String::new();
        for visitor in self.visitors.into_inner() {
            if !visitor.expects_violations.load(Ordering::Relaxed) {
                for violation in visitor.violations().await {
                    let _ = writeln!(complaints, "- {violation}");
                }
            }
            let visitor = Arc::try_unwrap(visitor);
            let Ok(Visitor { browser, .. }) = visitor else { bail!("the journey kept a visitor") };
            // Leaves the page before its server goes.
            browser.forget().await.context("clearing a browser after a journey")?;
            self.wings.waiting.lock().await.push(browser);
        }
        if !complaints.is_empty() {
            bail!("the policy was violated:\n{complaints}");
        }
        Ok(())
    }

    /// After a journey that failed: pictures and words of every screen, in `target/failures/`.
    pub async fn autopsy(&self, journey: &str) -> PathBuf {
        let folder =
            tools::repository().join("target/failures").join(journey.replace([':', '/', ' ', '[', ']'], "-"));
        // Whatever cannot be had any more is left out: the failure itself is what matters.
        let _ = std::fs::remove_dir_all(&folder);
        let _ = std::fs::create_dir_all(&folder);
        for (number, visitor) in self.visitors.lock().await.iter().enumerate() {
            let _ = visitor.browser.photograph(&folder.join(format!("{number}.png"))).await;
            let _ = std::fs::write(folder.join(format!("{number}.txt")), describe(visitor).await);
        }
        if let Some(ent) = &*self.ent.lock().await {
            let _ = std::fs::write(folder.join("ent.log"), ent.log());
        }
        folder
    }
}

async fn describe(visitor: &Visitor) -> String {
    let mut text = String::new();
    let walk = visitor.browser.each_document(async |path| {
        let script = "const all = (root) => root.innerHTML + [...root.querySelectorAll('*')]
                .filter((e) => e.shadowRoot).map((e) => `\\n#shadow of ${e.tagName}\\n${all(e.shadowRoot)}`).join('');
            return `${location}\\n${all(document.documentElement)}`;";
        let page: String = visitor.browser.run(script, vec![]).await.unwrap_or_else(|error| format!("{error:#}"));
        let _ = writeln!(text, "== document {path} {page}\n");
        Ok(())
    });
    if let Err(error) = walk.await {
        let _ = writeln!(text, "{error:#}");
    }
    let told: serde_json::Value =
        visitor.browser.run("return window.autopsy?.() ?? null", vec![]).await.unwrap_or_default();
    let _ = writeln!(text, "the page says: {told:#}");
    if visitor.browser.engine() == Engine::Chromium {
        for entry in visitor.browser.webdriver().browser_log().await.unwrap_or_default() {
            let _ = writeln!(text, "console: {entry:?}");
        }
    }
    let others = visitor.others.lock().await;
    for line in std::iter::once(&visitor.line).chain(others.iter().map(AsRef::as_ref)) {
        let _ = writeln!(text, "line {}", line.origin());
        for exchange in line.exchanges() {
            let answer = exchange.status.map_or("no answer".to_owned(), |status| status.to_string());
            let _ =
                writeln!(text, "{} {} → {answer}, {} B", exchange.method, exchange.path, exchange.body_bytes);
        }
    }
    drop(others);
    for violation in visitor.violations().await {
        let _ = writeln!(text, "violation: {violation}");
    }
    text
}

/// Whether `folder` holds anything, for the message at the end of a run.
pub(crate) fn is_filled(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
