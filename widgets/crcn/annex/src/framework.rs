//! The framework as a file: handed out in three forms, and a file compared with what is used here. Comparing changes
//! nothing.

use greffon_crcn_exchange::framework::{Fault, Pack, case, moodle, simple};
use greffon_crcn_model::framework::{Code, Lang, Words};

use crate::import::Import;
use crate::machine::Turn;
use crate::{Effect, Model};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// CASE, as JSON.
    Case,
    /// Moodle's table of 14 columns.
    Moodle,
    /// A simple table.
    Simple,
}

impl FileForm {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Case, Self::Moodle, Self::Simple];

    /// The form of a text, by how it begins.
    fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let head = text.lines().next().unwrap_or_default();
        if text.starts_with(['{', '[']) {
            Self::Case
        } else if head.split([',', ';']).count() >= 13 {
            Self::Moodle
        } else {
            Self::Simple
        }
    }
}

/// What a file says, compared with what is used here.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkPreview {
    /// In which form it came.
    pub form: FileForm,
    /// Its title and version.
    pub title: String,
    /// Its domains, competences, levels and indicators.
    pub counts: [usize; 4],
    /// Competences of which something differs, or that only the file has, by code.
    pub differs: Vec<String>,
    /// Competences that only this framework has.
    pub missing: Vec<(Code, [Words; 2])>,
}

/// What became of a file.
pub(crate) type Compared = (FileForm, Result<Pack, Vec<Fault>>);

impl Model {
    pub(crate) fn framework_preview(&self, form: FileForm, pack: &Pack) -> FrameworkPreview {
        let here = [Lang::Fr, Lang::En].map(|lang| Pack::of(&self.framework, lang));
        // A file is in one language: what is used in either is no difference.
        let [french, english] = here.map(|known| pack.differs_from(&known));
        let has = |code: Code| {
            pack.domains
                .iter()
                .flat_map(|domain| &domain.competences)
                .any(|known| known.code == code.as_str())
        };
        FrameworkPreview {
            form,
            title: [pack.title.as_str(), " ", &pack.version].concat().trim().to_owned(),
            counts: pack.counts(),
            differs: if english.len() < french.len() { english } else { french },
            missing: self
                .framework
                .competences
                .iter()
                .filter(|competence| !has(competence.code))
                .map(|competence| (competence.code, [competence.name.fr, competence.name.en]))
                .collect(),
        }
    }
}

impl Turn<'_> {
    pub(crate) fn save_framework(&mut self, form: FileForm, lang: Lang) {
        let pack = Pack::of(&self.model.framework, lang);
        let (text, ending, mime) = match form {
            // To the second, with an offset: what CASE readers take.
            FileForm::Case => {
                let at = [&self.stamp.at.as_str()[..19], "+00:00"].concat();
                (case::write(&pack, &at), "-case.json", "application/json")
            }
            FileForm::Moodle => (moodle::write(&pack), "-moodle.csv", "text/csv"),
            FileForm::Simple => (simple::write(&pack), ".csv", "text/csv"),
        };
        let name = [&self.model.framework.segment(), ending].concat();
        self.out(Effect::Save { name, mime, text });
    }

    pub(crate) fn compare_framework(text: String) -> Import {
        let form = FileForm::of(&text);
        let read = match form {
            FileForm::Case => case::read(&text),
            FileForm::Moodle => moodle::read(text),
            FileForm::Simple => simple::read(text),
        };
        Import::Framework((form, read))
    }
}

#[cfg(test)]
mod tests {
    use greffon_crcn_model::framework::Framework;

    use super::*;

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        let pack = Pack::of(&Framework::crcn(), Lang::Fr);
        let at = "2026-11-26T09:00:00+00:00";
        for (text, form) in [
            (case::write(&pack, at), FileForm::Case),
            (moodle::write(&pack), FileForm::Moodle),
            (simple::write(&pack), FileForm::Simple),
        ] {
            assert_eq!(FileForm::of(&text), form);
            assert_eq!(FileForm::of(&["\u{feff}", &text].concat()), form);
        }
    }
}
