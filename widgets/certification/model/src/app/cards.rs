//! The steps as the board shows them: filtered, in columns, in lanes.

use super::Model;
use crate::day::Day;
use crate::function::Function;
use crate::order;
use crate::plan::{State, Step, waits_for};
use crate::shelf::Kept;

/// Which steps are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one session.
    pub session: Option<String>,
    /// Of one function.
    pub owner: Option<Function>,
    /// Mine only.
    pub mine: bool,
    /// Late ones only.
    pub late: bool,
    /// Holding these words, whatever their case and accents.
    pub words: String,
    /// A lane for each function.
    pub lanes: bool,
}

impl Filter {
    /// Whether anything is left out.
    pub fn is_set(&self) -> bool {
        self.session.is_some()
            || self.owner.is_some()
            || self.mine
            || self.late
            || !self.words.trim().is_empty()
    }
}

/// A step on the board.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card<'m> {
    /// Its id.
    pub id: &'m str,
    /// The step.
    pub step: &'m Step,
    /// Whether its day has passed.
    pub late: bool,
    /// How many steps it still waits for.
    pub waits: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<'m> {
    /// Of which state.
    pub state: State,
    /// Its cards, in order.
    pub cards: Vec<Card<'m>>,
}

/// The board of one function, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane<'m> {
    /// Whose; `None` for all, or for steps of nobody.
    pub owner: Option<Function>,
    /// By state.
    pub columns: Vec<Column<'m>>,
}

impl Model {
    /// The steps that the filter lets through, in no order.
    fn filtered(&self) -> impl Iterator<Item = &Kept<Step>> {
        let words = fold(self.filter.words.trim());
        self.record.steps.iter().filter(move |kept| self.passes(kept, &words))
    }

    /// How many steps the filter lets through.
    pub(super) fn filtered_count(&self) -> usize {
        self.filtered().count()
    }

    fn card<'m>(&'m self, kept: &'m Kept<Step>) -> Card<'m> {
        Card {
            id: &kept.id,
            step: &kept.item,
            late: kept.item.is_late(self.today),
            waits: waits_for(&self.record.steps, &kept.item).len(),
        }
    }

    /// The steps that the filter lets through, by day and place.
    pub fn cards(&self) -> Vec<Card<'_>> {
        let mut cards: Vec<Card<'_>> = self.filtered().map(|kept| self.card(kept)).collect();
        order::sort_by_key(&mut cards, |card| {
            (card.step.due.unwrap_or(Day(i32::MAX)), card.step.rank.as_str(), card.id)
        });
        cards
    }

    fn passes(&self, kept: &Kept<Step>, words: &str) -> bool {
        let (filter, step) = (&self.filter, &kept.item);
        filter.session.as_ref().is_none_or(|session| *session == step.session)
            && filter.owner.is_none_or(|owner| step.owner == Some(owner))
            && (!filter.mine || step.owner.is_some_and(|owner| self.rights.is_mine(owner)))
            && (!filter.late || step.is_late(self.today))
            && (words.is_empty()
                || words.split(' ').all(|word| says(&step.title, word) || says(&step.note, word)))
    }

    /// The cards in columns, in one lane or in one for each function.
    pub fn board(&self) -> Vec<Lane<'_>> {
        let mut cards: Vec<Card<'_>> = self.filtered().map(|kept| self.card(kept)).collect();
        order::sort_by_key(&mut cards, |card| (card.step.rank.as_str(), card.id));
        let columns = |owner: Option<Option<Function>>| -> Vec<Column<'_>> {
            let fits = |card: &&Card<'_>, state| {
                card.step.state == state && owner.is_none_or(|owner| card.step.owner == owner)
            };
            State::ALL
                .into_iter()
                .map(|state| Column {
                    state,
                    cards: cards.iter().filter(|card| fits(card, state)).copied().collect(),
                })
                .collect()
        };
        if !self.filter.lanes {
            return vec![Lane { owner: None, columns: columns(None) }];
        }
        Function::ALL
            .into_iter()
            .map(Some)
            .chain([None])
            .map(|owner| Lane { owner, columns: columns(Some(owner)) })
            .filter(|lane| lane.columns.iter().any(|column| !column.cards.is_empty()))
            .collect()
    }
}

/// Whether the text has the folded word in it. Nothing is copied: thousands of texts are searched at every letter.
fn says(text: &str, word: &str) -> bool {
    let mut rest = folded(text);
    loop {
        let mut signs = rest.clone();
        if word.chars().all(|sign| signs.next() == Some(sign)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// A text without case and accents, as people search.
fn fold(text: &str) -> String {
    folded(text).collect()
}

fn folded(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().flat_map(char::to_lowercase).map(|sign| match sign {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        '’' => '\'',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, says};

    proptest! {
        #[test]
        fn a_text_says_what_its_folded_form_has(text in "[aAéÉçœ’ b]{0,12}", word in "[aAéÉçœ’b]{0,4}") {
            let word = fold(&word);
            prop_assert_eq!(says(&text, &word), fold(&text).contains(&word));
        }
    }
}
