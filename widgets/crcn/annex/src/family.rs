//! What guardians read of the pupils in their care: levels that the pupil opened to them, what teachers validated, and
//! the figures of the school report. They change nothing here.

use greffon_crcn_model::framework::{Code, Level, Words};
use greffon_crcn_model::lsu::Sheet;
use greffon_crcn_model::moment::Day;

use crate::Model;
use crate::around::Said;
use crate::class::shown;

/// A pupil in one's care.
#[derive(Debug, Clone, PartialEq)]
pub struct Child {
    /// Their id.
    pub id: String,
    /// Their name, where the host tells it.
    pub name: Option<String>,
    /// Each competence of which something is known.
    pub lines: Vec<ChildLine>,
    /// The newest sheet of the school report, a figure a domain.
    pub report: Option<ChildReport>,
}

/// A competence of a pupil.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildLine {
    /// Its code.
    pub code: Code,
    /// Its name in French and English.
    pub name: [Words; 2],
    /// What the pupil says and opened to their family.
    pub own: Option<(Level, Day)>,
    /// What that level means, in French and English.
    pub statement: Option<[Words; 2]>,
    /// What teachers say.
    pub said: Vec<Said>,
}

/// A sheet of the school report.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildReport {
    /// The day on which a teacher last changed it.
    pub on: Day,
    /// By domain: its code, its name, the level.
    pub figures: Vec<(Code, [Words; 2], Level)>,
}

impl Model {
    /// The pupils in one's care: those that the host names, then those of whom something can be read.
    pub fn family(&self) -> Vec<Child> {
        let me = self.me.as_deref().unwrap_or_default();
        let mut ids: Vec<&str> = Vec::new();
        let named = self.people.list().iter().filter(|someone| someone.pupil);
        let read = ["family/", "validated/", "lsu/"]
            .into_iter()
            .flat_map(|head| self.items.under(head))
            .filter_map(|(key, _)| key.split('/').nth(1));
        for id in named.map(|someone| someone.id.as_str()).chain(read) {
            if id != me && !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.into_iter().map(|id| self.child(id)).collect()
    }

    fn child(&self, id: &str) -> Child {
        let segment = self.framework.segment();
        let line = |(index, competence): (usize, &greffon_crcn_model::framework::Competence)| {
            let key = ["family", id, &segment, competence.code.as_str()].join("/");
            let own = self.items.get(&key).and_then(|value| shown(value, self, index));
            let statement = own.and_then(|(level, _)| competence.rung(level)).map(|rung| &rung.statement);
            let statement = statement.map(|words| [words.fr, words.en]);
            let said = self.said(id, index);
            let name = [competence.name.fr, competence.name.en];
            (own.is_some() || !said.is_empty()).then_some(ChildLine {
                code: competence.code,
                name,
                own,
                statement,
                said,
            })
        };
        Child {
            id: id.to_owned(),
            name: self.people.name(id).map(str::to_owned),
            lines: self.framework.competences.iter().enumerate().filter_map(line).collect(),
            report: self.report_of(id),
        }
    }

    fn report_of(&self, id: &str) -> Option<ChildReport> {
        let prefix = ["lsu/", id, "/"].concat();
        let sheets = self.items.under(&prefix);
        let sheet = sheets
            .filter_map(|(_, value)| Sheet::read(value, &self.framework))
            .filter(|sheet| !sheet.domains.is_empty())
            .max_by_key(|sheet| sheet.on)?;
        let figures = self.framework.domains.iter().filter_map(|domain| {
            Some((domain.code, [domain.name.fr, domain.name.en], sheet.figure(domain.code)?))
        });
        Some(ChildReport { on: sheet.on, figures: figures.collect() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::School;

    #[test]
    fn guardians_read_of_their_own_children_what_was_opened_and_what_teachers_say() {
        let mut school = School::default();
        for (key, value) in [
            ("family/amina/crcn-2019/1.1", json!({ "level": 3, "on": "2026-11-20" })),
            ("shown/amina/crcn-2019/1.3", json!({ "level": 3, "on": "2026-11-20" })),
            (
                "validated/amina/claire/crcn-2019/1.2",
                json!({ "level": 2, "comment": "Bien.", "on": "2026-11-21" }),
            ),
            ("lsu/amina/claire/2025", json!({ "on": "2026-01-21", "domains": { "1": 1 } })),
            ("lsu/amina/claire/2026", json!({ "on": "2026-11-22", "domains": { "1": 2, "3": 4 } })),
            ("family/leo/crcn-2019/1.1", json!({ "level": 3, "on": "2026-11-20" })),
        ] {
            school.stored.insert(key.to_owned(), value);
        }
        let karim = school.enter("karim", "family");
        let family = karim.model.family();
        assert_eq!(family.len(), 1, "nothing of Léo");
        assert_eq!(family[0].name.as_deref(), Some("Amina Benali"));
        let lines: Vec<_> =
            family[0].lines.iter().map(|line| (line.code.as_str(), line.said.len())).collect();
        assert_eq!(lines, [("1.1", 0), ("1.2", 1)], "what is open to teachers only is not for the family");
        assert_eq!(family[0].lines[0].own.unwrap().0.number(), 3);
        let report = family[0].report.as_ref().unwrap();
        assert_eq!(report.figures.iter().map(|(_, _, level)| level.number()).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn a_child_who_opened_nothing_is_there_by_name_and_damaged_items_show_nothing() {
        let mut school = School::default();
        school
            .stored
            .insert("family/amina/crcn-2019/4.1".to_owned(), json!({ "level": 1, "on": "2026-11-20" }));
        let karim = school.enter("karim", "family");
        let family = karim.model.family();
        assert_eq!(family.len(), 1);
        assert!(family[0].lines.is_empty() && family[0].report.is_none(), "4.1 has no level 1");
    }
}
