//! What one keeps and takes along: the timeline of everything, what is stored, and the way to erase it.

use greffon_crcn_model::framework::{Code, Level, Words};
use greffon_crcn_model::goal::{Goal, Progress};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::opinion::Layer;
use greffon_crcn_model::position::{Fate, Standing};
use greffon_protocol::Key;
use serde_json::Value;

use crate::machine::Turn;
use crate::traces::TraceLine;
use crate::{Model, Say};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePage {
    /// Everything that happened, newest first.
    pub timeline: Vec<TimelineLine>,
    /// Goals that are not reached yet, the soonest first, then those that are.
    pub goals: Vec<(Code, [Words; 2], Goal, Progress)>,
    /// Traces that left, newest first.
    pub traces: Vec<TraceLine>,
    /// What is stored of this person, by kind, with how many items.
    pub stored: Vec<(Kind, usize)>,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineLine {
    /// On which day.
    pub on: Day,
    /// About which competence.
    pub code: Code,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened {
    /// A validation; whether it was taken back.
    Placed(Standing, bool),
    /// Evidence was added.
    Evidence,
    /// A goal was set.
    Goal(Level, Day),
    /// Somebody said something.
    Said(Layer, Option<String>, Option<Level>),
}

/// What is stored of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Positions with their history.
    Positions,
    /// Choices of who sees what, and what follows from them.
    Choices,
    /// Evidence.
    Evidence,
    /// Goals.
    Goals,
    /// Requests to others, and from others.
    Requests,
    /// What others said of this person.
    Opinions,
    /// What this person said of others.
    Given,
    /// Results of Pix.
    Pix,
    /// Figures of the school report.
    Report,
    /// Badges: recognised, asked for, confirmed, completed.
    Badges,
    /// Learning traces that left.
    Traces,
}

impl Kind {
    const ALL: [Self; 11] = [
        Self::Positions,
        Self::Choices,
        Self::Evidence,
        Self::Goals,
        Self::Requests,
        Self::Opinions,
        Self::Given,
        Self::Pix,
        Self::Report,
        Self::Badges,
        Self::Traces,
    ];

    /// The kind of an item about or by that person; `None` for other people's.
    fn of(key: &str, me: &str) -> Option<Self> {
        let mut parts = key.split('/');
        let (head, about, by) = (parts.next()?, parts.next()?, parts.next().unwrap_or_default());
        let kind = match head {
            "positions" => Self::Positions,
            "choices" | "counted" | "shown" | "family" => Self::Choices,
            "evidence" => Self::Evidence,
            "goals" => Self::Goals,
            "asked" if about == me || by == me => return Some(Self::Requests),
            "peer" | "validated" if by == me => return Some(Self::Given),
            "peer" | "validated" => Self::Opinions,
            "badge-asked" | "badge-answers" | "badge-awards" if about == me || by == me => {
                return Some(Self::Badges);
            }
            "badges" => Self::Badges,
            "traces" => Self::Traces,
            "pix" => Self::Pix,
            "lsu" => Self::Report,
            _ => return None,
        };
        (about == me).then_some(kind)
    }
}

/// Whether this person may delete the item: what they wrote, nothing that others did.
fn is_own(key: &str, me: &str) -> bool {
    let mut parts = key.split('/');
    let (head, about, by) = (parts.next(), parts.next(), parts.next());
    match head {
        Some(
            "positions" | "choices" | "counted" | "shown" | "family" | "evidence" | "goals" | "class-goals"
            | "badges" | "traces",
        ) => about == Some(me),
        Some(
            "asked" | "peer" | "validated" | "pix" | "lsu" | "badge-asked" | "badge-answers" | "badge-awards",
        ) => by == Some(me),
        _ => false,
    }
}

/// Whether it is a trace that the host keeps: it is taken back there before it is forgotten here.
fn is_trace_that_left(key: &str, value: &Value) -> bool {
    key.starts_with("traces/") && value.get("withdrawn") != Some(&Value::Bool(true))
}

impl Model {
    /// The page; `None` without an id, and until the items came.
    pub fn file(&self) -> Option<FilePage> {
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let record = self.record.as_ref()?;
        let (mut timeline, mut goals) = (Vec::new(), Vec::new());
        for (index, competence) in self.framework.competences.iter().enumerate() {
            let code = competence.code;
            let mut add = |on: Day, what: Happened| timeline.push(TimelineLine { on, code, what });
            for line in record.timeline(index) {
                add(line.on, Happened::Placed(line.standing, matches!(line.fate, Fate::Withdrawn { .. })));
            }
            for line in self.evidence(index) {
                add(line.evidence.on, Happened::Evidence);
            }
            for said in self.said(me, index) {
                if said.layer != Layer::Own {
                    add(said.on, Happened::Said(said.layer, said.who, said.level));
                }
            }
            if let Some(goal) = self.own("goals", index).and_then(|value| Goal::read(value, competence)) {
                add(goal.on, Happened::Goal(goal.level, goal.due));
                let progress = goal.progress(self.own_level(index), self.today);
                goals.push((code, [competence.name.fr, competence.name.en], goal, progress));
            }
        }
        // Of one day, in the order of competences: hours are nobody's business here.
        timeline.sort_by_key(|line| core::cmp::Reverse(line.on));
        goals.sort_by_key(|(.., goal, progress)| (*progress == Progress::Reached, goal.due));
        let mut counts = [0; Kind::ALL.len()];
        for (key, _) in self.items.all() {
            if let Some(kind) = Kind::of(key, me) {
                counts[kind as usize] += 1;
            }
        }
        let stored = Kind::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        Some(FilePage { timeline, goals, traces: self.traces(), stored, read_only: !self.can_write() })
    }
}

impl Turn<'_> {
    /// Deletes everything that this person stored here. What others wrote about them stays theirs: the establishment
    /// erases it with the account.
    pub(crate) fn erase(&mut self) {
        let Some(me) = self.model.me.clone().filter(|_| self.model.can_write()) else { return };
        let traces = self.model.offers.trace;
        let edits: Vec<(Key, Option<Value>)> = self
            .model
            .items
            .all()
            .filter(|(key, value)| is_own(key, &me) && !(traces && is_trace_that_left(key, value)))
            .filter_map(|(key, _)| Some((Key::new(key).ok()?, None)))
            .collect();
        if traces {
            self.withdraw_all();
        }
        let count = edits.len();
        if count > 0 {
            self.write_all(edits);
            self.say(Say::Erased(count), Vec::new());
        }
    }
}
