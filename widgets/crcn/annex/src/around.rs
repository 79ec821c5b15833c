//! Around one competence: what others say beside one's own level, evidence, a goal, and whom one asked.

use greffon_crcn_model::evidence::Evidence;
use greffon_crcn_model::framework::{Code, Level};
use greffon_crcn_model::goal::{self, Goal, Progress};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::opinion::{Layer, Opinion, Request};
use greffon_crcn_model::pix::{PixResult, Source};
use greffon_protocol::Key;

use crate::items::{Place, own_key, own_prefix};
use crate::machine::Turn;
use crate::people::Someone;
use crate::traces::TraceOffer;
use crate::{Field, Model, Page, Problem, Say};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// As `1.2`.
    pub code: Code,
    /// What is said, by layer, newest first within each; one's own first.
    pub said: Vec<Said>,
    /// Evidence, newest first.
    pub evidence: Vec<EvidenceLine>,
    /// One's goal.
    pub goal: Option<(Goal, Progress)>,
    /// Goals that teachers set for a class of this person.
    pub class_goals: Vec<ClassGoalLine>,
    /// Levels that can be a goal: those that the competence has, above one's own.
    pub goal_levels: Vec<Level>,
    /// Whom one asked, newest first.
    pub sent: Vec<SentLine>,
    /// Who can be asked; `None` where the host does not tell.
    pub askable: Option<Vec<Someone>>,
    /// What traces could be left of it; `None` where the host keeps none.
    pub traces: Option<TraceOffer>,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// What somebody says of the level.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// In which layer.
    pub layer: Layer,
    /// Who, by name, where it is known; the campaign for Pix.
    pub who: Option<String>,
    /// Which level; none where they only comment, or Pix says that it is below level 1.
    pub level: Option<Level>,
    /// Pix: the mastery of the tested skills, in percent. It is no level and is never made one.
    pub mastery: Option<u8>,
    /// In their words.
    pub comment: Option<String>,
    /// On which day.
    pub on: Day,
}

/// A piece of evidence with the key that removes it.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceLine {
    /// Its key.
    pub key: String,
    /// What it is.
    pub evidence: Evidence,
}

/// A goal of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassGoalLine {
    /// Its key.
    pub key: String,
    /// What it is.
    pub goal: Goal,
    /// The teacher's name, where it is known.
    pub who: Option<String>,
    /// The class's name, where it is known.
    pub class: Option<String>,
    /// Where the person stands on it; for a teacher always open.
    pub progress: Progress,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct SentLine {
    /// Its key.
    pub key: String,
    /// Who was asked, by name, where it is known.
    pub whom: Option<String>,
    /// On which day.
    pub on: Day,
    /// Whether they answered since.
    pub answered: bool,
}

impl Model {
    /// The page of the competence that is shown; `None` on another page, without an id, and until the items came.
    pub fn around(&self) -> Option<Around> {
        let Page::Around(index) = self.page else { return None };
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let competence = self.framework.competences.get(index)?;
        let own = self.own_level(index);
        let goal = self.own("goals", index).and_then(|value| Goal::read(value, competence));
        Some(Around {
            code: competence.code,
            said: self.said(me, index),
            evidence: self.evidence(index),
            goal: goal.map(|goal| (goal, goal.progress(own, self.today))),
            class_goals: self.class_goals_of(index, own),
            goal_levels: competence
                .rungs
                .iter()
                .map(|rung| rung.level)
                .filter(|level| Some(*level) > own)
                .collect(),
            sent: self.sent(me, index),
            askable: self.askable(me),
            traces: self.trace_offer(index),
            read_only: !self.can_write(),
        })
    }

