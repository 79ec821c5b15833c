//! The counts of a class, as the back end's tally gives them: how many pupils stand where, without names.
//!
//! Small numbers never reach this code. A masked cell says only that: it may hold fewer than five pupils, or be masked
//! so that another cannot be had by subtraction. No total is made of a row with a masked cell.

use serde_json::Value;

use crate::framework::{Code, Framework, Lang, Level, Words};

/// The table of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassCounts {
    /// The group that was asked about.
    pub group: String,
    /// Pupils of the group, where the back end tells.
    pub members: Option<u32>,
    /// Pupils with at least one counted level.
    pub population: Population,
    /// The levels that have a column, from the lowest.
    pub levels: Vec<Level>,
    /// By domain, in order.
    pub domains: Vec<DomainCounts>,
    /// One sentence.
    pub summary: ClassSummary,
    /// Cells of the answer that fit nowhere, and were left out.
    pub strays: usize,
}

/// How many pupils were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// So many.
    Told(u32),
    /// Too few for any number to be told.
    TooFew,
}

/// A domain of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainCounts {
    /// As `2`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// Its competences.
    pub rows: Vec<CompetenceCounts>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetenceCounts {
    /// As `2.1`.
    pub code: Code,
    /// Its name.
    pub name: Words,
    /// One a column.
    pub cells: Vec<Cell>,
    /// Pupils counted in the row; `None` where a cell is masked.
    pub total: Option<u32>,
}

/// A cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// So many pupils, at least one.
    Count {
        /// How many.
        count: u32,
        /// How dark: 1 to 5, in fifths of the pupils counted.
        shade: u8,
    },
    /// Some pupils, not told how many.
    Masked,
    /// Nobody.
    Nobody,
    /// The competence has no such level, as 4.1 at level 1.
    NoSuchLevel,
}

/// What one sentence says of the class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClassSummary {
    /// Competences with at least one number that is told.
    pub told: usize,
    /// Competences in all.
    pub total: usize,
    /// Cells that are masked.
    pub masked: usize,
    /// The level where the most pupils stand, all told numbers together; `None` where two are equal.
    pub most_frequent: Option<Level>,
}

/// An answer that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotATally;

/// The columns that are always there: the levels meant for school.
const ALWAYS: u8 = 5;

/// Reads the answer of the tally `levels`, whose cells are told apart by competence and level.
///
/// # Errors
/// [`NotATally`] where it is no such answer as a whole. Single cells that fit nowhere are left out and counted.
pub fn read(framework: &Framework, answer: &Value, lang: Lang) -> Result<ClassCounts, NotATally> {
    let group = answer.get("group").and_then(Value::as_str).ok_or(NotATally)?.to_owned();
    let population = population(answer.get("population").ok_or(NotATally)?).ok_or(NotATally)?;
    let members = answer.get("members").and_then(number);
    let cells = answer.get("cells").and_then(Value::as_array).ok_or(NotATally)?;

    let mut grid = vec![[Cell::Nobody; 8]; framework.competences.len()];
    let mut strays = 0;
    for cell in cells {
        match place(framework, cell) {
            Some((row, column, value)) => grid[row][column] = value,
            None => strays += 1,
        }
    }
    let top = Level::all()
        .rfind(|level| grid.iter().any(|row| row[column(*level)] != Cell::Nobody))
        .map_or(ALWAYS, Level::number)
        .max(ALWAYS);
    let levels: Vec<Level> = Level::all().filter(|level| level.number() <= top).collect();
    let shades_of = match population {
        Population::Told(number) => number,
        Population::TooFew => 0,
    };

    let summary = summary(&grid);
    let row = |index: usize| {
        let competence = &framework.competences[index];
        let cells: Vec<Cell> = levels
            .iter()
            .map(|level| match grid[index][column(*level)] {
                _ if competence.rung(*level).is_none() => Cell::NoSuchLevel,
                Cell::Count { count, .. } => Cell::Count { count, shade: shade(count, shades_of) },
                other => other,
            })
            .collect();
        let total = cells.iter().try_fold(0_u32, |sum, cell| match cell {
            Cell::Count { count, .. } => sum.checked_add(*count),
            Cell::Masked => None,
            Cell::Nobody | Cell::NoSuchLevel => Some(sum),
        });
        CompetenceCounts { code: competence.code, name: competence.name.get(lang), cells, total }
    };
    let domains = framework
        .domains
        .iter()
        .enumerate()
        .map(|(number, domain)| DomainCounts {
            code: domain.code,
            name: domain.name.get(lang),
            rows: framework.of_domain(number).map(|(index, _)| row(index)).collect(),
        })
        .collect();
    Ok(ClassCounts { group, members, population, levels, domains, summary, strays })
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn is_masked(value: &Value) -> bool {
    value.get("masked").and_then(Value::as_bool) == Some(true)
}

/// A bare number, or a number that may be masked.
fn population(value: &Value) -> Option<Population> {
    if is_masked(value) {
        return Some(Population::TooFew);
    }
    number(value.get("count").unwrap_or(value)).map(Population::Told)
}

/// Row, column and content of a cell; `None` where it fits nowhere.
fn place(framework: &Framework, cell: &Value) -> Option<(usize, usize, Cell)> {
    let Some([code, level]) = cell.get("by").and_then(Value::as_array).map(Vec::as_slice) else {
        return None;
    };
    let row = framework.index(code.as_str()?)?;
    let level = level.as_u64().and_then(Level::read)?;
    framework.competences[row].rung(level)?;
    let content = match cell.get("count") {
        _ if is_masked(cell) => Cell::Masked,
        Some(count) => match number(count)? {
            0 => Cell::Nobody,
            count => Cell::Count { count, shade: 0 },
        },
        None => return None,
    };
    Some((row, column(level), content))
}

fn column(level: Level) -> usize {
    usize::from(level.number()) - 1
}

/// 1 to 5, in fifths of the population, rounded up.
fn shade(count: u32, population: u32) -> u8 {
    let fifths = (u64::from(count) * 5).div_ceil(u64::from(population.max(1)));
    u8::try_from(fifths.clamp(1, 5)).unwrap_or(5)
}

fn summary(grid: &[[Cell; 8]]) -> ClassSummary {
    let mut summary = ClassSummary { total: grid.len(), ..ClassSummary::default() };
    let mut sums = [0_u64; 8];
    for row in grid {
        let mut told = false;
        for (sum, cell) in sums.iter_mut().zip(row) {
            match cell {
                Cell::Count { count, .. } => {
                    told = true;
                    *sum += u64::from(*count);
                }
                Cell::Masked => summary.masked += 1,
                Cell::Nobody | Cell::NoSuchLevel => {}
            }
        }
        summary.told += usize::from(told);
    }
    let most = sums.iter().copied().max().unwrap_or(0);
    let mut often = Level::all().filter(|level| sums[column(*level)] == most);
    summary.most_frequent = match (often.next(), often.next()) {
        (Some(level), None) if most > 0 => Some(level),
        _ => None,
    };
    summary
}

#[cfg(test)]
mod tests;
