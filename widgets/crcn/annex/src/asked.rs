//! The requests of others: what they show, and one's answer. Who is asked sees nothing else of them.

use greffon_crcn_model::framework::{Code, Level, Words};
use greffon_crcn_model::opinion::{Opinion, Request};
use greffon_protocol::Key;

use crate::around::level_of;
use crate::items::Place;
use crate::machine::Turn;
use crate::{Field, Model, Problem, Say};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Those that wait for an answer, oldest first.
    pub waiting: Vec<AskedLine>,
    /// Those that were answered, newest first.
    pub answered: Vec<AskedLine>,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedLine {
    /// Its key.
    pub key: String,
    /// Who asks, by name, where it is known.
    pub who: Option<String>,
    /// About which competence.
    pub code: Code,
    /// Its name in French and English.
    pub name: [Words; 2],
    /// What they show.
    pub request: Request,
    /// What each level means, to compare with: the levels that the competence has.
    pub levels: Vec<(Level, [Words; 2])>,
    /// One's answer.
    pub answer: Option<Opinion>,
    /// Its form is open.
    pub open: bool,
}

impl Model {
    /// How many requests wait for this person's answer.
    pub fn waiting(&self) -> usize {
        self.asked().map_or(0, |asked| asked.waiting.len())
    }

    /// The page; `None` without an id, and until the items came.
    pub fn asked(&self) -> Option<Asked> {
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let (mut waiting, mut answered) = (Vec::new(), Vec::new());
        for (key, value) in self.items.under(&["asked/", me, "/"].concat()) {
            let Some(place) = Place::read(&self.framework, key).filter(|place| place.by != me) else {
                continue;
            };
            let competence = &self.framework.competences[place.competence];
            let Some(request) = Request::read(value, competence) else { continue };
            let answer =
                self.answer_of(me, place.by, place.competence).filter(|answer| answer.on >= request.on);
            let line = AskedLine {
                key: key.to_owned(),
                who: self.people.name(place.by).map(str::to_owned),
                code: competence.code,
                name: [competence.name.fr, competence.name.en],
                levels: competence
                    .rungs
                    .iter()
                    .map(|rung| (rung.level, [rung.statement.fr, rung.statement.en]))
                    .collect(),
                open: self.answering.as_deref() == Some(key),
                request,
                answer,
            };
            if line.answer.is_some() { answered.push(line) } else { waiting.push(line) }
        }
        waiting.sort_by_key(|line| line.request.on);
        answered.sort_by_key(|line| core::cmp::Reverse(line.answer.as_ref().map(|answer| answer.on)));
        Some(Asked { waiting, answered, read_only: !self.can_write() })
    }
}

/// The fields of an answer.
pub(crate) const FIELDS: [Field; 2] = [Field::AnswerLevel, Field::AnswerComment];

impl Turn<'_> {
    pub(crate) fn open_request(&mut self, key: Option<String>) {
        if key == self.model.answering {
            return;
        }
        self.model.form.take(self.model.page, &FIELDS);
        let opened = self.model.asked().and_then(|asked| {
            let lines = asked.waiting.into_iter().chain(asked.answered);
            lines.into_iter().find(|line| Some(&line.key) == key.as_ref())
        });
        self.model.answering = opened.as_ref().map(|line| line.key.clone());
        // One corrects what one said; a first answer starts blank, so that nobody agrees by mistake.
        if let Some(Opinion { level, comment, .. }) = opened.and_then(|line| line.answer) {
            let page = self.model.page;
            let level = level.map(|level| level.number().to_string()).unwrap_or_default();
            self.model.form.set(page, Field::AnswerLevel, level);
            self.model.form.set(page, Field::AnswerComment, comment.unwrap_or_default());
        }
    }

    pub(crate) fn answer(&mut self) {
        let (Some(me), Some(key)) = (self.model.me.clone(), self.model.answering.clone()) else { return };
        let Some(place) = Place::read(&self.model.framework, &key).filter(|place| place.about == me) else {
            return;
        };
        if place.by == me {
            return self.fail(Field::AnswerLevel, Problem::Oneself);
        }
        if let Some((key, opinion)) = self.typed_opinion(place.by, &me, place.competence) {
            let code = self.model.framework.competences[place.competence].code;
            self.write(vec![(key, Some(opinion.stored()))], &FIELDS, Say::Answered(code));
            self.model.answering = None;
        }
    }

    /// What the fields say of somebody's level, with its key; or what is wrong with them.
    pub(crate) fn typed_opinion(
        &mut self,
        about: &str,
        me: &str,
        competence: usize,
    ) -> Option<(Key, Opinion)> {
        let typed = level_of(self.model.typed(Field::AnswerLevel));
        // The select offers what there is; a level that the competence does not have is no answer.
        let level = typed.filter(|level| self.model.framework.competences[competence].rung(*level).is_some());
        match Opinion::of_typing(level, self.model.typed(Field::AnswerComment), self.stamp.on) {
            Ok(opinion) => {
                // The back end lets teachers alone write there: what a role says on the screen decides nothing.
                let head = if self.model.teacher { "validated" } else { "peer" };
                let key = Place { about, by: me, competence, id: "" }.key(&self.model.framework, head);
                if key.is_none() {
                    self.say(Say::Impossible, Vec::new());
                }
                Some((key?, opinion))
            }
            Err(fault) => {
                let field = match fault {
                    greffon_crcn_model::note::TypingFault::Nothing => Field::AnswerLevel,
                    _ => Field::AnswerComment,
                };
                self.fail(field, Problem::Typing(fault));
                None
            }
        }
    }
}
