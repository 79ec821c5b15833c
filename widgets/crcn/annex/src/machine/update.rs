//! How messages change the model, and what is to be done then.

use greffon_crcn_model::position::Stamp;
use greffon_protocol::{Key, RpcError};
use serde_json::{Map, Value};

use super::{Effect, Field, Model, Msg, Page, Purpose, Say, Toast};
use crate::people::People;
use crate::portfolio::PortfolioState;

/// Takes a message in, with now, today and a fresh id; the effects are to be carried out in order.
pub fn update(model: &mut Model, msg: Msg, stamp: &Stamp) -> Vec<Effect> {
    model.today = stamp.on;
    let mut turn = Turn { model, stamp, effects: Vec::new() };
    turn.take(msg);
    turn.effects
}

pub(crate) struct Turn<'m> {
    pub(crate) model: &'m mut Model,
    pub(crate) stamp: &'m Stamp,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Items { items, all } => self.items(items, all),
            Msg::Session(read_only, offers) => {
                self.model.read_only = read_only;
                self.model.offers = offers;
            }
            Msg::Turn(page) => {
                self.model.page = page;
                self.model.portfolio = PortfolioState::default();
                self.arrive();
            }
            Msg::Refused(label) => self.refused(label),
            Msg::Answered(call, answer) => self.answered(call, answer),
            Msg::Type(field, text) => self.model.form.set(self.model.page, field, text),
            Msg::AddEvidence => self.add_evidence(),
            Msg::RemoveEvidence(key) => self.remove(&key, Say::EvidenceRemoved),
            Msg::SetGoal => self.set_goal(),
            Msg::TakeGoal(key) => self.take_goal(&key),
            Msg::DropGoal => self.drop_goal(),
            Msg::Ask => self.ask(),
            Msg::Unask(key) => self.remove(&key, Say::Unasked),
            Msg::OpenRequest(key) => self.open_request(key),
            Msg::Answer => self.answer(),
            Msg::OpenBadge(name) => self.open_badge(name),
            Msg::ClaimBadge => self.claim_badge(),
            Msg::OpenHeld(id) => self.open_held(id),
            Msg::AskBadge => self.ask_badge(),
            Msg::GiveUpBadge(id) => self.give_up_badge(&id),
            Msg::ShowBadge(id, shown) => self.show_badge(id, shown),
            Msg::TakeBadge(id, form, lang, unsigned) => self.take_badge(&id, form, lang, unsigned),
            Msg::PickBadge => {
                self.model.badges.file = None;
                self.pick(Purpose::BadgeFile, ".png,.svg,image/png,image/svg+xml");
            }
            Msg::CloseBadgeFile => self.model.badges.file = None,
            Msg::OpenQuestion(of) => self.open_question(of),
            Msg::ConfirmBadge => self.confirm_badge(),
            Msg::CompleteBadge(lang) => self.complete_badge(lang),
            Msg::OfferTrace(event, lang) => self.offer_trace(event, lang),
            Msg::SendTrace => self.send_trace(),
            Msg::WithdrawTrace(id) => self.withdraw_trace(&id),
            Msg::Undo => self.undo(),
            Msg::CloseToast => self.model.toast = None,
            Msg::SaveRecord => self.save_record(),
            Msg::PickRecord => self.pick(Purpose::RecordFile, ".json,application/json"),
            Msg::PickPix => self.pick(Purpose::PixFile, ".csv,text/csv"),
            Msg::SaveFramework(form, lang) => self.save_framework(form, lang),
            Msg::PickFramework => self.pick(Purpose::Framework, ".json,.csv,application/json,text/csv"),
            Msg::SetPix => self.set_pix(),
            Msg::Slice => self.slice(),
            Msg::AcceptImport => self.accept(),
            Msg::CancelImport => self.model.import = None,
            Msg::Portfolio(open) => self.open_portfolio(open),
            Msg::ShowInPortfolio(id, shown) => self.show_in_portfolio(id, shown),
            Msg::Erase => self.erase(),
            Msg::ClassTab(tab) => self.class_tab(tab),
            Msg::PickGroup(id) => self.pick_group(&id),
            Msg::Refresh => self.ask_counts(),
            Msg::OpenPupil(id) => self.open_pupil(id),
            Msg::Validate => self.validate(),
            Msg::Unvalidate(key) => self.remove(&key, Say::Unvalidated),
            Msg::SetClassGoal => self.set_class_goal(),
            Msg::DropClassGoal(key) => self.remove(&key, Say::ClassGoalDropped),
            Msg::PupilsFrom(page) => self.model.class.page = page,
            Msg::Figure(pupil, domain, level) => self.figure(&pupil, domain, level),
            Msg::SettleAll => self.settle_all(),
            Msg::SaveReport(lang, pupil) => self.save_report(lang, pupil),
        }
    }

    fn items(&mut self, items: Vec<(String, Option<Value>)>, all: bool) {
        if all {
            self.model.items.clear();
            if let Some(record) = &mut self.model.record {
                record.clear(&self.model.framework);
            }
        }
        for (key, value) in items {
            if let Some(record) = &mut self.model.record {
                record.put(&self.model.framework, &key, value.as_ref());
            }
            self.model.items.put(key, value);
        }
        let first = !self.model.loaded;
        self.model.loaded = true;
        if first {
            self.arrive();
        } else {
            if self.model.page == Page::Class {
                self.ask_counts();
            }
            self.badges_changed();
        }
    }

    /// What a page needs when one comes to it.
    pub(crate) fn arrive(&mut self) {
        if self.model.page != Page::Overview && matches!(self.model.people, People::Unasked | People::Untold)
        {
            self.ask_people();
        }
        if self.model.page == Page::Class {
            self.ask_counts();
        }
        if self.model.page == Page::Badges {
            self.model.badges.asking_host = false;
            self.ask_showing();
        }
    }

    fn ask_people(&mut self) {
        let Some(group) = self.model.group_id().map(str::to_owned) else {
            self.model.people = People::Untold;
            return;
        };
        self.model.people = People::Asked;
        self.call("people", Purpose::People, [("group", group.into())]);
    }

    pub(crate) fn call<const N: usize>(
        &mut self,
        name: &'static str,
        purpose: Purpose,
        args: [(&str, Value); N],
    ) {
        let args: Map<String, Value> =
            args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let call = self.remember(purpose);
        self.out(Effect::Call { call, name, args: args.into() });
    }

    /// A number for a call, so that its answer is known.
    pub(crate) fn remember(&mut self, purpose: Purpose) -> u32 {
        self.model.last_call = self.model.last_call.wrapping_add(1);
        self.model.calls.push((self.model.last_call, purpose));
        self.model.last_call
    }

    fn answered(&mut self, call: u32, answer: Result<Value, RpcError>) {
        let Some(at) = self.model.calls.iter().position(|(known, _)| *known == call) else { return };
        match self.model.calls.remove(at).1 {
            Purpose::People => {
                self.model.people = answer.as_ref().map_or(People::Untold, People::read);
                self.model.gather_pupils();
            }
            Purpose::Tally(name) => self.counted(name, answer.ok()),
            purpose @ (Purpose::PixFile | Purpose::RecordFile | Purpose::Framework) => {
                self.picked(&purpose, answer.ok());
            }
            Purpose::BadgeFile => self.badge_picked(answer.ok()),
            Purpose::Showing(wish) => self.showing(wish, answer.ok()),
            Purpose::Signature(asker, id) => self.signed(&asker, &id, answer),
            Purpose::Trace(kept) => self.trace_answered(&kept, answer.is_ok()),
            Purpose::Voiding(kept, erases) => self.voided(kept, erases, answer.err()),
        }
    }

    pub(crate) fn out(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows a toast and announces it.
    pub(crate) fn say(&mut self, say: Say, undo: Vec<(Key, Option<Value>)>) {
        self.out(Effect::Announce(say.clone()));
        self.model.toast = Some(Toast { say, undo });
    }

    /// Writes, says so, and offers to undo it. What stood in the fields comes back if it is refused.
    pub(crate) fn write(&mut self, edits: Vec<(Key, Option<Value>)>, fields: &[Field], say: Say) {
        if !self.model.can_write() || edits.is_empty() {
            return;
        }
        let before =
            edits.iter().map(|(key, _)| (key.clone(), self.model.items.get(key.as_str()).cloned())).collect();
        let typed = self.model.form.take(self.model.page, fields);
        self.send(edits, typed);
        self.say(say, before);
    }

    pub(crate) fn send(&mut self, edits: Vec<(Key, Option<Value>)>, typed: Vec<super::form::Typed>) {
        self.model.last_label = self.model.last_label.wrapping_add(1);
        let label = self.model.last_label;
        self.model.pending.push((label, typed));
        // Those before are long settled: refusals come within seconds.
        let settled = self.model.pending.len().saturating_sub(32);
        self.model.pending.drain(..settled);
        self.out(Effect::Write { label, edits });
    }

    fn refused(&mut self, label: u32) {
        let Some(at) = self.model.pending.iter().position(|(known, _)| *known == label) else { return };
        let (_, typed) = self.model.pending.remove(at);
        self.model.form.put_back(typed);
        self.say(Say::NotSaved, Vec::new());
    }

    fn undo(&mut self) {
        let Some(toast) = self.model.toast.take() else { return };
        if toast.undo.is_empty() || !self.model.can_write() {
            return;
        }
        self.send(toast.undo, Vec::new());
        self.say(Say::Undone, Vec::new());
    }

    /// Deletes an item that is there.
    fn remove(&mut self, key: &str, say: fn(greffon_crcn_model::framework::Code) -> Say) {
        let Some(code) = self.model.code_of_key(key) else { return };
        if let (Some(_), Ok(key)) = (self.model.items.get(key), Key::new(key)) {
            self.write(vec![(key, None)], &[], say(code));
        }
    }
}

impl Model {
    /// The competence that a key is about: its segment after the framework's.
    fn code_of_key(&self, key: &str) -> Option<greffon_crcn_model::framework::Code> {
        let segment = self.framework.segment();
        let code = key.split('/').skip_while(|part| **part != segment).nth(1)?;
        self.framework.competence(code).map(|competence| competence.code)
    }
}
