//! Where a person stands on everything: a table, one sentence, a figure a domain. Data for a screen, no text of its own.

use crate::framework::{Code, Framework, Lang, Level, Words};
use crate::moment::{Day, Moment};
use crate::position::{Standing, Step, Ticks, deduce};
use crate::record::Record;

/// Everything at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// One sentence.
    pub summary: Summary,
    /// By domain, in order.
    pub domains: Vec<DomainRow>,
}

/// What one sentence says: "11 compétences situées sur 16, niveau le plus fréquent : 3".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Competences with a level.
    pub placed: usize,
    /// Competences in all.
    pub total: usize,
    /// Competences that the person says they have not worked on.
    pub not_worked: usize,
    /// The level said most often. `None` where two are said as often, or none twice.
    pub most_frequent: Option<Level>,
    /// The day of the last validation that stands.
    pub last: Option<Day>,
}

/// A domain and its competences.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainRow {
    /// As `2`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// Competences with a level.
    pub placed: usize,
    /// The middle level of those, the lower one of two. Never a mean, no decimals. `None` where none has a level.
    pub median: Option<Level>,
    /// Its competences, in order.
    pub rows: Vec<CompetenceRow>,
}

/// A competence in the table.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetenceRow {
    /// As `2.1`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// Where the person stands.
    pub standing: Standing,
    /// The band of the level.
    pub band: Option<Words>,
    /// The moment of the validation that says so; for ordering.
    pub at: Option<Moment>,
    /// Its day where the person was; for people.
    pub on: Option<Day>,
    /// Indicators ticked then, of all levels.
    pub ticked: usize,
    /// Indicators in all.
    pub total: usize,
    /// How far the next level is that the ticks do not reach; `None` when all is ticked.
    pub toward: Option<Step>,
    /// What is stored cannot be read.
    pub unreadable: bool,
}

/// Where that person stands on everything.
pub fn overview(framework: &Framework, record: &Record, lang: Lang) -> Overview {
    let domains: Vec<DomainRow> = framework
        .domains
        .iter()
        .enumerate()
        .map(|(number, domain)| {
            let rows: Vec<CompetenceRow> =
                framework.of_domain(number).map(|(index, _)| row(framework, record, index, lang)).collect();
            DomainRow {
                code: domain.code,
                name: domain.name.get(lang),
                placed: rows.iter().filter(|row| row.standing.level().is_some()).count(),
                median: median(&rows),
                rows,
            }
        })
        .collect();
    Overview { summary: summary(domains.iter().flat_map(|domain| &domain.rows)), domains }
}

/// The lowest level that at least half of the placed competences are at or below.
fn median(rows: &[CompetenceRow]) -> Option<Level> {
    let levels = || rows.iter().filter_map(|row| row.standing.level());
    let placed = levels().count();
    Level::all()
        .filter(|_| placed > 0)
        .find(|middle| levels().filter(|level| level <= middle).count() * 2 >= placed)
}

fn row(framework: &Framework, record: &Record, index: usize, lang: Lang) -> CompetenceRow {
    let competence = &framework.competences[index];
    let current = record.current(index);
    let ticks = current.map_or(Ticks::default(), |line| line.ticks);
    let deduction = deduce(competence, ticks);
    let standing = current.map_or(Standing::NotPlaced, |line| line.standing);
    CompetenceRow {
        code: competence.code,
        name: competence.name.get(lang),
        standing,
        band: standing.level().and_then(|level| framework.degree(level)).map(|degree| degree.band.get(lang)),
        ticked: ticks.len(),
        total: competence.indicator_count(),
        toward: deduction
            .next
            .and_then(|next| deduction.steps.into_iter().find(|step| step.level == next.level)),
        unreadable: record.is_unreadable(index),
        on: current.map(|line| line.on),
        at: current.map(|line| line.at),
    }
}

fn summary<'r>(rows: impl Iterator<Item = &'r CompetenceRow>) -> Summary {
    let mut summary = Summary::default();
    let mut counts = [0_usize; 8];
    for row in rows {
        summary.total += 1;
        match row.standing {
            Standing::NotPlaced => {}
            Standing::NotWorked => summary.not_worked += 1,
            Standing::Level(level) => {
                summary.placed += 1;
                counts[usize::from(level.number()) - 1] += 1;
            }
        }
        summary.last = summary.last.max(row.on);
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut often = Level::all().filter(|level| counts[usize::from(level.number()) - 1] == most);
    summary.most_frequent = match (often.next(), often.next()) {
        (Some(level), None) if most > 1 => Some(level),
        _ => None,
    };
    summary
}

#[cfg(test)]
mod tests;
