//! Compiles `data/crcn-2019.json` into three small texts that the library reads at start: the structure, and one
//! line a wording in French and in English, in the same order.
//!
//! Measured in wasm, brotli: this form adds 11.2 KB for both languages, nested static tables 13.2 KB (a pointer and a
//! length for each text compress badly).

use std::path::Path;

use serde_json::Value;

/// Levels that have indicators. Above them the framework only has statements of ours.
const INDICATED: u64 = 5;

fn main() {
    let source = Path::new(&variable("CARGO_MANIFEST_DIR")).join("../data/crcn-2019.json");
    println!("cargo::rerun-if-changed={}", source.display());
    let text = std::fs::read_to_string(&source).unwrap_or_else(|error| stop(&source, &error.to_string()));
    let data: Value = serde_json::from_str(&text).unwrap_or_else(|error| stop(&source, &error.to_string()));
    let pack = Pack::of(&data).unwrap_or_else(|problem| stop(&source, &problem));
    let out = variable("OUT_DIR");
    for (name, lines) in [("structure", pack.structure), ("fr", pack.french), ("en", pack.english)] {
        std::fs::write(Path::new(&out).join(format!("crcn-2019.{name}.txt")), lines.join("\n"))
            .expect("OUT_DIR can be written");
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets it for build scripts")
}

fn stop(source: &Path, problem: &str) -> ! {
    panic!("{}: {problem}", source.display())
}

#[derive(Default)]
struct Pack {
    structure: Vec<String>,
    french: Vec<String>,
    english: Vec<String>,
}

impl Pack {
    fn of(data: &Value) -> Result<Self, String> {
        let mut pack = Self::default();
        let bands = list(data, "bands", "/bands")?;
        let levels = list(data, "levels", "/levels")?;
        let mut band_of_level = String::new();
        for (number, level) in levels.iter().enumerate() {
            let place = format!("/levels/{number}");
            if level["level"].as_u64() != Some(number as u64 + 1) {
                return Err(format!("{place}/level: levels stand in order from 1"));
            }
            let band = bands.iter().position(|band| band["id"] == level["band"]);
            band_of_level.push_str(&band.ok_or(format!("{place}/band: no such band"))?.to_string());
        }
        pack.structure.push(
            [
                plain(data, "id", "")?,
                plain(data, "version", "")?,
                plain(data, "sourceUrl", "")?,
                &band_of_level,
            ]
            .join("\t"),
        );
        pack.wording(&data["title"], "/title")?;
        pack.wording(&data["source"], "/source")?;
        for (number, band) in bands.iter().enumerate() {
            pack.wording(&band["name"], &format!("/bands/{number}/name"))?;
        }
        for (number, level) in levels.iter().enumerate() {
            pack.wording(&level["meaning"], &format!("/levels/{number}/meaning"))?;
        }
        for (number, domain) in list(data, "domains", "/domains")?.iter().enumerate() {
            let place = format!("/domains/{number}");
            pack.structure.push(plain(domain, "code", &place)?.to_owned());
            pack.wording(&domain["name"], &format!("{place}/name"))?;
            for (number, competence) in list(domain, "competences", &place)?.iter().enumerate() {
                pack.competence(competence, levels.len() as u64, &format!("{place}/competences/{number}"))?;
            }
        }
        Ok(pack)
    }

    fn competence(&mut self, competence: &Value, top: u64, place: &str) -> Result<(), String> {
        self.wording(&competence["name"], &format!("{place}/name"))?;
        let mut mapping = Vec::new();
        for (number, row) in list(competence, "digcomp", place)?.iter().enumerate() {
            let place = format!("{place}/digcomp/{number}");
            let (framework, version) = (plain(row, "framework", &place)?, plain(row, "version", &place)?);
            let part = if row["part"].is_null() { "" } else { "+" };
            mapping.push(format!("{framework} {version} {}{part}", plain(row, "code", &place)?));
            if !part.is_empty() {
                self.wording(&row["part"], &format!("{place}/part"))?;
            }
        }
        let mut rungs = Vec::new();
        let mut next = 0;
        for (number, level) in list(competence, "levels", place)?.iter().enumerate() {
            let place = format!("{place}/levels/{number}");
            let (from, to) = (level["from"].as_u64().unwrap_or(0), level["to"].as_u64().unwrap_or(0));
            if from <= next && next > 0 || from == 0 || to < from || to > top {
                return Err(format!("{place}: from and to are levels of the scale, in order"));
            }
            next = to;
            rungs.push(format!("{from}-{to}-{}", self.rung(level, from, &place)?));
        }
        self.structure
            .push([plain(competence, "code", place)?, &mapping.join(","), &rungs.join(",")].join("\t"));
        Ok(())
    }

    /// A level's statement, unless its only indicator says it all, then its indicators: how many there are.
    fn rung(&mut self, level: &Value, from: u64, place: &str) -> Result<usize, String> {
        let indicators = match &level["indicators"] {
            Value::Null => &[],
            found => found.as_array().ok_or(format!("{place}/indicators: a list"))?.as_slice(),
        };
        if indicators.is_empty() != (from > INDICATED) {
            return Err(format!("{place}/indicators: levels 1 to {INDICATED} have some, the others none"));
        }
        if indicators.len() > 9 {
            return Err(format!("{place}/indicators: at most 9"));
        }
        if (indicators.len() == 1) != level["statement"].is_null() {
            return Err(format!("{place}/statement: there, unless the only indicator says it all"));
        }
        if indicators.len() != 1 {
            self.wording(&level["statement"], &format!("{place}/statement"))?;
        }
        for (number, indicator) in indicators.iter().enumerate() {
            self.wording(indicator, &format!("{place}/indicators/{number}"))?;
        }
        Ok(indicators.len())
    }

    fn wording(&mut self, wording: &Value, place: &str) -> Result<(), String> {
        for (language, lines) in [("fr", &mut self.french), ("en", &mut self.english)] {
            lines.push(plain(wording, language, place)?.to_owned());
        }
        Ok(())
    }
}

fn list<'v>(parent: &'v Value, name: &str, place: &str) -> Result<&'v Vec<Value>, String> {
    parent[name].as_array().ok_or_else(|| format!("{place}/{name}: must be a list"))
}

fn plain<'v>(parent: &'v Value, name: &str, place: &str) -> Result<&'v str, String> {
    match parent[name].as_str() {
        Some(text) if !text.trim().is_empty() && !text.contains(['\n', '\t']) => Ok(text),
        _ => Err(format!("{place}/{name}: must be one line of text")),
    }
}
