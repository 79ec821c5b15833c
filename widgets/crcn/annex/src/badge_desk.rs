//! What others ask about badges: a classmate confirms, a teacher completes and has it signed.

use greffon_crcn_model::badge::credential::{Matter, Status};
use greffon_crcn_model::badge::desk::{self, Desk, Question};
use greffon_crcn_model::badge::picture::address;
use greffon_crcn_model::badge::{Answer, Award, catalogue};
use greffon_crcn_model::framework::Lang;
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::note::note;
use greffon_protocol::RpcError;
use serde_json::Value;

use crate::badges::{edit, name_of};
use crate::machine::{Purpose, Turn};
use crate::{Effect, Field, Model, Problem, Say};

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionLine {
    /// Who asks, and the UUID of the badge.
    pub of: (String, String),
    /// Who asks, by name, where it is known.
    pub who: Option<String>,
    /// The badge with its degree.
    pub name: String,
    /// The address of its picture.
    pub picture: String,
    /// What to have done.
    pub criteria: String,
    /// Why they recognise it in themself.
    pub because: Option<String>,
    /// Since which day.
    pub on: Day,
    /// What classmates confirmed, by name where it is known.
    pub answers: Vec<(Option<String>, Answer)>,
    /// So many classmates are still to confirm before a teacher completes.
    pub peers_missing: usize,
    /// When it was completed, and whether it is signed.
    pub award: Option<(Day, bool)>,
    /// Nothing more is to be done by this person.
    pub settled: bool,
    /// Its form is open.
    pub open: bool,
    /// Why it was not signed, in the host's words.
    pub refused: Option<String>,
}

/// The questions.
#[derive(Debug, Clone, PartialEq)]
pub struct BadgeDesk {
    /// Those that wait first, oldest first.
    pub lines: Vec<QuestionLine>,
    /// This person completes, and does not confirm.
    pub completes: bool,
    /// What they complete is signed in the name of the establishment.
    pub signs: bool,
    /// Nothing may be changed.
    pub read_only: bool,
}

impl Model {
    /// The questions about badges; `None` without an id, and until the items came.
    pub fn badge_desk(&self, lang: Lang) -> Option<BadgeDesk> {
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let mut lines: Vec<QuestionLine> = self
            .desk()?
            .questions
            .iter()
            .filter_map(|question| self.question_line(me, question, lang))
            .collect();
        lines.sort_by_key(|line| line.settled);
        Some(BadgeDesk {
            lines,
            completes: self.teacher,
            signs: self.offers.sign,
            read_only: !self.can_write(),
        })
    }

    fn desk(&self) -> Option<Desk> {
        let items: Vec<(&str, &Value)> = self.items.under("badge-").collect();
        Some(Desk::of(self.me.as_deref()?, items, &self.catalogues))
    }

    fn question(&self, asker: &str, id: &str) -> Option<Question> {
        let mut questions = self.desk()?.questions.into_iter();
        questions.find(|question| question.asker == asker && question.id == id)
    }

    fn question_line(&self, me: &str, question: &Question, lang: Lang) -> Option<QuestionLine> {
        let claim = &question.claim;
        let (catalogue, badge) = catalogue::find(&self.catalogues, &claim.badge)?;
        let name = |id: &String| self.people.name(id).map(str::to_owned);
        let of = (question.asker.clone(), question.id.clone());
        let open = self.badges.answering.as_ref() == Some(&of);
        Some(QuestionLine {
            who: name(&question.asker),
            name: name_of(catalogue, badge, claim.level).get(lang).to_owned(),
            picture: address(catalogue, badge, claim.level),
            criteria: catalogue.criteria(badge, claim.level)?.get(lang).to_owned(),
            because: claim.because.clone(),
            on: claim.on,
            answers: question.answers.iter().map(|(by, answer)| (name(by), answer.clone())).collect(),
            peers_missing: question.peers_missing(&self.catalogues),
            award: question.award.as_ref().map(|award| (award.on, award.credential.is_some())),
            settled: if self.teacher { question.award.is_some() } else { question.answer_of(me).is_some() },
            refused: self.badges.refused.clone().filter(|_| open),
            open,
            of,
        })
    }
}

