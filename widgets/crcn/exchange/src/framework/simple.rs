//! A simple table: `Code;Niveau;Repère;Texte`. A code without a point is a domain, one with a point a competence; with
//! a level a statement, with a number too an indicator. The first rows say what the framework is.

use super::{Fault, Pack, PackCompetence, PackDomain, PackLevel, What, is_code};
use crate::csv::{Reader, Writer, fold, unguarded};

const HEAD: [&str; 4] = ["Code", "Niveau", "Repère", "Texte"];
/// Codes of the rows that say what the framework is.
const ABOUT: [&str; 4] = ["référentiel", "version", "titre", "source"];

/// The table.
pub fn write(pack: &Pack) -> String {
    let mut table = Writer::default();
    table.row(HEAD);
    for (code, text) in ABOUT.iter().zip([&pack.id, &pack.version, &pack.title, &pack.source]) {
        table.row([code, "", "", text.as_str()]);
    }
    for domain in &pack.domains {
        table.row([domain.code.as_str(), "", "", &domain.name]);
        for competence in &domain.competences {
            let code = competence.code.as_str();
            table.row([code, "", "", &competence.name]);
            for level in &competence.levels {
                let number = level.level.to_string();
                table.row([code, &number, "", &level.statement]);
                for (at, indicator) in level.indicators.iter().enumerate() {
                    table.row([code, &number, &(at + 1).to_string(), indicator]);
                }
            }
        }
    }
    table.finish()
}

/// Reads a table.
///
/// # Errors
/// Everything that is wrong with it, line by line.
pub fn read(text: String) -> Result<Pack, Vec<Fault>> {
    let mut reader = Reader::new(text);
    let mut pack = Pack::default();
    let mut faults = Vec::new();
    let head = match reader.record() {
        Some(Ok(head)) => head,
        Some(Err(unclosed)) => return Err(vec![Fault::at_line(unclosed.line, What::Unclosed)]),
        None => return Err(vec![Fault::of_all(What::NoCompetence)]),
    };
    let mut columns = [0; 4];
    for (column, name) in columns.iter_mut().zip(HEAD) {
        match head.cells.iter().position(|cell| fold(cell) == fold(name)) {
            Some(at) => *column = at,
            None => faults.push(Fault::at_line(head.line, What::Missing(name))),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    while let Some(record) = reader.record() {
        let record = match record {
            Ok(record) => record,
            Err(unclosed) => {
                faults.push(Fault::at_line(unclosed.line, What::Unclosed));
                break;
            }
        };
        let [code, level, number, text] = columns.map(|column| unguarded(record.cell(column)));
        if let Err(what) = row(&mut pack, code, level, number, text) {
            faults.push(Fault::at_line(record.line, what));
        }
    }
    if faults.is_empty() && pack.counts()[1] == 0 {
        faults.push(Fault::of_all(What::NoCompetence));
    }
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

fn row(pack: &mut Pack, code: &str, level: &str, number: &str, text: &str) -> Result<(), What> {
    let own = text.to_owned();
    match ABOUT.iter().position(|about| *about == code) {
        Some(0) => pack.id = own,
        Some(1) => pack.version = own,
        Some(2) => pack.title = own,
        Some(_) => pack.source = own,
        None => return content(pack, code, level, number, text),
    }
    Ok(())
}

fn content(pack: &mut Pack, code: &str, level: &str, number: &str, text: &str) -> Result<(), What> {
    if !is_code(code) {
        return Err(What::Code(code.to_owned()));
    }
    if text.is_empty() {
        return Err(What::Empty);
    }
    if level.is_empty() {
        if pack.has(code) {
            return Err(What::Twice(code.to_owned()));
        }
        match code.rsplit_once('.') {
            None => pack.domains.push(PackDomain {
                code: code.to_owned(),
                name: text.to_owned(),
                competences: Vec::new(),
            }),
            Some((parent, _)) => {
                let domain = pack.domain(parent).ok_or_else(|| What::NoParent(parent.to_owned()))?;
                let (code, name) = (code.to_owned(), text.to_owned());
                domain.competences.push(PackCompetence { code, name, levels: Vec::new() });
            }
        }
        return Ok(());
    }
    let figure = level.parse::<u8>().ok().filter(|figure| (1..=8).contains(figure));
    let figure = figure.ok_or_else(|| What::Level(level.to_owned()))?;
    let competence = pack.competence(code).ok_or_else(|| What::NoParent(code.to_owned()))?;
    if number.is_empty() {
        if competence.levels.iter().any(|known| known.level >= figure) {
            return Err(What::Level(level.to_owned()));
        }
        let statement = text.to_owned();
        competence.levels.push(PackLevel { level: figure, statement, indicators: Vec::new() });
        return Ok(());
    }
    let rung = competence.levels.iter_mut().find(|known| known.level == figure);
    let rung = rung.ok_or_else(|| What::NoParent([code, " ", level].concat()))?;
    rung.indicators.push(text.to_owned());
    Ok(())
}
