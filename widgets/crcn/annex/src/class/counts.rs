//! How many stand where, layer by layer. The back end counts and masks; what Pix says is counted here, from the files
//! that this teacher may read, and masked by the same rule.

use greffon_crcn_model::class_counts::{self, ClassCounts};
use greffon_crcn_model::framework::{Lang, Level};
use greffon_crcn_model::pix::PixResult;
use serde_json::{Map, Value};

use super::ClassTab;
use crate::machine::{Purpose, Turn};
use crate::{Model, Page};

/// A layer that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsLayer {
    /// What pupils say of themselves and let be counted.
    Own,
    /// What teachers validated.
    Teacher,
    /// What Pix measured.
    Pix,
}

/// A layer's counts, as far as they came.
#[derive(Debug, Clone, PartialEq)]
pub enum Counts {
    /// They are being asked for.
    Loading,
    /// They could not be had.
    Failed,
    /// Here they are.
    Ready(Box<ClassCounts>),
}

/// What a tally told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) asking: bool,
    pub(crate) again: bool,
    pub(crate) answer: Option<Value>,
}

/// Fewer are not told: the tally's `min` of the manifest.
const MIN: u32 = 5;

/// The tallies of the manifest, by layer.
const TALLIES: [&str; 2] = ["levels", "validated"];

impl Model {
    /// The counts of a layer.
    pub fn counts(&self, layer: CountsLayer, lang: Lang) -> Counts {
        let answer = match layer {
            CountsLayer::Pix => Some(self.pix_counts()),
            CountsLayer::Own | CountsLayer::Teacher => {
                let name = TALLIES[usize::from(layer == CountsLayer::Teacher)];
                let told = self.class.counts.iter().find(|(known, _)| *known == name).map(|(_, told)| told);
                match told {
                    Some(Told { answer: Some(answer), .. }) => Some(answer.clone()),
                    Some(Told { asking: false, .. }) => return Counts::Failed,
                    _ => return Counts::Loading,
                }
            }
        };
        let counts = answer.and_then(|answer| class_counts::read(&self.framework, &answer, lang).ok());
        counts.map_or(Counts::Failed, |counts| Counts::Ready(Box::new(counts)))
    }

    /// In the form of a tally's answer.
    fn pix_counts(&self) -> Value {
        let mut grid = vec![[0_u32; 8]; self.framework.competences.len()];
        let mut counted: Vec<&str> = Vec::new();
        for (about, result) in self.pix_results() {
            let mut any = false;
            for (index, competence) in self.framework.competences.iter().enumerate() {
                if let Some(Some(level)) = result.level(competence.code)
                    && competence.rung(level).is_some()
                {
                    grid[index][usize::from(level.number()) - 1] += 1;
                    any = true;
                }
            }
            if any {
                counted.push(about);
            }
        }
        let number = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        let few = (1..MIN).contains(&number);
        let mut cells = Vec::new();
        for (row, competence) in grid.iter().zip(&self.framework.competences) {
            for (count, masked, level) in mask(row).filter(|(count, ..)| !few && *count > 0) {
                let mut cell = Map::new();
                cell.insert(
                    "by".to_owned(),
                    vec![competence.code.as_str().into(), Value::from(level)].into(),
                );
                let (name, told) = if masked { ("masked", true.into()) } else { ("count", count.into()) };
                cell.insert(name.to_owned(), told);
                cells.push(Value::Object(cell));
            }
        }
        let mut answer = Map::new();
        answer.insert("group".to_owned(), self.group_id().unwrap_or_default().into());
        let population = if few { ("masked", Value::from(true)) } else { ("count", number.into()) };
        answer.insert(
            "population".to_owned(),
            [population].into_iter().map(|(n, v)| (n.to_owned(), v)).collect(),
        );
        answer.insert("cells".to_owned(), cells.into());
        answer.into()
    }