impl Turn<'_> {
    pub(crate) fn open_question(&mut self, of: Option<(String, String)>) {
        self.model.form.take(self.model.page, &[Field::BadgeComment]);
        self.model.badges.refused = None;
        self.model.badges.answering = of;
        if self.model.badges.answering.is_some() {
            self.out(Effect::Focus(".crcn-badge-form :is(textarea, button)"));
        }
    }

    fn open_one(&self) -> Option<(String, Question)> {
        let (asker, id) = self.model.badges.answering.as_ref()?;
        Some((self.model.me.clone()?, self.model.question(asker, id)?))
    }

    fn text_of(&self, question: &Question) -> Option<greffon_crcn_model::badge::Text> {
        let (catalogue, badge) = catalogue::find(&self.model.catalogues, &question.claim.badge)?;
        Some(name_of(catalogue, badge, question.claim.level))
    }

    /// A classmate's word.
    pub(crate) fn confirm_badge(&mut self) {
        let Some((me, question)) = self.open_one() else { return };
        let Some(name) = self.text_of(&question) else { return };
        let comment = match note(self.model.typed(Field::BadgeComment)) {
            Ok(comment) => comment,
            Err(fault) => return self.fail(Field::BadgeComment, Problem::Typing(fault)),
        };
        let Some(op) = desk::confirm(&me, &question, &Answer { comment, on: self.stamp.on }) else {
            return self.say(Say::Impossible, Vec::new());
        };
        self.write(vec![edit(op)], &[Field::BadgeComment], Say::BadgeConfirmed(name));
        self.model.badges.answering = None;
    }

    /// A teacher's completion: signed first where the establishment signs, so that nothing is said that does not hold.
    pub(crate) fn complete_badge(&mut self, lang: Lang) {
        let Some((_, question)) = self.open_one() else { return };
        if !self.model.teacher || !self.model.can_write() || self.model.badges.signing {
            return;
        }
        if question.peers_missing(&self.model.catalogues) > 0 || question.award.is_some() {
            return;
        }
        self.model.badges.refused = None;
        if !self.model.offers.sign {
            return self.award(&question, None);
        }
        let claim = &question.claim;
        let Some((catalogue, badge)) = catalogue::find(&self.model.catalogues, &claim.badge) else { return };
        let matter = Matter {
            framework: &self.model.framework,
            catalogue,
            badge,
            id: &question.id,
            claim,
            answers: &question.answers,
            lang,
        };
        let Some(credential) = matter.unsigned(Status::Completed) else { return };
        self.model.badges.signing = true;
        let purpose = Purpose::Signature(question.asker.clone(), question.id.clone());
        self.call("badge.sign", purpose, [("recipient", question.asker.into()), ("credential", credential)]);
    }

    /// The host signed, or says why not.
    pub(crate) fn signed(&mut self, asker: &str, id: &str, answer: Result<Value, RpcError>) {
        self.model.badges.signing = false;
        let signed = answer.map(|mut answer| answer["credential"].take());
        match (signed, self.model.question(asker, id)) {
            (Ok(credential), Some(question)) if credential.is_object() => {
                self.award(&question, Some(credential));
            }
            (Err(error), _) => {
                self.model.badges.refused = Some(error.message.clone());
                self.out(Effect::Focus(".crcn-badge-form .gf-notice"));
                self.say(Say::BadgeNotSigned(error.message), Vec::new());
            }
            _ => self.say(Say::NotSaved, Vec::new()),
        }
    }

    fn award(&mut self, question: &Question, credential: Option<Value>) {
        let (Some(me), Some(name)) = (self.model.me.clone(), self.text_of(question)) else { return };
        let is_signed = credential.is_some();
        let award = Award { on: self.stamp.on, credential };
        let Some(op) = desk::complete(&me, question, &award) else {
            return self.say(Say::Impossible, Vec::new());
        };
        self.send(vec![edit(op)], Vec::new());
        self.model.badges.answering = None;
        self.say(Say::BadgeCompleted(name, is_signed), Vec::new());
    }
}
