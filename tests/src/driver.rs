//! Starting a browser through its `WebDriver`: one driver process for each browser, on a free port, gone at the end.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

use crate::display::Display;
use crate::engine::Engine;
use crate::process::{Process, free_port};
use crate::tools;
use crate::wait::{PATIENCE, until_some};

/// How long a `WebDriver` command may take before the browser counts as stuck.
const COMMAND_TIMEOUT: Duration = Duration::from_mins(2);

/// What a browser is started with, beyond what the engine needs.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The system asks for dark colours.
    pub dark: bool,
    /// The system asks for reduced motion.
    pub reduced_motion: bool,
    /// The language of the browser's interface and of `Accept-Language` (BCP 47); French when absent. `WebKitGTK`
    /// takes it only where the machine has a locale for it.
    pub language: Option<String>,
    /// Page and frames share one process: only so does Chromium slow the processor for all of them.
    pub one_process: bool,
}

/// The processes behind a browser. Dropping it ends them all.
#[derive(Debug)]
pub(crate) struct Running {
    /// Killed before the display that it draws on.
    _driver: Process,
    _display: Option<Display>,
    /// The profile, the logs: deleted last.
    scratch: TempDir,
}

impl Running {
    /// A folder that lives as long as the browser.
    pub(crate) fn scratch(&self) -> &Path {
        self.scratch.path()
    }
}

/// Starts a driver and opens a session on it.
pub(crate) async fn start(engine: Engine, wishes: &Wishes) -> Result<(WebDriver, Running)> {
    let scratch = tempfile::Builder::new().prefix("greffon-browser-").tempdir()?;
    let display = match engine {
        Engine::Webkit => Some(Display::start(scratch.path()).await?),
        Engine::Chromium | Engine::Firefox => None,
    };
    allow_narrow_windows(engine, scratch.path())?;
    let port = free_port()?;
    let command = driver_command(engine, port, scratch.path(), display.as_ref(), wishes)?;
    let log = scratch.path().join("driver.log");
    let mut process = Process::start(command, &log)?;
    wait_for_driver(&mut process, port, &log).await?;
    let address = format!("http://127.0.0.1:{port}");
    let capabilities = Capabilities::from(capabilities(engine, scratch.path(), wishes)?);
    let session = WebDriver::builder(address, capabilities).request_timeout(COMMAND_TIMEOUT).connect().await;
    let webdriver = session.with_context(|| {
        let tail = std::fs::read_to_string(&log).unwrap_or_default();
        format!("{engine} did not open a session; its driver said:\n{tail}")
    })?;
    Ok((webdriver, Running { _driver: process, _display: display, scratch }))
}

fn driver_command(
    engine: Engine,
    port: u16,
    scratch: &Path,
    display: Option<&Display>,
    wishes: &Wishes,
) -> Result<Command> {
    let port = port.to_string();
    let language = wishes.language.as_deref().unwrap_or("fr-FR");
    let mut command = match engine {
        Engine::Chromium => {
            let mut command = Command::new(tools::find("chromedriver")?);
            command.arg(format!("--port={port}"));
            command
        }
        Engine::Firefox => {
            let mut command = Command::new(tools::find("geckodriver")?);
            // System access: the one way to tell a running Firefox what the system's colours are.
            command.args(["--port", &port, "--allow-system-access"]);
            command
        }
        Engine::Webkit => {
            let mut command = Command::new(tools::find("WebKitWebDriver")?);
            command.arg(format!("--port={port}"));
            command
        }
    };
    // A home of its own: nothing of the person who runs the tests is read or written.
    command.env("HOME", scratch).env("XDG_CACHE_HOME", scratch).env("XDG_CONFIG_HOME", scratch);
    command.env("XDG_DATA_HOME", scratch);
    // The languages count only where the locale is not plain C.
    command.env("LC_ALL", "fr_FR.UTF-8").env("LANGUAGE", language.replace('-', "_"));
    if let Some(display) = display {
        command.env("DISPLAY", display.name()).env("GDK_BACKEND", "x11").env("LIBGL_ALWAYS_SOFTWARE", "1");
        if wishes.dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
    }
    Ok(command)
}

/// Windows of Firefox and `MiniBrowser` are at least as wide as their toolbars; a phone is narrower.
fn allow_narrow_windows(engine: Engine, scratch: &Path) -> Result<()> {
    let (folder, file, style) = match engine {
        Engine::Chromium => return Ok(()),
        Engine::Firefox => (
            scratch.join("profile/chrome"),
            "userChrome.css",
            ":root { min-width: 0 !important; min-height: 0 !important; }",
        ),
        Engine::Webkit => (
            scratch.join("gtk-3.0"),
            "gtk.css",
            "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; \
             -gtk-icon-style: symbolic; } entry image, button image { -gtk-icon-transform: scale(0); }",
        ),
    };
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(file), style)?)
}

async fn wait_for_driver(process: &mut Process, port: u16, log: &Path) -> Result<()> {
    until_some("the driver to listen", PATIENCE, async || {
        if let Some(status) = process.ended() {
            bail!("{} ended ({status}): {}", process.name(), std::fs::read_to_string(log)?);
        }
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop))
    })
    .await
}

fn capabilities(engine: Engine, scratch: &Path, wishes: &Wishes) -> Result<Map<String, Value>> {
    let language = wishes.language.as_deref().unwrap_or("fr-FR");
    let value = match engine {
        Engine::Chromium => {
            let mut arguments = vec![
                "--headless".to_owned(),
                "--no-sandbox".to_owned(),
                "--disable-gpu".to_owned(),
                "--disable-dev-shm-usage".to_owned(),
                "--disable-background-networking".to_owned(),
                "--disable-component-update".to_owned(),
                "--disable-sync".to_owned(),
                "--no-first-run".to_owned(),
                "--hide-scrollbars=false".to_owned(),
                format!("--lang={language}"),
                format!("--user-data-dir={}", scratch.join("profile").display()),
            ];
            if wishes.dark {
                arguments.push("--force-dark-mode".to_owned());
            }
            if wishes.one_process {
                arguments.push("--disable-site-isolation-trials".to_owned());
                arguments.push(
                    "--disable-features=IsolateSandboxedIframes,IsolateOrigins,site-per-process".to_owned(),
                );
            }
            if wishes.reduced_motion {
                arguments.push("--force-prefers-reduced-motion".to_owned());
            }
            json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "binary": tools::find("chromium")?,
                    "args": arguments,
                    "prefs": { "intl.accept_languages": language },
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            })
        }
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": tools::find("firefox")?,
                "args": ["-headless", "-profile", scratch.join("profile")],
                "prefs": {
                    "toolkit.legacyUserProfileCustomizations.stylesheets": true,
                    "intl.accept_languages": language,
                    "ui.systemUsesDarkTheme": i32::from(wishes.dark),
                    "ui.prefersReducedMotion": i32::from(wishes.reduced_motion),
                    // Tab reaches links and buttons alike, as it does for people who use a keyboard.
                    "accessibility.tabfocus": 7,
                },
            },
        }),
        Engine::Webkit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": tools::find("MiniBrowser")?,
                "args": ["--automation"],
            },
        }),
    };
    match value {
        Value::Object(map) => Ok(map),
        _ => bail!("capabilities are an object"),
    }
}
