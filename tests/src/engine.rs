//! The three browser engines, and which of them this run asks for.

use std::fmt;
use std::str::FromStr;

use crate::tools::{self, MissingTool};

/// The environment variable that names the engines of a run: `chromium,firefox,webkit`.
///
/// Without it no browser starts, so that a plain `cargo test` needs none.
pub const ENGINES_VARIABLE: &str = "GREFFON_ENGINES";

/// A browser engine, with one browser that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// Blink, by Chromium and `chromedriver`.
    Chromium,
    /// Gecko, by Firefox and `geckodriver`.
    Firefox,
    /// `WebKit`, by `WebKitGTK`'s `MiniBrowser` and `WebKitWebDriver`, on a virtual display.
    Webkit,
}

/// A name in [`ENGINES_VARIABLE`] that is none of the three.
#[derive(Debug, thiserror::Error)]
#[error("{ENGINES_VARIABLE} names “{0}”: only chromium, firefox and webkit are known")]
pub struct UnknownEngine(String);

impl Engine {
    /// The three, in the order in which results are shown.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The engines that [`ENGINES_VARIABLE`] asks for; none when it is unset or empty.
    pub fn asked_for() -> Result<Vec<Self>, UnknownEngine> {
        let names = std::env::var(ENGINES_VARIABLE).unwrap_or_default();
        names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::parse).collect()
    }

    /// Looks for every program that this engine needs; the error says what is missing and how to get it.
    pub fn check(self) -> Result<(), MissingTool> {
        match self {
            Self::Chromium => {
                tools::find("chromium")?;
                tools::find("chromedriver")?;
            }
            Self::Firefox => {
                tools::find("firefox")?;
                tools::find("geckodriver")?;
            }
            Self::Webkit => {
                tools::find("MiniBrowser")?;
                tools::find("WebKitWebDriver")?;
                tools::find("Xvfb")?;
            }
        }
        Ok(())
    }

    /// The name on the command line and in test names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = UnknownEngine;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .ok_or_else(|| UnknownEngine(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn names_are_read_back() {
        for engine in Engine::ALL {
            assert_eq!(engine.name().parse::<Engine>().unwrap(), engine, "{engine}");
        }
    }

    #[test]
    fn an_unknown_name_is_refused_by_name() {
        let error = "opera".parse::<Engine>().unwrap_err().to_string();
        assert!(error.contains("opera"), "{error}");
    }
}
