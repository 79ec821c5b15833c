//! Learning traces: none leaves by itself. One sees what would leave, word for word, sends it, and takes it back.

use greffon_crcn_model::framework::{Code, Lang};
use greffon_crcn_model::goal::Goal;
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::trace::{Event, Kept, Object, Statement, TraceKey, read_all, statement, void};
use greffon_protocol::{ErrorKind, RpcError};

use crate::badges::fresh_uuid;
use crate::machine::{Purpose, Turn};
use crate::{Effect, Model, Page, Say};

/// What could be left of a competence.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceOffer {
    /// What was done and did not leave yet.
    pub events: Vec<Event>,
    /// What would be sent, as JSON, once it was asked for.
    pub shown: Option<(Event, String)>,
    /// What left of it, newest first.
    pub sent: Vec<TraceLine>,
}

/// A trace that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceLine {
    /// Its id.
    pub id: String,
    /// About which competence.
    pub code: Code,
    /// What it says was done.
    pub event: Event,
    /// On which day.
    pub on: Day,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// The trace that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    competence: usize,
    event: Event,
    statement: Statement,
}

impl Model {
    fn kept_traces(&self) -> Vec<Kept> {
        let Some(me) = self.me.as_deref() else { return Vec::new() };
        read_all(TraceKey { me }, self.items.under("traces/"), &self.framework)
    }

    /// What left, newest first.
    pub(crate) fn traces(&self) -> Vec<TraceLine> {
        let line = |kept: Kept| TraceLine {
            code: self.framework.competences[kept.competence].code,
            id: kept.id,
            event: kept.event,
            on: kept.on,
            withdrawn: kept.withdrawn,
        };
        self.kept_traces().into_iter().map(line).collect()
    }

    /// What could be left of a competence; `None` where the host keeps no traces.
    pub(crate) fn trace_offer(&self, index: usize) -> Option<TraceOffer> {
        if !self.offers.trace {
            return None;
        }
        let competence = &self.framework.competences[index];
        let goal = self.own("goals", index).and_then(|value| Goal::read(value, competence));
        let sent: Vec<TraceLine> =
            self.traces().into_iter().filter(|line| line.code == competence.code).collect();
        let holds = |event: Event| sent.iter().any(|line| !line.withdrawn && line.event == event);
        let planned = sent.iter().any(|line| !line.withdrawn && matches!(line.event, Event::Planned(_)));
        let placed = self.own_level(index).map(Event::Placed);
        let goal = match goal {
            Some(goal) => Some(Event::Planned(goal.level)),
            None => planned.then_some(Event::Deselected),
        };
        let events = placed.into_iter().chain(goal).filter(|event| !holds(*event)).collect();
        let shown = self.trace.as_ref().filter(|draft| draft.competence == index);
        Some(TraceOffer { events, shown: shown.map(|draft| (draft.event, draft.statement.shown())), sent })
    }
}

impl Turn<'_> {
    /// Shows what would leave, under the id that it would have.
    pub(crate) fn offer_trace(&mut self, event: Option<Event>, lang: Lang) {
        self.model.trace = None;
        let (Page::Around(index), Some(event)) = (self.model.page, event) else { return };
        let framework = &self.model.framework;
        let object = Object { framework, competence: &framework.competences[index] };
        let statement = statement(&fresh_uuid(self.stamp), event, object, lang);
        self.model.trace = Some(Draft { competence: index, event, statement });
        self.out(Effect::Focus("#crcn-trace"));
    }

    /// Sends what is shown. That it left is kept first: what is kept can be taken back, whatever happens in between.
    pub(crate) fn send_trace(&mut self) {
        if !self.model.can_write() || !self.model.offers.trace {
            return;
        }
        let Some(Draft { competence, event, statement }) = self.model.trace.take() else { return };
        let Some(id) = statement.emit.id.clone() else { return };
        let kept = Kept { id, competence, event, on: self.stamp.on, withdrawn: false };
        if !self.keep_trace(&kept) {
            return self.say(Say::Impossible, Vec::new());
        }
        let call = self.remember(Purpose::Trace(kept));
        self.out(Effect::Emit { call, event: statement.sent() });
    }

    fn keep_trace(&mut self, kept: &Kept) -> bool {
        let Some(me) = self.model.me.as_deref() else { return false };
        let Some(op) = kept.keep(TraceKey { me }, &self.model.framework) else { return false };
        self.send(vec![(op.key, op.value)], Vec::new());
        true
    }

    /// The host kept the trace, or not.
    pub(crate) fn trace_answered(&mut self, kept: &Kept, is_kept: bool) {
        let code = self.model.framework.competences[kept.competence].code;
        if is_kept {
            return self.say(Say::TraceSent(code), Vec::new());
        }
        self.forget_trace(kept);
        self.say(Say::TraceNotSent(code), Vec::new());
    }

    pub(crate) fn withdraw_trace(&mut self, id: &str) {
        let kept = self.model.kept_traces().into_iter().find(|kept| kept.id == id && !kept.withdrawn);
        if let Some(kept) = kept.filter(|_| self.model.can_write()) {
            self.void(kept, &fresh_uuid(self.stamp), false);
        }
    }

    fn void(&mut self, kept: Kept, id: &str, erases: bool) {
        let event = void(id, &kept.id).sent();
        let call = self.remember(Purpose::Voiding(kept, erases));
        self.out(Effect::Emit { call, event });
    }

    /// The host took it back, or not. What it does not know (any more) is taken back.
    pub(crate) fn voided(&mut self, mut kept: Kept, erases: bool, error: Option<RpcError>) {
        let code = self.model.framework.competences[kept.competence].code;
        if error.is_some_and(|error| error.kind() != ErrorKind::NotFound) {
            return self.say(Say::TraceNotWithdrawn(code), Vec::new());
        }
        if erases {
            return self.forget_trace(&kept);
        }
        kept.withdrawn = true;
        self.keep_trace(&kept);
        self.say(Say::TraceWithdrawn(code), Vec::new());
    }

    fn forget_trace(&mut self, kept: &Kept) {
        let op = self.model.me.as_deref().and_then(|me| kept.keep(TraceKey { me }, &self.model.framework));
        if let Some(op) = op {
            self.send(vec![(op.key, None)], Vec::new());
        }
    }

    /// Takes everything back that left, and forgets each once it is taken back: what could not be stays on the list.
    pub(crate) fn withdraw_all(&mut self) {
        let kept = self.model.kept_traces().into_iter().filter(|kept| !kept.withdrawn);
        // Of one stamp, an id for each.
        let own = fresh_uuid(self.stamp);
        for (number, kept) in (0..=u8::MAX).zip(kept) {
            self.void(kept, &[&own[..34], &format!("{number:02x}")].concat(), true);
        }
    }
}
