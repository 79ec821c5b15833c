//! The tracker as a pure machine: messages go in, the model changes, effects come out for the shell to carry out.
//!
//! What is stored comes in by [`Msg::Reset`] and [`Msg::Changed`] only, own writes included: the replica shows a write
//! as soon as it is asked for, so the model never keeps a second truth. What is not validated lives in drafts.

mod class_page;
mod competence_page;
mod draft;
mod effect;
mod frame;
mod home;
mod msg;
mod update;

pub use class_page::{ClassPage, ClassState, GroupChoice};
pub use competence_page::{
    Blocked, CompetencePage, Folded, HistoryLine, LevelChoice, Missing, Neighbour, Outcome, RungView,
    ShareView, TickBox, Validation, Validity,
};
pub use draft::{Choice, Draft};
pub use effect::{Effect, Label, Say, Tag, Target};
pub use frame::{Frame, Tab, Toast};
pub use home::{Card, DomainCards, DomainTab, Home, NextStep, Reason};
pub use msg::{Item, Msg, Save};
pub use update::update;

use greffon_protocol::User;
use greffon_protocol::user::Group;
use serde_json::Value;

use crate::framework::{Code, Framework, Lang, Level, Stage};
use crate::overview::{self, Overview};
use crate::record::Record;

/// What the host tells at the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// The person, as far as it was granted.
    pub user: Option<User>,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// My competences.
    Home,
    /// One competence.
    Competence(Code),
    /// Table and bars.
    Overview,
    /// The requests of others.
    Asked,
    /// Badges.
    Badges,
    /// What one keeps and takes along.
    File,
    /// The counts of a class.
    Class,
    /// What the pupils in one's care opened.
    Family,
    /// There is nothing here for this person (yet).
    Nothing,
}

/// The whole state of the tracker.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that are independent of each other, not a hidden state"
)]
pub struct Model {
    framework: Framework,
    /// `None` without an id that can stand in a key.
    record: Option<Record>,
    /// Places themself.
    places: bool,
    /// Sees the counts of a class.
    counts: bool,
    /// Reads what pupils in their care opened.
    reads: bool,
    groups: Vec<Group>,
    screen: Screen,
    filter: Option<Code>,
    drafts: Vec<(usize, Draft)>,
    unfolded: bool,
    loaded: bool,
    read_only: bool,
    save: Save,
    dirty: bool,
    toast: Option<Toast>,
    pending: Vec<Pending>,
    last_tag: u32,
    mend_refused: bool,
    class: Class,
}

/// A write under way, and what to give back if it is refused.
#[derive(Debug, Clone, PartialEq)]
struct Pending {
    tag: Tag,
    label: Label,
    draft: Option<(usize, Draft)>,
}

/// The counts, as far as they came.
#[derive(Debug, Clone, Default, PartialEq)]
struct Class {
    group: Option<usize>,
    asking: bool,
    /// Something moved since the question was sent.
    again: bool,
    failed: bool,
    answer: Option<Value>,
}

impl Model {
    /// The start, and what to do first.
    ///
    /// Without any role (not granted, or no school behind it) the person places themself.
    pub fn start(start: Start) -> (Self, Vec<Effect>) {
        let framework = Framework::crcn();
        let user = start.user.unwrap_or_default();
        let counts = user.has_role("teacher");
        let places = user.has_role("pupil") || user.roles.is_empty();
        let reads = user.has_role("guardian");
        let screen = match (places, counts, reads) {
            (true, _, _) => Screen::Home,
            (false, true, _) => Screen::Class,
            (false, false, true) => Screen::Family,
            (false, false, false) => Screen::Nothing,
        };
        let record = user.id.as_deref().and_then(|id| Record::new(id, &framework));
        let mut model = Self {
            framework,
            record,
            places,
            counts,
            reads,
            groups: user.groups.unwrap_or_default(),
            screen,
            filter: None,
            drafts: Vec::new(),
            unfolded: false,
            loaded: false,
            read_only: start.read_only,
            save: Save::Saved,
            dirty: false,
            toast: None,
            pending: Vec::new(),
            last_tag: 0,
            mend_refused: false,
            class: Class::default(),
        };
        if model.groups.len() == 1 {
            model.class.group = Some(0);
        }
        let effects = if screen == Screen::Class { update(&mut model, Msg::Refresh) } else { Vec::new() };
        (model, effects)
    }

    /// The framework.
    pub const fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The screen.
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The table of everything. `None` without an id, and until the stored items came.
    pub fn overview(&self, lang: Lang) -> Option<Overview> {
        self.record
            .as_ref()
            .filter(|_| self.loaded)
            .map(|record| overview::overview(&self.framework, record, lang))
    }

    /// The person's stage.
    pub fn stage(&self) -> Option<Stage> {
        self.record.as_ref()?.choices().stage()
    }

    fn opened_by_stage(&self) -> Level {
        self.stage().map_or_else(Stage::opens_by_default, Stage::opens_up_to)
    }

    fn can_write(&self) -> bool {
        !self.read_only && self.save != Save::ReadOnly && self.places && self.loaded && self.record.is_some()
    }

    /// The draft of a competence: what was changed and not validated, or else what was validated last.
    fn draft(&self, competence: usize) -> Draft {
        self.drafts
            .iter()
            .find(|(known, _)| *known == competence)
            .map_or_else(|| self.validated(competence), |(_, draft)| *draft)
    }

    /// The draft that would change nothing.
    fn validated(&self, competence: usize) -> Draft {
        let current = self.record.as_ref().and_then(|record| record.current(competence));
        Draft::of(&self.framework.competences[competence], current.as_ref())
    }

    /// Whether something is changed there and not validated.
    fn is_drafted(&self, competence: usize) -> bool {
        let Some((_, draft)) = self.drafts.iter().find(|(known, _)| *known == competence) else {
            return false;
        };
        match self.record.as_ref().and_then(|record| record.current(competence)) {
            // To say that one does not know is to say something.
            None => !draft.is_silent(),
            Some(line) => {
                let standing = draft.standing(&self.framework.competences[competence]);
                standing != line.standing || draft.ticks != line.ticks
            }
        }
    }

    /// The competence that is open.
    fn open(&self) -> Option<usize> {
        match &self.screen {
            Screen::Competence(code) => self.framework.index(code.as_str()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
