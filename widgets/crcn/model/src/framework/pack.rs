//! Reading the framework that the build script packed: a structure, and one line a wording in each language.

use super::{
    Code, Competence, Correspondence, Degree, Domain, Framework, Indicator, Level, Rung, Wording, Words,
};
use crate::position::TickId;

const STRUCTURE: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.structure.txt"));
const FRENCH: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.fr.txt"));
const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.en.txt"));

/// Takes the text up to the next separator off, and the separator.
fn cut(text: &mut Words, separator: u8) -> Words {
    let end = text.bytes().position(|byte| byte == separator);
    let (taken, rest) = end.map_or((*text, ""), |end| (&text[..end], &text[end + 1..]));
    *text = rest;
    taken
}

/// The wordings, taken one after the other in the order in which the build script wrote them.
struct Wordings {
    fr: Words,
    en: Words,
}

impl Wordings {
    fn take(&mut self) -> Wording {
        Wording { fr: cut(&mut self.fr, b'\n'), en: cut(&mut self.en, b'\n') }
    }
}

pub(super) fn crcn() -> Framework {
    let mut wordings = Wordings { fr: FRENCH, en: ENGLISH };
    let mut lines = STRUCTURE;
    let mut head = cut(&mut lines, b'\n');
    let mut framework = Framework {
        id: cut(&mut head, b'\t'),
        version: cut(&mut head, b'\t'),
        source_url: cut(&mut head, b'\t'),
        title: wordings.take(),
        source: wordings.take(),
        scale: Vec::new(),
        domains: Vec::new(),
        competences: Vec::new(),
    };
    scale(head, &mut wordings, &mut framework.scale);
    while !lines.is_empty() {
        let mut line = cut(&mut lines, b'\n');
        let (code, name) = (Code::new(cut(&mut line, b'\t')), wordings.take());
        if line.is_empty() {
            framework.domains.push(Domain { code, name });
        } else {
            let domain = framework.domains.len() - 1;
            let mut competence = Competence { code, domain, name, mapping: Vec::new(), rungs: Vec::new() };
            let mut mapping = cut(&mut line, b'\t');
            while !mapping.is_empty() {
                competence.mapping.push(correspondence(cut(&mut mapping, b','), &mut wordings));
            }
            while !line.is_empty() {
                rungs(cut(&mut line, b',').as_bytes(), &mut wordings, &mut competence.rungs);
            }
            framework.competences.push(competence);
        }
    }
    framework
}

/// A digit a level: the number of its band. The bands are worded first, then what each level means.
fn scale(bands_of_levels: Words, wordings: &mut Wordings, scale: &mut Vec<Degree>) {
    let mut band = wordings.take();
    let mut last = b'0';
    for (level, digit) in Level::all().zip(bands_of_levels.bytes()) {
        if digit != last {
            (band, last) = (wordings.take(), digit);
        }
        scale.push(Degree { level, band, meaning: band });
    }
    for degree in scale {
        degree.meaning = wordings.take();
    }
}

/// `from-to-number of indicators`, a digit each.
fn rungs(packed: &[u8], wordings: &mut Wordings, rungs: &mut Vec<Rung>) {
    let &[from, _, to, _, count] = packed else { return };
    let [from, to, count] = [from, to, count].map(|digit| digit - b'0');
    let first = wordings.take();
    for level in (from..=to).filter_map(Level::new) {
        let mut rung = Rung { level, statement: first, indicators: Vec::new() };
        for number in 1..=count {
            // An only indicator is the statement itself.
            let text = if count == 1 { first } else { wordings.take() };
            rung.indicators.push(Indicator { id: TickId::new(level, number), text });
        }
        rungs.push(rung);
    }
}

fn correspondence(mut row: Words, wordings: &mut Wordings) -> Correspondence {
    let (framework, version) = (cut(&mut row, b' '), cut(&mut row, b' '));
    match row.strip_suffix('+') {
        Some(code) => Correspondence { framework, version, code, part: Some(wordings.take()) },
        None => Correspondence { framework, version, code: row, part: None },
    }
}
