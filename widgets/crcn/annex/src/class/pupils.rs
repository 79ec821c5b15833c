//! Pupils by name: those who opened something to their teachers, and what they opened; nobody else.

use greffon_crcn_model::framework::{Code, Level, Words};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::opinion::Opinion;
use serde_json::Value;

use crate::around::Said;
use crate::items::Place;
use crate::{Field, Model, Page};

/// Pupils on one screen.
const A_PAGE: usize = 60;

/// What one pupil opened: a row that is kept until the items change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    /// By competence.
    pub(crate) cells: Vec<PupilCell>,
}

/// What stands in a cell: the layers side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PupilCell {
    /// What the pupil says and opened.
    pub own: Option<Level>,
    /// What a teacher validated; the newest where several did.
    pub teacher: Option<Level>,
    /// When.
    pub(crate) on: Option<Day>,
}

/// A competence of a pupil: its code, its name, what the pupil opened, what others say, and the key of one's own
/// validation.
pub type KnownOf = (Code, [Words; 2], Option<(Level, Day)>, Vec<Said>, Option<String>);

/// The list.
#[derive(Debug, Clone, PartialEq)]
pub struct Pupils {
    /// Competences, a column each.
    pub columns: Vec<(Code, [Words; 2])>,
    /// The pupils of this page of the list.
    pub lines: Vec<PupilLine>,
    /// How many opened something and fit the search.
    pub total: usize,
    /// The number of the first of them, from 1; 0 of none.
    pub first: usize,
    /// The page of the list, from 0, and how many there are.
    pub page: (usize, usize),
    /// How many pupils the group has, where the host tells.
    pub members: Option<usize>,
    /// The pupil who is open.
    pub open: Option<Pupil>,
}

/// A pupil in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct PupilLine {
    /// Their id.
    pub id: String,
    /// Their name, where the host tells it.
    pub name: Option<String>,
    /// One a column.
    pub cells: Vec<PupilCell>,
}

/// One pupil, open.
#[derive(Debug, Clone, PartialEq)]
pub struct Pupil {
    /// Their id.
    pub id: String,
    /// Their name, where the host tells it.
    pub name: Option<String>,
    /// Of each competence of which something is known.
    pub lines: Vec<KnownOf>,
    /// The levels of the competence that is chosen in the form.
    pub levels: Vec<(Level, [Words; 2])>,
}

impl Model {
    /// Works out the rows anew.
    pub(crate) fn gather_pupils(&mut self) {
        if !self.teacher || self.page != Page::Class {
            return;
        }
        let width = self.framework.competences.len();
        let segment = self.framework.segment();
        let mut rows: Vec<Row> = Vec::new();
        // Keys come in order, so that all of one pupil's come together.
        for (key, value) in self.items.under("shown/") {
            let mut parts = key.split('/').skip(1);
            let (Some(id), Some(framework), Some(code)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let Some(index) = self.framework.index(code).filter(|_| framework == segment) else { continue };
            let Some((level, _)) = shown(value, self, index) else { continue };
            if rows.last().is_none_or(|row| row.id != id) {
                let name = self.people.name(id).map(str::to_owned);
                rows.push(Row { id: id.to_owned(), name, cells: vec![PupilCell::default(); width] });
            }
            if let Some(row) = rows.last_mut() {
                row.cells[index].own = Some(level);
            }
        }
        for (key, value) in self.items.under("validated/") {
            let Some(place) = Place::read(&self.framework, key) else { continue };
            let Some(opinion) = Opinion::read(value, &self.framework.competences[place.competence]) else {
                continue;
            };
            let Ok(at) = rows.binary_search_by(|row| row.id.as_str().cmp(place.about)) else { continue };
            let cell = &mut rows[at].cells[place.competence];
            if opinion.level.is_some() && cell.on < Some(opinion.on) {
                (cell.teacher, cell.on) = (opinion.level, Some(opinion.on));
            }
        }
        // The host's order is by family name; those it does not name come last.
        let rank = |row: &Row| self.people.list().iter().position(|someone| someone.id == row.id);
        if self.people.list().len() > 1 {
            rows.sort_by_cached_key(|row| rank(row).unwrap_or(usize::MAX));
        }
        self.class.rows = rows;
    }

    /// The list of pupils who opened something.
    pub fn pupils(&self) -> Pupils {
        let search = fold(self.typed(Field::Search));
        let found: Vec<&Row> = self
            .class
            .rows
            .iter()
            .filter(|row| {
                search.is_empty() || row.name.as_deref().is_some_and(|name| fold(name).contains(&search))
            })
            .collect();
        let pages = found.len().div_ceil(A_PAGE).max(1);
        let page = self.class.page.min(pages - 1);
        let from = page * A_PAGE;
        let lines: Vec<PupilLine> = found
            .iter()
            .skip(from)
            .take(A_PAGE)
            .map(|row| PupilLine { id: row.id.clone(), name: row.name.clone(), cells: row.cells.clone() })
            .collect();
        let pupils = self.people.list().iter().filter(|someone| someone.pupil).count();
        Pupils {
            columns: self
                .framework
                .competences
                .iter()
                .map(|competence| (competence.code, [competence.name.fr, competence.name.en]))
                .collect(),
            total: found.len(),
            first: if lines.is_empty() { 0 } else { from + 1 },
            lines,
            page: (page, pages),
            members: (pupils > 0).then_some(pupils),
            open: self.class.open.as_deref().map(|id| self.pupil(id)),
        }
    }

    fn pupil(&self, id: &str) -> Pupil {
        let segment = self.framework.segment();
        let lines = self
            .framework
            .competences
            .iter()
            .enumerate()
            .filter_map(|(index, competence)| {
                let code = competence.code;
                let key = ["shown", id, &segment, code.as_str()].join("/");
                let own = self.items.get(&key).and_then(|value| shown(value, self, index));
                let said = self.said(id, index);
                let mine = self.me.as_deref().and_then(|me| {
                    let place = Place { about: id, by: me, competence: index, id: "" };
                    let key = place.key(&self.framework, "validated")?;
                    self.items.get(key.as_str()).map(|_| key.as_str().to_owned())
                });
                let name = [competence.name.fr, competence.name.en];
                (own.is_some() || !said.is_empty()).then_some((code, name, own, said, mine))
            })
            .collect();
        let levels = self.chosen().map_or(Vec::new(), |index| {
            let rungs = self.framework.competences[index].rungs.iter();
            rungs.map(|rung| (rung.level, [rung.statement.fr, rung.statement.en])).collect()
        });
        Pupil { id: id.to_owned(), name: self.people.name(id).map(str::to_owned), lines, levels }
    }
}

/// What a pupil opened of a competence.
pub(crate) fn shown(value: &Value, model: &Model, index: usize) -> Option<(Level, Day)> {
    let level = value.get("level")?.as_u64().and_then(Level::read)?;
    model.framework.competences[index].rung(level)?;
    Some((level, Day::parse(value.get("on")?.as_str()?)?))
}

/// A text as it is searched: small letters without accents.
pub(crate) fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|sign| match sign {
            'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ñ' => 'n',
            'ô' | 'ö' | 'ó' | 'õ' => 'o',
            'ù' | 'û' | 'ü' | 'ú' => 'u',
            'ÿ' => 'y',
            '’' | '-' => ' ',
            other => other,
        })
        .collect()
}
