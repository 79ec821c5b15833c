//! How messages change the model, and what is to be done then.

mod counting;
mod placing;

use super::{Effect, Item, Label, Model, Msg, Pending, Save, Say, Screen, Tag, Target, Toast};
use crate::batch::{Intent, Refusal, batch};
use crate::framework::{Code, Stage};
use crate::position::EntryId;
use crate::stored::Damage;

/// Takes a message in; the effects are to be carried out in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut turn = Turn { model, effects: Vec::new() };
    turn.take(msg);
    turn.tell_dirty();
    turn.effects
}

struct Turn<'m> {
    model: &'m mut Model,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Reset(items) => self.reset(items),
            Msg::Changed(items) => self.changed(items),
            Msg::Moved => self.moved(),
            Msg::Save(save) => {
                self.model.save = save;
                self.mend();
            }
            Msg::Written(tag) => {
                self.model.pending.retain(|pending| pending.tag != tag);
                self.mend();
            }
            Msg::Refused(tag) => self.refused(tag),
            Msg::ReadOnly(read_only) => self.model.read_only = read_only,
            Msg::Go(screen) => self.go(screen),
            Msg::Back => self.back(),
            Msg::Filter(domain) => self.filter(domain),
            Msg::Tick { id, on } => self.tick(id, on),
            Msg::Choose(choice) => self.choose(choice),
            Msg::Discard => self.discard(),
            Msg::Unfold(unfolded) => self.model.unfolded = unfolded,
            Msg::Validate(stamp) => self.validate(stamp),
            Msg::Withdraw { entry, stamp } => {
                if let Some(competence) = self.model.open() {
                    self.withdraw(competence, entry, stamp);
                }
            }
            Msg::Undo(stamp) => {
                if let Some((competence, entry)) = self.model.toast.take().and_then(|toast| toast.undo) {
                    self.withdraw(competence, entry, stamp);
                }
            }
            Msg::CloseToast => self.model.toast = None,
            Msg::Share(share) => {
                if let Some(competence) = self.model.open() {
                    let code = self.model.framework.competences[competence].code;
                    if self.write(&Intent::Share { competence, share }, Label::Share).is_ok() {
                        self.say(Say::Shared(code, share), None);
                    }
                }
            }
            Msg::ShareAll(share) => {
                if self.write(&Intent::ShareAll(share), Label::Share).is_ok() {
                    self.say(Say::SharedAll(share), None);
                }
            }
            Msg::Family(family) => {
                if self.write(&Intent::Family(family), Label::Share).is_ok() {
                    self.out(Effect::Announce(Say::Family(family)));
                }
            }
            Msg::Stage(stage) => {
                if self.write(&Intent::Stage(stage), Label::Stage).is_ok() {
                    let opened = stage.map_or_else(Stage::opens_by_default, Stage::opens_up_to);
                    self.out(Effect::Announce(Say::Opened(opened.number())));
                }
            }
            Msg::Restart => self.restart(),
            Msg::OpenSource => {
                self.out(Effect::OpenUrl(self.model.framework.source_url));
            }
            Msg::PickGroup(id) => self.pick_group(&id),
            Msg::Refresh => self.ask(),
            Msg::Counted { group, answer } => self.counted(&group, answer),
            Msg::NotCounted { group } => {
                if self.model.group_id() == Some(&*group) {
                    self.model.class.failed = true;
                    self.answered();
                }
            }
        }
    }

    // What is stored.

    fn reset(&mut self, items: Vec<Item>) {
        self.model.loaded = true;
        self.model.mend_refused = false;
        if let Some(record) = &mut self.model.record {
            record.clear(&self.model.framework);
        }
        self.changed(items);
    }

    fn changed(&mut self, items: Vec<Item>) {
        let Some(record) = &mut self.model.record else { return };
        for item in &items {
            record.put(&self.model.framework, &item.key, item.value.as_ref());
        }
        let fresh = record.damages().iter().filter(|damage| items.iter().any(|item| item.key == damage.key));
        let places: Vec<String> = fresh.map(Damage::without_person).collect();
        for place in places {
            self.out(Effect::Log { code: "stored-unreadable", place });
        }
        self.drop_settled_drafts();
        self.mend();
    }

    /// Drafts that say what is validated by now, here or on another device.
    fn drop_settled_drafts(&mut self) {
        let settled: Vec<usize> = self
            .model
            .drafts
            .iter()
            .map(|(competence, _)| *competence)
            .filter(|competence| !self.model.is_drafted(*competence))
            .collect();
        self.model.drafts.retain(|(competence, _)| !settled.contains(competence));
    }

    /// Brings what is shared back in line, once everything of ours is stored.
    fn mend(&mut self) {
        let calm = self.model.save == Save::Saved && self.model.pending.is_empty();
        if calm && !self.model.mend_refused {
            let _nothing_to_mend = self.write(&Intent::Mend, Label::Mend);
        }
    }

    fn refused(&mut self, tag: Tag) {
        let Some(at) = self.model.pending.iter().position(|pending| pending.tag == tag) else { return };
        let Pending { label, draft, .. } = self.model.pending.remove(at);
        if label == Label::Mend {
            // Not again until everything is read anew: whoever refuses once would be asked for ever.
            self.model.mend_refused = true;
            self.out(Effect::Log { code: "mend-refused", place: String::new() });
            return;
        }
        if let Some((competence, draft)) = draft
            && !self.model.drafts.iter().any(|(known, _)| *known == competence)
        {
            // The replica may not have told yet that it took the write back: whether the draft says anything new is seen
            // then.
            self.model.drafts.push((competence, draft));
        }
        self.say(Say::NotSaved, None);
    }

    /// Asks for the batch that does it.
    fn write(&mut self, intent: &Intent, label: Label) -> Result<Tag, Refusal> {
        let Some(record) = self.model.record.as_ref().filter(|_| self.model.can_write()) else {
            return Err(Refusal::NothingNew);
        };
        let ops = batch(&self.model.framework, record, intent)?;
        self.model.last_tag = self.model.last_tag.wrapping_add(1);
        let tag = Tag(self.model.last_tag);
        self.model.pending.push(Pending { tag, label, draft: None });
        self.out(Effect::Write { tag, ops, label });
        Ok(tag)
    }

    // Where one is.

    fn go(&mut self, screen: Screen) {
        let allowed = match &screen {
            Screen::Home | Screen::Overview | Screen::Badges | Screen::File => self.model.places,
            Screen::Asked => self.model.places || self.model.counts,
            Screen::Competence(code) => {
                self.model.places && self.model.framework.competence(code.as_str()).is_some()
            }
            Screen::Class => self.model.counts,
            Screen::Family => self.model.reads,
            Screen::Nothing => false,
        };
        if !allowed || screen == self.model.screen {
            return;
        }
        self.model.unfolded = false;
        self.model.screen = screen;
        self.out(Effect::Focus(Target::Title));
        if self.model.shows_class() {
            self.ask();
        }
    }

    fn back(&mut self) {
        if let Screen::Competence(code) = self.model.screen {
            // The card must be there to take the focus.
            let domain = self.model.open().map(|index| self.model.framework.competences[index].domain);
            let domain = domain.map(|domain| &self.model.framework.domains[domain].code);
            if self.model.filter.is_some() && self.model.filter.as_ref() != domain {
                self.model.filter = None;
            }
            self.model.unfolded = false;
            self.model.screen = Screen::Home;
            self.out(Effect::Focus(Target::Card(code)));
        }
    }

    fn filter(&mut self, domain: Option<Code>) {
        let framework = &self.model.framework;
        let found =
            domain.as_ref().map(|code| framework.domains.iter().position(|domain| domain.code == *code));
        let shown = match found {
            None => framework.competences.len(),
            Some(Some(domain)) => framework.of_domain(domain).count(),
            Some(None) => return,
        };
        self.model.filter = domain;
        self.out(Effect::Announce(Say::Filtered(shown)));
    }

    /// Once, not at each of its thirty calls.
    #[inline(never)]
    fn out(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows a toast and announces it.
    fn say(&mut self, say: Say, undo: Option<(usize, EntryId)>) {
        self.out(Effect::Announce(say));
        self.model.toast = Some(Toast { say, undo });
    }

    fn tell_dirty(&mut self) {
        let dirty = self.model.drafts.iter().any(|(competence, _)| self.model.is_drafted(*competence));
        if dirty != self.model.dirty {
            self.model.dirty = dirty;
            self.out(Effect::Dirty(dirty));
        }
    }
}
