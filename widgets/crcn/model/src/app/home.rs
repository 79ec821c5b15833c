//! "My competences": the next action first, then cards by domain.

use super::Model;
use crate::framework::{Code, Lang, Stage, Words};
use crate::moment::Day;
use crate::overview::{CompetenceRow, Summary, overview};
use crate::stored::Share;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// What to do next.
    pub next: NextStep,
    /// One sentence.
    pub summary: Summary,
    /// The filter: each domain, and whether it is the one that is shown.
    pub tabs: Vec<DomainTab>,
    /// Whether all domains are shown.
    pub all_shown: bool,
    /// The cards of the domains that are shown.
    pub domains: Vec<DomainCards>,
    /// The person's stage.
    pub stage: Option<Stage>,
    /// Who sees a competence that has no choice of its own.
    pub share_of_all: Share,
    /// Competences that have a choice of their own.
    pub share_exceptions: usize,
    /// Whether the person's guardians see every level.
    pub family: bool,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// The next action.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// Why this one.
    pub reason: Reason,
    /// Which competence.
    pub code: Code,
    /// Its name.
    pub name: Words,
}

/// Why a competence is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Something is ticked there and not validated.
    Resume,
    /// Nothing was validated anywhere yet.
    Begin,
    /// Nothing was said of it yet; so many are left.
    Continue(usize),
    /// Something was said of each; this one was longest ago.
    Review(Day),
}

/// A domain in the filter.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainTab {
    /// As `2`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// Whether only this one is shown.
    pub current: bool,
}

/// A domain with its cards.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainCards {
    /// As `2`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// Competences with a level.
    pub placed: usize,
    /// Its cards.
    pub cards: Vec<Card>,
}

/// A competence.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Where the person stands.
    pub row: CompetenceRow,
    /// Something is changed there and not validated.
    pub drafted: bool,
    /// Who sees it.
    pub share: Share,
}

impl Model {
    /// The screen "My competences". `None` without an id, and until the stored items came.
    pub fn home(&self, lang: Lang) -> Option<Home> {
        let record = self.record.as_ref().filter(|_| self.loaded)?;
        let overview = overview(&self.framework, record, lang);
        let next = self.next_step(overview.domains.iter().flat_map(|domain| &domain.rows).collect())?;
        let is_shown = |code: &Code| self.filter.as_ref().is_none_or(|only| only == code);
        let card = |row: CompetenceRow| Card {
            drafted: self.has_draft(&row.code),
            share: record.choices().share(row.code),
            row,
        };
        Some(Home {
            next,
            summary: overview.summary,
            tabs: overview
                .domains
                .iter()
                .map(|domain| DomainTab {
                    code: domain.code,
                    name: domain.name,
                    current: self.filter.as_ref() == Some(&domain.code),
                })
                .collect(),
            all_shown: self.filter.is_none(),
            domains: overview
                .domains
                .into_iter()
                .filter(|domain| is_shown(&domain.code))
                .map(|domain| DomainCards {
                    code: domain.code,
                    name: domain.name,
                    placed: domain.placed,
                    cards: domain.rows.into_iter().map(card).collect(),
                })
                .collect(),
            stage: self.stage(),
            share_of_all: record.choices().share_of_all(),
            share_exceptions: record.choices().exceptions(),
            family: record.choices().family(),
            read_only: !self.can_write(),
        })
    }

    fn has_draft(&self, code: &Code) -> bool {
        self.framework.index(code.as_str()).is_some_and(|index| self.is_drafted(index))
    }

    /// A draft first; then what was never said, from the last validation on; then what is oldest.
    fn next_step(&self, rows: Vec<&CompetenceRow>) -> Option<NextStep> {
        let rows: Vec<&CompetenceRow> = rows.into_iter().filter(|row| !row.unreadable).collect();
        let drafted = rows.iter().find(|row| self.has_draft(&row.code)).map(|row| (Reason::Resume, *row));
        let unsaid = rows.iter().filter(|row| row.at.is_none()).count();
        let never_said = || {
            // A first validation leads on to its neighbour, and from the last competence back to the first.
            let last = (0..rows.len())
                .filter(|index| rows[*index].at.is_some())
                .max_by_key(|index| &rows[*index].at);
            let from = last.map_or(0, |last| last + 1);
            let next =
                (from..rows.len()).chain(0..from).map(|index| rows[index]).find(|row| row.at.is_none())?;
            let reason = if last.is_none() { Reason::Begin } else { Reason::Continue(unsaid) };
            Some((reason, next))
        };
        let oldest = || {
            let row = rows.iter().min_by_key(|row| &row.at)?;
            Some((Reason::Review(row.on?), *row))
        };
        drafted.or_else(never_said).or_else(oldest).map(|(reason, row)| NextStep {
            reason,
            code: row.code,
            name: row.name,
        })
    }
}