    /// Everything said of somebody's level in a competence, as far as this person may read it.
    pub(crate) fn said(&self, about: &str, index: usize) -> Vec<Said> {
        let competence = &self.framework.competences[index];
        let mut said = Vec::new();
        if Some(about) == self.me.as_deref()
            && let Some(line) = self.record.as_ref().and_then(|record| record.current(index))
            && let Some(level) = line.standing.level()
        {
            let (layer, on) = (Layer::Own, line.on);
            said.push(Said { layer, who: None, level: Some(level), mastery: None, comment: None, on });
        }
        for (head, layer) in [("peer", Layer::Peer), ("validated", Layer::Teacher)] {
            let from = said.len();
            for (key, value) in self.items.under(&[head, "/", about, "/"].concat()) {
                let Some(place) = Place::read(&self.framework, key) else { continue };
                // Who speaks of themself speaks in their own layer.
                if place.competence != index || place.by == about {
                    continue;
                }
                if let Some(opinion) = Opinion::read(value, competence) {
                    said.push(Said {
                        layer,
                        who: self.people.name(place.by).map(str::to_owned),
                        level: opinion.level,
                        mastery: None,
                        comment: opinion.comment,
                        on: opinion.on,
                    });
                }
            }
            said[from..].sort_by_key(|line| std::cmp::Reverse(line.on));
        }
        let from = said.len();
        for (_, value) in self.items.under(&["pix/", about, "/"].concat()) {
            let Some(result) = PixResult::read(value, &self.framework) else { continue };
            let (level, mastery) = (result.level(competence.code), result.mastery(competence.code));
            if level.is_some() || mastery.is_some() {
                said.push(Said {
                    layer: Layer::Pix,
                    who: result.name,
                    level: level.flatten(),
                    mastery,
                    comment: None,
                    on: result.on,
                });
            }
        }
        said[from..].sort_by_key(|line| std::cmp::Reverse(line.on));
        said
    }

    /// One's evidence, newest first.
    pub(crate) fn evidence(&self, index: usize) -> Vec<EvidenceLine> {
        let prefix = self.me.as_deref().and_then(|me| own_prefix(&self.framework, "evidence", me, index));
        let Some(prefix) = prefix else { return Vec::new() };
        let mut lines: Vec<EvidenceLine> = self
            .items
            .under(&prefix)
            .filter_map(|(key, value)| {
                Some(EvidenceLine { key: key.to_owned(), evidence: Evidence::read(value, None)? })
            })
            .collect();
        lines.sort_by(|one, other| {
            other.evidence.on.cmp(&one.evidence.on).then_with(|| other.key.cmp(&one.key))
        });
        lines
    }

    fn class_goals_of(&self, index: usize, own: Option<Level>) -> Vec<ClassGoalLine> {
        let competence = &self.framework.competences[index];
        let mut lines = Vec::new();
        for (key, value) in self.items.under("class-goals/") {
            // `class-goals/{by}/crcn-2019/1.1/id`
            let mut parts = key.split('/').skip(1);
            let (Some(by), Some(segment), Some(code)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let class = self.groups.iter().find(|class| goal::group(value) == Some(&class.id));
            if segment != self.framework.segment() || competence.code != *code || class.is_none() {
                continue;
            }
            if let Some(goal) = Goal::read(value, competence) {
                lines.push(ClassGoalLine {
                    key: key.to_owned(),
                    who: self.people.name(by).map(str::to_owned),
                    class: class.map(|class| class.name.clone()),
                    progress: goal.progress(own, self.today),
                    goal,
                });
            }
        }
        lines.sort_by_key(|line| line.goal.due);
        lines
    }

    /// Goals set for the person's classes, of every competence.
    pub fn class_goals(&self) -> Vec<(Code, ClassGoalLine)> {
        (0..self.framework.competences.len())
            .flat_map(|index| {
                let code = self.framework.competences[index].code;
                let own = self.own_level(index);
                self.class_goals_of(index, own).into_iter().map(move |line| (code, line))
            })
            .collect()
    }

    fn sent(&self, me: &str, index: usize) -> Vec<SentLine> {
        let competence = &self.framework.competences[index];
        let mut lines: Vec<SentLine> = self
            .items
            .under("asked/")
            .filter_map(|(key, value)| {
                let place = Place::read(&self.framework, key)?;
                let request = Request::read(value, competence)?;
                (place.by == me && place.competence == index).then(|| SentLine {
                    key: key.to_owned(),
                    whom: self.people.name(place.about).map(str::to_owned),
                    on: request.on,
                    answered: self
                        .answer_of(place.about, me, index)
                        .is_some_and(|answer| answer.on >= request.on),
                })
            })
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.on));
        lines
    }

    /// What somebody said of somebody's level.
    pub(crate) fn answer_of(&self, by: &str, about: &str, competence: usize) -> Option<Opinion> {
        ["validated", "peer"].into_iter().find_map(|head| {
            let key = Place { about, by, competence, id: "" }.key(&self.framework, head)?;
            Opinion::read(self.items.get(key.as_str())?, &self.framework.competences[competence])
        })
    }

    /// Teachers first, then pupils; never oneself.
    pub(crate) fn askable(&self, me: &str) -> Option<Vec<Someone>> {
        let crate::people::People::Told(list) = &self.people else { return None };
        let mut askable: Vec<Someone> = list
            .iter()
            .filter(|someone| someone.id != me && (someone.pupil || someone.teacher))
            .cloned()
            .collect();
        askable.sort_by_key(|someone| !someone.teacher);
        Some(askable)
    }
}

