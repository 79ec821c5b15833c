//! One competence: ticks by level, what follows and why, what to say, and everything that was validated.

use super::{Choice, Draft, Model};
use crate::framework::{Code, Competence, Lang, Level, Rung, Words};
use crate::moment::Day;
use crate::position::{Deduction, EntryId, Fate, Gap, Line, Standing, TickId, deduce, gap};
use crate::stored::Share;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencePage {
    /// As `2.1`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// The code of its domain.
    pub domain: Code,
    /// The name of its domain.
    pub domain_name: Words,
    /// Where the person stands, as validated.
    pub standing: Standing,
    /// The day of that validation.
    pub on: Option<Day>,
    /// The levels that are open, from the lowest.
    pub rungs: Vec<RungView>,
    /// The levels that are folded away, if any.
    pub folded: Option<Folded>,
    /// What follows from the ticks on the screen.
    pub outcome: Outcome,
    /// What can be said, in order: by ticks, not worked, not placed, then each open level.
    pub choices: Vec<LevelChoice>,
    /// What the draft says, were it validated now.
    pub says: Standing,
    /// How the choice differs from the ticks.
    pub gap: Option<Gap>,
    /// Something is changed and not validated.
    pub drafted: bool,
    /// Whether and how it can be validated.
    pub validation: Validation,
    /// Every validation, newest first.
    pub history: Vec<HistoryLine>,
    /// Who sees it.
    pub share: ShareView,
    /// What is stored cannot be read; `Restart` gives it up.
    pub unreadable: bool,
    /// Nothing may be changed.
    pub read_only: bool,
    /// Where the texts come from.
    pub source: Words,
    /// The competence before.
    pub previous: Option<Neighbour>,
    /// The competence after.
    pub next: Option<Neighbour>,
}

/// A level with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct RungView {
    /// Which.
    pub level: Level,
    /// Its band.
    pub band: Words,
    /// What one can do. With one indicator only, it says the same as the indicator.
    pub statement: Words,
    /// Its indicators; none above level 5.
    pub ticks: Vec<TickBox>,
    /// How many are ticked.
    pub ticked: usize,
    /// The ticks reach it, with all levels below.
    pub reached: bool,
}

/// An indicator to tick.
#[derive(Debug, Clone, PartialEq)]
pub struct TickBox {
    /// Which.
    pub id: TickId,
    /// Its text.
    pub text: Words,
    /// Whether it is ticked.
    pub on: bool,
}

/// The levels that are not shown until asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// The lowest.
    pub from: Level,
    /// The highest.
    pub to: Level,
}

/// The level that follows from the ticks, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The level; `None`: not yet one.
    pub level: Option<Level>,
    /// Nothing is ticked yet.
    pub blank: bool,
    /// The level before is complete; this is missing to the next one. `None` when all is ticked.
    pub missing: Option<Missing>,
    /// Ticked above the next level; they count once it is complete.
    pub beyond: usize,
}

/// What is missing to a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Which level.
    pub level: Level,
    /// Its indicators that are not ticked: "il te manque…".
    pub ticks: Vec<TickBox>,
    /// How many of its indicators are ticked.
    pub ticked: usize,
    /// How many it has.
    pub total: usize,
}

/// Something that can be said.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelChoice {
    /// What.
    pub choice: Choice,
    /// What it comes to: differs from the choice for [`Choice::ByTicks`] only.
    pub says: Standing,
    /// The band of a level.
    pub band: Option<Words>,
    /// The statement of a level.
    pub statement: Option<Words>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What the button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validation {
    /// What validating would be.
    pub validity: Validity,
    /// Why it cannot be done now.
    pub blocked: Option<Blocked>,
}

/// What validating would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// The first of this competence.
    First,
    /// Another position or other ticks.
    Change,
    /// The same again, with today's date; refused if it was validated today.
    Confirmation,
}

/// Why nothing can be validated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// Nothing may be changed.
    ReadOnly,
    /// What is stored cannot be read.
    Unreadable,
    /// Nothing is ticked and nothing chosen.
    Silent,
}

/// A validation in the history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// Its id: what [`Msg::Withdraw`](super::Msg::Withdraw) takes to take it back.
    pub id: EntryId,
    /// On which day.
    pub on: Day,
    /// What was said.
    pub standing: Standing,
    /// How many indicators were ticked.
    pub ticked: usize,
    /// How many there are.
    pub total: usize,
    /// What became of it. With `Withdrawn { by, .. }`, withdrawing `by` brings it back.
    pub fate: Fate,
}

/// Who sees the competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareView {
    /// Who.
    pub share: Share,
    /// It is this competence's own choice, not the one for all.
    pub own: bool,
}

/// A competence beside.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbour {
    /// As `2.1`.
    pub code: Code,
    /// Its name.
    pub name: Words,
}

