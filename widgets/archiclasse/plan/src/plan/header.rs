//! What is said of a plan as a whole.

use serde_json::Value;

use super::Background;
use crate::reading::{Members, Problem, Written};
use crate::{Fault, Id};

/// The version of stored plans and files that this crate writes, and the newest that it reads.
pub(super) const VERSION: i32 = 1;

/// The rules for public buildings know two groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Group {
    /// Categories 1 to 4.
    #[default]
    First,
    /// Category 5, the small ones.
    Fifth,
}

const GROUPS: &[(&str, Group)] = &[("first", Group::First), ("fifth", Group::Fifth)];

/// The kind of school, which sets the sizes of furniture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// 11 to 15 years.
    #[default]
    College,
    /// 3 to 6 years.
    Maternelle,
    /// 6 to 11 years.
    Elementaire,
    /// 15 to 18 years.
    Lycee,
}

const STAGES: &[(&str, Stage)] = &[
    ("college", Stage::College),
    ("maternelle", Stage::Maternelle),
    ("elementaire", Stage::Elementaire),
    ("lycee", Stage::Lycee),
];

/// What is said of a plan as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What people call it.
    pub name: String,
    /// How high the rooms are, mm.
    pub height: i32,
    /// How many people, declared by those in charge; 0 where nothing was said.
    pub heads: i32,
    /// The building stands already; otherwise it is a new one.
    pub existing: bool,
    /// Which group of the rules for public buildings.
    pub group: Group,
    /// The kind of school.
    pub stage: Stage,
    /// The plan that this one is a variant of.
    pub variant_of: Option<Id>,
    /// A picture to trace from.
    pub background: Option<Background>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            name: String::new(),
            height: 2700,
            heads: 0,
            existing: true,
            group: Group::First,
            stage: Stage::College,
            variant_of: None,
            background: None,
        }
    }
}

impl Header {
    /// Reads a stored header. [`Fault::Newer`] where a newer version wrote it: the plan is then shown and not changed.
    pub fn read(value: &Value) -> Result<Self, Problem> {
        let members = Members::of(value)?;
        let version = members.whole("v", 1..=i32::MAX)?;
        if version > VERSION {
            return Err(Problem::at("v", Fault::Newer));
        }
        let usual = Self::default();
        let background = match members.get("background") {
            None => None,
            Some(value) => Some(Background::read(value).map_err(|problem| problem.under("background"))?),
        };
        Ok(Self {
            name: members.text("name", 80)?,
            height: members.whole_or("height", 1500..=30_000, usual.height)?,
            heads: members.whole_or("heads", 0..=5000, 0)?,
            existing: !members.flag("new"),
            group: members.word("group", GROUPS)?,
            stage: members.word("stage", STAGES)?,
            variant_of: members.maybe_id("variantOf")?,
            background,
        })
    }

    /// The value to store.
    pub fn write(&self) -> Value {
        let written = Written::default()
            .whole("v", VERSION)
            .text("name", &self.name)
            .whole("height", self.height)
            .whole_unless("heads", self.heads, 0)
            .flag("new", !self.existing)
            .word("group", GROUPS, self.group)
            .word("stage", STAGES, self.stage)
            .id("variantOf", self.variant_of);
        match &self.background {
            Some(background) => written.put("background", background.write()).value(),
            None => written.value(),
        }
    }
}
