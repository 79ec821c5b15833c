//! Reading the framework that the build script packed: a structure, and one line a wording in each language.

use super::{
    Code, Competence, Correspondence, Degree, Domain, Framework, Indicator, Level, Rung, Wording, Words,
};
use crate::position::TickId;

const STRUCTURE: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.structure.txt"));
const FRENCH: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.fr.txt"));
const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/crcn-2019.en.txt"));

/// The wordings, taken one after the other in the order in which the build script wrote them.
struct Wordings {
    french: core::str::Split<'static, char>,
    english: core::str::Split<'static, char>,
}

impl Wordings {
    fn take(&mut self) -> Wording {
        Wording {
            fr: Words::Borrowed(self.french.next().unwrap_or_default()),
            en: Words::Borrowed(self.english.next().unwrap_or_default()),
        }
    }
}

pub(super) fn crcn() -> Framework {
    let mut wordings = Wordings { french: FRENCH.split('\n'), english: ENGLISH.split('\n') };
    let mut lines = STRUCTURE.split('\n');
    let mut head = lines.next().unwrap_or_default().split('\t');
    let mut next = || Words::Borrowed(head.next().unwrap_or_default());
    let (id, version, source_url, bands_of_levels) = (next(), next(), next(), next());
    let (title, source) = (wordings.take(), wordings.take());
    let digits = || bands_of_levels.bytes().map(|digit| usize::from(digit - b'0'));
    let bands: Vec<Wording> = (0..=digits().max().unwrap_or(0)).map(|_| wordings.take()).collect();
    let scale = digits()
        .zip(Level::all())
        .map(|(band, level)| Degree { level, band: bands[band].clone(), meaning: wordings.take() })
        .collect();

    let mut framework = Framework {
        id,
        version,
        title,
        source,
        source_url,
        scale,
        domains: Vec::new(),
        competences: Vec::new(),
    };
    for line in lines {
        match line.split_once('\t') {
            None => framework.domains.push(Domain { code: Code::shipped(line), name: wordings.take() }),
            Some((code, rest)) => {
                let domain = framework.domains.len().saturating_sub(1);
                framework.competences.push(competence(code, rest, domain, &mut wordings));
            }
        }
    }
    framework
}

fn competence(code: &'static str, rest: &'static str, domain: usize, wordings: &mut Wordings) -> Competence {
    let (mapping, rungs) = rest.split_once('\t').unwrap_or_default();
    let name = wordings.take();
    let mapping = mapping.split(',').map(|row| correspondence(row, wordings)).collect();
    let mut competence = Competence { code: Code::shipped(code), domain, name, mapping, rungs: Vec::new() };
    for rung in rungs.split(',') {
        // from-to-number of indicators
        let mut numbers = rung.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0');
        let (from, to, count) =
            (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        let only = if count == 1 { None } else { Some(wordings.take()) };
        let texts: Vec<Wording> = (0..count).map(|_| wordings.take()).collect();
        for level in (from..=to).filter_map(Level::new) {
            let indicators = (1..)
                .zip(&texts)
                .map(|(number, text)| Indicator { id: TickId::new(level, number), text: text.clone() })
                .collect();
            let statement = only.as_ref().unwrap_or_else(|| &texts[0]).clone();
            competence.rungs.push(Rung { level, statement, indicators });
        }
    }
    competence
}

fn correspondence(row: &'static str, wordings: &mut Wordings) -> Correspondence {
    let mut parts = row.split(' ');
    let mut next = || parts.next().unwrap_or_default();
    let (framework, version, code) = (next(), next(), next());
    let part = code.ends_with('+').then(|| wordings.take());
    Correspondence {
        framework: Words::Borrowed(framework),
        version: Words::Borrowed(version),
        code: Words::Borrowed(code.trim_end_matches('+')),
        part,
    }
}
