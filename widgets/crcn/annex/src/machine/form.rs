//! What stands in the fields, and what is wrong with it. Nothing typed is ever lost to an error.

use greffon_crcn_model::goal::GoalFault;
use greffon_crcn_model::note::TypingFault;

use super::Page;

/// A field. The same one on two pages holds two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The text of a piece of evidence.
    EvidenceText,
    /// Its address.
    EvidenceLink,
    /// The level of a goal, a digit.
    GoalLevel,
    /// Its day.
    GoalDue,
    /// Who is asked, by id.
    AskWhom,
    /// What is asked.
    AskNote,
    /// Whether the newest evidence goes along: `on` or nothing.
    AskEvidence,
    /// The level of an answer, a digit or nothing.
    AnswerLevel,
    /// Its words.
    AnswerComment,
    /// The level that Pix shows, a digit from 0.
    PixLevel,
    /// The degree of a badge, a digit.
    BadgeLevel,
    /// Why one recognises it in oneself.
    BadgeBecause,
    /// Who is asked about it, by id.
    BadgeWhom,
    /// What a classmate saw.
    BadgeComment,
    /// What a list is searched for.
    Search,
    /// A competence to choose, by its code.
    Competence,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// With what was typed.
    Typing(TypingFault),
    /// With a goal.
    Goal(GoalFault),
    /// Nobody was chosen.
    Nobody,
    /// Oneself was chosen.
    Oneself,
    /// No level was chosen.
    NoLevel,
    /// No degree of a badge was chosen.
    NoDegree,
    /// That person was asked already.
    AskedAlready,
    /// No competence was chosen.
    NoCompetence,
}

pub(crate) type Typed = ((Page, Field), String);

/// Fields and problems.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Form {
    typed: Vec<Typed>,
    problems: Vec<((Page, Field), Problem)>,
}

impl Form {
    pub(crate) fn get(&self, page: Page, field: Field) -> &str {
        self.typed.iter().find(|(place, _)| *place == (page, field)).map_or("", |(_, text)| text)
    }

    pub(crate) fn set(&mut self, page: Page, field: Field, text: String) {
        self.typed.retain(|(place, _)| *place != (page, field));
        self.problems.retain(|(place, _)| *place != (page, field));
        if !text.is_empty() {
            self.typed.push(((page, field), text));
        }
    }

    pub(crate) fn problem(&self, page: Page, field: Field) -> Option<Problem> {
        self.problems.iter().find(|(place, _)| *place == (page, field)).map(|(_, problem)| *problem)
    }

    pub(crate) fn fail(&mut self, page: Page, field: Field, problem: Problem) {
        self.problems.retain(|(place, _)| *place != (page, field));
        self.problems.push(((page, field), problem));
    }

    /// Empties the fields; gives what stood in them.
    pub(crate) fn take(&mut self, page: Page, fields: &[Field]) -> Vec<Typed> {
        let (taken, kept) = core::mem::take(&mut self.typed)
            .into_iter()
            .partition(|((at, field), _)| *at == page && fields.contains(field));
        self.typed = kept;
        self.problems.retain(|((at, field), _)| *at != page || !fields.contains(field));
        taken
    }

    /// Puts back what was taken, where nothing else was typed meanwhile.
    pub(crate) fn put_back(&mut self, taken: Vec<Typed>) {
        for (place, text) in taken {
            if !self.typed.iter().any(|(known, _)| *known == place) {
                self.typed.push((place, text));
            }
        }
    }
}
