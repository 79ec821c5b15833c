//! `widget.json`: what a widget declares of itself (section 7), and what is wrong with it.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::capability::Capability;
use crate::key::Scope;
use crate::user::Profile;

pub use check::Problem;

/// A widget's manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Manifest {
    /// Version of the manifest's own form: 1.
    pub greffon: u32,
    /// `a-z 0-9 -`, 2 to 32 characters, first a letter. Folder, element and pairwise ids hang on it: it never changes.
    pub id: String,
    /// Semantic version of the widget.
    pub version: String,
    /// Its major, part of the element's name, so that two majors can stand on a page.
    pub major: u32,
    /// For people.
    pub title: Text,
    /// One sentence for people.
    pub description: Text,
    /// The document of the frame mode, relative to the manifest.
    pub entry: String,
    /// The module of the page mode, relative to the manifest.
    pub element: String,
    /// Whether it stands in a class or in the whole establishment.
    #[serde(default)]
    pub place: Place,
    /// The widget is also in the common module that pages with several widgets load.
    #[serde(default)]
    pub bundle: bool,
    /// Without these the widget is no use.
    #[serde(default)]
    pub required: Vec<Wish>,
    /// With these it is better.
    #[serde(default)]
    pub optional: Vec<Wish>,
    /// Roles and the profiles that get them.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Who may read and write what. Nothing is allowed that no rule allows.
    #[serde(default)]
    pub access: Vec<AccessRule>,
    /// JSON Schemas (draft 2020-12) by name.
    #[serde(default)]
    pub schemas: BTreeMap<String, Value>,
    /// Counts that the back end makes, so that nobody is sent what they may not read.
    #[serde(default)]
    pub tallies: Vec<Tally>,
    /// Who may call which service; one that is not named may be called by whoever the capability is granted for.
    #[serde(default)]
    pub services: Vec<ServiceRule>,
    /// Prefixes of `shared` that the levels above may read.
    #[serde(default)]
    pub publish: Vec<String>,
    /// Keys that a scope needs, where more than the default.
    #[serde(default)]
    pub keys: BTreeMap<String, u32>,
    /// Bytes that a scope needs, where more than the default.
    #[serde(default)]
    pub quota: BTreeMap<String, u64>,
}

/// Whom an instance is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A class.
    #[default]
    Class,
    /// Everybody of an establishment.
    Establishment,
}

/// A text in French and English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in the language of that BCP 47 tag; French where it is neither.
    pub fn get(&self, locale: &str) -> &str {
        if locale.starts_with("en") { &self.en } else { &self.fr }
    }
}

/// A capability that is asked for, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Wish {
    /// Which.
    pub name: Capability,
    /// What for, read by the administrator who grants it.
    pub purpose: Text,
}

/// A role, and who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Role {
    /// `a-z 0-9 -`.
    pub name: String,
    /// What people call it; a host that assigns roles shows this, or the name where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// SDET profiles that have it by default; the host may assign it otherwise.
    #[serde(default)]
    pub profiles: Vec<Profile>,
}

/// Who may read and write under a prefix. The longest prefix that fits rules.
///
/// A reference is `owner` (the person whose pairwise id stands at `{self}`), `by` (the person whose id stands at `{by}`),
/// a role, `role@group` (that role, about people with whom they share a group) or `role@family` (that role, about pupils
/// in their care).
///
/// `{by}` signs what one person writes about another: whoever may write, may do so under their own id there only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct AccessRule {
    /// `shared` or `widget`.
    pub scope: Scope,
    /// May hold one `{self}` and one `{by}` as whole segments.
    pub prefix: String,
    /// References.
    pub read: Vec<String>,
    /// References.
    pub write: Vec<String>,
    /// Name of the schema that values must match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
}

/// Counts over the items under a prefix with `{self}`, for the members of one group.
///
/// A cell of 1 to `min` - 1 people is masked; where exactly one cell of a row (same first `by`) would be masked,
/// the smallest other cell is masked too, so that it cannot be worked out by subtraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Tally {
    /// Its name.
    pub name: String,
    /// Which items, in `shared`; holds `{self}`.
    pub prefix: String,
    /// What tells cells apart: `key:N` (the Nth segment of the key, from 0) or `value:/json/pointer`.
    pub by: Vec<String>,
    /// Smallest number that is told.
    pub min: u32,
    /// References of who may ask; `role@group` asks about their own groups only.
    pub read: Vec<String>,
}

/// Who may call a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ServiceRule {
    /// The service, as in `badge.sign`; the manifest wishes for its capability too.
    pub name: String,
    /// Roles. `role@group` is for services that are about a person: of a group in common.
    pub call: Vec<String>,
}

impl Manifest {
    /// Reads and checks a manifest: everything that is wrong with it, each with its place.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let manifest: Self = serde_json::from_str(text)
            .map_err(|error| vec![Problem { place: String::new(), text: error.to_string() }])?;
        let problems = check::check(&manifest);
        if problems.is_empty() { Ok(manifest) } else { Err(problems) }
    }

    /// Required and optional wishes.
    pub fn wishes(&self) -> impl Iterator<Item = &Wish> {
        self.required.iter().chain(&self.optional)
    }

    /// The roles that no profile gives: the host assigns them person by person.
    pub fn assignable(&self) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(|role| role.profiles.is_empty())
    }

    /// The roles of a person with these profiles.
    pub fn roles_of(&self, profiles: &[Profile]) -> Vec<String> {
        let has = |role: &&Role| role.profiles.iter().any(|profile| profiles.contains(profile));
        self.roles.iter().filter(has).map(|role| role.name.clone()).collect()
    }
}
