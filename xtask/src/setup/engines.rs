//! The browsers of the tests and their drivers.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::apt;
use crate::progress::Step;

/// A browser engine that the tests can drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .with_context(|| format!("there is no engine `{name}`: chromium, firefox and webkit are known"))
    }

    /// Each program with the Debian packages that bring it.
    fn programs(self) -> &'static [(&'static [&'static str], &'static [&'static str])] {
        match self {
            // Without recommended packages there is no font either, and letters would be boxes.
            Self::Chromium => &[
                (&["/usr/bin/chromium"], &["chromium", "fonts-liberation"]),
                (&["/usr/bin/chromedriver"], &["chromium-driver"]),
            ],
            Self::Firefox => {
                &[(&["/usr/bin/firefox", "/usr/bin/firefox-esr"], &["firefox-esr", "fonts-liberation"])]
            }
            Self::Webkit => &[
                (&["/usr/bin/WebKitWebDriver"], &["webkit2gtk-driver", "fonts-liberation"]),
                (&["/usr/bin/Xvfb"], &["xvfb"]),
            ],
        }
    }

    fn missing_packages(self) -> Vec<String> {
        let absent = |files: &[&str]| !files.iter().any(|file| Path::new(file).exists());
        let programs = self.programs().iter().filter(|(files, _)| absent(files));
        programs.flat_map(|(_, packages)| *packages).map(|package| (*package).to_owned()).collect()
    }
}

/// Finds the browsers or installs Debian's.
pub(crate) fn require(engines: &[Engine]) -> Result<()> {
    for engine in engines {
        let mut step = Step::start(engine.name(), "a browser engine that the tests drive");
        let missing = engine.missing_packages();
        if missing.is_empty() {
            step.done("is here");
            continue;
        }
        if let Err(error) = apt::install(&missing, &format!("testing in {}", engine.name()), &mut step) {
            step.failed();
            return Err(error.context("`cargo xtask test --fast` runs what needs no browser"));
        }
        ensure!(
            engine.missing_packages().is_empty(),
            "{} was installed, but its programs are not in /usr/bin",
            missing.join(", ")
        );
        step.done("installed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_known_by_name_and_others_are_refused() {
        assert_eq!(Engine::named("webkit").expect("known"), Engine::Webkit);
        let error = Engine::named("opera").expect_err("unknown").to_string();
        assert!(error.contains("`opera`") && error.contains("firefox"), "{error}");
    }
}
