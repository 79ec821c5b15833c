//! Placing oneself: ticks, choice, validation, taking back.

use super::Turn;
use crate::app::{Choice, Draft, Effect, Label, Say, Target};
use crate::batch::{Intent, Refusal};
use crate::position::{EntryId, Fate, Stamp, Standing, TickId, deduce};

impl Turn<'_> {
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Draft)) -> Option<usize> {
        let competence = self.model.open()?;
        let readable = self.model.record.as_ref().is_some_and(|record| !record.is_unreadable(competence));
        if !readable || !self.model.can_write() {
            return None;
        }
        let mut draft = self.model.draft(competence);
        change(&mut draft);
        self.model.drafts.retain(|(known, _)| *known != competence);
        if draft != self.model.validated(competence) {
            self.model.drafts.push((competence, draft));
        }
        Some(competence)
    }

    pub(super) fn tick(&mut self, id: TickId, on: bool) {
        let known =
            self.model.open().is_some_and(|open| self.model.framework.competences[open].has_indicator(id));
        if !known {
            return;
        }
        if let Some(competence) = self.edit(|draft| draft.ticks.set(id, on)) {
            let draft = self.model.draft(competence);
            let deduction = deduce(&self.model.framework.competences[competence], draft.ticks);
            let missing = deduction.next.map_or(0, |next| next.missing.len());
            self.out(Effect::Announce(Say::Follows(deduction.level, missing)));
        }
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        let possible = self.model.open().is_some_and(|open| match choice {
            Choice::Level(level) => {
                Standing::Level(level).is_possible(&self.model.framework.competences[open])
            }
            _ => true,
        });
        if possible {
            self.edit(|draft| draft.choice = choice);
        }
    }

    pub(super) fn discard(&mut self) {
        let Some(competence) = self.model.open() else { return };
        let drafted = self.model.is_drafted(competence);
        self.model.drafts.retain(|(known, _)| *known != competence);
        if drafted {
            self.out(Effect::Announce(Say::Discarded));
        }
    }

    pub(super) fn validate(&mut self, stamp: Stamp) {
        let Some(competence) = self.model.open() else { return };
        let draft = self.model.draft(competence);
        let current = self.model.record.as_ref().and_then(|record| record.current(competence));
        if draft.is_silent() && current.is_none() {
            return;
        }
        let standing = draft.standing(&self.model.framework.competences[competence]);
        let same = current.filter(|line| line.standing == standing && line.ticks == draft.ticks);
        if same.as_ref().is_some_and(|line| line.on == stamp.on) {
            self.say(Say::AlreadyToday, None);
            return;
        }
        let code = self.model.framework.competences[competence].code;
        let undo = stamp.id;
        let intent = Intent::Validate { competence, standing, ticks: draft.ticks, stamp };
        match self.write(&intent, Label::Validate(code)) {
            Ok(tag) => {
                self.model.drafts.retain(|(known, _)| *known != competence);
                if let Some(pending) = self.model.pending.iter_mut().find(|pending| pending.tag == tag) {
                    pending.draft = Some((competence, draft));
                }
                let say = if same.is_some() { Say::Confirmed } else { Say::Validated };
                self.say(say(code, standing), Some((competence, undo)));
                self.out(Effect::Focus(Target::Position));
            }
            Err(refusal) => self.impossible(refusal),
        }
    }

    pub(super) fn withdraw(&mut self, competence: usize, entry: EntryId, stamp: Stamp) {
        let Some(record) = &self.model.record else { return };
        let restores = record
            .timeline(competence)
            .iter()
            .any(|line| matches!(&line.fate, Fate::Withdrawn { by, .. } if *by == entry));
        let then = record.standing_without(competence, entry);
        let code = self.model.framework.competences[competence].code;
        let undo = stamp.id;
        match self.write(&Intent::Withdraw { competence, entry, stamp }, Label::Withdraw(code)) {
            Ok(_) => {
                let say = if restores { Say::Restored } else { Say::Withdrawn };
                self.say(say(code, then), Some((competence, undo)));
            }
            Err(refusal) => self.impossible(refusal),
        }
    }

    pub(super) fn restart(&mut self) {
        let Some(competence) = self.model.open() else { return };
        let code = self.model.framework.competences[competence].code;
        match self.write(&Intent::Restart { competence }, Label::Restart(code)) {
            Ok(_) => {
                self.say(Say::Restarted(code), None);
                self.out(Effect::Focus(Target::Position));
            }
            Err(refusal) => self.impossible(refusal),
        }
    }

    pub(super) fn impossible(&mut self, refusal: Refusal) {
        if self.model.can_write() && refusal != Refusal::NothingNew {
            self.say(Say::Impossible, None);
        }
    }
}
