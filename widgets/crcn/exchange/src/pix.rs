//! The results of a campaign, as Pix Orga exports them: columns are found by their headers, never by their place,
//! because they come and go with the campaign and with the year.
//!
//! Two kinds are met. A collection of profiles tells levels and points by competence. An evaluation tells how much of
//! the tested skills is mastered, in parts of one: that is no level, and is never made one.

use greffon_crcn_model::framework::{Code, Framework};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::pix::{MOST_PIX, PixResult, Source};

use crate::csv::{Reader, Record, Unclosed, fold, unguarded};

/// Names that Pix gives competences beside the official ones, folded.
const ALIASES: [(&str, &str); 3] = [
    ("construire un environnement numerique", "5.2"),
    ("developper des documents multimedias", "3.2"),
    ("s'inserer dans un monde numerique", "2.4"),
];

/// Why a file is no export of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PixFault {
    /// There is nothing in it.
    Empty,
    /// A quote in this line never closes.
    Unclosed(usize),
    /// It has no such column: `Nom du Participant` or `Prénom du Participant`.
    NoColumn(&'static str),
    /// It tells nothing of any competence of the framework.
    NoCompetence,
}

impl From<Unclosed> for PixFault {
    fn from(fault: Unclosed) -> Self {
        Self::Unclosed(fault.line)
    }
}

/// Why a row is refused; the others are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// Neither a first nor a last name.
    NoName,
    /// The pupil has not sent their results.
    NotShared,
    /// A cell of this column holds no number that Pix gives.
    BadNumber {
        /// The header of the column, as the file has it.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// A day that is none.
    BadDay(String),
    /// Nothing in any column that is read.
    Nothing,
    /// A quote that begins in this line never closes: nothing after it can be read.
    Unclosed,
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct PixRow {
    /// Its line in the file, from 1.
    pub line: usize,
    /// First name, as the file has it.
    pub given: String,
    /// Last name, as the file has it.
    pub family: String,
    /// The class, where the file tells it.
    pub class: Option<String>,
    /// What it says.
    pub result: PixResult,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its line in the file, from 1.
    pub line: usize,
    /// Why.
    pub fault: RowFault,
}

/// A column that says something of a competence.
#[derive(Debug, Clone, PartialEq)]
enum Says {
    Level(Code),
    Points(Code),
    Mastery(Code),
}

/// A file that is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct PixFile {
    reader: Reader,
    headers: Vec<String>,
    family: usize,
    given: usize,
    class: Option<usize>,
    campaign: Option<usize>,
    shared: Option<usize>,
    day: Option<usize>,
    total: Option<usize>,
    says: Vec<(usize, Says)>,
    /// The day that counts for rows without one.
    today: Day,
}

impl PixFile {
    /// Reads the headers.
    ///
    /// # Errors
    /// Why it is no export of results.
    pub fn open(text: String, framework: &Framework, today: Day) -> Result<Self, PixFault> {
        let mut reader = Reader::new(text);
        let Record { cells: headers, .. } = reader.record().ok_or(PixFault::Empty)??;
        let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        let find = |names: &[&str]| folded.iter().position(|header| names.contains(&header.as_str()));
        let names = names(framework);
        let says =
            folded.iter().enumerate().filter_map(|(at, header)| Some((at, says(header, &names)?))).collect();
        let file = Self {
            family: find(&["nom du participant", "nom"]).ok_or(PixFault::NoColumn("Nom du Participant"))?,
            given: find(&["prenom du participant", "prenom"])
                .ok_or(PixFault::NoColumn("Prénom du Participant"))?,
            class: find(&["classe"]),
            campaign: find(&["nom de la campagne"]),
            shared: find(&["envoi (o/n)", "partage (o/n)"]),
            day: find(&["date de l'envoi", "date du partage"]),
            total: find(&["nombre de pix total"]),
            reader,
            headers,
            says,
            today,
        };
        if file.says.is_empty() { Err(PixFault::NoCompetence) } else { Ok(file) }
    }

    /// How far it is read, in hundredths.
    pub fn percent(&self) -> u8 {
        self.reader.percent()
    }

    /// The next row; `None` at the end.
    pub fn row(&mut self) -> Option<Result<PixRow, Refused>> {
        let record = match self.reader.record()? {
            Ok(record) => record,
            Err(Unclosed { line }) => return Some(Err(Refused { line, fault: RowFault::Unclosed })),
        };
        let line = record.line;
        Some(self.read(&record).map_err(|fault| Refused { line, fault }))
    }

