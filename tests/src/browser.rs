//! A browser under the harness's hand: going places, running scripts, typing, looking.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use hyper::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{By, RequestData, SessionId, WebDriver, WebElement};

use crate::driver::{self, Running, Wishes};
use crate::engine::Engine;
use crate::locate::{self, Query};
use crate::wait::{PATIENCE, until, until_some};

/// A live browser of one engine. Dropping it ends its processes.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    /// Dropped before the processes, so that the session can say goodbye.
    webdriver: WebDriver,
    running: Running,
}

impl Browser {
    /// Starts a browser with nothing special about it.
    pub async fn start(engine: Engine) -> Result<Self> {
        Self::start_with(engine, &Wishes::default()).await
    }

    /// Starts a browser on a system with `wishes`.
    pub async fn start_with(engine: Engine, wishes: &Wishes) -> Result<Self> {
        let (webdriver, running) = driver::start(engine, wishes).await?;
        webdriver.set_script_timeout(Duration::from_mins(3)).await?;
        webdriver.set_page_load_timeout(Duration::from_mins(1)).await?;
        let browser = Self { engine, webdriver, running };
        browser.resize(1280, 900).await?;
        Ok(browser)
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The `WebDriver` session, for what this type does not offer.
    pub fn webdriver(&self) -> &WebDriver {
        &self.webdriver
    }

    /// A folder that lives as long as this browser.
    pub fn scratch(&self) -> &Path {
        self.running.scratch()
    }

    /// Goes to an address and waits for its load event; the top document becomes the current one.
    pub async fn goto(&self, address: &str) -> Result<()> {
        self.webdriver
            .goto(address)
            .await
            .with_context(|| format!("{} could not go to {address}", self.engine))
    }

    /// Reloads the page; the top document becomes the current one.
    pub async fn reload(&self) -> Result<()> {
        self.top().await?;
        Ok(self.webdriver.refresh().await?)
    }

    /// Forgets cookies and shows nothing: what the next journey starts from.
    pub async fn forget(&self) -> Result<()> {
        // A page that would ask “leave?” must not stop the next journey.
        let _ = self.webdriver.dismiss_alert().await;
        self.webdriver.enter_default_frame().await?;
        self.webdriver.delete_all_cookies().await?;
        self.webdriver.goto("about:blank").await?;
        self.resize(1280, 900).await
    }

    /// Makes the top document the current one.
    pub async fn top(&self) -> Result<()> {
        Ok(self.webdriver.enter_default_frame().await?)
    }

    /// Makes the document of the frame that `selector` finds the current one, once that frame is there.
    pub async fn enter_frame(&self, selector: &str) -> Result<()> {
        until(&format!("frame {selector}"), async || {
            let Some(frame) = self.webdriver.find_all(By::Css(selector)).await?.into_iter().next() else {
                return Ok(false);
            };
            frame.enter_frame().await?;
            Ok(true)
        })
        .await
    }

    /// Visits the top document and every frame under it, however deep; `look` gets the way there, such as `/0/1`.
    ///
    /// Frames are found in open shadow roots too. Leaves the top document as the current one.
    pub async fn each_document(&self, mut look: impl AsyncFnMut(String) -> Result<()>) -> Result<()> {
        let mut waiting = vec![Vec::new()];
        while let Some(way) = waiting.pop() {
            self.top().await?;
            for index in &way {
                let Some(frame) = self.frames().await?.into_iter().nth(*index) else {
                    bail!("the frame {way:?} went away");
                };
                frame.enter_frame().await?;
            }
            look(way.iter().fold("/".to_owned(), |path, index| format!("{path}{index}/"))).await?;
            for index in 0..self.frames().await?.len() {
                waiting.push([way.as_slice(), &[index]].concat());
            }
        }
        self.top().await
    }

    /// The frames of the current document, those in its open shadow roots too.
    pub async fn frames(&self) -> Result<Vec<WebElement>> {
        let script = "const all = (root) => [...root.querySelectorAll('*')].flatMap((e) => [
                ...(e.tagName === 'IFRAME' ? [e] : []), ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
            return all(document);";
        let answer = self.webdriver.execute(script, vec![]).await.map_err(|error| anyhow!("{error}"))?;
        Ok(answer.elements()?)
    }

    /// Runs the body of a function in the current document; `arguments` are its arguments.
    pub async fn run<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        let answer = self.webdriver.execute(body, arguments).await.map_err(|error| anyhow!("{error}"))?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }

    /// Runs the body of an async function in the current document and waits for its promise.
    pub async fn run_async<T: DeserializeOwned>(&self, body: &str, mut arguments: Vec<Value>) -> Result<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async (...args) => {{ {body} }})(...[...arguments].slice(0, -1)).then(
               (value) => done({{ value: value === undefined ? null : value }}),
               (error) => done({{ error: String(error && error.stack || error) }}),
             );"
        );
        // Some drivers refuse an absent list, none an empty one.
        arguments.shrink_to_fit();
        let answer =
            self.webdriver.execute_async(script, arguments).await.map_err(|error| anyhow!("{error}"))?;
        let mut answer = answer.json().clone();
        if let Some(error) = answer.get("error").and_then(Value::as_str) {
            return Err(anyhow!("the script threw: {error}"));
        }
        Ok(serde_json::from_value(answer["value"].take())?)
    }

    /// The element that `body` returns from the current document.
    pub async fn element(&self, body: &str, arguments: Vec<Value>) -> Result<Option<WebElement>> {
        let answer = self.webdriver.execute(body, arguments).await.map_err(|error| anyhow!("{error}"))?;
        if answer.json().is_null() {
            return Ok(None);
        }
        Ok(Some(answer.element()?))
    }

    /// Everything visible in the current document (and its open shadow roots) that `query` describes.
    pub async fn find_all(&self, query: &Query) -> Result<Vec<WebElement>> {
        let answer = self.webdriver.execute(locate::SCRIPT, query.arguments()).await;
        Ok(answer.map_err(|error| anyhow!("{error}"))?.elements()?)
    }

    /// Waits for the first element that `query` describes in the current document.
    pub async fn find(&self, query: &Query) -> Result<WebElement> {
        until_some(&query.to_string(), PATIENCE, async || Ok(self.find_all(query).await?.into_iter().next()))
            .await
    }

    /// Waits for what `query` describes, and until it stands still, and clicks it as a pointer would.
    pub async fn click(&self, query: &Query) -> Result<()> {
        let mut place = None;
        until(&format!("a click on {query}"), async || self.try_click(query, &mut place).await).await
    }

    /// Clicks what `query` describes where it is there and stands where it stood at the last try; says whether the press
    /// arrived.
    pub(crate) async fn try_click(&self, query: &Query, place: &mut Option<[f64; 4]>) -> Result<bool> {
        let Some(element) = self.find_all(query).await?.into_iter().next() else { return Ok(false) };
        // In the middle, as people scroll: at the edge a message of the page may lie over it.
        let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            window.isPressed = false;
            arguments[0].addEventListener('click', () => { window.isPressed = true; }, { once: true, capture: true });
            const { x, y, width, height } = arguments[0].getBoundingClientRect();
            return [x, y, width, height]";
        let now: [f64; 4] = self.run(centre, vec![element.to_json()?]).await?;
        // Drivers press where a thing was when they looked: what still moves would be missed.
        if place.replace(now) != Some(now) {
            return Ok(false);
        }
        if let Err(error) = element.click().await {
            // A radio or a box drawn by its label lies under it: people click the label.
            let label = "return arguments[0].labels?.[0] ?? null";
            match self.element(label, vec![element.to_json()?]).await? {
                Some(label) => label.click().await?,
                None => bail!("{error}"),
            }
        }
        Ok(self.was_pressed().await)
    }

    /// Whether the press reached what it was meant for: a screen that redraws itself between the driver's look and its
    /// press lets it fall beside, and a person would press again. A document that is gone was left by the press.
    async fn was_pressed(&self) -> bool {
        let soon = Duration::from_secs(2);
        until_some("the press to arrive", soon, async || {
            let fell_beside: bool =
                self.run("return window.isPressed === false", vec![]).await.unwrap_or(false);
            Ok((!fell_beside).then_some(()))
        })
        .await
        .is_ok()
    }

    /// Empties the field that `query` describes and types `text` into it.
    pub async fn fill(&self, query: &Query, text: &str) -> Result<()> {
        until(&format!("to type into {query}"), async || {
            let Some(field) = self.find_all(query).await?.into_iter().next() else { return Ok(false) };
            field.clear().await?;
            field.send_keys(text).await?;
            Ok(true)
        })
        .await
    }

    /// Clicks what leads to another document, and waits for that one.
    pub async fn click_through(&self, query: &Query) -> Result<()> {
        let _: Value = self.run("window.isLeft = true; return null", vec![]).await?;
        self.click(query).await?;
        until(&format!("the page behind {query}"), async || {
            self.run("return !window.isLeft && document.readyState === 'complete'", vec![]).await
        })
        .await
    }

    /// Waits until nothing in the current document is what `query` describes.
    pub async fn gone(&self, query: &Query) -> Result<()> {
        until(&format!("{query} to go"), async || Ok(self.find_all(query).await?.is_empty())).await
    }

    /// An answer to a `GET` under this session that the client has no method for.
    pub async fn raw_get(&self, path: &str) -> Result<Value> {
        let request = Raw { method: Method::GET, path: path.to_owned(), body: None };
        let answer = self.webdriver.cmd(request).await.map_err(|error| anyhow!("{error}"))?;
        Ok(answer.body["value"].clone())
    }

    /// Presses keys where the focus is, one after the other. Named keys are those of `thirtyfour::Key`.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        self.webdriver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .send_keys(keys)
            .perform()
            .await?;
        // Some drivers keep keys down between two chains.
        Ok(self.webdriver.action_chain().reset_actions().await?)
    }

    /// Gives the window's page this width and height, in CSS px. Afterwards the page itself is the current document,
    /// no frame in it.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        match self.engine {
            // A headless window has no frame, and no least width either, in this way only.
            Engine::Chromium => {
                self.webdriver
                    .cdp()
                    .send_raw(
                        "Emulation.setDeviceMetricsOverride",
                        json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false }),
                    )
                    .await?;
                self.top().await
            }
            Engine::Firefox | Engine::Webkit => {
                self.webdriver.set_window_rect(0, 0, width, height).await?;
                self.top().await?;
                until("the window to have its width", async || {
                    self.run("return innerWidth === arguments[0]", vec![json!(width)]).await
                })
                .await
            }
        }
    }

    /// Fails when something sticks out sideways of the page or of the widget's document. What only sticks out until the
    /// next frames have told a component its new width is not a fault.
    pub async fn check_no_sideways_scroll(&self) -> Result<()> {
        let settled = Duration::from_secs(2);
        self.each_document(async |path| {
            until_some(&format!("document {path} to be as wide as its window"), settled, async || {
                let script = "const all = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
                    const { scrollWidth, clientWidth } = document.scrollingElement;
                    const drawn = (e) => { const range = document.createRange(); range.selectNodeContents(e);
                        return [e, range].map((one) => one.getBoundingClientRect().right); };
                    const outside = all(document).filter((e) => Math.max(e.scrollWidth > e.clientWidth ? e.getBoundingClientRect().left + e.scrollWidth : 0, ...drawn(e)) > innerWidth + 1);
                    return [scrollWidth, clientWidth, outside.slice(-5).map((e) => e.outerHTML.slice(0, 200))]";
                let (wide, seen, culprits): (f64, f64, Vec<String>) = self.run(script, vec![]).await?;
                ensure!(wide <= seen + 1.0, "it is {wide} px wide in {seen} px: {}", culprits.join("\n"));
                Ok(Some(()))
            })
            .await
        })
        .await
    }

    /// Sets the size of the root's text in every document, as a person's browser settings do: `200%`, or empty for
    /// what it was.
    pub async fn text_size(&self, size: &str) -> Result<()> {
        self.each_document(async |_| {
            self.run("document.documentElement.style.fontSize = arguments[0]; return null", vec![json!(size)])
                .await
        })
        .await
    }

    /// Photographs the visible part of the page into `file` (PNG).
    pub async fn photograph(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.webdriver.screenshot_as_png().await?)?;
        Ok(())
    }

    /// Ends the session politely, then the processes.
    pub async fn close(self) -> Result<()> {
        let Self { webdriver, running, .. } = self;
        let parting = tokio::time::timeout(Duration::from_secs(10), webdriver.quit()).await;
        drop(running);
        parting.context("the browser did not close in 10 s")??;
        Ok(())
    }
}

/// A `WebDriver` command that the client has no method for.
#[derive(Debug)]
struct Raw {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(self.method.clone(), format!("session/{session}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}
