//! A browser under the harness's hand: going places, running scripts, typing, looking.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver, WebElement};

use crate::driver::{self, Running, Wishes};
use crate::engine::Engine;
use crate::wait::until;

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
        webdriver.set_script_timeout(Duration::from_secs(30)).await?;
        webdriver.set_page_load_timeout(Duration::from_secs(30)).await?;
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
        self.webdriver.goto(address).await.with_context(|| format!("{} could not go to {address}", self.engine))
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
        let answer = self.webdriver.execute_async(script, arguments).await.map_err(|error| anyhow!("{error}"))?;
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

    /// Presses keys where the focus is, one after the other. Named keys are those of `thirtyfour::Key`.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        self.webdriver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO)).send_keys(keys).perform().await?;
        // Some drivers keep keys down between two chains.
        Ok(self.webdriver.action_chain().reset_actions().await?)
    }

    /// Gives the window's page this width and height, in CSS px, and checks that it has it.
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
            }
            Engine::Firefox | Engine::Webkit => {
                self.webdriver.set_window_rect(0, 0, width, height).await?;
            }
        }
        Ok(())
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