    /// Of each pupil about whom this person may read results, the newest.
    fn pix_results(&self) -> Vec<(&str, PixResult)> {
        let mut newest: Vec<(&str, PixResult)> = Vec::new();
        for (key, value) in self.items.under("pix/") {
            let Some(about) = key.split('/').nth(1) else { continue };
            let Some(result) = PixResult::read(value, &self.framework) else { continue };
            match newest.last_mut().filter(|(known, _)| *known == about) {
                Some((_, known)) if known.on >= result.on => {}
                Some((_, known)) => *known = result,
                None => newest.push((about, result)),
            }
        }
        newest
    }
}

/// Counts by level, each with whether it may be told: small ones are masked, and never one alone in a row, so that it
/// cannot be had by subtraction.
fn mask(row: &[u32; 8]) -> impl Iterator<Item = (u32, bool, u8)> {
    let small = |count: u32| (1..MIN).contains(&count);
    let mut masked = row.map(small);
    if masked.iter().filter(|masked| **masked).count() == 1 {
        let smallest = (0..8).filter(|at| !masked[*at] && row[*at] > 0).min_by_key(|at| row[*at]);
        if let Some(at) = smallest {
            masked[at] = true;
        }
    }
    let row = *row;
    Level::all().enumerate().map(move |(at, level)| (row[at], masked[at], level.number()))
}

impl Turn<'_> {
    /// Asks for the counts that the side needs; once more later where they are being asked for.
    pub(crate) fn ask_counts(&mut self) {
        self.model.gather_pupils();
        if !self.model.teacher || self.model.page != Page::Class || self.model.class.tab != ClassTab::Counts {
            return;
        }
        let Some(group) = self.model.group_id().map(str::to_owned) else { return };
        for name in TALLIES {
            let known = self.model.class.counts.iter().position(|(known, _)| *known == name);
            let at = known.unwrap_or_else(|| {
                let told = Told { asking: false, again: false, answer: None };
                self.model.class.counts.push((name, told));
                self.model.class.counts.len() - 1
            });
            let told = &mut self.model.class.counts[at].1;
            if told.asking {
                told.again = true;
                continue;
            }
            told.asking = true;
            let args = [("name", name.into()), ("group", group.clone().into())];
            self.call("tally", Purpose::Tally(name), args);
        }
    }

    pub(crate) fn counted(&mut self, name: &'static str, answer: Option<Value>) {
        let segment = self.model.framework.segment();
        let group = self.model.group_id().map(str::to_owned);
        let Some((_, told)) = self.model.class.counts.iter_mut().find(|(known, _)| *known == name) else {
            return;
        };
        told.asking = false;
        // What was asked of another group meanwhile says nothing of this one.
        if let Some(answer) = answer.filter(|answer| answer["group"].as_str() == group.as_deref()) {
            told.answer = Some(of_framework(answer, &segment));
        }
        if core::mem::take(&mut told.again) {
            self.ask_counts();
        }
    }
}

/// Of cells told apart by a third thing, the framework, those of this one.
fn of_framework(mut answer: Value, segment: &str) -> Value {
    if let Some(cells) = answer.get_mut("cells").and_then(Value::as_array_mut) {
        cells.retain_mut(|cell| {
            let Some(by) = cell.get_mut("by").and_then(Value::as_array_mut) else { return true };
            by.len() < 3 || by.pop().is_some_and(|framework| framework == segment)
        });
    }
    answer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_small_number_is_told_or_left_alone(row in prop::array::uniform8(0_u32..30)) {
            let cells: Vec<_> = mask(&row).collect();
            let masked = cells.iter().filter(|(_, masked, _)| *masked).count();
            let told = cells.iter().filter(|(count, masked, _)| *count > 0 && !masked).count();
            prop_assert!(masked != 1 || told == 0);
            for (count, masked, _) in cells {
                prop_assert!(masked || count == 0 || count >= MIN);
                prop_assert!(count > 0 || !masked);
            }
        }
    }
}
