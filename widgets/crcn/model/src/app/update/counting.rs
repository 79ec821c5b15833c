//! The counts of a class: one question at a time, asked again when something moved meanwhile.

use serde_json::Value;

use super::Turn;
use crate::app::{Class, Effect, Say};
use crate::class_counts;
use crate::framework::Lang;

impl Turn<'_> {
    pub(super) fn pick_group(&mut self, id: &str) {
        let group = self.model.groups.iter().position(|group| group.id == id);
        if group.is_some() && group != self.model.class.group {
            self.model.class = Class { group, ..Class::default() };
            self.ask();
        }
    }

    pub(super) fn ask(&mut self) {
        if !self.model.counts {
            return;
        }
        let Some(group) = self.model.group_id().map(str::to_owned) else { return };
        if self.model.class.asking {
            self.model.class.again = true;
            return;
        }
        self.model.class.asking = true;
        self.model.class.again = false;
        self.out(Effect::CallTally { group });
    }

    pub(super) fn moved(&mut self) {
        if self.model.shows_class() {
            self.ask();
        }
    }

    pub(super) fn counted(&mut self, group: &str, answer: Value) {
        if self.model.group_id() != Some(group) {
            return;
        }
        if let Ok(counts) = class_counts::read(&self.model.framework, &answer, Lang::Fr) {
            if counts.strays > 0 {
                self.out(Effect::Log { code: "tally-strays", place: counts.strays.to_string() });
            }
            if self.model.class.answer.is_none() {
                self.out(Effect::Announce(Say::Counts));
            }
            self.model.class.failed = false;
            self.model.class.answer = Some(answer);
        } else {
            self.model.class.failed = true;
            self.out(Effect::Log { code: "tally-unreadable", place: String::new() });
        }
        self.answered();
    }

    pub(super) fn answered(&mut self) {
        self.model.class.asking = false;
        if self.model.class.again && !self.model.class.failed && self.model.shows_class() {
            self.ask();
        }
    }
}
