//! The sheet of the school report: a figure a domain and pupil, suggested, and settled by the teacher.

use greffon_crcn_exchange::csv;
use greffon_crcn_model::framework::{Code, Lang, Level, Words};
use greffon_crcn_model::lsu::{Sheet, median};
use greffon_protocol::Key;

use super::pupils::PupilCell;
use crate::machine::Turn;
use crate::{Effect, Model, Say};

/// The sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The year that begins in this one: `2026` for 2026–2027.
    pub year: u16,
    /// Domains, a column each.
    pub domains: Vec<(Code, [Words; 2])>,
    /// Pupils, in the order of the class.
    pub lines: Vec<ReportLine>,
    /// Levels to choose from.
    pub levels: Vec<Level>,
    /// Suggestions that nobody settled yet.
    pub open: usize,
}

/// A pupil's line.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportLine {
    /// Their id.
    pub id: String,
    /// Their name, where the host tells it.
    pub name: Option<String>,
    /// One a domain.
    pub figures: Vec<Figure>,
}

/// A figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    /// What the teacher settled.
    pub settled: Option<Level>,
    /// The middle of the domain's levels: of those that teachers validated where there are any, else of those that the
    /// pupil opened. The two are never mixed.
    pub suggested: Option<Level>,
    /// Whether the suggestion comes from teachers.
    pub by_teacher: bool,
}

/// Items in one write.
const A_BATCH: usize = 50;

impl Model {
    /// The school year of today: it begins in August.
    fn school_year(&self) -> u16 {
        let text = self.today.as_str();
        let (year, month) = (text[..4].parse().unwrap_or(0), text[5..7].parse().unwrap_or(0_u16));
        if month >= 8 { year } else { year - 1 }
    }

    fn sheet_key(&self, pupil: &str) -> Option<Key> {
        let me = self.me.as_deref()?;
        Key::new(["lsu", pupil, me, &self.school_year().to_string()].join("/")).ok()
    }

    fn sheet(&self, pupil: &str) -> Option<Sheet> {
        Sheet::read(self.items.get(self.sheet_key(pupil)?.as_str())?, &self.framework)
    }

    /// The sheet of the class: every pupil that the host names, and those who opened something.
    pub fn report(&self) -> Report {
        let mut lines = Vec::new();
        let named = self.people.list().iter().filter(|someone| someone.pupil);
        let named = named.map(|someone| (someone.id.as_str(), Some(someone.name.as_str())));
        let others =
            self.class.rows.iter().filter(|row| row.name.is_none()).map(|row| (row.id.as_str(), None));
        for (id, name) in named.chain(others) {
            let cells = self.class.rows.iter().find(|row| row.id == id).map(|row| row.cells.as_slice());
            let sheet = self.sheet(id);
            let figures = (0..self.framework.domains.len())
                .map(|domain| self.figure(domain, cells.unwrap_or_default(), sheet.as_ref()))
                .collect();
            lines.push(ReportLine { id: id.to_owned(), name: name.map(str::to_owned), figures });
        }
        let open = |figure: &&Figure| figure.settled.is_none() && figure.suggested.is_some();
        Report {
            year: self.school_year(),
            domains: self
                .framework
                .domains
                .iter()
                .map(|domain| (domain.code, [domain.name.fr, domain.name.en]))
                .collect(),
            open: lines.iter().flat_map(|line| &line.figures).filter(open).count(),
            lines,
            levels: Level::all().collect(),
        }
    }

    fn figure(&self, domain: usize, cells: &[PupilCell], sheet: Option<&Sheet>) -> Figure {
        let of = |level: fn(&PupilCell) -> Option<Level>| {
            median(self.framework.of_domain(domain).filter_map(|(index, _)| level(cells.get(index)?)))
        };
        let teacher = of(|cell| cell.teacher);
        Figure {
            settled: sheet.and_then(|sheet| sheet.figure(self.framework.domains[domain].code)),
            suggested: teacher.or_else(|| of(|cell| cell.own)),
            by_teacher: teacher.is_some(),
        }
    }

    /// The settled figures as a table for a spreadsheet. What nobody settled is empty: a suggestion is no figure.
    pub fn report_csv(&self, lang: Lang, pupil: &str) -> String {
        let report = self.report();
        let word = |texts: &[Words; 2]| texts[usize::from(lang == Lang::En)].to_owned();
        let mut table = csv::Writer::default();
        let head = report.domains.iter().map(|(code, name)| [code.as_str(), " ", &word(name)].concat());
        table.row(std::iter::once(pupil.to_owned()).chain(head));
        for line in report.lines {
            let figures = line.figures.iter().map(|figure| match figure.settled {
                Some(level) => level.number().to_string(),
                None => String::new(),
            });
            table.row(std::iter::once(line.name.unwrap_or(line.id)).chain(figures));
        }
        table.finish()
    }
}

impl Turn<'_> {
    pub(crate) fn figure(&mut self, pupil: &str, domain: usize, level: Option<Level>) {
        let Some(code) = self.model.framework.domains.get(domain).map(|domain| domain.code) else { return };
        let Some(key) = self.model.sheet_key(pupil).filter(|_| self.model.teacher) else { return };
        let sheet = self.model.sheet(pupil).unwrap_or(Sheet { on: self.stamp.on, domains: Vec::new() });
        let sheet = sheet.with(code, level, self.stamp.on);
        let name = self.model.people.name(pupil).map(str::to_owned);
        self.write(vec![(key, Some(sheet.stored()))], &[], Say::Figure(code, level, name));
    }

    /// Settles every suggestion that nobody settled yet.
    pub(crate) fn settle_all(&mut self) {
        if !self.model.can_write() || !self.model.teacher {
            return;
        }
        let mut edits = Vec::new();
        for line in self.model.report().lines {
            let Some(key) = self.model.sheet_key(&line.id) else { continue };
            let mut sheet =
                self.model.sheet(&line.id).unwrap_or(Sheet { on: self.stamp.on, domains: Vec::new() });
            let mut changed = false;
            for (domain, figure) in self.model.framework.domains.iter().zip(line.figures) {
                if figure.settled.is_none() && figure.suggested.is_some() {
                    sheet = sheet.with(domain.code, figure.suggested, self.stamp.on);
                    changed = true;
                }
            }
            if changed {
                edits.push((key, Some(sheet.stored())));
            }
        }
        let count = edits.len();
        let mut edits = edits.into_iter().peekable();
        while edits.peek().is_some() {
            let batch = edits.by_ref().take(A_BATCH).collect();
            self.write(batch, &[], Say::FiguresSettled(count));
        }
    }

    pub(crate) fn save_report(&mut self, lang: Lang, pupil: &str) {
        let csv = self.model.report_csv(lang, pupil);
        let name = ["lsu-crcn-", &self.model.today.as_str()[..10], ".csv"].concat();
        self.out(Effect::Save { name, mime: "text/csv", text: csv });
    }
}
