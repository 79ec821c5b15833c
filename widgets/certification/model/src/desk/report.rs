//! A malfunction as somebody reported it, and the fingerprint that makes two reports one problem.

use serde_json::Value;

use super::problem::Problem;
use crate::day::{Day, Moment};
use crate::stored;

/// Where a problem is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// One computer, by its id.
    Machine(String),
    /// A whole room, by its id.
    Room(String),
    /// The whole establishment.
    #[default]
    School,
}

impl Place {
    /// Its part of a fingerprint.
    pub fn id(&self) -> String {
        match self {
            Self::Machine(id) => ["m-", id].concat(),
            Self::Room(id) => ["r-", id].concat(),
            Self::School => "school".to_owned(),
        }
    }

    /// The place of that part.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.split_at_checked(2) {
            Some(("m-", id)) => Some(Self::Machine(id.to_owned())),
            Some(("r-", id)) => Some(Self::Room(id.to_owned())),
            _ => (id == "school").then_some(Self::School),
        }
    }
}

/// Who reported. Pupils are never named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reporter {
    /// A pupil.
    #[default]
    Pupil,
    /// Somebody of the staff.
    Staff,
    /// Nobody: the diagnostic page measured it.
    Diagnostic,
}

impl Reporter {
    /// As it is stored.
    const fn id(self) -> &'static str {
        match self {
            Self::Pupil => "pupil",
            Self::Staff => "staff",
            Self::Diagnostic => "diagnostic",
        }
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// When.
    pub at: Moment,
    /// What.
    pub problem: Problem,
    /// Where.
    pub place: Place,
    /// In their own words.
    pub text: String,
    /// Who.
    pub by: Reporter,
    /// The name of somebody of the staff, where the host told it.
    pub name: String,
    /// The site that is blocked, or the one that is slow.
    pub site: String,
    /// Wanted throughput in Mbit/s.
    pub rate: Option<u32>,
    /// Until when the opening or the priority is wanted; `None` for good.
    pub until: Option<Day>,
}

/// Longest name of a site in a fingerprint, in characters.
const SITE: usize = 60;

impl Report {
    /// Reads one; `None` where it cannot be said when, what or where.
    pub fn read(raw: &Value) -> Option<Self> {
        Some(Self {
            at: stored::moment(raw, "at")?,
            problem: Problem::from_id(stored::text(raw, "problem"))?,
            place: Place::from_id(stored::text(raw, "place"))?,
            text: stored::text(raw, "text").to_owned(),
            by: match stored::text(raw, "by") {
                "staff" => Reporter::Staff,
                "diagnostic" => Reporter::Diagnostic,
                _ => Reporter::Pupil,
            },
            name: stored::text(raw, "name").to_owned(),
            site: stored::text(raw, "site").to_owned(),
            rate: stored::number(raw, "rate"),
            until: stored::day(raw, "until"),
        })
    }

    /// As it is stored.
    pub fn raw(&self) -> Value {
        stored::object([
            ("at", self.at.text().into()),
            ("problem", self.problem.id().into()),
            ("place", self.place.id().into()),
            ("text", self.text.as_str().into()),
            ("by", self.by.id().into()),
            ("name", self.name.as_str().into()),
            ("site", self.site.as_str().into()),
            ("rate", self.rate.map_or(Value::Null, Value::from)),
            ("until", stored::of_day(self.until)),
        ])
    }

    /// What this report has in common with others of the same problem: its kind, its place and, where a site is
    /// blocked, the site.
    pub fn fingerprint(&self) -> String {
        let mut print = [self.problem.id(), ".", &self.place.id()].concat();
        if let Some(site) = self.blocked() {
            print.push('.');
            print.push_str(&site);
        }
        print
    }

    /// The same wherever it is: what two computers have in common that fail alike.
    pub fn cause(&self) -> String {
        let mut cause = self.problem.id().to_owned();
        if let Some(site) = self.blocked() {
            cause.push('.');
            cause.push_str(&site);
        }
        cause
    }

    fn blocked(&self) -> Option<String> {
        let site = site_of(&self.site);
        (self.problem == Problem::Filtering && !site.is_empty()).then_some(site)
    }
}

/// Kind and place of a fingerprint.
pub fn of_fingerprint(print: &str) -> Option<(Problem, Place)> {
    let mut parts = print.splitn(3, '.');
    Some((Problem::from_id(parts.next()?)?, Place::from_id(parts.next()?)?))
}

/// The host of what somebody typed or pasted: `https://App.Pix.fr/connexion` and `app.pix.fr` are one site.
pub fn site_of(typed: &str) -> String {
    let typed = typed.trim().to_ascii_lowercase();
    let rest = typed.split_once("://").map_or(typed.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':', ' ']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-')).take(SITE).collect()
}