/// A level as a select gives it.
pub(crate) fn level_of(text: &str) -> Option<Level> {
    text.parse().ok().and_then(Level::new)
}

impl Turn<'_> {
    fn here(&self) -> Option<(String, usize)> {
        match self.model.page {
            Page::Around(index) => Some((self.model.me.clone()?, index)),
            _ => None,
        }
    }

    pub(crate) fn add_evidence(&mut self) {
        let Some((me, index)) = self.here() else { return };
        let (text, link) = (self.model.typed(Field::EvidenceText), self.model.typed(Field::EvidenceLink));
        match Evidence::of_typing(text, link, self.stamp.on) {
            Ok(evidence) => {
                let key = own_key(&self.model.framework, "evidence", &me, index, self.stamp.id.as_str());
                let Some(key) = key else { return self.say(Say::Impossible, Vec::new()) };
                let code = self.model.framework.competences[index].code;
                let fields = [Field::EvidenceText, Field::EvidenceLink];
                self.write(vec![(key, Some(evidence.stored()))], &fields, Say::EvidenceAdded(code));
            }
            Err(fault) => {
                use greffon_crcn_model::note::TypingFault::{AddressTooLong, NoAddress, NotWeb};
                let field = match fault {
                    NotWeb | NoAddress | AddressTooLong(_) => Field::EvidenceLink,
                    _ => Field::EvidenceText,
                };
                self.fail(field, Problem::Typing(fault));
            }
        }
    }

    pub(crate) fn set_goal(&mut self) {
        let Some((me, index)) = self.here() else { return };
        let Some(goal) = self.typed_goal(index) else { return };
        let key = own_key(&self.model.framework, "goals", &me, index, "");
        let Some(key) = key else { return self.say(Say::Impossible, Vec::new()) };
        let code = self.model.framework.competences[index].code;
        let say = Say::GoalSet(code, goal.level, goal.due);
        self.write(vec![(key, Some(goal.stored()))], &[Field::GoalLevel, Field::GoalDue], say);
    }

    /// The goal in the fields, or what is wrong with them.
    pub(crate) fn typed_goal(&mut self, index: usize) -> Option<Goal> {
        let Some(level) = level_of(self.model.typed(Field::GoalLevel)) else {
            self.fail(Field::GoalLevel, Problem::NoLevel);
            return None;
        };
        let competence = &self.model.framework.competences[index];
        match Goal::of_typing(competence, level, self.model.typed(Field::GoalDue), self.stamp.on) {
            Ok(goal) => Some(goal),
            Err(fault) => {
                let field = match fault {
                    goal::GoalFault::NoSuchLevel => Field::GoalLevel,
                    _ => Field::GoalDue,
                };
                self.fail(field, Problem::Goal(fault));
                None
            }
        }
    }

    pub(crate) fn take_goal(&mut self, key: &str) {
        let Some((me, index)) = self.here() else { return };
        let competence = &self.model.framework.competences[index];
        let goal = self.model.items.get(key).and_then(|value| Goal::read(value, competence));
        let Some(goal) = goal.map(|goal| Goal { on: self.stamp.on, ..goal }) else { return };
        let code = competence.code;
        let Some(key) = own_key(&self.model.framework, "goals", &me, index, "") else { return };
        self.write(vec![(key, Some(goal.stored()))], &[], Say::GoalSet(code, goal.level, goal.due));
    }

    pub(crate) fn drop_goal(&mut self) {
        let Some((me, index)) = self.here() else { return };
        let code = self.model.framework.competences[index].code;
        let Some(key) = own_key(&self.model.framework, "goals", &me, index, "") else { return };
        if self.model.items.get(key.as_str()).is_some() {
            self.write(vec![(key, None)], &[], Say::GoalDropped(code));
        }
    }

    /// What Pix shows in the person's own profile, typed in by themself: a layer of its own, under their own id.
    pub(crate) fn set_pix(&mut self) {
        let Some((me, index)) = self.here() else { return };
        let typed = self.model.typed(Field::PixLevel).parse::<u8>().ok().filter(|level| *level <= 8);
        let Some(level) = typed else { return self.fail(Field::PixLevel, Problem::NoLevel) };
        let key = ["pix", &me, &me, &self.model.framework.segment(), "profile"].join("/");
        let Ok(key) = Key::new(key) else { return self.say(Say::Impossible, Vec::new()) };
        let known = self.model.items.get(key.as_str());
        let known = known.and_then(|value| PixResult::read(value, &self.model.framework));
        let mut result = known.unwrap_or_else(|| PixResult {
            source: Source::Profile,
            name: None,
            on: self.stamp.on,
            pix: None,
            levels: Vec::new(),
            mastery: Vec::new(),
        });
        let code = self.model.framework.competences[index].code;
        result.on = self.stamp.on;
        result.levels.retain(|(known, _)| *known != code);
        result.levels.push((code, level));
        result.levels.sort_unstable();
        self.write(vec![(key, Some(result.stored()))], &[Field::PixLevel], Say::PixSet(code, level));
    }

    pub(crate) fn ask(&mut self) {
        let Some((me, index)) = self.here() else { return };
        let whom = self.model.typed(Field::AskWhom).to_owned();
        if whom.is_empty() {
            return self.fail(Field::AskWhom, Problem::Nobody);
        }
        if whom == me {
            return self.fail(Field::AskWhom, Problem::Oneself);
        }
        let note = match greffon_crcn_model::note::note(self.model.typed(Field::AskNote)) {
            Ok(note) => note,
            Err(fault) => return self.fail(Field::AskNote, Problem::Typing(fault)),
        };
        let evidence = if self.model.typed(Field::AskEvidence) == "on" {
            self.model
                .evidence(index)
                .into_iter()
                .take(Request::MOST_EVIDENCE)
                .map(|line| line.evidence)
                .collect()
        } else {
            Vec::new()
        };
        let request = Request { level: self.model.own_level(index), note, evidence, on: self.stamp.on };
        let place = Place { about: &whom, by: &me, competence: index, id: self.stamp.id.as_str() };
        let Some(key) = place.key(&self.model.framework, "asked") else {
            return self.say(Say::Impossible, Vec::new());
        };
        let code = self.model.framework.competences[index].code;
        let name = self.model.people.name(&whom).map(str::to_owned);
        let fields = [Field::AskWhom, Field::AskNote, Field::AskEvidence];
        self.write(vec![(key, Some(request.stored()))], &fields, Say::Asked(code, name));
    }

    /// Marks a field; what was typed stays in it.
    pub(crate) fn fail(&mut self, field: Field, problem: Problem) {
        self.model.form.fail(self.model.page, field, problem);
        self.out(crate::Effect::Focus("[aria-invalid='true']"));
    }
}
