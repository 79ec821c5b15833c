//! What stands around every screen: tabs, saving, toast, problems.

use super::{Model, Save, Say, Screen};
use crate::position::EntryId;
use crate::record::Record;

/// Around the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The tabs; none where there is only one screen.
    pub tabs: Vec<Tab>,
    /// How far saving is.
    pub save: Save,
    /// A short message.
    pub toast: Option<Toast>,
    /// The stored items have not come yet.
    pub loading: bool,
    /// The host gave no id, so that nothing can be kept: the person cannot place themself.
    pub nobody: bool,
    /// Stored items that cannot be read, wholly or in part.
    pub unreadable: usize,
}

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub screen: Screen,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A short message after something was done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Toast {
    /// What.
    pub say: Say,
    /// The competence and the entry that undoing takes back.
    pub(super) undo: Option<(usize, EntryId)>,
}

impl Toast {
    /// Whether it can be undone.
    pub const fn can_undo(&self) -> bool {
        self.undo.is_some()
    }
}

impl Model {
    /// What stands around the screen.
    pub fn frame(&self) -> Frame {
        let mut screens = Vec::new();
        if self.places {
            screens.extend([Screen::Home, Screen::Overview]);
        }
        if self.counts {
            screens.push(Screen::Class);
        }
        if self.places || self.counts {
            screens.push(Screen::Asked);
        }
        if self.places {
            screens.extend([Screen::Badges, Screen::File]);
        }
        if self.reads {
            screens.push(Screen::Family);
        }
        if screens.len() < 2 {
            screens.clear();
        }
        let shown = if self.open().is_some() { &Screen::Home } else { &self.screen };
        let damaged: Vec<&str> =
            self.record.iter().flat_map(Record::damages).map(|damage| damage.key.as_str()).collect();
        Frame {
            tabs: screens.into_iter().map(|screen| Tab { current: screen == *shown, screen }).collect(),
            save: if self.read_only { Save::ReadOnly } else { self.save },
            toast: self.toast,
            loading: self.places && self.record.is_some() && !self.loaded,
            nobody: self.places && self.record.is_none(),
            unreadable: (0..damaged.len()).filter(|at| !damaged[..*at].contains(&damaged[*at])).count(),
        }
    }
}