    fn read(&self, record: &Record) -> Result<PixRow, RowFault> {
        let text = |column: Option<usize>| {
            column.map(|column| unguarded(record.cell(column))).filter(|cell| !cell.is_empty())
        };
        let (given, family) = (text(Some(self.given)), text(Some(self.family)));
        if given.is_none() && family.is_none() {
            return Err(RowFault::NoName);
        }
        if text(self.shared).is_some_and(|cell| fold(cell).starts_with('n')) {
            return Err(RowFault::NotShared);
        }
        let on = match text(self.day).filter(|cell| !cell.eq_ignore_ascii_case("na")) {
            Some(cell) => day(cell).ok_or_else(|| RowFault::BadDay(cell.to_owned()))?,
            None => self.today,
        };
        let mut result = PixResult {
            source: Source::Campaign,
            name: text(self.campaign).map(|name| name.chars().take(200).collect()),
            on,
            pix: None,
            levels: Vec::new(),
            mastery: Vec::new(),
        };
        if let Some(total) = self.number(record, self.total)? {
            result.pix = Some(whole(total, MOST_PIX).ok_or_else(|| self.bad(record, self.total))?);
        }
        for (column, says) in &self.says {
            let Some(number) = self.number(record, Some(*column))? else { continue };
            let bad = || self.bad(record, Some(*column));
            match says {
                Says::Level(code) => {
                    let level =
                        whole(number, 8).and_then(|level| u8::try_from(level).ok()).ok_or_else(bad)?;
                    result.levels.push((*code, level));
                }
                // Points say what the level says, finer: they are checked and not kept.
                Says::Points(_) => {
                    whole(number, 64).ok_or_else(bad)?;
                }
                Says::Mastery(code) => {
                    let percent = number.percent().ok_or_else(bad)?;
                    result.mastery.push((*code, percent));
                }
            }
        }
        if result.levels.is_empty() && result.mastery.is_empty() {
            return Err(RowFault::Nothing);
        }
        result.levels.sort_unstable();
        result.mastery.sort_unstable();
        let own = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        Ok(PixRow {
            line: record.line,
            given: own(given),
            family: own(family),
            class: text(self.class).map(str::to_owned),
            result,
        })
    }

    /// A number in a cell; none where it is empty or `NA`.
    fn number(&self, record: &Record, column: Option<usize>) -> Result<Option<Number>, RowFault> {
        let cell = column.map_or("", |column| unguarded(record.cell(column)));
        if cell.is_empty() || cell.eq_ignore_ascii_case("na") {
            return Ok(None);
        }
        Number::read(cell).map(Some).ok_or_else(|| self.bad(record, column))
    }

    fn bad(&self, record: &Record, column: Option<usize>) -> RowFault {
        let column = column.unwrap_or_default();
        let header = self.headers.get(column).cloned().unwrap_or_default();
        RowFault::BadNumber { column: header, cell: record.cell(column).chars().take(40).collect() }
    }
}

/// A number with at most some decimals, in thousandths: `3`, `0,50`, `75 %`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    thousandths: u32,
    in_percent: bool,
}

impl Number {
    fn read(cell: &str) -> Option<Self> {
        let (cell, in_percent) = match cell.strip_suffix('%') {
            Some(rest) => (rest.trim_end(), true),
            None => (cell, false),
        };
        let (whole, part) = cell.split_once([',', '.']).unwrap_or((cell, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || !digits(whole) || !digits(part) {
            return None;
        }
        let mut thousandths: u32 = whole.parse::<u32>().ok()? * 1000;
        for (digit, weight) in part.bytes().zip([100, 10, 1]) {
            thousandths += u32::from(digit - b'0') * weight;
        }
        Some(Self { thousandths, in_percent })
    }

    /// A part of one, or a percentage that says so, in whole hundredths.
    fn percent(self) -> Option<u8> {
        let thousandths = if self.in_percent { self.thousandths / 100 } else { self.thousandths };
        u8::try_from((thousandths + 5) / 10).ok().filter(|percent| *percent <= 100)
    }
}

fn whole(number: Number, most: u32) -> Option<u32> {
    let value = number.thousandths / 1000;
    (number.thousandths.is_multiple_of(1000) && !number.in_percent && value <= most).then_some(value)
}

/// Folded names of competences with their codes.
fn names(framework: &Framework) -> Vec<(String, Code)> {
    let official = framework.competences.iter().map(|competence| (fold(competence.name.fr), competence.code));
    let aliases = ALIASES
        .iter()
        .filter_map(|(name, code)| Some(((*name).to_owned(), framework.competence(code)?.code)));
    official.chain(aliases).collect()
}

/// What a column holds of a competence.
type Reading = fn(Code) -> Says;

fn says(header: &str, names: &[(String, Code)]) -> Option<Says> {
    let kinds: [(&str, Reading); 3] = [
        ("niveau pour la competence ", Says::Level),
        ("nombre de pix pour la competence ", Says::Points),
        ("% de maitrise des acquis de la competence ", Says::Mastery),
    ];
    kinds.into_iter().find_map(|(before, make)| {
        let name = header.strip_prefix(before)?;
        names.iter().find(|(known, _)| known == name).map(|(_, code)| make(*code))
    })
}

/// `02/10/2026`, `2026-10-02`, each with or without an hour after it.
fn day(cell: &str) -> Option<Day> {
    let date = cell.split([' ', 'T']).next()?;
    let parts: Vec<&str> = date.split('/').collect();
    match parts[..] {
        [day, month, year] if day.len() <= 2 && month.len() <= 2 => {
            let two = |part: &str| format!("{part:0>2}");
            Day::parse(&[year, "-", &two(month), "-", &two(day)].concat())
        }
        _ => Day::parse(date),
    }
}

#[cfg(test)]
mod tests;
