//! "The class": counts without names.

use greffon_protocol::user::Group;

use super::{Model, Screen};
use crate::class_counts::{self, ClassCounts};
use crate::framework::Lang;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassPage {
    /// The person's groups.
    pub groups: Vec<GroupChoice>,
    /// What there is to see.
    pub state: ClassState,
    /// Fresher counts are being asked for.
    pub refreshing: bool,
}

/// A group to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// What there is to see.
#[derive(Debug, Clone, PartialEq)]
pub enum ClassState {
    /// The host named no group.
    NoGroup,
    /// A group must be chosen.
    Choose,
    /// The counts are being asked for.
    Loading,
    /// They could not be had; asking again may help.
    Failed,
    /// Here they are. `stale`: fresher ones could not be had.
    Ready {
        /// The table.
        counts: Box<ClassCounts>,
        /// They are the last ones that came.
        stale: bool,
    },
}

impl Model {
    /// The screen "The class"; `None` for people who do not see counts.
    pub fn class(&self, lang: Lang) -> Option<ClassPage> {
        if !self.counts {
            return None;
        }
        let group = |(number, group): (usize, &Group)| GroupChoice {
            id: group.id.clone(),
            name: group.name.clone(),
            current: self.class.group == Some(number),
        };
        let counts = self
            .class
            .answer
            .as_ref()
            .and_then(|answer| class_counts::read(&self.framework, answer, lang).ok());
        let state = match (self.class.group, counts) {
            (None, _) if self.groups.is_empty() => ClassState::NoGroup,
            (None, _) => ClassState::Choose,
            (Some(_), Some(counts)) => {
                ClassState::Ready { counts: Box::new(counts), stale: self.class.failed }
            }
            (Some(_), None) if self.class.failed => ClassState::Failed,
            (Some(_), None) => ClassState::Loading,
        };
        Some(ClassPage {
            groups: self.groups.iter().enumerate().map(group).collect(),
            refreshing: self.class.asking && matches!(state, ClassState::Ready { .. }),
            state,
        })
    }

    /// The id of the group whose counts are shown.
    pub(super) fn group_id(&self) -> Option<&str> {
        self.class.group.and_then(|number| self.groups.get(number)).map(|group| group.id.as_str())
    }

    pub(super) fn shows_class(&self) -> bool {
        self.counts && self.screen == Screen::Class
    }
}