impl Model {
    /// The screen of the open competence. `None` on another screen, without an id, and until the stored items came.
    pub fn competence(&self, lang: Lang) -> Option<CompetencePage> {
        let index = self.open()?;
        let record = self.record.as_ref().filter(|_| self.loaded)?;
        let competence = &self.framework.competences[index];
        let domain = &self.framework.domains[competence.domain];
        let current = record.current(index);
        let draft = self.draft(index);
        let drafted = self.is_drafted(index);
        let deduction = deduce(competence, draft.ticks);
        let says = draft.standing(competence);
        let open_to = self.open_to(competence, &deduction, current.as_ref(), says);
        let neighbour = |index: usize| {
            let competence = self.framework.competences.get(index)?;
            Some(Neighbour { code: competence.code, name: competence.name.get(lang) })
        };
        let blocked = if record.is_unreadable(index) {
            Some(Blocked::Unreadable)
        } else if !self.can_write() {
            Some(Blocked::ReadOnly)
        } else if draft.is_silent() && current.is_none() {
            Some(Blocked::Silent)
        } else {
            None
        };
        let validity = match &current {
            None => Validity::First,
            Some(_) if drafted => Validity::Change,
            Some(_) => Validity::Confirmation,
        };
        Some(CompetencePage {
            code: competence.code,
            name: competence.name.get(lang),
            domain: domain.code,
            domain_name: domain.name.get(lang),
            standing: current.as_ref().map_or(Standing::NotPlaced, |line| line.standing),
            on: current.map(|line| line.on),
            rungs: competence
                .rungs
                .iter()
                .filter(|rung| rung.level <= open_to)
                .map(|rung| self.rung(rung, &draft, &deduction, lang))
                .collect(),
            folded: open_to.up().map(|from| Folded { from, to: Level::HIGHEST }),
            outcome: outcome(competence, &draft, &deduction, lang),
            choices: self.choices(competence, &draft, &deduction, open_to, lang),
            says,
            gap: gap(competence, says, draft.ticks),
            drafted,
            validation: Validation { validity, blocked },
            history: record
                .timeline(index)
                .into_iter()
                .map(|line| HistoryLine {
                    id: line.id,
                    on: line.on,
                    standing: line.standing,
                    ticked: line.ticks.len(),
                    total: competence.indicator_count(),
                    fate: line.fate,
                })
                .collect(),
            share: ShareView {
                share: record.choices().share(competence.code),
                own: record.choices().own_share(competence.code).is_some(),
            },
            unreadable: record.is_unreadable(index),
            read_only: !self.can_write(),
            source: self.framework.source.get(lang),
            previous: index.checked_sub(1).and_then(neighbour),
            next: neighbour(index + 1),
        })
    }

    /// The highest level that is open: the stage's, and whatever the person has reached, said or is about to reach.
    fn open_to(
        &self,
        competence: &Competence,
        deduction: &Deduction,
        current: Option<&Line>,
        says: Standing,
    ) -> Level {
        if self.unfolded {
            return Level::HIGHEST;
        }
        let reached = deduction.level.and_then(|level| {
            competence.indicated().find(|rung| rung.level > level).map(|rung| rung.level).or(Some(level))
        });
        let said = current.and_then(|line| line.standing.level());
        let ticked = deduction.steps.iter().filter(|step| step.ticked > 0).map(|step| step.level).max();
        [reached, said, says.level(), ticked]
            .into_iter()
            .flatten()
            .fold(self.opened_by_stage(), core::cmp::Ord::max)
    }

    fn band(&self, level: Level, lang: Lang) -> Words {
        self.framework.degree(level).map(|degree| degree.band.get(lang)).unwrap_or_default()
    }

    fn rung(&self, rung: &Rung, draft: &Draft, deduction: &Deduction, lang: Lang) -> RungView {
        let ticks: Vec<TickBox> = rung
            .indicators
            .iter()
            .map(|indicator| TickBox {
                id: indicator.id,
                text: indicator.text.get(lang),
                on: draft.ticks.has(indicator.id),
            })
            .collect();
        RungView {
            level: rung.level,
            band: self.band(rung.level, lang),
            statement: rung.statement.get(lang),
            ticked: ticks.iter().filter(|tick| tick.on).count(),
            reached: !ticks.is_empty() && Some(rung.level) <= deduction.level,
            ticks,
        }
    }

    fn choices(
        &self,
        competence: &Competence,
        draft: &Draft,
        deduction: &Deduction,
        open_to: Level,
        lang: Lang,
    ) -> Vec<LevelChoice> {
        let plain = |choice: Choice, says: Standing| LevelChoice {
            choice,
            says,
            band: None,
            statement: None,
            chosen: draft.choice == choice,
        };
        let by_ticks = deduction.level.map_or(Standing::NotPlaced, Standing::Level);
        let mut choices = vec![
            plain(Choice::ByTicks, by_ticks),
            plain(Choice::NotWorked, Standing::NotWorked),
            plain(Choice::NotPlaced, Standing::NotPlaced),
        ];
        choices.extend(competence.rungs.iter().filter(|rung| rung.level <= open_to).map(|rung| {
            LevelChoice {
                band: Some(self.band(rung.level, lang)),
                statement: Some(rung.statement.get(lang)),
                ..plain(Choice::Level(rung.level), Standing::Level(rung.level))
            }
        }));
        choices
    }
}

fn outcome(competence: &Competence, draft: &Draft, deduction: &Deduction, lang: Lang) -> Outcome {
    let missing = deduction.next.as_ref().map(|next| {
        let total = competence.rung(next.level).map_or(0, |rung| rung.indicators.len());
        let ticks: Vec<TickBox> = next
            .missing
            .iter()
            .filter_map(|id| competence.indicator(*id))
            .map(|indicator| TickBox { id: indicator.id, text: indicator.text.get(lang), on: false })
            .collect();
        Missing { level: next.level, ticked: total - ticks.len(), ticks, total }
    });
    let beyond = deduction
        .next
        .as_ref()
        .map_or(0, |next| draft.ticks.iter().filter(|id| id.level() > next.level).count());
    Outcome { level: deduction.level, blank: draft.ticks.is_empty(), missing, beyond }
}
