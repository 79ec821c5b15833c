//! Groups by need: who stands where on one competence, by what pupils opened.

use greffon_crcn_model::framework::{Code, Level, Words};

use crate::Model;

/// The side.
#[derive(Debug, Clone, PartialEq)]
pub struct Needs {
    /// The competence that was chosen.
    pub competence: Option<(Code, [Words; 2])>,
    /// From the lowest level; levels without anybody are left out.
    pub groups: Vec<NeedGroup>,
    /// How many pupils opened other competences but not this one.
    pub silent: usize,
    /// Levels that a goal can have.
    pub levels: Vec<Level>,
}

/// Pupils at one level.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedGroup {
    /// Which level.
    pub level: Level,
    /// What it says.
    pub statement: [Words; 2],
    /// What the next one says: what these pupils can work on.
    pub next: Option<(Level, [Words; 2])>,
    /// Who, by name where the host tells it.
    pub pupils: Vec<Option<String>>,
}

impl Model {
    /// The groups of the competence that is chosen.
    pub fn needs(&self) -> Needs {
        let Some(index) = self.chosen() else {
            return Needs { competence: None, groups: Vec::new(), silent: 0, levels: Vec::new() };
        };
        let competence = &self.framework.competences[index];
        let rows = &self.class.rows;
        let groups = competence
            .rungs
            .iter()
            .enumerate()
            .map(|(at, rung)| NeedGroup {
                level: rung.level,
                statement: [rung.statement.fr, rung.statement.en],
                next: competence
                    .rungs
                    .get(at + 1)
                    .map(|next| (next.level, [next.statement.fr, next.statement.en])),
                pupils: rows
                    .iter()
                    .filter(|row| row.cells[index].own == Some(rung.level))
                    .map(|row| row.name.clone())
                    .collect(),
            })
            .filter(|group| !group.pupils.is_empty())
            .collect();
        Needs {
            competence: Some((competence.code, [competence.name.fr, competence.name.en])),
            groups,
            silent: rows.iter().filter(|row| row.cells[index].own.is_none()).count(),
            levels: competence.rungs.iter().map(|rung| rung.level).collect(),
        }
    }
}
