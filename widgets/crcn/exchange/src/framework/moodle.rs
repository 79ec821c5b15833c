//! Moodle's table of competences: 14 columns in a fixed order (`admin/tool/lpimportcsv` of Moodle).
//!
//! Moodle cuts id numbers and short names at 100 characters and drops rows without them, so long texts stand in the
//! description. Levels and indicators become competences of their own below theirs, with id numbers such as `1.1/N3`
//! and `1.1/N3.2`.

use serde_json::{Value, json};

use super::{Fault, Pack, PackCompetence, PackDomain, PackLevel, What, is_code};
use crate::csv::{Reader, Writer};

const HEAD: [&str; 14] = [
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
];
/// What Moodle keeps of an id number or a short name, in characters.
const CUT: usize = 100;

/// The table: commas, as Moodle reads by default.
pub fn write(pack: &Pack) -> String {
    let mut table = Writer::plain();
    table.exact_row(HEAD);
    let scale = (1..=8).map(|level: u8| level.to_string()).collect::<Vec<_>>().join(",");
    // The first entry names the scale, which Moodle makes anew; then the levels that count as proficient.
    let mut configuration = vec![json!({ "scaleid": "1" })];
    configuration.extend(
        (1..=8).map(|id: u8| json!({ "id": id, "scaledefault": u8::from(id == 1), "proficient": 1 })),
    );
    let configuration = Value::from(configuration).to_string();
    let id = [pack.id.as_str(), "-", &pack.version].concat();
    let about = json!({ "title": pack.title, "source": pack.source }).to_string();
    let taxonomy = "domain,competency,level,indicator";
    let mut row = |parent: &str, id: &str, name: &str, text: &str, framework: bool| {
        let short: String = name.chars().take(CUT).collect();
        let (scale, configuration, flag, taxonomy) = if framework {
            (scale.as_str(), configuration.as_str(), "1", taxonomy)
        } else {
            ("", "", "", "")
        };
        table.exact_row([
            parent,
            id,
            &short,
            text,
            "2",
            scale,
            configuration,
            "",
            "",
            "",
            "",
            "",
            flag,
            taxonomy,
        ]);
    };
    row("", &id, &pack.title, &about, true);
    for domain in &pack.domains {
        row("", &domain.code, &domain.name, &domain.name, false);
        for competence in &domain.competences {
            row(&domain.code, &competence.code, &competence.name, &competence.name, false);
            for level in &competence.levels {
                let number = level.level.to_string();
                let id = [competence.code.as_str(), "/N", &number].concat();
                row(
                    &competence.code,
                    &id,
                    &[competence.code.as_str(), " N", &number].concat(),
                    &level.statement,
                    false,
                );
                for (at, indicator) in level.indicators.iter().enumerate() {
                    let below = [id.as_str(), ".", &(at + 1).to_string()].concat();
                    row(&id, &below, &below, indicator, false);
                }
            }
        }
    }
    table.finish()
}

/// Reads a table, with commas or semicolons.
///
/// # Errors
/// Everything that is wrong with it, line by line.
pub fn read(text: String) -> Result<Pack, Vec<Fault>> {
    let mut reader = Reader::new(text);
    let mut pack = Pack::default();
    let mut faults = Vec::new();
    let mut frameworks = 0;
    match reader.record() {
        // Moodle reads by place and takes headers in any language: their number is what makes it the table.
        Some(Ok(head)) if head.cells.len() >= 13 => {}
        Some(Ok(head)) => return Err(vec![Fault::at_line(head.line, What::Missing(HEAD[12]))]),
        Some(Err(unclosed)) => return Err(vec![Fault::at_line(unclosed.line, What::Unclosed)]),
        None => return Err(vec![Fault::of_all(What::NoCompetence)]),
    }
    while let Some(record) = reader.record() {
        let record = match record {
            Ok(record) => record,
            Err(unclosed) => {
                faults.push(Fault::at_line(unclosed.line, What::Unclosed));
                break;
            }
        };
        let line = record.line;
        if record.cell(12) == "1" {
            frameworks += 1;
            if frameworks > 1 {
                faults.push(Fault::at_line(line, What::TwoFrameworks));
                continue;
            }
            about(&mut pack, record.cell(1), record.cell(2), record.cell(3));
        } else if let Err(what) =
            content(&mut pack, record.cell(0), record.cell(1), record.cell(2), record.cell(3))
        {
            faults.push(Fault::at_line(line, what));
        }
    }
    if faults.is_empty() && frameworks == 0 {
        faults.push(Fault::of_all(What::Missing(HEAD[12])));
    }
    if faults.is_empty() && pack.counts()[1] == 0 {
        faults.push(Fault::of_all(What::NoCompetence));
    }
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

fn about(pack: &mut Pack, id: &str, name: &str, description: &str) {
    let (short, version) = id.rsplit_once('-').unwrap_or((id, ""));
    (pack.id, pack.version) = (short.to_owned(), version.to_owned());
    let more: Value = serde_json::from_str(description).unwrap_or_default();
    let text = |member: &str| more[member].as_str().map(str::to_owned);
    pack.title = text("title").unwrap_or_else(|| name.to_owned());
    pack.source = text("source").unwrap_or_default();
}

fn content(pack: &mut Pack, parent: &str, id: &str, short: &str, text: &str) -> Result<(), What> {
    if id.is_empty() || short.is_empty() {
        return Err(What::Empty);
    }
    // A name that was cut stands whole in the description.
    let whole = if text.is_empty() { short } else { text };
    let Some((code, level)) = id.split_once("/N") else {
        if !is_code(id) {
            return Err(What::Code(id.to_owned()));
        }
        if pack.has(id) {
            return Err(What::Twice(id.to_owned()));
        }
        let name = if text.starts_with(short) { text } else { short }.to_owned();
        let code = id.to_owned();
        if parent.is_empty() {
            pack.domains.push(PackDomain { code, name, competences: Vec::new() });
        } else {
            let domain = pack.domain(parent).ok_or_else(|| What::NoParent(parent.to_owned()))?;
            domain.competences.push(PackCompetence { code, name, levels: Vec::new() });
        }
        return Ok(());
    };
    let (level, indicator) = level.split_once('.').map_or((level, None), |(level, at)| (level, Some(at)));
    let figure = level.parse::<u8>().ok().filter(|figure| (1..=8).contains(figure));
    let figure = figure.ok_or_else(|| What::Level(level.to_owned()))?;
    let competence = pack.competence(code).ok_or_else(|| What::NoParent(code.to_owned()))?;
    if indicator.is_none() {
        if competence.levels.iter().any(|known| known.level >= figure) {
            return Err(What::Level(level.to_owned()));
        }
        competence.levels.push(PackLevel {
            level: figure,
            statement: whole.to_owned(),
            indicators: Vec::new(),
        });
        return Ok(());
    }
    let rung = competence.levels.iter_mut().find(|known| known.level == figure);
    rung.ok_or_else(|| What::NoParent(parent.to_owned()))?.indicators.push(whole.to_owned());
    Ok(())
}
