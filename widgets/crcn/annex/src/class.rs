//! A teacher's class: counts without names, and by name what pupils opened; validation beside, groups by need, goals.

mod counts;
mod needs;
mod pupils;
mod report;

pub use counts::{Counts, CountsLayer};
pub use needs::{NeedGroup, Needs};
pub use pupils::{KnownOf, Pupil, PupilCell, PupilLine, Pupils};
pub use report::{Figure, Report, ReportLine};

use greffon_crcn_model::framework::{Code, Words};
use greffon_protocol::Key;
use serde_json::Value;

use crate::around::ClassGoalLine;
use crate::machine::Turn;
use crate::{Field, Model, Page, Problem, Say};
use pupils::Row;
pub(crate) use pupils::shown;

/// A side of the class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClassTab {
    /// How many stand where, without names.
    #[default]
    Counts,
    /// Pupils by name, as far as they opened something.
    Pupils,
    /// Groups by need, and goals.
    Needs,
    /// The figures of the school report.
    Report,
    /// The framework as a file.
    Framework,
}

impl ClassTab {
    /// Every side, in order.
    pub const ALL: [Self; 5] = [Self::Counts, Self::Pupils, Self::Needs, Self::Report, Self::Framework];
}

/// What is remembered of the class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Class {
    pub(crate) tab: ClassTab,
    pub(crate) group: usize,
    pub(crate) counts: Vec<(&'static str, counts::Told)>,
    /// Pupils who opened something, worked out anew when the items changed.
    pub(crate) rows: Vec<Row>,
    pub(crate) open: Option<String>,
    pub(crate) page: usize,
}

/// The page around the sides.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassPage {
    /// The person's groups: id, name, whether it is shown.
    pub groups: Vec<(String, String, bool)>,
    /// The side.
    pub tab: ClassTab,
    /// Competences to choose from.
    pub competences: Vec<(Code, [Words; 2])>,
    /// The goals of the class.
    pub goals: Vec<(Code, ClassGoalLine)>,
    /// Nothing may be changed.
    pub read_only: bool,
}

impl Model {
    /// The page; `None` for people who do not teach.
    pub fn class(&self) -> Option<ClassPage> {
        let groups = self
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| (group.id.clone(), group.name.clone(), at == self.class.group))
            .collect();
        let group = self.group_id();
        let of_group = |line: &ClassGoalLine| {
            let value = self.items.get(&line.key);
            value.and_then(greffon_crcn_model::goal::group) == group
        };
        self.teacher.then(|| ClassPage {
            groups,
            tab: self.class.tab,
            competences: self
                .framework
                .competences
                .iter()
                .map(|competence| (competence.code, [competence.name.fr, competence.name.en]))
                .collect(),
            goals: self.class_goals().into_iter().filter(|(_, line)| of_group(line)).collect(),
            read_only: !self.can_write(),
        })
    }

    /// The id of the group that is shown.
    pub(crate) fn group_id(&self) -> Option<&str> {
        self.groups.get(self.class.group).or(self.groups.first()).map(|group| group.id.as_str())
    }

    /// The competence that is chosen in a form.
    pub(crate) fn chosen(&self) -> Option<usize> {
        self.framework.index(self.typed(Field::Competence))
    }
}

impl Turn<'_> {
    pub(crate) fn class_tab(&mut self, tab: ClassTab) {
        self.model.class.tab = tab;
        self.model.class.open = None;
        self.out(crate::Effect::Focus("h2"));
    }

    pub(crate) fn pick_group(&mut self, id: &str) {
        let Some(at) = self.model.groups.iter().position(|group| group.id == id) else { return };
        if at == self.model.class.group {
            return;
        }
        self.model.class = Class { group: at, tab: self.model.class.tab, ..Class::default() };
        self.model.people = crate::people::People::Unasked;
        self.arrive();
    }

    pub(crate) fn open_pupil(&mut self, id: Option<String>) {
        self.model.form.take(Page::Class, &[Field::AnswerLevel, Field::AnswerComment, Field::Competence]);
        self.model.class.open = id;
        self.out(crate::Effect::Focus("h2"));
    }

    /// A level beside the pupil's own: in the teacher's layer, under the teacher's id.
    pub(crate) fn validate(&mut self) {
        let (Some(me), Some(about)) = (self.model.me.clone(), self.model.class.open.clone()) else { return };
        if about == me {
            return self.fail(Field::AnswerLevel, Problem::Oneself);
        }
        let Some(competence) = self.model.chosen() else {
            return self.fail(Field::Competence, Problem::NoCompetence);
        };
        if let Some((key, opinion)) = self.typed_opinion(&about, &me, competence) {
            let code = self.model.framework.competences[competence].code;
            let name = self.model.people.name(&about).map(str::to_owned);
            let fields = [Field::AnswerLevel, Field::AnswerComment, Field::Competence];
            self.write(vec![(key, Some(opinion.stored()))], &fields, Say::Validated(code, name));
        }
    }

    pub(crate) fn set_class_goal(&mut self) {
        let Some(me) = self.model.me.clone().filter(|_| self.model.teacher) else { return };
        let Some(group) = self.model.group_id().map(str::to_owned) else { return };
        let Some(index) = self.model.chosen() else {
            return self.fail(Field::Competence, Problem::NoCompetence);
        };
        let Some(goal) = self.typed_goal(index) else { return };
        let code = self.model.framework.competences[index].code;
        let segment = self.model.framework.segment();
        let key = ["class-goals", &me, &segment, code.as_str(), self.stamp.id.as_str()].join("/");
        let Ok(key) = Key::new(key) else { return self.say(Say::Impossible, Vec::new()) };
        let value: Value = goal.stored_for(&group);
        let fields = [Field::GoalLevel, Field::GoalDue];
        self.write(vec![(key, Some(value))], &fields, Say::ClassGoalSet(code, goal.level));
    }
}
