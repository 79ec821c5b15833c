//! The portfolio: what one can show of oneself on paper. Each thing is in it or left out, as its owner says; who they are
//! they write by hand, because nobody here knows their name.

use std::collections::BTreeSet;

use greffon_crcn_model::evidence::Evidence;
use greffon_crcn_model::framework::{Code, Lang, Level, Words};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::opinion::Layer;

use crate::Model;
use crate::around::Said;
use crate::badges::HeldLine;
use crate::machine::Turn;

/// What the page remembers: whether it is open, and what is left out, by code or by the UUID of a badge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PortfolioState {
    open: bool,
    left_out: BTreeSet<String>,
}

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// Today.
    pub on: Day,
    /// Competences of which there is something to show.
    pub lines: Vec<PortfolioLine>,
    /// Badges that a teacher completed, and whether each is shown.
    pub badges: Vec<(HeldLine, bool)>,
}

/// A competence in the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioLine {
    /// Its code.
    pub code: Code,
    /// Its name in French and English.
    pub name: [Words; 2],
    /// One's own level, since when, and what it means.
    pub level: Option<(Level, Day, [Words; 2])>,
    /// What teachers, classmates and Pix say.
    pub said: Vec<Said>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Whether it is shown.
    pub shown: bool,
}

impl Model {
    /// The portfolio, while it is open.
    pub fn portfolio(&self, lang: Lang) -> Option<Portfolio> {
        let me = self.me.as_deref().filter(|_| self.loaded && self.portfolio.open)?;
        let record = self.record.as_ref()?;
        let shown = |id: &str| !self.portfolio.left_out.contains(id);
        let line = |(index, competence): (usize, &greffon_crcn_model::framework::Competence)| {
            let level = record.current(index).and_then(|line| {
                let level = line.standing.level()?;
                let statement = &competence.rung(level)?.statement;
                Some((level, line.on, [statement.fr, statement.en]))
            });
            let evidence: Vec<Evidence> =
                self.evidence(index).into_iter().map(|line| line.evidence).collect();
            let said = self.said(me, index).into_iter().filter(|said| said.layer != Layer::Own).collect();
            (level.is_some() || !evidence.is_empty()).then_some(PortfolioLine {
                code: competence.code,
                name: [competence.name.fr, competence.name.en],
                level,
                said,
                evidence,
                shown: shown(competence.code.as_str()),
            })
        };
        let held = self.badges(lang)?.held;
        let completed = held.into_iter().filter(|held| held.award.is_some() || held.brought.is_some());
        Some(Portfolio {
            on: self.today,
            lines: self.framework.competences.iter().enumerate().filter_map(line).collect(),
            badges: completed.map(|held| (held.clone(), shown(&held.id))).collect(),
        })
    }
}

impl Turn<'_> {
    pub(crate) fn open_portfolio(&mut self, open: bool) {
        self.model.portfolio.open = open;
        self.out(crate::Effect::Focus("h1"));
    }

    pub(crate) fn show_in_portfolio(&mut self, id: String, shown: bool) {
        if shown {
            self.model.portfolio.left_out.remove(&id);
        } else {
            self.model.portfolio.left_out.insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use greffon_crcn_model::framework::Lang;
    use serde_json::json;

    use crate::testing::School;
    use crate::{Field, Msg, Page};

    #[test]
    fn what_one_can_show_stands_together_and_can_be_left_out() {
        let mut school = School::default();
        let entry = json!({ "seq": 1, "at": "2026-11-23T09:00:00.000Z", "on": "2026-11-23", "state": "level", "level": 2, "ticks": [] });
        school.stored.insert(
            "positions/amina/crcn-2019/1.2".to_owned(),
            json!({ "entries": { "entry-placed": entry } }),
        );
        school.stored.insert(
            "validated/amina/claire/crcn-2019/1.2".to_owned(),
            json!({ "level": 3, "on": "2026-11-24" }),
        );
        let badge = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";
        let claim = json!({ "badge": "montpellier/creer", "level": 2, "on": "2026-11-24" });
        school.stored.insert(format!("badges/amina/{badge}"), claim);
        let mut amina = school.enter("amina", "competence/2.1");
        school.type_in(&mut amina, Field::EvidenceText, "Mon exposé 🦊");
        school.tell(&mut amina, Msg::AddEvidence);
        school.tell(&mut amina, Msg::Turn(Page::File));
        assert_eq!(amina.model.portfolio(Lang::Fr), None, "it is opened first");
        school.tell(&mut amina, Msg::Portfolio(true));
        let portfolio = amina.model.portfolio(Lang::Fr).unwrap();
        let lines: Vec<_> = portfolio
            .lines
            .iter()
            .map(|line| (line.code.as_str(), line.level.is_some(), line.said.len(), line.evidence.len()))
            .collect();
        assert_eq!(lines, [("1.2", true, 1, 0), ("2.1", false, 0, 1)]);
        assert!(portfolio.badges.is_empty(), "what nobody completed is no badge to show");
        school.stored.insert(format!("badge-awards/amina/claire/{badge}"), json!({ "on": "2026-11-25" }));
        school.show(&mut amina);
        for id in ["1.2", badge] {
            school.tell(&mut amina, Msg::ShowInPortfolio(id.to_owned(), false));
        }
        let portfolio = amina.model.portfolio(Lang::Fr).unwrap();
        let shown: Vec<_> = portfolio.lines.iter().map(|line| line.shown).collect();
        assert_eq!((shown, portfolio.badges[0].1), (vec![false, true], false));
        school.tell(&mut amina, Msg::ShowInPortfolio("1.2".to_owned(), true));
        assert!(amina.model.portfolio(Lang::Fr).unwrap().lines[0].shown);
        school.tell(&mut amina, Msg::Portfolio(false));
        assert_eq!(amina.model.portfolio(Lang::Fr), None);
    }
}
