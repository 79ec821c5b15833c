//! The machine: messages go in, the model changes, effects come out. One way in, one way out.

mod effect;
mod form;
mod msg;
mod page;
mod update;

pub use effect::{Effect, Say, Toast};
pub use form::{Field, Problem};
pub use msg::Msg;
pub use page::Page;
pub(crate) use update::Turn;
pub use update::update;

use greffon_crcn_model::badge::Catalogue;
use greffon_crcn_model::framework::{Framework, Level};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::record::Record;
use greffon_crcn_model::trace::Kept;
use greffon_protocol::User;
use greffon_protocol::user::Group;
use serde_json::Value;

use crate::badges::BadgeState;
use crate::class::Class;
use crate::import::Import;
use crate::items::Items;
use crate::people::People;
use crate::portfolio::PortfolioState;
use crate::traces::Draft;

/// What the host offers beyond storage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offers {
    /// It signs badges for this person.
    pub sign: bool,
    /// It shows signed badges on a page of their own.
    pub show: bool,
    /// It keeps learning traces.
    pub trace: bool,
}

/// What the host tells at the start.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The person, as far as it was granted.
    pub user: User,
    /// Nothing may be changed.
    pub read_only: bool,
    /// What the host offers.
    pub offers: Offers,
    /// The page that is shown.
    pub page: Page,
    /// Today, where the person is.
    pub today: Day,
}

/// The whole state.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that are independent of each other, not a hidden state"
)]
pub struct Model {
    pub(crate) framework: Framework,
    /// `None` where the host gave no id: then nothing can be kept.
    pub(crate) me: Option<String>,
    pub(crate) pupil: bool,
    pub(crate) teacher: bool,
    pub(crate) groups: Vec<Group>,
    pub(crate) items: Items,
    /// One's own positions.
    pub(crate) record: Option<Record>,
    pub(crate) loaded: bool,
    pub(crate) read_only: bool,
    pub(crate) offers: Offers,
    pub(crate) page: Page,
    pub(crate) people: People,
    pub(crate) today: Day,
    pub(crate) form: form::Form,
    pub(crate) toast: Option<Toast>,
    /// Writes under way, with what was typed for them: it comes back if they are refused.
    pub(crate) pending: Vec<(u32, Vec<form::Typed>)>,
    pub(crate) last_label: u32,
    pub(crate) calls: Vec<(u32, Purpose)>,
    pub(crate) last_call: u32,
    /// The request that is being answered, by its key.
    pub(crate) answering: Option<String>,
    pub(crate) class: Class,
    pub(crate) import: Option<Import>,
    pub(crate) catalogues: Vec<Catalogue>,
    pub(crate) badges: BadgeState,
    pub(crate) portfolio: PortfolioState,
    /// The trace that is shown and not sent.
    pub(crate) trace: Option<Draft>,
}

/// What a call was for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Purpose {
    People,
    Tally(&'static str),
    PixFile,
    RecordFile,
    Framework,
    BadgeFile,
    /// Which badges are shown; after a wish, the badge and whether it was to be shown.
    Showing(Option<(String, bool)>),
    /// A signature for who asked, and the id of the badge.
    Signature(String, String),
    /// A trace that left.
    Trace(Kept),
    /// What takes a trace back; whether nothing of it is to stay here.
    Voiding(Kept, bool),
}

impl Model {
    /// The start. Without any role (not granted, or no school behind it) the person places themself.
    pub fn start(start: Start) -> Self {
        let framework = Framework::crcn();
        let user = start.user;
        let record = user.id.as_deref().and_then(|id| Record::new(id, &framework));
        Self {
            me: user.id.clone().filter(|_| record.is_some()),
            pupil: user.has_role("pupil") || user.roles.is_empty(),
            teacher: user.has_role("teacher"),
            groups: user.groups.unwrap_or_default(),
            items: Items::default(),
            record,
            loaded: false,
            read_only: start.read_only,
            offers: start.offers,
            page: start.page,
            people: People::default(),
            today: start.today,
            form: form::Form::default(),
            toast: None,
            pending: Vec::new(),
            last_label: 0,
            calls: Vec::new(),
            last_call: 0,
            answering: None,
            class: Class::default(),
            import: None,
            catalogues: Catalogue::shipped(&framework),
            badges: BadgeState::default(),
            portfolio: PortfolioState::default(),
            trace: None,
            framework,
        }
    }

    /// The framework.
    pub const fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The page that is shown.
    pub const fn page(&self) -> Page {
        self.page
    }

    /// Whether the items have come.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// What was said last, and whether it can be undone.
    pub const fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    /// Whether the person may change something.
    pub const fn can_write(&self) -> bool {
        !self.read_only && self.loaded && self.me.is_some()
    }

    /// What stands in a field of the page.
    pub fn typed(&self, field: Field) -> &str {
        self.form.get(self.page, field)
    }

    /// What is wrong with a field of the page.
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.form.problem(self.page, field)
    }

    /// Where the person says they stand.
    pub(crate) fn own_level(&self, competence: usize) -> Option<Level> {
        self.record.as_ref()?.current(competence)?.standing.level()
    }

    /// The value under a key of one's own.
    pub(crate) fn own(&self, head: &str, competence: usize) -> Option<&Value> {
        let key = crate::items::own_key(&self.framework, head, self.me.as_deref()?, competence, "")?;
        self.items.get(key.as_str())
    }
}

#[cfg(test)]
mod tests;
