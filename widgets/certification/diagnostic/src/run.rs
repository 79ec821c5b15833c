//! A run, as the page sends it: read strictly, because anybody who has the link can send anything.

use std::collections::HashSet;

use greffon_certification_model::desk::problem::Problem;
use serde::Deserialize;

use crate::checks::{Check, check};
use crate::sites::Sites;

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth a look, and no reason to stop a candidate.
    Note,
    /// Not as it should be.
    Bad,
    /// Not looked at.
    Skipped,
}

impl State {
    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Note => "note",
            Self::Bad => "bad",
            Self::Skipped => "skipped",
        }
    }
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Which check.
    pub check: String,
    /// For the check `site`: which.
    #[serde(default)]
    pub site: String,
    /// What it found.
    pub is: State,
    /// What was measured, as the page words it.
    #[serde(default)]
    pub saw: String,
}

/// All results of one computer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Which computer of the board.
    pub machine: String,
    /// Browser and version.
    pub browser: String,
    /// The results.
    pub results: Vec<Found>,
}

/// Why a run is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A text is too long or holds signs that no measure has.
    Text(&'static str),
    /// No such check.
    Check(String),
    /// No such site in the list.
    Site(String),
    /// A check stands there twice.
    Twice(String),
    /// There is no result.
    Nothing,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(member) => write!(formatter, "{member}: at most {TEXT} characters on one line"),
            Self::Check(id) => write!(formatter, "there is no check {id:?}"),
            Self::Site(host) => write!(formatter, "{host:?} is not in the list of sites"),
            Self::Twice(id) => write!(formatter, "{id:?} stands there twice"),
            Self::Nothing => formatter.write_str("there is no result"),
        }
    }
}

/// Longest text of a result, in characters.
const TEXT: usize = 160;

fn is_line(text: &str) -> bool {
    text.chars().count() <= TEXT && !text.chars().any(char::is_control)
}

impl Run {
    /// Looks at everything that can be told without the board.
    pub fn check(&self, sites: &Sites) -> Result<(), Wrong> {
        if !is_line(&self.browser) {
            return Err(Wrong::Text("browser"));
        }
        let mut seen = HashSet::new();
        for found in &self.results {
            if check(&found.check).is_none() {
                return Err(Wrong::Check(found.check.clone()));
            }
            if (found.check == "site") != sites.get(&found.site).is_some() {
                return Err(Wrong::Site(found.site.clone()));
            }
            if !is_line(&found.saw) {
                return Err(Wrong::Text("saw"));
            }
            if !seen.insert(found.name()) {
                return Err(Wrong::Twice(found.name()));
            }
        }
        if self.results.iter().all(|found| found.is == State::Skipped) { Err(Wrong::Nothing) } else { Ok(()) }
    }

    /// The results that are a problem of that kind when they fail.
    pub(crate) fn about(&self, problem: Problem) -> impl Iterator<Item = &Found> {
        self.results.iter().filter(move |found| found.of().and_then(|check| check.problem) == Some(problem))
    }
}

impl Found {
    /// The check.
    pub(crate) fn of(&self) -> Option<&'static Check> {
        check(&self.check)
    }

    /// Under which name it is stored: of several sites each has its own.
    pub fn name(&self) -> String {
        // A port would not fit a name.
        if self.site.is_empty() {
            self.check.clone()
        } else {
            ["site.", &self.site.replace(':', "-")].concat()
        }
    }
}
