//! The checks of the page, as data: what of the computer each is about, which kind of problem a failure is, which codes of
//! the Pix minutes it prevents. This is the prevention map.

use std::sync::LazyLock;

use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::machine::Aspect;
use serde::Deserialize;

/// The data as the page takes them.
pub const CHECKS_JSON: &str = include_str!("../data/checks.json");

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Names it in reports and in the catalogue of the page.
    pub id: String,
    /// What of the computer it says something about; `None` where it is not the computer's.
    pub aspect: Option<Aspect>,
    /// Which problem a failure is; `None` where it only deserves a note.
    pub problem: Option<Problem>,
    /// The codes of the minutes of a Pix session that it prevents.
    pub codes: Vec<String>,
    /// Whether a person is asked.
    pub asks: bool,
}

#[derive(Deserialize)]
struct Data {
    checks: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    id: String,
    aspect: Option<String>,
    problem: Option<String>,
    codes: Vec<String>,
    #[serde(default)]
    asks: bool,
}

static CHECKS: LazyLock<Vec<Check>> = LazyLock::new(|| {
    // Compiled in, and read by a test.
    let data: Data = serde_json::from_str(CHECKS_JSON).unwrap_or(Data { checks: Vec::new() });
    let read = |raw: Raw| Check {
        aspect: raw.aspect.and_then(|id| Aspect::ALL.into_iter().find(|aspect| aspect.id() == id)),
        problem: raw.problem.and_then(|id| Problem::from_id(&id)),
        id: raw.id,
        codes: raw.codes,
        asks: raw.asks,
    };
    data.checks.into_iter().map(read).collect()
});

/// Every check, in the order of the page.
pub fn checks() -> &'static [Check] {
    &CHECKS
}

/// The check of that name.
pub(crate) fn check(id: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of Pix's own list that are not retired.
    const CODES: [&str; 16] =
        ["C1", "C2", "C4", "C6", "C7", "C8", "E1", "E2", "E3", "E4", "E5", "E8", "E9", "E10", "E11", "E12"];

    #[test]
    fn every_check_is_understood_and_names_codes_that_exist() {
        let raw: serde_json::Value = serde_json::from_str(CHECKS_JSON).unwrap();
        let raw = raw["checks"].as_array().unwrap();
        assert!(checks().len() == raw.len() && raw.len() > 10);
        for (check, raw) in checks().iter().zip(raw) {
            assert_eq!(check.aspect.is_some(), raw["aspect"].is_string(), "{}", check.id);
            assert_eq!(check.problem.is_some(), raw["problem"].is_string(), "{}", check.id);
            assert!(!check.codes.is_empty(), "{}", check.id);
            for code in &check.codes {
                assert!(CODES.contains(&code.as_str()), "{code}");
            }
            if let (Some(aspect), Some(problem)) = (check.aspect, check.problem) {
                assert_eq!(problem.aspect(), Some(aspect), "{}", check.id);
            }
        }
        let all: Vec<Aspect> = checks().iter().filter_map(|check| check.aspect).collect();
        assert!(Aspect::ALL.iter().all(|aspect| all.contains(aspect)), "a computer can become ready by it");
    }
}
